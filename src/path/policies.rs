//! Certificate policies along a path (RFC 5280, 6.1.2 to 6.1.5), on the graph of RFC 9618: a policy
//! stands once in each level, so that mappings cannot make it grow beyond what certificates say.

use std::collections::BTreeSet;

use crate::decode::policy::PolicyRules;
use crate::model::Oid;

/// anyPolicy (RFC 5280, 4.2.1.4).
pub const ANY: &str = "2.5.29.32.0";

/// Edges of the graph, all levels together, that are followed at most.
const MAX_EDGES: usize = 1 << 16;

/// What is asked of the path: RFC 5280, 6.1.1 (c), (e), (f), (g).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// user-initial-policy-set; empty stands for anyPolicy.
    pub wanted: BTreeSet<Oid>,
    /// initial-policy-mapping-inhibit.
    pub inhibit_mapping: bool,
    /// initial-explicit-policy.
    pub explicit: bool,
    /// initial-any-policy-inhibit.
    pub inhibit_any: bool,
}

/// One certificate of the path, as far as policies are concerned.
#[derive(Clone, Debug)]
pub struct PathCertificate<'a> {
    /// The policies of its certificatePolicies; `None` without the extension.
    pub policies: Option<Vec<&'a Oid>>,
    /// What it says about those below it.
    pub rules: PolicyRules,
    /// Subject and issuer are the same.
    pub self_issued: bool,
    /// It is the trust anchor, whose own policies count only where it states some (RFC 5937, 3).
    pub anchor: bool,
}

/// Why a path has no valid policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An explicit policy is required and none is left (RFC 5280, 6.1.3 (f), 6.1.5 (g)).
    NoValidPolicy,
    /// A mapping names anyPolicy (RFC 5280, 6.1.4 (a)).
    AnyPolicyMapped,
    /// The policies of the path fan out too far to be followed.
    TooMany,
}

/// A policy valid at one level.
#[derive(Clone, Debug)]
struct Node {
    policy: Oid,
    /// What stands for it one level below.
    expected: BTreeSet<Oid>,
    /// Indices into the level above.
    parents: Vec<usize>,
}

/// The state variables of RFC 5280, 6.1.2.
struct State {
    /// valid_policy_graph, level 0 first; `None` is NULL.
    graph: Option<Vec<Vec<Node>>>,
    explicit_policy: u32,
    policy_mapping: u32,
    inhibit_any: u32,
    edges: usize,
}

