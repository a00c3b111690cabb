//! The programs, as cases and the page name them.

use super::openssl::{self, Release, Tells};
use super::{
    Question, Verdict, apple, boring, chromium, gnutls, go, java, mbedtls, mozilla, nss, pyca,
    rustls, schannel,
};

/// A program, of a version, in a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Program {
    OpenSsl30,
    /// The same, telling the last fault instead of the first.
    OpenSsl30Last,
    OpenSsl40,
    Go127,
    Java17,
    GnuTls,
    Rustls,
    Pyca,
    MbedTls,
    Nss,
    Firefox153,
    /// The same with Certificate Transparency switched off.
    Firefox153NoCt,
    Chromium156,
    /// Chromium's path engine alone: no names.
    BoringPki,
    /// Windows: Schannel, .NET.
    Schannel,
    /// macOS, iOS: Security.framework.
    Apple,
}

/// How it is known what a program says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The program was run on the cases, in this version.
    Run(&'static str),
    /// Only read in its documentation.
    Documented(&'static str),
}

impl Program {
    /// All there are, in the order of the page.
    pub const ALL: &[Program] = &[
        Program::OpenSsl30,
        Program::OpenSsl30Last,
        Program::OpenSsl40,
        Program::Go127,
        Program::Java17,
        Program::GnuTls,
        Program::Rustls,
        Program::Pyca,
        Program::MbedTls,
        Program::Nss,
        Program::Firefox153,
        Program::Firefox153NoCt,
        Program::Chromium156,
        Program::BoringPki,
        Program::Schannel,
        Program::Apple,
    ];

    /// How predictions name it.
    pub fn id(self) -> &'static str {
        match self {
            Program::OpenSsl30 => "openssl30",
            Program::OpenSsl30Last => "openssl30all",
            Program::OpenSsl40 => "openssl40",
            Program::Go127 => "go127",
            Program::Java17 => "java17",
            Program::GnuTls => "gnutls",
            Program::Rustls => "rustls",
            Program::Pyca => "pyca",
            Program::MbedTls => "mbedtls",
            Program::Nss => "nss",
            Program::Firefox153 => "firefox153",
            Program::Firefox153NoCt => "firefox153noct",
            Program::Chromium156 => "chromium156",
            Program::BoringPki => "boringpki",
            Program::Schannel => "schannel",
            Program::Apple => "apple",
        }
    }

    /// How people name it.
    pub fn title(self) -> &'static str {
        match self {
            Program::OpenSsl30 => "OpenSSL 3 (curl, Python, s_client)",
            Program::OpenSsl30Last => "OpenSSL 3 (nginx, Node.js)",
            Program::OpenSsl40 => "OpenSSL 4",
            Program::Go127 => "Go",
            Program::Java17 => "Java",
            Program::GnuTls => "GnuTLS",
            Program::Rustls => "rustls",
            Program::Pyca => "Python cryptography",
            Program::MbedTls => "Mbed TLS",
            Program::Nss => "NSS (vfychain)",
            Program::Firefox153 => "Firefox",
            Program::Firefox153NoCt => "Firefox without CT",
            Program::Chromium156 => "Chrome, Chromium",
            Program::BoringPki => "Chromium's path engine",
            Program::Schannel => "Windows (Schannel, .NET)",
            Program::Apple => "macOS, iOS (Safari)",
        }
    }

    /// Whether people meet it: the others only tell settings and parts apart.
    pub fn is_shown(self) -> bool {
        !matches!(self, Program::Firefox153NoCt | Program::BoringPki | Program::Nss)
    }

    /// The version that was run, or what was read.
    pub fn known(self) -> Known {
        Known::Run(match self {
            Program::OpenSsl30 | Program::OpenSsl30Last => "OpenSSL 3.0.22, Debian 12, level 2",
            Program::OpenSsl40 => "OpenSSL 4.0.3, level 2",
            Program::Go127 => "Go 1.27.3",
            Program::Java17 => "OpenJDK 17",
            Program::GnuTls => "GnuTLS 3.7.9",
            Program::Rustls => "rustls-webpki 0.103.16",
            Program::Pyca => "cryptography 50.0.2",
            Program::MbedTls => "Mbed TLS 2.28.3",
            Program::Nss => "NSS, Debian 12",
            Program::Firefox153 | Program::Firefox153NoCt => "Firefox 153",
            Program::Chromium156 => "Chromium 156",
            Program::BoringPki => "BoringSSL's libpki of Chromium 156",
            Program::Schannel => {
                return Known::Documented(
                    "learn.microsoft.com, CERT_CHAIN_POLICY_STATUS and COM error codes",
                );
            }
            Program::Apple => {
                return Known::Documented(
                    "support.apple.com/103769 and 102028, and its published source",
                );
            }
        })
    }
}

/// What a program says about a question.
pub(super) fn answer(program: Program, question: &Question<'_>) -> Verdict {
    match program {
        Program::OpenSsl30 => openssl::answer(question, Release::V30, Tells::First),
        Program::OpenSsl30Last => openssl::answer(question, Release::V30, Tells::Last),
        Program::OpenSsl40 => openssl::answer(question, Release::V40, Tells::First),
        Program::GnuTls => gnutls::answer(question),
        Program::MbedTls => mbedtls::answer(question),
        Program::Go127 => go::answer(question),
        Program::Java17 => java::answer(question),
        Program::Pyca => pyca::answer(question),
        Program::Rustls => rustls::answer(question),
        Program::Nss => nss::answer(question),
        Program::BoringPki => boring::answer(question),
        Program::Chromium156 => chromium::answer(question),
        Program::Schannel => schannel::answer(question),
        Program::Apple => apple::answer(question),
        Program::Firefox153 => mozilla::answer(question, true),
        Program::Firefox153NoCt => mozilla::answer(question, false),
    }
}
