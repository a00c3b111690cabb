//! What is loaded, as guides speak of it: files, names, who issued whom; examples where nothing is.

use super::files::{self, File};
use crate::handshake::sort::{Piece, Sorted, What};
use crate::model::{Certificate, Crl, GeneralName};
use crate::present::{Kind, Value};
use crate::report::Report;
use crate::trust;
use crate::view::Place;

/// The longest way up from a certificate.
const HIGHEST: usize = 16;

/// One side's own certificate.
#[derive(Clone, Default)]
pub struct Own<'a> {
    /// The certificate and its intermediates, in order; empty: nothing is loaded.
    pub chain: Vec<&'a Certificate>,
    /// The root above them, where it is loaded.
    pub root: Option<&'a Certificate>,
    /// Whether the last of the chain names an issuer that is not loaded.
    pub is_cut: bool,
    /// Whether a root that is loaded, or a public one, is above it.
    pub is_public: bool,
    /// The file that holds the chain.
    pub file: File,
    /// The file that holds the key.
    pub key: File,
}

/// What a guide is filled with.
pub struct Facts<'a> {
    /// Whether both sides show a certificate.
    pub mutual: bool,
    /// The server's.
    pub server: Own<'a>,
    /// The client's.
    pub client: Own<'a>,
    /// The CAs by which the server judges clients.
    pub cas: (Vec<&'a Certificate>, File),
    /// The CAs by which the client judges the server.
    pub roots: (Vec<&'a Certificate>, File),
    /// The revocation lists of the server.
    pub lists: (Vec<&'a Crl>, File),
    /// CAs on the client's path of which no list is loaded.
    pub unlisted: Vec<String>,
    /// The host.
    pub host: String,
    /// What the client is called.
    pub user: String,
    /// CAs above the client's certificate, the root counted too.
    pub issuers: usize,
}

impl<'a> Facts<'a> {
    /// From what was sorted.
    pub fn of(report: &'a Report, sorted: &Sorted<'a>, mutual: bool) -> Self {
        let all: Vec<&'a Certificate> = sorted.certificates();
        let [server, client] = ["server", "client"].map(|word| {
            let side = usize::from(word == "client");
            own(report, sorted, &all, side, word)
        });
        let trusted = |place: Place, across: &Own<'a>, name: &'static str| {
            let mut cas = placed(sorted, place);
            let roots = cas.clone().into_iter().chain(across.root).collect::<Vec<_>>();
            for ca in roots.into_iter().flat_map(|ca| climb(ca, &all).1.into_iter().chain([ca])) {
                if !cas.iter().any(|one| one.der == ca.der) {
                    cas.push(ca);
                }
            }
            let file = files::of_certificates(report, &cas, name);
            (cas, file)
        };
        let cas = trusted(Place::ServerTrust, &client, "client-ca.pem");
        let roots = trusted(Place::ClientTrust, &server, "server-ca.pem");
        let lists: Vec<(&'a Crl, &Piece<'a>)> = sorted
            .placed
            .iter()
            .filter(|one| one.place == Place::ServerTrust)
            .filter_map(|one| sorted.pieces.get(one.piece))
            .filter_map(|piece| match piece.what {
                What::List(list) => Some((list, piece)),
                _ => None,
            })
            .collect();
        let listed = files::of_lists(report, &lists);
        let lists: Vec<&'a Crl> = lists.into_iter().map(|(list, _)| list).collect();
        let above = client.chain.iter().skip(1).copied().chain(client.root);
        let above: Vec<&'a Certificate> = above.collect();
        let unlisted = match lists.is_empty() {
            true => Vec::new(),
            false => above
                .iter()
                .filter(|ca| !lists.iter().any(|list| list.issuer.key == ca.subject.key))
                .map(|ca| ca.title())
                .collect(),
        };
        let host = server.chain.first().and_then(|leaf| host(leaf));
        let user = client.chain.first().and_then(|leaf| leaf.subject.last("2.5.4.3"));
        Facts {
            mutual,
            host: host.unwrap_or_else(|| "www.example.com".into()),
            user: user.unwrap_or("client-1").to_owned(),
            issuers: match client.chain.len() {
                // An example: a root and one intermediate.
                0 => 2,
                long => long
                    .saturating_sub(1)
                    .saturating_add(usize::from(client.root.is_some() || client.is_cut)),
            }
            .max(1),
            server,
            client,
            cas,
            roots,
            lists: (lists, listed),
            unlisted,
        }
    }

    /// Whether a condition of a guide holds; `None`: there is no such condition.
    fn is(&self, word: &str) -> Option<bool> {
        let lists = !self.lists.0.is_empty() && self.mutual;
        Some(match word {
            "" => true,
            "mutual" => self.mutual,
            "oneway" => !self.mutual,
            // Lists of all CAs of the path: what most programs want.
            "crl" => lists && self.unlisted.is_empty(),
            "nocrl" => !lists,
            "private" => !self.server.is_public,
            "public" => self.server.is_public,
            "deep" => self.issuers > 1,
            _ => return None,
        })
    }

    /// Whether all conditions of a line hold.
    pub fn holds(&self, when: &str) -> bool {
        when.split('+').all(|word| self.is(word).unwrap_or(false))
    }

    /// What fills a hole of a guide whose files lie in `folder`.
    pub fn hole(&self, hole: &str, folder: &'static str) -> Option<Value> {
        let here = |file: &File| Value::One("", Kind::File, file.name.clone());
        let there = |file: &File| match folder {
            "" => here(file),
            folder => Value::One(folder, Kind::File, file.base().to_owned()),
        };
        Some(match hole {
            "chain" => there(&self.server.file),
            "chain-here" => here(&self.server.file),
            "key" => there(&self.server.key),
            "key-here" => here(&self.server.key),
            "cas" => there(&self.cas.1),
            "cas-here" => here(&self.cas.1),
            "crl" => there(&self.lists.1),
            "crl-here" => here(&self.lists.1),
            "roots" => there(&self.roots.1),
            "roots-here" => here(&self.roots.1),
            "client-chain" => there(&self.client.file),
            "client-chain-here" => here(&self.client.file),
            "client-key" => there(&self.client.key),
            "client-key-here" => here(&self.client.key),
            "folder" => Value::Ours(folder),
            "host" => Value::One("", Kind::Host, self.host.clone()),
            "host-bare" => Value::Bare(self.host.clone()),
            // A certificate issued anew: its names as OpenSSL takes them.
            "server-names" => Value::Ours("-subj {server-subject} -addext {server-san}"),
            "server-subject" => Value::One("/CN=", Kind::Slashed, self.host.clone()),
            "server-san" => {
                let names = names(self.server.chain.first().copied(), self, true);
                Value::One("subjectAltName=", Kind::Names, names.join(","))
            }
            "client-names" => Value::Ours("-subj {client-subject}"),
            "client-subject" => Value::One("/CN=", Kind::Slashed, self.user.clone()),
            "user" => Value::One("", Kind::Name, self.user.clone()),
            "url" => Value::One("https://", Kind::Host, self.host.clone()),
            // As nginx counts: the CAs between the certificate and the root.
            "intermediates" => Value::Ours(digit(self.issuers.saturating_sub(1).max(1))),
            // As Apache counts: the root too.
            "issuers" => Value::Ours(digit(self.issuers)),
            _ => return None,
        })
    }
}

/// A small number as a word of ours.
fn digit(number: usize) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    DIGITS.get(number).copied().unwrap_or("10")
}

/// The certificates at a place, each once.
fn placed<'a>(sorted: &Sorted<'a>, place: Place) -> Vec<&'a Certificate> {
    let mut found: Vec<&'a Certificate> = Vec::new();
    for one in sorted.placed.iter().filter(|one| one.place == place) {
        if let Some(it) = sorted.pieces.get(one.piece).and_then(Piece::certificate)
            && !found.iter().any(|known| known.der == it.der)
        {
            found.push(it);
        }
    }
    found
}

