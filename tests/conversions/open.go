// Opens what Go's standard library opens: a chain and its key, in pairs.
package main

import (
	"crypto/tls"
	"fmt"
	"os"
)

func main() {
	for at := 1; at+1 < len(os.Args); at += 2 {
		pair, err := tls.LoadX509KeyPair(os.Args[at], os.Args[at+1])
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("chain of", len(pair.Certificate))
	}
}
