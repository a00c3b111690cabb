//! Containers: what a Secret, a kubeconfig, a webhook or Istio's `cacerts` means.

use super::situations::{Situation, given};
use super::*;

/// RFC 4648, 4.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
        let all = all << (8 * (3 - three.len()));
        for place in 0..4 {
            text.push(match place <= three.len() {
                true => DIGITS[(all >> (18 - 6 * place)) as usize & 63] as char,
                false => '=',
            });
        }
    }
    text
}

fn encoded(text: &str) -> String {
    base64(text.as_bytes())
}

pub fn secret(name: &str, field: &str, entries: &[(&str, String)]) -> String {
    let entries: String =
        entries.iter().map(|(key, value)| format!("  {key}: {value}\n")).collect();
    format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {name}\n  namespace: prod\n{field}:\n{entries}"
    )
}

fn webhook(ca: &str) -> String {
    let ca = encoded(ca);
    format!(
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata:\n  name: policy\nwebhooks:\n- name: validate.acme.test\n  clientConfig:\n    caBundle: {ca}\n    service: {{name: policy, namespace: prod}}\n"
    )
}

fn kubeconfig(ca: &str, client: &str, key: &str) -> String {
    let (ca, client, key) = (encoded(ca), encoded(client), encoded(key));
    format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: k\n  cluster:\n    server: https://10.0.0.1:6443\n    certificate-authority-data: {ca}\nusers:\n- name: admin\n  user:\n    client-certificate-data: {client}\n    client-key-data: {key}\n"
    )
}

pub fn all(w: &World) -> Vec<Situation> {
    let root = w.root.own();
    let sent = [w.server.0.as_str(), &w.intermediate].concat();
    let (key, client_key) = (w.server.1.serialize_pem(), w.client.1.serialize_pem());
    let stranger = KeyPair::generate().unwrap().serialize_pem();
    let tls = |entries: &[(&str, &str)]| {
        let entries: Vec<(&str, String)> =
            entries.iter().map(|(key, text)| (*key, encoded(text))).collect();
        secret("api-tls", "data", &entries)
    };
    let whole = tls(&[("ca.crt", &root), ("tls.crt", &sent), ("tls.key", &key)]);
    let der: Vec<u8> = {
        let report = give(&w.server.0);
        report.certificate(0).unwrap().der.clone()
    };
    let in_der =
        secret("api-tls", "data", &[("tls.crt", base64(&der)), ("tls.key", encoded(&key))]);
    let twice = secret(
        "api-tls",
        "data",
        &[("tls.crt", encoded(&encoded(&sent))), ("tls.key", encoded(&encoded(&key)))],
    );
    let as_string =
        secret("api-tls", "stringData", &[("tls.crt", encoded(&sent)), ("tls.key", encoded(&key))]);
    let stale = Authority::new("Acme Root CA").own();
    let direct = w.root.sign(
        leaf("policy.prod.svc", &["policy.prod.svc"], &[SERVER]),
        &KeyPair::generate().unwrap(),
    );
    let pair = tls(&[("tls.crt", &direct)]);
    let users = w.chain(&w.client.0);
    let direct_client = w.root.sign(leaf("admin", &[], &[CLIENT]), &w.client.1);
    let cacerts = |ca: &str, chain: &str| {
        secret(
            "cacerts",
            "data",
            &[
                ("ca-cert.pem", encoded(ca)),
                ("cert-chain.pem", encoded(chain)),
                ("root-cert.pem", encoded(&root)),
            ],
        )
    };
    let leaf_chain = [w.server.0.as_str(), &w.intermediate].concat();
    let map = format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: kube-root-ca.crt}}\ndata:\n  ca.crt: |\n{}",
        indented(&root)
    );
    vec![
        given("Secret of three", &[("secret.yaml", &whole)]),
        given("Secret, CA first, host typed", &[("secret.yaml", &whole)]).host("api.acme.test"),
        given(
            "Secret, chain without intermediate",
            &[(
                "secret.yaml",
                &tls(&[("ca.crt", &root), ("tls.crt", &w.server.0), ("tls.key", &key)]),
            )],
        ),
        given(
            "Secret, intermediate trusted too",
            &[(
                "secret.yaml",
                &tls(&[
                    ("ca.crt", &[w.intermediate.as_str(), &root].concat()),
                    ("tls.crt", &w.server.0),
                    ("tls.key", &key),
                ]),
            )],
        ),
        given(
            "Secret, key of another",
            &[(
                "secret.yaml",
                &tls(&[("ca.crt", &root), ("tls.crt", &sent), ("tls.key", &stranger)]),
            )],
        ),
        given(
            "Secret without CA",
            &[("secret.yaml", &tls(&[("tls.crt", &sent), ("tls.key", &key)]))],
        ),
        given(
            "Secret with an empty certificate",
            &[(
                "secret.yaml",
                &format!("{}  tls.crt: \"\"\n", tls(&[("ca.crt", &root), ("tls.key", &key)])),
            )],
        ),
        given(
            "Secret, chain upside down",
            &[(
                "secret.yaml",
                &tls(&[
                    ("ca.crt", &root),
                    ("tls.crt", &[w.intermediate.as_str(), &w.server.0].concat()),
                    ("tls.key", &key),
                ]),
            )],
        ),
        given(
            "Secret with the root sent too",
            &[("secret.yaml", &tls(&[("tls.crt", &w.chain(&w.server.0)), ("tls.key", &key)]))],
        ),
        given("Secret encoded twice", &[("secret.yaml", &twice), ("ca.pem", &root)]),
        given(
            "Secret with base64 under stringData",
            &[("secret.yaml", &as_string), ("ca.pem", &root)],
        ),
        given(
            "Secret with DER",
            &[("secret.yaml", &in_der), ("ca.pem", &[w.intermediate.as_str(), &root].concat())],
        ),
        given(
            "Secret of a client's CA, and the client",
            &[
                ("secret.yaml", &tls(&[("ca.crt", &[w.intermediate.as_str(), &root].concat())])),
                ("client.pem", &w.client.0),
            ],
        ),
        given(
            "ConfigMap with the cluster's CA, and the server",
            &[("map.yaml", &map), ("server.pem", &sent)],
        ),
        given(
            "webhook with the right CA",
            &[("pair.yaml", &pair), ("webhook.yaml", &webhook(&root))],
        ),
        given(
            "webhook with a stale CA",
            &[("pair.yaml", &pair), ("webhook.yaml", &webhook(&stale))],
        ),
        given("webhook alone", &[("webhook.yaml", &webhook(&root))]),
        given(
            "kubeconfig that works",
            &[("kubeconfig", &kubeconfig(&root, &direct_client, &client_key))],
        ),
        given(
            "kubeconfig with a chain",
            &[("kubeconfig.yaml", &kubeconfig(&root, &users, &client_key))],
        ),
        given(
            "kubeconfig with another key",
            &[("kubeconfig.yaml", &kubeconfig(&root, &direct_client, &stranger))],
        ),
        given(
            "kubeconfig of another cluster's CA",
            &[("kubeconfig.yaml", &kubeconfig(&stale, &direct_client, &client_key))],
        ),
        given("Istio's cacerts", &[("cacerts.yaml", &cacerts(&w.intermediate, &w.intermediate))]),
        given(
            "Istio's cacerts with a leaf",
            &[("cacerts.yaml", &cacerts(&w.server.0, &leaf_chain))],
        ),
    ]
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
