//! openssl s_server and s_client: for trying.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_OPENSSL: Guide = Guide {
    id: "openssl",
    aliases: &["s_client", "s_server", "openssl s_client", "openssl s_server"],
    title: "openssl s_client, s_server",
    group: Group::Clients,
    tier: Tier::Executed("OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        blocks: &[block("Command", Form::Sh, SERVER)],
        remarks: &[
            (
                "",
                "-cert takes the first certificate of its file alone; -cert_chain adds the intermediates.",
            ),
            (
                "mutual",
                "-Verify demands a certificate, -verify only asks for one. Without -verify_return_error a bad one is printed and let in.",
            ),
            ("crl", "-CRL reads the first list of its file alone."),
        ],
        ..PART
    }),
    client: Some(Part {
        blocks: &[block("Command", Form::Sh, CLIENT)],
        remarks: &[
            (
                "",
                "Without -verify_return_error s_client goes on after a fault and only prints it; “Verify return code: 0 (ok)” is what should stand near the end. -verify_hostname checks the name, which is not done otherwise.",
            ),
            (
                "mutual",
                "“Acceptable client certificate CA names” in its output is what the server announces. At TLS 1.3 a refusal of your certificate comes after “read R BLOCK”.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const SERVER: &str = "\
?oneway openssl s_server -accept 8443 -cert {chain} -cert_chain {chain} -key {key} -www
?mutual openssl s_server -accept 8443 -cert {chain} -cert_chain {chain} -key {key} -CAfile {cas} -Verify 5 -verify_return_error -www";

const CLIENT: &str = "\
?oneway+public openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} -verify_return_error
?oneway+private openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} -verify_return_error -CAfile {roots}
?mutual+public openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} -verify_return_error -cert {client-chain} -cert_chain {client-chain} -key {client-key}
?mutual+private openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} -verify_return_error -CAfile {roots} -cert {client-chain} -cert_chain {client-chain} -key {client-key}";
