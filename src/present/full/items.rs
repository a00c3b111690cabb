//! What was read besides certificates, in words: keys, requests, lists, answers of OCSP.

use super::revocation;
use crate::model::field as id;
use crate::model::{Crl, Item, ItemKind, Ocsp, PrivateKey, PublicKey, Request, Time, hex};
use crate::present::{brief, describe, problem};
use crate::report::{Companion, Report};
use crate::view::{Field, Fit, ITEMS_SHOWN, ItemView, Style, Value};

/// The first [`ITEMS_SHOWN`] of them.
pub(super) fn items(report: &Report) -> Vec<ItemView> {
    report.extra.companions.iter().take(ITEMS_SHOWN).filter_map(|it| item(report, it)).collect()
}

fn item(report: &Report, companion: &Companion) -> Option<ItemView> {
    let given = report.sources.get(companion.source)?;
    let item = given.contents.items.get(companion.item)?;
    let (title, fields) = match &item.kind {
        ItemKind::PrivateKey(key) => (private_key_title(key), private_key(key)),
        ItemKind::PublicKey(key) => (format!("{} public key", key.short()), public_key("", key)),
        ItemKind::Request(request) => (request_title(request), self::request(request)),
        ItemKind::Crl(list) => (crl_title(list), crl(list)),
        ItemKind::Ocsp(response) => ("OCSP response".to_owned(), ocsp(response)),
        ItemKind::Other { what } => (capital(what), Vec::new()),
    };
    let (mut fit, mut words) = fit(report, companion, item);
    if matches!(item.kind, ItemKind::Crl(_) | ItemKind::Ocsp(_)) {
        weighed(report, companion, &mut fit, &mut words);
    }
    let problems = match &item.kind {
        ItemKind::Request(request) => request.problems.as_slice(),
        ItemKind::Crl(list) => list.problems.as_slice(),
        ItemKind::Ocsp(response) => response.problems.as_slice(),
        _ => &[],
    };
    let mut place = brief(&given.name);
    if let Some(line) = item.place.line {
        place.push_str(&format!(", line {line}"));
    }
    Some(ItemView {
        title: brief(&title),
        name: brief(&item.name),
        place,
        fit,
        words: brief(&words),
        fields,
        problems: problems.iter().map(problem).collect(),
    })
}

/// Adds what a list or response says about the certificates here, or why it does not count.
fn weighed(report: &Report, companion: &Companion, fit: &mut Fit, words: &mut String) {
    let before = report.sources.iter().take(companion.source);
    let before: usize = before.map(|given| given.contents.items.len()).sum();
    let Some((good, said)) = revocation::piece(report, before.saturating_add(companion.item))
    else {
        return;
    };
    *fit = match good {
        Some(true) => Fit::Good,
        Some(false) => Fit::Bad,
        None => *fit,
    };
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(&said);
}

