//! Names for what is not a certificate, and how to get certificates out of it.

use x509_parser::asn1_rs::{Any, FromDer};

const KEY: &str = "";
const PKCS12: &str =
    "Take the certificates out: openssl pkcs12 -in FILE -nokeys -out certificates.pem";
const PKCS7: &str =
    "Take the certificates out: openssl pkcs7 -in FILE -print_certs -out certificates.pem";
const CSR: &str = "Send it to the CA; what the CA returns is the certificate.";
const OTHER: &str = "Add the certificates it belongs to.";

/// What a PEM label stands for, and what to do with it.
pub(super) fn by_label(label: &str) -> (String, &'static str) {
    match label {
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
            ("certificate signing request".into(), CSR)
        }
        "X509 CRL" => ("certificate revocation list".into(), OTHER),
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => ("PKCS#7 bundle".into(), PKCS7),
        "PUBLIC KEY" | "RSA PUBLIC KEY" | "EC PUBLIC KEY" => ("public key".into(), OTHER),
        "EC PARAMETERS" | "DH PARAMETERS" | "X9.42 DH PARAMETERS" => {
            ("set of key parameters".into(), OTHER)
        }
        _ => (format!("{label} block"), OTHER),
    }
}

/// What DER looks like, by its outline; an empty name where nothing fits.
pub(super) fn by_content(der: &[u8]) -> (String, &'static str) {
    let mut outline = Vec::new();
    if let Ok((_, outer)) = Any::from_der(der) {
        let mut rest = outer.data;
        while let Ok((next, any)) = Any::from_der(rest) {
            outline.push((any.tag().0, any.data));
            rest = next;
        }
    }
    const INTEGER: u32 = 2;
    const BIT_STRING: u32 = 3;
    const OCTETS: u32 = 4;
    const OID: u32 = 6;
    const SEQUENCE: u32 = 16;
    let tags: Vec<u32> = outline.iter().map(|(tag, _)| *tag).collect();
    let first = outline.first().map(|(_, data)| *data).unwrap_or_default();
    let (what, advice) = match tags.as_slice() {
        // PKCS#12, RFC 7292, 4: version 3.
        [INTEGER, SEQUENCE, ..] if first == [3] => ("PKCS#12 file (.p12, .pfx)", PKCS12),
        // PKCS#8, RFC 5958, 2.
        [INTEGER, SEQUENCE, OCTETS, ..] => ("private key", KEY),
        // SEC 1, C.4; PKCS#1, RFC 8017, A.1.2.
        [INTEGER, OCTETS, ..] => ("private key", KEY),
        [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, ..] => ("private key", KEY),
        // Encrypted PKCS#8, RFC 5958, 3.
        [SEQUENCE, OCTETS] => ("private key", KEY),
        // signedData, RFC 5652, 5.1.
        [OID, 0] if first == [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2] => {
            ("PKCS#7 bundle", PKCS7)
        }
        [SEQUENCE, BIT_STRING] => ("public key", OTHER),
        _ => ("", OTHER),
    };
    (what.into(), advice)
}
