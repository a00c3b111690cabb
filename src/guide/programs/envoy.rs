//! Envoy.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_ENVOY: Guide = Guide {
    id: "envoy",
    aliases: &["envoy proxy"],
    title: "Envoy",
    tier: Tier::Executed(
        "Envoy 1.40.0, the blocks at their places in a configuration of one listener",
    ),
    server: Some(Part {
        folder: "/etc/envoy/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("The transport socket of the listener’s filter chain", Form::Yaml, SOCKET),
            block_if("mutual", "In the HTTP connection manager", Form::Yaml, MANAGER),
        ],
        remarks: &[
            (
                "mutual",
                "trusted_ca without require_client_certificate makes the certificate optional; without trusted_ca nothing is verified, and matching names is then worth nothing.",
            ),
            (
                "mutual",
                "forward_client_cert_details: SANITIZE_SET throws away what the client sent and sets the header anew. ALWAYS_FORWARD_ONLY trusts a client’s own header even without a certificate.",
            ),
            (
                "mutual",
                "A refused client is sent an alert, which it may lose in the close that follows; the reason is in the listener’s access log only with %DOWNSTREAM_TRANSPORT_FAILURE_REASON%.",
            ),
            ("mutual", "max_verify_depth, where it is set, counts the CAs above the certificate."),
            (
                "mutual+nocrl",
                "crl, once set, wants a list of every CA on the path; only_verify_leaf_cert_crl relaxes that.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o envoy {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const SOCKET: &str = "\
transport_socket:
  name: envoy.transport_sockets.tls
  typed_config:
    \"@type\": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
?mutual     require_client_certificate: true ## without it the certificate is optional
    common_tls_context:
      tls_certificates:
        - certificate_chain: {filename: {chain}}
          private_key: {filename: {key}}
?mutual       validation_context:
?mutual         trusted_ca: {filename: {cas}}
?crl         crl: {filename: {crl}} ## a list of every CA on the path";

const MANAGER: &str = "\
forward_client_cert_details: SANITIZE_SET ## what the client sent is thrown away
set_current_client_cert_details:
  subject: true
  uri: true
  dns: true";