/// Processes a path, the anchor's side first. `Ok` where it is valid for the inputs.
pub fn check(path: &[PathCertificate<'_>], inputs: &Inputs) -> Result<(), Refusal> {
    let mut state = State::new(path.len(), inputs);
    let last = path.len().saturating_sub(1);
    for (index, entry) in path.iter().enumerate() {
        let is_last = index == last;
        if !(entry.anchor && entry.policies.is_none()) {
            state.policies(entry, is_last)?;
            // 6.1.3 (f).
            if state.explicit_policy == 0 && state.graph.is_none() {
                return Err(Refusal::NoValidPolicy);
            }
        }
        if is_last {
            state.wrap_up(entry);
        } else {
            state.prepare(entry)?;
        }
    }
    // 6.1.5 (g).
    if state.explicit_policy > 0 || state.has_policy_among(&inputs.wanted) {
        Ok(())
    } else {
        Err(Refusal::NoValidPolicy)
    }
}

impl State {
    /// RFC 5280, 6.1.2 (a), (d), (e), (f).
    fn new(length: usize, inputs: &Inputs) -> Self {
        let all = u32::try_from(length.saturating_add(1)).unwrap_or(u32::MAX);
        let start = |inhibited: bool| if inhibited { 0 } else { all };
        let root = node(Oid(ANY.into()), Vec::new());
        Self {
            graph: Some(vec![vec![root]]),
            explicit_policy: start(inputs.explicit),
            policy_mapping: start(inputs.inhibit_mapping),
            inhibit_any: start(inputs.inhibit_any),
            edges: 0,
        }
    }

    /// RFC 5280, 6.1.3 (d), (e).
    fn policies(&mut self, entry: &PathCertificate<'_>, is_last: bool) -> Result<(), Refusal> {
        let Some(stated) = &entry.policies else {
            self.graph = None;
            return Ok(());
        };
        let Some(graph) = &mut self.graph else { return Ok(()) };
        let above = graph.last().map(Vec::as_slice).unwrap_or_default();
        let stated: BTreeSet<&Oid> = stated.iter().copied().collect();
        let mut level: Vec<Node> = Vec::new();
        // (d)(1): the policies stated, below those that expect them, else below anyPolicy.
        for policy in stated.iter().filter(|policy| policy.as_str() != ANY) {
            let mut parents = expecting(above, policy);
            if parents.is_empty() {
                parents = expecting(above, &Oid(ANY.into()));
            }
            if !parents.is_empty() {
                level.push(node((*policy).clone(), parents));
            }
        }
        // (d)(2): anyPolicy stands for everything expected that is not stated.
        let any_counts = self.inhibit_any > 0 || (!is_last && entry.self_issued);
        if any_counts && stated.iter().any(|policy| policy.as_str() == ANY) {
            let here: BTreeSet<Oid> = level.iter().map(|node| node.policy.clone()).collect();
            let expected: BTreeSet<&Oid> = above.iter().flat_map(|node| &node.expected).collect();
            for policy in expected.into_iter().filter(|policy| !here.contains(*policy)) {
                level.push(node(policy.clone(), expecting(above, policy)));
            }
        }
        let edges = level.iter().fold(0usize, |sum, node| sum.saturating_add(node.parents.len()));
        self.edges = self.edges.saturating_add(edges);
        if self.edges > MAX_EDGES {
            return Err(Refusal::TooMany);
        }
        // (d)(3): an empty level leaves nothing above it either. Nodes without children are passed
        // over when the graph is read from below.
        if level.is_empty() {
            self.graph = None;
        } else {
            graph.push(level);
        }
        Ok(())
    }

    /// RFC 5280, 6.1.4 (a), (b), (h), (i), (j).
    fn prepare(&mut self, entry: &PathCertificate<'_>) -> Result<(), Refusal> {
        let mappings = &entry.rules.mappings;
        if mappings.iter().any(|(from, to)| from.as_str() == ANY || to.as_str() == ANY) {
            return Err(Refusal::AnyPolicyMapped);
        }
        self.map(mappings);
        if !entry.self_issued {
            self.explicit_policy = self.explicit_policy.saturating_sub(1);
            self.policy_mapping = self.policy_mapping.saturating_sub(1);
            self.inhibit_any = self.inhibit_any.saturating_sub(1);
        }
        let lower = |value: &mut u32, to: Option<u32>| {
            *value = to.map_or(*value, |to| to.min(*value));
        };
        lower(&mut self.explicit_policy, entry.rules.require_explicit);
        lower(&mut self.policy_mapping, entry.rules.inhibit_mapping);
        lower(&mut self.inhibit_any, entry.rules.inhibit_any);
        Ok(())
    }

    /// RFC 5280, 6.1.4 (b).
    fn map(&mut self, mappings: &[(Oid, Oid)]) {
        let Some(graph) = &mut self.graph else { return };
        let Some(level) = graph.last_mut() else { return };
        let mapped: BTreeSet<&Oid> = mappings.iter().map(|(from, _)| from).collect();
        if self.policy_mapping == 0 {
            // (b)(2).
            level.retain(|node| !mapped.contains(&node.policy));
        } else {
            // (b)(1). A policy that stands here only through anyPolicy gets a node of its own,
            // beside that of anyPolicy.
            let any = level.iter().find(|node| node.policy.as_str() == ANY);
            let parents = any.map(|node| node.parents.clone());
            for from in mapped {
                let to = mappings.iter().filter(|(f, _)| f == from).map(|(_, to)| to.clone());
                let expected: BTreeSet<Oid> = to.collect();
                match (level.iter_mut().find(|node| node.policy == *from), &parents) {
                    (Some(node), _) => node.expected = expected,
                    (None, Some(parents)) => {
                        let parents = parents.clone();
                        level.push(Node { policy: from.clone(), expected, parents });
                    }
                    (None, None) => {}
                }
            }
        }
        if level.is_empty() {
            self.graph = None;
        }
    }

    /// RFC 5280, 6.1.5 (a), (b).
    fn wrap_up(&mut self, entry: &PathCertificate<'_>) {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        if entry.rules.require_explicit == Some(0) {
            self.explicit_policy = 0;
        }
    }

    /// RFC 5280, 6.1.5 (g): whether a policy is left that the user wants. A policy of the user's
    /// domain is the first below anyPolicy on the way down; mappings lead on from there.
    fn has_policy_among(&self, wanted: &BTreeSet<Oid>) -> bool {
        let Some(graph) = &self.graph else { return false };
        let any_wanted = wanted.is_empty() || wanted.contains(&Oid(ANY.into()));
        let mut above: Vec<(bool, bool)> = Vec::new();
        for level in graph {
            let state = |node: &Node| {
                let is_any = node.policy.as_str() == ANY;
                let parents = || node.parents.iter().filter_map(|parent| above.get(*parent));
                let below_any = parents().any(|(any, _)| *any);
                let good = any_wanted
                    || is_any
                    || (below_any && wanted.contains(&node.policy))
                    || parents().any(|(any, good)| !any && *good);
                (is_any, good)
            };
            above = level.iter().map(state).collect();
        }
        above.iter().any(|(_, good)| *good)
    }
}

