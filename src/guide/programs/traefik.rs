//! Traefik.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_TRAEFIK: Guide = Guide {
    id: "traefik",
    aliases: &[],
    title: "Traefik",
    tier: Tier::Documented(
        "doc.traefik.io/traefik v3 (docs/content/reference/routing-configuration/http/tls/tls-options.md), July 2026",
    ),
    server: Some(Part {
        judges_like: "go127",
        folder: "/etc/traefik/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/traefik/dynamic/site.yml", Form::Yaml, CONFIG),
        ],
        remarks: &[
            (
                "mutual",
                "caFiles alone already means RequireAndVerifyClientCert; Verify… without caFiles is an error at the start.",
            ),
            (
                "mutual",
                "The options belong to a host name (SNI), and two routers of one host must name the same; what comes without a name gets the options called default.",
            ),
            (
                "mutual",
                "passTLSClientCert sets X-Forwarded-Tls-Client-Cert-Info, URL-escaped. Traefik looks at no revocation lists.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}";

const CONFIG: &str = "\
tls:
  certificates:
    - certFile: {chain}
      keyFile: {key}
?mutual   options:
?mutual     mutual:
?mutual       clientAuth:
?mutual         caFiles: [{cas}]
?mutual         clientAuthType: RequireAndVerifyClientCert
?mutual       sniStrict: true ## without a known name there is no handshake
http:
  routers:
    site:
      rule: Host(`{host-bare}`)
      entryPoints: [websecure]
      service: application
?oneway       tls: {}
?mutual       tls: {options: mutual}
?mutual       middlewares: [client]
?mutual   middlewares:
?mutual     client:
?mutual       passTLSClientCert: {info: {subject: {commonName: true}, sans: true}}
  services:
    application:
      loadBalancer: {servers: [{url: \"http://127.0.0.1:8080\"}]}";
