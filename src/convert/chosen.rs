//! What of the things loaded goes into a file: the certificate asked about, what is above it, the
//! key that belongs to it.

use std::collections::HashSet;

use super::{Form, public_jwk};
use crate::decode::{HeldKey, Inner};
use crate::model::{Certificate, PublicKey};
use crate::path::{Link, Step};
use crate::report::Report;
use crate::trust;

/// What there is to be written.
pub(super) struct Chosen<'a> {
    /// The certificate asked about.
    pub leaf: Option<&'a Certificate>,
    /// What stands between it and the root, from the leaf up.
    pub intermediates: Vec<&'a Certificate>,
    /// The root of its path, where it was given.
    pub root: Option<&'a Certificate>,
    /// What the other side is to trust.
    pub roots: Vec<&'a Certificate>,
    /// The private keys, each once.
    keys: Vec<&'a HeldKey>,
    /// The one that belongs to the certificate.
    fitting: Option<&'a HeldKey>,
    /// Something is locked, perhaps the key.
    locked: bool,
}

impl<'a> Chosen<'a> {
    pub fn of(report: &'a Report, keys: &[&'a HeldKey]) -> Self {
        let mut path = on_path(report);
        let leaf = (!path.is_empty()).then(|| path.remove(0));
        let root = path.pop_if(|it| it.is_self_issued());
        let mut chosen = Self {
            leaf,
            intermediates: path,
            root,
            roots: roots(report),
            keys: keys.to_vec(),
            fitting: None,
            locked: report.sources.iter().any(|it| !it.contents.locked.is_empty()),
        };
        // There may be very many: nothing here compares each with each.
        let mut seen = HashSet::new();
        chosen.keys.retain(|key| seen.insert(key.pkcs8()));
        let identity = |key: &PublicKey| key.identity();
        let wanted = leaf.and_then(|it| identity(&it.public_key));
        let same = |key: &&&HeldKey| key.public.as_ref().and_then(identity) == wanted;
        chosen.fitting = chosen.keys.iter().find(same).copied().filter(|_| wanted.is_some());
        chosen
    }

    /// The certificate and its intermediates.
    pub fn to_send(&self) -> Vec<&'a Certificate> {
        self.leaf.iter().chain(&self.intermediates).copied().collect()
    }

    /// The same with the root, where it was given.
    pub fn whole(&self) -> Vec<&'a Certificate> {
        self.to_send().into_iter().chain(self.root).collect()
    }

    /// What names of files are made of.
    pub fn title(&self) -> String {
        let leaf = self.leaf.or(self.roots.first().copied());
        let key = || self.keys.first().map(|key| key.name.clone());
        leaf.map(Certificate::title).or_else(key).unwrap_or_default()
    }

    /// The key of the certificate asked about; where there is no certificate, the only key.
    pub fn key(&self) -> Result<&'a HeldKey, String> {
        match (self.leaf, self.keys.as_slice()) {
            (Some(_), _) => self.fitting_key(),
            (None, [key]) => Ok(key),
            (None, []) => Err(self.no_key()),
            (None, _) => Err("Several private keys were given: give one of them.".into()),
        }
    }

    /// The key that belongs to the certificate.
    pub fn fitting_key(&self) -> Result<&'a HeldKey, String> {
        let leaf = self.leaf.ok_or("No certificate was given.")?;
        if self.keys.is_empty() {
            return Err(self.no_key());
        }
        self.fitting.ok_or_else(|| {
            let title = leaf.title();
            match self.keys.iter().all(|key| key.public.is_none()) {
                true => format!("Whether the private key belongs to {title} cannot be told here."),
                false => format!("No private key that was given belongs to {title}."),
            }
        })
    }

    fn no_key(&self) -> String {
        match self.locked {
            true => "No private key was read. Something is locked: give its password first.",
            false => "No private key was given.",
        }
        .into()
    }

    /// Whether there is what the form needs; else a sentence.
    pub fn allows(&self, form: Form) -> Result<(), String> {
        let some = |there: bool, words: &str| there.then_some(()).ok_or_else(|| words.to_owned());
        let leaf = || some(self.leaf.is_some(), "No certificate was given.");
        let kind = |is: fn(&Inner<'_>) -> bool, words: &str| {
            self.key().and_then(|key| some(is(&key.inner()), words))
        };
        match form {
            Form::Leaf | Form::Der | Form::Pkcs7 | Form::Pkcs7Der | Form::Zip => leaf(),
            Form::Fullchain | Form::Chain => leaf().and_then(|()| {
                some(!self.intermediates.is_empty(), "No intermediate was given for it.")
            }),
            Form::Roots | Form::Truststore | Form::KubernetesCa => {
                some(!self.roots.is_empty(), "No root certificate was given.")
            }
            Form::Pkcs12 | Form::Pkcs12Compatible | Form::HaProxy | Form::KubernetesTls => {
                self.fitting_key().map(|_| ())
            }
            Form::Key | Form::KeyEncrypted => self.key().map(|_| ()),
            Form::KeyPkcs1 => {
                kind(|it| matches!(it, Inner::Rsa { .. }), "PKCS#1 is for RSA keys only.")
            }
            Form::KeySec1 => kind(
                |it| matches!(it, Inner::Ec { .. }),
                "SEC 1 is for keys on elliptic curves only.",
            ),
            Form::Jwk => self.key().and_then(|key| {
                let public = key.public.as_ref().and_then(public_jwk::public);
                some(
                    public.is_some() && !matches!(key.inner(), Inner::Other),
                    "JSON has no form for a key of this kind.",
                )
            }),
            Form::Jwks => leaf().and_then(|()| {
                let public = self.leaf.and_then(|it| public_jwk::public(&it.public_key));
                some(public.is_some(), "JSON has no form for a key of this kind.")
            }),
        }
    }
}

/// The certificates given on the path of the certificate asked about, as far as one signed the other.
fn on_path(report: &Report) -> Vec<&Certificate> {
    let Some(main) = &report.main else { return Vec::new() };
    let path = &main.path;
    let proved = path.links.iter().take_while(|link| **link != Link::Broken).count();
    let steps = path.steps.iter().take(proved.saturating_add(1));
    let given = steps.map_while(|step| match step {
        Step::Loaded(object) => report.certificate(*object),
        Step::Store(_) => None,
    });
    let given: Vec<&Certificate> = given.collect();
    match given.is_empty() {
        true => report.certificate(main.leaf).into_iter().collect(),
        false => given,
    }
}

/// What the other side is to trust: the roots given and what was marked as trusted, and where there
/// is none, the public root at the end of the path.
fn roots(report: &Report) -> Vec<&Certificate> {
    let mut roots: Vec<&Certificate> = Vec::new();
    let mut seen = HashSet::new();
    for object in 0..report.objects.len() {
        let trusted = report.source_of(object).is_some_and(|source| source.trusted);
        let fits = |it: &&Certificate| it.is_ca() && (trusted || it.is_self_issued());
        if let Some(it) = report.certificate(object).filter(fits)
            && seen.insert(it.der.as_slice())
        {
            roots.push(it);
        }
    }
    let end = report.main.as_ref().and_then(|main| main.path.steps.last());
    if let (true, Some(Step::Store(index))) = (roots.is_empty(), end) {
        roots.extend(trust::whole::certificate(*index));
    }
    roots
}
