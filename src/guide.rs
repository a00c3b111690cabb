//! Guides: how a program is set up with just what is loaded, for one-way and mutual TLS.
//!
//! [`guide`] is the door. One file of `programs` is one guide; [`LIST`] is the one list, from which
//! docs/guides.md, the choice on the page and the tests come. A guide is text with holes and says at
//! its head how it is known to work.

mod demand;
pub mod facts;
mod files;
mod fit;
mod issue;
mod offer;
// Guides end alike, whether they leave something to be the usual or not.
#[allow(clippy::needless_update)]
mod programs;
mod shape;

use facts::Facts;
use files::File;
use fit::why_not;

use crate::handshake::By;
use crate::handshake::sort::{Sorted, sort};
use crate::present::{Filled, fill, pieces, visible};
use crate::report::Report;
use crate::view::{Fit, GuideAsk, GuideView, HandshakeAsk, Note, ProgramView};

pub use programs::LIST;
pub use shape::{Block, Form, Group, Guide, Part, Tier};

/// The guide of that name; capitals, spaces and signs do not count.
pub fn named(word: &str) -> Option<&'static Guide> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = plain(word);
    let is = |guide: &&&Guide| {
        let names = [guide.id, guide.title];
        names.iter().chain(guide.aliases).any(|name| plain(name) == wanted)
    };
    LIST.iter().find(is).copied()
}

/// The programs that can be chosen.
pub fn guides() -> Vec<ProgramView> {
    let groups = Group::ALL.into_iter();
    let of = |group: Group| LIST.iter().filter(move |guide| guide.group == group);
    groups
        .flat_map(of)
        .map(|guide| ProgramView {
            id: guide.id.into(),
            title: guide.title.into(),
            serves: guide.server.is_some(),
            connects: guide.client.is_some(),
        })
        .collect()
}

/// How a program is set up with what is loaded; with nothing loaded, by example.
pub fn guide(report: &Report, ask: &GuideAsk) -> GuideView {
    let Some(guide) = named(&ask.program) else {
        let head = match ask.program.as_str() {
            "" => "Choose the program that is to be set up.".to_owned(),
            word => format!("There is no guide for “{}”.", visible(word)),
        };
        return GuideView { head, ..GuideView::default() };
    };
    let sorted = sort(pieces(report, &HandshakeAsk::default()).0, &[]);
    let is_client = ask.client.unwrap_or(guide.server.is_none());
    let mutual = ask.mutual.unwrap_or_else(|| suggests_both(&sorted));
    let facts = Facts::of(report, &sorted, mutual);
    let (side, part) = match is_client {
        true => ("client", &guide.client),
        false => ("server", &guide.server),
    };
    let mut view = GuideView {
        program: guide.id.into(),
        title: guide.title.into(),
        side,
        mutual,
        tier: guide.tier.word(),
        known: guide.tier.known().into(),
        ..GuideView::default()
    };
    let Some(part) = part else {
        view.head = format!("There is no guide for {} as a {side}.", guide.title);
        return view;
    };
    view.head = guide.tier.sentence();
    match why_not(&sorted, &facts, part, is_client, report.at) {
        Some(why) => {
            view.refused = true;
            view.head = format!("{} cannot work with what is loaded.", guide.title);
            view.notes.push(Note {
                fit: Fit::Bad,
                word: "refused".into(),
                rule: why.rule.into(),
                ..Note::new(visible(&why.text), "")
            });
            view.notes.extend(why.anew.into_iter().flat_map(|side| issued(&facts, side, guide.id)));
        }
        None => view.notes = notes(&facts, part, is_client),
    }
    let tested = match guide.group {
        Group::Imports => offer::checks(&facts, report.at),
        _ => Vec::new(),
    };
    if !tested.is_empty() {
        let title = "Tested on the files: will it be offered?";
        view.notes.insert(0, Note { inside: tested, open: true, ..Note::new(title, "") });
    }
    view
}

/// Whether what was loaded is for both sides: a client's certificate that is not the server's.
fn suggests_both(sorted: &Sorted<'_>) -> bool {
    let [server, client] = sorted.leaves;
    client.is_some() && client != server
}

/// The certificate that would do, and the check.
fn issued(facts: &Facts<'_>, side: By, program: &'static str) -> Vec<Note> {
    let wanted = issue::Wanted::of(facts, side);
    let title = match side {
        By::Server => "Issue the server’s certificate anew, with a CA of your own",
        By::Client => "Issue the client’s certificate anew, with a CA of your own",
    };
    let text = "CA.key is the key of the CA that issued it; who has no CA finds one in the guide private-ca.";
    let one = |title: &str, text: &str, filled: &Filled| Note {
        text: format!("{text}{}", filled.note()),
        command: filled.text.clone(),
        ..Note::new(title, "")
    };
    let others = wanted.others().into_iter().map(|block| {
        let document = |filled: &Filled| one("The documents", "", filled);
        Note {
            text: format!("{}{}", block.known, block.command.note()),
            command: block.command.text,
            inside: block.document.iter().map(document).collect(),
            ..Note::new(block.tool, "")
        }
    });
    let others = Note { inside: others.collect(), ..Note::new("The same with other tools", "") };
    vec![
        one(title, text, &wanted.issue()),
        others,
        one("Check the result", "", &wanted.check(program)),
    ]
}

