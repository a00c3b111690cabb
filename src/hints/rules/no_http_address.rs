use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, ExtensionValue, GeneralName, field, oid};

pub(super) static RULE: Rule = Rule {
    id: "no-http-address",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "An address to look things up is not http",
    what: "The CRL distribution points, or the addresses of OCSP and of the issuer in the Authority \
          Information Access (AIA), hold URIs and no http one.",
    why: "TLS clients that look anything up do so by http: what is fetched is signed, and https would \
          need another certificate checked first. Few can use ldap, and none a file path of the CA.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Publish the CRL and the CA’s certificate at an http:// address, and write that into the next \
          certificates.",
        command: "",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.13 CRL Distribution Points",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13",
        },
        Reference {
            label: "RFC 5280, 4.2.2.1 Authority Information Access",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1",
        },
        Reference {
            label: "RFC 5280, 8 Security Considerations",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-8",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    let mut looked = false;
    for (what, field, uris) in lists(certificate) {
        let Some(first) = uris.first() else { continue };
        looked = true;
        let is_http = |uri: &&str| uri.get(..7).is_some_and(|s| s.eq_ignore_ascii_case("http://"));
        if uris.iter().any(is_http) {
            continue;
        }
        return Outcome::found(Spot {
            field,
            detail: format!("The address of {what} is {first}."),
            reason: format!("the address of {what} in {} is not http", facts.called(step)),
            evidence: uris.iter().map(|uri| ("Address", (*uri).to_owned())).collect(),
            ..Spot::default()
        });
    }
    if looked { Outcome::Pass } else { Outcome::NotApplicable }
}

type List<'a> = (&'static str, &'static str, Vec<&'a str>);

/// The URIs of each kind.
fn lists(certificate: &Certificate) -> [List<'_>; 3] {
    let (mut crl, mut ocsp, mut issuer) = (Vec::new(), Vec::new(), Vec::new());
    for extension in &certificate.extensions {
        match &extension.value {
            ExtensionValue::CrlDistributionPoints(points) => {
                crl.extend(points.iter().flat_map(|point| &point.names).filter_map(uri));
            }
            ExtensionValue::AuthorityInfoAccess(methods) => {
                for method in methods {
                    match method.method.as_str() {
                        oid::OCSP => ocsp.extend(uri(&method.location)),
                        oid::CA_ISSUERS => issuer.extend(uri(&method.location)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    [
        ("the CRL", field::CRL_DISTRIBUTION_POINTS, crl),
        ("OCSP", field::AUTHORITY_INFO_ACCESS, ocsp),
        ("the issuer’s certificate", field::AUTHORITY_INFO_ACCESS, issuer),
    ]
}

fn uri(name: &GeneralName) -> Option<&str> {
    match name {
        GeneralName::Uri(uri) => Some(uri.as_str()),
        _ => None,
    }
}
