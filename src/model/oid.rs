//! Object identifiers and the names people know them by.

#[cfg(feature = "full")]
mod rare;

use std::fmt;

/// An object identifier in dotted form, `2.5.4.3`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Oid(pub String);

impl Oid {
    /// The dotted form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name people know it by, else the dotted form.
    pub fn name(&self) -> &str {
        lookup(&self.0).unwrap_or(&self.0)
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of an OID, where it is known.
pub fn lookup(oid: &str) -> Option<&'static str> {
    let place = NAMES.binary_search_by(|(known, _)| (*known).cmp(oid)).ok();
    let found = place.and_then(|i| NAMES.get(i)).map(|(_, name)| *name);
    #[cfg(feature = "full")]
    let found = found.or_else(|| rare::lookup(oid));
    found
}

/// Sorted by the dotted form as text, so that it can be searched by halving.
#[rustfmt::skip]
static NAMES: &[(&str, &str)] = &[
    ("1.2.156.10197.1.301", "SM2 curve"),
    ("1.2.156.10197.1.501", "SM2 with SM3"),
    ("1.2.643.2.2.19", "GOST R 34.10-2001"),
    ("1.2.643.2.2.3", "GOST R 34.10-2001 with GOST R 34.11-94"),
    ("1.2.643.7.1.1.1.1", "GOST R 34.10-2012, 256 bits"),
    ("1.2.643.7.1.1.1.2", "GOST R 34.10-2012, 512 bits"),
    ("1.2.643.7.1.1.3.2", "GOST R 34.10-2012 with 256 bits"),
    ("1.2.643.7.1.1.3.3", "GOST R 34.10-2012 with 512 bits"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10040.4.3", "DSA with SHA-1"),
    ("1.2.840.10045.2.1", "EC"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.2.840.10045.3.1.7", "P-256"),
    ("1.2.840.10045.4.1", "ECDSA with SHA-1"),
    ("1.2.840.10045.4.3.1", "ECDSA with SHA-224"),
    ("1.2.840.10045.4.3.2", "ECDSA with SHA-256"),
    ("1.2.840.10045.4.3.3", "ECDSA with SHA-384"),
    ("1.2.840.10045.4.3.4", "ECDSA with SHA-512"),
    ("1.2.840.10046.2.1", "Diffie-Hellman"),
    ("1.2.840.113549.1.1.1", "RSA"),
    ("1.2.840.113549.1.1.10", "RSA-PSS"),
    ("1.2.840.113549.1.1.11", "RSA PKCS#1 v1.5 with SHA-256"),
    ("1.2.840.113549.1.1.12", "RSA PKCS#1 v1.5 with SHA-384"),
    ("1.2.840.113549.1.1.13", "RSA PKCS#1 v1.5 with SHA-512"),
    ("1.2.840.113549.1.1.14", "RSA PKCS#1 v1.5 with SHA-224"),
    ("1.2.840.113549.1.1.2", "RSA PKCS#1 v1.5 with MD2"),
    ("1.2.840.113549.1.1.4", "RSA PKCS#1 v1.5 with MD5"),
    ("1.2.840.113549.1.1.5", "RSA PKCS#1 v1.5 with SHA-1"),
    ("1.2.840.113549.1.1.7", "RSA-OAEP"),
    ("1.2.840.113549.1.9.15", "S/MIME capabilities"),
    ("1.3.101.110", "X25519"),
    ("1.3.101.111", "X448"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.132.0.33", "P-224"),
    ("1.3.132.0.34", "P-384"),
    ("1.3.132.0.35", "P-521"),
    ("1.3.14.3.2.29", "RSA PKCS#1 v1.5 with SHA-1 (OIW)"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.6.1.4.1.11129.2.4.2", "Signed certificate timestamps"),
    ("1.3.6.1.4.1.11129.2.4.3", "CT precertificate poison"),
    ("1.3.6.1.4.1.311.10.3.12", "Microsoft document signing"),
    ("1.3.6.1.4.1.311.10.3.3", "Microsoft server gated crypto"),
    ("1.3.6.1.4.1.311.10.3.4", "Microsoft encrypting file system"),
    ("1.3.6.1.4.1.311.20.2", "Microsoft certificate template name"),
    ("1.3.6.1.4.1.311.20.2.1", "Microsoft enrolment agent"),
    ("1.3.6.1.4.1.311.20.2.2", "Microsoft smart card log-on"),
    ("1.3.6.1.4.1.311.20.2.3", "Microsoft user principal name"),
    ("1.3.6.1.4.1.311.21.1", "Microsoft CA version"),
    ("1.3.6.1.4.1.311.21.10", "Microsoft application policies"),
    ("1.3.6.1.4.1.311.21.2", "Microsoft previous CA certificate hash"),
    ("1.3.6.1.4.1.311.21.7", "Microsoft certificate template"),
    ("1.3.6.1.4.1.311.25.2", "Microsoft NTDS security extension"),
    ("1.3.6.1.4.1.311.54.1.2", "Microsoft remote desktop"),
    ("1.3.6.1.4.1.44363.44", "Delegated credentials"),
    ("1.3.6.1.5.2.3.4", "Kerberos PKINIT client"),
    ("1.3.6.1.5.2.3.5", "Kerberos PKINIT key distribution centre"),
    ("1.3.6.1.5.5.7.1.1", "Authority information access"),
    ("1.3.6.1.5.5.7.1.11", "Subject information access"),
    ("1.3.6.1.5.5.7.1.12", "Logotype"),
    ("1.3.6.1.5.5.7.1.24", "TLS feature"),
    ("1.3.6.1.5.5.7.1.26", "TNAuthList"),
    ("1.3.6.1.5.5.7.1.3", "Qualified certificate statements"),
    ("1.3.6.1.5.5.7.1.7", "IP address blocks"),
    ("1.3.6.1.5.5.7.1.8", "Autonomous system numbers"),
    ("1.3.6.1.5.5.7.2.1", "Certification practice statement"),
    ("1.3.6.1.5.5.7.2.2", "User notice"),
    ("1.3.6.1.5.5.7.3.1", "TLS server authentication (serverAuth)"),
    ("1.3.6.1.5.5.7.3.13", "EAP over PPP"),
    ("1.3.6.1.5.5.7.3.14", "EAP over LAN"),
    ("1.3.6.1.5.5.7.3.17", "IPsec IKE"),
    ("1.3.6.1.5.5.7.3.2", "TLS client authentication (clientAuth)"),
    ("1.3.6.1.5.5.7.3.21", "SSH client"),
    ("1.3.6.1.5.5.7.3.22", "SSH server"),
    ("1.3.6.1.5.5.7.3.3", "Code signing"),
    ("1.3.6.1.5.5.7.3.31", "BIMI brand indicator"),
    ("1.3.6.1.5.5.7.3.36", "Document signing"),
    ("1.3.6.1.5.5.7.3.4", "E-mail protection"),
    ("1.3.6.1.5.5.7.3.5", "IPsec end system"),
    ("1.3.6.1.5.5.7.3.6", "IPsec tunnel"),
    ("1.3.6.1.5.5.7.3.7", "IPsec user"),
    ("1.3.6.1.5.5.7.3.8", "Time stamping"),
    ("1.3.6.1.5.5.7.3.9", "OCSP signing"),
    ("1.3.6.1.5.5.7.48.1", "OCSP responder"),
    ("1.3.6.1.5.5.7.48.1.5", "OCSP no check"),
    ("1.3.6.1.5.5.7.48.2", "CA issuers"),
    ("1.3.6.1.5.5.7.48.3", "Time stamping"),
    ("1.3.6.1.5.5.7.48.5", "CA repository"),
    ("1.3.6.1.5.5.7.8.4", "Hardware module name"),
    ("1.3.6.1.5.5.7.8.7", "DNS service name (SRV)"),
    ("1.3.6.1.5.5.7.8.9", "Internationalised e-mail address"),
    ("1.3.6.1.5.5.8.2.2", "IPsec IKE intermediate"),
    ("2.16.840.1.101.3.4.3.1", "DSA with SHA-224"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
    ("2.16.840.1.101.3.4.3.2", "DSA with SHA-256"),
    ("2.16.840.1.101.3.4.3.20", "SLH-DSA-SHA2-128s"),
    ("2.16.840.1.101.3.4.3.21", "SLH-DSA-SHA2-128f"),
    ("2.16.840.1.101.3.4.3.22", "SLH-DSA-SHA2-192s"),
    ("2.16.840.1.101.3.4.3.23", "SLH-DSA-SHA2-192f"),
    ("2.16.840.1.101.3.4.3.24", "SLH-DSA-SHA2-256s"),
    ("2.16.840.1.101.3.4.3.25", "SLH-DSA-SHA2-256f"),
    ("2.16.840.1.101.3.4.3.26", "SLH-DSA-SHAKE-128s"),
    ("2.16.840.1.101.3.4.3.27", "SLH-DSA-SHAKE-128f"),
    ("2.16.840.1.101.3.4.3.28", "SLH-DSA-SHAKE-192s"),
    ("2.16.840.1.101.3.4.3.29", "SLH-DSA-SHAKE-192f"),
    ("2.16.840.1.101.3.4.3.30", "SLH-DSA-SHAKE-256s"),
    ("2.16.840.1.101.3.4.3.31", "SLH-DSA-SHAKE-256f"),
    ("2.16.840.1.101.3.4.4.1", "ML-KEM-512"),
    ("2.16.840.1.101.3.4.4.2", "ML-KEM-768"),
    ("2.16.840.1.101.3.4.4.3", "ML-KEM-1024"),
    ("2.16.840.1.113730.1.1", "Netscape certificate type"),
    ("2.16.840.1.113730.1.12", "Netscape SSL server name"),
    ("2.16.840.1.113730.1.13", "Netscape comment"),
    ("2.16.840.1.113730.1.2", "Netscape base URL"),
    ("2.16.840.1.113730.1.3", "Netscape revocation URL"),
    ("2.16.840.1.113730.1.4", "Netscape CA revocation URL"),
    ("2.16.840.1.113730.1.8", "Netscape CA policy URL"),
    ("2.16.840.1.113730.4.1", "Netscape server gated crypto"),
    ("2.23.140.1.1", "CA/B Forum: extended validation"),
    ("2.23.140.1.2.1", "CA/B Forum: domain validated"),
    ("2.23.140.1.2.2", "CA/B Forum: organisation validated"),
    ("2.23.140.1.2.3", "CA/B Forum: individual validated"),
    ("2.23.140.1.31", "CA/B Forum: Tor service descriptor"),
    ("2.5.29.1", "Authority key identifier (X.509 of 1993)"),
    ("2.5.29.10", "Basic constraints (X.509 of 1993)"),
    ("2.5.29.14", "Subject key identifier"),
    ("2.5.29.15", "Key usage"),
    ("2.5.29.16", "Private key usage period"),
    ("2.5.29.17", "Subject alternative names"),
    ("2.5.29.18", "Issuer alternative names"),
    ("2.5.29.19", "Basic constraints"),
    ("2.5.29.20", "CRL number"),
    ("2.5.29.21", "CRL reason"),
    ("2.5.29.3", "Certificate policies (X.509 of 1993)"),
    ("2.5.29.30", "Name constraints"),
    ("2.5.29.31", "CRL distribution points"),
    ("2.5.29.32", "Certificate policies"),
    ("2.5.29.32.0", "Any policy"),
    ("2.5.29.33", "Policy mappings"),
    ("2.5.29.35", "Authority key identifier"),
    ("2.5.29.36", "Policy constraints"),
    ("2.5.29.37", "Extended key usage"),
    ("2.5.29.37.0", "Any extended key usage"),
    ("2.5.29.46", "Freshest CRL"),
    ("2.5.29.54", "Inhibit anyPolicy"),
    ("2.5.29.9", "Subject directory attributes"),
];

/// The short name of an attribute type in distinguished names, else its OID.
pub fn attribute_label(oid: &Oid) -> &str {
    match oid.as_str() {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "street",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.12" => "title",
        "2.5.4.13" => "description",
        "2.5.4.15" => "businessCategory",
        "2.5.4.17" => "postalCode",
        "2.5.4.20" => "telephoneNumber",
        "2.5.4.41" => "name",
        "2.5.4.42" => "GN",
        "2.5.4.43" => "initials",
        "2.5.4.44" => "generationQualifier",
        "2.5.4.46" => "dnQualifier",
        "2.5.4.65" => "pseudonym",
        "2.5.4.97" => "organizationIdentifier",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "emailAddress",
        "1.3.6.1.4.1.311.60.2.1.1" => "jurisdictionL",
        "1.3.6.1.4.1.311.60.2.1.2" => "jurisdictionST",
        "1.3.6.1.4.1.311.60.2.1.3" => "jurisdictionC",
        other => other,
    }
}

/// The extension types by OID: the ones a path validator must know (RFC 5280, 4.2) and others.
pub mod ext {
    #![allow(missing_docs)]
    pub const SUBJECT_KEY_ID: &str = "2.5.29.14";
    pub const KEY_USAGE: &str = "2.5.29.15";
    pub const SUBJECT_ALT_NAME: &str = "2.5.29.17";
    pub const ISSUER_ALT_NAME: &str = "2.5.29.18";
    pub const BASIC_CONSTRAINTS: &str = "2.5.29.19";
    pub const NAME_CONSTRAINTS: &str = "2.5.29.30";
    pub const CRL_DISTRIBUTION_POINTS: &str = "2.5.29.31";
    pub const POLICIES: &str = "2.5.29.32";
    pub const POLICY_MAPPINGS: &str = "2.5.29.33";
    pub const AUTHORITY_KEY_ID: &str = "2.5.29.35";
    pub const POLICY_CONSTRAINTS: &str = "2.5.29.36";
    pub const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
    pub const INHIBIT_ANY_POLICY: &str = "2.5.29.54";
    pub const AUTHORITY_INFO_ACCESS: &str = "1.3.6.1.5.5.7.1.1";
    pub const SUBJECT_INFO_ACCESS: &str = "1.3.6.1.5.5.7.1.11";
    pub const TLS_FEATURE: &str = "1.3.6.1.5.5.7.1.24";
    pub const SCTS: &str = "1.3.6.1.4.1.11129.2.4.2";
    pub const PRECERT_POISON: &str = "1.3.6.1.4.1.11129.2.4.3";
    pub const NS_CERT_TYPE: &str = "2.16.840.1.113730.1.1";
}

/// Access method of authority information access: where the issuer's certificate is (RFC 5280, 4.2.2.1).
pub const CA_ISSUERS: &str = "1.3.6.1.5.5.7.48.2";
/// Access method: where the OCSP responder is.
pub const OCSP: &str = "1.3.6.1.5.5.7.48.1";

/// The extended key usages that decide here.
pub mod eku {
    #![allow(missing_docs)]
    pub const ANY: &str = "2.5.29.37.0";
    pub const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
    pub const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";
    /// Netscape's and Microsoft's "server gated crypto": CAs of the 1990s put it for serverAuth.
    pub const NETSCAPE_SGC: &str = "2.16.840.1.113730.4.1";
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted_so_that_the_search_finds_every_entry() {
        for pair in super::NAMES.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} must stand before {}", pair[0].0, pair[1].0);
        }
        assert_eq!(
            super::lookup("1.3.6.1.5.5.7.3.1"),
            Some("TLS server authentication (serverAuth)")
        );
    }
}
