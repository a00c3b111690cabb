//! What .NET says: SslStream, HttpClient, Kestrel, X509Chain.
//!
//! Not run; from dotnet/runtime (src/libraries/System.Net.Security/src/Resources/Strings.resx,
//! System.Security.Cryptography/src/Resources/Strings.resx, X509ChainStatusFlags.cs) and dotnet/aspnetcore
//! (src/Servers/Kestrel/Core/src/CoreStrings.resx).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const N: &str = ".NET";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("dotnet-root", N, &["UntrustedRoot", "errors in the certificate chain: UntrustedRoot", "X509ChainStatusFlags.UntrustedRoot"], "The root of the path is not among the trusted ones.", ISSUER),
    ours("dotnet-partial", N, &["PartialChain", "errors in the certificate chain: PartialChain"], "No path leads to a root: an intermediate or the root is missing.", ISSUER),
    ours("dotnet-dates", N, &["NotTimeValid", "errors in the certificate chain: NotTimeValid"], "A certificate of the path is expired or not valid yet.", DATES),
    ours("dotnet-usage", N, &["NotValidForUsage", "errors in the certificate chain: NotValidForUsage"], "The EKU leaves out this use.", EKU),
    ours("dotnet-signature", N, &["NotSignatureValid", "errors in the certificate chain: NotSignatureValid"], "The issuer's key does not verify a signature, or the digest is refused.", SIGNATURE),
    ours("dotnet-constraints", N, &["HasNotPermittedNameConstraint", "HasExcludedNameConstraint", "InvalidNameConstraints", "HasNotSupportedNameConstraint"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("dotnet-basic", N, &["InvalidBasicConstraints"], "An issuer is no CA, or its path length is exceeded.", NOT_CA_OR_LONG),
    ours("dotnet-revocation", N, &["RevocationStatusUnknown", "OfflineRevocation", "RevocationStatusUnknown, OfflineRevocation"], "Revocation is checked and could not be told.", REVOCATION),
    ours("dotnet-name", N, &["RemoteCertificateNameMismatch"], "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    ours("dotnet-none", N, &["RemoteCertificateNotAvailable"], "A certificate was demanded, and the other side sent none.", NO_CERT),
    ours("dotnet-chain", N,
        &["RemoteCertificateChainErrors", "The remote certificate is invalid because of errors in the certificate chain: {}", "The remote certificate is invalid according to the validation procedure",
          "The remote certificate was rejected by the provided RemoteCertificateValidationCallback"],
        ".NET refused the certificate of the other side; the names behind it say why.", CHAIN_ANY).passing_on(),
    either("dotnet-wrapper", N, &["The SSL connection could not be established, see inner exception", "Authentication failed, see inner exception", "Could not establish trust relationship for the SSL/TLS secure channel", "Could not create SSL/TLS secure channel", "The underlying connection was closed"],
        ".NET could not set up TLS; the inner exception says why.", HANDSHAKE).passing_on(),
    ours("dotnet-not-yet", N, &["NotTimeNested", "CtlNotTimeValid"], "Dates of the path do not fit together, or a list of trusted certificates is out of date.", DATES),
    ours("dotnet-revoked", N, &["errors in the certificate chain: Revoked", "X509ChainStatusFlags.Revoked", "ExplicitDistrust"], "The certificate is revoked or distrusted.", REVOKED_ONLY),
    ours("dotnet-critical", N, &["HasNotSupportedCriticalExtension", "InvalidExtension", "InvalidPolicyConstraints", "NoIssuanceChainPolicy", "HasWeakSignature", "HasNotDefinedNameConstraint"], "An extension, policy or signature of the path is not accepted.", NOT_TO_STANDARD),
    ours("dotnet-files", N, &["System.Security.Cryptography.CryptographicException: {}", "The certificate data cannot be read with the provided password, the password may be incorrect", "ASN1 corrupted data", "The key contents do not contain a PEM, the content is malformed, or the key does not match the certificate", "The certificate contents do not contain a PEM with a CERTIFICATE label, or the content is malformed", "The provided key does not match the public key for this certificate", "No PEM encoded data found", "Interop+Crypto+OpenSslCryptographicException: error:{}", "The owner of '{}' is not the current user or does not have", "The key contents do not contain a PEM"],
        "A certificate or key cannot be read: password, form, or a key of another certificate.", OWN_FILES),
    ours("dotnet-no-key", N, &["The server mode SSL must use a certificate with the associated private key", "The certificate doesn't have a private key", "Certificate {} cannot be used as an SSL server certificate. It has an Extended Key Usage extension but the usages do not include Server Authentication", "cannot be used as an SSL server certificate. It has an Extended Key Usage extension", "Unable to configure HTTPS endpoint. No server certificate was specified, and the default developer certificate could not be found or is out of date", "No server certificate was specified, and the default developer certificate could not be found", "The requested certificate {} could not be found in {} with AllowInvalid setting: {}", "Cannot find the X.509 certificate using the following search criteria", "The certificate '{}' must have a private key that is capable of key exchange", "must have a private key that is capable of key exchange"],
        "The certificate has no private key here, or its EKU leaves out servers.", LONE),
    ours("dotnet-client", N, &["No eligible client certificate found", "The HTTP request was forbidden with client authentication scheme 'Anonymous'"],
        "The client has no certificate that it would send: EKU without clientAuth, another issuer than the server names, or no key.", NO_CERT).passing_on(),
    either("dotnet-frame", N, &["Cannot determine the frame size or a corrupted frame was received", "The handshake failed due to an unexpected packet format", "Received an unexpected EOF or 0 bytes from the transport stream", "The decryption operation failed, see inner exception", "The encryption operation failed, see inner exception", "SSL Handshake failed with OpenSSL error - {}", "A call to SSPI failed, see inner exception", "Failed to authenticate HTTPS connection"],
        "What arrived is no TLS, or the other side ended the connection; an inner exception says more.", NO_TLS_OR_CUT).passing_on(),
];
