//! The entries of a revocation list, one by one from its bytes. Nothing is copied or kept for an
//! entry, so that a list of a million costs no memory beyond itself; what was looked up is recalled.

use std::collections::{HashMap, HashSet};

use super::super::der::{Cursor, Value};
use super::super::general_name;
use super::super::time;
use crate::model::{Crl, Found, GeneralName, Serial, Span, Time};

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const OCTET_STRING: u8 = 0x04;
const OID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const TIMES: [u8; 2] = [0x17, 0x18];

/// reasonCode, invalidityDate and certificateIssuer (RFC 5280, 5.3), as they are encoded.
const REASON: [u8; 3] = [0x55, 0x1D, 0x15];
const ISSUER: [u8; 3] = [0x55, 0x1D, 0x1D];

/// An entry as it stands there.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The content of the serial number.
    pub serial: &'a [u8],
    /// The time of the revocation, header and all.
    time: &'a [u8],
    /// The content of its extensions; `None` where it has none.
    extensions: Option<&'a [u8]>,
    /// Where it lies in the list.
    pub place: Span,
}

/// An extension of an entry.
struct Frame<'a> {
    id: &'a [u8],
    critical: bool,
    value: &'a [u8],
}

/// All entries of a list in their order. An entry that is damaged inside is an error of its own, and
/// the next one follows; a damaged length ends the walk.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    list: &'a Crl,
    at: usize,
}

/// The entries of a list.
pub fn entries(list: &Crl) -> Entries<'_> {
    Entries { list, at: list.listed.start }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Result<Entry<'a>, Span>;

    fn next(&mut self) -> Option<Self::Item> {
        let end = self.list.listed.end;
        let mut rest = self.list.der.get(self.at..end)?;
        if rest.is_empty() {
            return None;
        }
        self.list.recalled.walked.set(self.list.recalled.walked.get().saturating_add(1));
        let before = rest.len();
        let Some(item) = take(&mut rest) else {
            let lost = Span::new(self.at, end);
            self.at = end;
            return Some(Err(lost));
        };
        let place = Span::new(self.at, self.at.saturating_add(before.saturating_sub(rest.len())));
        self.at = place.end;
        Some(entry(item, place).ok_or(place))
    }
}

/// A value: tag, content, and all of it.
type Tlv<'a> = (u8, &'a [u8], &'a [u8]);

/// Takes a value of definite length and low tag.
fn take<'a>(rest: &mut &'a [u8]) -> Option<Tlv<'a>> {
    let bytes = *rest;
    let (tag, first) = (*bytes.first()?, *bytes.get(1)?);
    let (header, length) = match first {
        0..=0x7F => (2usize, usize::from(first)),
        0x81..=0x84 => {
            let header = usize::from(first & 0x7F).checked_add(2)?;
            let digits = bytes.get(2..header)?.iter();
            let length = digits.fold(0u64, |sum, digit| (sum << 8) | u64::from(*digit));
            (header, usize::try_from(length).ok()?)
        }
        _ => return None,
    };
    let end = header.checked_add(length)?;
    let value = (tag, bytes.get(header..end)?, bytes.get(..end)?);
    *rest = bytes.get(end..)?;
    Some(value)
}

/// `SEQUENCE { userCertificate, revocationDate, crlEntryExtensions OPTIONAL }`, and nothing else.
fn entry((tag, content, _): Tlv<'_>, place: Span) -> Option<Entry<'_>> {
    let mut rest = content;
    let (_, serial, _) = take(&mut rest).filter(|value| tag == SEQUENCE && value.0 == INTEGER)?;
    let (_, _, time) = take(&mut rest).filter(|value| TIMES.contains(&value.0))?;
    let extensions = match rest.is_empty() {
        true => None,
        false => Some(take(&mut rest).filter(|value| value.0 == SEQUENCE)?.1),
    };
    rest.is_empty().then_some(Entry { serial, time, extensions, place })
}

impl<'a> Entry<'a> {
    /// When it was revoked; `None` where that cannot be read.
    pub fn at(&self) -> Option<Time> {
        time::time(self.value(self.time)?).map(|(time, _)| time)
    }

    /// The code of the reason (RFC 5280, 5.3.1); `None` where none is given.
    pub fn reason(&self) -> Option<u8> {
        let mut value = self.frames().flatten().find(|frame| frame.id == REASON)?.value;
        take(&mut value)?.1.first().copied()
    }

    /// Whether it has extensions: those of version 1 have none (RFC 5280, 5.1.2.6).
    pub fn is_extended(&self) -> bool {
        self.extensions.is_some()
    }

    /// Whether one of its extensions must be understood, and is none of those read here.
    pub fn is_critical(&self) -> bool {
        let known = [REASON, ISSUER];
        self.frames().flatten().any(|it| it.critical && !known.iter().any(|id| it.id == id))
    }

    /// Whether it and its extensions can be read to the last byte.
    pub fn is_whole(&self) -> bool {
        let inside = self.extensions.is_none_or(|content| !content.is_empty());
        inside
            && self.at().is_some()
            && !self.serial.is_empty()
            && self.frames().all(|it| it.is_some())
    }

    /// Where the extension lies that names the issuer of the certificates from here on.
    fn issuer(&self, der: &[u8]) -> Option<Span> {
        let frame = self.frames().flatten().find(|frame| frame.id == ISSUER)?;
        Some(super::super::der::span(der, frame.value))
    }

    fn value(&self, bytes: &'a [u8]) -> Option<Value<'a>> {
        Cursor::new(bytes, bytes).next("").ok()
    }

    /// Its extensions; `None` for one that cannot be read, which is the last.
    fn frames(&self) -> impl Iterator<Item = Option<Frame<'a>>> {
        let mut rest = self.extensions.unwrap_or_default();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let found = frame(&mut rest);
            if found.is_none() {
                rest = &[];
            }
            Some(found)
        })
    }
}

