//! What is known about messages, one file for each family of programs.

mod alerts;
mod apple;
mod boring;
mod brokers;
mod browsers;
mod clouds;
mod curl;
mod databases;
mod dotnet;
mod gnutls;
mod go;
mod haproxy;
mod java;
mod java_servers;
mod mail;
mod mbedtls;
mod node;
mod openssl;
mod openssl_files;
mod others;
mod proxies;
mod pyca;
mod python;
mod rustls;
mod servers;
mod vpn;
mod windows;
mod wolfssl;

use super::entry::Entry;

/// Every entry, by family.
pub static ALL: &[&[Entry]] = &[
    openssl::ENTRIES,
    openssl_files::ENTRIES,
    alerts::RECEIVED,
    alerts::SENT,
    alerts::UNNAMED,
    servers::ENTRIES,
    haproxy::ENTRIES,
    proxies::ENTRIES,
    browsers::ENTRIES,
    boring::ENTRIES,
    curl::ENTRIES,
    go::ENTRIES,
    gnutls::ENTRIES,
    java::ENTRIES,
    java_servers::ENTRIES,
    mbedtls::ENTRIES,
    wolfssl::ENTRIES,
    node::ENTRIES,
    others::ENTRIES,
    python::ENTRIES,
    pyca::ENTRIES,
    rustls::ENTRIES,
    databases::ENTRIES,
    brokers::ENTRIES,
    mail::ENTRIES,
    vpn::ENTRIES,
    clouds::ENTRIES,
    windows::ENTRIES,
    dotnet::ENTRIES,
    apple::ENTRIES,
];
