//! Findings in words, with their commands filled in.

use super::brief;
use super::reached::Reached;
use super::template::{Filled, Kind, Target, Value, fill, is_host};
use super::wanted::{self, Wanted};
use super::wording::Wording;
use crate::engine::{BRIEF, Built};
use crate::hints::{Finding, Fix, Spot, Who};
use crate::model::{Certificate, field};
use crate::report::{Examination, Report};
use crate::view::{FindingView, FixView};

/// What a certificate is to be saved as where no tool reads it where it is.
const SAVED: &str = "certificate.pem";

/// The findings of an examination, the most urgent first.
pub fn findings(report: &Report, main: &Examination) -> Vec<FindingView> {
    let wanted = Wanted::of(report, main);
    main.run.findings.iter().map(|finding| view(report, main, &wanted, finding)).collect()
}

fn view(report: &Report, main: &Examination, wanted: &Wanted, finding: &Finding) -> FindingView {
    let rule = finding.rule;
    let certificate = finding.object.and_then(|object| report.certificate(object));
    let (why, fixes) = Built::advice(rule, main.purpose);
    FindingView {
        rule: rule.id.into(),
        severity: rule.severity,
        title: rule.title.into(),
        detail: brief(&finding.spot.detail),
        what: rule.what.into(),
        why: why.into(),
        fixes: fixes.iter().map(|fix| fix_view(report, main, wanted, finding, fix)).collect(),
        references: rule.references.iter().map(|r| (r.label.into(), r.url.into())).collect(),
        object: finding.object,
        about: certificate.map(|c| brief(&c.title())).unwrap_or_else(|| "the chain".into()),
        field: field(finding),
        evidence: finding.spot.evidence.iter().map(|(k, v)| ((*k).into(), brief(v))).collect(),
        tools: Built::tools(report, main, wanted, finding),
        messages: Built::messages(rule),
        also: finding.explained.iter().map(|rule| rule.title.into()).collect(),
    }
}

/// The field of the sheet a finding points at. Rules that are about any extension name it in their
/// evidence.
fn field(finding: &Finding) -> String {
    let extension = finding.spot.evidence.iter().find(|(label, _)| *label == Spot::EXTENSION);
    match (finding.spot.field, extension) {
        ("", Some((_, oid))) => field::id_of(oid),
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
    let reached = Reached::of(report, finding.object.unwrap_or(main.leaf));
    let filled = command(report, main, wanted, finding, fix.command, &reached);
    let before = match filled.text.is_empty() {
        true => String::new(),
        false => reached.note(fix.command, SAVED),
    };
    FixView {
        who: who.into(),
        step: format!("{}{before}{}", fix.step, filled.note()),
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
    reached: &Reached,
) -> Filled {
    let object = finding.object.unwrap_or(main.leaf);
    let certificate = report.certificate(object);
    // Without the address it is about there is no command.
    let wants = |hole: &&&str| template.contains(&format!("{{{hole}}}"));
    let url = match Built::ADDRESSES.iter().find(wants) {
        Some(hole) => match certificate.and_then(|it| Built::address(it, hole)) {
            Some(url) => Some(url),
            None => return Filled::default(),
        },
        None => None,
    };
    fill(template, Target::Sh, &|hole| match hole {
        "host" => Some(Value::One("", Kind::Host, host(main, certificate))),
        "show" => Some(Value::Ours(reached.show())),
        "file" => Some(Value::One("", Kind::File, reached.file(SAVED))),
        "files" => Some(Value::One("", Kind::File, reached.whole(SAVED))),
        "nth" => Some(Value::One("", Kind::Name, reached.nth().to_string())),
        hole if !BRIEF && Built::ADDRESSES.contains(&hole) => {
            Some(Value::One("", Kind::Url, url.clone()?))
        }
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
    let holes = |hole: &str| match hole {
        "ca" => Some(CA_ANEW),
        "show" => Some(Reached::Pasted.show()),
        hole => wanted::ours(hole),
    };
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
