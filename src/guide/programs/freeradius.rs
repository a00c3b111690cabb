//! FreeRADIUS, EAP-TLS.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_FREERADIUS: Guide = Guide {
    id: "freeradius",
    aliases: &["radius", "eap-tls", "802.1x", "eap"],
    title: "FreeRADIUS (EAP-TLS)",
    group: Group::Services,
    tier: Tier::Executed(
        "FreeRADIUS 3.2.1 of Debian 12, asked with eapol_test 2.10; what Windows and iOS want is as raddb/certs/xpextensions has it",
    ),
    server: Some(Part {
        folder: "/etc/freeradius/3.0/certs/",
        demands: &[Demand::ClientUseStated],
        blocks: &[
            block_if("mutual", "Put the files in place", Form::Sh, FILES),
            block_if("mutual", "/etc/freeradius/3.0/mods-available/eap", Form::Apache, CONFIG),
        ],
        remarks: &[
            (
                "oneway",
                "EAP-TLS is mutual: load the client’s certificate or its CA as well, or ask with --mutual.",
            ),
            (
                "mutual",
                "Never put a public root into ca_file: anybody with a certificate of that CA would get in.",
            ),
            (
                "mutual",
                "Windows wants serverAuth in the server’s certificate and clientAuth in the client’s, Windows and iOS a CRL point in both; Windows finds the user in a SAN of the kind UPN.",
            ),
            (
                "mutual",
                "The identity of the inner name is the certificate’s: check_cert_cn compares the common name with User-Name.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 640 -o root -g freerad {chain-here} {chain}
sudo install -D -m 640 -o root -g freerad {key-here} {key}
sudo install -D -m 640 -o root -g freerad {cas-here} {cas}";

const CONFIG: &str = "\
eap {
    default_eap_type = tls
    tls-config tls-common {
        private_key_file = {key}
        certificate_file = {chain}
        ca_file = {cas} ## the CA of the clients, and no public one
?crl         check_crl = yes ## the lists stand in ca_file, behind the CAs
        tls_min_version = \"1.2\"
        tls_max_version = \"1.3\"
    }
    tls {
        tls = tls-common
    }
}";