/// A side's own certificate with all its issuers that are loaded, wherever they were sorted to.
fn own<'a>(
    report: &'a Report,
    sorted: &Sorted<'a>,
    all: &[&'a Certificate],
    side: usize,
    word: &'static str,
) -> Own<'a> {
    let leaf = sorted.leaves.get(side).copied().flatten();
    let leaf = leaf.and_then(|index| sorted.pieces.get(index));
    let key = sorted.keys.get(side).copied().flatten();
    let key = files::of_key(report, key.and_then(|index| sorted.pieces.get(index)), word);
    let names = if word == "server" { "server.pem" } else { "client.pem" };
    let Some(first) = leaf.and_then(Piece::certificate) else {
        return Own { file: File::named(names), key, is_public: false, ..Own::default() };
    };
    let (above, root) = climb(first, all);
    let chain: Vec<&Certificate> = [first].into_iter().chain(above).collect();
    let last = chain.last().copied().unwrap_or(first);
    let is_public = chain.iter().any(|it| !trust::store().named(&it.issuer).is_empty());
    let file = files::of_chain(report, &chain, leaf.map(|piece| piece.file.as_str()), word);
    let is_cut = root.is_none() && !last.is_self_issued();
    Own { is_cut, is_public, chain, root, file, key }
}

/// The intermediates above a certificate, and the root, as far as they are loaded.
fn climb<'a>(
    from: &'a Certificate,
    all: &[&'a Certificate],
) -> (Vec<&'a Certificate>, Option<&'a Certificate>) {
    let mut found: Vec<&'a Certificate> = Vec::new();
    let mut below = from;
    while !below.is_self_issued() && found.len() < HIGHEST {
        let wanted = below.authority_key_id().and_then(|id| id.key_id.as_deref());
        let issuers = all.iter().filter(|ca| {
            ca.subject.key == below.issuer.key
                && ca.der != from.der
                && !found.iter().any(|known| known.der == ca.der)
        });
        let fits = |ca: &&&Certificate| wanted.is_some() && wanted == ca.subject_key_id();
        let Some(next) = issuers.max_by_key(fits) else { break };
        if next.is_self_issued() {
            return (found, Some(next));
        }
        found.push(next);
        below = next;
    }
    (found, None)
}

