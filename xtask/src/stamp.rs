//! What `dist/` still needs after Trunk: smaller scripts and styles (esbuild), the SHA-256 in the
//! name of every file, so that a browser's cache never mixes two versions and the browser itself refuses
//! what is something else (Subresource Integrity), and the icon inside `index.html`, so that the page's policy can forbid image requests. What is
//! published also gets the page as one file ([`crate::whole`]) and the list of the service worker.

use std::fs;
use std::path::Path;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use sha2::{Digest, Sha256};

use crate::shell::{Outcome, command, output, read, text, write};
use crate::whole;

/// Files that `index.html` names as `./NAME`.
const FILES: [&str; 8] = [
    "boot.js",
    "engine.js",
    "engine_bg.wasm",
    "engine-full.js",
    "engine-full_bg.wasm",
    TOOLS,
    "samples.json",
    "offline.js",
];

/// Scripts that come with the full engine, and the one file that they come in.
const PARTS: [&str; 3] = ["look.js", "list.js", "picture.js"];
const TOOLS: &str = "tools.js";

/// The service worker. Its name has no hash: a browser asks for it again to see whether it changed.
const SERVICE_WORKER: &str = "sw.js";
/// Goes into the one file, and nowhere else.
const INSIDE: &str = "inside.js";
/// How `index.html` names the script for use without a network.
const OFFLINE: &str = " data-offline=\"./offline.js\"";

/// The icon, named in `index.html` as `./icon.svg`.
const ICON: &str = "icon.svg";

/// Renames the files, shrunk where that is wanted, and rewrites `index.html`.
pub fn stamp(dist: &Path, small: bool) -> Outcome {
    let mut tools = String::new();
    for part in PARTS {
        // Each in a block of its own: what it declares is nobody else's.
        tools.push_str(&format!("{{\n{}}}\n", taken(dist, part)?));
    }
    write(&dist.join(TOOLS), tools.as_bytes())?;
    let files = fs::read_dir(dist).map_err(|problem| format!("no dist/: {problem}"))?;
    for file in files.flatten().map(|entry| entry.path()).filter(|_| small) {
        if file.extension().is_some_and(|kind| kind == "js" || kind == "css") {
            shrink(&file)?;
        }
    }
    let page = dist.join("index.html");
    let mut html = without_comments(&text(&page)?);
    for (attribute, size) in sizes(dist, &html)? {
        let mark = format!("{attribute}=\"\"");
        if !html.contains(&mark) {
            return Err(format!("index.html has no {mark}; was Trunk.toml changed?"));
        }
        html = html.replace(&mark, &format!("{attribute}=\"{size}\""));
    }
    let inside = taken(dist, INSIDE)?;
    let worker = taken(dist, SERVICE_WORKER)?;
    if !small {
        // While the page is worked on, nothing may be kept: the next look is at the next build.
        taken(dist, "offline.js")?;
        html = html.replace(OFFLINE, "");
        html = whole::without_offer(&html, "")?;
    }
    let trunks = trunks_names(&html)?;
    let ours = FILES.iter().filter(|name| small || **name != "offline.js");
    let ours = ours.map(|name| {
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        ((*name).to_owned(), stem.to_owned(), extension.to_owned())
    });
    for (name, stem, extension) in trunks.into_iter().chain(ours) {
        let file = dist.join(&name);
        let sum = Sha256::digest(read(&file)?);
        let hashed = format!("{stem}-{}.{extension}", BASE64URL_NOPAD.encode(&sum));
        fs::rename(&file, dist.join(&hashed))
            .map_err(|problem| format!("cannot rename {}: {problem}", file.display()))?;
        html = replace(&html, &name, &format!("./{hashed}"))?;
        // boot.js finds the sums of all others in their names, and names them when it takes the files.
        if stem == "boot" || stem == "styles" {
            let named = format!("=\"./{hashed}\"");
            let integrity = format!(" integrity=\"sha256-{}\"", BASE64.encode(&sum));
            html = html.replace(&named, &format!("{named}{integrity}"));
        }
    }
    html = html.replace(" data-integrity=\"none\"", "");
    let icon = dist.join(ICON);
    html = replace(&html, ICON, &data_address(&read(&icon)?))?;
    fs::remove_file(&icon)
        .map_err(|problem| format!("cannot remove {}: {problem}", icon.display()))?;
    if !small {
        return write(&page, html.as_bytes());
    }
    // What an earlier build left would be listed.
    let _ = fs::remove_file(dist.join(whole::NAME));
    let file = whole::make(dist, &html, &inside)?;
    write(&page, whole::with_sum(&html, &file)?.as_bytes())?;
    let worker = [list(dist)?, worker].concat();
    write(&dist.join(whole::NAME), file.as_bytes())?;
    write(&dist.join(SERVICE_WORKER), worker.as_bytes())
}

