//! What each real program would say about the certificate asked about, handed what was loaded.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Examination, Report};
use crate::model::oid::ext;
use crate::model::{
    BasicConstraints, Certificate, Crl, DigestAlgorithm, Extension, ExtensionValue, ItemKind, Oid,
    Purpose, Serial, SignatureAlgorithm, SignatureKind, Span, Spans, Time, Validity,
};
use crate::purpose::host::Host;
use crate::stacks::{self, Asked, Program, Question, Role, Verdict};
use crate::trust;

/// Of more certificates than this, only those of the paths found are handed over.
const HANDED: usize = 200;

/// What programs are handed of a report.
pub struct Handed<'a> {
    /// The certificate asked about.
    pub leaf: &'a Certificate,
    /// What was loaded beside it and is no anchor, in the order of the files.
    pub sent: Vec<&'a Certificate>,
    /// The anchors; those that are borrowed were loaded, the others are made of what a store keeps
    /// of its roots.
    pub trusted: Vec<Cow<'a, Certificate>>,
    /// The revocation lists that were loaded.
    pub crls: Vec<&'a Crl>,
    /// The time asked about.
    pub at: Time,
    /// Which side shows the certificate.
    pub role: Role,
    /// The host asked about.
    pub host: Option<Host>,
}

impl<'a> Handed<'a> {
    /// What is handed over; nothing where the use asked about is none of TLS.
    pub fn new(report: &'a Report) -> Option<Self> {
        let main = report.main.as_ref()?;
        let role = match main.purpose {
            Purpose::Server => Role::Server,
            Purpose::Client => Role::Client,
            Purpose::Ca | Purpose::Any => return None,
        };
        let leaf = report.certificate(main.leaf)?;
        let handed: Vec<usize> = handed(report, main);
        let certificates: Vec<&Certificate> =
            handed.iter().filter_map(|object| report.certificate(*object)).collect();
        let brought = match main.anchors.public {
            true => brought(leaf, &certificates),
            false => Vec::new(),
        };
        let is_anchor = |object: &usize| main.anchors.given.binary_search(object).is_ok();
        let given = main.anchors.given.iter().filter_map(|object| report.certificate(*object));
        let trusted = given.map(Cow::Borrowed).chain(brought).collect();
        let sent = handed.iter().filter(|object| !is_anchor(object));
        let sent = sent.filter_map(|object| report.certificate(*object)).collect();
        let (crls, host) = (lists(report), main.host.clone());
        Some(Self { leaf, sent, trusted, crls, at: report.at, role, host })
    }

    /// The question put to the programs.
    pub fn question(&self) -> Question<'_> {
        let trusted = self.trusted.iter().map(Cow::as_ref).collect();
        let mut question = Question::new(self.leaf, self.sent.clone(), trusted, self.at, self.role);
        question.name = self.host.clone().map(Asked::Host);
        question.crls = self.crls.clone();
        question
    }
}

/// The verdict of every program; nothing where the use asked about is none of TLS.
pub fn ask(report: &Report) -> Vec<(Program, Verdict)> {
    let Some(handed) = Handed::new(report) else { return Vec::new() };
    let question = handed.question();
    Program::ALL.iter().map(|program| (*program, stacks::ask(*program, &question))).collect()
}

/// Every certificate but the leaf, in the order of the files, copies once.
fn handed(report: &Report, main: &Examination) -> Vec<usize> {
    let copies: HashSet<usize> = main.arrangement.copies.iter().map(|(copy, _)| *copy).collect();
    let all = 0..report.objects.len();
    let all = all.filter(|object| *object != main.leaf && !copies.contains(object));
    if report.objects.len() <= HANDED {
        return all.collect();
    }
    let paths = std::iter::once(&main.path).chain(&main.other_paths);
    let on_path: HashSet<usize> = paths.flat_map(|path| path.loaded()).collect();
    all.filter(|object| on_path.contains(object)).take(HANDED).collect()
}

/// The roots that clients bring themselves: those of the Mozilla store that some certificate here
/// names as its issuer, as certificates made of what the store keeps of them.
fn brought<'a>(
    leaf: &'a Certificate,
    certificates: &[&'a Certificate],
) -> Vec<Cow<'a, Certificate>> {
    let store = trust::store();
    let all = || std::iter::once(leaf).chain(certificates.iter().copied());
    let mut found = Vec::new();
    for index in all().flat_map(|it| store.named(&it.issuer)) {
        if !found.contains(index) {
            found.push(*index);
        }
    }
    let loaded = |index: usize| {
        all().find(|it| it.is_self_issued() && store.find(it) == Some(index)).map(Cow::Borrowed)
    };
    let made = |index: usize| stored(index).map(Cow::Owned);
    found.iter().filter_map(|index| loaded(*index).or_else(|| made(*index))).collect()
}

/// A root of the store as a certificate: name and key are the store's, the rest is what every root
/// has. Its dates are none (RFC 5280, 6.1.1 (d)), so they are as wide as can be.
fn stored(index: usize) -> Option<Certificate> {
    const END_OF_TIME: Time = Time(253_402_300_799);
    let root = trust::store().root(index)?;
    let algorithm = SignatureAlgorithm {
        der: Vec::new(),
        oid: Oid("1.2.840.113549.1.1.11".into()),
        kind: SignatureKind::RsaPkcs1(DigestAlgorithm::Sha256),
    };
    let ca = ExtensionValue::BasicConstraints(BasicConstraints { ca: true, path_len: None });
    let mut extensions = vec![extension(ext::BASIC_CONSTRAINTS, true, ca)];
    if let Some(constraints) = &root.constraints {
        let value = ExtensionValue::NameConstraints(constraints.clone());
        extensions.push(extension(ext::NAME_CONSTRAINTS, true, value));
    }
    Some(Certificate {
        // Only its identity counts: no other certificate has these bytes.
        der: root.key.spki.clone(),
        tbs: Span::default(),
        version: 3,
        serial: Serial(vec![1]),
        signature_algorithm: algorithm.clone(),
        outer_algorithm: algorithm,
        signature: Vec::new(),
        issuer: root.name.clone(),
        validity: Validity { not_before: Some(Time(0)), not_after: Some(END_OF_TIME) },
        subject: root.name.clone(),
        public_key: root.key.clone(),
        extensions,
        fingerprints: Default::default(),
        spans: Spans::default(),
        problems: Vec::new(),
    })
}

fn extension(oid: &str, critical: bool, value: ExtensionValue) -> Extension {
    Extension { oid: Oid(oid.into()), critical, value, span: Span::default(), raw: Vec::new() }
}

/// The revocation lists that were given.
fn lists(report: &Report) -> Vec<&Crl> {
    let items = report.sources.iter().flat_map(|source| &source.contents.items);
    let lists = items.filter_map(|item| match &item.kind {
        ItemKind::Crl(list) => Some(&**list),
        _ => None,
    });
    lists.collect()
}
