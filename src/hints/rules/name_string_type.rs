use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Attribute, Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "name-string-type",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A value of the subject has an unusual string type",
    what: "A value of the subject is a TeletexString, BMPString or UniversalString, or of another type \
          than its attribute has: PrintableString for C and serialNumber, IA5String for DC and e-mail, \
          PrintableString or UTF8String for the rest.",
    why: "OpenSSL, Go, Java, GnuTLS, NSS and rustls read all of them. Names that differ in type may be \
          taken for different names by other programs, and public CAs may not write them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Write UTF8String from the next certificate on (string_mask = utf8only in OpenSSL’s \
          configuration).",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.4 Issuer",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4",
    }],
    explains: &["country-code"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if certificate.subject.is_empty() || super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    let found = certificate.subject.attributes().find_map(|a| Some((a.label(), fault(a)?)));
    let Some((label, fault)) = found else { return Outcome::Pass };
    Outcome::found(Spot {
        field: field::SUBJECT,
        detail: format!("In its subject, {label} {fault}."),
        reason: format!("in the subject of {} {label} {fault}", facts.called(step)),
        evidence: vec![("Subject", certificate.subject.text())],
        ..Spot::default()
    })
}

fn fault(attribute: &Attribute) -> Option<String> {
    let oid = attribute.oid.as_str();
    let (usual, wanted): (&[u32], &str) = match oid {
        "2.5.4.5" | "2.5.4.6" | "2.5.4.46" | "1.3.6.1.4.1.311.60.2.1.3" => {
            (&[19], "PrintableString")
        }
        "0.9.2342.19200300.100.1.25" | "1.2.840.113549.1.9.1" => (&[22], "IA5String"),
        _ => (&[12, 19], "UTF8String"),
    };
    let tag = attribute.tag;
    let known = oid.starts_with("2.5.4.")
        || wanted != "UTF8String"
        || oid.starts_with("1.3.6.1.4.1.311.60.");
    let name = match tag {
        12 => "UTF8String",
        18 => "NumericString",
        19 => "PrintableString",
        20 => "TeletexString",
        22 => "IA5String",
        26 => "VisibleString",
        28 => "UniversalString",
        30 => "BMPString",
        // X.520 has attributes that are no strings.
        _ => return None,
    };
    let old = [20, 28, 30].contains(&tag);
    ((old || known) && !usual.contains(&tag)).then(|| {
        format!("is a {name}, not a {wanted}")
            .replace("is a I", "is an I")
            .replace("not a I", "not an I")
    })
}
