//! Made-up answers of the engine, for the rendered views.

use std::rc::Rc;

use pemlens::model::{Purpose, Severity, Trust};
use pemlens::ui::state::{Action, Keep, Origin, Sample, Source};
use pemlens::view::*;

/// The time asked about in all of them.
pub const NOW: i64 = 1_781_000_000;
/// Seconds of a day.
pub const DAY: i64 = 86_400;

pub fn source(id: u32, name: &'static str, origin: Origin) -> Source {
    Source { id, name: name.into(), bytes: 5_621, origin, trusted: false, keep: Keep::Held }
}

pub fn samples() -> Action {
    let sample = |id: &'static str, title: &'static str, about: &'static str| Sample {
        id: id.into(),
        title: title.into(),
        about: about.into(),
    };
    Action::SamplesCame(Rc::new([
        sample("good", "A good server chain", "Leaf and intermediate, to a public root"),
        sample("client", "A client certificate on a server", "The wrong extended key usage"),
        sample("missing", "A missing intermediate", "Works in browsers, fails in curl"),
        sample("expired", "An expired certificate", "And one that is not valid yet"),
        sample("mtls", "A mutual TLS pair", "Server, client and their private CA"),
    ]))
}

pub fn answer(verdict: Verdict, sentence: &str, more: &str) -> Overview {
    Overview {
        answer: Answer {
            verdict,
            sentence: sentence.into(),
            more: more.into(),
            rule: None,
            offer: None,
        },
        asked: Asked {
            purpose: Purpose::Server,
            both: false,
            host: "www.example.com".into(),
            host_problem: String::new(),
            trust: Trust::Public,
            trusting: "Mozilla’s 140 public roots".into(),
            at: NOW,
            object: Some(0),
        },
        sources: vec![],
        objects: 2,
        leaves: vec![],
        leaves_total: 1,
        chain: ChainView::default(),
        findings: vec![],
        passed: 38,
        not_applicable: 9,
        limits: vec![],
        items: Vec::new(),
        items_total: 0,
    }
}

pub fn source_view(id: u32, name: &str, found: &str) -> SourceView {
    SourceView {
        id,
        name: name.into(),
        bytes: 5_621,
        found: found.into(),
        format: "PEM text".into(),
        problems: vec![],
        problems_total: 0,
        inside: Vec::new(),
        repairs: Vec::new(),
        locked: Vec::new(),
        clean: false,
        objects: (0, 2),
        trusted: false,
        secret: false,
    }
}

pub fn card(
    object: Option<usize>,
    kind: CardKind,
    role: &str,
    title: &str,
    subtitle: &str,
) -> CardView {
    CardView {
        object,
        kind,
        title: title.into(),
        role: role.into(),
        subtitle: subtitle.into(),
        not_after: Some(NOW + 61 * DAY),
        dates: Dates::Valid,
        key: "ECDSA P-256".into(),
        trust: String::new(),
        worst: None,
        id: object.filter(|it| *it > 0).map(|it| format!("{it:064x}")).unwrap_or_default(),
        marked: false,
    }
}

pub fn link(state: LinkState, text: &str) -> LinkView {
    LinkView { state, text: text.into() }
}

pub fn works() -> Overview {
    let mut view = answer(
        Verdict::Works,
        "Works as a server certificate for www.example.com until 9 August 2026",
        "61 days left. Clients that trust Mozilla’s public roots accept it; the chain is complete and in order.",
    );
    view.sources = vec![source_view(1, "Pasted text", "2 certificates")];
    let mut root =
        card(None, CardKind::Store, "Root CA", "ISRG Root X1", "Internet Security Research Group");
    root.trust = "In Mozilla’s root store".into();
    root.key = "RSA 4096".into();
    root.not_after = Some(NOW + 3_300 * DAY);
    view.chain = ChainView {
        cards: vec![
            card(Some(0), CardKind::Loaded, "Server certificate", "www.example.com", "Example Ltd"),
            card(Some(1), CardKind::Loaded, "Intermediate CA", "E6", "Let’s Encrypt"),
            root,
        ],
        links: vec![
            link(LinkState::Proved, "Signature verified: ECDSA with SHA-384"),
            link(LinkState::Proved, "Signature verified: RSA with SHA-256"),
        ],
        beside: vec![],
        beside_total: 0,
        ..ChainView::default()
    };
    view.findings =
        vec![finding(Severity::Notice, "must-staple-absent", "No must-staple", "www.example.com")];
    view
}

