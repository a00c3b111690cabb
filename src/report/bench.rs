//! One certificate examined for one use, with what all examinations of a report share.

use super::knowledge::Knowledge;
use super::{Answer, Examination, Offer, Report, answer, resolve};
use crate::engine::Built;
use crate::hints::{self, Facts};
use crate::model::{ItemKind, PublicKey, Purpose, Question, Trust, order};
use crate::path::{self, Anchors, Budget, Limit, Path, Pool, Search, Signatures, Subjects};
use crate::purpose::host::{self, Host};

/// What all examinations of one report share.
pub(super) struct Bench<'a> {
    report: &'a Report,
    pool: &'a Pool<'a>,
    /// Distinct certificates, and the copies.
    pub copies: (Vec<usize>, Vec<(usize, usize)>),
    subjects: Subjects<'a>,
    /// What a person gave as anchors.
    given: Vec<usize>,
    signatures: Signatures,
    /// The public halves of the private keys that were given.
    pub keys: Vec<&'a PublicKey>,
    /// What was read besides certificates.
    items: Vec<&'a ItemKind>,
}

impl<'a> Bench<'a> {
    pub fn new(report: &'a Report, pool: &'a Pool<'a>) -> Self {
        let copies = path::copies(pool);
        let subjects = Subjects::new(pool, &copies.0);
        let given = with_copies(resolve::given(report, pool, &copies.0), &copies.1);
        let items = || report.sources.iter().flat_map(|source| &source.contents.items);
        let keys = items().filter_map(|item| match &item.kind {
            ItemKind::PrivateKey(key) => key.public.as_ref(),
            _ => None,
        });
        let keys = keys.collect();
        Self {
            report,
            pool,
            copies,
            subjects,
            given,
            signatures: Signatures::new(Built::VERIFY),
            keys,
            items: items().map(|item| &item.kind).collect(),
        }
    }

    pub fn examine(&self, leaf: usize, question: &Question) -> Examination {
        let purpose = resolve::purpose(self.report, self.pool, leaf, question);
        let (host, host_problem) = match Host::typed(&question.host) {
            Ok(host) => (host.filter(|_| purpose == Purpose::Server), None),
            Err(problem) => (None, Some(problem).filter(|_| purpose == Purpose::Server)),
        };
        let usage = hints::usage_of(purpose);
        let (trust, anchors) = self.trust(leaf, (question.trust, &question.marked), usage);
        let (mut paths, limit) = self.paths(leaf, &anchors, usage);
        let path = paths.remove(0);
        let source_of = |object: usize| Built::group(self.report, object);
        let arrangement = path::arrange(self.pool, &path, &self.copies, &source_of);
        let host_match = match (&host, self.pool.get(leaf)) {
            (Some(host), Some(certificate)) => Some(host::find(certificate, host)),
            _ => None,
        };
        let standings = Built::standings(self.pool, &anchors, &path, self.report.at, &self.items);
        let facts = Facts {
            pool: self.pool,
            path: &path,
            anchors: &anchors,
            arrangement: &arrangement,
            leaf,
            purpose,
            host: host.as_ref(),
            host_match: host_match.as_ref(),
            keys: &self.keys,
            items: &self.items,
            standings: &standings,
            public: hints::public::ends_public(self.pool, &path, &|object| {
                self.report.source_of(object).is_some_and(|source| source.as_public)
            }),
            unasked: (question.trust, trust) == (Trust::Auto, Trust::Public),
            at: self.report.at,
        };
        let run = hints::run(Built::RULES, &facts);
        let mut examination = Examination {
            leaf,
            purpose,
            host,
            host_problem,
            host_match,
            trust,
            anchors,
            path,
            other_paths: paths,
            arrangement,
            standings,
            run,
            answer: Answer::default(),
            limit,
        };
        examination.answer = answer::sentence(self.pool, &examination, question);
        let offer = self.offer(&examination, usage);
        examination.answer.offer = offer.or(examination.answer.offer.take());
        if let Some(doubt) = Built::doubt(self.report, self.pool, &examination, question) {
            examination.answer = Answer::looking(doubt);
        }
        examination
    }

