//! The errors of NSS's classic verifier, in NSS's words.

use crate::stacks::words::words;

words! {
    NOT_READ: "-8191", "couldn't import {}, -8191 = security library failure.";
        "not-read", "A certificate is read by a template that leaves nothing over: what stands behind the last field of the signed part, of the validity, of the key or of an extension, or is of another type, makes the file unreadable.",
        "NSS, quickder.c, SEC_QuickDERDecodeItem; vfychain.c", "bytes-left-over";
    NOT_WHOLE: "-8187", "couldn't import {}, -8187 = security library: invalid arguments.";
        "not-whole", "Nothing may stand behind the signature.",
        "NSS, certread.c, CERT_DecodeCertPackage; vfychain.c", "bytes-left-over";
    EXPIRED: "-8181", "Peer's Certificate has expired.";
        "dates", "The leaf must be valid; a notBefore less than a day ahead is passed over, and one further ahead is called expired too. The other checks go on.",
        "NSS, certvfy.c, CERT_VerifyCertificate; certdb.c, CERT_CheckCertValidTimes, pendingSlop", "expired";
    BAD_TIME: "-8184", "Improperly formatted time string.";
        "dates-unreadable", "Dates that NSS cannot read are told where the leaf's are; an issuer's make its signatures invalid.",
        "NSS, certdb.c, CERT_GetCertTimes; dertime.c", "dates-unreadable";
    KEY_USAGE: "-8102", "Certificate key usage inadequate for attempted operation.";
        "key-usage", "Where there is a key usage, a server needs keyEncipherment with an RSA key and digitalSignature or keyAgreement with an EC key; a client needs digitalSignature. A server's key of a type that NSS does not know fits no usage. Nothing further is looked at.",
        "NSS, certvfy.c, CERT_KeyUsageAndTypeForCertUsage; certdb.c, CERT_CheckKeyUsage", "key-usage-not-allowed";
    CERT_TYPE: "-8101", "Certificate type not approved for application.";
        "purpose", "The Netscape certificate type, else the extended key usage, must allow the leaf's use; a CA's allows it only for issuing. Nothing further is looked at.",
        "NSS, certdb.c, cert_ComputeCertType; certvfy.c, CERT_VerifyCertificate", "purpose-not-allowed";
    UNKNOWN_CRITICAL: "-8151", "Certificate contains unknown critical extension.";
        "critical-extension", "A critical extension that NSS does not support is refused, except on the trust anchor.",
        "NSS, certvfy.c, cert_VerifyCertChainOld; secoid.c, SUPPORTED_CERT_EXTENSION", "critical-extension-unknown";
    ALGORITHM_MISMATCH: "-8010", "The signature algorithm in the signature field of the certificate does not match the algorithm in its signatureAlgorithm field.";
        "algorithms-differ", "Inner and outer signature algorithm must be equal.",
        "NSS, certvfy.c, cert_VerifyCertChainOld", "algorithms-differ";
    UNKNOWN_ISSUER: "-8179", "Peer's Certificate issuer is not recognized.";
        "unknown-issuer", "One issuer is chosen among the CAs of exactly that name and the key identifier: by usage, dates, trust and age; there is no second try. A self-signed certificate is its own. Twenty certificates at most.",
        "NSS, certificate.c, find_cert_issuer; pkibase.c, nssCertificateArray_FindBestCertificate", "issuer-missing";
    BAD_SIGNATURE: "-8182", "Peer's certificate has an invalid signature.";
        "signature", "The chosen issuer's key must verify the signature. The other checks go on.",
        "NSS, certvfy.c, CERT_VerifySignedData", "signature-wrong";
    ALGORITHM_DISABLED: "-8016", "The certificate was signed using a signature algorithm that is disabled because it is not secure.";
        "algorithm-disabled", "MD2, MD4 and MD5, RSA keys of an issuer below 1,023 bits and its elliptic curves that NSS has no name for; told in place of the signature.",
        "NSS, certvfy.c, CERT_VerifySignedDataWithPublicKey, checkKeyParams", "weak-signature";
    EXPIRED_ISSUER: "-8162", "The certificate issuer's certificate has expired. Check your system date and time.";
        "issuer-expired", "An issuer must be valid, trust anchors too; said where its key is used and again where its revocation list would be.",
        "NSS, certvfy.c, CERT_VerifySignedData; crl.c, CERT_CheckCRL", "expired";
    CA_INVALID: "-8156", "Issuer certificate is invalid.";
        "issuer-not-ca", "An issuer must not have basic constraints that say it is no CA, and must have some unless it is trusted.",
        "NSS, certvfy.c, cert_VerifyCertChainOld", "issuer-not-ca";
    PATH_LENGTH: "-8155", "Certificate path length constraint is invalid.";
        "path-length", "pathLenConstraint counts the CAs below that are not self-issued.",
        "NSS, certvfy.c, cert_VerifyCertChainOld", "path-too-long";
    NOT_IN_NAME_SPACE: "-8080", "The Certifying Authority for this certificate is not permitted to issue a certificate with this name.";
        "name-constraints", "Names below must lie within a CA's name constraints, a server's common name too where it has no DNS name; those of self-issued CAs are passed over, and so are kinds of names that are not compared.",
        "NSS, genname.c, CERT_CompareNameSpace", "name-outside-constraints";
    ISSUER_KEY_USAGE: "-8102", "Certificate key usage inadequate for attempted operation.";
        "issuer-key-usage", "An issuer's key usage must allow signing certificates.",
        "NSS, certvfy.c, cert_VerifyCertChainOld", "issuer-may-not-sign";
    UNTRUSTED_ISSUER: "-8172", "Peer's certificate issuer has been marked as not trusted by the user.";
        "not-trusted", "A path that ends at a root that is there and not trusted.",
        "NSS, certvfy.c, cert_VerifyCertChainOld", "not-trusted";
}
