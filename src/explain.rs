//! “My program says …”: finds in any text the messages that programs print about certificates,
//! says what each means and whose judgement it is, and tests every possible cause on the loaded
//! certificates.
//!
//! What is known stands in `families/*` as plain tables; the words that rules quote
//! ([`crate::hints::Rule::messages`]) are known as well, and lead to their rule.

mod causes;
mod entry;
mod families;
mod letters;
mod lines;
mod matcher;
mod verdict;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::hints::rules;
use crate::input::secrets::LEFT_OUT;
use crate::model::Purpose;
use crate::model::order;
use crate::report::{self, Report, about_text};
use crate::stacks::Verdict;
use lines::Lines;
use matcher::{Hit, MAX_HITS, MAX_STEPS, Matcher, Words};
use verdict::Tester;

pub use causes::SETUPS;
pub use entry::{Cause, Entry, Setup, Speaker};
pub use families::ALL;
pub use verdict::{Evidence, Tested, named_host};

/// Bytes of text that are read; what stands behind is not.
pub const MAX_TEXT: usize = 16 << 20;
/// Different messages that are told; further ones are counted.
pub const MESSAGES: usize = 200;
/// Places told for each message; further ones are counted.
pub const PLACES: usize = 20;
/// Lines without a known message that are named because they look like one.
pub const DOUBTFUL: usize = 5;
/// Lines within which another spelling of the same judgement is not told a second time.
const NEAR: usize = 16;
/// Lines within which what a wrapper passes on may stand.
const PASSED_ON: usize = 3;

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Explanation {
    /// The messages, in the order of their first places.
    pub messages: Vec<Recognised>,
    /// Lines that were read and hold more than spaces.
    pub lines: usize,
    /// Lines of them without a known message.
    pub unread: usize,
    /// Lines of them that speak of failure all the same: number from 1, and the line.
    pub doubtful: Vec<(usize, String)>,
    /// Limits that cut the work short, as sentences.
    pub limits: Vec<String>,
}

impl Explanation {
    /// Whether something that may be secret was left out of what is quoted.
    fn leaves_out(&self) -> bool {
        let quoted = |it: &Recognised| {
            it.excerpt.contains(LEFT_OUT) || it.variables.iter().any(|it| it.contains(LEFT_OUT))
        };
        self.messages.iter().any(quoted)
            || self.doubtful.iter().any(|(_, it)| it.contains(LEFT_OUT))
    }
}

/// A message found in a text.
#[derive(Debug)]
pub struct Recognised {
    /// What is known about it.
    pub known: &'static Known,
    /// Where it stands, at most [`PLACES`].
    pub places: Vec<Place>,
    /// How often it stands there in all.
    pub times: usize,
    /// The line of the first place, cut where it is long.
    pub excerpt: String,
    /// Where in the excerpt the message stands, in bytes.
    pub marked: (usize, usize),
    /// What stands for each `{}`.
    pub variables: Vec<String>,
    /// Other messages that say the same nearby.
    pub also: Vec<&'static Known>,
    /// Each possible cause, and what the loaded certificates say about it: found ones first, then
    /// those that cannot be seen, then those ruled out.
    pub verdicts: Vec<(Cause, Tested)>,
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// First byte.
    pub from: usize,
    /// The byte after the last.
    pub to: usize,
}

/// What is known about a message: an [`Entry`], with the rules that quote the same words.
#[derive(Debug)]
pub struct Known {
    /// The id of the entry; for words only a rule quotes, the rule's.
    pub id: &'static str,
    /// Who prints it.
    pub program: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Whose judgement it is.
    pub speaker: Speaker,
    /// What may have led to it.
    pub causes: Vec<Cause>,
    /// The causes as the catalogue has them: equal ones mean the same judgement.
    written: &'static [Cause],
    /// It only passes on.
    wrapper: bool,
}

/// Everything known, ready to be searched for.
struct Library {
    known: Vec<Known>,
    matcher: Matcher,
    /// Patterns that cannot be searched for; a test keeps it empty.
    unusable: Vec<&'static str>,
}

