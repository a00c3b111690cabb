//! Which file holds what, and how it is made where none that was loaded does.

use crate::handshake::sort::Piece;
use crate::input::Format;
use crate::model::{Certificate, Crl};
use crate::present::{Filled, Kind, Target, Value, fill, pem};
use crate::report::{Given, Report};

/// A file that a program is given.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Its name: as it was loaded, or as it is made here.
    pub name: String,
    /// What it has to hold, in words; empty: as it was loaded.
    pub holds: String,
    /// The command that makes it; empty: it is there, or nobody here can make it.
    pub command: String,
    /// Whether it stands for something that was not loaded.
    pub is_example: bool,
}

impl File {
    /// A file that was not loaded, by its usual name.
    pub fn named(name: &str) -> Self {
        File { name: name.into(), is_example: true, ..File::default() }
    }

    /// Its name without the folders.
    pub fn base(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

/// The file with a certificate first and its issuers behind it.
pub fn of_chain(
    report: &Report,
    chain: &[&Certificate],
    file: Option<&str>,
    word: &'static str,
) -> File {
    let stem = file.filter(|name| is_file(name)).and_then(|name| {
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        base.rsplit_once('.').map(|(stem, _)| stem.to_owned()).filter(|stem| !stem.is_empty())
    });
    let name = format!("{}-chain.pem", stem.as_deref().unwrap_or(word));
    made(report, chain, name, true)
}

/// The file with certificates of CAs, in any order.
pub fn of_certificates(report: &Report, cas: &[&Certificate], name: &'static str) -> File {
    match cas.is_empty() {
        true => File::named(name),
        false => made(report, cas, name.into(), false),
    }
}

/// A file that was loaded and holds just that; else one to be made.
fn made(report: &Report, wanted: &[&Certificate], name: String, in_order: bool) -> File {
    let whole = report.sources.iter().find(|given| {
        is_plain(given) && {
            let has: Vec<&[u8]> = ders(given);
            match in_order {
                // A root behind the chain does no harm.
                true => {
                    has.len() <= wanted.len().saturating_add(1)
                        && starts(&has, wanted)
                        && ends(given, wanted)
                }
                false => {
                    has.len() == wanted.len()
                        && wanted.iter().all(|it| has.contains(&it.der.as_slice()))
                }
            }
        }
    });
    if let Some(given) = whole {
        return File { name: given.name.clone(), ..File::default() };
    }
    let titles: Vec<String> = wanted.iter().map(|it| format!("“{}”", it.title())).collect();
    let holds = titles.join(", then ");
    let command = match parts(report, wanted) {
        Some(files) => {
            fill(JOIN, Target::Sh, &|hole| match hole {
                "parts" => Some(Value::Each(" ", Kind::File, files.clone())),
                "file" => Some(Value::One("", Kind::File, name.clone())),
                _ => None,
            })
            .text
        }
        None => {
            let Filled { text, .. } = fill(WRITE, Target::Sh, &|hole| {
                (hole == "file").then(|| Value::One("", Kind::File, name.clone()))
            });
            let all: String = wanted.iter().map(|it| pem(it)).collect();
            [text.as_str(), &all, "END"].concat()
        }
    };
    File { name, holds, command, is_example: false }
}

/// Files that were loaded, put together.
const JOIN: &str = "cat {parts} > {file}";
/// Text that the shell does not look at, written to a file.
const WRITE: &str = "cat > {file} <<'END'\n";

fn ders(given: &Given) -> Vec<&[u8]> {
    given.contents.certificates.iter().map(|it| it.certificate.der.as_slice()).collect()
}

fn starts(has: &[&[u8]], wanted: &[&Certificate]) -> bool {
    wanted.iter().enumerate().all(|(at, it)| has.get(at) == Some(&it.der.as_slice()))
}

/// Whether only a root stands behind what is wanted.
fn ends(given: &Given, wanted: &[&Certificate]) -> bool {
    let mut behind = given.contents.certificates.iter().skip(wanted.len());
    behind.all(|it| it.certificate.is_self_issued())
}

/// The files, one after the other, whose certificates are just those wanted.
fn parts(report: &Report, wanted: &[&Certificate]) -> Option<Vec<String>> {
    let mut files = Vec::new();
    let mut rest = wanted;
    while let Some(first) = rest.first() {
        let given = report.sources.iter().find(|given| {
            let has = ders(given);
            is_plain(given)
                // A key does not belong into a file of certificates.
                && given.contents.secrets.is_empty()
                && has.first() == Some(&first.der.as_slice())
                && rest.get(..has.len()).is_some_and(|part| starts(&has, part))
        })?;
        files.push(given.name.clone());
        rest = rest.get(given.contents.certificates.len()..)?;
    }
    Some(files)
}

/// A file of the disk that programs read as PEM.
fn is_plain(given: &Given) -> bool {
    given.contents.format == Format::Pem
        && given.contents.parts.is_empty()
        && given.extra.form.is_none()
        && is_file(&given.name)
}

/// Whether a source has the name of a file, and not of what was pasted.
fn is_file(name: &str) -> bool {
    name.contains('.')
}

/// The file of a key.
pub fn of_key(report: &Report, piece: Option<&Piece<'_>>, word: &'static str) -> File {
    let name = format!("{word}.key");
    let Some(piece) = piece else { return File::named(&name) };
    let (source, part) = piece.source;
    let given = report.sources.get(source).filter(|given| is_file(&given.name));
    let Some(given) = given else { return File { name, ..File::default() } };
    if given.contents.format == Format::Pem && part.is_none() {
        return File { name: given.name.clone(), ..File::default() };
    }
    let ending = given.name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let template = match ending.as_str() {
        "p12" | "pfx" => {
            "openssl pkcs12 -in {from} -nocerts -noenc -out {file} && chmod 600 {file}"
        }
        "der" | "key" if part.is_none() => {
            "openssl pkey -in {from} -out {file} && chmod 600 {file}"
        }
        _ => "",
    };
    let command = fill(template, Target::Sh, &|hole| match hole {
        "from" => Some(Value::One("", Kind::File, given.name.clone())),
        "file" => Some(Value::One("", Kind::File, name.clone())),
        _ => None,
    });
    let holds = format!("the key that stands in {}, as PEM", given.name);
    File { name, holds, command: command.text, is_example: false }
}

/// The file of revocation lists.
pub fn of_lists(report: &Report, lists: &[(&Crl, &Piece<'_>)]) -> File {
    let mut sources: Vec<&Given> = Vec::new();
    for (_, piece) in lists {
        if let Some(given) = report.sources.get(piece.source.0)
            && !sources.iter().any(|known| known.id == given.id)
        {
            sources.push(given);
        }
    }
    let all_plain = sources.iter().all(|given| is_plain(given));
    match sources.as_slice() {
        [] => File::named("crl.pem"),
        [only] if all_plain => File { name: only.name.clone(), ..File::default() },
        several => {
            let template = if all_plain {
                JOIN
            } else {
                "for list in {parts}; do openssl crl -in \"$list\"; done > {file}"
            };
            let names: Vec<String> = several.iter().map(|given| given.name.clone()).collect();
            let command = fill(template, Target::Sh, &|hole| match hole {
                "parts" => Some(Value::Each(" ", Kind::File, names.clone())),
                "file" => Some(Value::One("", Kind::File, "crl.pem".into())),
                _ => None,
            });
            let holds = "the revocation lists, as PEM, one after the other".into();
            File { name: "crl.pem".into(), holds, command: command.text, is_example: false }
        }
    }
}
