//! What a value is called, and what is in it: the language in which `shapes` writes the structures of
//! the standards down, and how the members of a value find their names.

use std::rc::Rc;

use crate::decode::raw::{self, Element};
use crate::model::field;

/// What is in a value.
pub enum Shape {
    /// Nothing is known; what holds other values is opened.
    Any,
    /// No values are in it, whatever its bytes look like.
    Leaf(As),
    /// SEQUENCE or SET: its members in order.
    Parts(&'static [Part]),
    /// SEQUENCE OF or SET OF: what each is called and is.
    Each(&'static str, &'static Shape),
    /// CHOICE: by its tag.
    Choice(&'static [Part]),
    /// An explicit tag, an OCTET STRING or a BIT STRING around one value: its name, where it has one.
    Inside(&'static str, &'static Shape),
    /// ANY DEFINED BY: by the type that was named before it.
    Typed(&'static [(&'static str, &'static Shape)]),
}

/// How the content of a value is read, where its tag alone does not tell, or more can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Octets.
    Octets,
    /// Text of one byte a character, under an implicit tag.
    Text,
    /// An address (RFC 5280, 4.2.1.6), or an address and its mask (4.2.1.10).
    Address,
    /// An OID under an implicit tag.
    Oid,
    /// A whole number under an implicit tag.
    Number,
    /// A number that is not written in decimal: a serial number.
    Serial,
    /// A BOOLEAN under an implicit tag.
    Boolean,
    /// A time under an implicit tag.
    Time,
    /// A number with names, from zero on.
    Named(&'static [&'static str]),
    /// Named bits, from the first on (X.680, 22).
    Bits(&'static [&'static str]),
    /// Timestamps of Certificate Transparency logs (RFC 6962, 3.3).
    Timestamps,
    /// The number of a TLS extension.
    TlsExtension,
}

/// A member.
pub struct Part {
    /// By what it is told from those behind it.
    pub tag: Tag,
    /// Its name in the standard.
    pub name: &'static str,
    /// The field of the sheet that shows it; empty for none of its own.
    pub field: &'static str,
    /// What it is.
    pub shape: &'static Shape,
}

/// A tag that a member has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A universal one.
    Own(u32),
    /// One of context.
    Context(u32),
    /// UTCTime or GeneralizedTime.
    AnyTime,
    /// Whatever it is.
    Any,
}

impl Tag {
    fn fits(self, value: &Element) -> bool {
        match self {
            Tag::Own(tag) => value.is(tag),
            Tag::Context(tag) => value.class == 2 && value.tag == tag,
            Tag::AnyTime => value.is(23) || value.is(24),
            Tag::Any => true,
        }
    }
}

/// A member with a shape.
pub const fn part(tag: Tag, name: &'static str, shape: &'static Shape) -> Part {
    Part { tag, name, field: "", shape }
}

/// A member that the sheet shows as a field.
pub const fn shown(
    tag: Tag,
    name: &'static str,
    field: &'static str,
    shape: &'static Shape,
) -> Part {
    Part { tag, name, field, shape }
}

/// What is known of one value: its name, its shape, the type that was named before it, its field.
#[derive(Clone)]
pub struct Known {
    /// Its name; empty where it has none.
    pub name: &'static str,
    /// What is in it.
    pub shape: &'static Shape,
    /// The type that decides about [`Shape::Typed`] in it.
    pub kind: Option<Rc<str>>,
    /// The field of the sheet that it belongs to; empty for none.
    pub field: Rc<str>,
}

impl Known {
    /// Of a value that is not known.
    pub fn nothing() -> Self {
        Self::whole("", &Shape::Any)
    }

    /// Of the object as a whole.
    pub fn whole(name: &'static str, shape: &'static Shape) -> Self {
        Self { name, shape, kind: None, field: Rc::from("") }
    }

    /// The same with choices made: by the type named before it, by the tag.
    fn settled(mut self, bytes: &[u8], value: &Element) -> Self {
        // Shapes name each other at most a few times in a row.
        for _ in 0..4 {
            match self.shape {
                Shape::Typed(list) => {
                    let kind = self.kind.as_deref().unwrap_or_default();
                    let found = list.iter().find(|(known, _)| *known == kind);
                    self.shape = found.map_or(&Shape::Any, |(_, shape)| shape);
                }
                Shape::Choice(list) => match list.iter().find(|it| it.tag.fits(value)) {
                    Some(part) => {
                        self.shape = part.shape;
                        self.name = if part.name.is_empty() { self.name } else { part.name };
                    }
                    None => self.shape = &Shape::Any,
                },
                _ => break,
            }
        }
        // The field of an extension goes by its OID.
        if let Shape::Parts([first, ..]) = self.shape
            && first.name == "extnID"
        {
            let id = Element::read(bytes, value.body, value.end).and_then(|it| oid(bytes, &it));
            self.field = Rc::from(id.map(|id| field::id_of(&id)).unwrap_or_default());
        }
        self
    }
}

/// The names of the values in one, handed out in order.
pub struct Members {
    outer: Known,
    kind: Option<Rc<str>>,
    at: usize,
    seen: usize,
}

impl Members {
    /// Members of one value that are looked for in its shape; the structures known have a dozen.
    pub const MOST: usize = 40;

    /// Of a value of which this is known.
    pub fn of(outer: &Known) -> Self {
        Self { kind: outer.kind.clone(), outer: outer.clone(), at: 0, seen: 0 }
    }

    /// Whether each value in it is called the same, so that none need be seen before another.
    pub fn alike(outer: &Known) -> bool {
        !matches!(outer.shape, Shape::Parts(_))
    }

    /// What is known of the next one.
    pub fn next(&mut self, bytes: &[u8], value: &Element) -> Known {
        self.seen = self.seen.saturating_add(1);
        let (name, shape, field) = match self.outer.shape {
            Shape::Parts(list) if self.seen <= Self::MOST => {
                let rest = list.get(self.at..).unwrap_or_default();
                match rest.iter().position(|part| part.tag.fits(value)) {
                    Some(skip) => {
                        self.at = self.at.saturating_add(skip).saturating_add(1);
                        rest.get(skip).map_or(NOTHING, |it| (it.name, it.shape, it.field))
                    }
                    None => NOTHING,
                }
            }
            Shape::Each(name, shape) | Shape::Inside(name, shape) => (*name, *shape, ""),
            _ => NOTHING,
        };
        let field = if field.is_empty() { self.outer.field.clone() } else { Rc::from(field) };
        let known = Known { name, shape, kind: self.kind.clone(), field };
        if self.seen <= Self::MOST
            && let Shape::Parts(_) = self.outer.shape
            && let Some(kind) = kind(bytes, value)
        {
            self.kind = Some(kind.into());
        }
        known.settled(bytes, value)
    }
}

/// Of a value that no shape knows.
const NOTHING: (&str, &Shape, &str) = ("", &Shape::Any, "");

/// The type that a value names: an OID, or one at the beginning of an AlgorithmIdentifier.
fn kind(bytes: &[u8], value: &Element) -> Option<String> {
    match value.is(16) {
        true => oid(bytes, &Element::read(bytes, value.body, value.end)?),
        false => oid(bytes, value),
    }
}

/// The OID that a value is.
pub fn oid(bytes: &[u8], value: &Element) -> Option<String> {
    (value.is(6) && !value.constructed)
        .then(|| raw::oid(value.content(bytes)).map(|it| it.0))
        .flatten()
}
