// Reads every file of a folder as tls.X509KeyPair does: file, program, and the number of certificates
// or the words of the refusal.
package main

import (
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	entries, _ := os.ReadDir(os.Args[1])
	for _, entry := range entries {
		text, _ := os.ReadFile(filepath.Join(os.Args[1], entry.Name()))
		count := 0
		for rest := text; ; {
			var block *pem.Block
			block, rest = pem.Decode(rest)
			if block == nil {
				break
			}
			if block.Type == "CERTIFICATE" {
				count++
			}
		}
		said := fmt.Sprint(count)
		// The key is not asked for before a certificate was found.
		if _, err := tls.X509KeyPair(text, nil); strings.Contains(err.Error(), "certificate input") {
			said = err.Error()
		}
		fmt.Printf("%s\tgo127\t%s\n", entry.Name(), said)
	}
}
