//! `pemlens examine --brief`: many files, one line each.

use pemlens::check::ask;
use pemlens::export;
use pemlens::input::Workspace;
use pemlens::report;

use super::{Format, Options, complain, print, read, shown, status};

/// Each file by itself, with what is trusted, in one line; one file is held at a time. Like `examine`:
/// 2 where one was not read, else 1 where one is not usable.
pub fn run(mut options: Options) -> Result<u8, String> {
    if options.stacks || !matches!(options.format, Format::Text) {
        return Err("--brief goes with neither --stacks nor --format".into());
    }
    let files = std::mem::take(&mut options.files);
    let passwords = options.passwords.clone();
    let (Workspace { sources, question }, _) = options.workspace()?;
    options.passwords = passwords;
    let trusted: Vec<_> = sources.iter().map(|it| report::read(it, &mut |_| {})).collect();
    drop(sources);
    let mut worst = 0;
    for name in files {
        let bytes = match read(&name) {
            Ok(bytes) => bytes,
            Err(reason) => {
                complain(&format!("{name}: {reason}"));
                worst = 2;
                continue;
            }
        };
        let source = options.source(u32::MAX, &name, bytes, false);
        let given = report::read(&source, &mut |_| {});
        drop(source);
        let report = ask(&given, &trusted, &question);
        print(&export::brief(shown(&name), &report, options.colour.paint()))?;
        worst = worst.max(status(&report));
    }
    Ok(worst)
}
