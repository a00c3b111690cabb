//! etcd and etcdctl.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_ETCD: Guide = Guide {
    id: "etcd",
    aliases: &["etcdctl"],
    title: "etcd, etcdctl",
    group: Group::Services,
    tier: Tier::Executed(
        "etcd 3.4.23 of Debian 12, asked with curl; etcdctl as etcd.io/docs/v3.6/op-guide/security has it, August 2026",
    ),
    server: Some(Part {
        judges_like: "etcd34",
        folder: "/etc/etcd/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("Command", Form::Sh, COMMAND),
        ],
        remarks: &[
            (
                "mutual",
                "--trusted-ca-file alone asks for nothing; --client-cert-auth demands a certificate.",
            ),
            ("mutual", "The common name is the user once authentication is on."),
            (
                "mutual",
                "Members dial each other, and the gateway of a member dials itself with the server’s certificate: members need serverAuth and clientAuth both, and an IP address or host name that fits.",
            ),
            ("mutual+crl", "etcd takes DER lists: --client-crl-file and --peer-crl-file."),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "go127",
        blocks: &[block("Command", Form::Sh, CTL)],
        remarks: &[(
            "mutual",
            "As every Go program it sends nothing where no issuer in the file is among the CA names of the server: keep the intermediates in the file.",
        )],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o etcd -g etcd {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}";

const COMMAND: &str = "\
?oneway etcd --listen-client-urls=https://0.0.0.0:2379 --advertise-client-urls={url}:2379 --cert-file={chain} --key-file={key}
?mutual etcd --listen-client-urls=https://0.0.0.0:2379 --advertise-client-urls={url}:2379 --cert-file={chain} --key-file={key} --client-cert-auth --trusted-ca-file={cas}";

const CTL: &str = "\
?oneway etcdctl --endpoints={url}:2379 --cacert={roots} endpoint health
?mutual etcdctl --endpoints={url}:2379 --cacert={roots} --cert={client-chain} --key={client-key} endpoint health";