fn frame<'a>(rest: &mut &'a [u8]) -> Option<Frame<'a>> {
    let (_, mut inside, _) = take(rest).filter(|value| value.0 == SEQUENCE)?;
    let (_, id, _) = take(&mut inside).filter(|value| value.0 == OID)?;
    let mut next = take(&mut inside)?;
    let mut critical = false;
    if next.0 == BOOLEAN {
        critical = next.1 != [0];
        next = take(&mut inside)?;
    }
    (next.0 == OCTET_STRING && inside.is_empty()).then_some(Frame { id, critical, value: next.1 })
}

/// A serial number without leading bytes that say nothing (X.690, 8.3.2).
fn plain(serial: &[u8]) -> &[u8] {
    let mut rest = serial;
    while let [first @ (0 | 0xFF), second, ..] = rest {
        if (*first == 0) != (*second < 0x80) {
            break;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    rest
}

/// Looks serial numbers up, all of them in one walk; what is found is recalled from then on.
pub fn look_up<'s>(list: &Crl, serials: impl Iterator<Item = &'s Serial>) {
    let mut wanted: HashSet<&[u8]> = serials.map(|serial| plain(&serial.0)).collect();
    let mut known = list.recalled.found.borrow_mut();
    wanted.retain(|serial| !known.contains_key(*serial));
    if wanted.is_empty() {
        return;
    }
    let mut fresh: HashMap<Vec<u8>, Vec<Found>> =
        wanted.iter().map(|serial| (serial.to_vec(), Vec::new())).collect();
    let mut issuer = None;
    for entry in entries(list).flatten() {
        // RFC 5280, 5.3.3: it holds for the entries that follow too.
        issuer = entry.issuer(&list.der).or(issuer);
        let serial = plain(entry.serial);
        if wanted.contains(serial)
            && let Some(found) = fresh.get_mut(serial).filter(|found| found.len() < SAME)
        {
            found.push((entry.place, issuer));
        }
    }
    known.extend(fresh);
}

/// So many entries with one serial number are kept: an indirect list may have one for each issuer.
const SAME: usize = 1_000;

/// What a list says about a serial number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// When the certificate was revoked.
    pub at: Option<Time>,
    /// The code of the reason; `None` where none is given.
    pub reason: Option<u8>,
    /// Whose certificate it is; `None`: the list's own issuer's.
    pub issuer: Option<Vec<GeneralName>>,
}

/// All entries with a serial number, in their order.
pub fn named(list: &Crl, serial: &Serial) -> Vec<Named> {
    look_up(list, std::iter::once(serial));
    let known = list.recalled.found.borrow();
    let found = known.get(plain(&serial.0)).map(Vec::as_slice).unwrap_or_default();
    found.iter().filter_map(|(place, issuer)| read(list, *place, *issuer)).collect()
}

fn read(list: &Crl, place: Span, issuer: Option<Span>) -> Option<Named> {
    let mut bytes = list.der.get(place.start..place.end)?;
    let entry = entry(take(&mut bytes)?, place)?;
    let issuer = issuer.map(|span| names(&list.der, span));
    Some(Named { at: entry.at(), reason: entry.reason(), issuer })
}

/// The names in a GeneralNames value; none where it cannot be read, so that it means nobody.
fn names(der: &[u8], span: Span) -> Vec<GeneralName> {
    let mut bytes = der.get(span.start..span.end).unwrap_or_default();
    let content = take(&mut bytes).filter(|value| value.0 == SEQUENCE).map(|value| value.1);
    general_name::list(der, content.unwrap_or_default(), &mut Vec::new()).unwrap_or_default()
}
