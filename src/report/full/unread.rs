//! What was not read, or only after a repair, said beside the answer: it may be what the person means.

use super::form::Fault;
use super::roles;
use crate::input::Format;
use crate::model::{Item, ItemKind, Place, Problem, ProblemKind, Wrapping};
use crate::purpose::{listed, looks_like_ca};
use crate::report::{Answer, Given, Report};
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
    if let Some(answer) = requested(report).filter(|_| !has_leaf) {
        report.answer = answer;
    } else if let Some(answer) = key_of_none(report).filter(|_| !has_leaf) {
        report.answer = answer;
    }
    let faulty: Vec<&Given> =
        report.sources.iter().filter(|given| given.extra.form.is_some()).collect();
    lines.extend(faulty.iter().filter_map(|given| {
        let fault = given.extra.form.as_ref()?;
        let (words, who) = (fault.words(), fault.refused_by());
        let do_not = if who.contains(',') || who.contains(" and ") || who.starts_with("programs") {
            "do not"
        } else {
            "does not"
        };
        let whole = fault.unread().iter().any(|it| it.quoted) || fault.unread().is_empty();
        let it = if whole { "it so" } else { "all of it" };
        Some(format!("{}: {words}; {who} {do_not} read {it}. {}", given.name, fault.remedy()))
    }));
    // The certificate is fine, and the file is not.
    let (wide, narrow): (Vec<&Given>, Vec<&Given>) =
        faulty.iter().copied().partition(|it| it.extra.form.as_ref().is_some_and(Fault::is_wide));
    let narrow = narrow.into_iter().find_map(|given| {
        let names = given.extra.form.as_ref()?.often();
        let verb = if names.len() == 1 { "does" } else { "do" };
        let name = &given.name;
        let said = format!("but {} {verb} not read {name} as it is", listed(&names));
        (!names.is_empty()).then_some(said)
    });
    let wide = wide.first();
    let behind = behind(report).map(|(name, first)| {
        format!("but not from {name} as it stands: servers take its first certificate, “{first}”, for their own")
    });
    let wide = wide.map(|it| format!("but not from {}, which many programs cannot read", it.name));
    let no_key = no_key(report);
    let keyless = no_key.as_ref().map(|said| format!("but {said}"));
    if report.answer.verdict != Verdict::Works {
        lines.extend(no_key.map(|said| format!("But {said}.")));
    }
    if let (Some(but), Verdict::Works) =
        (keyless.or(wide).or(behind).or(narrow), report.answer.verdict)
    {
        let whole = report.answer.sentence.trim_end_matches('.');
        report.answer.sentence = format!("{whole}, {but}.");
        report.answer.verdict = Verdict::Limited;
    }
    let mended =
        report.sources.iter().filter(|given| given.extra.form.is_none() && is_mended(given));
    let mended: Vec<&str> = mended.map(|given| given.name.as_str()).collect();
    if !mended.is_empty() {
        let names = mended.join(", ");
        lines.push(format!("{names} is not as it should be: other programs may not read it."));
    }
    lines.push(std::mem::take(&mut report.answer.more));
    lines.retain(|line| !line.is_empty());
    report.answer.more = lines.join(" ");
}

/// A file or an entry that is called a key and holds something else, as a clause: `tls.key holds a
/// certificate, not a private key`.
fn no_key(report: &Report) -> Option<String> {
    let called = |name: &str| {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        name.ends_with(".key") || name.ends_with(".pem") && words.any(|it| KEY_WORDS.contains(&it))
    };
    report.sources.iter().find_map(|given| {
        let contents = &given.contents;
        let parts = contents.parts.iter().enumerate().map(|(at, part)| (Some(at), &part.name));
        let mut all = std::iter::once((None, &given.name)).chain(parts);
        all.find_map(|(at, name)| {
            let inside = |place: &Place| at.is_none_or(|at| lies_in(given, place, at));
            if !called(name) || contents.locked.iter().any(|it| inside(&it.place)) {
                return None;
            }
            let mut items = contents.items.iter().filter(|it| inside(&it.place)).peekable();
            let certificate = contents.certificates.iter().any(|it| inside(&it.place));
            let what = match items.peek().map(|it| &it.kind) {
                None if certificate => "certificate",
                Some(ItemKind::PublicKey(_)) => "public key",
                Some(ItemKind::Request(_)) => "certificate request",
                _ => return None,
            };
            let is_key =
                |item: &Item| matches!(item.kind, ItemKind::PrivateKey(_) | ItemKind::Other { .. });
            let source = at.map(|_| format!(" in {}", given.name)).unwrap_or_default();
            let said = format!("{name}{source} holds a {what}, not a private key");
            (!items.any(is_key)).then_some(said)
        })
    })
}

