//! `cargo xtask size [--crates]`: what the page weighs, against its budgets.
//!
//! Counted is what a browser must load to answer for a pasted chain. Compression is Node's zlib:
//! gzip level 9, brotli quality 11.

use std::fs;

use crate::shell::{Outcome, command, dist, has, only, output, root};
use crate::{build, crates, setup, whole};

/// All that is needed to answer for a pasted chain, in bytes after brotli.
const TOTAL_BUDGET: usize = 350_000;
/// The same without the engine.
const PAGE_BUDGET: usize = 110_000;

/// The page as one file, in bytes.
const WHOLE_BUDGET: usize = 2_500_000;

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The page itself.
    Page,
    /// The engine's worker.
    Engine,
    /// Loaded with low priority, and no usual answer waits for it: the full engine, the scripts that
    /// come with it, the samples, what keeps the page for use without a network.
    Extra,
    /// The page as one file, which the page itself never loads.
    Whole,
}

/// One file of `dist/`.
struct Weight {
    part: Part,
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds, then prints and checks.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &["--crates"], &[])?;
    setup::ensure(setup::Scope::Build)?;
    build::release()?;
    let outcome = check();
    if has(arguments, "--crates") {
        crates::report()?;
    }
    outcome
}

/// Prints the sizes of `dist/` and fails above a budget.
pub fn check() -> Outcome {
    let weights = weigh()?;
    println!("{:<34} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
    for weight in &weights {
        let aside = match weight.part {
            Part::Page | Part::Engine => "",
            Part::Extra => "  (no usual answer waits for it)",
            Part::Whole => "  (all of it in one file)",
        };
        line(&weight.name, weight.raw, weight.gzip, weight.brotli, aside);
    }
    let page = sum("page", &weights, &[Part::Page], PAGE_BUDGET);
    let total = sum("page and engine", &weights, &[Part::Page, Part::Engine], TOTAL_BUDGET);
    let whole: usize =
        weights.iter().filter(|weight| weight.part == Part::Whole).map(|it| it.raw).sum();
    if whole > WHOLE_BUDGET {
        return Err(format!("{} has {whole} bytes, and may have {WHOLE_BUDGET}", whole::NAME));
    }
    if page <= PAGE_BUDGET && total <= TOTAL_BUDGET {
        return Ok(());
    }
    Err("the page is over its size budget; `cargo xtask size --crates` shows what weighs"
        .to_owned())
}

/// One line of the table.
fn line(name: &str, raw: usize, gzip: usize, brotli: usize, aside: &str) {
    println!("{name:<34} {raw:>9} {gzip:>9} {brotli:>9}{aside}");
}

/// Prints the sum of some parts and returns its brotli bytes.
fn sum(name: &str, weights: &[Weight], parts: &[Part], budget: usize) -> usize {
    let counted = || weights.iter().filter(|weight| parts.contains(&weight.part));
    let raw = counted().map(|weight| weight.raw).sum();
    let gzip = counted().map(|weight| weight.gzip).sum();
    let brotli = counted().map(|weight| weight.brotli).sum();
    let verdict = if brotli <= budget { "within" } else { "OVER" };
    line(name, raw, gzip, brotli, &format!("  {verdict} the budget of {budget}"));
    brotli
}

/// Measures every file of `dist/`.
fn weigh() -> Result<Vec<Weight>, String> {
    let mut files: Vec<String> = fs::read_dir(dist())
        .map_err(|problem| format!("there is no dist/ ({problem}); run cargo xtask build"))?
        .flatten()
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let script = root().join("xtask/src/size.mjs").to_string_lossy().into_owned();
    let mut words = vec![script.as_str()];
    words.extend(files.iter().map(String::as_str));
    let printed = output(command("node", &words)).ok_or("measuring the sizes failed")?;
    let weights: Vec<Weight> = printed.lines().filter_map(parse).collect();
    for needed in ["index.html", "page-", "engine-", "boot-"] {
        if !weights.iter().any(|weight| weight.name.starts_with(needed)) {
            return Err(format!("dist/ has no {needed}*; run cargo xtask build"));
        }
    }
    Ok(weights)
}

/// One line of size.mjs.
fn parse(line: &str) -> Option<Weight> {
    let mut words = line.split(' ');
    let mut number = || words.next()?.parse().ok();
    let (raw, gzip, brotli) = (number()?, number()?, number()?);
    let name = words.next()?.to_owned();
    let extra = ["engine-full", "tools-", "samples", "offline-", "sw.js"];
    let part = if name == whole::NAME {
        Part::Whole
    } else if extra.iter().any(|start| name.starts_with(start)) {
        Part::Extra
    } else if name.starts_with("engine") {
        Part::Engine
    } else {
        Part::Page
    };
    Some(Weight { part, name, raw, gzip, brotli })
}
