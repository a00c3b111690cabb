//! What each program says, as lines that unfold.

use super::explained::shown;
use crate::model::order;
use crate::present::brief;
use crate::report::{self, Fault, Report, Unread};
use crate::stacks::{Known, Program, Refusal, Verdict};
use crate::view::{Fit, Note};

/// A message up to this many bytes fits into the sentence over the list.
const TOLD: usize = 90;

/// The sentence over the list, and a line for each program that has something to say.
pub fn programs(report: &Report) -> (String, Vec<Note>) {
    let said = report::programs(report);
    let shown = said.into_iter().filter(|(program, _)| program.is_shown());
    let mut notes: Vec<Note> =
        shown.filter_map(|(program, verdict)| line(report, program, verdict)).collect();
    order::by_key(&mut notes, |note| note.fit != Fit::Bad);
    let refusing = notes.iter().take_while(|note| note.fit == Fit::Bad).count();
    let open = report.answer.rule == Some("root-not-here");
    let head = match (refusing, notes.len()) {
        (_, 0) => String::new(),
        (some, all) if open && some == all => {
            "Without that root all of them refuse it. Give it, and they are asked again.".into()
        }
        (0, _) => "All of them accept it.".into(),
        (some, all) if some == all => "All of them refuse it.".into(),
        (some, all) => parted(notes.get(..some).unwrap_or_default(), all.saturating_sub(some)),
    };
    let asked = report::stand_in(report).filter(|_| !notes.is_empty());
    let asked = asked.map(|host| format!(" They were asked about {}.", brief(&host.text())));
    (head + &asked.unwrap_or_default(), notes)
}

/// `12 accept it; Firefox refuses: SEC_ERROR_UNKNOWN_ISSUER`: who refuses, where they are few.
fn parted(refusing: &[Note], accepting: usize) -> String {
    let accept =
        if accepting == 1 { "1 accepts it".into() } else { format!("{accepting} accept it") };
    match refusing {
        [one] if one.code.len() <= TOLD => format!("{accept}; {} refuses: {}", one.title, one.code),
        [one] => format!("{accept}; {} refuses it.", one.title),
        [one, two] => format!("{accept}; {} and {} refuse it.", one.title, two.title),
        [one, two, three] => {
            format!("{accept}; {}, {} and {} refuse it.", one.title, two.title, three.title)
        }
        many => format!("{accept}, {} refuse it.", many.len()),
    }
}

fn line(report: &Report, program: &Program, verdict: Verdict) -> Option<Note> {
    let note = Note { id: program.id.into(), title: program.title.into(), ..Note::default() };
    let known = match program.known {
        Known::Run(version) => Note::new("How this is known", format!("From runs of {version}.")),
        Known::Documented(where_) => Note::new(
            "How this is known",
            format!("Only from its documentation, not from runs: {where_}."),
        ),
    };
    match (verdict, unread(report, program)) {
        (Verdict::Reject(refusal), _) => Some(refused(report, note, &refusal, known)),
        (_, Some((file, fault, unread))) => Some(not_read(note, (file, fault, unread))),
        (Verdict::Silent(_), None) => None,
        (Verdict::Accept, None) => {
            Some(Note { fit: Fit::Good, word: "accepts".into(), inside: vec![known], ..note })
        }
    }
}

/// The first file that a program does not read as it was given, and why.
fn unread<'a>(report: &'a Report, program: &Program) -> Option<(&'a str, &'a Fault, &'a Unread)> {
    report.sources.iter().find_map(|given| {
        let fault = given.extra.form.as_ref()?;
        let unread = fault.unread().iter().find(|it| it.program == program)?;
        Some((given.name.as_str(), fault, unread))
    })
}

fn not_read(note: Note, (file, fault, unread): (&str, &Fault, &Unread)) -> Note {
    let file = brief(file);
    let known =
        "From runs of the program on files of this kind; of the certificates it says nothing.";
    let inside = vec![
        Note::new("The file", format!("{file}: {}.", fault.words())),
        Note::new("How this is known", known),
    ];
    let (text, code) = match unread.quoted {
        true => (format!("{file} cannot be read."), brief(&unread.words)),
        false => (format!("Of {file} it {}.", unread.words), String::new()),
    };
    Note { fit: Fit::Bad, word: "does not read it".into(), text, code, inside, ..note }
}

fn refused(report: &Report, note: Note, refusal: &Refusal, known: Note) -> Note {
    let mut inside = Vec::new();
    if !refusal.code.is_empty() && refusal.code != refusal.message {
        inside.push(Note::new("Its code", brief(&refusal.code)));
    }
    if let Some(about) = &refusal.about {
        inside.push(Note::new("About", brief(about)));
    }
    for (who, whole) in &refusal.wrapped {
        inside.push(Note::new(*who, "").with_code(brief(whole)));
    }
    let why = Note::new("Why", format!("{} ({})", refusal.rule.what, refusal.rule.source));
    // A program may stumble over what is no finding here: then nothing is there to be led to.
    let hint = shown(report, refusal.rule.hint.id()).unwrap_or_default();
    inside.push(Note { rule: hint.into(), ..why });
    inside.push(known);
    Note { fit: Fit::Bad, word: "refuses".into(), code: brief(&refusal.message), inside, ..note }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusing(titles: &[&str], code: &str) -> Vec<Note> {
        titles.iter().map(|title| Note::new(*title, "").with_code(code)).collect()
    }

    #[test]
    fn few_that_refuse_are_named_and_one_alone_is_quoted() {
        let one = refusing(&["Firefox"], "SEC_ERROR_UNKNOWN_ISSUER");
        assert_eq!(parted(&one, 12), "12 accept it; Firefox refuses: SEC_ERROR_UNKNOWN_ISSUER");
        let long = refusing(&["Java"], &"x".repeat(TOLD + 1));
        assert_eq!(parted(&long, 1), "1 accepts it; Java refuses it.");
        let three = refusing(&["Go", "Java", "rustls"], "x");
        assert_eq!(parted(&three, 10), "10 accept it; Go, Java and rustls refuse it.");
        let four = refusing(&["a", "b", "c", "d"], "x");
        assert_eq!(parted(&four, 9), "9 accept it, 4 refuse it.");
    }
}
