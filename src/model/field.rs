//! The fields of what is read, by the ids they have where it is shown, in findings, in cases and in
//! JSON.

use super::oid::ext;

macro_rules! fields {
    (
        { $($name:ident = $id:literal;)* }
        extensions { $($extension:ident = $extension_id:literal;)* }
    ) => {
        $(#[doc = concat!("`", $id, "`")] pub const $name: &str = $id;)*
        $(#[doc = concat!("`", $extension_id, "`")] pub const $extension: &str = $extension_id;)*

        /// The field of an extension; empty for one that goes by its OID ([`id_of`]).
        pub fn of(oid: &str) -> &'static str {
            match oid {
                $(ext::$extension => $extension,)*
                _ => "",
            }
        }
    };
}

fields! {
    {
        VERSION = "version";
        SERIAL = "serial";
        SIGNATURE_ALGORITHM = "signature-algorithm";
        ISSUER = "issuer";
        NOT_BEFORE = "not-before";
        NOT_AFTER = "not-after";
        SUBJECT = "subject";
        PUBLIC_KEY = "public-key";
        PUBLIC_KEY_SHA256 = "spki-sha256";
        ATTRIBUTES = "attributes";
        THIS_UPDATE = "this-update";
        NEXT_UPDATE = "next-update";
        REVOKED = "revoked";
        RESPONSE_STATUS = "response-status";
        RESPONDER = "responder";
        PRODUCED_AT = "produced-at";
        RESPONSE_ALGORITHM = "response-algorithm";
        ANSWER = "answer";
        RESPONSE_CERTIFICATE = "response-certificate";
    }
    extensions {
        SUBJECT_KEY_ID = "subject-key-id";
        KEY_USAGE = "key-usage";
        SUBJECT_ALT_NAME = "san";
        ISSUER_ALT_NAME = "issuer-alt-name";
        BASIC_CONSTRAINTS = "basic-constraints";
        NAME_CONSTRAINTS = "name-constraints";
        CRL_DISTRIBUTION_POINTS = "crl-points";
        POLICIES = "policies";
        AUTHORITY_KEY_ID = "authority-key-id";
        EXTENDED_KEY_USAGE = "eku";
        AUTHORITY_INFO_ACCESS = "aia";
        TLS_FEATURE = "tls-feature";
        SCTS = "scts";
        NS_CERT_TYPE = "ns-cert-type";
        POLICY_CONSTRAINTS = "ext-2.5.29.36";
    }
}

/// The field of any extension: `san`, or `ext-1.2.3` for one without a name of its own.
pub fn id_of(oid: &str) -> String {
    match of(oid) {
        "" => format!("ext-{oid}"),
        known => known.to_owned(),
    }
}
