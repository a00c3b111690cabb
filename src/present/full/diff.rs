//! What changed, in words that are safe to show, and as lines that unfold.

use crate::diff::{self, Change, Diff, Weight, pair};
use crate::present::brief;
use crate::report::Report;
use crate::view::{Fit, Note};

/// What changed from the certificate of one report to that of another; a request stands for the old one
/// where no certificate was read with it.
pub fn diff(old: &Report, new: &Report) -> Option<Diff> {
    let asked = pair::requests(old).next().filter(|_| old.main.is_none());
    let diff = match asked {
        Some(request) => diff::of_request(request, new),
        None => diff::of(old, new),
    };
    diff.map(safe)
}

/// The text of strangers, safe to read.
fn safe(mut diff: Diff) -> Diff {
    for side in [&mut diff.old, &mut diff.new] {
        side.title = brief(&side.title);
    }
    for change in &mut diff.changes {
        for value in change.gone.iter_mut().chain(&mut change.come) {
            *value = brief(value);
        }
        change.who = brief(&change.who);
    }
    diff
}

/// The sentence over the changes.
pub fn diff_head(diff: &Diff) -> String {
    let count = |weight| diff.changes.iter().filter(|change| change.weight == weight).count();
    let things = |count: usize| match count {
        1 => "1 change breaks".to_owned(),
        more => format!("{more} changes break"),
    };
    let (breaks, depends) = (count(Weight::Breaks), count(Weight::Depends));
    let first = match breaks {
        0 => "Nothing that the old one could do is lost.".to_owned(),
        some => format!("{} somebody who used the old one.", things(some)),
    };
    match depends {
        0 => first,
        some => format!("{first} {} only those who hold on to an old value.", things(some)),
    }
}

/// The sentence over the list, and a line for each change: the renewal of the certificate asked about,
/// and the request that it came of.
pub fn diff_notes(report: &Report) -> (String, Vec<Note>) {
    let mut heads = Vec::new();
    let mut notes = Vec::new();
    if let Some((old, new)) = pair::renewal(report)
        && let Some(diff) = diff::between((report, old), (report, new)).map(safe)
    {
        let number = |object: usize| object.saturating_add(1);
        heads.push(format!(
            "From certificate {} to certificate {}: {}",
            number(old.leaf),
            number(new.leaf),
            diff_head(&diff)
        ));
        notes.extend(diff.changes.iter().map(note));
    }
    if let Some(diff) = pair::request(report).and_then(|it| diff::of_request(it, report)).map(safe)
    {
        heads.push(format!("From the request to the certificate: {}", diff_head(&diff)));
        notes.extend(diff.changes.iter().map(note));
    }
    (heads.join(" "), notes)
}

fn note(change: &Change) -> Note {
    let (fit, word) = match change.weight {
        Weight::Breaks => (Fit::Bad, "breaks"),
        Weight::Depends => (Fit::None, "if pinned"),
        Weight::Told => (Fit::Good, "fine"),
    };
    let list = |title: &str, values: &[String]| {
        (!values.is_empty()).then(|| Note::new(title, values.join("; ")))
    };
    let line = |title: &str, text: &str| (!text.is_empty()).then(|| Note::new(title, text));
    let inside = [
        list("Before", &change.gone),
        list("Now", &change.come),
        line("Who notices", &change.who),
        line("What to do", change.todo),
    ];
    let inside = inside.into_iter().flatten().collect();
    Note { fit, word: word.into(), title: change.what.into(), inside, ..Note::default() }
}
