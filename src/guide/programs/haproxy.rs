//! HAProxy.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_HAPROXY: Guide = Guide {
    id: "haproxy",
    aliases: &[],
    title: "HAProxy",
    tier: Tier::Executed("HAProxy 2.6.12 with OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "haproxy",
        folder: "/etc/haproxy/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/haproxy/haproxy.cfg", Form::HaProxy, CONFIG),
            block("Try it", Form::Sh, TRY),
        ],
        remarks: &[
            (
                "",
                "crt names one file with the certificate, its intermediates and the key; where the key lies in a file of its own, that file is called as the first with .key behind it.",
            ),
            (
                "mutual",
                "The names of the CAs in ca-file are sent to clients; ca-verify-file adds trust without names, no-ca-names sends none. There is no depth to set.",
            ),
            (
                "mutual",
                "verify optional still refuses a bad certificate; only crt-ignore-err and ca-ignore-err let it in, and then ssl_c_verify has to be tested. Test ssl_c_used, not ssl_fc_has_crt, which is false on resumed sessions.",
            ),
            ("mutual", "The identity is ssl_c_s_dn(CN), ssl_c_s_dn, ssl_c_sha1 or ssl_c_der."),
            (
                "mutual",
                "ca-file @system-ca would let in everybody who has a certificate of a public CA.",
            ),
            (
                "mutual+nocrl",
                "crl-file, once set, wants a list of every CA on the path, of the root too.",
            ),
            ("", "Towards servers, verify required alone checks no name: add sni and verifyhost."),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
cat {chain-here} {key-here} > haproxy.pem ## certificate, intermediates and key in one file
sudo install -D -m 600 haproxy.pem /etc/haproxy/tls/haproxy.pem && rm haproxy.pem
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const CONFIG: &str = "\
frontend site
    mode http
?oneway     bind :443 ssl crt /etc/haproxy/tls/haproxy.pem alpn h2,http/1.1
?mutual+nocrl     bind :443 ssl crt /etc/haproxy/tls/haproxy.pem ca-file {cas} verify required alpn h2,http/1.1 ## required: without a good certificate the handshake fails
?crl     bind :443 ssl crt /etc/haproxy/tls/haproxy.pem ca-file {cas} crl-file {crl} verify required alpn h2,http/1.1 ## crl-file wants a list of every CA on the path
?mutual     http-request del-header X-Client- -m beg ## no client may bring its own
?mutual     http-request set-header X-Client-DN %{+Q}[ssl_c_s_dn]
?mutual     http-request set-header X-Client-CN %{+Q}[ssl_c_s_dn(CN)]
    default_backend application

backend application
    mode http
    server one 127.0.0.1:8080";

const TRY: &str = "\
haproxy -c -f /etc/haproxy/haproxy.cfg && sudo systemctl reload haproxy
?oneway+public curl -v {url}/
?oneway+private curl -v --cacert {roots-here} {url}/
?mutual+private curl -v --cacert {roots-here} --cert {client-chain-here} --key {client-key-here} {url}/
?mutual+public curl -v --cert {client-chain-here} --key {client-key-here} {url}/";
