//! Where other paths part from the best one, and whether they come back to it.

use super::cards;
use crate::model::order;
use crate::path::{End, Path, Step};
use crate::present::paths;
use crate::report::{Examination, Report};
use crate::view::{BRANCHES_SHOWN, BranchView};

/// The ways beside the best path. Paths that differ only after they came back are one way.
pub(super) fn branches(report: &Report, main: &Examination) -> Vec<BranchView> {
    let mut ways: Vec<(usize, Vec<Step>, Option<usize>)> = Vec::new();
    let mut views = Vec::new();
    for path in &main.other_paths {
        let Some((from, own, joins)) = way(&main.path, path) else { continue };
        if views.len() >= BRANCHES_SHOWN || ways.iter().any(|it| *it == (from, own.clone(), joins))
        {
            continue;
        }
        let (cards, links) = cards(report, main, path);
        let first = from.saturating_add(1);
        let missing = usize::from(path.end == End::MissingIssuer && joins.is_none());
        let cards_taken = own.len().saturating_add(missing);
        let links_taken = cards_taken.saturating_add(usize::from(joins.is_some()));
        views.push(BranchView {
            from,
            cards: cards.into_iter().skip(first).take(cards_taken).collect(),
            links: links.into_iter().skip(from).take(links_taken).collect(),
            joins,
            why: paths::why(path),
            good: matches!(path.end, End::Trusted(_)) && path.faults.is_empty(),
        });
        ways.push((from, own, joins));
    }
    // Those that leave late come first: then no line to a later one crosses a card.
    order::by_key(&mut views, |view: &BranchView| std::cmp::Reverse(view.from));
    views
}

/// Where a path leaves the best one, its own steps, and where it comes back; `None` where it has
/// nothing of its own.
fn way(best: &Path, path: &Path) -> Option<(usize, Vec<Step>, Option<usize>)> {
    let same = best.steps.iter().zip(&path.steps).take_while(|(a, b)| a == b).count();
    let from = same.checked_sub(1)?;
    let rest = path.steps.get(same..).unwrap_or_default();
    let place = |step: &Step| best.steps.iter().position(|it| it == step).filter(|at| *at >= same);
    let back = rest.iter().position(|step| place(step).is_some());
    let own: Vec<Step> = rest.iter().take(back.unwrap_or(rest.len())).copied().collect();
    let joins = back.and_then(|at| rest.get(at)).and_then(place);
    let nothing = own.is_empty() && (path.end != End::MissingIssuer || joins.is_some());
    (!nothing).then_some((from, own, joins))
}