/// A ZIP archive with a locked PKCS#12 file, a mended certificate, and a private key.
pub fn wrapped() -> Overview {
    let mut view = works();
    let mut source = source_view(1, "web.zip", "1 certificate, 1 private key");
    source.format = "archive".into();
    let part = |depth, title: &str, found: &str, notes: &[&str]| PartView {
        depth,
        title: title.into(),
        found: found.into(),
        notes: notes.iter().map(|it| (*it).to_owned()).collect(),
        look: title.contains(".p12"),
    };
    source.inside = vec![
        part(0, "ZIP archive", "", &[]),
        part(1, "file certs/web.p12", "", &["Integrity: HMAC-SHA-256, 2,048 rounds"]),
        part(1, "file certs/web.pem", "1 certificate, 1 private key", &[]),
    ];
    source.repairs = vec!["Line 3: 2 written-out line breaks were restored.".into()];
    source.locked = vec![LockedView {
        what: "PKCS#12 file".into(),
        protection: "PBES2: PBKDF2 with HMAC-SHA-256 (2,048 rounds), AES-256-CBC".into(),
        wrong: true,
    }];
    source.clean = true;
    view.sources = vec![source];
    view.items = vec![ItemView {
        title: "EC P-256 private key".into(),
        name: "web".into(),
        place: "web.zip, line 20".into(),
        fit: Fit::Good,
        words: "Belongs to certificate 1 (“www.example.com”).".into(),
        fields: vec![],
        problems: vec![],
    }];
    view.items_total = 1;
    view.chain.bundle =
        "What to send: the certificate and its intermediate, in this order, without the root."
            .into();
    view.chain.branches = vec![BranchView {
        from: 0,
        cards: vec![card(Some(3), CardKind::Loaded, "Intermediate CA", "E6 (cross-signed)", "")],
        links: vec![
            link(LinkState::Proved, "Signature verified: ECDSA with SHA-384"),
            link(LinkState::Proved, "Signature verified: RSA with SHA-256"),
        ],
        joins: Some(2),
        why: "The issuer at step 2 expired.".into(),
        good: false,
    }];
    view.chain.other_paths = vec![OtherPathView {
        titles: "www.example.com → E6 → Old Root".into(),
        why: "The issuer at step 3 expired.".into(),
        good: false,
    }];
    view
}

pub fn refused() -> Overview {
    let mut view = answer(
        Verdict::Refused,
        "Will be refused: the intermediate certificate “Example Issuing CA 3” is missing",
        "The server sends the leaf alone, so clients cannot reach a root. It also expired 10 days ago.",
    );
    view.answer.offer =
        Some(Offer { label: "Trust the CAs you gave instead".into(), trust: Trust::Given });
    view.asked.host_problem = "“www example” is not a host name: it has a space".into();
    let mut first = source_view(1, "server.pem", "1 certificate");
    first.problems = (1..=4)
        .map(|line| ProblemView {
            place: format!("line {}", line * 12),
            message: "a character that base64 does not have: “—”".into(),
            advice: "Copy the file again; an editor replaced hyphens with dashes.".into(),
        })
        .collect();
    first.problems_total = 30;
    let mut key = source_view(2, "server.key", "1 private key");
    key.secret = true;
    view.sources = vec![first, key];
    let mut leaf =
        card(Some(0), CardKind::Loaded, "Server certificate", "www.example.com", "Example Ltd");
    leaf.dates = Dates::Expired;
    leaf.not_after = Some(NOW - 10 * DAY);
    leaf.worst = Some(Severity::Error);
    let mut missing =
        card(None, CardKind::Missing, "Missing", "Example Issuing CA 3", "Not in your files");
    missing.not_after = None;
    view.chain = ChainView {
        cards: vec![leaf, missing],
        links: vec![link(LinkState::Unchecked, "The issuer is not here")],
        beside: vec![BesideView {
            object: 1,
            title: "Old Example Root".into(),
            reason: "Issued nothing on this path".into(),
        }],
        beside_total: 1,
        ..ChainView::default()
    };
    view.findings = vec![
        finding(Severity::Error, "issuer-missing", "The issuer is missing", "the chain"),
        finding(Severity::Error, "leaf-expired", "The certificate has expired", "www.example.com"),
        finding(
            Severity::Warning,
            "wrong-order",
            "Certificates are in the wrong order",
            "the chain",
        ),
    ];
    view.leaves_total = 2;
    view.leaves = vec![
        leaf_view(0, "www.example.com", Verdict::Refused),
        leaf_view(1, "device-17", Verdict::Works),
    ];
    view
}

pub fn leaf_view(object: usize, title: &str, verdict: Verdict) -> LeafView {
    LeafView {
        object,
        id: format!("{object:064x}"),
        title: title.into(),
        purpose: if object == 0 { Purpose::Server } else { Purpose::Client },
        verdict,
        sentence: "The one-sentence answer about this certificate stands here.".into(),
    }
}

