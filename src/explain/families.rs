//! What is known about messages, one file for each family of programs.

mod alerts;
mod boring;
mod browsers;
mod curl;
mod gnutls;
mod go;
mod java;
mod mbedtls;
mod node;
mod openssl;
mod openssl_files;
mod others;
mod pyca;
mod python;
mod rustls;
mod servers;
mod windows_apple;

use super::entry::Entry;

/// Every entry, by family.
pub static ALL: &[&[Entry]] = &[
    openssl::ENTRIES,
    openssl_files::ENTRIES,
    alerts::ENTRIES,
    servers::ENTRIES,
    browsers::ENTRIES,
    boring::ENTRIES,
    curl::ENTRIES,
    go::ENTRIES,
    gnutls::ENTRIES,
    java::ENTRIES,
    mbedtls::ENTRIES,
    node::ENTRIES,
    others::ENTRIES,
    python::ENTRIES,
    pyca::ENTRIES,
    rustls::ENTRIES,
    windows_apple::ENTRIES,
];