/// Whether something lies in a part, or in one inside of it.
fn lies_in(given: &Given, place: &Place, part: usize) -> bool {
    let mut next = place.part;
    while let Some(at) = next {
        if at == part {
            return true;
        }
        let outer = given.contents.parts.get(at).and_then(|it| it.place.part);
        next = outer.filter(|outer| *outer < at);
    }
    false
}

/// What names of files with private keys say.
const KEY_WORDS: [&str; 3] = ["key", "privkey", "privatekey"];

/// The answer where only CAs were given, and a private key that is none of theirs: the certificate
/// it goes with is not here.
fn key_of_none(report: &Report) -> Option<Answer> {
    if report.question.purpose.is_some() || report.objects.is_empty() {
        return None;
    }
    let items = report.sources.iter().flat_map(|given| &given.contents.items);
    let keys: Vec<_> = items
        .filter_map(|item| match &item.kind {
            ItemKind::PrivateKey(key) => key.public.as_ref()?.identity(),
            _ => None,
        })
        .collect();
    let mut all = (0..report.objects.len()).filter_map(|object| report.certificate(object));
    let owned = all.any(|it| it.public_key.identity().is_some_and(|own| keys.contains(&own)));
    (!keys.is_empty() && !owned).then(|| Answer {
        verdict: Verdict::Unclear,
        sentence: "The private key given belongs to no certificate here: there are CA certificates only, and the \
                   one it belongs to is missing."
            .into(),
        more: "A server that is given a CA’s certificate with that key will not start.".into(),
        ..Answer::default()
    })
}

/// The file in which the leaf of an answer is not the first of the certificates that are sent together, and
/// the one that is.
fn behind(report: &Report) -> Option<(String, String)> {
    let main = report.main.as_ref()?;
    let first = *main.arrangement.wrong_order.as_ref()?.first()?;
    let told = first != main.leaf;
    told.then(|| Some((roles::whereabouts(report, main.leaf), report.certificate(first)?.title())))?
}

/// What to say of a request where a certificate should be: of those given only CAs are certificates.
fn requested(report: &Report) -> Option<Answer> {
    if report.question.purpose.is_some() || report.objects.is_empty() {
        return None;
    }
    report.sources.iter().find_map(|given| {
        let request = given.contents.items.iter().find_map(|item| match &item.kind {
            ItemKind::Request(request) => Some(request),
            _ => None,
        })?;
        let title = request.subject.last("2.5.4.3").map(|it| format!(" for “{it}”"));
        let title = title.unwrap_or_default();
        Some(Answer {
            verdict: Verdict::Unclear,
            sentence: format!(
                "{} holds a certificate request{title}, not a certificate: a CA has to issue one from it.",
                given.name
            ),
            more: "Programs that want a certificate do not read a request.".into(),
            ..Answer::default()
        })
    })
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
        problem.kind == ProblemKind::LostPart || !read.any(|place| covers(place, problem))
    })
}

/// A certificate of it was read after a repair, or in spite of something wrong around it.
fn is_mended(given: &Given) -> bool {
    let contents = &given.contents;
    let is_certificate =
        |problem: &Problem| contents.certificates.iter().any(|it| covers(&it.place, problem));
    !contents.repairs.is_empty()
        || contents
            .problems
            .iter()
            .any(|problem| problem.kind != ProblemKind::LostPart && is_certificate(problem))
}

/// Whether what is lost may have been a certificate: a label would say what else it is.
fn may_be_certificate(problem: &Problem) -> bool {
    !matches!(problem.kind, ProblemKind::Block { certificate: false })
}

/// Words, such as a log: nothing that ought to hold an object.
fn is_prose(given: &Given) -> bool {
    const WORDS: usize = 4;
    let contents = &given.contents;
    contents.format == Format::Text
        && contents.certificates.is_empty()
        && contents.items.is_empty()
        && given.extra.said.text.split_whitespace().take(WORDS).count() == WORDS
}

fn line(given: &Given) -> Option<String> {
    if is_prose(given) {
        return None;
    }
    if given.contents.format == Format::Empty && given.contents.limit.is_none() {
        return Some(format!("{} is empty.", given.name));
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

/// The name of a source whose first block is lost, where every certificate read is a CA's: what is meant is
/// not here.
fn first_is_lost(report: &Report) -> Option<&str> {
    let all = 0..report.objects.len();
    if !all.filter_map(|object| report.certificate(object)).all(looks_like_ca) {
        return None;
    }
    let mut asked = report.sources.iter().filter(|given| !given.trusted && !is_prose(given));
    let is_lost = |given: &&Given| {
        let first = lost(given).find(|problem| may_be_certificate(problem));
        let mut behind = given.contents.certificates.iter().map(|it| it.place.span.start);
        first.is_some_and(|first| behind.all(|start| first.span.start < start))
    };
    asked.find(is_lost).map(|given| given.name.as_str())
}
