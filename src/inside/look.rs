//! A person looking into an object: the tree as they unfolded it, and what they chose.

use super::count::bytes_in_words;
use super::object::Object;
use super::row;
use super::shape::Known;
use super::tree::{Line, Path, Tree};
use super::walk::{self, LOOKED_AT, Met};
use crate::decode::raw::Element;
use crate::decode::write;
use crate::model::hex;
use crate::view::{InsideAsk, InsideChosen, InsideFault, InsideView, visible};

/// Lines that are handed out at once.
const LINES: usize = 200;
/// Bytes that are shown at once.
const SHOWN: usize = 2_048;
/// Bytes before what was chosen that are shown with it.
const BEFORE: usize = 64;
/// Faults that are listed.
const FAULTS: usize = 20;
/// Bytes that are written out as text; more are saved as a file.
const WRITTEN: usize = 1 << 20;

/// What a person unfolded and chose. It keeps no bytes: they are the object's.
pub struct Look {
    tree: Tree,
    chosen: Option<Path>,
    hex_from: usize,
}

/// Something written out.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// Text, to be copied.
    Text(String),
    /// A file: its name, its bytes.
    File(String, Vec<u8>),
}

impl Look {
    /// Into this object for the first time.
    pub fn new(object: &Object<'_>) -> Self {
        Self { tree: Tree::new(object), chosen: None, hex_from: 0 }
    }

    /// Headers that were read so far.
    pub fn steps(&self) -> usize {
        self.tree.steps.get()
    }

    /// Does what is asked, and says how the tree looks then.
    pub fn ask(&mut self, object: &Object<'_>, ask: &InsideAsk) -> InsideView {
        match ask.act.as_str() {
            "toggle" => {
                // A line that was chosen may be gone, or be another now.
                let at = self.element(object).map(|(value, _)| value.at);
                self.tree.toggle(object, ask.at);
                self.chosen = at.and_then(|at| self.tree.path(object, at, false));
            }
            "byte" => self.choose(object, ask.at, true),
            "node" => self.choose(object, ask.at, false),
            "field" => {
                if let Some(at) = walk::of_field(object, &ask.field) {
                    // Unfolded to, and not into.
                    self.choose(object, at, true);
                    self.choose(object, at, false);
                }
            }
            "line" => {
                if let Some(at) = self.tree.begins(object, ask.at) {
                    self.choose(object, at, false);
                }
            }
            "parent" => {
                if let Some(path) = self.chosen.as_mut().filter(|it| it.len() > 1) {
                    path.pop();
                    let at = self.element(object).map_or(0, |(value, _)| value.at);
                    self.choose(object, at, false);
                }
            }
            "bytes" => self.hex_from = ask.at.min(object.der.len()) & !15,
            _ => {}
        }
        let total = self.tree.lines();
        let from = ask.from.min(total);
        let to = ask.to.clamp(from, from.saturating_add(LINES)).min(total);
        let (faults, note) = match ask.act.as_str() {
            "open" => looked_over(object),
            _ => Default::default(),
        };
        InsideView {
            title: visible(&object.title),
            size: object.der.len(),
            total,
            from,
            rows: (from..to).filter_map(|line| self.tree.row(object, line)).collect(),
            chosen: self.chosen(object),
            faults,
            note,
        }
    }

    /// The value that begins at a byte, written out; a sentence where that is not done.
    pub fn written(
        &mut self,
        object: &Object<'_>,
        at: usize,
        form: &str,
    ) -> Result<Written, String> {
        let path = self.tree.path(object, at, false).ok_or("It is not in the tree.")?;
        let (_, line, names) = self.tree.at(object, &path).ok_or("It is not in the tree.")?;
        let Line::Value(value, known) = line else { return Err("It is no value.".into()) };
        if row::is_blanked(object.blanked, &value).is_some() {
            return Err("Part of it belongs to a private key, and is not here.".into());
        }
        let bytes = value.whole(object.der);
        if form == "der" {
            let name = names.last().map_or("value", String::as_str);
            let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
            let name: String = name.chars().map(safe).collect();
            return Ok(Written::File(format!("{name}-{at}.der"), bytes.to_vec()));
        }
        if bytes.len() > WRITTEN {
            return Err("It is too long to be copied; save it as DER.".into());
        }
        Ok(Written::Text(match form {
            "colons" => bytes.iter().map(|byte| hex(&[*byte])).collect::<Vec<_>>().join(":"),
            "pem" => {
                let label = label(&known).ok_or("There is no PEM form of it.")?;
                write::pem(label, bytes)
            }
            _ => hex(bytes),
        }))
    }

