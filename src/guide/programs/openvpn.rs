//! OpenVPN.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_OPENVPN: Guide = Guide {
    id: "openvpn",
    aliases: &[],
    title: "OpenVPN",
    group: Group::Services,
    tier: Tier::Executed("OpenVPN 2.6.14 with OpenSSL 3.0 of Debian 12, without a tunnel device"),
    server: Some(Part {
        folder: "/etc/openvpn/server/tls/",
        demands: &[Demand::ClientUsagesStated],
        blocks: &[
            block_if("mutual", "Put the files in place", Form::Sh, FILES),
            block_if("mutual", "/etc/openvpn/server/server.conf", Form::Hashes, SERVER),
        ],
        remarks: &[
            (
                "oneway",
                "OpenVPN with certificates is mutual: both sides show one. Load the client’s certificate or its CA as well, or ask with --mutual.",
            ),
            (
                "mutual",
                "remote-cert-tls client wants both extensions to be there: key usage, and extended key usage with clientAuth. That there is none is not enough, as it is elsewhere.",
            ),
            (
                "mutual",
                "The identity is the common name; verify-x509-name NAME name checks it. ns-cert-type is no more.",
            ),
            (
                "mutual+nocrl",
                "crl-verify FILE is read again at each connection; a list that is out of date refuses everybody.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        folder: "/etc/openvpn/client/tls/",
        demands: &[Demand::ServerUsagesStated],
        blocks: &[
            block_if("mutual", "Put the files in place", Form::Sh, CLIENT_FILES),
            block_if("mutual", "/etc/openvpn/client/client.conf", Form::Hashes, CLIENT),
        ],
        remarks: &[
            (
                "oneway",
                "OpenVPN with certificates is mutual: both sides show one. Load the client’s certificate as well, or ask with --mutual.",
            ),
            (
                "mutual",
                "Without remote-cert-tls server every client of the same CA could pretend to be the server.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 {key-here} {key}
sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const SERVER: &str = "\
port 1194
proto udp
dev tun
server 10.8.0.0 255.255.255.0
topology subnet
dh none ## elliptic curves do without
ca {cas}
cert {chain}
key {key}
remote-cert-tls client ## key usage and extended key usage must both allow a client
?crl crl-verify {crl}
keepalive 10 60
persist-key
persist-tun";

const CLIENT_FILES: &str = "\
sudo install -D -m 644 {client-chain-here} {client-chain}
sudo install -D -m 600 {client-key-here} {client-key}
sudo install -D -m 644 {roots-here} {roots}";

const CLIENT: &str = "\
client
proto udp
dev tun
remote {host-bare} 1194
nobind
ca {roots}
cert {client-chain}
key {client-key}
remote-cert-tls server ## or every client of this CA could be the server
verify-x509-name {host} name ## the common name must be this one
persist-key
persist-tun";
