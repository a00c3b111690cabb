//! What the full engine says: everything.

mod calendar;
mod choose;
mod connection;
mod diff;
mod drawing;
mod explain;
mod explained;
mod handshake;
mod heard;
mod items;
mod programs;
mod quoted;
pub mod revocation;
mod timeline;
mod tools;

use std::fmt::Display;

use super::template::{Quoting, Target};
use super::wanted::Wanted;
use super::wording::Wording;
use super::{brief, sheet};
use crate::decode;
use crate::engine::Full;
use crate::hints::{Finding, Fix, Rule, client};
use crate::model::{Certificate, Extension, ExtensionValue, GeneralName, Purpose, hex, oid};
use crate::purpose;
use crate::report::{Examination, Given, Report};
use crate::trust;
use crate::view::{self, Answer, Field, ItemView, SourceView, Style};

pub(crate) use super::pem::pem;
pub use calendar::{calendar, calendar_file};
pub use choose::choose;
pub use connection::{about_both, connection, heard_by_both};
pub use diff::{diff, diff_head, diff_notes};
pub use drawing::timeline_drawing;
pub use explain::explain;
pub use explained::{LIKELIEST, explained, first_command};
pub(crate) use handshake::pieces;
pub use handshake::{Words, handshake, handshake_programs, handshake_through, is_pair};
pub use heard::{heard, notes as heard_notes};
pub use programs::programs;
pub use timeline::{effect_word, timeline, timeline_head, timeline_notes, timeline_warning};

impl Wording for Full {
    /// Its issuer's certificate, its revocation list, its OCSP responder.
    const ADDRESSES: &'static [&'static str] = &["issuer_url", "list_url", "ocsp_url"];

    fn heard(
        report: &Report,
        answer: Answer,
        sources: Vec<SourceView>,
    ) -> (Answer, Vec<SourceView>) {
        heard::told(report, answer, sources)
    }

    fn items(report: &Report) -> (Vec<ItemView>, usize) {
        (items::items(report), report.extra.companions.len())
    }

    fn international(sentence: &str) -> String {
        international(sentence)
    }

    fn stores(root: &Certificate) -> Option<String> {
        trust::stores::of(root).map(|stores| stores.words())
    }

    fn stores_of_known(root: &trust::StoreRoot) -> Option<String> {
        trust::stores::of_root(root).map(|stores| stores.words())
    }

    fn store_end(index: usize) -> Option<i64> {
        trust::whole::certificate(index)?.validity.not_after.map(|end| end.0)
    }

    fn log_name(id: &[u8]) -> impl Display {
        let known = &trust::logs::known().all;
        let found = known.iter().find(|log| log.id.as_slice() == id);
        found.map(|log| format!("{}, ", log.name)).unwrap_or_default()
    }

    fn parts(extension: &Extension) -> Option<Vec<view::Value>> {
        let parts = decode::extension_parts(&extension.oid, &extension.raw)?;
        let value = |(label, text): (String, String)| {
            let style = if text.starts_with("http") { Style::Url } else { Style::Plain };
            view::Value::of(style, brief(&text)).labelled(label)
        };
        Some(parts.into_iter().map(value).collect())
    }

    fn advice(rule: &'static Rule, purpose: Purpose) -> (&'static str, &'static [Fix]) {
        match client::advice(rule, purpose) {
            Some(advice) => (advice.why, advice.fixes),
            None => (rule.why, rule.fixes),
        }
    }

    fn tools(
        report: &Report,
        main: &Examination,
        wanted: &Wanted,
        finding: &Finding,
    ) -> Vec<(String, String)> {
        tools::tools(report, main, wanted, finding)
    }

    fn messages(rule: &Rule) -> Vec<(String, String)> {
        tools::messages(rule)
    }

    /// What the certificate says (RFC 5280, 4.2.2.1 and 4.2.1.13), where it is plain HTTP.
    fn address(certificate: &Certificate, hole: &str) -> Option<String> {
        let values = certificate.extensions.iter().map(|extension| &extension.value);
        let access = |wanted: &'static str| {
            values.clone().flat_map(move |value| match value {
                ExtensionValue::AuthorityInfoAccess(methods) => methods
                    .iter()
                    .filter(|method| method.method.as_str() == wanted)
                    .map(|method| &method.location)
                    .collect::<Vec<_>>(),
                _ => Vec::new(),
            })
        };
        let names: Vec<&GeneralName> = match hole {
            "issuer_url" => access(oid::CA_ISSUERS).collect(),
            "ocsp_url" => access(oid::OCSP).collect(),
            "list_url" => values
                .flat_map(|value| match value {
                    ExtensionValue::CrlDistributionPoints(points) => points.as_slice(),
                    _ => &[],
                })
                .flat_map(|point| &point.names)
                .collect(),
            _ => Vec::new(),
        };
        let plain = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        names.into_iter().filter_map(GeneralName::plain).find(plain)
    }

    fn is_misread(given: &Given) -> bool {
        given.extra.form.is_some()
    }

    fn standing(report: &Report, object: usize) -> Option<Field> {
        let words = revocation::of(report, object)?;
        Some(sheet::field("revocation", "By what was loaded", vec![view::Value::plain(words)]))
    }

    /// A link that carries the fingerprint alone.
    fn look_up(sha256: &[u8]) -> Option<view::Value> {
        let words = "tells crt.sh this fingerprint and your address; a certificate that no public log has is \
                     not found there";
        let link = view::Value::of(Style::Url, format!("https://crt.sh/?q={}", hex(sha256)));
        Some(link.labelled("look up").aside(words))
    }
}

impl Quoting for Full {
    fn quoted(target: Target, value: &str, only: &dyn Fn(&str) -> bool) -> Option<String> {
        quoted::quoted(target, value, only)
    }
}

/// A sentence with the first international name in it as people read it, behind the form of the
/// wire, which shows what only looks alike. Only letters: no sign may end the parentheses.
pub(super) fn international(sentence: &str) -> String {
    let edge = |c: char| !c.is_ascii_alphanumeric() && c != '*';
    let mut words = sentence.split_whitespace().map(|word| word.trim_matches(edge));
    // (The tables of what is a letter would weigh more than the rest of this.)
    let letters = |c: char| match c {
        '-' | '.' | '*' => true,
        '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3004}' => false,
        '\u{3008}'..='\u{3030}' | '\u{fe00}'..='\u{ffff}' => false,
        c => !c.is_ascii() || c.is_ascii_alphanumeric(),
    };
    match words.find_map(|name| Some((name, purpose::host::unicode(name)?))) {
        Some((name, read)) if read.chars().all(letters) => {
            sentence.replacen(name, &format!("{name} ({read})"), 1)
        }
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::international;

    #[test]
    fn international_names_are_written_both_ways_once() {
        let both =
            "Works for *.xn--bcher-kva.example (*.bücher.example) and xn--bcher-kva.example.";
        assert_eq!(
            international("Works for *.xn--bcher-kva.example and xn--bcher-kva.example."),
            both
        );
        assert_eq!(international("“xn--bcher-kva”, other"), "“xn--bcher-kva (bücher)”, other");
        // ")" and "é" in one label.
        let trick = format!("Works for xn--{}.example.", idna::punycode::encode_str(")é").unwrap());
        assert_eq!(international(&trick), trick);
        assert_eq!(international("Works for example.com."), "Works for example.com.");
    }
}
