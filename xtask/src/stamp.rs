//! What `dist/` still needs after Trunk: smaller scripts and styles (esbuild), a hash in the name
//! of every file that Trunk leaves without one, so that a browser's cache never mixes two versions,
//! and the icon inside `index.html`, so that the page's policy can forbid image requests.

use std::fs;
use std::path::Path;

use crate::glue;
use crate::shell::{Outcome, command, output, read, write};

/// Files that `index.html` names as `./NAME`.
const FILES: [&str; 7] = [
    "boot.js",
    "engine.js",
    "engine_bg.wasm",
    "engine-full.js",
    "engine-full_bg.wasm",
    "look.js",
    "samples.json",
];

/// The icon, named in `index.html` as `./icon.svg`.
const ICON: &str = "icon.svg";

/// Renames the files, shrunk where that is wanted, and rewrites `index.html`.
pub fn stamp(dist: &Path, small: bool) -> Outcome {
    glue::shrink(dist)?;
    let files = fs::read_dir(dist).map_err(|problem| format!("no dist/: {problem}"))?;
    for file in files.flatten().map(|entry| entry.path()).filter(|_| small) {
        if file.extension().is_some_and(|kind| kind == "js" || kind == "css") {
            shrink(&file)?;
        }
    }
    let page = dist.join("index.html");
    let mut html = String::from_utf8(read(&page)?).map_err(|_| "index.html is not UTF-8")?;
    for (attribute, size) in sizes(dist, &html)? {
        let mark = format!("{attribute}=\"\"");
        if !html.contains(&mark) {
            return Err(format!("index.html has no {mark}; was Trunk.toml changed?"));
        }
        html = html.replace(&mark, &format!("{attribute}=\"{size}\""));
    }
    for name in FILES {
        let file = dist.join(name);
        let hash = fnv(&read(&file)?);
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        let hashed = format!("{stem}-{hash:016x}.{extension}");
        fs::rename(&file, dist.join(&hashed))
            .map_err(|problem| format!("cannot rename {}: {problem}", file.display()))?;
        html = replace(&html, name, &format!("./{hashed}"))?;
    }
    let icon = dist.join(ICON);
    html = replace(&html, ICON, &data_address(&read(&icon)?))?;
    fs::remove_file(&icon)
        .map_err(|problem| format!("cannot remove {}: {problem}", icon.display()))?;
    write(&page, html.as_bytes())
}

/// How large the programs are that boot.js loads one after the other, by its attribute for them.
fn sizes(dist: &Path, html: &str) -> Result<[(&'static str, usize); 2], String> {
    let page = html.split("data-page-wasm=\"./").nth(1).and_then(|it| it.split('"').next());
    let page = page.ok_or("index.html does not name the page's program")?;
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

/// FNV-1a, 64 bits: enough to tell versions apart.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_is_the_published_one() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn names_are_replaced_with_and_without_quotes() {
        assert_eq!(replace("src=\"./a.js\"", "a.js", "./b.js").unwrap(), "src=\"./b.js\"");
        assert_eq!(replace("src=./a.js ", "a.js", "./b.js").unwrap(), "src=\"./b.js\" ");
        assert!(replace("src=\"./c.js\"", "a.js", "./b.js").is_err());
    }
}
