//! Findings in words, with their commands filled in.

use super::visible;
use super::wanted::Wanted;
use crate::hints::{Finding, Fix, Spot, Who};
use crate::model::{Certificate, field};
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
    FindingView {
        rule: rule.id.into(),
        severity: rule.severity,
        title: rule.title.into(),
        detail: visible(&finding.spot.detail),
        what: rule.what.into(),
        why: rule.why.into(),
        fixes: rule.fixes.iter().map(|fix| fix_view(report, main, wanted, finding, fix)).collect(),
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

/// What the full engine adds; the first answer does without, to be there sooner.
#[cfg(feature = "full")]
mod more {
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
}
#[cfg(not(feature = "full"))]
mod more {
    use crate::hints::{Finding, Rule};
    use crate::model::Certificate;
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

    pub(super) fn messages(_: &Rule) -> Vec<(String, String)> {
        Vec::new()
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
    FixView {
        who: who.into(),
        step: fix.step.into(),
        command: command(report, main, wanted, finding, fix.command),
    }
}

/// Fills a command's placeholders with quoted values.
fn command(
    report: &Report,
    main: &Examination,
    wanted: &Wanted,
    finding: &Finding,
    template: &str,
) -> String {
    if !template.contains('{') {
        return template.into();
    }
    let object = finding.object.unwrap_or(main.leaf);
    let certificate = report.certificate(object);
    let host = match &main.host {
        Some(host) => host.text(),
        None => certificate
            .and_then(|c| c.san()?.iter().find_map(|name| name.plain()))
            .map(|name| name.replacen("*.", "www.", 1))
            .unwrap_or_else(|| "www.example.com".into()),
    };
    let file = file_of(report, object).unwrap_or_else(|| "certificate.pem".into());
    let url = match template.contains("{issuer_url}") {
        true => match certificate.and_then(more::issuer_url) {
            Some(url) => url,
            None => return String::new(),
        },
        false => String::new(),
    };
    whole(template, certificate.is_some_and(Certificate::is_self_issued))
        .replace("{issuer_url}", &quoted(&url))
        .replace("{stem}", wanted.stem)
        .replace("{usage}", wanted.usage)
        .replace("{names}", &wanted.arguments())
        .replace("{host}", &quoted(&host))
        .replace("{file}", &file)
}

/// A command with those placeholders written out that stand for whole commands; `is_root`: it is
/// about a certificate that signed itself.
pub fn whole(template: &str, is_root: bool) -> String {
    template
        .replace("{ca}", if is_root { ROOT_ANEW } else { CA_ANEW })
        .replace("{request}", "openssl req -new -key {stem}.key {names} -out {stem}.csr")
        .replace("{new-key-request}", "openssl req -new {new-key} {names} -out {stem}.csr")
        .replace("{new-key}", NEW_KEY)
}

/// A new key on the curve that everything reads.
pub(super) const NEW_KEY: &str =
    "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {stem}.key";

/// A root's certificate anew, its name untouched to the byte: what it signed goes on naming it.
pub(super) const ROOT_ANEW: &str = "printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash\\n' > ca.ext
openssl x509 -in ca.pem -signkey ca.key -clrext -extfile ca.ext -days 3650 -out new-ca.pem";

/// The same for a CA below another.
pub(super) const CA_ANEW: &str = "printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid,issuer\\n' > ca.ext
openssl x509 -x509toreq -in ca.pem -signkey ca.key -out ca.csr
openssl x509 -req -in ca.csr -CA root.pem -CAkey root.key -extfile ca.ext -days 1825 -out new-ca.pem";

/// The file a certificate came from, quoted, where its source has the name of one.
pub(super) fn file_of(report: &Report, object: usize) -> Option<String> {
    let name = &report.source_of(object)?.name;
    (name.contains('.') && !name.contains(' ')).then(|| quoted(name))
}

/// A value as one word of a POSIX shell: as it is where nothing in it is special, else in single
/// quotes. Text from a certificate must never become a command.
pub(super) fn quoted(value: &str) -> String {
    // Not even quoted may it hide a line break or change the direction of the line.
    let value = visible(value);
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '-' | '_' | ':' | '/' | '=' | '@' | '%' | ',')
    };
    if !value.is_empty() && value.chars().all(plain) && !value.starts_with('-') {
        return value;
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn values_from_certificates_stay_one_word() {
        assert_eq!(quoted("www.example.com"), "www.example.com");
        assert_eq!(quoted("*.example.com"), "'*.example.com'");
        assert_eq!(quoted("a'; rm -rf ~ #"), r"'a'\''; rm -rf ~ #'");
        assert_eq!(quoted("-x"), "'-x'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a\nb"), "'a⟨U+000A⟩b'");
    }
}
