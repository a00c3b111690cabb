//! Findings in words, with their commands filled in.

use super::template::{Filled, Kind, Target, Value, fill, is_host};
use super::wanted::{self, Wanted};
use super::{describe, visible};
#[cfg(feature = "full")]
use crate::hints::client;
use crate::hints::{Finding, Fix, Rule, Who};
use crate::model::{Certificate, Purpose};
use crate::report::{Examination, Report};
use crate::view::{FindingView, FixView};

/// The findings of an examination, the most urgent first.
pub fn findings(report: &Report, main: &Examination) -> Vec<FindingView> {
    let wanted = Wanted::of(report, main);
    main.run.findings.iter().map(|finding| view(report, main, &wanted, finding)).collect()
}

fn view(report: &Report, main: &Examination, wanted: &Wanted, finding: &Finding) -> FindingView {
    let rule = finding.rule;
    let certificate = finding.object.and_then(|object| report.certificate(object));
    let (why, fixes) = advice(rule, main.purpose);
    FindingView {
        rule: rule.id.into(),
        severity: rule.severity,
        title: rule.title.into(),
        detail: visible(&finding.spot.detail),
        what: rule.what.into(),
        why: why.into(),
        fixes: fixes.iter().map(|fix| fix_view(report, main, wanted, finding, fix)).collect(),
        references: rule.references.iter().map(|r| (r.label.into(), r.url.into())).collect(),
        object: finding.object,
        about: certificate.map(|c| visible(&c.title())).unwrap_or_else(|| "the chain".into()),
        field: field(finding),
        evidence: finding.spot.evidence.iter().map(|(k, v)| ((*k).into(), visible(v))).collect(),
        tools: more::tools(report, main, wanted, finding),
        messages: more::messages(rule),
        also: finding.explained.iter().map(|rule| rule.title.into()).collect(),
    }
}

/// Why it matters and what to do, for the party that has to act.
#[cfg(feature = "full")]
fn advice(rule: &'static Rule, purpose: Purpose) -> (&'static str, &'static [Fix]) {
    match client::advice(rule, purpose) {
        Some(advice) => (advice.why, advice.fixes),
        None => (rule.why, rule.fixes),
    }
}

/// The first answer speaks of servers.
#[cfg(not(feature = "full"))]
fn advice(rule: &'static Rule, _: Purpose) -> (&'static str, &'static [Fix]) {
    (rule.why, rule.fixes)
}

/// What the full engine adds; the first answer does without, to be there sooner.
#[cfg(feature = "full")]
mod more {
    use super::super::template::{Kind, Value};
    pub(super) use super::super::tools::{messages, tools};
    use crate::model::{Certificate, ExtensionValue, oid};

    /// Where the certificate says that its issuer's is to be had (RFC 5280, 4.2.2.1).
    pub(super) fn issuer_url(certificate: &Certificate) -> Option<String> {
        let methods = certificate.extensions.iter().flat_map(|extension| match &extension.value {
            ExtensionValue::AuthorityInfoAccess(methods) => methods.as_slice(),
            _ => &[],
        });
        methods
            .filter(|method| method.method.as_str() == oid::CA_ISSUERS)
            .filter_map(|method| method.location.plain())
            .find(|url| url.starts_with("http://") || url.starts_with("https://"))
    }

    pub(super) fn url(url: Option<String>) -> Option<Value> {
        Some(Value::One("", Kind::Url, url?))
    }
}
#[cfg(not(feature = "full"))]
mod more {
    use crate::hints::{Finding, Rule};
    use crate::model::Certificate;
    use crate::present::template::Value;
    use crate::present::wanted::Wanted;
    use crate::report::{Examination, Report};

    pub(super) fn tools(
        _: &Report,
        _: &Examination,
        _: &Wanted,
        _: &Finding,
    ) -> Vec<(String, String)> {
        Vec::new()
    }

    pub(super) fn issuer_url(_: &Certificate) -> Option<String> {
        None
    }

