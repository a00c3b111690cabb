//! ZIP, TAR and GZIP, within the budget; other archives by name.

use std::io::{Cursor, Read, Write};

use super::Format;
use super::open::{At, Opener, whole};
use crate::model::{Part, Place};

/// Bytes every file of a kind begins with, the kind, and the command that unpacks it.
const OTHERS: [(&[u8], &str, &str); 9] = [
    (b"BZh", "bzip2 archive", "Unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\0", "xz archive", "Unpack it first: unxz FILE"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive", "Unpack it first: 7z x FILE"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive", "Unpack it first: unzstd FILE"),
    (b"Rar!\x1a\x07", "RAR archive", "Unpack it first: unrar x FILE"),
    (b"%PDF-", "PDF document", "Copy the certificate's text out of it."),
    (b"\xFF\xD8\xFF", "picture", "A picture of a certificate cannot be read; copy its text."),
    (b"GIF8", "picture", "A picture of a certificate cannot be read; copy its text."),
    (b"\x89PNG", "picture", "A picture of a certificate cannot be read; copy its text."),
];

/// Opens an archive; false where the bytes are none.
pub(super) fn open(opener: &mut Opener, bytes: &[u8], at: At) -> bool {
    if bytes.starts_with(&[0x1F, 0x8B, 8]) {
        gzip(opener, bytes, at);
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        zip(opener, bytes, at);
    } else if bytes.get(257..262) == Some(b"ustar") {
        tar(opener, bytes, at);
    } else {
        return false;
    }
    opener.format(Format::Archive, at);
    true
}

/// Writes a ZIP archive of small files that only their owner is to read. It has no dates: there is no
/// clock here.
pub fn packed(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, options).ok()?;
        archive.write_all(bytes).ok()?;
    }
    archive.finish().ok().map(Cursor::into_inner)
}

/// What opens as no text and no DER, though it may pass for text.
pub(super) fn is_foreign(bytes: &[u8]) -> bool {
    OTHERS.iter().any(|(magic, ..)| bytes.starts_with(magic))
}

/// What bytes are that nothing here can read: message and advice.
pub(super) fn unknown(bytes: &[u8]) -> (String, &'static str) {
    match OTHERS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        Some((_, what, advice)) => (format!("This is a {what}, which is not opened here."), advice),
        None => (
            "These bytes are neither text nor DER.".into(),
            "If it is a certificate in another container, convert it to PEM first.",
        ),
    }
}

fn gzip(opener: &mut Opener, bytes: &[u8], at: At) {
    let place = at.place(whole(bytes), None);
    let mut reader = flate2::read::MultiGzDecoder::new(bytes);
    if let Some(inner) = unpack(opener, &mut reader, bytes.len(), place, "this GZIP file") {
        opener.inside(part("GZIP file", String::new(), place), inner, at);
    }
}

fn zip(opener: &mut Opener, bytes: &[u8], at: At) {
    let place = at.place(whole(bytes), None);
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            let message = format!("This ZIP archive is damaged: {error}.");
            return opener.problem(place, message, "Copy or download the archive again.");
        }
    };
    let office = [("word/document.xml", "Word document"), ("xl/workbook.xml", "spreadsheet")];
    let holds = |name: &str| archive.index_for_name(name).is_some();
    if let Some((_, what)) = office.iter().find(|(name, _)| holds(name)) {
        let message = format!("This is a {what}, which is not opened here.");
        return opener.problem(place, message, "Copy the certificate's text out of it.");
    }
    let Some(at) = opener.part(part("ZIP archive", String::new(), place), at) else { return };
    for index in 0..archive.len() {
        // Asked without decrypting first: the name of a locked entry is open.
        let (name, locked) = match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() => continue,
            Ok(entry) => (entry.name().to_owned(), entry.encrypted()),
            Err(_) => continue,
        };
        if is_clutter(&name) {
            continue;
        }
        let place = at.place(whole(bytes), None);
        if locked {
            let message = format!("{name}: this file is encrypted inside the ZIP archive.");
            opener.problem(place, message, "Unpack the archive with its password first.");
            continue;
        }
        let unpacked = match archive.by_index(index) {
            Ok(mut entry) => {
                let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
                unpack(opener, &mut entry, packed.min(bytes.len()), place, &name)
            }
            Err(error) => {
                let message = format!("{name}: could not be unpacked: {error}.");
                opener.problem(place, message, "Unpack the archive with another program first.");
                None
            }
        };
        if let Some(inner) = unpacked {
            opener.inside(part("file", name, place), inner, at);
        }
    }
}

fn tar(opener: &mut Opener, bytes: &[u8], at: At) {
    let place = at.place(whole(bytes), None);
    let Some(at) = opener.part(part("TAR archive", String::new(), place), at) else { return };
    let mut archive = tar::Archive::new(bytes);
    let Ok(entries) = archive.entries() else { return };
    for entry in entries {
        let place = at.place(whole(bytes), None);
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let message = format!("This TAR archive is damaged: {error}.");
                return opener.problem(place, message, "The files before that place were read.");
            }
        };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if is_clutter(&name) {
            continue;
        }
        if let Some(inner) = unpack(opener, &mut entry, bytes.len(), place, &name) {
            opener.inside(part("file", name, place), inner, at);
        }
    }
}

/// Reads an entry within the allowance.
fn unpack(
    opener: &mut Opener,
    reader: &mut dyn Read,
    packed: usize,
    place: Place,
    name: &str,
) -> Option<Vec<u8>> {
    let allowance = opener.allowance(packed);
    let mut inner = Vec::new();
    let limit = u64::try_from(allowance).unwrap_or(u64::MAX).saturating_add(1);
    let outcome = reader.take(limit).read_to_end(&mut inner);
    opener.spend(inner.len());
    if inner.len() > allowance {
        opener.limit(format!(
            "{name} unpacks to more than {} MB, far more than its size; it was not opened.",
            allowance >> 20
        ));
        return None;
    }
    if let Err(error) = outcome {
        let message = format!("{name} is damaged: {error}.");
        opener.problem(place, message, "What came before the damage was read.");
    }
    Some(inner)
}

fn part(what: &str, name: String, place: Place) -> Part {
    Part { what: what.into(), name, place, ..Part::default() }
}

/// Files that operating systems leave in archives.
fn is_clutter(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with("._") || file == ".DS_Store"
}
