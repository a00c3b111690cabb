//! JSON Schema → TypeScript, for the shapes that serde and schemars make of our types. A keyword that
//! is not known here stops the test: nothing is left out unsaid.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Keywords that say nothing of the shape.
const SILENT: [&str; 10] = [
    "$schema",
    "title",
    "description",
    "$defs",
    "format",
    "minimum",
    "maximum",
    "default",
    "minItems",
    "maxItems",
];

/// A file that declares every type of these schemas, by name.
pub fn declarations(schemas: &[Value]) -> String {
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for schema in schemas {
        let mut root = schema.clone();
        let defs = root.as_object_mut().unwrap().remove("$defs");
        let own = (schema["title"].as_str().unwrap().to_owned(), root);
        let inner = defs.into_iter().flat_map(|it| it.as_object().unwrap().clone());
        for (name, mut one) in inner.chain([own]) {
            one.as_object_mut().unwrap().retain(|key, _| key != "title" && key != "$schema");
            if let Some(before) = all.insert(name.clone(), one.clone()) {
                assert_eq!(before, one, "two types are called {name}");
            }
        }
    }
    let mut out = String::from(
        "// Made from the engine's own types by `UPDATE_EXPECT=1 cargo test --test native schema::`; do not\n\
         // edit. docs/json.md explains them.\n",
    );
    for (name, schema) in &all {
        out.push('\n');
        comment(&mut out, 0, schema);
        let is_interface = schema.get("properties").is_some() && schema.get("oneOf").is_none();
        match is_interface {
            true => out.push_str(&format!("export interface {name} {}\n", shape(schema, 0))),
            false => out.push_str(&format!("export type {name} = {};\n", shape(schema, 0))),
        }
    }
    out
}

/// The type that a schema describes.
fn shape(schema: &Value, depth: usize) -> String {
    let Some(fields) = schema.as_object() else {
        assert_eq!(*schema, Value::Bool(true), "a schema is no object: {schema}");
        return "unknown".into();
    };
    if let Some(own) = fields.get("tsType") {
        return own.as_str().unwrap().to_owned();
    }
    let known = [
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "prefixItems",
        "enum",
        "const",
        "oneOf",
        "anyOf",
        "$ref",
    ];
    for keyword in fields.keys() {
        let is_known = known.contains(&keyword.as_str()) || SILENT.contains(&keyword.as_str());
        assert!(is_known, "{keyword} is not known to tests/schema/typescript.rs: {schema}");
    }
    if let Some(reference) = fields.get("$ref") {
        let name = reference.as_str().unwrap();
        return match name {
            "#" => panic!("a type that is a root holds itself: {schema}"),
            _ => name.strip_prefix("#/$defs/").unwrap().to_owned(),
        };
    }
    if let Some(one) = fields.get("const") {
        return one.to_string();
    }
    if let Some(words) = fields.get("enum") {
        return joined(words.as_array().unwrap().iter().map(Value::to_string));
    }
    if let Some(several) = fields.get("oneOf").or(fields.get("anyOf")) {
        let several = several.as_array().unwrap();
        return joined(several.iter().map(|one| shape(one, depth)));
    }
    let kinds = match &fields["type"] {
        Value::Array(kinds) => kinds.iter().map(|it| it.as_str().unwrap()).collect(),
        kind => vec![kind.as_str().unwrap()],
    };
    joined(kinds.into_iter().map(|kind| match kind {
        "string" => "string".into(),
        "integer" | "number" => "number".into(),
        "boolean" => "boolean".into(),
        "null" => "null".into(),
        "array" => list(fields, depth),
        "object" => object(fields, depth),
        other => panic!("the type {other} is not known"),
    }))
}

fn joined(several: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for one in several {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join(" | ")
}

fn list(fields: &Map<String, Value>, depth: usize) -> String {
    if let Some(items) = fields.get("prefixItems") {
        let items: Vec<String> =
            items.as_array().unwrap().iter().map(|it| shape(it, depth)).collect();
        return format!("[{}]", items.join(", "));
    }
    let item = shape(&fields["items"], depth);
    if item.contains(' ') { format!("({item})[]") } else { format!("{item}[]") }
}

fn object(fields: &Map<String, Value>, depth: usize) -> String {
    let empty = Map::new();
    let properties = fields.get("properties").map_or(&empty, |it| it.as_object().unwrap());
    let required = fields.get("required").and_then(Value::as_array);
    let mut out = String::from("{\n");
    for (name, schema) in properties {
        comment(&mut out, depth + 1, schema);
        let is_needed = required.is_some_and(|it| it.iter().any(|it| it == name));
        let mark = if is_needed { "" } else { "?" };
        // Where null means that nothing was said, leaving it out will do.
        out.push_str(&format!(
            "{}{name}{mark}: {};\n",
            "  ".repeat(depth + 1),
            shape(schema, depth + 1)
        ));
    }
    out.push_str(&format!("{}}}", "  ".repeat(depth)));
    out
}

fn comment(out: &mut String, depth: usize, schema: &Value) {
    if let Some(text) = schema.get("description").and_then(Value::as_str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("{}/** {text} */\n", "  ".repeat(depth)));
    }
}
