//! RabbitMQ.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_RABBITMQ: Guide = Guide {
    id: "rabbitmq",
    aliases: &["amqp"],
    title: "RabbitMQ",
    group: Group::Services,
    tier: Tier::Executed(
        "RabbitMQ 3.10.8 with Erlang 25 of Debian 12, asked with openssl s_client for its mechanisms",
    ),
    server: Some(Part {
        folder: "/etc/rabbitmq/tls/",
        demands: &[Demand::CommonName],
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/rabbitmq/rabbitmq.conf", Form::Bare, CONFIG),
        ],
        remarks: &[
            (
                "mutual",
                "verify_peer and fail_if_no_peer_cert belong together: each alone lets clients without a certificate in.",
            ),
            (
                "mutual",
                "depth counts the intermediates that are not self-issued and is 1 where nothing is set.",
            ),
            (
                "mutual",
                "The certificate gives a user only with the plugin rabbitmq_auth_mechanism_ssl and the mechanism EXTERNAL; ssl_cert_login_from says which name: common_name, distinguished_name or a SAN.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o rabbitmq -g rabbitmq {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}";

const CONFIG: &str = "\
listeners.tcp = none ## no connections without TLS
listeners.ssl.default = 5671
ssl_options.certfile = {chain}
ssl_options.keyfile = {key}
?mutual ssl_options.cacertfile = {cas}
?mutual ssl_options.verify = verify_peer
?mutual ssl_options.fail_if_no_peer_cert = true ## without it a client without a certificate comes in
?mutual ssl_options.depth = {intermediates} ## intermediates between certificate and root
?mutual auth_mechanisms.1 = EXTERNAL
?mutual ssl_cert_login_from = common_name
?oneway ssl_options.verify = verify_none";
