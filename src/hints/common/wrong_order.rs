use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Purpose};

pub static RULE: Rule = Rule {
    id: "wrong-order",
    severity: Severity::Warning,
    applies: Applies { roles: &[], purposes: &[Purpose::Server, Purpose::Client] },
    title: "The certificates stand in the wrong order",
    what: "The certificates of the path were given in another order than leaf, issuer, issuer's issuer.",
    why: "Servers such as nginx and Apache take the first certificate of the file for their own and do not \
          start when the key does not fit it. TLS 1.2 demands the order of what is sent; TLS 1.3 asks \
          receivers to cope with any, which not all of them do.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Put the leaf first and each issuer behind the certificate it signed; the root may be left out.",
        command: "cat leaf.pem intermediate.pem > fullchain.pem",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5246, 7.4.2 Server Certificate",
            url: "https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2",
        },
        Reference {
            label: "RFC 8446, 4.4.2 Certificate",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
        },
    ],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let Some(given) = &facts.arrangement.wrong_order else { return Outcome::Pass };
    let wanted: Vec<usize> = facts.path.loaded().filter(|index| given.contains(index)).collect();
    let titles = |order: &[usize]| -> String {
        let names =
            order.iter().filter_map(|index| facts.pool.get(*index)).map(|c| Certificate::title(c));
        names.collect::<Vec<String>>().join(" → ")
    };
    let (first, leaf) = (given.first().copied(), wanted.first().copied());
    let name = first.and_then(|index| facts.pool.get(index)).map(|c| c.title()).unwrap_or_default();
    let (detail, reason) = if first == leaf {
        (
            "The leaf comes first, and the issuers behind it are out of order.",
            "the issuers are out of order".into(),
        )
    } else {
        ("The leaf does not come first.", format!("“{name}” comes before the leaf"))
    };
    Outcome::found(Spot {
        object: first,
        field: "",
        detail: detail.into(),
        reason,
        evidence: vec![("Order given", titles(given)), ("Order wanted", titles(&wanted))],
    })
}