    fn paths(
        &self,
        leaf: usize,
        anchors: &Anchors,
        usage: Option<&str>,
    ) -> (Vec<Path>, Option<Limit>) {
        let mut search = Search::new(
            self.pool,
            &self.subjects,
            anchors,
            self.report.at,
            usage,
            &self.signatures,
            Budget::default(),
        );
        let paths = search.paths(leaf);
        (paths, search.limit)
    }

    /// The anchors of a trust setting, `Auto` resolved (see [`Trust::Auto`]).
    fn trust(
        &self,
        leaf: usize,
        (trust, marked): (Trust, &[String]),
        usage: Option<&str>,
    ) -> (Trust, Anchors) {
        let given = self.given.clone();
        match trust {
            Trust::Public => (trust, Anchors { public: true, given: Vec::new() }),
            Trust::Given => (trust, Anchors { public: false, given }),
            Trust::Both => (trust, Anchors { public: true, given }),
            Trust::Marked => {
                (trust, Anchors { public: false, given: resolve::marked(self.pool, marked) })
            }
            Trust::Auto => {
                let public = Anchors { public: true, given: Vec::new() };
                // A certificate does not vouch for itself unless its source was marked as trusted.
                let marked = self.report.sources.iter().any(|source| source.trusted);
                let vouched = Built::vouches(self.report, leaf);
                let given = if vouched { self.with_itself(leaf, given) } else { given };
                let keep = |i: &usize| marked || vouched || *i != leaf;
                let given: Vec<usize> = given.into_iter().filter(keep).collect();
                if given.is_empty() || self.ends_trusted(leaf, &public, usage) {
                    return (Trust::Public, public);
                }
                let private = Anchors { public: false, given };
                if marked || self.ends_trusted(leaf, &private, usage) {
                    (Trust::Given, private)
                } else {
                    (Trust::Public, public)
                }
            }
        }
    }

    /// The anchors with a certificate among them.
    fn with_itself(&self, leaf: usize, mut given: Vec<usize>) -> Vec<usize> {
        if given.contains(&leaf) {
            return given;
        }
        given.push(leaf);
        order::plain(&mut given);
        with_copies(given, &self.copies.1)
    }

    fn ends_trusted(&self, leaf: usize, anchors: &Anchors, usage: Option<&str>) -> bool {
        let (paths, _) = self.paths(leaf, anchors, usage);
        paths.first().is_some_and(|path| matches!(path.end, path::End::Trusted(_)))
    }

    /// Another trust that would lead to an anchor, where this one does not.
    fn offer(&self, examination: &Examination, usage: Option<&str>) -> Option<Offer> {
        if matches!(examination.path.end, path::End::Trusted(_)) {
            return None;
        }
        let other = match examination.trust {
            Trust::Public => Trust::Given,
            Trust::Given => Trust::Public,
            Trust::Both | Trust::Auto | Trust::Marked => return None,
        };
        let (_, anchors) = self.trust(examination.leaf, (other, &[]), usage);
        if !self.ends_trusted(examination.leaf, &anchors, usage) {
            return None;
        }
        let label = match other {
            Trust::Given => "Trust the CAs given here instead".into(),
            _ => "Trust the public roots instead".into(),
        };
        Some(Offer { label, trust: other })
    }
}

/// Certificates with every copy of them, sorted: a copy is the same certificate.
fn with_copies(mut given: Vec<usize>, copies: &[(usize, usize)]) -> Vec<usize> {
    let is_given = |index| given.binary_search(index).is_ok();
    let firsts = copies.iter().filter(|(copy, _)| is_given(copy)).map(|(_, first)| *first);
    let firsts: Vec<usize> = firsts.collect();
    given.extend(firsts);
    order::plain(&mut given);
    let is_given = |index| given.binary_search(index).is_ok();
    let later = copies.iter().filter(|(_, first)| is_given(first)).map(|(copy, _)| *copy);
    let later: Vec<usize> = later.collect();
    given.extend(later);
    order::plain(&mut given);
    given.dedup();
    given
}