/// A host that the certificate covers.
fn host(leaf: &Certificate) -> Option<String> {
    let names = leaf.san().unwrap_or_default().iter();
    let names = names.filter(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    let text = names.filter_map(GeneralName::plain).next();
    let text = text.or_else(|| leaf.subject.last("2.5.4.3").map(str::to_owned))?;
    Some(text.replacen("*.", "www.", 1))
}

/// The names of a certificate as OpenSSL takes them; a server without any gets the host.
pub fn names(leaf: Option<&Certificate>, facts: &Facts<'_>, is_server: bool) -> Vec<String> {
    let all = leaf.and_then(Certificate::san).unwrap_or_default();
    let mut names: Vec<String> = all
        .iter()
        .take(100)
        .filter_map(|name| {
            let kind = match name {
                GeneralName::Dns(_) => "DNS:",
                GeneralName::Ip(_) => "IP:",
                GeneralName::Email(_) => "email:",
                GeneralName::Uri(_) => "URI:",
                _ => return None,
            };
            let plain = name.plain()?;
            let fits = plain.chars().all(|c| c.is_ascii_alphanumeric() || "._-@:/*".contains(c));
            (fits && !plain.is_empty()).then(|| [kind, &plain].concat())
        })
        .collect();
    if is_server && names.is_empty() {
        let kind = if facts.host.parse::<std::net::IpAddr>().is_ok() { "IP:" } else { "DNS:" };
        names.push([kind, &facts.host].concat());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::LIST;
    use super::*;
    use crate::handshake::sort::sort;
    use crate::model::Question;

    /// Conditions and holes of every guide are known.
    #[test]
    fn every_condition_and_every_hole_means_something() {
        let report = crate::report::examine(Vec::new(), &Question::default());
        let facts = Facts::of(&report, &sort(Vec::new(), &[]), true);
        let known = |when: &str| when.split('+').all(|word| facts.is(word).is_some());
        for guide in LIST {
            for part in [&guide.server, &guide.client].into_iter().flatten() {
                assert!(part.remarks.iter().all(|(when, _)| known(when)), "{}", guide.id);
                for block in part.blocks {
                    assert!(known(block.when), "{}: {}", guide.id, block.when);
                    for line in block.text.lines().filter_map(|line| line.strip_prefix('?')) {
                        let when = line.split(' ').next().unwrap_or_default();
                        assert!(known(when), "{}: {line}", guide.id);
                    }
                    for piece in block.text.split('{').skip(1) {
                        let name = piece.split('}').next().unwrap_or_default();
                        let word = !name.is_empty()
                            && piece.contains('}')
                            && name.bytes().all(|c| c.is_ascii_lowercase() || c == b'-');
                        assert!(
                            !word || facts.hole(name, part.folder).is_some(),
                            "{}: {{{name}}} is no hole",
                            guide.id
                        );
                    }
                }
            }
        }
    }
}
