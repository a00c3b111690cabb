//! Whether every certificate of a path is in force, where lists were handed over: RFC 5280, 6.1.3
//! (a)(3) and 6.3; the profile of lists (section 5) where a host is asked about.

use super::{Case, Refusal};
use crate::decode::crl::{NUMBER, extension};
use crate::model::oid::ext;
use crate::model::{Certificate, Crl};
use crate::path::Path;
use crate::revocation::{Fault, Piece, Says, Status, Subject, Weighed, World};

/// Why a path is refused for what the lists say, or do not say.
pub(super) fn check<'a>(case: &'a Case, world: &World<'a>, path: &Path) -> Result<(), Refusal> {
    if case.crls.is_empty() {
        return Ok(());
    }
    let below_anchor = path.steps.len().saturating_sub(1);
    for step in 0..below_anchor {
        let Some(subject) = Subject::of(world.pool, path, step) else { continue };
        let verdict = world.verdict(&subject);
        let title = subject.certificate.title();
        match verdict.status {
            Status::Good(_) => {}
            Status::Revoked(_) => {
                return Err(Refusal::new("revoked", format!("{title} is revoked.")));
            }
            Status::Unknown | Status::NotCovered => {
                let why = nearest(&verdict.weighed).map(|fault| fault.sentence());
                let why = why.map(|why| format!(" {why}")).unwrap_or_default();
                let message = format!("No list proves that {title} is not revoked.{why}");
                return Err(Refusal::new("revocation-unknown", message));
            }
        }
        let counted = verdict.weighed.iter().filter(|it| !matches!(it.says, Says::Nothing(_)));
        let lists = counted.filter_map(|it| match it.piece {
            Piece::List(list) => Some(list),
            Piece::Response(_) => None,
        });
        if case.host.is_some() {
            profile(lists, subject.certificate)?;
        }
    }
    Ok(())
}

/// What the list lacks that came nearest to covering the certificate.
fn nearest<'v>(weighed: &'v [Weighed<'_>]) -> Option<&'v Fault> {
    let faults = weighed.iter().filter_map(|it| match &it.says {
        Says::Nothing(fault) => Some(fault),
        _ => None,
    });
    faults.max_by_key(|fault| !fault.is_foreign())
}

/// RFC 5280, 5.1.2.5 and 5.2.1, 5.2.3: nextUpdate, the key identifier and the number, neither of
/// them critical, stand in every list of the profile.
fn profile<'a>(
    lists: impl Iterator<Item = &'a Crl>,
    certificate: &Certificate,
) -> Result<(), Refusal> {
    for list in lists {
        let fault = match (extension(list, NUMBER), extension(list, ext::AUTHORITY_KEY_ID)) {
            _ if list.next_update.is_none() => "has no nextUpdate",
            (None, _) => "has no number",
            (_, None) => "has no authority key identifier",
            (Some(number), _) if number.critical => "marks its number as critical",
            (_, Some(id)) if id.critical => "marks its authority key identifier as critical",
            _ => continue,
        };
        let message = format!("The list about {} {fault}.", certificate.title());
        return Err(Refusal::new("crl-profile", message));
    }
    Ok(())
}
