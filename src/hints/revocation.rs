//! What loaded revocation lists and OCSP responses say about a certificate of the path.

use super::Facts;
use crate::model::ItemKind;
use crate::revocation::{Reading, Subject, Verdict, World};

/// What was loaded, weighed for the certificate at a step; `None` where nothing was, or the step is
/// a root that nobody gave.
pub fn weigh<'a>(facts: &Facts<'a>, step: usize) -> Option<Verdict<'a>> {
    let subject = Subject::of(facts.pool, facts.path, step)?;
    let mut world = World::new(facts.pool, facts.anchors, facts.at, Reading::Usual);
    for item in facts.items {
        match item {
            ItemKind::Crl(list) => world.lists.push(list),
            ItemKind::Ocsp(response) => world.responses.push(response),
            _ => {}
        }
    }
    let any = !world.lists.is_empty() || !world.responses.is_empty();
    any.then(|| world.verdict(&subject))
}
