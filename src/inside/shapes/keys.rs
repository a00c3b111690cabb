//! Algorithms and keys: SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), PKCS#8 (RFC 5958), PKCS#1 (RFC 8017),
//! SEC 1 (RFC 5915), and the parameters that algorithms bring.

use super::super::shape::{Shape, Tag, part};
use super::certificate::ATTRIBUTES;
use super::{ANY, BITS, INTEGER, NUMBER, OCTET, OCTETS, OID, SEQ, SERIAL, ctx};

/// AlgorithmIdentifier (RFC 5280, 4.1.1.2).
pub static ALGORITHM: Shape =
    Shape::Parts(&[part(OID, "algorithm", &ANY), part(Tag::Any, "parameters", &PARAMETERS)]);

static PARAMETERS: Shape = Shape::Typed(&[
    ("1.2.840.113549.1.1.10", &PSS),
    ("1.2.840.113549.1.1.8", &ALGORITHM),
    ("1.2.840.10040.4.1", &DSA_PARAMETERS),
    ("1.2.840.10045.2.1", &EC_PARAMETERS),
    ("1.2.840.113549.1.5.13", &PBES2),
    ("1.2.840.113549.1.5.12", &PBKDF2),
    ("1.2.840.113549.1.5.14", &PBMAC1),
    ("1.3.6.1.4.1.11591.4.11", &SCRYPT),
    ("1.2.840.113549.1.12.1.1", &PBE),
    ("1.2.840.113549.1.12.1.2", &PBE),
    ("1.2.840.113549.1.12.1.3", &PBE),
    ("1.2.840.113549.1.12.1.4", &PBE),
    ("1.2.840.113549.1.12.1.5", &PBE),
    ("1.2.840.113549.1.12.1.6", &PBE),
    ("1.2.840.113549.1.5.3", &PBE),
    ("1.2.840.113549.1.5.10", &PBE),
    ("2.16.840.1.101.3.4.1.2", &OCTETS),
    ("2.16.840.1.101.3.4.1.22", &OCTETS),
    ("2.16.840.1.101.3.4.1.42", &OCTETS),
    ("1.2.840.113549.3.7", &OCTETS),
]);

/// RSASSA-PSS-params (RFC 4055, 3.1).
static PSS: Shape = Shape::Parts(&[
    part(ctx(0), "hashAlgorithm", &Shape::Inside("", &ALGORITHM)),
    part(ctx(1), "maskGenAlgorithm", &Shape::Inside("", &ALGORITHM)),
    part(ctx(2), "saltLength", &Shape::Inside("", &ANY)),
    part(ctx(3), "trailerField", &Shape::Inside("", &ANY)),
]);
/// Dss-Parms (RFC 3279, 2.3.2).
static DSA_PARAMETERS: Shape = Shape::Parts(&[
    part(INTEGER, "p", &SERIAL),
    part(INTEGER, "q", &SERIAL),
    part(INTEGER, "g", &SERIAL),
]);
/// EcpkParameters (RFC 3279, 2.3.5): a name, or the curve itself (SEC 1, C.2).
static EC_PARAMETERS: Shape = Shape::Choice(&[
    part(OID, "namedCurve", &ANY),
    part(SEQ, "ecParameters", &CURVE),
    part(Tag::Own(5), "implicitlyCA", &ANY),
]);
static CURVE: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(
        SEQ,
        "fieldID",
        &Shape::Parts(&[part(OID, "fieldType", &ANY), part(Tag::Any, "parameters", &ANY)]),
    ),
    part(
        SEQ,
        "curve",
        &Shape::Parts(&[
            part(OCTET, "a", &OCTETS),
            part(OCTET, "b", &OCTETS),
            part(BITS, "seed", &OCTETS),
        ]),
    ),
    part(OCTET, "base", &OCTETS),
    part(INTEGER, "order", &SERIAL),
    part(INTEGER, "cofactor", &ANY),
]);
/// PBES2-params and PBKDF2-params (RFC 8018, A.4 and A.2).
static PBES2: Shape = Shape::Parts(&[
    part(SEQ, "keyDerivationFunc", &ALGORITHM),
    part(SEQ, "encryptionScheme", &ALGORITHM),
]);
static PBKDF2: Shape = Shape::Parts(&[
    part(OCTET, "salt", &OCTETS),
    part(INTEGER, "iterationCount", &ANY),
    part(INTEGER, "keyLength", &ANY),
    part(SEQ, "prf", &ALGORITHM),
]);
/// PBMAC1-params (RFC 8018, A.5).
static PBMAC1: Shape = Shape::Parts(&[
    part(SEQ, "keyDerivationFunc", &ALGORITHM),
    part(SEQ, "messageAuthScheme", &ALGORITHM),
]);
/// scrypt-params (RFC 7914, 7).
static SCRYPT: Shape = Shape::Parts(&[
    part(OCTET, "salt", &OCTETS),
    part(INTEGER, "costParameter", &ANY),
    part(INTEGER, "blockSize", &ANY),
    part(INTEGER, "parallelizationParameter", &ANY),
    part(INTEGER, "keyLength", &ANY),
]);
/// pkcs-12PbeParams (RFC 7292, C) and PBEParameter (RFC 8018, A.3).
static PBE: Shape =
    Shape::Parts(&[part(OCTET, "salt", &OCTETS), part(INTEGER, "iterations", &ANY)]);

/// SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
pub static PUBLIC_KEY: Shape = Shape::Parts(&[
    part(SEQ, "algorithm", &ALGORITHM),
    part(BITS, "subjectPublicKey", &PUBLIC_BITS),
]);
static PUBLIC_BITS: Shape = Shape::Typed(&[
    ("1.2.840.113549.1.1.1", &Shape::Inside("RSAPublicKey", &RSA_PUBLIC)),
    ("1.2.840.113549.1.1.10", &Shape::Inside("RSAPublicKey", &RSA_PUBLIC)),
    ("1.2.840.10040.4.1", &Shape::Inside("DSAPublicKey", &SERIAL)),
    ("1.2.840.10045.2.1", &OCTETS),
    ("1.3.101.110", &OCTETS),
    ("1.3.101.111", &OCTETS),
    ("1.3.101.112", &OCTETS),
    ("1.3.101.113", &OCTETS),
]);
/// RSAPublicKey (RFC 8017, A.1.1).
static RSA_PUBLIC: Shape =
    Shape::Parts(&[part(INTEGER, "modulus", &SERIAL), part(INTEGER, "publicExponent", &NUMBER)]);

/// OneAsymmetricKey (RFC 5958, 2).
pub static PRIVATE_KEY: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(SEQ, "privateKeyAlgorithm", &ALGORITHM),
    part(OCTET, "privateKey", &PRIVATE_OCTETS),
    part(ctx(0), "attributes", &ATTRIBUTES),
    part(ctx(1), "publicKey", &OCTETS),
]);
static PRIVATE_OCTETS: Shape = Shape::Typed(&[
    ("1.2.840.113549.1.1.1", &Shape::Inside("RSAPrivateKey", &RSA_KEY)),
    ("1.2.840.113549.1.1.10", &Shape::Inside("RSAPrivateKey", &RSA_KEY)),
    ("1.2.840.10045.2.1", &Shape::Inside("ECPrivateKey", &EC_KEY)),
]);
/// EncryptedPrivateKeyInfo (RFC 5958, 3).
pub static ENCRYPTED_KEY: Shape = Shape::Parts(&[
    part(SEQ, "encryptionAlgorithm", &ALGORITHM),
    part(OCTET, "encryptedData", &OCTETS),
]);
/// RSAPrivateKey (RFC 8017, A.1.2).
pub static RSA_KEY: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(INTEGER, "modulus", &SERIAL),
    part(INTEGER, "publicExponent", &NUMBER),
    part(INTEGER, "privateExponent", &SERIAL),
    part(INTEGER, "prime1", &SERIAL),
    part(INTEGER, "prime2", &SERIAL),
    part(INTEGER, "exponent1", &SERIAL),
    part(INTEGER, "exponent2", &SERIAL),
    part(INTEGER, "coefficient", &SERIAL),
    part(SEQ, "otherPrimeInfos", &ANY),
]);
/// ECPrivateKey (RFC 5915, 3).
pub static EC_KEY: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(OCTET, "privateKey", &OCTETS),
    part(ctx(0), "parameters", &Shape::Inside("", &EC_PARAMETERS)),
    part(ctx(1), "publicKey", &Shape::Inside("", &OCTETS)),
]);
/// OpenSSL's form of a DSA key.
pub static DSA_KEY: Shape = Shape::Parts(&[
    part(INTEGER, "version", &ANY),
    part(INTEGER, "p", &SERIAL),
    part(INTEGER, "q", &SERIAL),
    part(INTEGER, "g", &SERIAL),
    part(INTEGER, "y", &SERIAL),
    part(INTEGER, "x", &SERIAL),
]);
