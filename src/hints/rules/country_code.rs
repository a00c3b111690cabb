use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Attribute, Certificate, field};

/// ISO 3166-1 alpha-2, and XX, which the CA/Browser Forum lets stand for none (BR 7.1.4.2).
const CODES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCN\
    COCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMIN\
    IOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNE\
    NFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTK\
    TLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZWXX";

pub(super) static RULE: Rule = Rule {
    id: "country-code",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A country is no code of ISO 3166",
    what: "The country (C) of the subject is not one of the codes of two capital letters that ISO 3166-1 \
          assigns.",
    why: "No client minds. OpenSSL’s commands refuse to write a country of other than two characters, and \
          public CAs refuse the request. The United Kingdom is GB.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request the next certificate with the code of two capital letters, or without a country.",
        command: "{request}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.4 Issuer",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4",
    }],
    explains: &[],
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
    // Country, and the country of incorporation in extended validation.
    let is_country = ["2.5.4.6", "1.3.6.1.4.1.311.60.2.1.3"].contains(&attribute.oid.as_str());
    let code = attribute.value.as_str();
    let known = code.len() == 2 && CODES.as_bytes().chunks(2).any(|known| known == code.as_bytes());
    (is_country && !known).then(|| match code.chars().any(char::is_control) || code.is_empty() {
        true => "is no country code".to_owned(),
        false => format!("is {code}, which is no country code"),
    })
}
