//! What each program says, as lines that unfold.

use super::{explained::shown, visible};
use crate::report::{self, Report};
use crate::stacks::{Known, Program, Refusal, Verdict};
use crate::view::{Fit, Note};

/// The sentence over the list, and a line for each program that has something to say.
pub fn programs(report: &Report) -> (String, Vec<Note>) {
    let said = report::programs(report);
    let shown = said.into_iter().filter(|(program, _)| program.is_shown());
    let notes: Vec<Note> =
        shown.filter_map(|(program, verdict)| line(report, program, verdict)).collect();
    let refusing = notes.iter().filter(|note| note.fit == Fit::Bad).count();
    let open = report.answer.rule == Some("root-not-here");
    let head = match (refusing, notes.len()) {
        (_, 0) => String::new(),
        (some, all) if open && some == all => {
            "Without that root all of them refuse it. Give it, and they are asked again.".into()
        }
        (0, _) => "All of them accept it.".into(),
        (some, all) if some == all => "All of them refuse it.".into(),
        (some, all) => format!("{some} of {all} refuse it."),
    };
    let asked = report::stand_in(report).filter(|_| !notes.is_empty());
    let asked = asked.map(|host| format!(" They were asked about {}.", visible(&host.text())));
    (head + &asked.unwrap_or_default(), notes)
}

fn line(report: &Report, program: Program, verdict: Verdict) -> Option<Note> {
    let note = Note { id: program.id().into(), title: program.title().into(), ..Note::default() };
    let known = match program.known() {
        Known::Run(version) => Note::new("How this is known", format!("From runs of {version}.")),
        Known::Documented(where_) => Note::new(
            "How this is known",
            format!("Only from its documentation, not from runs: {where_}."),
        ),
    };
    match verdict {
        Verdict::Silent(_) => None,
        Verdict::Accept => {
            Some(Note { fit: Fit::Good, word: "accepts".into(), inside: vec![known], ..note })
        }
        Verdict::Reject(refusal) => Some(refused(report, note, &refusal, known)),
    }
}

fn refused(report: &Report, note: Note, refusal: &Refusal, known: Note) -> Note {
    let mut inside = Vec::new();
    if !refusal.code.is_empty() && refusal.code != refusal.message {
        inside.push(Note::new("Its code", visible(&refusal.code)));
    }
    if let Some(about) = &refusal.about {
        inside.push(Note::new("About", visible(about)));
    }
    for (who, whole) in &refusal.wrapped {
        inside.push(Note::new(*who, "").with_code(visible(whole)));
    }
    let why = Note::new("Why", format!("{} ({})", refusal.rule.what, refusal.rule.source));
    // A program may stumble over what is no finding here: then nothing is there to be led to.
    let hint = shown(report, refusal.rule.hint).unwrap_or_default();
    inside.push(Note { rule: hint.into(), ..why });
    inside.push(known);
    Note { fit: Fit::Bad, word: "refuses".into(), code: visible(&refusal.message), inside, ..note }
}
