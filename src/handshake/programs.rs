//! The programs, one file each: what it does as a server, and what as a client.

pub(super) mod apache;
pub(super) mod chrome;
pub(super) mod curl;
pub(super) mod dotnet;
pub(super) mod gnutls;
pub(super) mod go;
pub(super) mod go_old;
pub(super) mod haproxy;
pub(super) mod httpx;
pub(super) mod java;
pub(super) mod judged;
pub(super) mod mosquitto;
pub(super) mod nginx;
pub(super) mod node;
pub(super) mod openssl_tools;
pub(super) mod postgresql;
pub(super) mod python;
pub(super) mod requests;
pub(super) mod rustls;
pub(super) mod stunnel;
