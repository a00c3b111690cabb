//! `pemlens diff`: what changed from one file to another, and whom it breaks (docs/diff.md).

use pemlens::input::Workspace;
use pemlens::report::{self, Report};
use pemlens::{export, present};

use super::arguments::Arguments;
use super::{Format, Options, print};

/// 0 where nothing is lost, 1 where something breaks.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let mut pinned = false;
    let rest = Arguments::apart(arguments, |name, words| {
        let own = name == "--pinned" && words.inline().is_none();
        pinned |= own;
        Ok(own)
    })?;
    let mut options = Options::parse(&rest)?;
    if options.help {
        print(&super::help::of("diff"))?;
        return Ok(0);
    }
    if options.brief {
        return Err("--brief goes with examine only".into());
    }
    let [old, new] = options.files.as_slice() else {
        return Err("diff takes two files: OLD and NEW; try pemlens diff --help".into());
    };
    let (old, new) = (old.clone(), new.clone());
    let (workspace, unread) = options.workspace()?;
    if let Some((name, reason)) = unread.first() {
        return Err(format!("{name}: {reason}"));
    }
    let (before, after) = (report_of(&workspace, 0), report_of(&workspace, 1));
    drop(workspace);
    let request = before.sources.iter().any(|source| !source.contents.items.is_empty());
    if before.main.is_none() && !request {
        return Err(format!("{old}: no certificate and no request was read"));
    }
    if after.main.is_none() {
        return Err(format!("{new}: no certificate was read"));
    }
    let Some(diff) = present::diff(&before, &after) else {
        return Err(format!("{old}: no certificate and no request was read"));
    };
    print(&match options.format {
        Format::Text => export::diff_text(&diff),
        Format::Markdown => export::diff_markdown(&diff),
        Format::Json => format!("{:#}\n", export::diff_json(&diff, pinned)),
    })?;
    Ok(u8::from(diff.breaks(pinned)))
}

/// The report about one of the two files, with what is trusted.
fn report_of(workspace: &Workspace, wanted: usize) -> Report {
    let sources = workspace.sources.iter().enumerate();
    let sources = sources.filter(|(at, source)| *at == wanted || source.trusted);
    let sources = sources.map(|(_, source)| report::read(source, &mut |_| {})).collect();
    report::examine(sources, &workspace.question)
}
