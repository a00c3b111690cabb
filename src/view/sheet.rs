//! The details of one certificate: groups of fields, each with one or more values.

use serde::Serialize;

use super::{Dates, ProblemView};

/// Everything shown of one certificate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// Index of the object.
    pub object: usize,
    /// SHA-256 fingerprint in hex.
    pub id: String,
    /// Short name.
    pub title: String,
    /// `Server certificate`.
    pub kind: String,
    /// Why it is that: `EKU serverAuth; not a CA; names www.example.com`.
    pub kind_reason: String,
    /// The validity period.
    pub validity: ValidityView,
    /// The fields, grouped.
    pub groups: Vec<Group>,
    /// What could not be read.
    pub problems: Vec<ProblemView>,
    /// The certificate as PEM, to copy or save.
    pub pem: String,
    /// Whether the question is about this one.
    pub is_asked: bool,
}

/// The validity period, for the bar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValidityView {
    /// Seconds since 1970.
    pub not_before: Option<i64>,
    /// Seconds since 1970.
    pub not_after: Option<i64>,
    /// The time asked about.
    pub at: i64,
    /// How it stands.
    pub dates: Dates,
    /// `41 days left of 90`, `expired 10 days before`.
    pub words: String,
}

/// A named group of fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// `Names`, `Key`, `Usage` …
    pub title: String,
    /// The fields.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Stable, kebab-case: `subject`, `not-after`, `san`; findings point here.
    pub id: String,
    /// `Subject alternative names`.
    pub label: String,
    /// The extension's OID where it is one; empty otherwise.
    pub oid: String,
    /// Whether the extension is critical.
    pub critical: bool,
    /// The values.
    pub values: Vec<Value>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// A word before it, `DNS`, `IP`, `CN`; empty for none.
    pub label: String,
    /// The value with control and bidirectional characters made visible.
    pub text: String,
    /// A second form: the OID, the U-label, the decimal; empty for none.
    pub aside: String,
    /// How to draw it.
    pub style: Style,
}

/// How to draw a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Style {
    /// Words.
    Plain,
    /// Data in the monospace face.
    Mono,
    /// Hex bytes, wrapped in groups.
    Hex,
    /// Seconds since 1970 in `text`, to be shown in UTC and local time.
    Time,
    /// An address; a link only where it is http or https.
    Url,
}

impl Value {
    /// Words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(Style::Plain, text)
    }

    /// A value of a style.
    pub fn of(style: Style, text: impl Into<String>) -> Self {
        Self { label: String::new(), text: text.into(), aside: String::new(), style }
    }

    /// The same with a word before it.
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with a second form.
    pub fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = aside.into();
        self
    }
}
