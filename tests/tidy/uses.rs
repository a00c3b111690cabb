//! Which files of a folder use which, as their `use` lines and paths say.

use std::collections::{BTreeMap, BTreeSet};

/// A module by its path below the crate.
type Module = Vec<String>;

/// For each folder: which of its files (or folders, with all in them) uses which.
type Graph = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The circles: folder, and the files that reach each other.
pub fn circles(sources: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (room, uses) in graph(sources) {
        let mut left: BTreeSet<&String> = uses.keys().collect();
        while let Some(file) = left.pop_first() {
            let from = reached(&uses, file);
            let circle: Vec<String> = from
                .iter()
                .filter(|other| *other == file || reached(&uses, other).contains(file))
                .cloned()
                .collect();
            if from.contains(file) {
                left.retain(|other| !circle.contains(other));
                found.push((room.clone(), circle));
            }
        }
    }
    found
}

/// All that a file uses, directly or through others.
fn reached(uses: &BTreeMap<String, BTreeSet<String>>, file: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut next = vec![file.to_owned()];
    while let Some(file) = next.pop() {
        for used in uses.get(&file).into_iter().flatten() {
            if seen.insert(used.clone()) {
                next.push(used.clone());
            }
        }
    }
    seen
}

fn graph(sources: &[(String, String)]) -> Graph {
    let modules: BTreeMap<Module, String> = sources
        .iter()
        .filter(|(path, _)| !path.starts_with("bin/") && path != "lib.rs" && path != "main.rs")
        .map(|(path, text)| {
            (path.trim_end_matches(".rs").split('/').map(str::to_owned).collect(), code(text))
        })
        .collect();
    let exports = exports(&modules);
    let mut graph = Graph::new();
    for (module, code) in &modules {
        for path in paths(code) {
            let Some(absolute) = absolute(module, &path) else { continue };
            let common = absolute.iter().zip(module).take_while(|(a, b)| a == b).count();
            // The crate itself is looked at by the order of rooms; a parent is no sibling.
            let (Some(own), Some(other)) = (module.get(common), absolute.get(common)) else {
                continue;
            };
            let parent = module[..common].to_vec();
            let child = [parent.clone(), vec![other.clone()]].concat();
            let used = match modules.contains_key(&child) {
                true => Some(other),
                false => exports.get(&(parent.clone(), other.clone())),
            };
            if let Some(used) = used.filter(|used| *used != own && !parent.is_empty()) {
                let uses = graph.entry(parent.join("::")).or_default();
                uses.entry(own.clone()).or_default().insert(used.clone());
            }
        }
    }
    graph
}

/// The text up to the file's own tests, without comments.
fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    let lines: Vec<&str> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
    lines.join("\n")
}

/// What a module takes from one of its children: by module and name, the child.
fn exports(modules: &BTreeMap<Module, String>) -> BTreeMap<(Module, String), String> {
    let mut exports = BTreeMap::new();
    for (module, code) in modules {
        for path in paths(code) {
            let own = path.first().is_some_and(|first| first == "self");
            let path = &path[usize::from(own)..];
            let (Some(child), Some(name)) = (path.first(), path.last()) else { continue };
            if modules.contains_key(&[module.clone(), vec![child.clone()]].concat()) {
                exports.insert((module.clone(), name.clone()), child.clone());
            }
        }
    }
    exports
}

/// A path from the crate on; `None` for one that leads out of it.
fn absolute(module: &[String], path: &[String]) -> Option<Module> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let (base, rest): (&[String], &[String]) = match path.first()?.as_str() {
        "crate" => (&[], &path[1..]),
        "self" => (module, &path[1..]),
        "super" => (module.get(..module.len().checked_sub(ups)?)?, &path[ups..]),
        _ => return None,
    };
    Some([base, rest].concat())
}

/// Every path that is named: those of `use` lines taken apart, and those that begin with `crate`,
/// `self` or `super` elsewhere.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let begins = rest[..at].ends_with(['\n', ' ', ')']) || at == 0;
        let after = &rest[at + 4..];
        let Some(end) = after.find(';').filter(|_| begins) else {
            rest = after;
            continue;
        };
        take_apart(&[], &after[..end], &mut found);
        rest = &after[end..];
    }
    for start in ["crate::", "self::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let path: String = code[at..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .collect();
            found.push(parts(&path));
        }
    }
    found
}

fn parts(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn take_apart(before: &[String], tree: &str, found: &mut Vec<Vec<String>>) {
    let (mut depth, mut start) = (0usize, 0usize);
    let mut items = Vec::new();
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                items.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&tree[start..]);
    for item in items.into_iter().filter(|item| !item.trim().is_empty()) {
        match item.split_once('{') {
            Some((head, inside)) => {
                let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
                take_apart(&[before, &parts(head)].concat(), inside, found);
            }
            None => {
                let name = item.split(" as ").next().unwrap_or(item);
                found.push([before, &parts(name)].concat());
            }
        }
    }
}

#[test]
fn a_circle_is_found_through_reexports_and_long_paths() {
    let files = [
        ("room.rs", "mod a;\nmod b;\nmod c;\npub use b::Thing;\n"),
        ("room/a.rs", "use super::{Thing, c};\n"),
        ("room/b.rs", "fn f() { crate::room::a::g() }\n"),
        ("room/c.rs", "// use super::a;\n#[cfg(test)]\nuse super::a;\n"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(circles(&files), [("room".to_owned(), vec!["a".to_owned(), "b".to_owned()])]);
}
