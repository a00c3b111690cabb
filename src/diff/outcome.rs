//! What comes of it: the answers about the two, what programs say, and the time between them.

use super::{Change, Kind, One, Weight};
use crate::crypto;
use crate::model::{Purpose, Question, Time, duration};
use crate::purpose::listed;
use crate::report::{self, Report};
use crate::stacks::{Program, Verdict};
use crate::view;

/// So many programs are named one by one.
const NAMED: usize = 5;

pub(super) fn compare(old: &One<'_>, new: &One<'_>, changes: &mut Vec<Change>) {
    let (before, after) = (&old.report.answer, &new.report.answer);
    let refused = after.verdict == view::Verdict::Refused;
    if old.report.usable() && refused {
        changes.push(
            Change::new(
                Kind::Answer,
                Weight::Breaks,
                "The old one works, and the new one does not.",
            )
            .one(before.sentence.clone(), after.sentence.clone()),
        );
    }
    let new_refusals = newly_refusing(old.report, new.report);
    if !new_refusals.is_empty() {
        changes.push(
            Change::new(
                Kind::Programs,
                Weight::Breaks,
                "Programs that took the old one refuse the new one.",
            )
            .who(
                words(&new_refusals),
                "Ask about the new one alone, and read what each of them says.",
            ),
        );
    }
    dates(old, new, changes);
}

fn dates(old: &One<'_>, new: &One<'_>, changes: &mut Vec<Change>) {
    let (before, after) = (old.certificate.validity, new.certificate.validity);
    let (Some(old_from), Some(old_end)) = (before.not_before, before.not_after) else { return };
    let (Some(new_from), Some(new_end)) = (after.not_before, after.not_after) else { return };
    let ends = |at: Time| format!("until {}", at.full());
    if new_from > old_end {
        changes.push(
            Change::new(
                Kind::Gap,
                Weight::Breaks,
                "There is a time between them at which neither is valid.",
            )
            .one(ends(old_end), format!("from {}", new_from.full()))
            .who(
                "Everybody who connects in between.",
                "Have the new one begin before the old one ends.",
            ),
        );
    }
    let period = |from: Time, end: Time| end.0.saturating_sub(from.0).saturating_add(1);
    let (old_period, new_period) = (period(old_from, old_end), period(new_from, new_end));
    if new_end < old_end {
        changes.push(
            Change::new(
                Kind::Validity,
                Weight::Depends,
                "It ends before the one that it replaces.",
            )
            .one(ends(old_end), ends(new_end))
            .who(
                "Whoever counts on the old date.",
                "Make sure that the two are not the wrong way round.",
            ),
        );
    } else if new_period.saturating_add(86_400) < old_period {
        changes.push(
            Change::new(
                Kind::Validity,
                Weight::Depends,
                "It is valid for a shorter time than the old one was.",
            )
            .one(
                format!("{}, {}", duration(old_period), ends(old_end)),
                format!("{}, {}", duration(new_period), ends(new_end)),
            )
            .who(
                "Whoever renews by hand or by a fixed calendar.",
                "Set the next renewal by its own dates.",
            ),
        );
    } else if (old_from, old_end) != (new_from, new_end) {
        changes.push(
            Change::new(Kind::Validity, Weight::Told, "Its dates are others.")
                .one(ends(old_end), ends(new_end)),
        );
    }
}

/// The programs that refuse the new one in a use in which they take the old one, in words.
pub(super) fn refusing_as(old: &One<'_>, new: &One<'_>, purpose: Purpose) -> Option<String> {
    let again = |side: &One<'_>| {
        let leaf = Some(crypto::id(side.certificate));
        let question = Question {
            purpose: Some(purpose),
            leaf,
            host: String::new(),
            ..side.report.question.clone()
        };
        report::examine(side.report.sources.clone(), &question)
    };
    let refusing = newly_refusing(&again(old), &again(new));
    (!refusing.is_empty()).then(|| words(&refusing))
}

/// Programs that take the old one and refuse the new one.
fn newly_refusing(old: &Report, new: &Report) -> Vec<&'static Program> {
    let before = report::programs(old);
    let took = |program: &&'static Program| {
        before.iter().any(|(it, verdict)| it == program && matches!(verdict, Verdict::Accept))
    };
    let said = report::programs(new).into_iter().filter(|(program, _)| program.is_shown());
    let refuse = |(program, verdict)| matches!(verdict, Verdict::Reject(_)).then_some(program);
    said.filter_map(refuse).filter(took).collect()
}

fn words(programs: &[&Program]) -> String {
    let names: Vec<&str> = programs.iter().take(NAMED).map(|program| program.title).collect();
    match programs.len().saturating_sub(names.len()) {
        0 => format!("Refused by {}.", listed(&names)),
        more => format!("Refused by {} and {more} more.", names.join(", ")),
    }
}
