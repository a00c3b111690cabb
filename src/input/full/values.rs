//! YAML and JSON: Kubernetes Secrets and ConfigMaps, kubeconfig, JSON Web Keys, and any other value
//! that holds PEM or base64. Values are taken one by one as the parser names them; aliases are not
//! followed, so a document is never larger than its text.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use super::encoded::unwrapped;
use super::open::{At, Opener};
use super::{Block, BlockKind, Format};
use crate::model::{Part, Span, Wrapping};

/// Values nested deeper than this are passed over.
const MAX_PATH: usize = 64;
/// At most this many values of one text are looked at.
const MAX_VALUES: usize = 500_000;
/// At most this many bytes of values and their paths are held, beside twice the text.
const MAX_HELD: usize = 64 << 20;
/// A longer text is not taken apart.
const MAX_TEXT: usize = 64 << 20;

/// A value and where it stands.
struct Leaf {
    /// Keys and list numbers from the outside in.
    path: Vec<String>,
    value: String,
    /// First and last line, counted from 1.
    lines: (usize, usize),
}

/// Where the parser is: in a mapping with its current key, or in a list with its number.
enum Frame {
    Mapping(Option<String>),
    List(usize),
}

/// Opens the values of YAML or JSON; false where the text is neither, or holds nothing of interest.
pub(super) fn open(opener: &mut Opener, text: &str, at: At) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let json = start.starts_with('{')
        || start.starts_with("[{")
        || start.starts_with("[\n")
        || start.starts_with("[\"");
    if !json && !is_yaml(text) {
        return false;
    }
    if text.len() > MAX_TEXT {
        let size = text.len() >> 20;
        opener.limit(format!(
            "YAML and JSON of more than {} MB are not taken apart; this is {size} MB.",
            MAX_TEXT >> 20
        ));
        return false;
    }
    let Some((documents, cut)) = documents(text) else { return false };
    if cut {
        opener.limit("Only the first values of this text were looked at: it has too many.".into());
    }
    let starts = line_starts(text);
    let before = (opener.found(), opener.scan.parts.len());
    for leaves in &documents {
        document(opener, leaves, &starts, json, at);
    }
    let found = (opener.found(), opener.scan.parts.len()) != before;
    if found {
        opener.format(if json { Format::Json } else { Format::Yaml }, at);
    }
    found
}

/// Whether some line has a key and, behind it, a value of the kind that is looked for.
fn is_yaml(text: &str) -> bool {
    let is_key = |key: &str| {
        let key = key.trim_start().trim_start_matches("- ").trim_matches(['"', '\'']);
        !key.is_empty() && key.len() < 100 && !key.contains(' ')
    };
    text.lines().take(10_000).any(|line| {
        let Some((key, value)) = line.split_once(':') else { return false };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let wanted = ["|", "LS0t", "MII", "-----BEGIN", "/u3+7Q", "H4sI"];
        let known = key.trim() == "apiVersion" || wanted.iter().any(|it| value.starts_with(it));
        known && is_key(key)
    })
}

/// The values of each document, and whether there were more than are held; `None` where the text
/// is no YAML.
fn documents(text: &str) -> Option<(Vec<Vec<Leaf>>, bool)> {
    let most = text.len().saturating_mul(2).saturating_add(MAX_HELD);
    let (mut count, mut held) = (0usize, 0usize);
    let mut documents = Vec::new();
    let mut leaves = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.ok()?;
        match event {
            Event::MappingStart(..) => frames.push(Frame::Mapping(None)),
            Event::SequenceStart(..) => frames.push(Frame::List(0)),
            Event::MappingEnd | Event::SequenceEnd => {
                frames.pop();
                advance(&mut frames);
            }
            Event::Scalar(value, ..) => {
                if let Some(Frame::Mapping(key @ None)) = frames.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                if count >= MAX_VALUES || held >= most {
                    // What was read is kept; the rest is not even looked at.
                    documents.push(leaves);
                    return Some((documents, true));
                }
                if frames.len() <= MAX_PATH {
                    count = count.saturating_add(1);
                    held = held.saturating_add(size(&frames)).saturating_add(value.len());
                    let lines = (span.start.line(), span.end.line());
                    leaves.push(Leaf { path: path(&frames), value: value.into_owned(), lines });
                }
                advance(&mut frames);
            }
            Event::Alias(_) => advance(&mut frames),
            Event::DocumentEnd => documents.push(std::mem::take(&mut leaves)),
            _ => {}
        }
    }
    Some((documents, false))
}

