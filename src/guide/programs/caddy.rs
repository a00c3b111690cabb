//! Caddy.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_CADDY: Guide = Guide {
    id: "caddy",
    aliases: &["Caddyfile"],
    title: "Caddy",
    tier: Tier::Executed(
        "Caddy 2.11.7 in the form with trust_pool, Caddy 2.6.2 of Debian 12 in the form before it",
    ),
    server: Some(Part {
        judges_like: "caddy26",
        folder: "/etc/caddy/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("Caddyfile", Form::Hashes, NEW),
            block_if(
                "mutual",
                "Caddyfile of a Caddy that does not know trust_pool yet, as Debian’s 2.6",
                Form::Hashes,
                OLD,
            ),
            block("Try it", Form::Sh, TRY),
        ],
        remarks: &[
            (
                "mutual",
                "Without a trust_pool the mode is require: anybody’s certificate is accepted. With one it is require_and_verify; say so all the same.",
            ),
            (
                "mutual",
                "As soon as clients are asked for certificates, a request whose Host is not the name of the handshake is answered with 421 (strict_sni_host).",
            ),
            (
                "mutual",
                "The identity is {http.request.tls.client.subject}, {http.request.tls.client.fingerprint} and their like. Caddy looks at no revocation lists by itself.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 640 -o root -g caddy {key-here} {key} ## Caddy runs as caddy and has to read it
?mutual sudo install -D -m 644 {cas-here} {cas}";

const NEW: &str = "\
{host-bare} {
?oneway     tls {chain} {key}
?mutual     tls {chain} {key} {
?mutual         client_auth {
?mutual             mode require_and_verify ## without a good certificate the handshake fails
?mutual             trust_pool file {
?mutual                 pem_file {cas}
?mutual             }
?mutual         }
?mutual     }
    reverse_proxy 127.0.0.1:8080 {
?mutual         header_up X-Client-DN {http.request.tls.client.subject} ## takes the place of what a client sent
    }
}";

const OLD: &str = "\
{host-bare} {
    tls {chain} {key} {
        client_auth {
            mode require_and_verify
            trusted_ca_cert_file {cas} ## the form before trust_pool
        }
    }
    reverse_proxy 127.0.0.1:8080 {
        header_up X-Client-DN {http.request.tls.client.subject}
    }
}";

const TRY: &str = "\
caddy validate --config /etc/caddy/Caddyfile && sudo systemctl reload caddy
?oneway+public curl -v {url}/
?oneway+private curl -v --cacert {roots-here} {url}/
?mutual+private curl -v --cacert {roots-here} --cert {client-chain-here} --key {client-key-here} {url}/
?mutual+public curl -v --cert {client-chain-here} --key {client-key-here} {url}/";
