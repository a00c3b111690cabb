//! The certificate that would answer the question: its names and its use, as commands name them.

use std::net::IpAddr;

use super::template::{Kind, Value, is_entry, is_host};
use crate::model::{Certificate, GeneralName, Purpose, oid::eku};
use crate::purpose::host::Host;
use crate::report::{Examination, Report};

/// Of more names than this the rest is left out of commands: nobody types or reads so many.
const NAMES: usize = 100;

/// What to ask a CA for.
pub struct Wanted {
    /// `server` or `client`, as file names begin.
    pub stem: &'static str,
    /// `serverAuth` or `clientAuth`.
    pub usage: &'static str,
    /// The first name, or the subject's.
    pub name: String,
    /// Host names, the one asked about first.
    pub dns: Vec<String>,
    /// IP addresses.
    pub ips: Vec<String>,
    /// E-mail addresses.
    pub mail: Vec<String>,
    /// URIs.
    pub uris: Vec<String>,
}

impl Wanted {
    /// The leaf's own names and the host asked about; of very many the first.
    pub fn of(report: &Report, main: &Examination) -> Self {
        let leaf = report.certificate(main.leaf);
        let names = leaf.and_then(Certificate::san).unwrap_or_default();
        let server = match main.purpose {
            Purpose::Server => true,
            Purpose::Client => false,
            Purpose::Ca | Purpose::Any => leaf
                .and_then(Certificate::eku)
                .is_none_or(|uses| uses.iter().any(|it| it.as_str() == eku::SERVER_AUTH)),
        };
        let (stem, usage) =
            if server { ("server", "serverAuth") } else { ("client", "clientAuth") };
        let (name, dns, ips) = (String::new(), Vec::new(), Vec::new());
        let mut wanted = Self { stem, usage, name, dns, ips, mail: Vec::new(), uris: Vec::new() };
        match &main.host {
            Some(Host::Ip(address)) => wanted.ips.push(address.to_string()),
            Some(host) => push(&mut wanted.dns, &host.text(), is_name),
            None => {}
        }
        for name in names.iter().take(NAMES) {
            match name {
                // An address written as a name is what was meant as an address.
                GeneralName::Dns(name) if name.parse::<IpAddr>().is_ok() => {
                    push(&mut wanted.ips, name, |_| true);
                }
                GeneralName::Dns(name) => push(&mut wanted.dns, name, is_name),
                GeneralName::Ip(address) => push(&mut wanted.ips, &address.to_string(), |_| true),
                GeneralName::Email(name) => push(&mut wanted.mail, name, is_entry),
                GeneralName::Uri(name) => push(&mut wanted.uris, name, is_entry),
                _ => {}
            }
        }
        let common = leaf.and_then(Self::plain_title);
        if server && wanted.all().is_empty() {
            let host = common.as_deref().filter(|name| is_name(name));
            wanted.dns.push(host.unwrap_or("www.example.com").into());
        }
        wanted.name = match server {
            true => wanted.all().first().cloned().unwrap_or_default(),
            false => common.unwrap_or_else(|| "client".into()),
        };
        wanted
    }

    /// The subject's common name, where it is plain enough to be typed.
    pub fn plain_title(certificate: &Certificate) -> Option<String> {
        let name = certificate.subject.last("2.5.4.3")?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '@');
        let fits = !name.is_empty() && name.len() <= 64 && name.chars().all(plain);
        (fits && name.trim() == name && !name.starts_with('-')).then(|| name.to_owned())
    }

    /// Every name, the most important first.
    pub fn all(&self) -> Vec<String> {
        [&self.dns, &self.ips, &self.mail, &self.uris].into_iter().flatten().cloned().collect()
    }

    /// All names in a line, each with the word of its kind.
    pub fn san(&self, dns: &str, ip: &str, mail: &str, uri: &str) -> String {
        let kinds = [(dns, &self.dns), (ip, &self.ips), (mail, &self.mail), (uri, &self.uris)];
        let words = kinds
            .into_iter()
            .flat_map(|(kind, names)| names.iter().map(move |name| format!("{kind}{name}")));
        words.collect::<Vec<_>>().join(",")
    }

    /// What the holes hold that are about what is wanted; `names` are subject and names as arguments
    /// of `openssl req`.
    pub fn hole(&self, hole: &str) -> Option<Value> {
        let named = || self.san("DNS:", "IP:", "email:", "URI:");
        Some(match hole {
            "stem" => Value::Ours(self.stem),
            "usage" => Value::Ours(self.usage),
            // RFC 5280, appendix A.1: ub-common-name is 64.
            "names" => Value::Ours(match (self.name.len() <= 64, self.all().is_empty()) {
                (true, true) => "-subj {subject}",
                (true, false) => "-subj {subject} -addext {san}",
                (false, true) => "-subj /",
                (false, false) => "-subj / -addext {critical-san}",
            }),
            "subject" => Value::One("/CN=", Kind::Slashed, self.name.clone()),
            "san" => Value::One("subjectAltName=", Kind::Names, named()),
            "critical-san" => Value::One("subjectAltName=critical,", Kind::Names, named()),
            hole => Value::Ours(ours(hole)?),
        })
    }
}

/// What stands for whole commands.
pub fn ours(hole: &str) -> Option<&'static str> {
    Some(match hole {
        "request" => "openssl req -new -key {stem}.key {names} -out {stem}.csr",
        "new-key-request" => "openssl req -new {new-key} {names} -out {stem}.csr",
        // A new key on the curve that everything reads.
        "new-key" => "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {stem}.key",
        _ => return None,
    })
}

fn push(names: &mut Vec<String>, name: &str, fits: fn(&str) -> bool) {
    if fits(name) && !names.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        names.push(name.to_owned());
    }
}

/// A name that a CA can certify at all; everything else would only break the command.
fn is_name(name: &str) -> bool {
    is_host(name) && !is_address(name)
}

/// Its last label is a number, so it is no host name (RFC 1123, 2.1).
fn is_address(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit()))
}
