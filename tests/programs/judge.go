// Reads questions, one a line: TIME ROLE HOST LEAF SENT ROOTS, certificates in base64, "-" for none.
// Answers with what crypto/x509 says: "ok" or the error. A leaf that cannot be read is refused as
// crypto/tls refuses it; what cannot be read of the others is said behind, in brackets.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

func pool(list, what string) (*x509.CertPool, string) {
	pool, unread := x509.NewCertPool(), ""
	for _, text := range strings.Split(list, ",") {
		if der, err := base64.StdEncoding.DecodeString(text); err == nil {
			if c, err := x509.ParseCertificate(der); err == nil {
				pool.AddCert(c)
			} else {
				unread = " [" + what + ": " + err.Error() + "]"
			}
		}
	}
	return pool, unread
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		seconds, _ := strconv.ParseInt(f[0], 10, 64)
		der, _ := base64.StdEncoding.DecodeString(f[3])
		leaf, err := x509.ParseCertificate(der)
		roots, unreadRoot := pool(f[5], "root")
		sent, unreadSent := pool(f[4], "intermediate")
		if err != nil {
			err = fmt.Errorf("tls: failed to parse certificate from server: %w", err)
			unreadRoot, unreadSent = "", ""
		} else {
			o := x509.VerifyOptions{Roots: roots, Intermediates: sent, CurrentTime: time.Unix(seconds, 0).UTC()}
			if f[1] == "client" {
				o.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
			} else if f[2] != "-" {
				o.DNSName = f[2]
			}
			_, err = leaf.Verify(o)
		}
		if err != nil {
			fmt.Println(err.Error() + unreadRoot + unreadSent)
		} else {
			fmt.Println("ok")
		}
	}
}
