//! What the standards demand of certificates beyond what clients look at: for verdicts in the
//! strict reading ([`crate::judge`]), never for the page's answer.

mod names;
mod profile;
mod public;

use crate::model::{Certificate, KeyKind};

pub use profile::profile;
pub use public::public;

/// Something a certificate of a path breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which certificate, leaf first.
    pub step: usize,
    /// A word that stays the same.
    pub code: &'static str,
    /// One sentence with the section it rests on.
    pub message: String,
}

/// Where a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Leaf,
    Intermediate,
    Anchor,
}

/// The certificates of a path with their roles. A `lone` leaf is trusted as it stands.
fn roles<'a>(
    path: &'a [&'a Certificate],
    lone: bool,
) -> impl Iterator<Item = (usize, Role, &'a Certificate)> {
    let last = path.len().saturating_sub(1);
    path.iter().enumerate().map(move |(step, certificate)| {
        let role = match step {
            0 => Role::Leaf,
            _ if step == last && !lone => Role::Anchor,
            _ => Role::Intermediate,
        };
        (step, role, *certificate)
    })
}

/// RSA keys below this many bits can be factored by anyone (RFC 8270 retired 1024-bit groups).
const MIN_RSA_BITS: usize = 1_024;

/// Weakness that undoes the proof itself, whatever is asked. The first `issued` certificates are
/// those whose signatures the path rests on.
pub fn always(path: &[&Certificate], issued: usize) -> Vec<Found> {
    let mut found = Vec::new();
    for (step, certificate) in path.iter().enumerate() {
        let mut add = |code, message| found.push(Found { step, code, message });
        let title = certificate.title();
        // RFC 6151 (MD5), RFC 9155 (SHA-1).
        let broken = certificate.outer_algorithm.digest().filter(|digest| digest.is_broken());
        if let Some(digest) = broken.filter(|_| step < issued) {
            add("weak-signature", format!("{title} is signed with {}.", digest.name()));
        }
        if let KeyKind::Rsa { bits, .. } = certificate.public_key.kind
            && bits < MIN_RSA_BITS
        {
            add("weak-key", format!("The RSA key of {title} has only {bits} bits."));
        }
    }
    found
}
