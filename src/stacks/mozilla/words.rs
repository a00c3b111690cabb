//! Firefox's errors: the rules of mozilla::pkix and of Firefox around it, in its English words.

use crate::stacks::words::words;

words! {
    NO_HOST: "-8187", "security library: invalid arguments.";
        "no-host", "Firefox verifies a server for a host; without one it refuses the question.",
        "Firefox, security/certverifier/CertVerifier.cpp, VerifySSLServerCert", "none: it is about the question, which names no host";
    BAD_DER: "-8183", "security library: improperly formatted DER-encoded message.";
        "unreadable", "Certificates are read as strict DER. Names are read only when a constraint or the host is compared with them: a DNS name that is none is refused then.",
        "mozilla::pkix, pkixcert.cpp, BackCert::Init; pkixnames.cpp", "encoding-problems";
    EXTENSION_INVALID: "-8158", "Certificate extension value is invalid.";
        "extension-invalid", "An extension that is known may stand there once, and its basic constraints must be readable.",
        "mozilla::pkix, pkixcert.cpp, RememberExtension; pkixcheck.cpp, CheckBasicConstraints", "extension-unreadable";
    INTEGER_ENCODING: "-16373", "The server presented a certificate that contains an invalid encoding of an integer. Common causes include negative serial numbers, negative RSA moduli, and encodings that are longer than necessary.";
        "integer-encoding", "Integers must have the shortest form, keys and limits must not be negative.",
        "mozilla::pkix, pkixder.cpp, IntegralBytes", "encoding-problems";
    UNKNOWN_CRITICAL: "-8151", "Certificate contains unknown critical extension.";
        "critical-extension", "A critical extension that is not known is refused when the certificate is read; key identifiers, CRL distribution points and policy mappings count as not known.",
        "mozilla::pkix, pkixcert.cpp, RememberExtension", "critical-extension-unknown";
    REVOKED: "-8180", "Peer’s Certificate has been revoked.";
        "onecrl", "Certificates on the list of revoked intermediates that Firefox carries (OneCRL) are refused before anything else is looked at.",
        "Firefox, NSSCertDBTrustDomain.cpp, GetCertTrust", "revoked-in-firefox";
    BAD_TIME: "-8184", "Improperly formatted time string.";
        "dates-unreadable", "Both dates must be readable, as UTCTime or GeneralizedTime with seconds and Z.",
        "mozilla::pkix, pkixcheck.cpp, ParseValidity", "dates-unreadable";
    ALGORITHM_DISABLED: "-8016", "The certificate was signed using a signature algorithm that is disabled because it is not secure.";
        "signature-algorithm", "Signatures are RSA PKCS#1 v1.5, RSA-PSS or ECDSA, with SHA-256, SHA-384 or SHA-512. SHA-1 and older digests are refused, except on a trust anchor, whose signature is not looked at.",
        "mozilla::pkix, pkixcheck.cpp, CheckSignatureAlgorithm; Firefox, NSSCertDBTrustDomain.cpp, CheckSignatureDigestAlgorithm", "weak-signature";
    ALGORITHM_MISMATCH: "-16377", "The signature algorithm in the signature field of the certificate does not match the algorithm in its signatureAlgorithm field.";
        "algorithms-differ", "Inner and outer signature algorithm must be the same.",
        "mozilla::pkix, pkixcheck.cpp, CheckSignatureAlgorithm", "algorithms-differ";
    KEY_SIZE: "-16382", "The server presented a certificate with a key size that is too small to establish a secure connection.";
        "key-size", "An RSA key, and an RSA signature, must have 1,024 bits at least.",
        "Firefox, CertVerifier.cpp, MIN_RSA_BITS_WEAK; NSSCertDBTrustDomain.cpp, CheckRSAPublicKeyModulusSizeInBits", "weak-key";
    UNSUPPORTED_CURVE: "-8051", "Unsupported elliptic curve.";
        "curve", "Of elliptic curves only P-256, P-384 and P-521 are known, by name.",
        "mozilla::pkix, pkixcheck.cpp, CheckSubjectPublicKeyInfoContents", "weak-curve";
    UNSUPPORTED_KEY: "-8144", "Unsupported or unknown key algorithm.";
        "key-algorithm", "Keys are RSA or elliptic curve keys.",
        "mozilla::pkix, pkixcheck.cpp, CheckSubjectPublicKeyInfoContents", "uncommon-key";
    EMPTY_ISSUER: "-16372", "The server presented a certificate with an empty issuer distinguished name.";
        "empty-issuer", "The issuer's name must not be empty.",
        "mozilla::pkix, pkixcheck.cpp, CheckIssuer", "encoding-problems";
    KEY_USAGE: "-8102", "Certificate key usage inadequate for attempted operation.";
        "key-usage", "Where there is a key usage, a leaf must have digitalSignature, keyEncipherment or keyAgreement, a CA keyCertSign.",
        "mozilla::pkix, pkixcheck.cpp, CheckKeyUsage; Firefox, CertVerifier.cpp, BuildCertChainForOneKeyUsage", "key-usage-not-allowed";
    V1_AS_CA: "-16381", "An X.509 version 1 certificate that is not a trust anchor was used to issue the server’s certificate. X.509 version 1 certificates are deprecated and should not be used to sign other certificates.";
        "v1-as-ca", "A CA of version 1 must be a trust anchor.",
        "mozilla::pkix, pkixcheck.cpp, CheckBasicConstraints", "issuer-not-ca";
    CA_AS_LEAF: "-16383", "The server uses a certificate with a basic constraints extension identifying it as a certificate authority. For a properly-issued certificate, this should not be the case.";
        "ca-as-leaf", "A certificate with basic constraints CA is refused as a leaf.",
        "mozilla::pkix, pkixcheck.cpp, CheckBasicConstraints", "ca-as-leaf";
    NOT_A_CA: "-8156", "Issuer certificate is invalid.";
        "issuer-not-ca", "An issuer must have basic constraints CA, trust anchors too.",
        "mozilla::pkix, pkixcheck.cpp, CheckBasicConstraints", "issuer-not-ca";
    PATH_LENGTH: "-8155", "Certificate path length constraint is invalid.";
        "path-length", "pathLenConstraint counts all CAs below, self-issued ones too.",
        "mozilla::pkix, pkixcheck.cpp, CheckBasicConstraints", "path-too-long";
    PURPOSE: "-8101", "Certificate type not approved for application.";
        "purpose", "Where there is an extended key usage, every certificate of the path must list the use asked about, trust anchors too; anyExtendedKeyUsage does not count, and a leaf with OCSPSigning is for nothing else.",
        "mozilla::pkix, pkixcheck.cpp, CheckExtendedKeyUsage", "purpose-not-allowed";
    NOT_YET_VALID: "-16379", "The server presented a certificate that is not yet valid.";
        "not-yet-valid", "The leaf's notBefore must not lie after the time asked about. Said only when a path is found and the host is covered.",
        "mozilla::pkix, pkixcheck.cpp, CheckValidity; pkixbuild.cpp, BuildForward", "not-yet-valid";
    EXPIRED: "-8181", "Peer’s Certificate has expired.";
        "expired", "The leaf's notAfter must not lie before the time asked about. Said only when a path is found and the host is covered.",
        "mozilla::pkix, pkixcheck.cpp, CheckValidity; pkixbuild.cpp, BuildForward", "expired";
    NOT_YET_VALID_ISSUER: "-16378", "A certificate that is not yet valid was used to issue the server’s certificate.";
        "issuer-not-yet-valid", "The same of an issuer, trust anchors too.",
        "mozilla::pkix, pkixbuild.cpp, RecordResult", "not-yet-valid";
    EXPIRED_ISSUER: "-8162", "The certificate issuer’s certificate has expired. Check your system date and time.";
        "issuer-expired", "The same of an issuer, trust anchors too.",
        "mozilla::pkix, pkixbuild.cpp, RecordResult", "expired";
    UNKNOWN_ISSUER: "-8179", "Peer’s Certificate issuer is not recognized.";
        "unknown-issuer", "No issuer of exactly that name leads to a trust anchor, or several fail for different reasons. It takes at most six CAs below the anchor.",
        "mozilla::pkix, pkixbuild.cpp, PathBuildingStep", "issuer-missing";
    NOT_IN_NAME_SPACE: "-8080", "The Certifying Authority for this certificate is not permitted to issue a certificate with this name.";
        "name-constraints", "All names of all certificates below must lie within a CA's name constraints; a constraint of a kind that is not compared is a refusal where such a name stands.",
        "mozilla::pkix, pkixnames.cpp, CheckNameConstraints", "name-outside-constraints";
    FEATURE_MISSING: "-16374", "A required TLS feature is missing.";
        "tls-feature", "A leaf must have the TLS features that its issuer has; with status_request the server must staple an OCSP response.",
        "mozilla::pkix, pkixcheck.cpp, CheckTLSFeatures", "must-staple";
    BAD_SIGNATURE: "-8182", "Peer’s certificate has an invalid signature.";
        "signature", "The issuer's key must verify the signature; looked at last, when the issuer leads to a trust anchor.",
        "mozilla::pkix, pkixbuild.cpp, PathBuildingStep::Check", "signature-wrong";
    BAD_LOCATION: "-8075", "The location for the certificate status server has invalid format.";
        "responder-location", "Where the leaf says where its OCSP responder is, that must be readable.",
        "Firefox, NSSCertDBTrustDomain.cpp, CheckRevocation", "extension-unreadable";
    TRANSPARENCY: "-16368", "The server presented insufficient certificate transparency information. Its certificate may not have been publicly disclosed, and it may have been misissued.";
        "transparency", "Under a root of Mozilla's store a leaf needs timestamps, not from the future, of two logs that Firefox knows (three where it is valid for more than 180 days), of two operators.",
        "Firefox, security/ct/CTPolicyEnforcer.cpp", "none: the timestamps may also come in the handshake or in a stapled response";
    SELF_SIGNED: "-16370", "The certificate is not trusted because it is self-signed.";
        "self-signed", "A leaf that signed itself and is not accepted is called so.",
        "Firefox, CertVerifier.cpp, VerifySSLServerCert", "self-signed";
    WRONG_HOST: "-12276", "Unable to communicate securely with peer: requested domain name does not match the server’s certificate.";
        "host", "The host must be among the subject alternative names, wildcards as the whole leftmost label; the common name does not count. Looked at when the path is good but for the leaf's dates.",
        "Firefox, CertVerifier.cpp, VerifySSLServerCert; mozilla::pkix, pkixnames.cpp, CheckCertHostname", "host-not-covered";
}
