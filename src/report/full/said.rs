//! What stands around the certificates: the text of a source without its blocks, the hosts that it
//! names, and whose certificate it speaks of.

use crate::decode::Contents;
use crate::input::{Format, Source};
use crate::model::{Purpose, Span};
use crate::purpose::host::Host;

use super::roles::Role;
use crate::report::Report;

/// So much of a source is kept: as much as the explainer reads.
const KEPT: usize = 16 << 20;
/// Runs of base64 this long may be a key, and are no words of a program.
const RUN: usize = 40;
/// So many hosts of a source are looked at.
const HOSTS: usize = 64;
/// Longer than any line that names a host.
const LINE: usize = 4_096;

/// The words of a source.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its text, line by line, without what lies between BEGIN and END and without long base64.
    pub text: String,
    /// The hosts that it names, in order; `true` where nothing else can be meant.
    hosts: Vec<(Host, bool)>,
    /// Whose certificate it speaks of, where it says so.
    about: Option<Purpose>,
    /// Files that it holds inline, in order.
    pub(super) sections: Vec<Section>,
}

/// A file that a configuration of OpenVPN holds inline: `<ca>` to `</ca>`.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Where it lies in the source.
    pub span: Span,
    /// What its certificates are there for.
    pub role: Role,
}

impl Said {
    /// Reads them from a source.
    pub fn of(source: &Source, contents: &Contents) -> Self {
        let structured = matches!(contents.format, Format::Yaml | Format::Json | Format::Xml);
        let is_text = structured || matches!(contents.format, Format::Pem | Format::Text);
        if !is_text || (structured && !contents.secrets.is_empty()) {
            return Self::default();
        }
        let bytes = source.bytes.get(..KEPT).unwrap_or(&source.bytes);
        let text = words(bytes, &contents.secrets);
        if text.trim().is_empty() {
            return Self::default();
        }
        let hosts = hosts(&text);
        let about = about_text(&text);
        Self { sections: sections(bytes, &text), text, hosts, about }
    }
}

/// Inline files of OpenVPN (openvpn(8), “INLINE FILE SUPPORT”).
fn sections(bytes: &[u8], text: &str) -> Vec<Section> {
    let is_client = |line: &str| matches!(line.trim(), "client" | "tls-client");
    let sent = match text.lines().any(is_client) {
        true => Role::SentByClient,
        false => Role::Sent,
    };
    let mut found = Vec::new();
    let mut open: Option<(&[u8], usize, Role)> = None;
    let mut at = 0usize;
    for line in bytes.split(|byte| *byte == b'\n') {
        let end = at.saturating_add(line.len());
        let word = line.trim_ascii();
        match open {
            Some((tag, start, role)) if word.strip_prefix(b"</") == Some(tag) => {
                found.push(Section { span: Span { start, end }, role });
                open = None;
            }
            Some(_) => {}
            None => {
                let tags: [(&[u8], Role); 3] =
                    [(b"ca>", Role::Trusted), (b"cert>", sent), (b"extra-certs>", sent)];
                let tag = tags.into_iter().find(|(tag, _)| word.strip_prefix(b"<") == Some(*tag));
                open = tag.map(|(tag, role)| (tag, at, role));
            }
        }
        at = end.saturating_add(1);
    }
    found
}

/// The text without what may be an object; lines keep their numbers.
fn words(bytes: &[u8], secrets: &[Span]) -> String {
    let mut out = String::new();
    let mut inside = false;
    let mut at = 0usize;
    for line in bytes.split(|byte| *byte == b'\n') {
        let end = at.saturating_add(line.len());
        let secret = secrets.iter().any(|span| span.start < end && at < span.end);
        at = end.saturating_add(1);
        let line = String::from_utf8_lossy(line);
        let (kept, still) = outside(&line, inside);
        inside = still;
        if !secret {
            without_runs(&kept, &mut out);
        }
        out.push('\n');
    }
    out
}

/// What of a line stands outside of armour, and whether the next line begins inside.
fn outside(line: &str, mut inside: bool) -> (String, bool) {
    let mut kept = String::new();
    let mut rest = line;
    loop {
        let mark = if inside { "-----END" } else { "-----BEGIN" };
        let Some((before, behind)) = rest.split_once(mark) else { break };
        if !inside {
            kept.push_str(before);
        }
        // ` CERTIFICATE-----`
        rest = behind.split_once("-----").map_or("", |(_, rest)| rest);
        inside = !inside;
    }
    if !inside {
        kept.push_str(rest);
    }
    (kept, inside)
}

/// Copies a line, long runs of base64 left out.
fn without_runs(line: &str, out: &mut String) {
    let digit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-');
    let mut rest = line;
    while let Some(start) = rest.find(digit) {
        let (before, run) = rest.split_at(start);
        let length = run.find(|c| !digit(c)).unwrap_or(run.len());
        let (run, behind) = run.split_at(length);
        out.push_str(before);
        out.push_str(if run.len() >= RUN { "…" } else { run });
        rest = behind;
    }
    out.push_str(rest);
}

/// What stands before a host, and whether nothing else can be meant than the host that is connected to.
/// A line with `needs` in it, where that is not empty.
struct Naming {
    needs: &'static str,
    before: &'static str,
    sure: bool,
}

const fn naming(needs: &'static str, before: &'static str, sure: bool) -> Naming {
    Naming { needs, before, sure }
}

