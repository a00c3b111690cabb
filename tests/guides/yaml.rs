//! YAML as Kubernetes, Envoy and Traefik read it: a plain `on` or `no` is a boolean (YAML 1.1), what
//! is quoted is text.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

/// A mapping or a list that is not closed yet, and the key that waits for its value.
enum Open {
    Mapping(Map<String, Value>, Option<String>),
    List(Vec<Value>),
}

/// The documents of a text. Aliases and keys that stand twice are errors: no guide needs them.
pub fn documents(text: &str) -> Vec<Value> {
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let whole = match event {
            Event::MappingStart(..) => {
                open.push(Open::Mapping(Map::new(), None));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => match open.pop().unwrap() {
                Open::Mapping(all, _) => Value::Object(all),
                Open::List(all) => Value::Array(all),
            },
            Event::Scalar(value, style, ..) => {
                if let Some(Open::Mapping(_, key @ None)) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                match style {
                    ScalarStyle::Plain => plain(&value),
                    _ => Value::String(value.into_owned()),
                }
            }
            Event::Alias(_) => panic!("an alias in line {}:\n{text}", span.start.line()),
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::Mapping(all, key)) => {
                let key = key.take().unwrap();
                assert!(all.insert(key.clone(), whole).is_none(), "{key} stands twice:\n{text}");
            }
            Some(Open::List(all)) => all.push(whole),
            None => documents.push(whole),
        }
    }
    documents
}

fn plain(value: &str) -> Value {
    match value {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" | "on" | "On" | "ON" | "yes" | "Yes" | "YES" => {
            return Value::Bool(true);
        }
        "false" | "False" | "FALSE" | "off" | "Off" | "OFF" | "no" | "No" | "NO" => {
            return Value::Bool(false);
        }
        _ => {}
    }
    if let Ok(whole) = value.parse::<i64>() {
        return whole.into();
    }
    let float =
        value.parse::<f64>().ok().filter(|_| value.starts_with(|c: char| c.is_ascii_digit()));
    match float.and_then(Number::from_f64) {
        Some(number) => Value::Number(number),
        None => Value::String(value.to_owned()),
    }
}

#[test]
fn values_have_the_types_that_kubernetes_gives_them() {
    let text = "a: {b: [1, \"1\", on, 'on', ~, 87600h, 1.5, \"*\"]}\n---\nc: |\n  x\n  y\n";
    let wanted = serde_json::json!({"a": {"b": [1, "1", true, "on", null, "87600h", 1.5, "*"]}});
    assert_eq!(documents(text), [wanted, serde_json::json!({"c": "x\ny\n"})]);
}
