//! MongoDB.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_MONGODB: Guide = Guide {
    id: "mongodb",
    aliases: &["mongod", "mongosh"],
    title: "MongoDB",
    group: Group::Services,
    tier: Tier::Documented(
        "mongodb.com/docs/manual/reference/configuration-options (net.tls) and core/security-x.509, 2026",
    ),
    server: Some(Part {
        folder: "/etc/mongodb/tls/",
        demands: &[],
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("mongod.conf", Form::Yaml, CONFIG),
        ],
        remarks: &[
            (
                "mutual",
                "With a CAFile a certificate is demanded; allowConnectionsWithoutCertificates: true would make it optional.",
            ),
            (
                "mutual",
                "A certificate gives a user only with MONGODB-X509: the user is the subject as RFC 2253 writes it, in $external.",
            ),
            (
                "mutual",
                "A client whose O, OU and DC are all those of the members is taken for a member: give clients another O or OU.",
            ),
            (
                "mutual",
                "Members show the same certificate to each other, so it needs serverAuth and clientAuth both.",
            ),
        ],
        ..PART
    }),
    client: Some(Part { blocks: &[block("Command", Form::Sh, SHELL)], remarks: &[], ..PART }),
    ..GUIDE
};

const FILES: &str = "\
cat {chain-here} {key-here} > mongodb.pem ## certificate, intermediates and key in one file
sudo install -D -m 600 -o mongodb -g mongodb mongodb.pem /etc/mongodb/tls/mongodb.pem && rm mongodb.pem
?mutual sudo install -D -m 644 {cas-here} {cas}";

const CONFIG: &str = "\
net:
  port: 27017
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/mongodb/tls/mongodb.pem
?mutual     CAFile: {cas} ## who may issue clients; a certificate is then demanded
?crl     CRLFile: {crl}";

const SHELL: &str = "\
?mutual cat {client-chain} {client-key} > mongodb-client.pem && chmod 600 mongodb-client.pem
?oneway mongosh --tls --host {host} --tlsCAFile {roots}
?mutual mongosh --tls --host {host} --tlsCAFile {roots} --tlsCertificateKeyFile mongodb-client.pem --authenticationMechanism MONGODB-X509 --authenticationDatabase '$external'";
