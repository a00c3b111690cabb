//! The search for paths: depth first, issuers tried in the order of their promise, within a budget.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::{AnchorKind, Anchors, End, Link, Path, Pool, Step, faults};
use crate::crypto;
use crate::model::{Certificate, Time, order};
use crate::trust;

/// What a search may spend. Hostile inputs (a thousand CAs of one name, loops) end here.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Signatures computed.
    pub signatures: usize,
    /// Steps taken, backtracking included.
    pub steps: usize,
    /// Finished paths compared.
    pub paths: usize,
    /// Comparisons of a name with a name constraint.
    pub names: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { signatures: 256, steps: 4_096, paths: 64, names: 8 << 20 }
    }
}

/// What cut a search short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Budget::signatures`].
    Signatures,
    /// [`Budget::steps`].
    Steps,
    /// [`Budget::paths`].
    Paths,
    /// [`Budget::names`].
    Names,
    /// The longest path that is followed.
    Depth,
}

impl Limit {
    /// As a sentence, for a search that began with `budget`.
    pub fn sentence(self, budget: Budget) -> String {
        let after = match self {
            Self::Signatures => format!("{} signature checks", budget.signatures),
            Self::Steps => format!("{} steps", budget.steps),
            Self::Paths => format!("{} paths", budget.paths),
            Self::Names => {
                format!("{} comparisons of names with name constraints", budget.names)
            }
            Self::Depth => {
                return format!(
                    "Paths were followed for {MAX_DEPTH} certificates and no further; a longer one may exist."
                );
            }
        };
        format!("The search for paths was stopped after {after}; a better path may exist.")
    }
}

/// How anchors are recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Anchoring {
    /// The certificates given, the leaf too, and what has name and key of a public root (RFC 5280,
    /// 6.1.1 (d)); a path ends at the first.
    #[default]
    AtTheFirst,
    /// Only the certificates given, and a path may run on through one. The leaf needs an issuer,
    /// be it itself, unless `leaf` says that it may be trusted as it stands.
    AsGiven { leaf: bool },
}

/// Longest path followed.
const MAX_DEPTH: usize = 24;

/// Outcomes of signature checks over one pool, kept between searches: whether a key verifies a
/// signature does not depend on the question.
#[derive(Debug)]
pub struct Signatures {
    verify: crypto::Verify,
    known: RefCell<HashMap<(usize, Step), Link>>,
}

impl Signatures {
    /// None yet; they will be checked by `verify`.
    pub fn new(verify: crypto::Verify) -> Self {
        Self { verify, known: RefCell::default() }
    }
}

/// The certificates of a pool by their subject, made once for all searches.
pub struct Subjects<'a>(HashMap<&'a [u8], Vec<usize>>);

impl<'a> Subjects<'a> {
    /// `distinct` are the indices to use: copies of one certificate only once.
    pub fn new(pool: &'a Pool<'a>, distinct: &[usize]) -> Self {
        let mut by_subject: HashMap<&[u8], Vec<usize>> = HashMap::with_capacity(distinct.len());
        for index in distinct {
            if let Some(certificate) = pool.get(*index) {
                by_subject.entry(&certificate.subject.key).or_default().push(*index);
            }
        }
        // An order of their own, so that the order in which they were given decides nothing.
        for named in by_subject.values_mut() {
            order::by(named, |a, b| {
                pool.get(*a).map(|c| &c.der).cmp(&pool.get(*b).map(|c| &c.der))
            });
        }
        Self(by_subject)
    }
}

/// A search over one pool.
pub struct Search<'a> {
    pool: &'a Pool<'a>,
    anchors: &'a Anchors,
    at: Time,
    usage: Option<&'a str>,
    subjects: &'a Subjects<'a>,
    signatures: &'a Signatures,
    anchoring: Anchoring,
    budget: Budget,
    /// What cut a search short first; `None` where nothing did.
    pub limit: Option<Limit>,
    /// Nothing more is tried: a thousand candidates that cannot be proved any more lead nowhere.
    stopped: bool,
}

impl<'a> Search<'a> {
    /// Prepares a search. `usage` is the EKU that issuers must not exclude, if one is asked about.
    pub fn new(
        pool: &'a Pool<'a>,
        subjects: &'a Subjects<'a>,
        anchors: &'a Anchors,
        at: Time,
        usage: Option<&'a str>,
        signatures: &'a Signatures,
        budget: Budget,
    ) -> Self {
        let anchoring = Anchoring::default();
        let (limit, stopped) = (None, false);
        Self { pool, anchors, at, usage, subjects, signatures, anchoring, budget, limit, stopped }
    }

