//! “Why does the browser not offer my certificate?”: what of it can be seen in the files.

use super::facts::Facts;
use crate::model::oid::eku;
use crate::model::{Certificate, Time};
use crate::purpose::{self, EkuFit};
use crate::view::{Fit, Note};

/// A line for each condition: whether the loaded certificate meets it.
pub fn checks(facts: &Facts<'_>, at: Time) -> Vec<Note> {
    let own = &facts.client;
    let Some(leaf) = own.chain.first().copied() else { return Vec::new() };
    let check = |good: bool, title: &str, text: String, rule: &str| Note {
        fit: if good { Fit::Good } else { Fit::Bad },
        word: if good { "yes" } else { "no" }.into(),
        rule: if good { String::new() } else { rule.into() },
        ..Note::new(title, text)
    };
    let has_key = !own.key.is_example;
    let usage = eku::CLIENT_AUTH;
    let allowed = purpose::eku_fit(leaf, usage) != EkuFit::NotListed
        && purpose::key_usage_allows(leaf, usage);
    let validity = &leaf.validity;
    let valid = validity.not_before.is_some_and(|from| from <= at)
        && validity.not_after.is_some_and(|until| at <= until);
    let rule = match validity.not_after.is_some_and(|until| until < at) {
        true => "expired",
        false => "not-yet-valid",
    };
    let mut notes = vec![
        check(
            has_key,
            "Is its private key there?",
            match has_key {
                true => "The key was loaded with it.".into(),
                false => "No key for it was loaded. A browser offers only what it has the key of: import a .p12, not a .pem or .crt.".into(),
            },
            "",
        ),
        check(
            allowed,
            "May it be used by a client?",
            "Extended key usage must be absent or hold clientAuth, key usage absent or hold digitalSignature.".into(),
            "purpose-not-allowed",
        ),
        check(valid, "Is it valid now?", "Browsers hide what has expired or is not valid yet.".into(), rule),
        check(
            !own.is_cut,
            "Is its chain complete?",
            match own.is_cut {
                false => "All its issuers were loaded.".into(),
                true => format!(
                    "Its issuer {} was not loaded: without it in the .p12 the browser may find no way to the names that the server announces.",
                    issuer(own.chain.last().copied().unwrap_or(leaf))
                ),
            },
            "issuer-missing",
        ),
    ];
    if !facts.cas.1.is_example {
        let above = own.chain.iter().map(|it| &it.issuer);
        let announced =
            |name: &crate::model::Name| facts.cas.0.iter().any(|ca| ca.subject.key == name.key);
        let named = above.into_iter().any(announced);
        notes.push(check(
            named,
            "Is an issuer of it among the CAs of the server?",
            "Servers announce the names of the CAs that they trust, and browsers offer what leads to one of them.".into(),
            "not-trusted",
        ));
    }
    notes
}

fn issuer(certificate: &Certificate) -> String {
    format!("“{}”", certificate.issuer.text())
}
