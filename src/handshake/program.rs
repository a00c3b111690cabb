//! The shape of a program, and the one list of them.

use super::outcome::{Choice, Heard, Judgement, Refusal};
use super::programs as all;
use super::side::Setup;
use crate::model::{Certificate, Name};

/// How it is known what a program does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was run, in this version.
    Run(&'static str),
    /// Only its documentation or its source was read.
    Documented(&'static str),
}

/// A program of a version class. What it does as a server and as a client stands in one file.
#[derive(Debug)]
pub struct Program {
    /// How cases and options name it: `nginx`, `go127`.
    pub id: &'static str,
    /// Other names that are taken for it.
    pub aliases: &'static [&'static str],
    /// How people name it.
    pub title: &'static str,
    /// How its behaviour is known, in which version.
    pub known: Known,
    /// What it does as a server; `None`: it is none.
    pub server: Option<Serves>,
    /// What it does as a client; `None`: it is none.
    pub client: Option<Connects>,
}

/// How a program counts the depth that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// There is no limit that anybody meets.
    Free,
    /// So many intermediates between leaf and anchor; the default.
    Intermediates(u32),
    /// So many issuers, the anchor counted too; the default.
    Issuers(u32),
}

/// What a program does with revocation lists that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// It takes none, or a setting that is not modelled decides.
    No,
    /// It wants one of every CA of the path.
    EveryCa,
    /// It wants one of the leaf's issuer only.
    Leaf,
    /// As [`Lists::EveryCa`], and it reads the first list of a file alone.
    FirstOnly,
    /// It looks at those it has and misses none; it does not mind old ones.
    WhatItHas,
}

/// A program as a server.
#[derive(Debug)]
pub struct Serves {
    /// Whether it names the CAs it trusts in its request, where nothing is set.
    pub announces: bool,
    /// The depth it allows where nothing is set.
    pub depth: Depth,
    /// What it does with revocation lists.
    pub lists: Lists,
    /// Whether it closes the connection so quickly that at TLS 1.3 its alert can be lost in a reset.
    pub hasty: bool,
    /// What keeps it from starting.
    pub start: fn(&Setup<'_>) -> Option<Refusal>,
    /// Why the hello already ends it: no cipher suite can be used with its certificate.
    pub hello: fn(&Setup<'_>) -> Option<Refusal>,
    /// What it makes of the certificates that the client sent; there is at least one.
    pub judge: fn(&Setup<'_>, &[&Certificate]) -> Judgement,
    /// What it makes of an empty list.
    pub without: fn(&Setup<'_>) -> Judgement,
    /// What it prints when the client ends the handshake.
    pub hears: fn(&Setup<'_>, Heard) -> Vec<String>,
    /// Where it takes the identity of the client from, and that identity.
    pub identity: fn(&Certificate) -> Option<String>,
}

/// A program as a client.
#[derive(Debug)]
pub struct Connects {
    /// Whether it is OpenSSL, whose alert about the server's certificate goes out in the clear at
    /// TLS 1.3: servers on other libraries cannot read it.
    pub plain_alert: bool,
    /// Whether it is a client only as a proxy, of the servers behind it: it is asked where there is one.
    pub upstream: bool,
    /// Whether it prints which alert it received.
    pub tells_alert: bool,
    /// What keeps it from even trying.
    pub start: fn(&Setup<'_>) -> Option<Refusal>,
    /// What it makes of the server's certificates; there is at least one.
    pub judge: fn(&Setup<'_>) -> Judgement,
    /// Which certificate it sends, given the CA names announced; it has at least one.
    pub chooses: fn(&Setup<'_>, &[&Name]) -> Choice,
    /// What it prints when the server ends the connection.
    pub hears: fn(&Setup<'_>, Heard) -> Vec<String>,
}

impl Program {
    /// All there are, in the order of the page.
    pub const ALL: &[&'static Program] = &[
        &all::nginx::NGINX,
        &all::apache::APACHE,
        &all::haproxy::HAPROXY,
        &all::stunnel::STUNNEL,
        &all::openssl_tools::OPENSSL,
        &all::curl::CURL,
        &all::go::GO127,
        &all::go_old::CADDY26,
        &all::go_old::ETCD34,
        &all::java::JAVA17,
        &all::java::JAVA25,
        &all::node::NODE,
        &all::node::NODE_LAX,
        &all::python::PYTHON,
        &all::requests::REQUESTS,
        &all::httpx::HTTPX,
        &all::gnutls::GNUTLS,
        &all::mosquitto::MOSQUITTO,
        &all::postgresql::POSTGRESQL,
        &all::rustls::RUSTLS,
        &all::dotnet::DOTNET,
        &all::chrome::CHROME,
    ];

    /// Those that can be servers.
    pub fn servers() -> impl Iterator<Item = &'static Program> {
        Program::ALL.iter().copied().filter(|program| program.server.is_some())
    }

    /// Those that can be clients by themselves.
    pub fn clients() -> impl Iterator<Item = &'static Program> {
        let by_itself = |program: &&'static Program| {
            program.client.as_ref().is_some_and(|client| !client.upstream)
        };
        Program::ALL.iter().copied().filter(by_itself)
    }

    /// Those that can be both at once: a server to their clients, and a client of what is behind them.
    pub fn between() -> impl Iterator<Item = &'static Program> {
        Program::servers().filter(|program| program.client.is_some())
    }

    /// The program of that name; capitals, spaces and signs do not count.
    pub fn named(word: &str) -> Option<&'static Program> {
        let plain = |text: &str| -> String {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase())
                .collect()
        };
        let wanted = plain(word);
        let is = |program: &&&Program| {
            plain(program.id) == wanted
                || plain(program.title) == wanted
                || program.aliases.iter().any(|alias| plain(alias) == wanted)
        };
        Program::ALL.iter().find(is).copied()
    }
}

impl PartialEq for Program {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
