//! curl.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_CURL: Guide = Guide {
    id: "curl",
    aliases: &["libcurl"],
    title: "curl",
    group: Group::Clients,
    tier: Tier::Executed("curl 7.88.1 with OpenSSL 3.0 of Debian 12"),
    client: Some(Part {
        judges_like: "curl",
        blocks: &[block("Command", Form::Sh, COMMAND)],
        remarks: &[
            (
                "mutual",
                "curl sends what --cert holds, whatever CA names the server announces: so its intermediates must be in that file.",
            ),
            (
                "mutual",
                "At TLS 1.3 a refusal comes only when the answer is read: error 56 and an alert, where TLS 1.2 has error 35. Error 60 at TLS 1.2 can mean that your own certificate has expired.",
            ),
            (
                "mutual",
                "A .p12 goes with --cert-type P12 --cert FILE; the password is asked for, and is better not in the command.",
            ),
            (
                "private",
                "--cacert takes the place of the system’s CAs. -k would let anybody answer in the server’s place.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const COMMAND: &str = "\
?oneway+public curl -v {url}/
?oneway+private curl -v --cacert {roots} {url}/
?mutual+public curl -v --cert {client-chain} --key {client-key} {url}/
?mutual+private curl -v --cacert {roots} --cert {client-chain} --key {client-key} {url}/";