/// What it belongs to, and whether that is as it should be.
fn fit(report: &Report, companion: &Companion, item: &Item) -> (Fit, String) {
    let certificates = called(report, &companion.certificates);
    let leaf = report.main.as_ref().map(|main| main.leaf);
    let of_leaf = leaf.is_some_and(|leaf| companion.certificates.contains(&leaf));
    let of_other_leaf = || {
        let mut owners = companion.certificates.iter().filter_map(|it| report.certificate(*it));
        owners.any(|owner| !crate::purpose::looks_like_ca(owner))
    };
    match &item.kind {
        ItemKind::PrivateKey(key) if !key.fault.is_empty() => (Fit::Bad, key.fault.clone()),
        ItemKind::PrivateKey(key) if key.public.is_none() => {
            (Fit::None, "Whose key it is cannot be told: its public half is not known here.".into())
        }
        ItemKind::PrivateKey(_) => match (&certificates, report.objects.len()) {
            // In a pair of files for both sides of mutual TLS each key has its own certificate.
            (Some(certificates), _) if of_leaf || of_other_leaf() => (Fit::Good, format!("Belongs to {certificates}.")),
            (Some(certificates), _) => (
                Fit::Bad,
                format!("Belongs to {certificates}, not to the certificate asked about."),
            ),
            (None, 0) => (Fit::None, with_request(companion)),
            (None, 1) => (Fit::Bad, "Does not belong to the certificate here.".into()),
            (None, more) => (Fit::Bad, format!("Belongs to none of the {more} certificates here.")),
        },
        ItemKind::Request(_) => {
            let mut words = match companion.signed {
                Some(true) => "Signed with its own key, as it should be.".to_owned(),
                Some(false) => {
                    return (
                        Fit::Bad,
                        "Its signature was not made with its own key, or it was changed: a CA will \
                         refuse it."
                            .into(),
                    );
                }
                None => "Its signature cannot be checked here.".to_owned(),
            };
            if let Some(certificates) = certificates {
                words.push_str(&format!(" The same key as in {certificates}."));
            }
            if !companion.items.is_empty() {
                words.push_str(" Its private key is here.");
            }
            (if companion.signed == Some(true) { Fit::Good } else { Fit::None }, words)
        }
        ItemKind::Crl(_) => match (certificates, companion.signed) {
            (Some(issuer), _) => (Fit::Good, format!("Signed by {issuer}.")),
            (None, Some(false)) => (
                Fit::Bad,
                "The certificate of its issuer is here, but did not sign it: the list was changed, \
                 or the CA has another key."
                    .into(),
            ),
            (None, _) => (Fit::None, "Its issuer’s certificate is not here.".into()),
        },
        ItemKind::PublicKey(_) => match certificates {
            Some(certificates) => (Fit::Good, format!("The key of {certificates}.")),
            None => (Fit::None, String::new()),
        },
        ItemKind::Ocsp(_) | ItemKind::Other { .. } => (Fit::None, String::new()),
    }
}

fn with_request(companion: &Companion) -> String {
    match companion.items.len() {
        0 => "Add the certificate it may belong to.".into(),
        _ => "Belongs to the request here.".into(),
    }
}

/// `certificate 1 (www.example.com)`, and how many more.
fn called(report: &Report, objects: &[usize]) -> Option<String> {
    let first = *objects.first()?;
    let title = report.certificate(first)?.title();
    let mut words = format!("certificate {} (“{title}”)", first.saturating_add(1));
    if objects.len() > 1 {
        words.push_str(&format!(" and {} more", objects.len().saturating_sub(1)));
    }
    Some(words)
}

fn private_key_title(key: &PrivateKey) -> String {
    if key.title.is_empty() { "Private key".into() } else { format!("{} private key", key.title) }
}

fn private_key(key: &PrivateKey) -> Vec<Field> {
    let mut fields = Vec::new();
    text(&mut fields, "", "Written as", key.form);
    text(&mut fields, "", "Protection", &key.protection);
    text(&mut fields, "", "localKeyID", &key.local_id);
    fields.extend(key.public.iter().flat_map(|key| public_key("", key)));
    fields
}

/// `at`: the field of what it is part of; empty where it is the object itself.
fn public_key(at: &str, key: &PublicKey) -> Vec<Field> {
    let digest = crate::crypto::sha256(&key.spki);
    let value = Value::of(Style::Hex, hex(&digest));
    vec![field(at, "SHA-256 of the public key", vec![value])]
}

fn request_title(request: &Request) -> String {
    match request.subject.title() {
        Some(title) => format!("Request for {title}"),
        None => "Certificate signing request".into(),
    }
}

fn request(request: &Request) -> Vec<Field> {
    let mut fields = vec![field(id::SUBJECT, "Subject", describe::name(&request.subject))];
    fields.push(field(
        id::PUBLIC_KEY,
        "Public key",
        vec![Value::plain(request.public_key.short())],
    ));
    if let Some(algorithm) = &request.algorithm {
        text(&mut fields, id::SIGNATURE_ALGORITHM, "Signature algorithm", &algorithm.name());
    }
    fields.extend(request.extensions.iter().map(describe::field));
    for (name, value) in &request.attributes {
        fields.push(field(id::ATTRIBUTES, name, vec![Value::plain(brief(value))]));
    }
    fields.extend(public_key(id::PUBLIC_KEY_SHA256, &request.public_key));
    fields
}

