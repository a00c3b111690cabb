//! The inside of a source: its containers as a tree, what was mended, what is locked, and its
//! certificates written out clean.

use super::brief;
use super::pem::pem;
use crate::decode::Contents;
use crate::input::Format;
use crate::model::{Item, Part};
use crate::report::Given;
use crate::view::{INSIDE_SHOWN, LockedView, PartView};

/// The containers, each with what was found directly in it.
pub(super) fn parts(contents: &Contents) -> Vec<PartView> {
    let view = |(index, part): (usize, &Part)| {
        let here = Some(index);
        let certificates = contents.certificates.iter().filter(|it| it.place.part == here).count();
        let mut items = contents.items.iter().filter(|it| it.place.part == here);
        let title = match part.name.as_str() {
            "" => part.what.clone(),
            name => format!("{} {name}", part.what),
        };
        PartView {
            depth: depth(contents, part),
            title: brief(&title),
            found: counted(certificates, &mut items),
            notes: part.notes.iter().map(|note| brief(note)).collect(),
            look: part.outline.is_some(),
        }
    };
    contents.parts.iter().enumerate().take(INSIDE_SHOWN).map(view).collect()
}

fn depth(contents: &Contents, part: &Part) -> usize {
    let outer = |part: &&Part| part.place.part.and_then(|outer| contents.parts.get(outer));
    // A container comes after the one it is in, so this ends; the bound is for damaged tables.
    std::iter::successors(outer(&part), outer).take(INSIDE_SHOWN).count()
}

/// `2 certificates, 1 private key`; empty for nothing.
pub(super) fn counted(certificates: usize, items: &mut dyn Iterator<Item = &Item>) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    if certificates > 0 {
        kinds.push(("certificate", certificates));
    }
    for item in items {
        match kinds.iter_mut().find(|(what, _)| *what == item.what()) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => kinds.push((item.what(), 1)),
        }
    }
    let words = kinds.into_iter().map(|(what, count)| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", brief(what))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// What was mended, with the line.
pub(super) fn repairs(contents: &Contents) -> Vec<String> {
    let words = |repair: &crate::model::Repair| match repair.place.line {
        Some(line) => format!("Line {line}: {}", brief(&repair.what)),
        None => brief(&repair.what),
    };
    contents.repairs.iter().take(INSIDE_SHOWN).map(words).collect()
}

/// What a password would open.
pub(super) fn locked(contents: &Contents) -> Vec<LockedView> {
    let view = |locked: &crate::model::Locked| LockedView {
        what: match locked.apart {
            true => format!("{}, which has another password than what it lies in", locked.what),
            false => locked.what.clone(),
        },
        protection: brief(&locked.protection),
        wrong: locked.wrong,
    };
    contents.locked.iter().take(INSIDE_SHOWN).map(view).collect()
}

/// Whether the certificates written out would be a better file than the source: it was mended, or
/// they were wrapped in something else.
pub(super) fn is_worth_cleaning(contents: &Contents) -> bool {
    let plain = contents.format == Format::Pem
        && contents.parts.is_empty()
        && contents.repairs.is_empty()
        && contents.problems.is_empty();
    !plain && !contents.certificates.is_empty()
}

/// A name for the clean file of a source, and its certificates as PEM, in their order.
pub fn clean(given: &Given) -> (String, String) {
    let stem = given.name.rsplit_once('.').map_or(given.name.as_str(), |(stem, _)| stem);
    let certificates = given.contents.certificates.iter();
    let text = certificates.map(|located| pem(&located.certificate)).collect();
    (format!("{stem}-clean.pem"), text)
}
