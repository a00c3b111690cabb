//! Traefik.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_TRAEFIK: Guide = Guide {
    id: "traefik",
    aliases: &[],
    title: "Traefik",
    tier: Tier::Executed("Traefik 3.7.15, the file read by its file provider"),
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
                "The options belong to a host name (SNI), and two routers of one host must name the same. Who comes without a name, or with another, gets the options called default: no certificate is asked for, and a request for this host is then answered with 421. Call the options default to ask everybody for a certificate.",
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
