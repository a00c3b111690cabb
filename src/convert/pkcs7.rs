//! PKCS#7 with certificates only: a SignedData that nobody signed (RFC 5652, 5.1; RFC 8551, 3.8).

use crate::decode::write::{oid, value};
use crate::model::Certificate;

/// The certificates in their order, which DER would have sorted: programs that send them as they
/// stand need it, and no reader minds.
pub(super) fn certificates(certificates: &[&Certificate]) -> Vec<u8> {
    let all: Vec<&[u8]> = certificates.iter().map(|it| it.der.as_slice()).collect();
    let signed = value(
        0x30,
        &[
            &[2, 1, 1],
            &value(0x31, &[]),
            &value(0x30, &[&oid("1.2.840.113549.1.7.1")]),
            &value(0xA0, &all),
            &value(0x31, &[]),
        ],
    );
    value(0x30, &[&oid("1.2.840.113549.1.7.2"), &value(0xA0, &[&signed])])
}
