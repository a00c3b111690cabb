//! XML: certificates in elements, as in the metadata of SAML and WS-Federation.

use super::Format;
use super::encoded::unwrapped;
use super::open::{At, Opener};
use crate::model::{Part, Span};

/// Opens the texts of elements; false where the text is no XML, or holds nothing of interest.
pub(super) fn open(opener: &mut Opener, text: &str, at: At) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return false;
    }
    // Documents with a DTD are refused: entities could make them grow without bound.
    let Ok(document) = roxmltree::Document::parse(text) else { return false };
    let before = opener.scan.parts.len();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let Some(value) = element.text() else { continue };
        let Some(decoded) = unwrapped(value) else { continue };
        if opener.is_spent() {
            break;
        }
        let range = element.range();
        let row = document.text_pos_at(range.start).row;
        let line = usize::try_from(row).ok();
        let place = at.place(Span::new(range.start, range.end), line);
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
    for around in element.ancestors().filter(roxmltree::Node::is_element) {
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
