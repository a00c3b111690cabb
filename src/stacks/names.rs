//! The names in a certificate as they are encoded: what programs compare byte by byte.

use super::der::{self, SEQUENCE, Value};
use crate::model::oid::ext;
use crate::model::{Certificate, GeneralName, Name, Subtree};

/// Tags of general names (RFC 5280, 4.2.1.6).
pub(super) const OTHER: u8 = 0xA0;
pub(super) const EMAIL: u8 = 0x81;
pub(super) const DNS: u8 = 0x82;
pub(super) const DIRECTORY: u8 = 0xA4;
pub(super) const URI: u8 = 0x86;
pub(super) const IP: u8 = 0x87;

/// A general name: its tag, its bytes, and what a directory name says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'a> {
    pub tag: u8,
    pub bytes: &'a [u8],
    pub directory: Option<&'a Name>,
}

/// The subject alternative names in their order; empty without the extension, or where it could
/// not be read.
pub(super) fn alternative(certificate: &Certificate) -> Vec<Raw<'_>> {
    let Some(extension) = certificate.extension(ext::SUBJECT_ALT_NAME) else { return Vec::new() };
    let read = certificate.san().unwrap_or_default();
    let values = der::inside(&extension.raw, SEQUENCE).unwrap_or_default();
    // Both are lists of the same names, in the same order.
    values
        .into_iter()
        .enumerate()
        .map(|(index, value)| Raw {
            tag: value.tag,
            bytes: value.content,
            directory: match read.get(index) {
                Some(GeneralName::Directory(name)) => Some(name),
                _ => None,
            },
        })
        .collect()
}

/// Whether strict readers can read the names: each of a known kind, directory names whole.
pub(super) fn well_formed(certificate: &Certificate) -> bool {
    alternative(certificate).iter().all(|name| match name.tag {
        OTHER | EMAIL | DNS | 0xA3 | 0xA5 | URI | IP | 0x88 => true,
        DIRECTORY => name.directory.is_some(),
        _ => false,
    })
}

/// The bytes of all names of a kind.
pub(super) fn of_kind(certificate: &Certificate, tag: u8) -> Vec<&[u8]> {
    alternative(certificate)
        .into_iter()
        .filter(|name| name.tag == tag)
        .map(|name| name.bytes)
        .collect()
}

/// A subtree of a name constraint as it is encoded.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawSubtree<'a> {
    pub tag: u8,
    pub bytes: &'a [u8],
    pub directory: Option<&'a Name>,
    /// It has no minimum but 0, and no maximum.
    pub plain: bool,
}

/// The permitted and the excluded subtrees of a certificate; `None` without the extension.
pub(super) fn constraints(
    certificate: &Certificate,
) -> Option<(Vec<RawSubtree<'_>>, Vec<RawSubtree<'_>>)> {
    let read = certificate.name_constraints()?;
    let raw = &certificate.extension(ext::NAME_CONSTRAINTS)?.raw;
    let lists = der::inside(raw, SEQUENCE)?;
    Some((raw_list(&lists, 0xA0, &read.permitted), raw_list(&lists, 0xA1, &read.excluded)))
}

fn raw_list<'a>(lists: &[Value<'a>], tag: u8, read: &'a [Subtree]) -> Vec<RawSubtree<'a>> {
    let bases = lists.iter().filter(|list| list.tag == tag);
    let items = bases.flat_map(|list| der::all(list.content).unwrap_or_default());
    // Both lists hold the same subtrees in the same order.
    items
        .filter_map(|item| subtree(item.content))
        .enumerate()
        .map(|(index, (base, plain))| RawSubtree {
            tag: base.tag,
            bytes: base.content,
            directory: match read.get(index) {
                Some(Subtree::Directory(name)) => Some(name),
                _ => None,
            },
            plain,
        })
        .collect()
}

fn subtree(content: &[u8]) -> Option<(Value<'_>, bool)> {
    let parts = der::all(content)?;
    let (base, rest) = parts.split_first()?;
    // [0] is the minimum, [1] the maximum.
    let plain = rest.iter().all(|part| part.tag == 0x80 && part.content.iter().all(|b| *b == 0));
    Some((*base, plain))
}

/// Whether a directory name begins with all parts of the base. The keys are made so that the key
/// of a beginning is the beginning of the key.
pub(super) fn directory_within(base: &Name, name: &Name) -> bool {
    name.key.starts_with(&base.key)
}
