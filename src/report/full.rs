//! What the full engine knows: everything.

mod anchors;
mod aside;
mod cas;
mod choose;
mod companions;
mod form;
mod not_revoked;
mod programs;
mod roles;
mod said;
mod unread;

use std::cell::OnceCell;
use std::rc::Rc;

use super::bench::Bench;
use super::knowledge::{Chosen, Doubt, Knowledge};
use super::{Examination, Given, Report, given};
use crate::crypto::{self, Verify};
use crate::decode::{self, Contents, HeldKey, Progress};
use crate::engine::Full;
use crate::hints::{Rule, rules};
use crate::input::Source;
use crate::model::{
    Certificate, ItemKind, PublicKey, Purpose, Question, Time, revocation::Standing,
};
use crate::path::{Anchors, Path, Pool};
use crate::purpose::listed;
use crate::stacks::{self, Program};
use crate::{revocation, trust};

pub use companions::{Companion, key_of};
pub use form::{Fault, Unread};
pub use programs::{Handed, ask as programs, ask_at as programs_at, stand_in};
pub use said::{Said, about_text};

/// What is known of a source besides its contents.
#[derive(Clone, Debug)]
pub struct OfSource {
    /// The words around what was read.
    pub said: Rc<Said>,
    /// What keeps programs from reading it, though it was read here.
    pub form: Option<Fault>,
}

/// What is known of a report besides certificates.
#[derive(Debug, Default)]
pub struct OfReport {
    /// Everything read that is no certificate, and what it belongs to.
    pub companions: Vec<Companion>,
    /// What programs say, once they were asked.
    programs: OnceCell<Vec<(&'static Program, stacks::Verdict)>>,
}

impl Knowledge for Full {
    type OfSource = OfSource;
    type OfReport = OfReport;
    /// Source, container in it, and place among several entries of one.
    type Group = (usize, Option<usize>, usize);

    const RULES: &'static [&'static Rule] = rules::ALL;
    const VERIFY: Verify = crypto::verify;

    fn of_source(source: &Source, contents: &Contents) -> OfSource {
        OfSource {
            said: Rc::new(Said::of(source, contents)),
            form: form::fault(&source.name, &source.bytes, contents),
        }
    }

    fn wipe() {
        decode::wipe_stack();
    }

    fn standings<'a>(
        pool: &'a Pool<'a>,
        anchors: &'a Anchors,
        path: &Path,
        at: Time,
        items: &[&'a ItemKind],
    ) -> Vec<Standing> {
        revocation::standings(pool, anchors, path, at, items)
    }

    fn prepare(report: &mut Report) {
        let pool: Vec<&Certificate> =
            (0..report.objects.len()).filter_map(|object| report.certificate(object)).collect();
        // In one walk for everybody: a list may have a million entries.
        for item in report.sources.iter().flat_map(|source| &source.contents.items) {
            if let ItemKind::Crl(list) = &item.kind {
                decode::crl::look_up(list, pool.iter().map(|certificate| &certificate.serial));
            }
        }
        let companions = companions::find(&report.sources, &pool);
        report.extra.companions = companions;
    }

    fn choose<'a>(
        report: &Report,
        pool: &Pool<'_>,
        keys: &[&PublicKey],
        distinct: &[usize],
        leaves: &[usize],
        question: &'a Question,
    ) -> Chosen<'a> {
        choose::main(report, pool, keys, distinct, leaves, question)
    }

    fn purpose(report: &Report, pool: &Pool<'_>, leaf: usize) -> Option<Purpose> {
        roles::purpose(report, leaf).filter(|purpose| {
            pool.get(leaf).is_some_and(|certificate| choose::speaks(certificate, *purpose))
        })
    }

    /// A chain in a file of trusted CAs: its root is the anchor.
    fn anchors_marked(all: Vec<(usize, &Certificate)>) -> Vec<usize> {
        anchors::ends(all)
    }

    fn anchors(
        report: &Report,
        pool: &Pool<'_>,
        distinct: &[usize],
        roots: impl Iterator<Item = usize>,
    ) -> Vec<usize> {
        anchors::all(report, pool, distinct, roots)
    }

    fn vouches(report: &Report, leaf: usize) -> bool {
        roles::vouches(report, leaf)
    }

    fn group(report: &Report, object: usize) -> Self::Group {
        roles::group(report, object)
    }

    /// Nobody knows better.
    fn doubt(_: &Report, _: &Pool<'_>, _: &Examination, _: &Question) -> Option<Doubt> {
        None
    }

    fn not_revoked(pool: &Pool<'_>, examination: &Examination) -> Option<String> {
        not_revoked::words(pool, examination)
    }

    fn other_stores(root: &Certificate) -> Option<String> {
        trust::stores::of(root).map(|stores| listed(&stores.names()))
    }

    fn hear(report: &mut Report, question: &Question) {
        programs::hear(report, question);
    }

    fn finish(report: &mut Report, question: &Question, host_from: Option<String>) {
        aside::worse_side(report, question);
        cas::tell(report, question);
        programs::tell(report);
        aside::tell(report, question, host_from);
        unread::tell(report);
    }
}

/// The same, with the private keys apart: they are in nothing that is given back.
pub fn read_keeping(
    source: &Source,
    progress: &mut dyn FnMut(Progress),
    keys: &mut Vec<HeldKey>,
) -> Given {
    given(source, decode::read_keeping(source, progress, keys))
}

impl Report {
    /// The certificate asked about in the other of TLS's two uses, trusting what fits it; `None`
    /// where it was asked about for no use of TLS.
    pub fn turned(&self) -> Option<Examination> {
        let main = self.main.as_ref()?;
        let purpose = match main.purpose {
            Purpose::Server => Purpose::Client,
            Purpose::Client => Purpose::Server,
            Purpose::Ca | Purpose::Any => return None,
        };
        let pool: Vec<&Certificate> =
            (0..self.objects.len()).filter_map(|object| self.certificate(object)).collect();
        let question = Question { purpose: Some(purpose), at: self.at.0, ..Question::default() };
        Some(Bench::new(self, &pool).examine(main.leaf, &question))
    }
}
