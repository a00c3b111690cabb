//! Findings in words, with their commands filled in.

use super::{describe, visible};
use crate::hints::{Finding, Fix, Who};
use crate::purpose::host::Host;
use crate::report::{Examination, Report};
use crate::view::{FindingView, FixView};

/// The findings of an examination, the most urgent first.
pub fn findings(report: &Report, main: &Examination) -> Vec<FindingView> {
    main.run.findings.iter().map(|finding| view(report, main, finding)).collect()
}

fn view(report: &Report, main: &Examination, finding: &Finding) -> FindingView {
    let rule = finding.rule;
    let certificate = finding.object.and_then(|object| report.certificate(object));
    FindingView {
        rule: rule.id.into(),
        severity: rule.severity,
        title: rule.title.into(),
        detail: visible(&finding.spot.detail),
        what: rule.what.into(),
        why: rule.why.into(),
        fixes: rule.fixes.iter().map(|fix| fix_view(report, main, finding, fix)).collect(),
        references: rule.references.iter().map(|r| (r.label.into(), r.url.into())).collect(),
        object: finding.object,
        about: certificate.map(|c| visible(&c.title())).unwrap_or_else(|| "the chain".into()),
        field: field(finding),
        evidence: finding.spot.evidence.iter().map(|(k, v)| ((*k).into(), visible(v))).collect(),
        tools: more::tools(report, main, finding),
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
    use crate::report::{Examination, Report};

    pub(super) fn tools(_: &Report, _: &Examination, _: &Finding) -> Vec<(String, String)> {
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
    let extension = finding.spot.evidence.iter().find(|(label, _)| *label == "Extension");
    match (finding.spot.field, extension) {
        ("", Some((_, oid))) => describe::field_id(oid),
        (field, _) => field.to_owned(),
    }
}

fn fix_view(report: &Report, main: &Examination, finding: &Finding, fix: &Fix) -> FixView {
    let who = match fix.who {
        Who::Server => "Server",
        Who::Client => "Client",
        Who::Issuer => "CA",
        Who::Anyone => "You",
    };
    FixView {
        who: who.into(),
        step: fix.step.into(),
        command: command(report, main, finding, fix.command),
    }
}

/// Fills a command's placeholders with quoted values.
fn command(report: &Report, main: &Examination, finding: &Finding, template: &str) -> String {
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
    let san = match &main.host {
        Some(Host::Ip(address)) => format!("IP:{address}"),
        _ => format!("DNS:{host}"),
    };
    let file = file_of(report, object).unwrap_or_else(|| "certificate.pem".into());
    let url = match template.contains("{issuer_url}") {
        true => match certificate.and_then(more::issuer_url) {
            Some(url) => url,
            None => return String::new(),
        },
        false => String::new(),
    };
    template
        .replace("{issuer_url}", &quoted(&url))
        .replace("{host}", &quoted(&host))
        .replace("{san}", &quoted(&san))
        .replace("{file}", &file)
}

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
