//! Messages of programs among what was given, with certificates and without.

use super::situations::{Situation, given};
use super::*;

pub fn all(w: &World) -> Vec<Situation> {
    let chain = w.chain(&w.server.0);
    let client = w.chain(&w.client.0);
    let sent = [w.server.0.as_str(), &w.intermediate].concat();
    let mut params = leaf("late.acme.test", &["late.acme.test"], &[SERVER]);
    params.not_after = date_time_ymd(2026, 8, 1);
    let late = w.chain(&w.issue(params));
    let wrong_client = w.issue(leaf("payments", &["payments.acme.test"], &[SERVER]));
    let cas = [w.intermediate.clone(), w.root.own()].concat();
    let only = |name: &str, said: &str| given(name, &[("said.log", said)]);
    let with =
        |name: &str, pem: &str, said: &str| given(name, &[("cert.pem", pem), ("said.log", said)]);
    let nginx = "2026/09/21 10:00:00 [info] 7#7: *1 client SSL certificate verify error: (26:unsuitable certificate purpose) while reading client request headers, client: 10.0.0.9\n";
    let curl = "curl: (60) SSL certificate problem: unable to get local issuer certificate\n";
    let expired = "curl: (60) SSL certificate problem: certificate has expired\n";
    let java = "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target\n";
    let go = "Get \"https://api.acme.test/\": tls: failed to verify certificate: x509: certificate signed by unknown authority\n";
    let key = "nginx: [emerg] cannot load certificate key \"/etc/nginx/tls.key\": PEM_read_bio_PrivateKey() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: ANY PRIVATE KEY)\n";
    let s_client = format!(
        "CONNECTED(00000003)\ndepth=0 CN = api.acme.test\nverify error:num=20:unable to get local issuer certificate\n---\nCertificate chain\n 0 s:CN = api.acme.test\n   i:CN = Acme Issuing CA\n{}---\nVerify return code: 21 (unable to verify the first certificate)\n",
        w.server.0
    );
    let between = format!(
        "{}\nand then curl said: {expired}\n{}{}",
        w.server.0,
        w.intermediate,
        w.root.own()
    );
    let too_deep = "client SSL certificate verify error: (20:unable to get local issuer certificate) while reading client request headers\n";
    let deep = {
        let mut team = Authority::new("Acme Team CA");
        team.params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        let pem = team.by(&w.issuing);
        let client = team.sign(leaf("bob", &[], &[CLIENT]), &KeyPair::generate().unwrap());
        [client.as_str(), &pem, &w.intermediate, &w.root.own()].concat()
    };
    vec![
        only("curl's error alone", curl),
        only("an expired certificate, the error alone", expired),
        only("Java's error alone", java),
        only("Go's error alone", go),
        only("nginx's error about a client alone", nginx),
        only("nginx cannot read a key", key),
        only(
            "an alert alone",
            "curl: (56) OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0\n",
        ),
        only("Chrome's error alone", "net::ERR_CERT_COMMON_NAME_INVALID\n"),
        only("Firefox's error alone", "Error code: SEC_ERROR_UNKNOWN_ISSUER\n"),
        only("a sentence that means nothing", "The quick brown fox jumps over the lazy dog.\n"),
        only(
            "two lines of one program",
            "2026 [emerg] 1#1: SSL_CTX_use_PrivateKey(\"/etc/tls.key\") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)\nnginx: configuration file /etc/nginx/nginx.conf test failed\n",
        ),
        with("curl's error, and what is sent", &sent, curl),
        with("curl's error, and the leaf alone", &w.server.0, curl),
        with("curl's error, and a good chain", &chain, curl),
        with("expired, and it is", &late, expired),
        with("expired, and it is not", &chain, expired),
        with("Java's error, and a good chain", &chain, java),
        with("Go's error, and what is sent", &sent, go),
        with("unknown authority, and the leaf alone", &w.server.0, go),
        with("nginx about a client, and a good client", &client, nginx),
        with("nginx about a client, and a server's certificate", &w.chain(&wrong_client), nginx),
        given(
            "nginx about a client, and both sides",
            &[
                ("ca.pem", &cas),
                ("client.pem", &wrong_client),
                ("nginx-error.log", nginx),
                ("server.pem", &w.server.0),
            ],
        ),
        given(
            "nginx about a client, and both sides, good",
            &[
                ("ca.pem", &cas),
                ("client.pem", &w.client.0),
                ("nginx-error.log", nginx),
                ("server.pem", &w.server.0),
            ],
        ),
        with("nginx about a client with two intermediates", &deep, too_deep),
        with(
            "an alert that tells nothing, and a good server",
            &chain,
            "remote error: tls: bad certificate\n",
        ),
        given("what s_client printed", &[("out.txt", &s_client)]),
        given("a message between certificates", &[("mail.txt", &between)]),
        given(
            "a key file of another kind",
            &[
                ("cert.pem", &chain),
                ("said.log", "panic: tls: private key does not match public key\n"),
                ("tls.key", &KeyPair::generate().unwrap().serialize_pem()),
            ],
        ),
    ]
}
