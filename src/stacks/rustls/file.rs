//! rustls: its own reader (`rustls-pki-types`) is run.

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::stacks::files::Reading;

/// As `CertificateDer::pem_slice_iter` reads it.
pub fn read(bytes: &[u8]) -> Reading {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(bytes).collect();
    let found = found.map_err(|error| error.to_string())?;
    if found.is_empty() {
        return Err("no items found".into());
    }
    Ok(found.into_iter().map(|it| it.as_ref().to_vec()).collect())
}
