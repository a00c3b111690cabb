//! How a command gets at a certificate: whether its tool reads the file that was given as it is, and
//! which certificate of it the tool takes.

use super::wording::Wording;
use crate::engine::Built;
use crate::input::Format;
use crate::report::Report;

/// A certificate, as tools get at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// It is the first in a file in PEM, which is the one that tools take.
    First(String),
    /// It is a later one in a file in PEM: the file and the place, counted from 1.
    Later(String, usize),
    /// It lies in what tools do not read as it is, by this name: a container, DER, text that was
    /// mended.
    Inside(String),
    /// It came without a file.
    Pasted,
}

impl Reached {
    /// The way to a certificate of a report.
    pub fn of(report: &Report, object: usize) -> Self {
        let Some((source, place)) = report.source_of(object).zip(report.objects.get(object)) else {
            return Self::Pasted;
        };
        let name = || source.name.clone();
        if !source.name.contains('.') {
            return Self::Pasted;
        }
        let contents = &source.contents;
        let certificates = &contents.certificates;
        let inside = certificates.get(place.index).is_none_or(|it| it.place.part.is_some());
        if inside || Built::is_misread(source) || contents.format != Format::Pem {
            return Self::Inside(name());
        }
        let before = certificates.iter().take(place.index);
        match before.filter(|it| it.place.part.is_none()).count() {
            0 => Self::First(name()),
            before => Self::Later(name(), before.saturating_add(1)),
        }
    }

    /// The file that a tool is to read for this certificate; `other` where it has to be saved first.
    pub fn file(&self, other: &str) -> String {
        match self {
            Self::First(name) => name.clone(),
            _ => other.into(),
        }
    }

    /// The file that holds it beside others, for a tool that reads all.
    pub fn whole(&self, other: &str) -> String {
        match self {
            Self::First(name) | Self::Later(name, _) => name.clone(),
            _ => other.into(),
        }
    }

    /// `openssl x509` with this certificate as what it reads.
    pub fn show(&self) -> &'static str {
        match self {
            Self::Later(..) => {
                "awk -v n={nth} '/BEGIN (X509 |TRUSTED )?CERTIFICATE-/ && ++i == n, /END/' {files} | openssl x509"
            }
            _ => "openssl x509 -in {file}",
        }
    }

    /// Its place in its file, counted from 1.
    pub fn nth(&self) -> usize {
        match self {
            Self::Later(_, nth) => *nth,
            _ => 1,
        }
    }

    /// What has to be done before a command of this template: to stand behind the words above it;
    /// empty for nothing.
    pub fn note(&self, template: &str, saved: &str) -> String {
        let asks = |hole: &str| template.contains(hole);
        match self {
            Self::Inside(name) if asks("{show}") || asks("{file}") || asks("{files}") => {
                let name = super::brief(name);
                format!(" ({name} is no plain PEM file: save the certificate as {saved} first.)")
            }
            Self::Later(name, _) if asks("{file}") => {
                let name = super::brief(name);
                format!(" (It is not the first in {name}: save it as {saved} first.)")
            }
            _ => String::new(),
        }
    }
}