fn notes(facts: &Facts<'_>, part: &'static Part, is_client: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    let files = files_wanted(facts, part, is_client);
    if !files.is_empty() {
        let text = "What is made here is made of what was loaded.";
        notes.push(Note { inside: files, open: true, ..Note::new("Files", text) });
    }
    let blocks = part.blocks.iter().filter(|block| facts.holds(block.when));
    notes.extend(blocks.map(|block| written(block, facts, part.folder)));
    let mut inside = doubts(facts, is_client);
    let remarks = part.remarks.iter().filter(|(when, _)| facts.holds(when));
    inside.extend(remarks.map(|(_, text)| Note::new("", *text)));
    if !inside.is_empty() {
        notes.push(Note { inside, open: true, ..Note::new("Worth knowing", "") });
    }
    notes
}

/// The files that the blocks of a guide name: how those are made that are not there yet, what the
/// others stand for.
fn files_wanted(facts: &Facts<'_>, part: &'static Part, _is_client: bool) -> Vec<Note> {
    let names = |hole: &str| {
        let names = [format!("{{{hole}}}"), format!("{{{hole}-here}}")];
        let blocks = part.blocks.iter().filter(|block| facts.holds(block.when));
        let mut lines = blocks.flat_map(|block| block.text.lines()).filter(|line| {
            let (when, _, _) = parts(line);
            facts.holds(when)
        });
        lines.any(|line| names.iter().any(|name| line.contains(name)))
    };
    let all: [(&str, &File, &str); 7] = [
        ("chain", &facts.server.file, "the server’s certificate, and behind it its intermediates"),
        ("key", &facts.server.key, "the server’s private key"),
        ("cas", &facts.cas.1, "the CAs of the clients, roots included"),
        ("crl", &facts.lists.1, "a revocation list of every CA of the clients"),
        (
            "client-chain",
            &facts.client.file,
            "the client’s certificate, and behind it its intermediates",
        ),
        ("client-key", &facts.client.key, "the client’s private key"),
        ("roots", &facts.roots.1, "the CA of the server, its root"),
    ];
    let wanted = all.into_iter().filter(|(hole, _, _)| names(hole));
    wanted
        .map(|(_, file, what)| {
            let text = match (file.is_example, file.holds.is_empty()) {
                (true, _) => format!("{what}; not loaded, so this is an example."),
                (false, true) => format!("{what}; as it was loaded."),
                (false, false) => format!("{what}: {}.", visible(&file.holds)),
            };
            Note { command: file.command.clone(), ..Note::new(visible(&file.name), text) }
        })
        .collect()
}

/// What may go wrong with just these files.
fn doubts(facts: &Facts<'_>, is_client: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut doubt = |text: String, rule: &str| {
        notes.push(Note { rule: rule.into(), ..Note::new("", visible(&text)) });
    };
    let own = if is_client { &facts.client } else { &facts.server };
    if own.is_cut
        && !own.is_public
        && let Some(last) = own.chain.last()
    {
        doubt(
            format!(
                "The issuer of “{}”, {}, is not loaded. If that is an intermediate, it belongs behind the certificate in the file.",
                last.title(),
                last.issuer.text()
            ),
            "issuer-missing",
        );
    }
    if facts.mutual && !facts.unlisted.is_empty() {
        doubt(
            format!(
                "Revocation lists were loaded, but none of {}. Where one is missing every client is refused, so they are left out here.",
                facts.unlisted.join(", ")
            ),
            "revocation-not-covered",
        );
    }
    notes
}

/// Condition, code and reason of a line.
fn parts(line: &'static str) -> (&'static str, &'static str, &'static str) {
    let (when, rest) = match line.strip_prefix('?') {
        Some(line) => line.split_once(' ').unwrap_or((line, "")),
        None => ("", line),
    };
    match rest.split_once(" ## ") {
        Some((code, why)) => (when, code, why),
        None => (when, rest, ""),
    }
}

/// A block with its holes filled and its reasons as comments above their lines.
fn written(block: &'static Block, facts: &Facts<'_>, folder: &'static str) -> Note {
    let mut lines: Vec<String> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    let mut missing = Filled::default();
    for (_, code, why) in block.text.lines().map(parts).filter(|it| facts.holds(it.0)) {
        let filled = fill(code, block.form.target(), &|hole| facts.hole(hole, folder));
        let indent: String = code.chars().take_while(|c| *c == ' ').collect();
        match (why, block.form.comment()) {
            ("", _) => {}
            (why, Some((before, after))) => lines.push([&indent, before, why, after].concat()),
            (why, None) => {
                reasons.push(format!("{}: {why}.", filled.text.trim().trim_end_matches(',')))
            }
        }
        lines.push(filled.text);
        for word in filled.missing {
            if !missing.missing.contains(&word) {
                missing.missing.push(word);
            }
        }
    }
    let text = format!("{}{}", reasons.join(" "), missing.note());
    Note { command: lines.join("\n"), ..Note::new(block.title, text.trim_start()) }
}
