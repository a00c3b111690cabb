//! Hosts: typed, in a log, in a command, in a configuration.

use super::situations::{Situation, given};
use super::*;

pub fn all(w: &World) -> Vec<Situation> {
    let other = w.issue(leaf("web.acme.test", &["web.acme.test"], &[SERVER]));
    let wild = w.issue(leaf("*.pool.acme.test", &["*.pool.acme.test"], &[SERVER]));
    let address = w.issue(leaf("gateway", &["10.0.0.5"], &[SERVER]));
    let chain = w.chain(&w.server.0);
    let two: [(&str, &str); 2] = [("chain.pem", &chain), ("web.pem", &other)];
    let with = |name: &'static str, said: &str| given(name, &[two[0], two[1], ("said.log", said)]);
    vec![
        given("host typed, first fits", &two).host("api.acme.test"),
        given("host typed, second fits", &two).host("web.acme.test"),
        given("host typed as an address in a browser", &two).host("https://web.acme.test/login"),
        given("host typed with a port", &two).host("web.acme.test:8443"),
        given("host typed, none fits", &two).host("www.example.org"),
        given("host typed that cannot be one", &two).host("web acme"),
        given("wildcard chosen by its host", &[two[0], ("wild.pem", &wild)])
            .host("a.pool.acme.test"),
        given("wildcard two labels deep", &[two[0], ("wild.pem", &wild)])
            .host("a.b.pool.acme.test"),
        given("address typed", &[two[0], ("gateway.pem", &address)]).host("10.0.0.5"),
        with(
            "curl command in a log",
            "$ curl -v https://web.acme.test/health\ncurl: (60) SSL certificate problem: unable to get local issuer certificate\n",
        ),
        with(
            "s_client with a server name",
            "$ openssl s_client -connect 10.1.1.1:443 -servername web.acme.test\nVerify return code: 21 (unable to verify the first certificate)\n",
        ),
        with(
            "Python names the host",
            "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'portal.acme.test'. (_ssl.c:1007)\n",
        ),
        with(
            "Go names the host",
            "Get \"https://portal.acme.test/\": tls: failed to verify certificate: x509: certificate is valid for api.acme.test, not portal.acme.test\n",
        ),
        with(
            "Node.js names the host",
            "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: portal.acme.test. is not in the cert's altnames: DNS:api.acme.test\n",
        ),
        with(
            "requests names the host",
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='web.acme.test', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)')))\n",
        ),
        with(
            "configuration with a server_name",
            "server {\n  listen 443 ssl;\n  server_name web.acme.test;\n  ssl_certificate /etc/nginx/web.pem;\n}\n",
        ),
        with(
            "configuration of another host",
            "server {\n  listen 443 ssl;\n  server_name intranet.example.org;\n}\n",
        ),
        with("only a link to a manual", "More details here: https://curl.se/docs/sslcerts.html\n"),
        given(
            "client alone, host in a log of its server",
            &[
                ("client.pem", &w.chain(&w.client.0)),
                (
                    "said.log",
                    "nginx: client SSL certificate verify error: (21:unable to verify the first certificate) while reading client request headers, host: \"api.acme.test\"\n",
                ),
            ],
        ),
    ]
}
