//! What can be wrong, in one vocabulary for all programs.

/// What a refusal rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Fault {
    /// The server wants a certificate and got an empty list.
    NoCertificate,
    Purpose,
    KeyUsage,
    Expired,
    NotYetValid,
    /// No path to what the other side trusts.
    NoPath,
    /// The certificate signed itself and is not trusted.
    SelfSigned,
    /// The path ends in an intermediate, and the program wants a root.
    AnchorIncomplete,
    Depth,
    Revoked,
    /// Revocation lists are in use, and one is lacking.
    ListMissing,
    /// A revocation list is past its nextUpdate or otherwise no good.
    ListUnusable,
    /// The server's certificate does not cover the host.
    Host,
    /// Key and certificate do not belong together.
    KeyMismatch,
    WeakKey,
    WeakSignature,
    Signature,
    /// The certificate demands a stapled response, and none is stapled.
    Staple,
    /// What is stapled is out of date, or does not count.
    StapleUnusable,
    Constraints,
    /// An issuer is no CA, or may not sign.
    IssuerNotCa,
    PathLength,
    /// No cipher suite can be used with the server's certificate.
    NoCipher,
    Unreadable,
    Other,
}

impl Fault {
    /// Its name, as reports and tests use it.
    pub fn id(self) -> &'static str {
        match self {
            Fault::NoCertificate => "no-certificate",
            Fault::Purpose => "purpose",
            Fault::KeyUsage => "key-usage",
            Fault::Expired => "expired",
            Fault::NotYetValid => "not-yet-valid",
            Fault::NoPath => "no-path",
            Fault::SelfSigned => "self-signed",
            Fault::AnchorIncomplete => "anchor-incomplete",
            Fault::Depth => "depth",
            Fault::Revoked => "revoked",
            Fault::ListMissing => "list-missing",
            Fault::ListUnusable => "list-unusable",
            Fault::Host => "host",
            Fault::KeyMismatch => "key-mismatch",
            Fault::WeakKey => "weak-key",
            Fault::WeakSignature => "weak-signature",
            Fault::Signature => "signature",
            Fault::Staple => "staple",
            Fault::StapleUnusable => "staple-unusable",
            Fault::Constraints => "constraints",
            Fault::IssuerNotCa => "issuer-not-ca",
            Fault::PathLength => "path-length",
            Fault::NoCipher => "no-cipher",
            Fault::Unreadable => "unreadable",
            Fault::Other => "other",
        }
    }

    /// The fault behind a finding of ours, by the rule's id.
    pub(super) fn of_rule(hint: &str) -> Fault {
        match hint {
            "expired" => Fault::Expired,
            "not-yet-valid" => Fault::NotYetValid,
            "purpose-not-allowed" | "usage-not-nested" => Fault::Purpose,
            "key-usage-not-allowed" | "key-usage-no-signature" => Fault::KeyUsage,
            "issuer-missing" | "not-trusted" => Fault::NoPath,
            "anchor-not-self-signed" => Fault::AnchorIncomplete,
            "self-signed" => Fault::SelfSigned,
            "host-not-covered" | "no-host-names" => Fault::Host,
            "weak-key" => Fault::WeakKey,
            "weak-signature" => Fault::WeakSignature,
            "signature-wrong" | "algorithms-differ" => Fault::Signature,
            "name-outside-constraints" | "constraint-not-evaluated" => Fault::Constraints,
            "issuer-not-ca" | "issuer-may-not-sign" => Fault::IssuerNotCa,
            "path-too-long" => Fault::PathLength,
            "revoked" => Fault::Revoked,
            "encoding-problems" | "dates-unreadable" | "uncommon-key" => Fault::Unreadable,
            _ => Fault::Other,
        }
    }

    /// The fault behind a number of OpenSSL's (`X509_V_ERR_…`).
    pub(super) fn of_openssl(code: u16, hint: &str) -> Fault {
        match code {
            2 => Fault::AnchorIncomplete,
            3 => Fault::ListMissing,
            8 | 11 | 12 | 35 | 36 | 44 => Fault::ListUnusable,
            18 => Fault::SelfSigned,
            19..=21 => Fault::NoPath,
            22 => Fault::Depth,
            23 => Fault::Revoked,
            _ => Fault::of_rule(hint),
        }
    }
}