/// What the path to a value takes, about.
fn size(frames: &[Frame]) -> usize {
    let one = |frame: &Frame| match frame {
        Frame::Mapping(key) => key.as_ref().map_or(0, String::len).saturating_add(32),
        Frame::List(_) => 40,
    };
    frames.iter().map(one).fold(64, usize::saturating_add)
}

/// A value ended: the next one has another key or number.
fn advance(frames: &mut [Frame]) {
    match frames.last_mut() {
        Some(Frame::Mapping(key)) => *key = None,
        Some(Frame::List(number)) => *number = number.saturating_add(1),
        None => {}
    }
}

fn path(frames: &[Frame]) -> Vec<String> {
    let word = |frame: &Frame| match frame {
        Frame::Mapping(key) => key.clone().unwrap_or_default(),
        Frame::List(number) => number.to_string(),
    };
    frames.iter().map(word).collect()
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at.saturating_add(1))).chain([text.len()]).collect()
}

/// The bytes of whole lines.
fn span(lines: (usize, usize), starts: &[usize]) -> Span {
    let end = starts.last().copied().unwrap_or_default();
    let at = |line: usize| starts.get(line).copied().unwrap_or(end);
    Span::new(at(lines.0.saturating_sub(1)), at(lines.1))
}

fn document(opener: &mut Opener, leaves: &[Leaf], starts: &[usize], json: bool, at: At) {
    let mut objects: BTreeMap<Vec<String>, At> = BTreeMap::new();
    let index = Index::of(leaves);
    for leaf in leaves {
        let place = at.place(span(leaf.lines, starts), Some(leaf.lines.0));
        let Some(decoded) = unwrapped(&leaf.value).or_else(|| empty(&index, leaf)) else {
            continue;
        };
        if opener.is_spent() {
            break;
        }
        // The Kubernetes object it belongs to, entered once.
        let (root, object) = kubernetes(&index, leaf);
        let inside = match (object, objects.get(&root)) {
            (None, _) => Some(at),
            (Some(_), Some(known)) => Some(*known),
            (Some((what, name)), None) => {
                let entered = opener.part(Part { what, name, place, ..Part::default() }, at);
                objects.extend(entered.map(|entered| (root.clone(), entered)));
                entered
            }
        };
        let Some(mut inside) = inside else { return };
        // Each value has a place of its own in the text, not that of the object.
        if at.outer.is_none() {
            inside.outer = None;
        }
        let what = match (inside.part == at.part, json) {
            (false, _) => "entry",
            (true, true) => "JSON value",
            (true, false) => "YAML value",
        };
        let name = named(&index, leaf.path.get(root.len()..).unwrap_or_default(), &root);
        let place = crate::model::Place { part: inside.part, ..place };
        let secret = object_is_secret(&index, &root);
        let key = leaf.path.get(root.len()).filter(|_| secret).map(String::as_str);
        let wrapping = key.map_or(Wrapping::Fine, |key| wrapping(key, &leaf.value));
        let part = Part { what: what.into(), name, place, wrapping, ..Part::default() };
        opener.inside(part, decoded, inside);
    }
    web_keys(opener, leaves, starts, at);
}

/// The certificate or key of a Secret, where it holds nothing.
fn empty(index: &Index<'_>, leaf: &Leaf) -> Option<Vec<u8>> {
    let (root, _) = kubernetes(index, leaf);
    let wanted = leaf.path.last().is_some_and(|key| key == "tls.crt" || key == "ca.crt");
    (wanted && leaf.value.trim().is_empty() && object_is_secret(index, &root)).then(Vec::new)
}

fn object_is_secret(index: &Index<'_>, root: &[String]) -> bool {
    index.get(root, &["kind"]) == Some("Secret")
}

/// How a value of a Secret is wrapped.
fn wrapping(key: &str, value: &str) -> Wrapping {
    let armour = |bytes: &[u8]| bytes.windows(11).any(|it| it == b"-----BEGIN ");
    let encoded = |bytes: &[u8]| bytes.trim_ascii().starts_with(b"LS0t");
    match key {
        _ if value.trim().is_empty() => Wrapping::Empty,
        "stringData" if encoded(value.as_bytes()) => Wrapping::Twice,
        "data" => {
            let digits: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            match super::base64::decode(&digits) {
                Ok(bytes) if armour(&bytes) => Wrapping::Fine,
                Ok(bytes) if encoded(&bytes) => Wrapping::Twice,
                Ok(bytes) if bytes.first() == Some(&0x30) => Wrapping::Der,
                _ => Wrapping::Fine,
            }
        }
        _ => Wrapping::Fine,
    }
}

