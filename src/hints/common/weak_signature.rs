use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, DigestAlgorithm, field};
use crate::path::End;

pub static RULE: Rule = Rule {
    id: "weak-signature",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A signature rests on a broken digest",
    what: "A certificate of the path was signed with SHA-1, MD5 or MD2. The signature of the root itself does \
           not count: nobody relies on it.",
    why: "Two certificates with the same such digest can be made, and one signature fits both. OpenSSL refuses \
          it at security level 2, the default of Debian and of OpenSSL from 3.2 on; rustls refuses it always, \
          and Java refuses MD5. TLS 1.3 forbids MD5 and advises against SHA-1.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the certificate anew, signed with SHA-256.",
            command: "openssl x509 -req -sha256 -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 365 -out server.pem",
        },
        Fix {
            who: Who::Server,
            step: "If it is an intermediate, ask the CA for a newer one of the same key and put that in its place.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "CA signature digest algorithm too weak" },
        Message {
            stack: Stack::Java,
            text: "Algorithm constraints check failed on signature algorithm: {}",
        },
    ]),
    references: &[
        Reference {
            label: "RFC 8446, 4.4.2.4 Receiving a Certificate Message",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.4",
        },
        Reference {
            label: "RFC 6194 Security of SHA-1",
            url: "https://www.rfc-editor.org/rfc/rfc6194",
        },
        Reference {
            label: "RFC 6151 Security of MD5",
            url: "https://www.rfc-editor.org/rfc/rfc6151",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let is_last = step.saturating_add(1) == facts.path.steps.len();
    if is_last && matches!(facts.path.end, End::Trusted(_) | End::UntrustedRoot { .. }) {
        return Outcome::NotApplicable;
    }
    let Some(digest) = certificate
        .signature_algorithm
        .digest()
        .filter(|digest: &DigestAlgorithm| digest.is_broken())
    else {
        return Outcome::Pass;
    };
    let name = digest.name();
    Outcome::found(Spot {
        field: field::SIGNATURE_ALGORITHM,
        detail: format!("It was signed with {name}."),
        reason: format!("{} was signed with {name}", facts.called(step)),
        evidence: vec![("Signature algorithm", certificate.signature_algorithm.name())],
        ..Spot::default()
    })
}