    pub(super) fn url(_: Option<String>) -> Option<Value> {
        None
    }

    pub(super) fn messages(_: &Rule) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// The field of the sheet a finding points at. Rules that are about any extension name it in their
/// evidence.
fn field(finding: &Finding) -> String {
    let extension = finding.spot.evidence.iter().find(|(label, _)| *label == "Extension");
    match (finding.spot.field, extension) {
        ("", Some((_, oid))) => describe::field_id(oid),
        (field, _) => field.to_owned(),
    }
}

fn fix_view(
    report: &Report,
    main: &Examination,
    wanted: &Wanted,
    finding: &Finding,
    fix: &Fix,
) -> FixView {
    let who = match fix.who {
        Who::Server => "Server",
        Who::Client => "Client",
        Who::Issuer => "CA",
        Who::Anyone => "You",
    };
    let filled = command(report, main, wanted, finding, fix.command);
    FixView {
        who: who.into(),
        step: format!("{}{}", fix.step, filled.note()),
        command: filled.text,
    }
}

/// The command of a step, its holes filled with what the finding is about.
fn command(
    report: &Report,
    main: &Examination,
    wanted: &Wanted,
    finding: &Finding,
    template: &'static str,
) -> Filled {
    let object = finding.object.unwrap_or(main.leaf);
    let certificate = report.certificate(object);
    let url = match template.contains("{issuer_url}") {
        true => match certificate.and_then(more::issuer_url) {
            Some(url) => Some(url),
            None => return Filled::default(),
        },
        false => None,
    };
    fill(template, Target::Sh, &|hole| match hole {
        "host" => Some(Value::One("", Kind::Host, host(main, certificate))),
        "file" => Some(Value::One("", Kind::File, file_of(report, object, "certificate.pem"))),
        "issuer_url" => more::url(url.clone()),
        "ca" => Some(Value::Ours(match certificate.is_some_and(Certificate::is_self_issued) {
            true => ROOT_ANEW,
            false => CA_ANEW,
        })),
        hole => wanted.hole(hole),
    })
}

/// A command as the catalogue of rules has it: with the holes written out that stand for whole
/// commands, and the others as they are.
pub fn whole(template: &'static str) -> String {
    let holes = |hole: &str| if hole == "ca" { Some(CA_ANEW) } else { wanted::ours(hole) };
    fill(template, Target::Sh, &|hole| holes(hole).map(Value::Ours)).text
}

/// The host asked about, else the first that the certificate names. Where it names something and
/// no host, that: it is no host, and the reader will see a word in its place.
fn host(main: &Examination, certificate: Option<&Certificate>) -> String {
    if let Some(host) = &main.host {
        return host.text();
    }
    let names = certificate.and_then(Certificate::san).unwrap_or_default();
    let plain = || names.iter().filter_map(|name| name.plain());
    let named = || plain().map(|name| name.replacen("*.", "www.", 1)).find(|name| is_host(name));
    named().or_else(|| plain().next()).unwrap_or_else(|| "www.example.com".into())
}

/// A root's certificate anew, its name untouched to the byte: what it signed goes on naming it.
pub(super) const ROOT_ANEW: &str = "printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash\\n' > ca.ext
openssl x509 -in ca.pem -signkey ca.key -clrext -extfile ca.ext -days 3650 -out new-ca.pem";

/// The same for a CA below another.
pub(super) const CA_ANEW: &str = "printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid,issuer\\n' > ca.ext
openssl x509 -x509toreq -in ca.pem -signkey ca.key -out ca.csr
openssl x509 -req -in ca.csr -CA root.pem -CAkey root.key -extfile ca.ext -days 1825 -out new-ca.pem";

/// The file a certificate came from, where its source has the name of one; else `other`.
pub(super) fn file_of(report: &Report, object: usize, other: &str) -> String {
    let name = report.source_of(object).map(|source| source.name.as_str()).unwrap_or_default();
    if name.contains('.') { name.into() } else { other.into() }
}