/// The values of a document by their paths.
struct Index<'a>(BTreeMap<&'a [String], &'a str>);

impl<'a> Index<'a> {
    fn of(leaves: &'a [Leaf]) -> Self {
        let mut index = BTreeMap::new();
        for leaf in leaves {
            index.entry(leaf.path.as_slice()).or_insert(leaf.value.as_str());
        }
        Self(index)
    }

    fn get(&self, root: &[String], rest: &[&str]) -> Option<&'a str> {
        let rest = rest.iter().map(|word| (*word).to_owned());
        let path: Vec<String> = root.iter().cloned().chain(rest).collect();
        self.0.get(path.as_slice()).copied()
    }
}

/// The Kubernetes object a value belongs to: the path of its root, and kind and name.
fn kubernetes(index: &Index<'_>, leaf: &Leaf) -> (Vec<String>, Option<(String, String)>) {
    // `items/3/data/tls.crt` in a List, else `data/tls.crt`.
    for depth in [0, 2] {
        let root = leaf.path.get(..depth).unwrap_or_default();
        let get = |rest: &[&str]| index.get(root, rest);
        let Some(kind) = get(&["kind"]).filter(|kind| *kind != "List") else { continue };
        if get(&["apiVersion"]).is_none() {
            continue;
        }
        if kind == "Config" {
            return (root.to_vec(), Some(("kubeconfig".into(), String::new())));
        }
        let name = get(&["metadata", "name"]).unwrap_or_default();
        let name = match get(&["metadata", "namespace"]) {
            Some(space) => format!("{space}/{name}"),
            None => name.to_owned(),
        };
        return (root.to_vec(), Some((format!("Kubernetes {kind}"), name)));
    }
    (Vec::new(), None)
}

/// `tls.crt`, `clusters.prod.cluster.certificate-authority-data`: list numbers become the name of
/// the list's entry where it has one; `data.` goes without saying.
fn named(index: &Index<'_>, path: &[String], root: &[String]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for (depth, word) in path.iter().enumerate() {
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let entry = [root, path.get(..=depth).unwrap_or_default()].concat();
        let name = ["name", "kid"].iter().filter(|_| number);
        let name = name.filter_map(|key| index.get(&entry, &[key])).next();
        words.push(name.unwrap_or(word));
    }
    if matches!(words.first(), Some(&("data" | "stringData" | "binaryData"))) {
        words.remove(0);
    }
    words.join(".")
}

/// JSON Web Keys (RFC 7517): objects with a `kty`, each handed on as the JSON text of its own.
fn web_keys(opener: &mut Opener, leaves: &[Leaf], starts: &[usize], at: At) {
    let is_kind = |leaf: &Leaf| leaf.path.last().is_some_and(|key| key == "kty");
    if !leaves.iter().any(is_kind) {
        return;
    }
    // The members of each object, found once for all of them.
    let mut objects: BTreeMap<&[String], Vec<&Leaf>> = BTreeMap::new();
    for leaf in leaves {
        if let Some((_, root)) = leaf.path.split_last() {
            objects.entry(root).or_default().push(leaf);
        }
    }
    for leaf in leaves.iter().filter(|leaf| is_kind(leaf)) {
        // Taken out, so that a name given twice does not make two keys.
        let root = leaf.path.split_last().map(|(_, root)| root).unwrap_or_default();
        let Some(members) = objects.remove(root) else { continue };
        let mut key = serde_json::Map::new();
        let mut lines = leaf.lines;
        for member in members {
            let Some(name) = member.path.last() else { continue };
            key.insert(name.clone(), member.value.clone().into());
            lines = (lines.0.min(member.lines.0), lines.1.max(member.lines.1));
        }
        let private = key.contains_key("d") || key.contains_key("k") || key.contains_key("priv");
        let text = serde_json::Value::Object(key).to_string();
        let kind = match private {
            true => BlockKind::PrivateKey("JWK".into()),
            false => BlockKind::Labelled("JWK".into()),
        };
        opener.block(Block::new(kind, text.into_bytes(), span(lines, starts), Some(lines.0)), at);
    }
}
