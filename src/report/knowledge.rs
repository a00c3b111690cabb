//! What an engine knows about certificates. The small engine and the full one run the same code; where
//! they differ, it asks [`crate::engine::Built`].

use std::borrow::Cow;
use std::fmt::Debug;

use super::{Examination, Report};
use crate::crypto::Verify;
use crate::decode::Contents;
use crate::hints::Rule;
use crate::input::Source;
use crate::model::{
    Certificate, ItemKind, PublicKey, Purpose, Question, Time, revocation::Standing,
};
use crate::path::{Anchors, Path, Pool};

/// What was not looked at yet, in words that end the sentence “Not checked yet: …”.
pub type Doubt = &'static str;

/// The certificate that is meant, and why.
pub struct Chosen<'a> {
    /// The certificate, by its number; `None` where there is none.
    pub leaf: Option<usize>,
    /// The question, with what was taken from the texts given.
    pub question: Cow<'a, Question>,
    /// The source that names the host, where nobody asked about one.
    pub host_from: Option<String>,
}

/// What an engine knows.
pub trait Knowledge {
    /// What it keeps of a source besides its contents.
    type OfSource: Clone + Debug;
    /// What it keeps of a report.
    type OfReport: Debug + Default;
    /// Certificates of one group were given together: order matters, and copies do, only there.
    type Group: PartialEq;

    /// The rules, in the order of urgency.
    const RULES: &'static [&'static Rule];
    /// Whether a key verifies a signature.
    const VERIFY: Verify;

    /// What else is known of a source.
    fn of_source(source: &Source, contents: &Contents) -> Self::OfSource;

    /// Wipes what the reading of a source left behind.
    fn wipe();

    /// How each certificate of a path stands by the lists and responses among what was given.
    fn standings<'a>(
        pool: &'a Pool<'a>,
        anchors: &'a Anchors,
        path: &Path,
        at: Time,
        items: &[&'a ItemKind],
    ) -> Vec<Standing>;

    /// Finds what belongs together, before anything is examined.
    fn prepare(report: &mut Report);

    /// Which certificate is meant: one of the leaves, or another of the distinct ones. `keys` are the
    /// public halves of the private keys that were given.
    fn choose<'a>(
        report: &Report,
        pool: &Pool<'_>,
        keys: &[&PublicKey],
        distinct: &[usize],
        leaves: &[usize],
        question: &'a Question,
    ) -> Chosen<'a>;

    /// The use that names of files speak of.
    fn purpose(report: &Report, pool: &Pool<'_>, leaf: usize) -> Option<Purpose>;

    /// The anchors among the CAs of the sources that were marked as trusted; sorted.
    fn anchors_marked(all: Vec<(usize, &Certificate)>) -> Vec<usize>;

    /// The anchors where no source was marked, `roots` among them; sorted.
    fn anchors(
        report: &Report,
        pool: &Pool<'_>,
        distinct: &[usize],
        roots: impl Iterator<Item = usize>,
    ) -> Vec<usize>;

    /// Whether a certificate was also given as what is trusted.
    fn vouches(report: &Report, leaf: usize) -> bool;

    /// What a certificate was given with.
    fn group(report: &Report, object: usize) -> Self::Group;

    /// What another engine may know better about an examination.
    fn doubt(
        report: &Report,
        pool: &Pool<'_>,
        examination: &Examination,
        question: &Question,
    ) -> Option<Doubt>;

    /// Says what was found about revocation where a certificate works.
    fn not_revoked(pool: &Pool<'_>, examination: &Examination) -> Option<String>;

    /// The public stores that hold a root which Mozilla's does not hold, in words.
    fn other_stores(root: &Certificate) -> Option<String>;

    /// Hears what programs say, once the certificate asked about was examined.
    fn hear(report: &mut Report, question: &Question);

    /// Has the last word on the answer.
    fn finish(report: &mut Report, question: &Question, host_from: Option<String>);
}
