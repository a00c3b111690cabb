//! Advice about a client's certificate: who sends, who trusts and who has to act are other parties than
//! where a server shows it. Rules that speak of the path to a root speak of these here.

use super::{Fix, Rule, Who};
use crate::model::Purpose;

/// Why it matters and what to do, where a client shows the certificate.
pub struct Advice {
    rule: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do, in order.
    pub fixes: &'static [Fix],
}

/// The advice for a rule where it is another one for this use.
pub fn advice(rule: &Rule, purpose: Purpose) -> Option<&'static Advice> {
    ADVICE.iter().find(|it| it.rule == rule.id && purpose == Purpose::Client)
}

const fn fix(who: Who, step: &'static str, command: &'static str) -> Fix {
    Fix { who, step, command }
}

const SEND: Fix = fix(
    Who::Client,
    "Send the intermediate too: put it behind the client's certificate in the file that the client loads \
     (curl --cert, ssl_certfile, client-certificate-data), not in its list of trusted CAs.",
    "cat client.pem intermediate.pem > client-chain.pem",
);
const TRUST: Fix = fix(
    Who::Server,
    "Add the root of the client's certificate to the CAs that the server accepts for clients: \
     ssl_client_certificate in nginx, SSLCACertificateFile in Apache, ca-file in HAProxy, the \
     like elsewhere; then reload it.",
    "",
);

static ADVICE: &[Advice] = &[
    Advice {
        rule: "issuer-missing",
        why: "A server builds the path from what the client sends and from the CAs that it accepts for clients. \
              No server fetches a missing intermediate: it asks again, refuses, or goes on without a certificate.",
        fixes: &[
            SEND,
            fix(
                Who::Server,
                "Or, where clients cannot be changed, add the intermediate to the server's CAs for clients, \
                 behind its root.",
                "cat root.pem intermediate.pem > client-ca.pem",
            ),
        ],
    },
    Advice {
        rule: "not-trusted",
        why: "A server accepts a client only where the path ends at a CA of its own list for clients. The roots \
              of browsers and systems have no part in that.",
        fixes: &[TRUST],
    },
    Advice {
        rule: "root-not-here",
        why: "Nobody sends a root: the server has it in its list of CAs for clients. Without it, nothing above \
              can be checked here.",
        fixes: &[fix(Who::Anyone, "Give the server's file of CAs for clients here.", ""), SEND],
    },
    Advice {
        rule: "anchor-not-self-signed",
        why: "OpenSSL, and servers built on it, such as nginx, Apache and HAProxy, end a path only at a root, unless \
              told otherwise; Go and Java take any CA of the list.",
        fixes: &[
            fix(
                Who::Server,
                "Put the root into the file of CAs for clients too, behind the intermediate.",
                "cat intermediate.pem root.pem > client-ca.pem",
            ),
            fix(
                Who::Server,
                "Or let the program end paths at an intermediate, where it has a setting for that: \
                 X509_V_FLAG_PARTIAL_CHAIN of OpenSSL.",
                "",
            ),
        ],
    },
    Advice {
        rule: "self-signed",
        why: "A server accepts a self-signed certificate of a client only where that very certificate is in its \
              list of CAs for clients.",
        fixes: &[
            fix(
                Who::Server,
                "Add this very certificate to the server's CAs for clients, if it is the client's on purpose.",
                "",
            ),
            fix(
                Who::Issuer,
                "Else have the client's certificate issued by the CA that the server accepts.",
                "",
            ),
        ],
    },
    Advice {
        rule: "wrong-order",
        why: "Clients take the first certificate of the file for their own and do not start when the key does not \
              fit it; servers read what follows in order.",
        fixes: &[fix(
            Who::Client,
            "Put the client's certificate first and each issuer behind the one it signed; the root may be left out.",
            "cat client.pem intermediate.pem > client-chain.pem",
        )],
    },
];
