//! A small file of settings, YAML or JSON, as a tree in which every value knows its line. Aliases and
//! keys that come twice are refused: what stands in the file is all there is.

use saphyr_parser::{Event, Parser};

/// A longer text is no file of settings.
const MAX_TEXT: usize = 1 << 20;
/// Deeper than any settings need.
const MAX_DEPTH: usize = 16;

/// One value and the line it stands in, counted from 1.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The line.
    pub line: usize,
    /// The value.
    pub value: SettingValue,
}

/// What a setting holds.
#[derive(Clone, Debug)]
pub enum SettingValue {
    /// A word, a number, a sentence: as written.
    Word(String),
    /// Values one after the other.
    List(Vec<Setting>),
    /// Keys and their values, in the order written.
    Table(Vec<(String, Setting)>),
}

/// What is under way: a list, or a table with the key that waits for its value.
enum Open {
    List(usize, Vec<Setting>),
    Table(usize, Vec<(String, Setting)>, Option<String>),
}

/// The one document of a text; where it is none, why, with the line.
pub fn settings(text: &str) -> Result<Setting, String> {
    if text.len() > MAX_TEXT {
        return Err("it is larger than 1 MB".into());
    }
    let mut open: Vec<Open> = Vec::new();
    let mut whole: Option<Setting> = None;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(it) => it,
            Err(error) => {
                return Err(format!("line {}: {}", error.marker().line(), error.info()));
            }
        };
        let line = span.start.line();
        let done = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() >= MAX_DEPTH => {
                return Err(format!("line {line}: values are nested too deeply"));
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(line, Vec::new(), None));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(line, Vec::new()));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => match open.pop() {
                Some(Open::List(line, all)) => Setting { line, value: SettingValue::List(all) },
                Some(Open::Table(line, all, _)) => {
                    Setting { line, value: SettingValue::Table(all) }
                }
                None => continue,
            },
            Event::Scalar(word, ..) => {
                Setting { line, value: SettingValue::Word(word.into_owned()) }
            }
            Event::Alias(_) => return Err(format!("line {line}: aliases are not taken")),
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::List(_, all)) => all.push(done),
            Some(Open::Table(_, all, key)) => put(all, key, done)?,
            None if whole.is_some() => return Err(format!("line {line}: a second document")),
            None => whole = Some(done),
        }
    }
    whole.ok_or_else(|| "nothing stands in it".into())
}

/// A key, or the value of the key before it.
fn put(
    all: &mut Vec<(String, Setting)>,
    key: &mut Option<String>,
    done: Setting,
) -> Result<(), String> {
    let line = done.line;
    match (key.take(), done.value) {
        (Some(name), value) => all.push((name, Setting { line, value })),
        (None, SettingValue::Word(name)) => {
            if all.iter().any(|(other, _)| *other == name) {
                return Err(format!("line {line}: {name} stands there twice"));
            }
            *key = Some(name);
        }
        (None, _) => return Err(format!("line {line}: a key is no word")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines_and_json_is_read_too() {
        for text in
            ["a: 1\nb:\n- x\n- {c: \"y z\"}\n", "{\"a\": 1, \"b\": [\"x\", {\"c\": \"y z\"}]}"]
        {
            let whole = settings(text).unwrap();
            let SettingValue::Table(all) = whole.value else { panic!("{whole:?}") };
            assert_eq!(all.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["a", "b"]);
            assert_eq!(all[0].1.line, 1);
        }
    }

    #[test]
    fn what_is_not_plain_is_refused_with_its_line() {
        for (text, words) in [
            ("a: 1\na: 2\n", "line 2: a stands there twice"),
            ("a: &x 1\nb: *x\n", "line 2: aliases are not taken"),
            ("a: [", "line"),
            ("", "nothing stands in it"),
            ("a: 1\n---\nb: 2\n", "a second document"),
            (&"[".repeat(40), "nested too deeply"),
        ] {
            let error = settings(text).unwrap_err();
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
