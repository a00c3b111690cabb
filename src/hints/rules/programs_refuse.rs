use crate::hints::{Applies, Check, Fix, Reference, Refusing, Rule, Severity, Who};

pub(super) static RULE: Rule = Rule {
    id: "programs-refuse",
    severity: Severity::Error,
    applies: Applies::TLS_LEAF,
    title: "Every program that was asked refuses it",
    what: "All programs whose verdicts are predicted refuse the certificate or its path, some for reasons that no other rule has found.",
    why: "The standards and the other rules find nothing that stops it, and yet nothing that people use takes it. What is predicted follows models of the programs that were compared with the programs themselves.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Read under what programs say which rule of each program decides, and about which certificate.",
            command: "",
        },
        Fix {
            who: Who::Issuer,
            step: "Issue the certificate that it is about anew, without what the program stumbles over.",
            command: "",
        },
    ],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 6.1 Basic Path Validation",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1",
    }],
    explains: &[],
    check: Check::Programs(Refusing::All),
};
