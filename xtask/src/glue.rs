//! What wasm-bindgen writes, made smaller.
//!
//! Each function that a program imports has a name with 16 random digits, once in the program and
//! once in its JavaScript: 2 KB of each that no compression takes away. They get names of two
//! letters here. And the page's JavaScript loses what its start-up script never uses.

use std::fs;
use std::path::Path;

use crate::shell::{Outcome, read, text, write};

/// Functions of the page's JavaScript, and what stands in their place. `boot.js` brings the program
/// compiled; and no message quotes a value, which could be somebody's.
const UNUSED: [(&str, &str); 4] = [
    ("function debugString(", "function debugString() { return \"\"; }"),
    ("function initSync(", ""),
    (
        "async function __wbg_load(",
        "async function __wbg_load(module, imports) {\n\
         return { instance: await WebAssembly.instantiate(module, imports), module };\n}",
    ),
    (
        "async function __wbg_init(",
        "async function __wbg_init({ module_or_path }) {\n\
         const { instance, module } = await __wbg_load(module_or_path, __wbg_get_imports());\n\
         return __wbg_finalize_init(instance, module);\n}",
    ),
];
const EXPORTS: (&str, &str) =
    ("export { initSync, __wbg_init as default };", "export { __wbg_init as default };");

/// Makes the programs of a folder and their JavaScript smaller.
pub fn shrink(dist: &Path) -> Outcome {
    let files = fs::read_dir(dist).map_err(|problem| format!("no dist/: {problem}"))?;
    for wasm in files.flatten().map(|entry| entry.path()) {
        let name = wasm.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix("_bg.wasm") else { continue };
        let js = dist.join(format!("{stem}.js"));
        let mut glue = text(&js)?;
        let program = renamed(&read(&wasm)?, &mut glue).map_err(|why| format!("{name}: {why}"))?;
        if stem.starts_with("page") {
            glue = without_unused(&glue).map_err(|why| format!("{stem}.js: {why}"))?;
        }
        write(&wasm, &program)?;
        write(&js, glue.as_bytes())?;
    }
    Ok(())
}

/// The glue without what nobody calls. wasm-bindgen is pinned: what is not found is an error.
fn without_unused(glue: &str) -> Result<String, String> {
    let mut glue = glue.to_owned();
    for (head, instead) in UNUSED {
        let head = format!("\n{head}");
        let start = glue.find(&head).ok_or_else(|| format!("no `{}`", head.trim()))?;
        let rest = glue.get(start..).unwrap_or_default();
        let length = rest.find("\n}\n").ok_or_else(|| format!("`{}` has no end", head.trim()))? + 3;
        glue.replace_range(start..start + length, &format!("\n{instead}\n"));
    }
    match glue.contains(EXPORTS.0) {
        true => Ok(glue.replace(EXPORTS.0, EXPORTS.1)),
        false => Err(format!("no `{}`", EXPORTS.0)),
    }
}

/// The program with short names for what it imports; `glue` gets the same names. (WebAssembly Core,
/// 5.5.2 and 5.5.5: sections, and the one of imports.)
fn renamed(wasm: &[u8], glue: &mut String) -> Result<Vec<u8>, String> {
    const IMPORTS: u8 = 2;
    let mut reader = Reader { bytes: wasm, at: 0 };
    let mut out = reader.take(8)?.to_vec();
    while reader.at < wasm.len() {
        let section = reader.byte()?;
        let size = reader.number()?;
        let body = reader.take(size)?;
        let body = if section == IMPORTS { imports(body, glue)? } else { body.to_vec() };
        out.push(section);
        number(&mut out, body.len());
        out.extend(body);
    }
    Ok(out)
}

fn imports(body: &[u8], glue: &mut String) -> Result<Vec<u8>, String> {
    const FUNCTION: u8 = 0;
    let mut reader = Reader { bytes: body, at: 0 };
    let count = reader.number()?;
    if count > 36 * 36 {
        return Err(format!("{count} imports, and names for 1,296"));
    }
    let mut out = Vec::new();
    number(&mut out, count);
    for at in 0..count {
        let module = reader.text()?;
        let name = reader.text()?;
        if reader.byte()? != FUNCTION {
            return Err(format!("{} is no function", String::from_utf8_lossy(name)));
        }
        let kind = reader.number()?;
        let short = short(at);
        let long = format!(" {}: ", String::from_utf8_lossy(name));
        if glue.matches(&long).count() != 1 {
            return Err(format!("the JavaScript does not have{long}once"));
        }
        *glue = glue.replacen(&long, &format!(" {short}: "), 1);
        for text in [module, short.as_bytes()] {
            number(&mut out, text.len());
            out.extend(text);
        }
        out.push(FUNCTION);
        number(&mut out, kind);
    }
    Ok(out)
}

/// `_00`, `_01` … `_zz`.
fn short(at: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let digit = |at: usize| char::from(DIGITS[at % 36]);
    format!("_{}{}", digit(at / 36), digit(at))
}

/// A number as WebAssembly writes it: LEB128 (WebAssembly Core, 5.2.2).
fn number(out: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        out.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, size: usize) -> Result<&'a [u8], String> {
        let end = self.at.checked_add(size).ok_or("a size that is none")?;
        let part = self.bytes.get(self.at..end).ok_or("it ends too soon")?;
        self.at = end;
        Ok(part)
    }

    fn byte(&mut self) -> Result<u8, String> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<usize, String> {
        let mut number = 0;
        for place in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << (7 * place);
            if byte < 128 {
                return Ok(number);
            }
        }
        Err("a number that is too long".to_owned())
    }

    fn text(&mut self) -> Result<&'a [u8], String> {
        let size = self.number()?;
        self.take(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_renamed_in_both_files_and_all_else_stays() {
        // (module (import "m" "long_1234" (func (type 3))) …) and a section that is passed over.
        let body = b"\x01\x01m\x09long_1234\x00\x03";
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([2, body.len() as u8]);
        wasm.extend(body);
        wasm.extend(b"\x0b\x02hi");
        let mut glue = "{ long_1234: function(a) {} }".to_owned();
        let short = renamed(&wasm, &mut glue).unwrap();
        assert_eq!(short, b"\0asm\x01\0\0\0\x02\x09\x01\x01m\x03_00\x00\x03\x0b\x02hi");
        assert_eq!(glue, "{ _00: function(a) {} }");
        assert!(renamed(&wasm, &mut "{}".to_owned()).is_err(), "a name that is not there");
        assert!(renamed(&wasm[..12], &mut "{ long_1234: 1 }".to_owned()).is_err());
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for wanted in [0, 127, 128, 300, 70_000] {
            let mut bytes = Vec::new();
            number(&mut bytes, wanted);
            assert_eq!(Reader { bytes: &bytes, at: 0 }.number(), Ok(wanted));
        }
    }
}
