//! The structures of the standards, member by member, by their names there: data, read by `shape`.

mod certificate;
mod extensions;
mod keys;
mod lists;
mod messages;

pub use certificate::{CERTIFICATE, REQUEST};
pub use keys::{DSA_KEY, EC_KEY, ENCRYPTED_KEY, PRIVATE_KEY, PUBLIC_KEY, RSA_KEY};
pub use lists::{CRL, OCSP};
pub use messages::{CMS, PKCS12};

use super::shape::{As, Shape, Tag};

/// Nothing is known of it.
static ANY: Shape = Shape::Any;
/// Octets that are no values, whatever they look like.
static OCTETS: Shape = Shape::Leaf(As::Octets);
/// A whole number under an implicit tag.
static NUMBER: Shape = Shape::Leaf(As::Number);
/// A serial number.
static SERIAL: Shape = Shape::Leaf(As::Serial);
/// A BOOLEAN under an implicit tag.
static BOOLEAN: Shape = Shape::Leaf(As::Boolean);

const BOOL: Tag = Tag::Own(1);
const INTEGER: Tag = Tag::Own(2);
const BITS: Tag = Tag::Own(3);
const OCTET: Tag = Tag::Own(4);
const OID: Tag = Tag::Own(6);
const ENUM: Tag = Tag::Own(10);
const SEQ: Tag = Tag::Own(16);
const SET: Tag = Tag::Own(17);

/// A tag of context.
const fn ctx(number: u32) -> Tag {
    Tag::Context(number)
}
