//! Who signed a list: an issuer of the path, or another certificate of that name that leads to the
//! same anchor (RFC 5280, 6.3.3 (f)).

use super::{Fault, Issuer, Reading, SIGNERS, Status, Subject, World};
use crate::crypto;
use crate::model::{Certificate, Crl, KeyUsage};
use crate::path::{Budget, End, Path, Search, Signatures, Subjects, copies};

/// A signer's path is short; a search for it need not go far.
const BUDGET: Budget = Budget { signatures: 64, steps: 256, paths: 8, names: 1 << 20 };

/// Whether the list counts as signed.
pub(super) fn check<'a>(world: &World<'a>, subject: &Subject<'a>, list: &Crl) -> Result<(), Fault> {
    let mut nearest = Fault::NoSigner;
    for issuer in subject.issuers.iter().filter(|issuer| issuer.name.key == list.issuer.key) {
        match (crypto::signed(list, issuer.key), issuer.certificate) {
            (Some(true), Some(certificate)) if !may_sign(certificate) => {
                nearest = Fault::MayNotSign
            }
            (Some(true), _) => return Ok(()),
            (Some(false), _) if nearest == Fault::NoSigner => nearest = Fault::Signature,
            (Some(false), _) => {}
            (None, _) => nearest = Fault::NotVerified,
        }
    }
    if world.reading == Reading::Plain {
        return Err(nearest);
    }
    let named = world.pool.iter().enumerate();
    let named = named.filter(|(_, it)| it.subject.key == list.issuer.key).take(SIGNERS);
    for (index, certificate) in named {
        if crypto::signed(list, &certificate.public_key) != Some(true) {
            continue;
        }
        let known = |issuer: &Issuer<'_>| issuer.key.spki == certificate.public_key.spki;
        if subject.issuers.iter().any(|it| known(it) && it.name.key == list.issuer.key) {
            continue;
        }
        match may_sign(certificate) {
            false => nearest = Fault::MayNotSign,
            true => match counts(world, subject, index) {
                Ok(()) => return Ok(()),
                Err(fault) => nearest = fault,
            },
        }
    }
    Err(nearest)
}

/// RFC 5280, 6.3.3 (f): where there is a key usage, it must have cRLSign.
fn may_sign(certificate: &Certificate) -> bool {
    certificate.key_usage().is_none_or(|usage| usage.has(KeyUsage::CRL_SIGN))
}

/// Whether a certificate of the pool leads to the anchor of the path, and is in force.
fn counts<'a>(world: &World<'a>, subject: &Subject<'a>, index: usize) -> Result<(), Fault> {
    // It is being examined, and this is a list of its own about itself or about those above it: RFC
    // 5280 leaves nobody else to ask (PKITS, 4.14.30, has such a list).
    if world.busy.borrow().contains(&index) {
        return Ok(());
    }
    if world.searches.get() == 0 {
        return Err(Fault::NoSigner);
    }
    world.searches.set(world.searches.get().saturating_sub(1));
    world.busy.borrow_mut().push(index);
    let found = paths(world, index).into_iter().filter(|path| ends_alike(world, subject, path));
    let mut nearest = Err(Fault::NoSigner);
    for path in found {
        nearest = in_force(world, &path);
        if nearest.is_ok() {
            break;
        }
    }
    world.busy.borrow_mut().pop();
    nearest
}

fn paths(world: &World<'_>, index: usize) -> Vec<Path> {
    let (distinct, _) = copies(world.pool);
    let subjects = Subjects::new(world.pool, &distinct);
    let signatures = Signatures::new(crypto::verify);
    let mut search =
        Search::new(world.pool, &subjects, world.anchors, world.at, None, &signatures, BUDGET);
    search.paths(index)
}

/// RFC 5280, 6.3.3 (f): the same trust anchor as that of the certificate.
fn ends_alike<'a>(world: &World<'a>, subject: &Subject<'a>, path: &Path) -> bool {
    let last = path.steps.last().and_then(|step| super::issuer(world.pool, *step));
    let same = match (last, subject.issuers.last()) {
        (Some(its), Some(ours)) => its.name.key == ours.name.key && its.key.spki == ours.key.spki,
        _ => false,
    };
    same && matches!(path.end, End::Trusted(_)) && path.faults.is_empty()
}

/// Whether no certificate of a signer's path is revoked; the strict reading wants that proved.
fn in_force<'a>(world: &World<'a>, path: &Path) -> Result<(), Fault> {
    let below_anchor = path.steps.len().saturating_sub(1);
    for step in 0..below_anchor {
        let Some(subject) = Subject::of(world.pool, path, step) else { continue };
        match world.verdict(&subject).status {
            Status::Good(_) => {}
            Status::Revoked(_) => return Err(Fault::SignerRevoked),
            _ if world.reading == Reading::Strict => return Err(Fault::SignerNotCovered),
            _ => {}
        }
    }
    Ok(())
}
