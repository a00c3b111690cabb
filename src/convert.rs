//! What was loaded, written as the file that a program wants: PEM, PKCS#7, PKCS#12, keys, JSON Web
//! Keys, a Kubernetes Secret. No clock and no randomness: salts come with the question.
//!
//! RustCrypto's `pkcs12` and `cms` are not used: they want each certificate in types of their own and
//! write it anew, so that one with a flaw, which is what people bring here, would be refused or
//! changed. Here a certificate is copied to the byte.

mod chosen;
mod form;
mod jwk;
mod keys;
mod names;
mod notes;
mod pkcs12;
mod pkcs7;
mod public_jwk;
mod random;
mod texts;

use crate::crypto::unlock::Secret;
use crate::decode::{HeldKey, wipe_stack, write};
use crate::input;
use crate::model::Certificate;
use crate::report::Report;

use chosen::Chosen;

pub use form::{FORMS, Form, FormInfo, Wants, by_word};
pub use notes::{Offer, notes, offers};
pub use random::{RANDOM_BYTES, Random};

/// What is to be written.
pub struct Ask<'a> {
    /// What was loaded, and which certificate it is about.
    pub report: &'a Report,
    /// The private keys that were read.
    pub keys: &'a [&'a HeldKey],
    /// The form.
    pub form: Form,
    /// The password that protects the file; empty is one too.
    pub password: Option<&'a str>,
    /// The name under which programs show what is in it; empty: the certificate's own.
    pub name: &'a str,
}

/// A file that was written. Its bytes are wiped when it is dropped.
pub struct Saved {
    /// A name that is safe in every system.
    pub name: String,
    /// Its content.
    pub bytes: Secret,
}

/// Writes the file, or says in a sentence why it cannot be written.
pub fn convert(ask: &Ask<'_>, random: Random) -> Result<Saved, String> {
    let saved = written(ask, random);
    wipe_stack();
    saved
}

fn written(ask: &Ask<'_>, mut random: Random) -> Result<Saved, String> {
    let chosen = Chosen::of(ask.report, ask.keys);
    let info = ask.form.info();
    chosen.allows(ask.form)?;
    if info.password == Wants::Always && ask.password.is_none() {
        return Err(format!("{} is protected by a password, and none was given.", info.title));
    }
    // Java 17 and its keytool refuse others: “Password is not ASCII”.
    if ask.form == Form::Truststore && ask.password.is_some_and(|it| !it.is_ascii()) {
        return Err("Java takes only passwords of ASCII characters for a truststore.".into());
    }
    let bytes = match ask.form {
        Form::Fullchain => pem(&chosen.to_send()),
        Form::Leaf => pem(chosen.leaf.as_slice()),
        Form::Chain => pem(&chosen.intermediates),
        Form::Roots => pem(&chosen.roots),
        Form::Der => chosen.leaf.map(|it| Secret::new(it.der.clone())).unwrap_or_default(),
        Form::Pkcs7 => text(write::pem("PKCS7", &pkcs7::certificates(&chosen.whole()))),
        Form::Pkcs7Der => Secret::new(pkcs7::certificates(&chosen.whole())),
        Form::Pkcs12 | Form::Pkcs12Compatible => {
            let strength = match ask.form {
                Form::Pkcs12 => pkcs12::Strength::Modern,
                _ => pkcs12::Strength::Compatible,
            };
            let password = ask.password.unwrap_or_default();
            pkcs12::keystore(&chosen, ask.name, password, strength, &mut random)?
        }
        Form::Truststore => pkcs12::truststore(&chosen.roots, ask.password, &mut random)?,
        Form::HaProxy => texts::haproxy(&chosen)?,
        Form::KubernetesTls => texts::kubernetes_tls(&chosen, ask.name)?,
        Form::KubernetesCa => texts::kubernetes_ca(&chosen, ask.name),
        Form::Key => keys::pkcs8(chosen.key()?),
        Form::KeyPkcs1 => keys::pkcs1(chosen.key()?)?,
        Form::KeySec1 => keys::sec1(chosen.key()?)?,
        Form::KeyEncrypted => {
            keys::encrypted(chosen.key()?, ask.password.unwrap_or_default(), &mut random)?
        }
        Form::Jwk => jwk::private(&chosen)?,
        Form::Jwks => jwk::public_set(&chosen)?,
        Form::Zip => archive(&chosen)?,
    };
    Ok(Saved { name: format!("{}{}", names::stem(&chosen.title()), info.ending), bytes })
}

/// Certificates one behind the other.
fn pem(certificates: &[&Certificate]) -> Secret {
    text(certificates.iter().map(|it| write::pem("CERTIFICATE", &it.der)).collect())
}

fn text(text: String) -> Secret {
    Secret::new(text.into_bytes())
}

/// Everything that there is, each in a file of its own.
fn archive(chosen: &Chosen<'_>) -> Result<Secret, String> {
    let mut files = vec![("cert.pem", pem(chosen.leaf.as_slice()))];
    if !chosen.intermediates.is_empty() {
        files.push(("chain.pem", pem(&chosen.intermediates)));
        files.push(("fullchain.pem", pem(&chosen.to_send())));
    }
    if !chosen.roots.is_empty() {
        files.push(("ca.pem", pem(&chosen.roots)));
    }
    if let Ok(key) = chosen.fitting_key() {
        files.push(("key.pem", keys::pkcs8(key)));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    input::packed(&files).map(Secret::new).ok_or_else(|| "The archive could not be written.".into())
}