/// Finds the messages of a text, and tests their causes where certificates were loaded.
pub fn explain(text: &str, report: Option<&Report>) -> Explanation {
    let library = library();
    let mut limits = Vec::new();
    let mut length = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(length) {
        length = length.saturating_sub(1);
    }
    let read = text.get(..length).unwrap_or_default();
    if length < text.len() {
        limits.push(format!("Only the first {} MiB of the text were read.", MAX_TEXT >> 20));
    }
    let lines = Lines::of(read);
    let search = library.matcher.search(read.as_bytes());
    if let Some(at) = search.stopped {
        limits.push(format!(
            "The search was stopped in line {} after {MAX_STEPS} comparisons or {MAX_HITS} messages; what stands behind was not read.",
            lines.number(at)
        ));
    }
    let tester = Tester::new(report);
    let rows = rows(&search.hits, library, report);
    let mut explanation = Explanation::default();
    let mut told: HashMap<(usize, Vec<String>), usize> = HashMap::new();
    let mut untold = 0usize;
    for found in fold(&search.hits, &library.known, &lines) {
        let Some(known) = library.known.get(found.hit.owner) else { continue };
        let raw = |(from, to): &(usize, usize)| {
            let bytes = read.as_bytes().get(*from..*to).unwrap_or_default();
            variable(&String::from_utf8_lossy(bytes))
        };
        let variables: Vec<String> = found.hit.variables.iter().map(raw).collect();
        let place = lines.place(found.hit, found.line);
        let key = (found.hit.owner, variables);
        if let Some(message) =
            told.get(&key).and_then(|number| explanation.messages.get_mut(*number))
        {
            message.times = message.times.saturating_add(1);
            if message.places.len() < PLACES {
                message.places.push(place);
            }
            for also in found.also {
                let other = library.known.get(also);
                message.also.extend(other.filter(|it| !message.also.iter().any(|a| a.id == it.id)));
            }
            continue;
        }
        if explanation.messages.len() >= MESSAGES {
            untold = untold.saturating_add(1);
            continue;
        }
        // Looked through as it is, quoted only without what may be secret in it.
        let near = lines.near(found.hit);
        let (excerpt, marked) = lines.excerpt(found.hit, found.line, &near);
        let side = about_text(&excerpt);
        let quoted = found.hit.variables.iter().map(|(from, to)| variable(&near.quote(*from, *to)));
        let quoted: Vec<String> = quoted.collect();
        explanation.messages.push(Recognised {
            known,
            places: vec![place],
            times: 1,
            excerpt,
            marked,
            verdicts: verdicts(known, &tester, &quoted, (side, &led(&rows, &found))),
            variables: quoted,
            also: found.also.iter().filter_map(|also| library.known.get(*also)).collect(),
        });
        told.insert(key, explanation.messages.len().saturating_sub(1));
    }
    if untold > 0 {
        limits.push(format!("{untold} further messages are not told one by one."));
    }
    lines.count(&search.hits, &mut explanation);
    if explanation.leaves_out() {
        limits.push(
            "What may be a key, a password or a token in this text is left out of what is quoted."
                .into(),
        );
    }
    explanation.limits = limits;
    explanation
}

/// Everything that can be recognised, catalogue first.
pub fn known() -> &'static [Known] {
    &library().known
}

