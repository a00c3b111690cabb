//! libpki, the path engine of BoringSSL and Chromium: paths are built issuer by issuer, and each
//! whole path is then judged from the trust anchor down to the leaf, all errors noted. It asks no
//! names, and for policies only where a path demands one.

mod build;
mod names;
mod parse;
mod policy;
mod show;
mod verify;
mod words;

use super::words::Fault;
use super::{Known, Met, Program, Question, Refusal, Verdict};
use crate::model::{Certificate, DigestAlgorithm};

use words::{UNREADABLE, WORDS};

/// How trust anchors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchors {
    /// As a name and a key.
    Plain,
    /// With their dates and constraints, as Chromium takes those that a person added.
    Constrained,
}

/// An error or warning at a certificate of a path.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub fault: Fault,
    pub warning: bool,
    /// Lines below it, each with its line end.
    pub more: String,
}

impl Note {
    fn error(fault: Fault) -> Self {
        Self { fault, warning: false, more: String::new() }
    }

    fn warning(fault: Fault) -> Self {
        Self { fault, warning: true, more: String::new() }
    }
}

/// A path and what was noted on it, by certificate, the leaf first.
pub(super) struct Judged<'q> {
    pub certificates: Vec<&'q Certificate>,
    pub notes: Vec<Vec<Note>>,
    /// It ends at a trust anchor.
    pub anchored: bool,
}

impl Judged<'_> {
    /// Its errors.
    pub fn errors(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().flatten().filter(|note| !note.warning)
    }
}

/// What came of a question.
pub(super) enum Outcome<'q> {
    /// A path is good.
    Good,
    /// The leaf cannot be read, and why.
    Unreadable(String),
    /// A limit ended the search.
    Limit(Fault),
    /// The first path that was judged.
    Bad(Judged<'q>),
}

/// Chromium's path engine alone: it asks no names.
pub static BORING_PKI: Program = Program {
    id: "boringpki",
    title: "Chromium's path engine",
    met: Met::Never,
    judges_clients: true,
    known: Known::Run("BoringSSL's libpki of Chromium 156"),
    families: &["BoringSSL"],
    reads: None,
    rules: || super::words::rules(WORDS).into_iter().chain([&UNREADABLE]).collect(),
    sentences: || super::words::sentences(WORDS),
    answer,
};

/// What libpki says.
fn answer(question: &Question<'_>) -> Verdict {
    match outcome(question, Anchors::Plain) {
        Outcome::Good => Verdict::Accept,
        Outcome::Unreadable(text) => {
            let refusal = Refusal::new("CERTIFICATE_INVALID", text, &UNREADABLE);
            Verdict::Reject(refusal.about(question.leaf))
        }
        Outcome::Limit(fault) => Verdict::Reject(fault.refusal()),
        Outcome::Bad(judged) => Verdict::Reject(show::refusal(question, &judged)),
    }
}

/// Judges a question, with trust anchors as asked.
pub(super) fn outcome<'q>(question: &'q Question<'q>, anchors: Anchors) -> Outcome<'q> {
    match parse::read(question.leaf) {
        Err(text) => Outcome::Unreadable(text),
        Ok(()) => build::search(question, anchors),
    }
}

/// What an error makes of a path in Chromium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    Authority,
    WeakKey,
    WeakSignature,
    Other,
}

/// Sorts a path's errors (net/cert/cert_verify_proc_builtin.cc, MapPathBuilderErrorsToCertStatus).
pub(super) fn kinds(judged: &Judged<'_>) -> Vec<Kind> {
    let places = judged.certificates.iter().zip(&judged.notes);
    let errors = places.flat_map(|(certificate, notes)| {
        notes.iter().filter(|note| !note.warning).map(move |note| kind(certificate, note.fault))
    });
    errors.collect()
}

fn kind(certificate: &Certificate, fault: Fault) -> Kind {
    let sha1 = certificate.outer_algorithm.digest() == Some(DigestAlgorithm::Sha1);
    if fault == &words::EXPIRED || fault == &words::NOT_YET_VALID {
        Kind::Date
    } else if fault == &words::NO_ISSUER || fault == &words::BAD_SIGNATURE {
        Kind::Authority
    } else if fault == &words::WEAK_KEY {
        Kind::WeakKey
    } else if fault == &words::WEAK_ALGORITHM && sha1 {
        // A second try allows SHA-1, and what it finds is told as weak.
        Kind::WeakSignature
    } else {
        Kind::Other
    }
}