fn node(policy: Oid, parents: Vec<usize>) -> Node {
    Node { expected: BTreeSet::from([policy.clone()]), policy, parents }
}

/// The nodes that expect a policy.
fn expecting(level: &[Node], policy: &Oid) -> Vec<usize> {
    let found = level.iter().enumerate().filter(|(_, node)| node.expected.contains(policy));
    found.map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(policies: &'static [&'static str], oids: &mut Vec<Oid>) -> Vec<usize> {
        policies
            .iter()
            .map(|text| {
                oids.push(Oid((*text).into()));
                oids.len() - 1
            })
            .collect()
    }

    /// A path of certificates with these policies, the last one the leaf.
    fn judge(path: &[&'static [&'static str]], inputs: &Inputs, mapped: &[(&str, &str)]) -> bool {
        let mut oids = Vec::new();
        let indices: Vec<Vec<usize>> = path.iter().map(|p| entry(p, &mut oids)).collect();
        let mut entries: Vec<PathCertificate<'_>> = indices
            .iter()
            .map(|list| PathCertificate {
                policies: Some(list.iter().map(|i| &oids[*i]).collect()),
                rules: PolicyRules::default(),
                self_issued: false,
                anchor: false,
            })
            .collect();
        entries[0].rules.mappings =
            mapped.iter().map(|(a, b)| (Oid((*a).into()), Oid((*b).into()))).collect();
        check(&entries, inputs).is_ok()
    }

    fn want(policies: &[&str]) -> Inputs {
        let wanted = policies.iter().map(|p| Oid((*p).into())).collect();
        Inputs { wanted, explicit: true, ..Inputs::default() }
    }

    #[test]
    fn a_policy_must_run_through_the_whole_path() {
        assert!(judge(&[&["1.1"], &["1.1", "1.2"]], &want(&[]), &[]));
        assert!(!judge(&[&["1.1"], &["1.2"]], &want(&[]), &[]));
        assert!(judge(&[&[ANY], &["1.2"]], &want(&["1.2"]), &[]));
        assert!(!judge(&[&[ANY], &["1.2"]], &want(&["1.1"]), &[]));
        assert!(judge(&[&["1.1"], &[ANY]], &want(&["1.1"]), &[]));
        let inhibited = Inputs { inhibit_any: true, ..want(&["1.1"]) };
        assert!(!judge(&[&["1.1"], &[ANY]], &inhibited, &[]));
    }

    #[test]
    fn a_mapped_policy_counts_by_the_name_the_anchor_knows() {
        let mapped = [("1.1", "2.1")];
        assert!(judge(&[&["1.1"], &["2.1"]], &want(&["1.1"]), &mapped));
        assert!(!judge(&[&["1.1"], &["2.1"]], &want(&["2.1"]), &mapped));
        assert!(!judge(&[&["1.1"], &["1.1"]], &want(&["1.1"]), &mapped));
        assert!(judge(&[&[ANY], &["2.1"]], &want(&["1.1"]), &mapped));
        let inhibited = Inputs { inhibit_mapping: true, ..want(&["1.1"]) };
        assert!(!judge(&[&["1.1"], &["2.1"]], &inhibited, &mapped));
        assert!(!judge(&[&["1.1"], &["2.1"]], &want(&["1.1"]), &[("1.1", ANY)]));
    }

    #[test]
    fn many_mappings_stay_within_bounds() {
        // RFC 9618, 2: two policies mapped to each other at every level double a tree each time.
        let oids = [Oid("1.1".into()), Oid("1.2".into())];
        let both =
            |from: &Oid| oids.iter().map(|to| (from.clone(), to.clone())).collect::<Vec<_>>();
        let rules = PolicyRules {
            mappings: oids.iter().flat_map(both).collect(),
            ..PolicyRules::default()
        };
        let one = PathCertificate {
            policies: Some(oids.iter().collect()),
            rules,
            self_issued: false,
            anchor: false,
        };
        assert_eq!(check(&vec![one; 200], &want(&["1.1"])), Ok(()));
    }
}
