//! The one list of programs.

use super::{
    Program, apple, boring, chromium, gnutls, go, java, mbedtls, mozilla, nss, openssl, pyca,
    rustls, schannel,
};

impl Program {
    /// All there are, in the order of the page.
    pub const ALL: &[&Program] = &[
        &openssl::OPENSSL_30,
        &openssl::OPENSSL_30_LAST,
        &openssl::OPENSSL_40,
        &go::GO_127,
        &java::JAVA_17,
        &gnutls::GNUTLS,
        &rustls::RUSTLS,
        &pyca::PYCA,
        &mbedtls::MBEDTLS,
        &nss::NSS,
        &mozilla::FIREFOX_153,
        &mozilla::FIREFOX_153_NO_CT,
        &chromium::CHROMIUM_156,
        &boring::BORING_PKI,
        &schannel::SCHANNEL,
        &apple::APPLE,
    ];
}
