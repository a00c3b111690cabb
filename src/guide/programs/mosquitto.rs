//! Mosquitto and its clients.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_MOSQUITTO: Guide = Guide {
    id: "mosquitto",
    aliases: &["mqtt", "mosquitto_pub", "mosquitto_sub"],
    title: "Mosquitto, mosquitto_pub",
    group: Group::Services,
    tier: Tier::Executed("Mosquitto 2.0.11 with OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "mosquitto",
        folder: "/etc/mosquitto/tls/",
        demands: &[Demand::CommonName],
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/mosquitto/conf.d/tls.conf", Form::Bare, CONFIG),
        ],
        remarks: &[
            (
                "mutual",
                "The identity is the common name (use_identity_as_username) or the whole name (use_subject_as_username); a password file is then not looked at, and ACLs go by that name.",
            ),
            (
                "mutual",
                "The log never tells why a certificate is refused: “certificate verify failed” and “Protocol error” stand for everything.",
            ),
            (
                "",
                "Mosquitto reads its files after it has given up root: the user mosquitto has to be able to read the key.",
            ),
            (
                "mutual+crl",
                "crlfile is looked at for the client’s own certificate only: a list of its issuer is enough.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        blocks: &[block("Command", Form::Sh, PUBLISH)],
        remarks: &[(
            "",
            "Without --cafile or --capath there is no TLS at all; --insecure would not check the name.",
        )],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o mosquitto -g mosquitto {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const CONFIG: &str = "\
listener 8883
certfile {chain}
keyfile {key}
?mutual cafile {cas} ## who may issue clients
?mutual require_certificate true ## without this line no certificate is asked for
?mutual use_identity_as_username true ## the common name becomes the user’s name
?crl crlfile {crl}
?oneway password_file /etc/mosquitto/passwd
allow_anonymous false";

const PUBLISH: &str = "\
?oneway mosquitto_pub -h {host} -p 8883 --cafile {roots} -u USER -P PASSWORD -t test -m hello
?mutual mosquitto_pub -h {host} -p 8883 --cafile {roots} --cert {client-chain} --key {client-key} -t test -m hello";