/// A script's text, which is then no file of its own any more.
fn taken(dist: &Path, name: &str) -> Result<String, String> {
    let file = dist.join(name);
    let script = text(&file)?;
    fs::remove_file(&file).map_err(|problem| format!("cannot remove {name}: {problem}"))?;
    Ok(script)
}

/// The first lines of the service worker: every file of the page with its SHA-256, and one sum over it
/// all. The page itself has no name: it is what the folder's address brings.
fn list(dist: &Path) -> Result<String, String> {
    let files = fs::read_dir(dist).map_err(|problem| format!("no dist/: {problem}"))?;
    let mut names: Vec<String> =
        files.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // The large one comes last.
    names.sort_by_key(|name| (name.starts_with("engine-full"), name.clone()));
    let mut lines = Vec::new();
    for name in &names {
        let sum = BASE64.encode(&Sha256::digest(read(&dist.join(name))?));
        let name = if name == "index.html" { "" } else { name };
        lines.push(format!("\"{name}\":\"{sum}\""));
    }
    let files = format!("{{{}}}", lines.join(","));
    let version = BASE64.encode(&Sha256::digest(&files));
    Ok(format!("const FILES={files};\nconst VERSION=\"{version}\";\n"))
}

/// A page without what its authors wrote for each other, and without empty lines.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("-->").map_or("", |(_, rest)| rest));
    }
    let mut lines = String::new();
    for line in kept.lines().filter(|line| !line.trim().is_empty()) {
        // Only between tags: a text may begin with spaces.
        lines.push_str(if line.trim_start().starts_with('<') { line.trim_start() } else { line });
        lines.push('\n');
    }
    lines
}

/// How large the programs are that boot.js loads one after the other, by its attribute for them.
fn sizes(dist: &Path, html: &str) -> Result<[(&'static str, usize); 2], String> {
    let page = named(html, "data-page-wasm=\"./")?;
    let size = |name: &str| read(&dist.join(name)).map(|it| it.len());
    Ok([("data-page-size", size(page)?), ("data-engine-size", size("engine_bg.wasm")?)])
}

/// Takes comments, spaces and long local names out of a script or a style sheet. (Trunk's own
/// minifier stops at the JavaScript that wasm-bindgen writes today.)
fn shrink(file: &Path) -> Outcome {
    let name = file.to_string_lossy();
    let small = output(command("esbuild", &["--minify", "--log-level=error", &name]))
        .ok_or_else(|| format!("esbuild could not read {name}"))?;
    write(file, small.as_bytes())
}

/// Replaces `"./NAME"` and insists that it was there.
fn replace(html: &str, name: &str, by: &str) -> Result<String, String> {
    let quoted = format!("\"./{name}\"");
    let bare = format!("=./{name}");
    if html.contains(&quoted) {
        Ok(html.replace(&quoted, &format!("\"{by}\"")))
    } else if html.contains(&bare) {
        Ok(html.replace(&bare, &format!("=\"{by}\"")))
    } else {
        Err(format!("index.html does not name ./{name}; was Trunk.toml changed?"))
    }
}

/// What stands behind a mark in `index.html`, to the end of the attribute.
fn named<'h>(html: &'h str, mark: &str) -> Result<&'h str, String> {
    let name = html.split(mark).nth(1).and_then(|it| it.split('"').next());
    name.ok_or_else(|| format!("index.html has no {mark}; was Trunk.toml changed?"))
}

/// The files that have a name from Trunk, with a hash of what they were before they were made smaller:
/// that name, and the parts of the new one.
fn trunks_names(html: &str) -> Result<Vec<(String, String, String)>, String> {
    let parts = [
        ("data-page-js=\"./", "page", "js"),
        ("data-page-wasm=\"./", "page_bg", "wasm"),
        ("rel=\"stylesheet\" href=\"./", "styles", "css"),
    ];
    let name = |(mark, stem, extension): (&str, &str, &str)| {
        Ok((named(html, mark)?.to_owned(), stem.to_owned(), extension.to_owned()))
    };
    parts.into_iter().map(name).collect()
}

/// An SVG as a `data:` address.
fn data_address(svg: &[u8]) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for &byte in svg {
        match byte {
            b'\n' => address.push(' '),
            b' ' | b'=' | b':' | b'/' | b';' | b',' | b'.' | b'-' | b'(' | b')' => {
                address.push(char::from(byte));
            }
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_go_and_texts_stay() {
        let html = "<a>\n  <!-- why\n  -->\n\n  <b title=\"x:\n  y\"> z </b>\n";
        assert_eq!(without_comments(html), "<a>\n<b title=\"x:\n  y\"> z </b>\n");
    }

    #[test]
    fn names_are_replaced_with_and_without_quotes() {
        assert_eq!(replace("src=\"./a.js\"", "a.js", "./b.js").unwrap(), "src=\"./b.js\"");
        assert_eq!(replace("src=./a.js ", "a.js", "./b.js").unwrap(), "src=\"./b.js\" ");
        assert!(replace("src=\"./c.js\"", "a.js", "./b.js").is_err());
    }
}