/// How commands, programs and configurations name the host they connect to, or are.
const NAMINGS: [Naming; 17] = [
    naming("", "-servername ", true),
    naming("", "-connect ", true),
    naming("curl", "https://", true),
    naming("wget", "https://", true),
    naming("certificate is valid for", ", not ", true),
    naming("subject alternative", "matching ", true),
    naming("", "target host name '", true),
    naming("", "target hostname '", true),
    naming("", "certificate is not valid for '", true),
    naming("altnames", "Host: ", true),
    naming("", "HTTPSConnectionPool(host='", true),
    naming("", "doesn't match '", true),
    naming("", "hostname '", false),
    naming("", "server_name ", false),
    naming("", "ServerName ", false),
    naming("", "Host: ", false),
    naming("", "https://", false),
];

/// Hosts that stand in messages to be read, not to be connected to.
const MANUALS: [&str; 6] =
    ["curl.se", "curl.haxx.se", "curl.haxx", "github.com", "go.dev", "nodejs.org"];

fn hosts(text: &str) -> Vec<(Host, bool)> {
    let mut found: Vec<(Host, bool)> = Vec::new();
    for line in text.lines().filter(|line| line.len() <= LINE) {
        for naming in NAMINGS.iter().filter(|it| line.contains(it.needs)) {
            let Some((_, rest)) = line.split_once(naming.before) else { continue };
            let end = |c: char| c.is_whitespace() || "'\"`/?#;,<>(){}\\".contains(c);
            let word = rest.split(end).next().unwrap_or_default();
            let Ok(Some(host)) = Host::parse(word.trim_end_matches('.')) else { continue };
            let sure = match &host {
                Host::Dns(name) => name.contains('.') || name == "localhost",
                Host::Ip(_) => true,
            };
            if !sure || MANUALS.contains(&host.text().as_str()) {
                continue;
            }
            if !found.iter().any(|(known, _)| *known == host) {
                found.push((host, naming.sure));
            }
            if found.len() >= HOSTS {
                return found;
            }
        }
    }
    found
}

/// Words by which programs say that it is the client's certificate that they judge or miss.
const OF_THE_CLIENT: [&str; 10] = [
    "client SSL certificate verify error",
    "client sent no required SSL certificate",
    "verify client's certificate",
    "tls_process_client_certificate",
    "ssl3_get_client_certificate",
    "SSL client certificate",
    "SSL client CA chain",
    "client certificate verification failed",
    "client didn't provide a certificate",
    "Certificate Verification: Error",
];
/// The same of the server's.
const OF_THE_SERVER: [&str; 4] = [
    "upstream SSL certificate verify error",
    "tls_process_server_certificate",
    "ssl3_get_server_certificate",
    "SSL certificate problem",
];

/// Whose certificate a text of a program speaks of, where its words say so.
pub fn about_text(text: &str) -> Option<Purpose> {
    let has = |words: &[&str]| words.iter().any(|it| text.contains(it));
    match (has(&OF_THE_CLIENT), has(&OF_THE_SERVER)) {
        (true, false) => Some(Purpose::Client),
        (false, true) => Some(Purpose::Server),
        _ => None,
    }
}

/// Whose certificate the texts given speak of, where they agree.
pub(super) fn about(report: &Report) -> Option<Purpose> {
    let mut said = report.sources.iter().filter_map(|source| source.extra.said.about);
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// The host that the texts given name, and the source: the first that a certificate covers, else the
/// first that cannot mean anything else.
pub(super) fn host(report: &Report, covered: &dyn Fn(&Host) -> bool) -> Option<(Host, String)> {
    let all = || {
        report.sources.iter().flat_map(|source| {
            source.extra.said.hosts.iter().map(move |(host, sure)| (host, *sure, &source.name))
        })
    };
    let found = all().find(|(host, ..)| covered(host)).or_else(|| all().find(|(_, sure, _)| *sure));
    found.map(|(host, _, name)| (host.clone(), name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_where_people_and_programs_name_them() {
        let one = |text: &str| hosts(text).first().map(|(host, sure)| (host.text(), *sure));
        let sure = |name: &str| Some((name.to_owned(), true));
        assert_eq!(one("$ curl -v https://api.acme.test:8443/x"), sure("api.acme.test"));
        assert_eq!(one("openssl s_client -connect 10.0.0.5:443"), sure("10.0.0.5"));
        assert_eq!(
            one("x509: certificate is valid for a.test, b.test, not c.acme.test"),
            sure("c.acme.test")
        );
        assert_eq!(one("More details here: https://curl.se/docs/sslcerts.html"), None);
        assert_eq!(one("server_name www.acme.test;"), Some(("www.acme.test".into(), false)));
    }

    #[test]
    fn nothing_that_may_be_a_key_is_kept() {
        let key = "MC4CAQAwBQYDK2VwBCIEIGJ2aGlzIGlzIG5vdCBhIGtleQ".repeat(2);
        let line =
            format!("loaded -----BEGIN PRIVATE KEY-----\\n{key}\\n-----END PRIVATE KEY----- ok");
        let kept = words(line.as_bytes(), &[]);
        assert_eq!(kept.trim(), "loaded  ok");
        assert_eq!(words(format!("key={key};").as_bytes(), &[]).trim(), "…;");
        let whole = "a\n-----BEGIN X-----\nAAAA\n-----END X-----\nb";
        assert_eq!(words(whole.as_bytes(), &[]), "a\n\n\n\nb\n");
        assert_eq!(words(b"one\ntwo\n", &[Span::new(4, 6)]), "one\n\n\n");
    }
}
