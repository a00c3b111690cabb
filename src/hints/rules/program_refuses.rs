use crate::hints::{Applies, Check, Fix, Reference, Refusing, Rule, Severity, Who};

pub(super) static RULE: Rule = Rule {
    id: "program-refuses",
    severity: Severity::Warning,
    applies: Applies::TLS_LEAF,
    title: "A program refuses it for a reason of its own",
    what: "A program that people use refuses the certificate or its path, for a reason that no other rule has found.",
    why: "Programs read stricter than the standards ask, or leave out what they allow. What is predicted follows models of the programs that were compared with the programs themselves.",
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
    check: Check::Programs(Refusing::Some),
};