fn crl_title(list: &Crl) -> String {
    match list.issuer.title() {
        Some(title) => format!("Revocation list of {title}"),
        None => "Certificate revocation list".into(),
    }
}

fn crl(list: &Crl) -> Vec<Field> {
    let mut fields = vec![field(id::ISSUER, "Issuer", describe::name(&list.issuer))];
    time(&mut fields, id::THIS_UPDATE, "This update", list.this_update);
    time(&mut fields, id::NEXT_UPDATE, "Next update", list.next_update);
    if let Some(algorithm) = &list.algorithm {
        text(&mut fields, id::SIGNATURE_ALGORITHM, "Signature algorithm", &algorithm.name());
    }
    fields.extend(list.extensions.iter().map(describe::field));
    let mut values = vec![Value::plain(match list.entries {
        0 => "no certificate".to_owned(),
        1 => "1 certificate".to_owned(),
        more => format!("{more} certificates"),
    })];
    values.extend(list.first.iter().map(|entry| {
        let at = entry.at.map(Time::full).unwrap_or_default();
        let aside = match entry.reason {
            "" => at,
            reason => format!("{at}, {reason}"),
        };
        Value::of(Style::Mono, entry.serial.hex()).aside(aside)
    }));
    let hidden = list.entries.saturating_sub(list.first.len());
    if hidden > 0 {
        values.push(Value::plain(format!("and {hidden} more")));
    }
    // A list of nothing leaves the part out (RFC 5280, 5.1.2.6).
    let revoked = if list.entries == 0 { "" } else { id::REVOKED };
    fields.push(field(revoked, "Revoked", values));
    fields
}

fn ocsp(response: &Ocsp) -> Vec<Field> {
    let mut fields = Vec::new();
    text(&mut fields, id::RESPONSE_STATUS, "Status", response.status);
    text(&mut fields, id::RESPONDER, "Responder", &brief(&response.responder));
    time(&mut fields, id::PRODUCED_AT, "Produced", response.produced_at);
    if let Some(algorithm) = &response.algorithm {
        text(&mut fields, id::RESPONSE_ALGORITHM, "Signature algorithm", &algorithm.name());
    }
    for answer in &response.answers {
        let mut values =
            vec![Value::plain(answer.status).aside(format!("serial {}", answer.serial.hex()))];
        for (label, at) in [
            ("revoked", answer.revoked_at),
            ("from", answer.this_update),
            ("until", answer.next_update),
        ] {
            values.extend(at.map(|at| Value::of(Style::Time, at.0.to_string()).labelled(label)));
        }
        fields.push(field(id::ANSWER, "Certificate", values));
    }
    for certificate in &response.certificates {
        text(
            &mut fields,
            id::RESPONSE_CERTIFICATE,
            "Brings the certificate",
            &brief(&certificate.title()),
        );
    }
    fields
}

/// A field that the bytes of the object show (`inside/shapes`); `id` is empty for none.
fn field(id: &str, label: &str, values: Vec<Value>) -> Field {
    Field {
        id: id.to_owned(),
        label: label.to_owned(),
        oid: String::new(),
        critical: false,
        values,
    }
}

fn text(fields: &mut Vec<Field>, id: &str, label: &str, value: &str) {
    if !value.is_empty() {
        fields.push(field(id, label, vec![Value::plain(value)]));
    }
}

fn time(fields: &mut Vec<Field>, id: &str, label: &str, time: Option<Time>) {
    if let Some(time) = time {
        fields.push(field(id, label, vec![Value::of(Style::Time, time.0.to_string())]));
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