    /// Takes the given anchors for themselves only, and looks for paths beyond them too: several
    /// roots, some of them faulty or signed by each other. `leaf`: it may itself be the anchor.
    pub fn anchored_as_given(mut self, leaf: bool) -> Self {
        self.anchoring = Anchoring::AsGiven { leaf };
        self
    }

    /// All paths found from a leaf, best first; at least one.
    pub fn paths(&mut self, leaf: usize) -> Vec<Path> {
        let mut found = Vec::new();
        self.extend(&mut vec![Step::Loaded(leaf)], &mut Vec::new(), &mut found);
        if found.is_empty() {
            found.push(self.finish(&[Step::Loaded(leaf)], &[], End::Unfinished));
        }
        // A stable sort: among equals the more promising issuer, tried first, stays first.
        order::by_key(&mut found, |path| self.score(path));
        found
    }

    fn extend(&mut self, steps: &mut Vec<Step>, links: &mut Vec<Link>, found: &mut Vec<Path>) {
        let Some(Step::Loaded(index)) = steps.last().copied() else { return };
        let Some(certificate) = self.pool.get(index).copied() else { return };
        match self.anchoring {
            Anchoring::AtTheFirst => {
                if let Some(kind) = self.anchors.holds(self.pool, index) {
                    found.push(self.finish(steps, links, End::Trusted(kind)));
                    return;
                }
            }
            Anchoring::AsGiven { leaf } => {
                let given = self.anchors.given.binary_search(&index).is_ok();
                if given && (steps.len() > 1 || leaf || self.signed_itself(index, certificate)) {
                    found.push(self.finish(steps, links, End::Trusted(AnchorKind::Given)));
                }
            }
        }
        let limit = if found.len() >= self.budget.paths {
            Some(Limit::Paths)
        } else if self.budget.steps == 0 {
            Some(Limit::Steps)
        } else {
            (steps.len() >= MAX_DEPTH).then_some(Limit::Depth)
        };
        if let Some(limit) = limit {
            self.limit.get_or_insert(limit);
            self.stopped |= limit != Limit::Depth;
            // One path tells that there is more; a thousand of them would fill the memory.
            if !found.iter().any(|path| path.end == End::Unfinished) {
                found.push(self.finish(steps, links, End::Unfinished));
            }
            return;
        }
        self.budget.steps = self.budget.steps.saturating_sub(1);

        let mut ended = self.signed_itself(index, certificate);
        if ended {
            let public = trust::store().find(certificate).is_some();
            found.push(self.finish(steps, links, End::UntrustedRoot { public }));
        }
        let mut broken = None;
        for candidate in self.candidates(certificate) {
            if steps.contains(&candidate) || self.repeats(steps, candidate) {
                continue;
            }
            let link = self.link(index, candidate);
            if link == Link::Broken {
                broken.get_or_insert(candidate);
                continue;
            }
            ended = true;
            steps.push(candidate);
            links.push(link);
            match candidate {
                Step::Loaded(_) => self.extend(steps, links, found),
                Step::Store(_) => {
                    let end = if self.anchors.public {
                        End::Trusted(AnchorKind::Public)
                    } else {
                        End::UntrustedRoot { public: true }
                    };
                    found.push(self.finish(steps, links, end));
                }
            }
            steps.pop();
            links.pop();
            if self.stopped {
                break;
            }
        }
        if ended {
            return;
        }
        match broken {
            Some(candidate) => {
                steps.push(candidate);
                links.push(Link::Broken);
                found.push(self.finish(steps, links, End::BrokenSignature));
                steps.pop();
                links.pop();
            }
            None => found.push(self.finish(steps, links, End::MissingIssuer)),
        }
    }

    fn signed_itself(&mut self, index: usize, certificate: &Certificate) -> bool {
        certificate.is_self_issued() && self.link(index, Step::Loaded(index)) == Link::Proved
    }

