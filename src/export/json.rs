//! JSON. What is written here is a promise: docs/json.md describes it, and a change that could
//! break a reader raises [`VERSION`].

use serde_json::{Value, json};

use crate::crypto;
use crate::decode::Located;
use crate::model::{Certificate, GeneralName, KeyKind, Time, hex};
use crate::path::{AnchorKind, End, Link, Path, Step};
use crate::present::{self, visible};
use crate::purpose;
use crate::report::{Examination, Report};
use crate::trust;
use crate::view::{
    ExplainView, Field, Fit, ItemView, LockedView, Overview, PartView, Style, Verdict,
};

/// The version of the format.
pub const VERSION: u32 = 1;

/// The report as JSON.
pub fn json(report: &Report) -> Value {
    let overview = present::overview(report);
    let main = report.main.as_ref();
    json!({
        "version": VERSION,
        "answer": answer(&overview, main),
        "question": question(&overview, main),
        "sources": sources(report, &overview),
        "objects": (0..report.objects.len()).map(|index| object(report, index)).collect::<Vec<_>>(),
        "paths": main.map(paths).unwrap_or_default(),
        "items": overview.items.iter().map(item).collect::<Vec<_>>(),
        "findings": findings(&overview),
        "others": others(&overview, main),
        "limits": overview.limits,
        "heard": present::heard(report).iter().map(heard).collect::<Vec<_>>(),
    })
}

/// Messages of programs among what was given.
fn heard((source, view): &(String, ExplainView)) -> Value {
    json!({ "source": source, "explained": super::explain_json(view) })
}

fn answer(overview: &Overview, main: Option<&Examination>) -> Value {
    let answer = &overview.answer;
    json!({
        "usable": matches!(answer.verdict, Verdict::Works | Verdict::Limited),
        "verdict": verdict(answer.verdict),
        "sentence": answer.sentence,
        "more": answer.more,
        "rule": answer.rule,
        "path": main.map(|main| steps(&main.path)).unwrap_or_default(),
    })
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Works => "works",
        Verdict::Limited => "limited",
        Verdict::Refused => "refused",
        Verdict::Unclear | Verdict::Looking => "unclear",
        Verdict::Nothing => "nothing",
    }
}

fn question(overview: &Overview, main: Option<&Examination>) -> Value {
    let asked = &overview.asked;
    json!({
        "as": asked.purpose.word(),
        "host": (!asked.host.is_empty()).then_some(&asked.host),
        "trust": main.map(trust_word),
        "trusting": asked.trusting,
        "at": Time(asked.at).iso(),
        "object": asked.object,
    })
}

fn trust_word(main: &Examination) -> &'static str {
    match (main.anchors.public, main.anchors.given.is_empty()) {
        (true, true) => "public",
        (true, false) => "both",
        (false, _) => "given",
    }
}

fn sources(report: &Report, overview: &Overview) -> Vec<Value> {
    let source = |(view, given): (&crate::view::SourceView, &crate::report::Given)| {
        let (first, count) = view.objects;
        json!({
            "name": view.name,
            "bytes": view.bytes,
            "format": view.format,
            "found": view.found,
            "trusted": view.trusted,
            "objects": (first..first.saturating_add(count)).collect::<Vec<_>>(),
            "others": given.contents.items.iter().map(|o| json!({"what": visible(o.what()), "line": o.place.line})).collect::<Vec<_>>(),
            "inside": view.inside.iter().map(part).collect::<Vec<_>>(),
            "repairs": view.repairs,
            "locked": view.locked.iter().map(locked).collect::<Vec<_>>(),
            "problems": given.contents.problems.iter().map(problem).collect::<Vec<_>>(),
        })
    };
    overview.sources.iter().zip(&report.sources).map(source).collect()
}

fn part(part: &PartView) -> Value {
    json!({"depth": part.depth, "title": part.title, "found": part.found, "notes": part.notes})
}

fn locked(locked: &LockedView) -> Value {
    json!({"what": locked.what, "protection": locked.protection, "wrong_password": locked.wrong})
}

fn item(item: &ItemView) -> Value {
    let values = |field: &Field| field.values.iter().map(value).collect::<Vec<_>>();
    let fit = match item.fit {
        Fit::Good => Value::Bool(true),
        Fit::Bad => Value::Bool(false),
        Fit::None => Value::Null,
    };
    json!({
        "title": item.title,
        "name": item.name,
        "place": item.place,
        "belongs": fit,
        "words": item.words,
        "fields": item.fields.iter().map(|it| json!({"label": it.label, "values": values(it)})).collect::<Vec<_>>(),
        "problems": item.problems.iter().map(|it| it.message.clone()).collect::<Vec<_>>(),
    })
}

/// One value of a field, dates as everywhere else in this format.
fn value(value: &crate::view::Value) -> Value {
    let seconds = value.text.parse().ok().filter(|_| value.style == Style::Time);
    let text = seconds.map_or_else(|| value.text.clone(), |at| Time(at).iso());
    json!({"label": value.label, "value": text, "also": value.aside})
}

fn problem(problem: &crate::model::Problem) -> Value {
    json!({
        "start": problem.span.start,
        "end": problem.span.end,
        "line": problem.line,
        "message": visible(&problem.message),
        "advice": problem.advice,
    })
}

