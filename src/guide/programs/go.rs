//! Go.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_GO: Guide = Guide {
    id: "go",
    aliases: &["golang", "net/http"],
    title: "Go",
    group: Group::Clients,
    tier: Tier::Executed("Go 1.19.8 of Debian 12"),
    server: Some(Part {
        judges_like: "go127",
        blocks: &[block("main.go", Form::Slashes, SERVER)],
        remarks: &[
            (
                "mutual",
                "RequireAnyClientCert verifies nothing, VerifyClientCertIfGiven lets clients without one in.",
            ),
            (
                "mutual",
                "The identity is request.TLS.PeerCertificates[0], from VerifiedChains where it was verified. Go looks at no revocation lists.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "go127",
        blocks: &[block("main.go", Form::Slashes, CLIENT)],
        remarks: &[
            (
                "mutual",
                "Go sends a certificate only where an issuer in its file is among the CA names that the server announces: a file with the leaf alone, and a server that names the root alone, means that nothing is sent. Keep the intermediates in the file, or set GetClientCertificate.",
            ),
            ("", "The common name is not looked at: the server’s host must be in its SAN."),
        ],
        ..PART
    }),
    ..GUIDE
};

const SERVER: &str = "\
package main

import (
	\"crypto/tls\"
?mutual 	\"crypto/x509\"
	\"fmt\"
	\"log\"
	\"net/http\"
?mutual 	\"os\"
)

func main() {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
?mutual 	roots, err := os.ReadFile({cas}) ## who may issue clients
?mutual 	if err != nil {
?mutual 		log.Fatal(err)
?mutual 	}
?mutual 	config.ClientCAs = x509.NewCertPool()
?mutual 	config.ClientCAs.AppendCertsFromPEM(roots)
?mutual 	config.ClientAuth = tls.RequireAndVerifyClientCert
	server := &http.Server{Addr: \":8443\", TLSConfig: config}
	http.HandleFunc(\"/\", func(w http.ResponseWriter, r *http.Request) {
?oneway 		fmt.Fprintln(w, \"hello\")
?mutual 		fmt.Fprintln(w, \"hello\", r.TLS.VerifiedChains[0][0].Subject.CommonName)
	})
	log.Fatal(server.ListenAndServeTLS({chain}, {key}))
}";

const CLIENT: &str = "\
package main

import (
	\"crypto/tls\"
?private 	\"crypto/x509\"
	\"io\"
	\"log\"
	\"net/http\"
	\"os\"
)

func main() {
	config := &tls.Config{}
?private 	roots, err := os.ReadFile({roots})
?private 	if err != nil {
?private 		log.Fatal(err)
?private 	}
?private 	config.RootCAs = x509.NewCertPool()
?private 	config.RootCAs.AppendCertsFromPEM(roots)
?mutual 	keyPair, err := tls.LoadX509KeyPair({client-chain}, {client-key}) ## with its intermediates, or it may send nothing
?mutual 	if err != nil {
?mutual 		log.Fatal(err)
?mutual 	}
?mutual 	config.Certificates = []tls.Certificate{keyPair}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
	answer, err := client.Get({url})
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	io.Copy(os.Stdout, answer.Body)
	if answer.StatusCode >= 400 {
		os.Exit(1)
	}
}";
