//! XML: certificates in elements, as in the metadata of SAML and WS-Federation.

use super::Format;
use super::encoded::unwrapped;
use super::open::{At, Opener};
use crate::model::{Part, Span};

/// The most nodes of a document that is taken apart.
const MAX_NODES: u32 = 500_000;
/// The most attributes of one element: the reader compares each with every other.
const MAX_ATTRIBUTES: usize = 1_000;
/// The longest text that is taken apart.
const MAX_TEXT: usize = 64 << 20;
/// The most elements around one that are looked at for its name.
const MAX_AROUND: usize = 32;

/// What keeps a text from being taken apart at all, as a sentence.
fn beyond(text: &str) -> Option<String> {
    if text.len() > MAX_TEXT {
        return Some(format!(
            "XML of more than {} MB is not taken apart; this is {} MB.",
            MAX_TEXT >> 20,
            text.len() >> 20
        ));
    }
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        // Comments and sections of characters, in which quotes mean nothing.
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>")]
            .iter()
            .find_map(|(start, end)| Some((tag.strip_prefix(start)?, *end)));
        if let Some((inside, end)) = skipped {
            rest = inside.split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let (mut quote, mut values, mut length) = (None, 0usize, tag.len());
        for (place, byte) in tag.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => {
                    length = place;
                    break;
                }
                (None, b'"' | b'\'') => {
                    quote = Some(byte);
                    values = values.saturating_add(1);
                }
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
        }
        if values > MAX_ATTRIBUTES {
            return Some(format!(
                "XML with more than {MAX_ATTRIBUTES} attributes in one element is not taken apart."
            ));
        }
        rest = tag.get(length..).unwrap_or_default();
    }
    None
}

/// Opens the texts of elements; false where the text is no XML, or holds nothing of interest.
pub(super) fn open(opener: &mut Opener, text: &str, at: At) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return false;
    }
    if let Some(limit) = beyond(text) {
        opener.limit(limit);
        return false;
    }
    // Documents with a DTD are refused: entities could make them grow without bound.
    let options = roxmltree::ParsingOptions { nodes_limit: MAX_NODES, ..Default::default() };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::NodesLimitReached) => {
            opener.limit(format!("XML of more than {MAX_NODES} nodes is not taken apart."));
            return false;
        }
        Err(_) => return false,
    };
    // Elements come in the order of the text: lines are counted once.
    let (mut counted, mut row) = (0usize, 1usize);
    let before = opener.scan.parts.len();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let Some(value) = element.text() else { continue };
        let Some(decoded) = unwrapped(value) else { continue };
        if opener.is_spent() {
            break;
        }
        let range = element.range();
        let between = text.as_bytes().get(counted..range.start).unwrap_or_default();
        row = row.saturating_add(between.iter().filter(|byte| **byte == b'\n').count());
        counted = counted.max(range.start);
        let place = at.place(Span::new(range.start, range.end), Some(row));
        let part =
            Part { what: "XML element".into(), name: name(element), place, ..Part::default() };
        opener.inside(part, decoded, at);
    }
    let found = opener.scan.parts.len() > before;
    if found {
        opener.format(Format::Xml, at);
    }
    found
}

/// The element's name, and what tells its surroundings from others: an entity, the use of a key.
fn name(element: roxmltree::Node<'_, '_>) -> String {
    let mut words = vec![element.tag_name().name().to_owned()];
    for around in element.ancestors().filter(roxmltree::Node::is_element).take(MAX_AROUND) {
        let attribute = ["entityID", "use", "ID", "id", "name"]
            .iter()
            .find_map(|key| around.attribute(*key).map(|value| (key, value)));
        if let Some((key, value)) = attribute {
            words.push(format!("{key}={value}"));
        }
    }
    words.truncate(3);
    words.join(", ")
}
