//! What each crate costs in the engines' and the page's WebAssembly (`size --crates`).
//!
//! All programs are built once more with their function names kept, each function's bytes are
//! added to the crate its name begins with, and the data segments are shown as one line. Generic
//! code counts for the crate that defines it, so the figures say where to look, not what removing
//! a crate would save to the byte. wasm-opt then makes all of it about a fifth smaller.

use std::collections::BTreeMap;
use std::path::PathBuf;

use wasmparser::{
    BinaryReaderError, KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef,
};

use crate::shell::{Outcome, cargo, read, run as run_command, target};

/// Crates below this many bytes are summed up in one line.
const SMALL: usize = 1_500;

/// Builds, and prints a table for each program.
pub fn report() -> Outcome {
    let programs = [
        ("engine", "engine", "worker"),
        ("engine-full", "full", "worker,full"),
        ("page", "page", "ui"),
    ];
    for (program, profile, features) in programs {
        let bytes = read(&build(program, profile, features)?)?;
        let module = Module::parse(&bytes).map_err(|problem| format!("{program}: {problem}"))?;
        print(program, &module);
    }
    Ok(())
}

/// One program with its names, else as its profile in Cargo.toml has it.
fn build(program: &str, base: &str, features: &str) -> Result<PathBuf, String> {
    let profile = format!("{base}-named");
    let inherits = format!("profile.{profile}.inherits=\"{base}\"");
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
        features,
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
#[derive(Default)]
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
    /// Reads the imports, the code, the data and the custom section `name`.
    fn parse(bytes: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_)) {
                            module.imported = module.imported.saturating_add(1);
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => module.code.push(body.as_bytes().len()),
                Payload::DataSection(data) => {
                    let bytes = data.range().end.saturating_sub(data.range().start);
                    module.data = usize::try_from(bytes).unwrap_or(usize::MAX);
                }
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(names) = custom.as_known() {
                        module.read_names(names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(module)
    }

    /// The subsection with function names.
    fn read_names(&mut self, names: NameSectionReader<'_>) -> Result<(), BinaryReaderError> {
        for part in names {
            if let Name::Function(functions) = part? {
                for function in functions {
                    let function = function?;
                    let index = usize::try_from(function.index).unwrap_or(usize::MAX);
                    self.names.insert(index, function.name.to_owned());
                }
            }
        }
        Ok(())
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
        // One type (no parameters, no results), one function of it, its body of two bytes.
        let bytes = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b";
        let module = Module::parse(bytes).unwrap();
        assert_eq!(module.code, [2]);
        assert!(Module::parse(b"#!/bin/sh").is_err());
    }
}