    /// Certificates and store roots named like the issuer, the most promising first. The order
    /// does not depend on the order in which they were given.
    fn candidates(&self, certificate: &Certificate) -> Vec<Step> {
        let named = self
            .subjects
            .0
            .get(certificate.issuer.key.as_slice())
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut loaded: Vec<usize> = named.to_vec();
        let wanted = certificate.authority_key_id().and_then(|aki| aki.key_id.as_deref());
        order::by_key(&mut loaded, |index| {
            let Some(issuer) = self.pool.get(*index) else { return (3, 1, 1, Reverse(None)) };
            let anchor = self.anchors.holds(self.pool, *index).is_none();
            // RFC 4158, 3.2: identifiers are hints, never a reason to leave a candidate out.
            let identifier = match (wanted, issuer.subject_key_id()) {
                (Some(wanted), Some(found)) if wanted == found => 0,
                (Some(_), Some(_)) => 2,
                _ => 1,
            };
            let until = Reverse(issuer.validity.not_after);
            let outside = u8::from(!within(issuer, self.at));
            (identifier, u8::from(anchor), outside, until)
        });
        let mut steps: Vec<Step> = loaded.into_iter().map(Step::Loaded).collect();
        // A root that was loaded stands for itself; the store's copy is for those that were not.
        let loaded_key = |spki: &[u8]| {
            named.iter().any(|i| {
                self.pool.get(*i).is_some_and(|c| c.public_key.spki == spki && c.is_self_issued())
            })
        };
        for index in trust::store().named(&certificate.issuer) {
            if trust::store().root(*index).is_some_and(|root| !loaded_key(&root.key.spki)) {
                steps.push(Step::Store(*index));
            }
        }
        steps
    }

    /// RFC 4158, 2.4.2: a path in which one CA (name and key) stands twice goes in a circle.
    fn repeats(&self, steps: &[Step], candidate: Step) -> bool {
        let Step::Loaded(candidate) = candidate else { return false };
        let Some(candidate) = self.pool.get(candidate) else { return true };
        steps.iter().any(|step| match step {
            Step::Loaded(index) => self.pool.get(*index).is_some_and(|c| {
                c.subject.key == candidate.subject.key
                    && c.public_key.spki == candidate.public_key.spki
            }),
            Step::Store(_) => false,
        })
    }

    /// Whether `issuer` signed the certificate.
    fn link(&mut self, certificate: usize, issuer: Step) -> Link {
        if let Some(link) = self.signatures.known.borrow().get(&(certificate, issuer)) {
            return link.clone();
        }
        let key = match issuer {
            Step::Loaded(index) => self.pool.get(index).map(|c| &c.public_key),
            Step::Store(index) => trust::store().root(index).map(|root| &root.key),
        };
        let (Some(subject), Some(key)) = (self.pool.get(certificate), key) else {
            return Link::Unchecked("not loaded".into());
        };
        if self.budget.signatures == 0 {
            self.limit.get_or_insert(Limit::Signatures);
            self.stopped = true;
            return Link::Unchecked("the limit of signature checks was reached".into());
        }
        self.budget.signatures = self.budget.signatures.saturating_sub(1);
        let link = match (self.signatures.verify)(
            key,
            &subject.outer_algorithm,
            subject.tbs_bytes(),
            &subject.signature,
        ) {
            crypto::Check::Valid => Link::Proved,
            crypto::Check::Invalid | crypto::Check::WrongKeyType => Link::Broken,
            crypto::Check::Unsupported(what) => {
                Link::Unchecked(format!("{what} is not computed here"))
            }
        };
        self.signatures.known.borrow_mut().insert((certificate, issuer), link.clone());
        link
    }

    fn finish(&mut self, steps: &[Step], links: &[Link], end: End) -> Path {
        let mut path =
            Path { steps: steps.to_vec(), links: links.to_vec(), end, faults: Vec::new() };
        let before = self.budget.names;
        path.faults = faults(self.pool, &path, self.at, self.usage, &mut self.budget.names);
        if before > 0 && self.budget.names == 0 {
            self.limit.get_or_insert(Limit::Names);
        }
        path
    }

    /// Smaller is better: where it ends, how much is wrong, what is not proved, how long it is.
    fn score(&self, path: &Path) -> (u8, usize, usize, usize) {
        let end = match &path.end {
            End::Trusted(_) => 0,
            End::UntrustedRoot { .. } => 1,
            End::MissingIssuer => 2,
            End::Unfinished => 3,
            End::BrokenSignature => 4,
        };
        let unproved = path.links.iter().filter(|link| **link != Link::Proved).count();
        // Not the path's to judge, but a path without a broken digest is the better one. The last
        // certificate's own signature proves nothing that matters.
        let weak = path.loaded().take(path.links.len()).filter(|index| {
            let digest = self.pool.get(*index).and_then(|c| c.outer_algorithm.digest());
            digest.is_some_and(|digest| digest.is_broken())
        });
        let weak = weak.count();
        (end, path.faults.len().saturating_add(weak), unproved, path.steps.len())
    }
}

fn within(certificate: &Certificate, at: Time) -> bool {
    certificate.validity.not_before.is_some_and(|t| t <= at)
        && certificate.validity.not_after.is_some_and(|t| at <= t)
}