    /// Chooses the value that begins at a byte, or the innermost that it is in.
    fn choose(&mut self, object: &Object<'_>, at: usize, innermost: bool) {
        let Some(path) = self.tree.path(object, at, innermost) else { return };
        self.chosen = Some(path);
        let from = at.saturating_sub(BEFORE) & !15;
        let end = self.hex_from.saturating_add(SHOWN);
        // What is in view stays where it is.
        let in_view = at >= self.hex_from && at.saturating_add(BEFORE) < end.min(object.der.len());
        if !in_view {
            let last = object.der.len().saturating_sub(SHOWN).div_ceil(16).saturating_mul(16);
            self.hex_from = from.min(last);
        }
    }

    fn element(&self, object: &Object<'_>) -> Option<(Element, Known)> {
        match self.tree.at(object, self.chosen.as_ref()?)?.1 {
            Line::Value(value, known) => Some((value, known)),
            Line::Broken(..) => None,
        }
    }

    /// The value chosen and the bytes in view; the bytes alone where none was.
    fn chosen(&self, object: &Object<'_>) -> Option<InsideChosen> {
        let end = self.hex_from.saturating_add(SHOWN).min(object.der.len());
        let mut chosen = InsideChosen {
            hex_from: self.hex_from,
            hex: dotted(object, self.hex_from, end),
            row: usize::MAX,
            ..InsideChosen::default()
        };
        let found = self.chosen.as_ref().and_then(|path| self.tree.at(object, path));
        if let Some((row, line, path)) = found {
            (chosen.row, chosen.path) = (row, path);
            match line {
                Line::Value(value, known) => {
                    (chosen.at, chosen.body, chosen.end) = (value.at, value.body, value.end);
                    chosen.field = known.field.to_string();
                    chosen.whole = row::is_blanked(object.blanked, &value).is_none();
                    chosen.pem = chosen.whole && label(&known).is_some();
                }
                Line::Broken(at, end, _) => {
                    (chosen.at, chosen.body, chosen.end) = (at, at, end);
                }
            }
        }
        Some(chosen)
    }
}

/// Bytes in hex; dots for those that were left out.
fn dotted(object: &Object<'_>, from: usize, end: usize) -> String {
    let mut text = hex(object.der.get(from..end).unwrap_or_default()).into_bytes();
    for span in object.blanked.iter().filter(|it| it.start < end && it.end > from) {
        let digit = |at: usize| at.clamp(from, end).saturating_sub(from).saturating_mul(2);
        if let Some(gap) = text.get_mut(digit(span.start)..digit(span.end)) {
            gap.fill(b'.');
        }
    }
    String::from_utf8(text).unwrap_or_default()
}

/// The label of its PEM form, where there is one (RFC 7468).
fn label(known: &Known) -> Option<&'static str> {
    Some(match known.name {
        "Certificate" => "CERTIFICATE",
        "CertificateList" => "X509 CRL",
        "CertificationRequest" => "CERTIFICATE REQUEST",
        "SubjectPublicKeyInfo" | "subjectPublicKeyInfo" | "subjectPKInfo" => "PUBLIC KEY",
        "ContentInfo" => "PKCS7",
        _ => return None,
    })
}

/// What is wrong in it, by how values are written and by what the reader of its kind said; and what is
/// to be known about the whole.
fn looked_over(object: &Object<'_>) -> (Vec<InsideFault>, String) {
    let mut faults: Vec<InsideFault> = Vec::new();
    let mut values = 0usize;
    walk::each(object, &mut |met, depth| {
        values = values.saturating_add(1);
        if values > LOOKED_AT {
            return false;
        }
        if faults.len() < FAULTS {
            let fault = match met {
                Met::Value(value, known) => row::fault_of(object, value, known, depth),
                Met::Broken(at, end, _) => {
                    let row = row::broken(object, at, end, depth, "");
                    (!row.fault.is_empty()).then_some((at, row.fault))
                }
            };
            faults.extend(fault.map(|(at, text)| InsideFault { at, text: visible(&text) }));
        }
        true
    });
    let left_out = object.blanked.iter().map(|it| it.end.saturating_sub(it.start));
    let left_out = left_out.fold(0, usize::saturating_add);
    let mut words = Vec::new();
    if left_out > 0 {
        words.push(format!(
            "{} may belong to a private key. They were never kept: the dots stand for them.",
            bytes_in_words(left_out)
        ));
    }
    if values > LOOKED_AT {
        words.push(format!("Faults were looked for in its first {LOOKED_AT} values."));
    }
    (faults, words.join(" "))
}
