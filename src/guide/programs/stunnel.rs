//! stunnel.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_STUNNEL: Guide = Guide {
    id: "stunnel",
    aliases: &["stunnel4"],
    title: "stunnel",
    tier: Tier::Executed("stunnel 5.68 with OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "stunnel",
        folder: "/etc/stunnel/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/stunnel/site.conf", Form::Bare, CONFIG),
        ],
        remarks: &[
            (
                "mutual",
                "verifyChain alone lets clients without a certificate in; requireCert demands one.",
            ),
            ("mutual+nocrl", "CRLfile, once set, wants a list of every CA on the path."),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const CONFIG: &str = "\
[site]
accept = 8443
connect = 127.0.0.1:8080
cert = {chain}
key = {key}
?mutual CAfile = {cas}
?mutual verifyChain = yes
?mutual requireCert = yes ## without it a client without a certificate comes in
?crl CRLfile = {crl}";
