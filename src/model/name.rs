//! Distinguished names (RFC 5280, 4.1.2.4).

use super::Oid;

/// A distinguished name: its attributes in the order they are encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The whole Name as DER, tag and length included.
    pub der: Vec<u8>,
    /// The form names are compared in: see `decode::name`. Equal names have equal keys
    /// (RFC 5280, 7.1: case and white space of printable and UTF-8 strings do not count).
    pub key: Vec<u8>,
    /// The relative distinguished names, in encoded order.
    pub rdns: Vec<Rdn>,
}

/// A relative distinguished name: one attribute, rarely several.
pub type Rdn = Vec<Attribute>;

/// One attribute of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The attribute's type.
    pub oid: Oid,
    /// The ASN.1 tag number of the value's string type, 12 for UTF8String.
    pub tag: u32,
    /// The value; bytes that are no text in the stated type are shown as `\xNN`.
    pub value: String,
}

/// Bytes of a title; a common name has 64 characters at most (RFC 5280, appendix A.1).
const TITLE: usize = 400;

impl Name {
    /// True where the name has no attribute.
    pub fn is_empty(&self) -> bool {
        self.rdns.iter().all(Vec::is_empty)
    }

    /// All attributes, in encoded order.
    pub fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.rdns.iter().flatten()
    }

    /// The last value of an attribute type: the most specific one.
    pub fn last(&self, oid: &str) -> Option<&str> {
        self.attributes().filter(|a| a.oid.as_str() == oid).last().map(|a| a.value.as_str())
    }

    /// A short title: common name, else organisational unit, organisation, or the first value. Of
    /// one that fills a screen it is the beginning: it stands in every sentence.
    pub fn title(&self) -> Option<&str> {
        ["2.5.4.3", "2.5.4.11", "2.5.4.10"]
            .iter()
            .find_map(|oid| self.last(oid))
            .or_else(|| self.attributes().next().map(|a| a.value.as_str()))
            .and_then(|title| title.get(..title.floor_char_boundary(TITLE)))
            .filter(|title| !title.is_empty())
    }

    /// `CN=www.example.com, O=Example, C=SE`: encoded order reversed, as RFC 4514, 2.1 writes it,
    /// with a space after each comma for reading.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for rdn in self.rdns.iter().rev() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            for (index, attribute) in rdn.iter().enumerate() {
                if index > 0 {
                    text.push('+');
                }
                text.push_str(attribute.label());
                text.push('=');
                escape(&attribute.value, &mut text);
            }
        }
        text
    }
}

impl Attribute {
    /// The tags of strings (X.680, 41); X.520 has attributes that are none.
    pub const STRINGS: [u32; 8] = [12, 18, 19, 20, 22, 26, 28, 30];

    /// `CN`, `O` …: the short name of the type (RFC 4514, 3), else its OID.
    pub fn label(&self) -> &str {
        super::oid::attribute_label(&self.oid)
    }
}

/// RFC 4514, 2.4: the characters that would end a value are escaped.
fn escape(value: &str, out: &mut String) {
    let last = value.chars().count().saturating_sub(1);
    for (index, c) in value.chars().enumerate() {
        let special = matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';')
            || (index == 0 && matches!(c, ' ' | '#'))
            || (index == last && c == ' ');
        if special {
            out.push('\\');
        }
        out.push(c);
    }
}
