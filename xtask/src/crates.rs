//! What each crate costs in the engine's and the page's WebAssembly (`size --crates`).
//!
//! Both programs are built once more with their function names kept, each function's bytes are
//! added to the crate its name begins with, and the data segments are shown as one line. Generic
//! code counts for the crate that defines it, so the figures say where to look, not what removing
//! a crate would save to the byte. wasm-opt then makes all of it about a fifth smaller.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::shell::{Outcome, cargo, read, run as run_command, target};

/// Crates below this many bytes are summed up in one line.
const SMALL: usize = 1_500;

/// Builds and prints both tables.
pub fn report() -> Outcome {
    for (program, feature) in [("engine", "worker"), ("page", "ui")] {
        let bytes = read(&build(program, feature)?)?;
        let module = Module::parse(&bytes).ok_or_else(|| format!("{program}: not WebAssembly"))?;
        print(program, &module);
    }
    Ok(())
}

/// One program with its names, else as its own profile in Cargo.toml has it.
fn build(program: &str, feature: &str) -> Result<PathBuf, String> {
    let profile = format!("{program}-named");
    let inherits = format!("profile.{profile}.inherits=\"{program}\"");
    let names = format!("profile.{profile}.strip=\"none\"");
    run_command(cargo(&[
        "build",
        "--quiet",
        "--target",
        "wasm32-unknown-unknown",
        "--config",
        &inherits,
        "--config",
        &names,
        "--profile",
        &profile,
        "--no-default-features",
        "--features",
        feature,
        "--bin",
        program,
    ]))?;
    let folder = target().join("wasm32-unknown-unknown").join(profile);
    Ok(folder.join(format!("{program}.wasm")))
}

/// Prints one table, largest first.
fn print(program: &str, module: &Module) {
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    for (index, size) in module.code.iter().enumerate() {
        let index = index.saturating_add(module.imported);
        let name = module.names.get(&index).map_or("(no name)", String::as_str);
        let sum = crates.entry(crate_of(name)).or_default();
        *sum = sum.saturating_add(*size);
    }
    let mut lines: Vec<(String, usize)> = crates.into_iter().collect();
    lines.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    println!("\n{program}: bytes of code by crate, before wasm-opt and compression");
    for (name, size) in lines.iter().filter(|line| line.1 >= SMALL) {
        println!("  {name:<34} {size:>9}");
    }
    let small: usize = lines.iter().filter(|line| line.1 < SMALL).map(|line| line.1).sum();
    println!("  {:<34} {small:>9}", "(all smaller crates)");
    println!("  {:<34} {:>9}", "(data: tables, texts, constants)", module.data);
}

/// The crate a function belongs to: the one that the first path in its readable name begins with.
/// (`<T as der::Decode>::decode` counts for `der`, which defines it.)
fn crate_of(symbol: &str) -> String {
    let readable = format!("{:#}", rustc_demangle::demangle(symbol));
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let found = readable.split("::").next().filter(|first| first.len() < readable.len());
    let name = found.map(|first| first.rsplit(|c| !is_word(c)).next().unwrap_or_default());
    match name {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => "(allocator, glue)".to_owned(),
    }
}

/// What is wanted of a WebAssembly file.
struct Module {
    /// Imported functions come first in the numbering.
    imported: usize,
    /// Bytes of each function's body.
    code: Vec<usize>,
    /// Bytes of all data segments.
    data: usize,
    /// Function names by number.
    names: BTreeMap<usize, String>,
}

impl Module {
    /// Reads sections 2 (imports), 10 (code), 11 (data) and the custom section `name`.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut module = Self { imported: 0, code: Vec::new(), data: 0, names: BTreeMap::new() };
        let mut file = Reader(bytes.strip_prefix(b"\0asm\x01\0\0\0")?);
        while !file.0.is_empty() {
            let kind = file.byte()?;
            let size = file.number()?;
            let mut section = Reader(file.take(size)?);
            match kind {
                0 if section.text()? == "name" => module.read_names(section)?,
                2 => module.imported = imported_functions(section)?,
                10 => {
                    for _ in 0..section.number()? {
                        let size = section.number()?;
                        section.take(size)?;
                        module.code.push(size);
                    }
                }
                11 => module.data = size,
                _ => {}
            }
        }
        Some(module)
    }

    /// The subsection with function names.
    fn read_names(&mut self, mut section: Reader<'_>) -> Option<()> {
        while !section.0.is_empty() {
            let kind = section.byte()?;
            let size = section.number()?;
            let mut part = Reader(section.take(size)?);
            if kind == 1 {
                for _ in 0..part.number()? {
                    let index = part.number()?;
                    self.names.insert(index, part.text()?);
                }
            }
        }
        Some(())
    }
}

/// How many functions are imported.
fn imported_functions(mut section: Reader<'_>) -> Option<usize> {
    let mut functions: usize = 0;
    for _ in 0..section.number()? {
        section.text()?;
        section.text()?;
        match section.byte()? {
            0 => {
                functions = functions.checked_add(1)?;
                section.number()?;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.take(2)?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

/// A reader of WebAssembly's binary format.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (first, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value: usize = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_crates() {
        assert_eq!(crate_of("rsa::key::check"), "rsa");
        assert_eq!(crate_of("<p256::arithmetic::Point as core::ops::Add>::add"), "p256");
        assert_eq!(crate_of("<&mut dyn yew::Thing as core::fmt::Debug>::fmt"), "yew");
        assert_eq!(crate_of("<F as nom::internal::Parser<I>>::parse"), "nom");
        assert_eq!(crate_of("__rust_alloc"), "(allocator, glue)");
    }

    #[test]
    fn a_tiny_module_is_read() {
        let bytes = [b"\0asm\x01\0\0\0".as_slice(), &[10, 4, 1, 2, 0, 11]].concat();
        let module = Module::parse(&bytes).unwrap();
        assert_eq!(module.code, [2]);
        assert!(Module::parse(b"#!/bin/sh").is_none());
    }
}
