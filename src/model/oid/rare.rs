//! Names of signature algorithms that are hardly met, and that are named rather than computed: in
//! the full engine only.

/// The name of such an algorithm.
pub(super) fn lookup(oid: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == oid).map(|(_, name)| *name).or_else(|| series(oid))
}

static NAMES: &[(&str, &str)] = &[
    // RFC 8692, 2.
    ("1.3.6.1.5.5.7.6.30", "RSA-PSS with SHAKE128"),
    ("1.3.6.1.5.5.7.6.31", "RSA-PSS with SHAKE256"),
    ("1.3.6.1.5.5.7.6.32", "ECDSA with SHAKE128"),
    ("1.3.6.1.5.5.7.6.33", "ECDSA with SHAKE256"),
    // RFC 9802, 4, RFC 9708, 2, and RFC 9925, 3.
    ("1.3.6.1.5.5.7.6.34", "XMSS"),
    ("1.3.6.1.5.5.7.6.35", "XMSS^MT"),
    ("1.2.840.113549.1.9.16.3.17", "HSS/LMS"),
    ("1.3.6.1.5.5.7.6.36", "no signature (unsigned)"),
    // GM/T 0006; STB 34.101.45; DSTU 4145.
    ("1.2.156.10197.1.504", "RSA with SM3"),
    ("1.2.112.0.2.0.34.101.45.2.1", "Belarusian signatures (STB 34.101.45)"),
    ("1.2.112.0.2.0.34.101.45.12", "Belarusian signatures (STB 34.101.45) with belt-hash"),
    ("1.2.804.2.1.1.1.1.3.1.1", "DSTU 4145-2002"),
];

/// Where algorithms of one family have numbers one behind the other.
fn series(oid: &str) -> Option<&'static str> {
    // The last number, and the names from the first one on.
    let at = |prefix: &str, first: usize, names: &[&'static str]| {
        let last: usize = oid.strip_prefix(prefix)?.parse().ok()?;
        names.get(last.checked_sub(first)?).copied()
    };
    at("1.3.6.1.5.5.7.6.", 37, &COMPOSITES)
        .or_else(|| at("2.16.840.1.101.3.4.3.", 3, &WITH_SHA3))
        .or_else(|| at("2.16.840.1.101.3.4.3.", 32, &HASHED))
        .or_else(|| {
            // Numbers of Entrust, given anew in each draft.
            let draft = ["2.16.840.1.114027.80.8.1.", "2.16.840.1.114027.80.9.1."];
            let is_draft = draft.iter().any(|arc| oid.starts_with(arc));
            is_draft.then_some("Composite ML-DSA of an early draft")
        })
}

/// Composite ML-DSA (draft-ietf-lamps-pq-composite-sigs, 6).
static COMPOSITES: [&str; 18] = [
    "Composite ML-DSA-44 with RSA-2048 PSS",
    "Composite ML-DSA-44 with RSA-2048 PKCS#1 v1.5",
    "Composite ML-DSA-44 with Ed25519",
    "Composite ML-DSA-44 with ECDSA P-256",
    "Composite ML-DSA-65 with RSA-3072 PSS",
    "Composite ML-DSA-65 with RSA-3072 PKCS#1 v1.5",
    "Composite ML-DSA-65 with RSA-4096 PSS",
    "Composite ML-DSA-65 with RSA-4096 PKCS#1 v1.5",
    "Composite ML-DSA-65 with ECDSA P-256",
    "Composite ML-DSA-65 with ECDSA P-384",
    "Composite ML-DSA-65 with ECDSA brainpoolP256r1",
    "Composite ML-DSA-65 with Ed25519",
    "Composite ML-DSA-87 with ECDSA P-384",
    "Composite ML-DSA-87 with ECDSA brainpoolP384r1",
    "Composite ML-DSA-87 with Ed448",
    "Composite ML-DSA-87 with RSA-3072 PSS",
    "Composite ML-DSA-87 with RSA-4096 PSS",
    "Composite ML-DSA-87 with ECDSA P-521",
];

/// NIST's list of signatures (csrc.nist.gov, computer security objects register), from 3 on.
static WITH_SHA3: [&str; 14] = [
    "DSA with SHA-384",
    "DSA with SHA-512",
    "DSA with SHA3-224",
    "DSA with SHA3-256",
    "DSA with SHA3-384",
    "DSA with SHA3-512",
    "ECDSA with SHA3-224",
    "ECDSA with SHA3-256",
    "ECDSA with SHA3-384",
    "ECDSA with SHA3-512",
    "RSA PKCS#1 v1.5 with SHA3-224",
    "RSA PKCS#1 v1.5 with SHA3-256",
    "RSA PKCS#1 v1.5 with SHA3-384",
    "RSA PKCS#1 v1.5 with SHA3-512",
];

/// The same list, from 32 on: what signs a digest (FIPS 204, 5.4; FIPS 205, 10.2.2).
static HASHED: [&str; 15] = [
    "HashML-DSA-44 with SHA-512",
    "HashML-DSA-65 with SHA-512",
    "HashML-DSA-87 with SHA-512",
    "HashSLH-DSA-SHA2-128s with SHA-256",
    "HashSLH-DSA-SHA2-128f with SHA-256",
    "HashSLH-DSA-SHA2-192s with SHA-512",
    "HashSLH-DSA-SHA2-192f with SHA-512",
    "HashSLH-DSA-SHA2-256s with SHA-512",
    "HashSLH-DSA-SHA2-256f with SHA-512",
    "HashSLH-DSA-SHAKE-128s with SHAKE128",
    "HashSLH-DSA-SHAKE-128f with SHAKE128",
    "HashSLH-DSA-SHAKE-192s with SHAKE256",
    "HashSLH-DSA-SHAKE-192f with SHAKE256",
    "HashSLH-DSA-SHAKE-256s with SHAKE256",
    "HashSLH-DSA-SHAKE-256f with SHAKE256",
];