/// Patterns of the catalogue or of a rule that cannot be searched for.
pub fn unusable() -> &'static [&'static str] {
    &library().unusable
}

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let mut known: Vec<Known> = Vec::new();
        let mut patterns: Vec<Words> = Vec::new();
        let mut owners: HashMap<String, usize> = HashMap::new();
        for entry in ALL.iter().copied().flatten() {
            for pattern in entry.patterns {
                owners.insert(letters::normal(pattern).to_lowercase(), known.len());
                patterns.push(Words { owner: known.len(), text: pattern, wrapper: entry.wrapper });
            }
            known.push(Known {
                id: entry.id,
                program: entry.program,
                meaning: entry.meaning,
                speaker: entry.speaker,
                causes: entry.causes.to_vec(),
                written: entry.causes,
                wrapper: entry.wrapper,
            });
        }
        let (catalogue, _) = Matcher::new(&patterns);
        for rule in rules::ALL {
            for message in rule.messages {
                let cause = Cause::Rule(rule.id);
                let words = letters::normal(message.text).to_lowercase();
                let owner = owners
                    .get(&words)
                    .copied()
                    .or_else(|| describes(&catalogue, &known, message.text));
                if let Some(owner) = owner.and_then(|owner| known.get_mut(owner)) {
                    if !owner.causes.contains(&cause) {
                        owner.causes.push(cause);
                    }
                    continue;
                }
                owners.insert(words, known.len());
                patterns.push(Words { owner: known.len(), text: message.text, wrapper: false });
                known.push(Known {
                    id: rule.id,
                    program: message.stack.name(),
                    meaning: rule.what,
                    speaker: Speaker::Ours,
                    causes: vec![cause],
                    written: &[],
                    wrapper: false,
                });
            }
        }
        let (matcher, unusable) = Matcher::new(&patterns);
        Library { known, matcher, unusable }
    })
}

/// The entry that recognises most of what a rule quotes, where one does.
fn describes(catalogue: &Matcher, known: &[Known], words: &str) -> Option<usize> {
    let filled = words.replace("{}", "x");
    let hits = catalogue.search(filled.as_bytes()).hits;
    let said = hits.iter().filter(|hit| known.get(hit.owner).is_some_and(|it| !it.wrapper));
    let hit = said.max_by_key(|hit| hit.end.saturating_sub(hit.start))?;
    let most = filled.len().saturating_mul(2) / 3;
    (hit.end.saturating_sub(hit.start) > most).then_some(hit.owner)
}

