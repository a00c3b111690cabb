//! Policies as libpki asks for them by default: any will do, unless the path demands an explicit one
//! (RFC 5280, 6.1; the graph of RFC 9618). A plain anchor's own extensions do not count.

use super::Anchors;
use crate::model::Certificate;
use crate::path::policies::{self, Inputs, PathCertificate};
use crate::stacks::shared;

/// Whether a path, leaf first, has a policy that will do.
pub(super) fn holds(certificates: &[&Certificate], anchors: Anchors) -> bool {
    let mut entries = Vec::new();
    for (index, certificate) in certificates.iter().enumerate().rev() {
        let anchor = index.saturating_add(1) == certificates.len();
        let self_issued = certificate.is_self_issued();
        if anchor && anchors == Anchors::Plain {
            entries.push(PathCertificate {
                policies: None,
                rules: Default::default(),
                self_issued,
                anchor,
            });
            continue;
        }
        let Some(entry) = shared::policy_entry(certificate, self_issued) else { return false };
        entries.push(PathCertificate { anchor, ..entry });
    }
    policies::check(&entries, &Inputs::default()).is_ok()
}
