//! Files of text: HAProxy's single PEM file, Secrets of Kubernetes.

use data_encoding::BASE64;
use zeroize::Zeroizing;

use super::chosen::Chosen;
use super::{keys, names, pem, text};
use crate::crypto::unlock::Secret;

/// Certificate, intermediates, key (HAProxy, configuration manual, 5.1, `crt`).
pub(super) fn haproxy(chosen: &Chosen<'_>) -> Result<Secret, String> {
    let (certificates, key) = (pem(&chosen.to_send()), keys::pkcs8(chosen.fitting_key()?));
    Ok(Secret::new([certificates.as_slice(), key.as_slice()].concat()))
}

fn object_name(chosen: &Chosen<'_>, name: &str) -> String {
    names::dns(if name.is_empty() { chosen.title() } else { name.to_owned() }.as_str())
}

/// A Secret of the type kubernetes.io/tls.
pub(super) fn kubernetes_tls(chosen: &Chosen<'_>, name: &str) -> Result<Secret, String> {
    let certificates = BASE64.encode(&pem(&chosen.to_send()));
    let key = Zeroizing::new(BASE64.encode(&keys::pkcs8(chosen.fitting_key()?)));
    Ok(text(format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"{name}\"\ntype: kubernetes.io/tls\ndata:\n  tls.crt: {certificates}\n  tls.key: {key}\n",
        name = object_name(chosen, name),
        key = key.as_str(),
    )))
}

/// A Secret of the type Opaque with `ca.crt`.
pub(super) fn kubernetes_ca(chosen: &Chosen<'_>, name: &str) -> Secret {
    let roots = BASE64.encode(&pem(&chosen.roots));
    text(format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"{name}\"\ntype: Opaque\ndata:\n  ca.crt: {roots}\n",
        name = object_name(chosen, name),
    ))
}