/// What programs are predicted to say about the certificate asked about: the entry that recognises
/// their words, and the rule that is the reason. What a program says for a reason that is known here
/// is explained by that reason, whatever the catalogue lists.
fn rows(hits: &[Hit], library: &Library, report: Option<&Report>) -> Vec<(usize, &'static str)> {
    let Some(report) = report.filter(|it| it.main.is_some() && !hits.is_empty()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (_, verdict) in report::programs(report) {
        let Verdict::Reject(refusal) = verdict else { continue };
        let hint = refusal.rule.hint.id();
        let said =
            std::iter::once(&refusal.message).chain(refusal.wrapped.iter().map(|(_, it)| it));
        let said = said
            .filter(|_| !hint.is_empty())
            .flat_map(|text| library.matcher.search(text.as_bytes()).hits);
        let owners = said.map(|hit| (hit.owner, hint));
        found.extend(owners.filter(|(owner, _)| hits.iter().any(|hit| hit.owner == *owner)));
    }
    order::plain(&mut found);
    found.dedup();
    found
}

/// The rules that predictions name for a message.
fn led(rows: &[(usize, &'static str)], found: &Found<'_>) -> Vec<&'static str> {
    let same = |owner: &usize| *owner == found.hit.owner || found.also.contains(owner);
    rows.iter().filter(|(owner, _)| same(owner)).map(|(_, hint)| *hint).collect()
}

fn verdicts(
    known: &Known,
    tester: &Tester<'_>,
    variables: &[String],
    (side, led): (Option<Purpose>, &[&'static str]),
) -> Vec<(Cause, Tested)> {
    let named = named_host(variables);
    let test = |cause: &Cause| (*cause, tester.test(cause, named.as_ref(), side));
    let mut verdicts: Vec<(Cause, Tested)> = known.causes.iter().map(test).collect();
    let further = led.iter().map(|id| Cause::Rule(id));
    let further: Vec<Cause> = further.filter(|cause| !known.causes.contains(cause)).collect();
    let further = further.iter().map(test);
    verdicts.extend(further.filter(|(_, tested)| matches!(tested, Tested::Found(_))));
    // A stable sort: the likeliest first among equals.
    order::by_key(&mut verdicts, |(_, tested)| match tested {
        Tested::Found(_) => 0,
        Tested::CannotBeSeen(_) => 1,
        Tested::RuledOut(_) => 2,
    });
    verdicts
}

/// A message that is told, with those folded into it.
struct Found<'h> {
    hit: &'h Hit,
    line: usize,
    also: Vec<usize>,
}

/// Folds what only passes on, and what says the same again nearby, into the message that is told.
fn fold<'h>(hits: &'h [Hit], known: &[Known], lines: &Lines<'_>) -> Vec<Found<'h>> {
    let mut told: Vec<Found<'h>> = Vec::new();
    // Wrappers that still wait for what they pass on, and the message before them, if near.
    let mut waiting: Vec<(usize, &'h Hit, Option<usize>)> = Vec::new();
    let mut line = 1;
    let mut from = 0;
    for hit in hits {
        line = lines.number_after(hit.start, line, &mut from);
        let Some(it) = known.get(hit.owner) else { continue };
        let late =
            |(waited, ..): &(usize, &Hit, Option<usize>)| line.saturating_sub(*waited) > PASSED_ON;
        for waited in waiting.extract_if(.., |waited| late(waited)) {
            settle(&mut told, waited);
        }
        if it.wrapper {
            let before = told.len().checked_sub(1).filter(|last| {
                told.get(*last).is_some_and(|last| line.saturating_sub(last.line) <= PASSED_ON)
            });
            // What it passes on may stand before it, on the same line.
            match told.last_mut().filter(|last| last.line == line) {
                Some(last) => last.also.push(hit.owner),
                None => waiting.push((line, hit, before)),
            }
            continue;
        }
        let passed: Vec<usize> = waiting.drain(..).map(|(_, wrapper, _)| wrapper.owner).collect();
        let mut near = told.iter_mut().rev().take_while(|f| line.saturating_sub(f.line) <= NEAR);
        let same = near.find(|f| known.get(f.hit.owner).is_some_and(|o| says_the_same(it, o)));
        match same {
            // The same message on a line of its own is another occurrence.
            Some(same) if same.hit.owner != hit.owner || same.line == line => {
                if same.hit.owner != hit.owner {
                    same.also.push(hit.owner);
                }
                same.also.extend(passed);
            }
            _ => told.push(Found { hit, line, also: passed }),
        }
    }
    for waited in waiting {
        settle(&mut told, waited);
    }
    order::by_key(&mut told, |found| found.hit.start);
    let wraps = |found: &Found<'_>| known.get(found.hit.owner).is_some_and(|it| it.wrapper);
    told.dedup_by(|next, first| {
        // Wrappers around something unknown are one message: the one that leaves the fewest causes.
        let one = wraps(next) && wraps(first) && next.line.saturating_sub(first.line) <= PASSED_ON;
        if one && next.hit.owner != first.hit.owner {
            if open_causes(known, next.hit.owner) < open_causes(known, first.hit.owner) {
                std::mem::swap(&mut next.hit, &mut first.hit);
            }
            first.also.push(next.hit.owner);
        }
        one
    });
    for found in &mut told {
        order::plain(&mut found.also);
        found.also.dedup();
    }
    told
}

/// How many causes a message leaves open; one that only points elsewhere leaves all.
fn open_causes(known: &[Known], owner: usize) -> usize {
    match known.get(owner).map(|it| it.written) {
        None | Some([] | [_]) => usize::MAX,
        Some(causes) => causes.len(),
    }
}

/// A wrapper after which nothing came: it repeats what stood before it, or is all there is.
fn settle<'h>(told: &mut Vec<Found<'h>>, waited: (usize, &'h Hit, Option<usize>)) {
    let (line, hit, before) = waited;
    match before.and_then(|before| told.get_mut(before)) {
        Some(before) => before.also.push(hit.owner),
        None => told.push(Found { hit, line, also: Vec::new() }),
    }
}

fn says_the_same(one: &Known, other: &Known) -> bool {
    one.id == other.id
        || (one.speaker == other.speaker
            && !one.written.is_empty()
            && !other.wrapper
            && one.written == other.written)
}

/// A variable's text without what the text around it put there.
fn variable(words: &str) -> String {
    words.trim().trim_matches(['"', '\'', '\\', '}', ',']).trim().to_owned()
}
