//! HashiCorp Vault and OpenBao.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_VAULT: Guide = Guide {
    id: "vault",
    aliases: &["hashicorp vault", "openbao"],
    title: "Vault",
    group: Group::Services,
    tier: Tier::Documented(
        "developer.hashicorp.com/vault/docs/configuration/listener/tcp and docs/auth/cert, 2026",
    ),
    server: Some(Part {
        judges_like: "go127",
        folder: "/etc/vault.d/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/vault.d/vault.hcl", Form::Hashes, CONFIG),
            block_if("mutual", "Let the certificate log in", Form::Sh, LOGIN),
        ],
        remarks: &[
            (
                "mutual",
                "tls_require_and_verify_client_cert closes the port to everybody without a certificate. Without it the method cert still works: a certificate is asked for and judged when it logs in.",
            ),
            (
                "mutual",
                "Name what a certificate must have (allowed_common_names, allowed_dns_sans): else every certificate of that CA logs in.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "go127",
        blocks: &[block("Command", Form::Sh, CLI)],
        remarks: &[],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o vault -g vault {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}";

const CONFIG: &str = "\
listener \"tcp\" {
  address       = \":8200\"
  tls_cert_file = {chain}
  tls_key_file  = {key}
?mutual   tls_client_ca_file = {cas}
?mutual   tls_require_and_verify_client_cert = true ## leave it out where other logins are wanted too
}";

const LOGIN: &str = "\
vault auth enable cert
vault write auth/cert/certs/clients certificate=@{cas-here} allowed_common_names={user} policies=POLICY";

const CLI: &str = "\
?oneway VAULT_ADDR={url}:8200 VAULT_CACERT={roots} vault status
?mutual VAULT_ADDR={url}:8200 VAULT_CACERT={roots} VAULT_CLIENT_CERT={client-chain} VAULT_CLIENT_KEY={client-key} vault login -method=cert";
