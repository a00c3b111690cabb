//! Distinguished names, and the form in which they are compared.

use super::der::{Cursor, OID, SEQUENCE, SET, Value, oid};
use super::strings;
use crate::model::{Attribute, Name, Problem, order};

/// Reads a Name value (a SEQUENCE of SETs). Unreadable parts are left out and reported.
pub(super) fn name(whole: &[u8], value: Value<'_>, problems: &mut Vec<Problem>) -> Name {
    let mut name = Name { der: value.full.to_vec(), ..Name::default() };
    let mut rdns = Cursor::new(whole, value.content);
    while !rdns.is_empty() {
        match rdns.expect(SET, "A part of the name").and_then(|set| rdn(whole, set, &mut name.key))
        {
            Ok(rdn) => name.rdns.push(rdn),
            Err(problem) => {
                problems.push(problem);
                // Without its parts the name can only be compared as it stands.
                name.key = value.content.to_vec();
                break;
            }
        }
    }
    name
}

fn rdn(whole: &[u8], set: Value<'_>, key: &mut Vec<u8>) -> Result<Vec<Attribute>, Problem> {
    let mut attributes = Vec::new();
    let mut members = Cursor::new(whole, set.content);
    let mut keys = Vec::new();
    while !members.is_empty() {
        let pair = members.expect(SEQUENCE, "An attribute of the name")?;
        let mut parts = Cursor::new(whole, pair.content);
        let kind = parts.expect(OID, "The type of a name attribute")?;
        let value = parts.next("The value of a name attribute")?;
        let oid = oid(kind.content).ok_or_else(|| {
            members.problem(kind.full, "The type of a name attribute is no OID.".into())
        })?;
        let text = strings::text(value.tag, value.content);
        keys.push(attribute_key(kind.content, value, &text));
        attributes.push(Attribute { oid, tag: value.tag, value: text });
    }
    // The members of a SET have no order.
    order::plain(&mut keys);
    key.push(0x31);
    for part in keys {
        key.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        key.extend_from_slice(&part);
    }
    Ok(attributes)
}

/// RFC 5280, 7.1 asks for the comparison of RFC 4518: case and runs of white space do not count
/// in directory strings. Unicode normalisation (NFKC) is left out, as OpenSSL, Go and NSS do.
/// Strings of other types (and e-mail addresses as IA5String) are compared so too, as OpenSSL does.
fn attribute_key(oid: &[u8], value: Value<'_>, text: &str) -> Vec<u8> {
    let mut key = oid.to_vec();
    if Attribute::STRINGS.iter().any(|tag| value.is(*tag)) {
        key.push(0);
        for (index, word) in text.split_ascii_whitespace().enumerate() {
            if index > 0 {
                key.push(b' ');
            }
            key.extend(word.to_ascii_lowercase().bytes());
        }
    } else {
        key.push(1);
        key.extend_from_slice(value.full);
    }
    key
}
