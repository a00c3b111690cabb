//! A private CA with OpenSSL.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_PRIVATE_CA: Guide = Guide {
    id: "private-ca",
    aliases: &["ca", "openssl ca", "own ca"],
    title: "A private CA in five commands",
    group: Group::Services,
    tier: Tier::Executed("OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "",
        blocks: &[
            block("The CA", Form::Sh, CA),
            block("The server’s certificate", Form::Sh, SERVER),
            block_if("mutual", "The client’s certificate", Form::Sh, CLIENT),
            block("Check the result", Form::Sh, CHECK),
        ],
        remarks: &[
            (
                "",
                "CA.key can issue anything that is trusted here: keep it away from every server, on paper or on a token if you can.",
            ),
            (
                "",
                "The same with step: step certificate create NAME FILE.crt FILE.key --profile leaf --ca CA.pem --ca-key CA.key --san NAME; with Vault and cert-manager: see the guides of those names (documented, smallstep.com/docs/step-cli, 2026).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const CA: &str = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout CA.key -subj '/CN=Private CA' -addext keyUsage=critical,keyCertSign,cRLSign -days 3650 -out CA.pem";

const SERVER: &str = "\
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout new-server.key {server-names} -addext extendedKeyUsage=serverAuth -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE -out new-server.csr
openssl x509 -req -in new-server.csr -CA CA.pem -CAkey CA.key -CAcreateserial -copy_extensions copy -days 90 -out new-server.pem";

const CLIENT: &str = "\
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout new-client.key {client-names} -addext extendedKeyUsage=clientAuth -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE -out new-client.csr
openssl x509 -req -in new-client.csr -CA CA.pem -CAkey CA.key -CAcreateserial -copy_extensions copy -days 90 -out new-client.pem";

const CHECK: &str = "\
openssl verify -x509_strict -purpose sslserver -verify_hostname {host} -CAfile CA.pem new-server.pem
?mutual openssl verify -x509_strict -purpose sslclient -CAfile CA.pem new-client.pem
?oneway pemlens examine --as server --host {host} --trust CA.pem new-server.pem new-server.key
?mutual pemlens handshake new-server.pem new-server.key new-client.pem new-client.key CA.pem --host {host}";
