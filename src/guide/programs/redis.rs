//! Redis and Valkey.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_REDIS: Guide = Guide {
    id: "redis",
    aliases: &["valkey", "redis-cli"],
    title: "Redis, Valkey",
    group: Group::Services,
    tier: Tier::Executed(
        "Redis 7.0.15 of Debian 12; tls-auth-clients-user as the redis.conf of 8.6 has it",
    ),
    server: Some(Part {
        folder: "/etc/redis/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("redis.conf", Form::Bare, CONFIG),
        ],
        remarks: &[
            (
                "mutual",
                "A certificate alone gives no user before 8.6: it only lets the connection in. From 8.6 on, tls-auth-clients-user CN takes the common name for the ACL user; Valkey takes a URI too.",
            ),
            (
                "oneway",
                "tls-auth-clients is yes where nothing is set: without the line above every client is asked for a certificate.",
            ),
            (
                "",
                "Replication and cluster bus stay without TLS until tls-replication and tls-cluster are yes; then the server’s certificate is used as a client’s too and needs clientAuth. Redis looks at no revocation lists.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        blocks: &[block("Command", Form::Sh, CLI)],
        remarks: &[(
            "",
            "redis-cli takes the system’s CAs where --cacert is not given; --sni names the host where it is reached by address.",
        )],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o redis -g redis {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}";

const CONFIG: &str = "\
port 0 ## no connections without TLS
tls-port 6379
tls-cert-file {chain}
tls-key-file {key}
?mutual tls-ca-cert-file {cas} ## who may issue clients
?mutual tls-auth-clients yes ## without a good certificate the handshake fails
?oneway tls-auth-clients no";

const CLI: &str = "\
?oneway redis-cli --tls -h {host} --cacert {roots} PING
?mutual redis-cli --tls -h {host} --cacert {roots} --cert {client-chain} --key {client-key} PING";
