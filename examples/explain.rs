//! What does this message mean? `cargo run --example explain < build.log`

use std::io::Read;

use pemlens::explain;
use pemlens::present;

/// Each message that is known, and what it means.
pub fn meanings(log: &str) -> Vec<(String, String)> {
    // Without certificates nothing is tested: all causes are possible.
    let view = present::explain(&explain::explain(log, None), None);
    view.messages.into_iter().map(|message| (message.program, message.meaning)).collect()
}

fn main() -> std::io::Result<()> {
    let mut log = Vec::new();
    std::io::stdin().take(explain::MAX_TEXT as u64).read_to_end(&mut log)?;
    for (program, meaning) in meanings(&String::from_utf8_lossy(&log)) {
        println!("{program}: {meaning}");
    }
    Ok(())
}
