//! What the small engine knows: certificates, and what most answers need.

use std::borrow::Cow;

use super::answer::Answer;
use super::knowledge::{Chosen, Doubt, Knowledge};
use super::{Examination, Report, doubt, resolve};
use crate::crypto::{Verify, verify_common};
use crate::decode::Contents;
use crate::engine::Small;
use crate::hints::{Rule, common};
use crate::input::Source;
use crate::model::{
    Certificate, ItemKind, PublicKey, Purpose, Question, Time, revocation::Standing,
};
use crate::path::{Anchors, Path, Pool};

impl Knowledge for Small {
    type OfSource = ();
    type OfReport = ();
    type Group = usize;

    const RULES: &'static [&'static Rule] = common::ALL;
    const VERIFY: Verify = verify_common;

    fn of_source(_: &Source, _: &Contents) {}

    fn wipe() {}

    fn standings<'a>(
        _: &'a Pool<'a>,
        _: &'a Anchors,
        _: &Path,
        _: Time,
        _: &[&'a ItemKind],
    ) -> Vec<Standing> {
        Vec::new()
    }

    fn prepare(_: &mut Report) {}

    fn choose<'a>(
        _: &Report,
        pool: &Pool<'_>,
        _: &[&PublicKey],
        distinct: &[usize],
        leaves: &[usize],
        question: &'a Question,
    ) -> Chosen<'a> {
        let leaf = resolve::leaf(pool, distinct, leaves, question.leaf.as_deref());
        Chosen { leaf, question: Cow::Borrowed(question), host_from: None }
    }

    fn purpose(_: &Report, _: &Pool<'_>, _: usize) -> Option<Purpose> {
        None
    }

    /// It may end paths a step earlier than the full engine does.
    fn anchors_marked(all: Vec<(usize, &Certificate)>) -> Vec<usize> {
        all.iter().map(|(index, _)| *index).collect()
    }

    fn anchors(
        _: &Report,
        _: &Pool<'_>,
        _: &[usize],
        roots: impl Iterator<Item = usize>,
    ) -> Vec<usize> {
        roots.collect()
    }

    fn vouches(_: &Report, _: usize) -> bool {
        false
    }

    /// What is in one source.
    fn group(report: &Report, object: usize) -> usize {
        report.objects.get(object).map_or(usize::MAX, |it| it.source)
    }

    fn doubt(
        report: &Report,
        pool: &Pool<'_>,
        examination: &Examination,
        question: &Question,
    ) -> Option<Doubt> {
        doubt::unread(report).or_else(|| doubt::about(report, pool, examination, question))
    }

    fn not_revoked(_: &Pool<'_>, _: &Examination) -> Option<String> {
        None
    }

    fn other_stores(_: &Certificate) -> Option<String> {
        None
    }

    fn hear(_: &mut Report, _: &Question) {}

    fn finish(report: &mut Report, _: &Question, _: Option<String>) {
        if let Some(doubt) = doubt::which(report) {
            report.answer = Answer::looking(doubt);
        }
    }
}
