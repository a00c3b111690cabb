//! Apache Kafka.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_KAFKA: Guide = Guide {
    id: "kafka",
    aliases: &["Apache Kafka"],
    title: "Apache Kafka",
    group: Group::Services,
    tier: Tier::Documented(
        "kafka.apache.org/documentation (security_ssl) and clients/…/SslConfigs.java of apache/kafka; PEM files since 2.7 (KIP-651); October 2024",
    ),
    server: Some(Part {
        judges_like: "java17",
        folder: "/etc/kafka/tls/",
        demands: &[Demand::ServerIsClientToo],
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("server.properties", Form::Bare, BROKER),
        ],
        remarks: &[
            (
                "mutual",
                "Brokers dial each other with the same certificate: it needs serverAuth and clientAuth both.",
            ),
            ("mutual", "ssl.client.auth=requested lets clients without a certificate in."),
            (
                "mutual",
                "The principal is the whole name (User:CN=…,O=…) unless ssl.principal.mapping.rules shortens it: RULE:^.*[Cc][Nn]=([^,]+).*$/$1/,DEFAULT.",
            ),
            (
                "",
                "The key must be PKCS#8 and stand in the same file as the chain (ssl.keystore.type=PEM); where it is encrypted, ssl.key.password opens it.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "java17",
        blocks: &[
            block_if("mutual", "The keystore", Form::Sh, CLIENT_STORE),
            block("client.properties", Form::Bare, CLIENT),
        ],
        remarks: &[
            (
                "mutual",
                "As every Java program it sends nothing where no issuer in its keystore is among the CA names of the broker: keep the intermediates in the file.",
            ),
            (
                "",
                "ssl.endpoint.identification.algorithm is https where nothing is set; empty would not check the name.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
cat {key-here} {chain-here} > kafka.pem ## key first, then the chain
sudo install -D -m 600 -o kafka -g kafka kafka.pem /etc/kafka/tls/kafka.pem && rm kafka.pem
?mutual sudo install -D -m 644 {cas-here} {cas}";

const BROKER: &str = "\
listeners=SSL://:9093
security.inter.broker.protocol=SSL
ssl.keystore.type=PEM
ssl.keystore.location=/etc/kafka/tls/kafka.pem
ssl.truststore.type=PEM
?mutual ssl.truststore.location={cas}
?oneway ssl.truststore.location={roots}
?mutual ssl.client.auth=required
?oneway ssl.client.auth=none";

const CLIENT_STORE: &str =
    "cat {client-key} {client-chain} > kafka-client.pem && chmod 600 kafka-client.pem";

const CLIENT: &str = "\
security.protocol=SSL
?private ssl.truststore.type=PEM
?private ssl.truststore.location={roots}
?mutual ssl.keystore.type=PEM
?mutual ssl.keystore.location=kafka-client.pem";
