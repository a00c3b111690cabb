//! What was not read, or only after a repair, said beside the answer: it may be what the person means.

use super::{Answer, Given, Report};
use crate::input::Format;
use crate::model::{Place, Problem, Wrapping};
use crate::purpose::looks_like_ca;
use crate::view::Verdict;

/// Puts it before the second line of the answer.
pub(super) fn tell(report: &mut Report) {
    let main = report.main.as_ref().map(|main| main.leaf);
    let has_leaf =
        main.and_then(|leaf| report.certificate(leaf)).is_some_and(|it| !looks_like_ca(it));
    if let Some((part, name)) = empty(report).filter(|_| !has_leaf) {
        report.answer = Answer {
            verdict: Verdict::Refused,
            sentence: format!("{part} in {name} is empty: there is no certificate to send."),
            more: "Whatever was to fill it has not done so: see what its controller says.".into(),
            ..Answer::default()
        };
        return;
    }
    if report.answer.verdict == Verdict::Nothing {
        return;
    }
    let mut lines: Vec<String> = report.sources.iter().filter_map(line).collect();
    if let Some(name) = first_is_lost(report).map(str::to_owned) {
        report.answer = Answer {
            verdict: Verdict::Unclear,
            sentence: format!(
                "The first block of {name} could not be read, and what is left are CA certificates."
            ),
            ..Answer::default()
        };
    }
    let faulty: Vec<&Given> = report.sources.iter().filter(|given| given.form.is_some()).collect();
    lines.extend(faulty.iter().filter_map(|given| {
        let fault = given.form?;
        let (words, who) = (fault.words(), fault.refused_by());
        Some(format!("{}: {words}; {who} do not read it so. {}", given.name, fault.remedy()))
    }));
    // The certificate is fine, and the file is not.
    if let (Some(given), Verdict::Works) = (faulty.first(), report.answer.verdict) {
        let whole = report.answer.sentence.trim_end_matches('.').to_owned();
        let said =
            format!("{whole}, but not from {}, which many programs cannot read.", given.name);
        report.answer.sentence = said;
        report.answer.verdict = Verdict::Limited;
    }
    let mended = report.sources.iter().filter(|given| given.form.is_none() && is_mended(given));
    let mended: Vec<&str> = mended.map(|given| given.name.as_str()).collect();
    if !mended.is_empty() {
        let names = mended.join(", ");
        lines.push(format!("{names} is not as it should be: other programs may not read it."));
    }
    lines.push(std::mem::take(&mut report.answer.more));
    lines.retain(|line| !line.is_empty());
    report.answer.more = lines.join(" ");
}

/// The certificate of a Secret that holds none.
fn empty(report: &Report) -> Option<(String, String)> {
    report.sources.iter().find_map(|given| {
        let mut parts = given.contents.parts.iter();
        let part =
            parts.find(|it| it.wrapping == Wrapping::Empty && it.name.ends_with("tls.crt"))?;
        Some((part.name.clone(), given.name.clone()))
    })
}

/// Whether something lies around where a problem is: then that was read all the same.
fn covers(place: &Place, problem: &Problem) -> bool {
    (place.span.start..place.span.end).contains(&problem.span.start)
}

/// What could not be read at all.
fn lost(given: &Given) -> impl Iterator<Item = &Problem> {
    let contents = &given.contents;
    contents.problems.iter().filter(move |problem| {
        let certificates = contents.certificates.iter().map(|it| &it.place);
        let others = contents.items.iter().map(|item| &item.place);
        let mut read = certificates.chain(others).chain(contents.locked.iter().map(|it| &it.place));
        // A part of a container has the container's place.
        problem.message.contains("could not be read") || !read.any(|place| covers(place, problem))
    })
}

/// A certificate of it was read after a repair, or in spite of something wrong around it.
fn is_mended(given: &Given) -> bool {
    let contents = &given.contents;
    let is_certificate =
        |problem: &Problem| contents.certificates.iter().any(|it| covers(&it.place, problem));
    !contents.repairs.is_empty()
        || contents.problems.iter().any(|problem| {
            !problem.message.contains("could not be read") && is_certificate(problem)
        })
}

/// A block that says what it is says so in its problem: `This X509 CRL block …`.
fn may_be_certificate(problem: &Problem) -> bool {
    problem.message.contains("CERTIFICATE block") || !problem.message.contains(" block")
}

/// Words, such as a log: nothing that ought to hold an object.
fn is_prose(given: &Given) -> bool {
    const WORDS: usize = 4;
    let contents = &given.contents;
    contents.format == Format::Text
        && contents.certificates.is_empty()
        && contents.items.is_empty()
        && given.said.text.split_whitespace().take(WORDS).count() == WORDS
}

fn line(given: &Given) -> Option<String> {
    if is_prose(given) {
        return None;
    }
    let contents = &given.contents;
    let nothing =
        contents.certificates.is_empty() && contents.items.is_empty() && contents.locked.is_empty();
    if let (true, Format::Binary | Format::Archive, Some(problem)) =
        (nothing, contents.format, contents.problems.first())
    {
        // Something else, and no damaged certificate.
        return Some(format!("{}: {}", given.name, problem.message));
    }
    let first = lost(given).next()?;
    let count = lost(given).count();
    let (blocks, at, which) = match (count, first.line) {
        (1, Some(line)) => ("block", format!(" (line {line})"), "it"),
        (1, None) => ("block", String::new(), "it"),
        (_, Some(line)) => ("blocks", format!(" (the first at line {line})"), "one of them"),
        (_, None) => ("blocks", String::new(), "one of them"),
    };
    let meant = match lost(given).any(may_be_certificate) {
        true => format!(": {which} may be the certificate you mean"),
        false => String::new(),
    };
    Some(format!("{count} {blocks} of {} could not be read{at}{meant}.", given.name))
}

/// The name of the only source that is not there to be trusted, where its first block is lost and every
/// certificate read is a CA's.
fn first_is_lost(report: &Report) -> Option<&str> {
    let mut asked = report.sources.iter().filter(|given| !given.trusted && !is_prose(given));
    let given = asked.next().filter(|_| asked.next().is_none())?;
    let first = lost(given).find(|problem| may_be_certificate(problem))?;
    let mut behind = given.contents.certificates.iter().map(|it| it.place.span.start);
    let all = 0..report.objects.len();
    let all_cas = all.filter_map(|object| report.certificate(object)).all(looks_like_ca);
    (behind.all(|start| first.span.start < start) && all_cas).then_some(given.name.as_str())
}
