//! A request against the certificate that came back (RFC 2986; RFC 5280, 4.2.1).

use super::leaf::{key_usage, names, pin, same_key, stapling, usage_names};
use super::{Change, Diff, Kind, One, Side, Weight};
use crate::model::{Extension, ExtensionValue, Oid, Request, order};
use crate::report::Report;

/// What was asked for and what came: the certificate asked about in a report; `None` where it has none.
pub fn of_request(request: &Request, new: &Report) -> Option<Diff> {
    let other = One::of(new)?;
    let certificate = other.certificate;
    let mut changes = Vec::new();
    changes.push(match same_key(&request.public_key, &certificate.public_key) {
        true => Change::new(Kind::Key, Weight::Told, "It is for the key of the request."),
        false => Change::new(Kind::Key, Weight::Breaks, "It is for another key than the request.")
            .one(pin(&request.public_key), pin(&certificate.public_key))
            .who(
                "The server or client that has the request’s private key: it does not start with this certificate.",
                "Look for the private key that belongs to it, or have it issued again for this request.",
            ),
    });
    let asked = &request.extensions;
    let names_asked = asked.iter().find_map(|it| match &it.value {
        ExtensionValue::SubjectAltName(names) => Some(names.as_slice()),
        _ => None,
    });
    changes.extend(names(names_asked.unwrap_or_default(), certificate.san().unwrap_or_default()));
    changes.extend(usages(asked, certificate.eku()));
    let bits = asked.iter().find_map(|it| match &it.value {
        ExtensionValue::KeyUsage(bits) => Some(*bits),
        _ => None,
    });
    changes.extend(bits.and_then(|bits| key_usage(Some(bits), certificate.key_usage())));
    changes.extend(stapling(asked, &certificate.extensions));
    if request.subject.key != certificate.subject.key {
        let subject = Change::new(Kind::Subject, Weight::Depends, "The CA changed the subject.");
        changes.push(subject.one(request.subject.text(), certificate.subject.text()).who(
            "Servers that take the user from it. Public CAs leave out what they did not verify.",
            "Nothing for a server; for a client, have it issued by a CA that keeps the subject.",
        ));
    }
    changes.extend(extensions(asked, &certificate.extensions));
    order::by_key(&mut changes, |change| change.weight);
    let title = request.subject.title().map(str::to_owned);
    let first = names_asked.and_then(|names| names.first()).and_then(|name| name.plain());
    let old = Side {
        title: title.or(first).unwrap_or_default(),
        what: "Request",
        from: None,
        until: None,
    };
    Some(Diff { old, new: other.side(), changes })
}

fn usages(asked: &[Extension], given: Option<&[Oid]>) -> Option<Change> {
    let asked = asked.iter().find_map(|it| match &it.value {
        ExtensionValue::ExtendedKeyUsage(uses) => Some(uses.as_slice()),
        _ => None,
    })?;
    let (gone, come) = usage_names(Some(asked), given);
    // Without the extension every use is allowed.
    if given.is_none() || (gone.is_empty() && come.is_empty()) {
        return None;
    }
    let change = |weight, what| Change::new(Kind::Usage, weight, what);
    Some(match gone.is_empty() {
        true => change(Weight::Told, "The CA added uses.").values(gone, come),
        false => change(Weight::Breaks, "The CA left out uses that were asked for.")
            .values(gone, come)
            .who(
                "The other side, where the certificate is shown for such a use.",
                "Ask a CA that issues for it: public CAs leave clientAuth out.",
            ),
    })
}

/// Extensions that were asked for and did not come, but for those that are compared by themselves.
fn extensions(asked: &[Extension], given: &[Extension]) -> Option<Change> {
    let compared = |it: &Extension| {
        matches!(
            it.value,
            ExtensionValue::SubjectAltName(_)
                | ExtensionValue::ExtendedKeyUsage(_)
                | ExtensionValue::KeyUsage(_)
                | ExtensionValue::TlsFeature(_)
        )
    };
    let came = |it: &&Extension| given.iter().any(|other| other.oid == it.oid);
    let gone: Vec<String> = asked
        .iter()
        .filter(|it| !compared(it) && !came(it))
        .map(|it| it.oid.name().to_owned())
        .collect();
    if gone.is_empty() {
        return None;
    }
    let change = Change::new(Kind::Extensions, Weight::Depends, "The CA left out extensions.");
    Some(change.values(gone, Vec::new()).who(
        "Whoever looks for them.",
        "Compare them with what is asked for; a CA’s profile decides what it keeps.",
    ))
}
