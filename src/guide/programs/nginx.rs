//! nginx.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_NGINX: Guide = Guide {
    id: "nginx",
    aliases: &["openresty", "angie"],
    title: "nginx",
    tier: Tier::Executed("nginx 1.22.1 with OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "nginx",
        folder: "/etc/nginx/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/nginx/conf.d/site.conf", Form::Nginx, SITE),
            block("Try it", Form::Sh, TRY),
        ],
        remarks: &[
            (
                "mutual",
                "nginx does not refuse in the handshake: a client without a good certificate completes it and gets HTTP 400 “No required SSL certificate was sent” or “The SSL certificate error”. The reason stands in the error log at level info.",
            ),
            (
                "mutual",
                "The names of all CAs in ssl_client_certificate are sent to every client, and browsers, Java and Go choose their certificate by them. CAs in ssl_trusted_certificate are trusted too, and their names are not sent.",
            ),
            (
                "mutual",
                "ssl_verify_depth counts the CAs between certificate and root; it is 1 where nothing is set.",
            ),
            (
                "mutual",
                "With ssl_verify_client optional, test $ssl_client_verify = SUCCESS in every location; without a certificate it is NONE. With optional_no_ca it is FAILED with the reason, and anybody’s certificate comes in.",
            ),
            (
                "mutual",
                "The identity is $ssl_client_s_dn (as RFC 2253 writes it), $ssl_client_escaped_cert, $ssl_client_fingerprint (SHA-1).",
            ),
            (
                "mutual+crl",
                "ssl_crl wants a list of every CA on the path: where one is missing or out of date every client gets HTTP 400. Reload nginx when a new list is there.",
            ),
            (
                "mutual+nocrl",
                "ssl_crl, once set, wants a list of every CA on the path, of the root too; ssl_ocsp on asks the responders of the certificates instead (since 1.19.0, http only, with a resolver).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 {key-here} {key} ## only root has to read it: nginx reads it before it gives up root
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const SITE: &str = "\
server {
    listen 443 ssl;
    server_name {host};

    ssl_certificate {chain}; ## the certificate first, then its intermediates: nginx sends just this file
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3; ## before 1.23.4 the default has no TLSv1.3 and still TLSv1

?mutual     ssl_client_certificate {cas}; ## who may issue clients; the names in it are sent to every client
?mutual     ssl_verify_client on; ## a client without a good certificate gets HTTP 400
?mutual     ssl_verify_depth {intermediates}; ## CAs between certificate and root
?crl     ssl_crl {crl}; ## a list of every CA on the path, or nobody gets in
?mutual
    location / {
        proxy_pass http://127.0.0.1:8080;
?mutual         proxy_set_header X-Client-Verify $ssl_client_verify; ## set here, so that no client can forge it
?mutual         proxy_set_header X-Client-DN $ssl_client_s_dn;
?mutual         proxy_set_header X-Client-Cert $ssl_client_escaped_cert;
    }
}";

const TRY: &str = "\
sudo nginx -t && sudo nginx -s reload
?oneway+public curl -v {url}/
?oneway+private curl -v --cacert {roots-here} {url}/
?mutual+private curl -v --cacert {roots-here} --cert {client-chain-here} --key {client-key-here} {url}/
?mutual+public curl -v --cert {client-chain-here} --key {client-key-here} {url}/";
