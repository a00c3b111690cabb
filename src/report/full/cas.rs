//! A bundle of CA certificates, which nobody asks about one by one: how many there are, and what is to
//! be known of them together.

use super::roles;
use crate::model::{Certificate, Question};
use crate::report::{Answer, Report};
use crate::trust;
use crate::view::Verdict;

/// With fewer CAs that are not on one path, the answer is about one of them.
const SEVERAL: usize = 3;
/// A year, as long as people plan ahead.
const YEAR: i64 = 365 * 86_400;

/// Puts the answer about all of them in place of one about any.
pub(super) fn tell(report: &mut Report, question: &Question) {
    let asked = question.leaf.is_some() || question.purpose.is_some();
    if asked || !question.host.trim().is_empty() || report.leaves_total > 0 {
        return;
    }
    let Some(main) = &report.main else { return };
    let copies: Vec<usize> = main.arrangement.copies.iter().map(|(copy, _)| *copy).collect();
    let mut seen = std::collections::HashSet::new();
    let all = (0..report.objects.len()).filter(|object| !copies.contains(object));
    let all: Vec<usize> = all
        .filter(|object| report.certificate(*object).is_some_and(|it| seen.insert(&it.der)))
        .collect();
    let beside = all.iter().filter(|object| !main.path.has(**object)).count();
    if all.len() < SEVERAL || beside < 2 {
        return;
    }
    report.answer = answer(report, &all);
}

fn answer(report: &Report, all: &[usize]) -> Answer {
    let at = report.at;
    let cas = || all.iter().filter_map(|object| report.certificate(*object));
    let roots = cas().filter(|it| it.is_self_issued()).count();
    let rest = all.len().saturating_sub(roots);
    let what = match (roots, rest) {
        (roots, 0) => format!("{roots} roots"),
        (0, rest) => format!("{rest} intermediate CAs"),
        (roots, rest) => {
            format!("{} and {}", counted(roots, "root"), counted(rest, "intermediate CA"))
        }
    };
    let ended = |it: &&Certificate| it.validity.not_after.is_some_and(|end| end < at);
    let begun = |it: &&Certificate| it.validity.not_before.is_none_or(|from| from <= at);
    let soon = |it: &&Certificate| {
        let left = it.validity.not_after.map(|end| end.0.saturating_sub(at.0));
        left.is_some_and(|left| (0..YEAR).contains(&left))
    };
    let is_root = |it: &&Certificate| it.is_self_issued();
    let store = trust::store();
    let unknown = |it: &&Certificate| is_root(it) && store.find(it).is_none();
    let expired = cas().filter(ended).count();
    let early = cas().filter(|it| !begun(it)).count();
    let ending = cas().filter(soon).count();
    let foreign = cas().filter(unknown).count();
    let private = cas().filter(unknown).filter(|it| trust::stores::of(it).is_none()).count();
    let mut facts = Vec::new();
    let mut fact = |count: usize, words: String| {
        if count > 0 {
            facts.push(words);
        }
    };
    fact(expired, format!("{expired} expired"));
    fact(early, format!("{early} not valid yet"));
    fact(ending, format!("{ending} {} within a year", if ending == 1 { "ends" } else { "end" }));
    match (foreign, private) {
        (0, _) if roots > 0 => facts.push("all in Mozilla’s store".into()),
        (0, _) => {}
        (foreign, private) if foreign == private => match foreign == roots {
            true => facts.push("none in a public store".into()),
            false => facts.push(format!("{foreign} in no public store")),
        },
        (foreign, private) => {
            let of_them = match private {
                0 => String::new(),
                some => format!(" ({some} of them in no public store)"),
            };
            facts.push(match foreign == roots {
                true => format!("none in Mozilla’s store{of_them}"),
                false => format!("{foreign} not in Mozilla’s store{of_them}"),
            });
        }
    }
    let facts = if facts.is_empty() { "none expired".to_owned() } else { facts.join(", ") };
    let truststore = all.iter().all(|object| roles::is_truststore(report, *object));
    let called = if truststore { "A truststore of" } else { "A bundle of" };
    let good = expired == 0 && early == 0 && foreign == 0 && roots > 0;
    Answer {
        verdict: if good { Verdict::Works } else { Verdict::Unclear },
        sentence: format!("{called} {what}: {facts}."),
        more: "Add a certificate to see whether it leads to one of them.".into(),
        ..Answer::default()
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