pub fn finding(severity: Severity, rule: &str, title: &str, about: &str) -> FindingView {
    FindingView {
        rule: rule.into(),
        severity,
        title: title.into(),
        detail: "“www.example.com” was issued by “Example Issuing CA 3”, which is in none of your files.".into(),
        what: "The server must send every certificate between its own and the root.".into(),
        why: "curl, Java and Go refuse at once. Desktop browsers often hide it: they remember \
              intermediates from other sites or fetch them."
            .into(),
        fixes: vec![
            FixView {
                who: "Server".into(),
                step: "Fetch the intermediate from the address in the certificate.".into(),
                command: "curl -sS http://ca.example.com/issuing3.crt | openssl x509 -inform DER -out issuing3.pem".into(),
            },
            FixView {
                who: "Server".into(),
                step: "Put it behind the server’s own certificate and reload.".into(),
                command: "cat server.pem issuing3.pem > fullchain.pem".into(),
            },
        ],
        references: vec![
            ("RFC 8446, 4.4.2".into(), "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2".into()),
            ("odd".into(), "javascript:alert(1)".into()),
        ],
        object: Some(0),
        about: about.into(),
        field: "issuer".into(),
        evidence: vec![
            ("Issuer named".into(), "CN=Example Issuing CA 3, O=Example Ltd, C=GB".into()),
            ("Authority key identifier".into(), "8d:9a:44:01:fe:12:7c:aa:90:11".into()),
        ],
        tools: vec![("PEM".into(), "cat server.pem INTERMEDIATE.pem > fullchain.pem".into())],
        messages: vec![("OpenSSL".into(), "unable to get local issuer certificate".into())],
        also: vec!["Not trusted".into()],
    }
}

pub fn field(id: &str, label: &str, oid: &str, critical: bool, values: Vec<Value>) -> Field {
    Field { id: id.into(), label: label.into(), oid: oid.into(), critical, values }
}

pub fn sheet(dates: Dates) -> Sheet {
    let group = |title: &str, fields| Group { title: title.into(), fields };
    Sheet {
        object: 0,
        id: "ab".repeat(32),
        title: "www.example.com".into(),
        kind: "Server certificate".into(),
        kind_reason: "EKU serverAuth; not a CA; names www.example.com".into(),
        validity: ValidityView {
            not_before: Some(NOW - 29 * DAY),
            not_after: Some(NOW + 61 * DAY),
            at: NOW,
            dates,
            words: "61 days left of 90".into(),
        },
        groups: vec![
            group(
                "Names",
                vec![
                    field(
                        "subject",
                        "Subject",
                        "",
                        false,
                        vec![
                            Value::plain("www.example.com").labelled("CN"),
                            Value::plain("Example Ltd <b>").labelled("O"),
                        ],
                    ),
                    field("issuer", "Issuer", "", false, vec![Value::plain("E6").labelled("CN")]),
                    field(
                        "san",
                        "Subject alternative names",
                        "2.5.29.17",
                        true,
                        vec![
                            Value::of(Style::Mono, "www.example.com").labelled("DNS"),
                            Value::of(Style::Mono, "xn--bcher-kva.example")
                                .labelled("DNS")
                                .aside("bücher.example"),
                            Value::of(Style::Mono, "2001:db8::17").labelled("IP"),
                        ],
                    ),
                ],
            ),
            group(
                "Validity",
                vec![field(
                    "not-after",
                    "Ends",
                    "",
                    false,
                    vec![Value::of(Style::Time, "1786270400")],
                )],
            ),
            group(
                "Key and signature",
                vec![field(
                    "key",
                    "Public key",
                    "",
                    false,
                    vec![Value::plain("RSA 2048"), Value::of(Style::Hex, "3082010a".repeat(68))],
                )],
            ),
            group(
                "Where to look",
                vec![
                    field(
                        "aia",
                        "Authority information",
                        "1.3.6.1.5.5.7.1.1",
                        false,
                        vec![
                            Value::of(Style::Url, "http://e6.i.lencr.org/").labelled("CA"),
                            Value::of(Style::Url, "ldap://ca.example.com/cn=x").labelled("CA"),
                        ],
                    ),
                    field(
                        "fp",
                        "SHA-256 fingerprint",
                        "",
                        false,
                        vec![Value::of(Style::Hex, "ab:cd:".repeat(15) + "ab:cd")],
                    ),
                ],
            ),
        ],
        problems: vec![],
        pem: "-----BEGIN CERTIFICATE-----".into(),
        is_asked: true,
    }
}

pub fn row(object: usize) -> RowView {
    RowView {
        object,
        title: format!("node-{object}.example.com"),
        issuer: "Example Issuing CA 3".into(),
        kind: "Server".into(),
        key: "RSA 2048".into(),
        not_after: Some(NOW + object as i64 * DAY),
        dates: if object == 2 { Dates::Expired } else { Dates::Valid },
        source: "bundle.pem".into(),
        on_path: object < 2,
    }
}