fn object(report: &Report, index: usize) -> Value {
    let Some(place) = report.objects.get(index) else { return Value::Null };
    let located: Option<&Located> =
        report.sources.get(place.source).and_then(|s| s.contents.certificates.get(place.index));
    let Some(located) = located else { return Value::Null };
    let certificate = &located.certificate;
    let assessment = purpose::assess(certificate);
    json!({
        "index": index,
        "source": place.source,
        "line": located.place.line,
        "kind": assessment.kind.name(),
        "reason": assessment.reason,
        "version": certificate.version,
        "serial": certificate.serial.hex(),
        "subject": visible(&certificate.subject.text()),
        "issuer": visible(&certificate.issuer.text()),
        "not_before": certificate.validity.not_before.map(Time::iso),
        "not_after": certificate.validity.not_after.map(Time::iso),
        "san": certificate.san().map(|names| names.iter().map(general_name).collect::<Vec<_>>()),
        "eku": certificate.eku().map(|usages| usages.iter().map(|u| json!({"oid": u.as_str(), "name": u.name()})).collect::<Vec<_>>()),
        "key_usage": certificate.key_usage().map(|usage| usage.names()),
        "ca": certificate.basic_constraints().map(|bc| bc.ca),
        "path_length": certificate.basic_constraints().and_then(|bc| bc.path_len),
        "key": key(certificate),
        "signature_algorithm": certificate.outer_algorithm.name(),
        "subject_key_id": certificate.subject_key_id().map(hex),
        "authority_key_id": certificate.authority_key_id().and_then(|aki| aki.key_id.as_deref()).map(hex),
        "fingerprints": {
            "sha256": hex(&crypto::fingerprints(certificate).sha256),
            "sha1": hex(&crypto::fingerprints(certificate).sha1),
            "public_key_sha256": hex(&crypto::fingerprints(certificate).spki_sha256),
        },
        "extensions": certificate.extensions.iter().map(|e| json!({
            "oid": e.oid.as_str(), "name": e.oid.name(), "critical": e.critical, "value": hex(&e.raw),
        })).collect::<Vec<_>>(),
        "problems": certificate.problems.iter().map(problem).collect::<Vec<_>>(),
    })
}

fn general_name(name: &GeneralName) -> Value {
    let (kind, value) = match name {
        GeneralName::Dns(text) => ("dns", visible(text)),
        GeneralName::Ip(address) => ("ip", address.to_string()),
        GeneralName::BadIp(bytes) => ("ip-unreadable", hex(bytes)),
        GeneralName::Email(text) => ("email", visible(text)),
        GeneralName::Uri(text) => ("uri", visible(text)),
        GeneralName::Directory(name) => ("directory", visible(&name.text())),
        GeneralName::RegisteredId(oid) => ("registered-id", oid.as_str().to_owned()),
        GeneralName::Other { text: Some(text), .. } => ("other", visible(text)),
        GeneralName::Other { raw, .. } => ("other", hex(raw)),
    };
    json!({"type": kind, "value": value})
}

fn key(certificate: &Certificate) -> Value {
    let key = &certificate.public_key;
    let (bits, curve) = match &key.kind {
        KeyKind::Rsa { bits, .. } => (Some(*bits), None),
        KeyKind::Ec { curve, .. } => (None, Some(curve.name())),
        _ => (None, None),
    };
    json!({"name": key.short(), "oid": key.oid.as_str(), "bits": bits, "curve": curve})
}

/// The best path first.
fn paths(main: &Examination) -> Vec<Value> {
    std::iter::once(&main.path).chain(&main.other_paths).map(path).collect()
}

fn path(path: &Path) -> Value {
    let end = match &path.end {
        End::Trusted(AnchorKind::Public) => "trusted-public",
        End::Trusted(AnchorKind::Given) => "trusted-given",
        End::UntrustedRoot { .. } => "untrusted-root",
        End::MissingIssuer => "missing-issuer",
        End::BrokenSignature => "broken-signature",
        End::Unfinished => "unfinished",
    };
    json!({
        "steps": steps(path),
        "links": path.links.iter().map(|link| match link {
            Link::Proved => json!({"state": "proved"}),
            Link::Broken => json!({"state": "broken"}),
            Link::Unchecked(why) => json!({"state": "unchecked", "why": why}),
        }).collect::<Vec<_>>(),
        "end": end,
        "faults": path.faults.len(),
    })
}

fn steps(path: &Path) -> Vec<Value> {
    let step = |step: &Step| match step {
        Step::Loaded(index) => json!({"object": index}),
        Step::Store(index) => {
            json!({"store": "mozilla", "subject": trust::store().root(*index).map(|root| root.name.text())})
        }
    };
    path.steps.iter().map(step).collect()
}

fn findings(overview: &Overview) -> Vec<Value> {
    let finding = |f: &crate::view::FindingView| {
        json!({
            "rule": f.rule,
            "severity": f.severity.word(),
            "object": f.object,
            "field": (!f.field.is_empty()).then_some(&f.field),
            "title": f.title,
            "detail": f.detail,
            "evidence": f.evidence.iter().map(|(label, value)| json!({"label": label, "value": value})).collect::<Vec<_>>(),
            "fixes": f.fixes.iter().map(|fix| json!({"who": fix.who, "step": fix.step, "command": fix.command})).collect::<Vec<_>>(),
            "other_tools": f.tools.iter().map(|(tool, command)| json!({"tool": tool, "command": command})).collect::<Vec<_>>(),
            "messages": f.messages.iter().map(|(program, text)| json!({"program": program, "text": text})).collect::<Vec<_>>(),
            "consequences": f.also,
        })
    };
    overview.findings.iter().map(finding).collect()
}

/// The short answers about the other end-entity certificates.
fn others(overview: &Overview, main: Option<&Examination>) -> Vec<Value> {
    let asked = main.map(|main| main.leaf);
    let leaf = |leaf: &crate::view::LeafView| {
        json!({
            "object": leaf.object,
            "as": leaf.purpose.word(),
            "verdict": verdict(leaf.verdict),
            "sentence": leaf.sentence,
        })
    };
    overview.leaves.iter().filter(|l| Some(l.object) != asked).map(leaf).collect()
}
