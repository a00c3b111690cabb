//! `pemlens.html`: the page as one file, for a stick or a machine without a network.
//!
//! Made of the finished `index.html`: styles and scripts stand in it, named by their SHA-256 in a policy
//! that allows no connection from the first byte; the programs are data blocks at its end, compressed
//! and as base64, which `www/inside.js` hands to the same `boot.js`. There is one engine, the full one:
//! the small one is for slow lines, and here nothing has to come.

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use crate::shell::{hashed, read, text};

/// What it is called, in `dist/` and beside a release.
pub const NAME: &str = "pemlens.html";

/// The line of `index.html` that offers the one file.
const OFFER: &str = "<div id=\"whole\"";
/// What stands in its place there.
const SAID: &str = "<div><dt>Without network</dt><dd>This file is all of PemLens: it asks no server for anything.</dd></div>";
/// Where that line says the file's SHA-256.
const SUM: &str = "<code></code>";

/// So many files does `index.html` ask for ahead of `boot.js`.
const PRELOADED: usize = 2;

/// How `boot.js` finds the blocks: they are called after what it asks for.
const START: &str = "<script type=\"module\" data-page-js=\"page.js\" data-page-wasm=\"page.wasm\" \
    data-engine-js=\"engine.js\" data-engine-wasm=\"engine.wasm\" data-full-js=\"engine.js\" \
    data-full-wasm=\"engine.wasm\" data-tools=\"tools.js\" \
    data-samples=\"samples.json\">";

/// The one file, from the finished `index.html` that does not say its sum yet.
pub fn make(dist: &Path, html: &str, inside: &str) -> Result<String, String> {
    let mut page = without_offer(html, SAID)?;
    let style = text(&hashed(dist, "styles-", ".css")?)?;
    let boot = text(&hashed(dist, "boot-", ".js")?)?;
    let at = tag(&page, "rel=\"stylesheet\"")?;
    page.replace_range(at, &format!("<style>{style}</style>"));
    for _ in 0..PRELOADED {
        let at = tag(&page, "rel=\"preload\"")?;
        page.replace_range(at, "");
    }
    let at = tag(&page, "data-page-js=")?;
    let end = page.get(at.end..).and_then(|rest| rest.strip_prefix("</script>"));
    end.ok_or("index.html: the start script is not empty")?;
    let scripts = format!("<script type=\"module\">{inside}</script>{START}{boot}</script>");
    page.replace_range(at.start..at.end + "</script>".len(), &scripts);
    for (what, script) in [("inside.js", inside), ("boot.js", &boot)] {
        if script.contains("</script") || script.contains("<!--") {
            return Err(format!("{what} cannot stand inside a page"));
        }
    }

    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval' blob:; worker-src blob:; \
         style-src {}; img-src data:; manifest-src data:; object-src 'none'; form-action 'none'; \
         base-uri 'none'",
        source(inside),
        source(&boot),
        source(&style)
    );
    let at = tag(&page, "Content-Security-Policy")?;
    page.replace_range(
        at,
        &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
    );

    let mut blocks = String::new();
    let packed = [
        ("page.js", "page-", ".js"),
        ("page.wasm", "page_bg-", ".wasm"),
        ("engine.js", "engine-full-", ".js"),
        ("engine.wasm", "engine-full_bg-", ".wasm"),
        ("tools.js", "tools-", ".js"),
        ("samples.json", "samples-", ".json"),
    ];
    for (id, start, end) in packed {
        let bytes = pack(&read(&hashed(dist, start, end)?)?)?;
        let line = format!(
            "<script type=\"application/gzip\" id=\"{id}\">{}</script>\n",
            BASE64.encode(&bytes)
        );
        blocks.push_str(&line);
    }
    let end = page.rfind("</body>").ok_or("index.html has no </body>")?;
    page.insert_str(end, &blocks);
    if page.contains("=\"./") {
        return Err("the one file still names another".to_owned());
    }
    Ok(page)
}

/// `index.html` with the SHA-256 of the one file beside the offer.
pub fn with_sum(html: &str, file: &str) -> Result<String, String> {
    let offer = offer(html)?;
    let line = html.get(offer.clone()).unwrap_or_default();
    if !line.contains(SUM) {
        return Err(format!("index.html has no {SUM} in its offer of the one file"));
    }
    let sum = HEXLOWER.encode(&Sha256::digest(file));
    let mut html = html.to_owned();
    html.replace_range(offer, &line.replace(SUM, &format!("<code>{sum}</code>")));
    Ok(html)
}

/// `index.html` with something else in the place of the offer.
pub fn without_offer(html: &str, instead: &str) -> Result<String, String> {
    let offer = offer(html)?;
    let mut html = html.to_owned();
    html.replace_range(offer, instead);
    Ok(html)
}

fn offer(html: &str) -> Result<Range<usize>, String> {
    let start = html.find(OFFER).ok_or("index.html does not offer the one file")?;
    let length = html.get(start..).and_then(|rest| rest.find("</div>"));
    let length = length.ok_or("the offer in index.html has no end")?;
    Ok(start..start + length + "</div>".len())
}

/// Where the tag is that has these words in it.
fn tag(html: &str, words: &str) -> Result<Range<usize>, String> {
    let lacks = || format!("index.html has no tag with {words}; was Trunk.toml changed?");
    let at = html.find(words).ok_or_else(lacks)?;
    let start = html.get(..at).and_then(|before| before.rfind('<')).ok_or_else(lacks)?;
    let length = html.get(at..).and_then(|rest| rest.find('>')).ok_or_else(lacks)?;
    Ok(start..at + length + 1)
}

/// A script or style as a policy names it (Content Security Policy Level 3, 2.3.1: `hash-source`).
fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)))
}

/// RFC 1952, with no time in it: the same bytes give the same file.
fn pack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let packed = writer.write_all(bytes).and_then(|()| writer.finish());
    packed.map_err(|problem| problem.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_gets_the_sum_or_makes_room() {
        let html = "<dl><div id=\"whole\"><dd>save: <code></code>.</dd></div><div>x</div></dl>";
        let sum = HEXLOWER.encode(&Sha256::digest("file"));
        let with = with_sum(html, "file").unwrap();
        assert!(with.contains(&format!("save: <code>{sum}</code>.")), "{with}");
        assert_eq!(without_offer(html, "").unwrap(), "<dl><div>x</div></dl>");
        assert!(with_sum("<dl></dl>", "file").is_err());
    }

    #[test]
    fn a_tag_is_found_by_its_words() {
        let html = "<a><link rel=\"preload\" href=x><b>";
        assert_eq!(&html[tag(html, "rel=\"preload\"").unwrap()], "<link rel=\"preload\" href=x>");
        assert!(tag(html, "rel=\"stylesheet\"").is_err());
    }
}
