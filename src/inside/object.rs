//! Which objects of a report can be looked into, and by what they are asked for.

use super::shape::{Known, Shape};
use super::shapes;
use crate::crypto;
use crate::model::{Certificate, ItemKind, Outline, Part, Place, PrivateKey, Problem, Span, order};
use crate::report::{Given, Report};

/// An object with its bytes.
#[derive(Clone)]
pub struct Object<'a> {
    /// By what it is asked for: a certificate's fingerprint, `i3` for the fourth item, `p2.0` for the
    /// first container of source 2.
    pub look: String,
    /// What it is, in words.
    pub title: String,
    /// The source it came from.
    pub source: &'a str,
    /// The line of the source it begins on.
    pub line: Option<usize>,
    /// Its bytes; of what may hold a key, those that do not.
    pub der: &'a [u8],
    /// What was left out of them.
    pub blanked: &'a [Span],
    /// What is known of it as a whole.
    pub(super) known: Known,
    /// What the reader of its kind found wrong, by byte.
    pub(super) problems: &'a [Problem],
}

/// All of them, in the order of the sources and of their places in them.
pub fn objects(report: &Report) -> Vec<Object<'_>> {
    let mut all: Vec<(usize, usize, usize, Object)> = Vec::new();
    for (source, given) in report.sources.iter().enumerate() {
        for index in 0..given.contents.parts.len() {
            let object = part(given, index);
            let start = given.contents.parts.get(index).map_or(0, |it| it.place.span.start);
            all.extend(object.map(|it| (source, start, 0, it)));
        }
    }
    for (index, place) in report.objects.iter().enumerate() {
        let start = place_of(report, place.source, place.index).map_or(0, |it| it.span.start);
        let object = certificate(report, index);
        all.extend(object.map(|it| (place.source, start, 1, it)));
    }
    for (index, companion) in report.extra.companions.iter().enumerate() {
        let given = report.sources.get(companion.source);
        let item = given.and_then(|it| it.contents.items.get(companion.item));
        let start = item.map_or(0, |it| it.place.span.start);
        all.extend(item_of(report, index).map(|it| (companion.source, start, 1, it)));
    }
    order::by_key(&mut all, |(source, start, kind, _)| (*source, *start, *kind));
    all.into_iter().map(|(.., object)| object).collect()
}

/// The one that is asked for; `None` where it is gone, or has no bytes to be shown.
pub fn object<'a>(report: &'a Report, look: &str) -> Option<Object<'a>> {
    if let Some(index) = look.strip_prefix('i') {
        return item_of(report, index.parse().ok()?);
    }
    if let Some((id, index)) = look.strip_prefix('p').and_then(|it| it.split_once('.')) {
        let id: u32 = id.parse().ok()?;
        let given = report.sources.iter().find(|it| it.id == id)?;
        return part(given, index.parse().ok()?);
    }
    let found = (0..report.objects.len())
        .find(|index| report.certificate(*index).is_some_and(|it| crypto::id(it) == look))?;
    certificate(report, found)
}

/// The name by which a container of a source is asked for; `None` where there is nothing to show.
pub fn look_of_part(source: u32, index: usize, part: &Part) -> Option<String> {
    part.outline.as_ref().map(|_| format!("p{source}.{index}"))
}

fn place_of(report: &Report, source: usize, index: usize) -> Option<&Place> {
    Some(&report.sources.get(source)?.contents.certificates.get(index)?.place)
}

fn certificate(report: &Report, index: usize) -> Option<Object<'_>> {
    let certificate: &Certificate = report.certificate(index)?;
    let place = report.objects.get(index)?;
    Some(Object {
        look: crypto::id(certificate),
        title: format!("Certificate {}: {}", index.saturating_add(1), certificate.title()),
        source: &report.source_of(index)?.name,
        line: place_of(report, place.source, place.index).and_then(|it| it.line),
        der: &certificate.der,
        blanked: &[],
        known: Known::whole("Certificate", &shapes::CERTIFICATE),
        problems: &certificate.problems,
    })
}

fn part(given: &Given, index: usize) -> Option<Object<'_>> {
    let part = given.contents.parts.get(index)?;
    let look = look_of_part(given.id, index, part)?;
    let outline = part.outline.as_deref()?;
    let known = match part.holds_keys {
        true => Known::whole("PFX", &shapes::PKCS12),
        false => Known::whole("ContentInfo", &shapes::CMS),
    };
    let title = match part.name.as_str() {
        "" => part.what.clone(),
        name => format!("{} {name}", part.what),
    };
    Some(Object {
        look,
        title,
        source: &given.name,
        line: part.place.line,
        der: &outline.der,
        blanked: &outline.blanked,
        known,
        problems: &[],
    })
}

fn item_of(report: &Report, index: usize) -> Option<Object<'_>> {
    let companion = report.extra.companions.get(index)?;
    let given = report.sources.get(companion.source)?;
    let item = given.contents.items.get(companion.item)?;
    let (title, der, blanked, known, problems): Shown<'_> = match &item.kind {
        ItemKind::Request(it) => {
            let (name, shape) = ("CertificationRequest", &shapes::REQUEST);
            plain("Certificate signing request", name, &it.der, shape, &it.problems)
        }
        ItemKind::Crl(it) => {
            let (name, shape) = ("CertificateList", &shapes::CRL);
            plain("Certificate revocation list", name, &it.der, shape, &it.problems)
        }
        ItemKind::Ocsp(it) => {
            plain("OCSP response", "OCSPResponse", &it.der, &shapes::OCSP, &it.problems)
        }
        ItemKind::PublicKey(it) => {
            plain("Public key", "SubjectPublicKeyInfo", &it.spki, &shapes::PUBLIC_KEY, &[])
        }
        ItemKind::PrivateKey(key) => match (&key.outline, &key.public) {
            (Some(outline), _) => {
                let Outline { der, blanked } = outline.as_ref();
                ("Private key, without its private parts".into(), der, blanked, form(key), &[])
            }
            (None, Some(public)) => {
                let (title, name) = ("Public half of a private key", "SubjectPublicKeyInfo");
                plain(title, name, &public.spki, &shapes::PUBLIC_KEY, &[])
            }
            (None, None) => return None,
        },
        ItemKind::Other { .. } => return None,
    };
    Some(Object {
        look: format!("i{index}"),
        title,
        source: &given.name,
        line: item.place.line,
        der,
        blanked,
        known,
        problems,
    })
}

/// Title, bytes, what was left out of them, what they are, and problems.
type Shown<'a> = (String, &'a [u8], &'a [Span], Known, &'a [Problem]);

/// Something of which nothing is left out.
fn plain<'a>(
    title: &str,
    name: &'static str,
    der: &'a [u8],
    shape: &'static Shape,
    problems: &'a [Problem],
) -> Shown<'a> {
    (title.to_owned(), der, &[], Known::whole(name, shape), problems)
}

/// The form that a private key was written in.
fn form(key: &PrivateKey) -> Known {
    let (name, shape) = match key.form {
        // What a password opened: the outline is that of what lay around it.
        _ if !key.protection.is_empty() => ("EncryptedPrivateKeyInfo", &shapes::ENCRYPTED_KEY),
        "PKCS#1" => ("RSAPrivateKey", &shapes::RSA_KEY),
        "SEC 1" => ("ECPrivateKey", &shapes::EC_KEY),
        "OpenSSL DSA" => ("DSAPrivateKey", &shapes::DSA_KEY),
        _ => ("PrivateKeyInfo", &shapes::PRIVATE_KEY),
    };
    Known::whole(name, shape)
}
