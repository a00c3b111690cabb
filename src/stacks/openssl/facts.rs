//! What OpenSSL remembers about a certificate before it judges it (`v3_purp.c`,
//! `ossl_x509v3_cache_extensions`).

use super::strength;
use crate::model::oid::{eku, ext};
use crate::model::{
    AuthorityKeyId, Certificate, ExtensionValue, GeneralName, KeyUsage, Serial, SignatureKind,
};
use crate::stacks::{Role, der, lists, names};

const PROXY_CERT_INFO: &str = "1.3.6.1.5.5.7.1.14";
const MICROSOFT_SGC: &str = "1.3.6.1.4.1.311.10.3.3";

/// Critical extensions that are taken as understood; all others that are critical are refused.
const SUPPORTED: [&str; 14] = [
    ext::NS_CERT_TYPE,
    ext::KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::BASIC_CONSTRAINTS,
    ext::POLICIES,
    ext::CRL_DISTRIBUTION_POINTS,
    ext::EXTENDED_KEY_USAGE,
    "1.3.6.1.5.5.7.1.7",
    "1.3.6.1.5.5.7.1.8",
    "1.3.6.1.5.5.7.48.1.5",
    ext::POLICY_CONSTRAINTS,
    PROXY_CERT_INFO,
    ext::NAME_CONSTRAINTS,
    ext::POLICY_MAPPINGS,
];

/// Bits of the Netscape certificate type.
mod ns {
    pub const CLIENT: u8 = 0x80;
    pub const SERVER: u8 = 0x40;
    pub const SSL_CA: u8 = 0x04;
    pub const ANY_CA: u8 = 0x07;
}

/// A certificate, and what its extensions come to.
pub(super) struct Facts<'a> {
    pub certificate: &'a Certificate,
    /// An extension that OpenSSL reads is damaged, or stands there twice.
    pub invalid: bool,
    pub ca: bool,
    has_basic_constraints: bool,
    pub path_len: Option<u32>,
    pub proxy: bool,
    pub key_usage: Option<KeyUsage>,
    usages: Option<Usages>,
    ns_type: Option<u8>,
    /// Subject and issuer are the same name.
    pub self_issued: bool,
    /// Self-issued, and neither key identifiers nor key types speak against it. No signature is
    /// checked.
    pub self_signed: bool,
    /// A critical extension that is not supported.
    pub unhandled: bool,
    /// The public key could be read.
    pub has_key: bool,
}

#[derive(Clone, Copy, Default)]
struct Usages {
    server: bool,
    client: bool,
}

/// Whether a self-signed certificate, or one whose extensions or key are beyond reading.
pub(super) struct Broken;

impl<'a> Facts<'a> {
    pub fn new(certificate: &'a Certificate, new_keys: bool) -> Self {
        let mut facts = Self {
            certificate,
            invalid: false,
            ca: false,
            has_basic_constraints: false,
            path_len: None,
            proxy: certificate.extension(PROXY_CERT_INFO).is_some(),
            key_usage: None,
            usages: None,
            ns_type: None,
            self_issued: certificate.is_self_issued(),
            self_signed: false,
            unhandled: false,
            has_key: strength::has_key(&certificate.public_key, new_keys),
        };
        facts.read_extensions();
        facts.self_signed = facts.self_issued
            && matches_identifier(certificate, certificate.authority_key_id())
            && facts.key_fits_signature_of(certificate);
        facts
    }

    fn read_extensions(&mut self) {
        let certificate = self.certificate;
        for extension in &certificate.extensions {
            let id = extension.oid.as_str();
            let cached = CACHED.contains(&id);
            let twice = || certificate.extensions.iter().filter(|e| e.oid == extension.oid).count();
            self.invalid |= cached && twice() > 1;
            self.unhandled |= extension.critical && !SUPPORTED.contains(&id) && id != INHIBIT_ANY;
            match &extension.value {
                // A length beyond all counting is as good as none.
                _ if id == ext::BASIC_CONSTRAINTS => match basic(&extension.raw) {
                    Some((ca, path_len)) => {
                        self.has_basic_constraints = true;
                        self.ca = ca;
                        self.path_len = path_len;
                    }
                    None => self.invalid = true,
                },
                ExtensionValue::Unreadable(_) => self.invalid |= cached,
                ExtensionValue::KeyUsage(usage) => {
                    // A usage without any bit makes the certificate invalid (RFC 5280, 4.2.1.3).
                    self.invalid |= usage.0 == 0;
                    self.key_usage = Some(*usage);
                }
                ExtensionValue::ExtendedKeyUsage(list) => {
                    let has = |wanted: &str| list.iter().any(|oid| oid.as_str() == wanted);
                    self.usages = Some(Usages {
                        server: has(eku::SERVER_AUTH)
                            || has(eku::NETSCAPE_SGC)
                            || has(MICROSOFT_SGC),
                        client: has(eku::CLIENT_AUTH),
                    });
                }
                ExtensionValue::NsCertType(bits) => self.ns_type = Some(*bits),
                _ => {}
            }
        }
        self.invalid |= !names::well_formed(certificate) || lists::has_empty_point(certificate);
        self.invalid |= has_strange_names(certificate);
        let alternative =
            [ext::SUBJECT_ALT_NAME, ext::ISSUER_ALT_NAME].map(|id| certificate.extension(id));
        self.invalid |= self.proxy && (self.ca || alternative.iter().any(Option::is_some));
    }

    /// `X509_self_signed`.
    pub fn signs_itself(&self) -> Result<bool, Broken> {
        if !self.has_key || self.invalid { Err(Broken) } else { Ok(self.self_signed) }
    }

    /// `ossl_x509_likely_issued`: names, key identifiers, kinds of keys.
    pub fn likely_issued(&self, subject: &Facts<'_>) -> bool {
        self.certificate.subject.key == subject.certificate.issuer.key
            && !self.invalid
            && !subject.invalid
            && matches_identifier(self.certificate, subject.certificate.authority_key_id())
            && self.key_fits_signature_of(subject.certificate)
    }

    /// The key is of the kind that the subject's signature was made with.
    fn key_fits_signature_of(&self, subject: &Certificate) -> bool {
        const RSA: &str = "1.2.840.113549.1.1.1";
        const RSA_PSS: &str = "1.2.840.113549.1.1.10";
        const EC: &str = "1.2.840.10045.2.1";
        let key = self.certificate.public_key.oid.as_str();
        let algorithm = &subject.signature_algorithm;
        self.has_key
            && match (&algorithm.kind, algorithm.oid.as_str()) {
                (SignatureKind::RsaPss { .. }, _) | (_, RSA_PSS) => key == RSA || key == RSA_PSS,
                (SignatureKind::RsaPkcs1(_), _) => key == RSA,
                (SignatureKind::Ecdsa(_), _) => key == EC,
                (SignatureKind::Ed25519, oid) => key == oid,
                (SignatureKind::Other(_), oid) => match oid {
                    _ if oid.starts_with("1.2.840.113549.1.1.") => key == RSA,
                    "1.2.840.10040.4.3" | "2.16.840.1.101.3.4.3.1" | "2.16.840.1.101.3.4.3.2" => {
                        key == "1.2.840.10040.4.1"
                    }
                    "2.16.840.1.101.3.4.3.9"
                    | "2.16.840.1.101.3.4.3.10"
                    | "2.16.840.1.101.3.4.3.11"
                    | "2.16.840.1.101.3.4.3.12" => key == EC,
                    "2.16.840.1.101.3.4.3.13"
                    | "2.16.840.1.101.3.4.3.14"
                    | "2.16.840.1.101.3.4.3.15"
                    | "2.16.840.1.101.3.4.3.16" => key == RSA,
                    // Ed448, ML-DSA: the signature has the name of the key.
                    _ => key == oid,
                },
            }
    }

    /// Key usage is there and has none of these bits.
    pub fn usage_rejects(&self, bits: u16) -> bool {
        self.key_usage.is_some_and(|usage| !usage.has(bits))
    }

    fn ns_rejects(&self, bits: u8) -> bool {
        self.ns_type.is_some_and(|kind| kind & bits == 0)
    }

    /// `check_ca`: 0 for no CA, 1 for one, above that for what merely passes as one: 3 a self-signed
    /// certificate of version 1, 4 keyCertSign without basic constraints, 5 Netscape's CA bits.
    pub fn ca_code(&self) -> u8 {
        if self.invalid { 0 } else { self.ca_code_of_extensions() }
    }

    fn ca_code_of_extensions(&self) -> u8 {
        match () {
            () if self.usage_rejects(KeyUsage::KEY_CERT_SIGN) => 0,
            () if self.has_basic_constraints => u8::from(self.ca),
            () if self.certificate.version == 1 && self.self_signed => 3,
            () if self.key_usage.is_some() => 4,
            () if self.ns_type.is_some_and(|kind| kind & ns::ANY_CA != 0) => 5,
            () => 0,
        }
    }

    /// `check_purpose_ssl_server` and `_client`. A certificate with damaged extensions passes: that
    /// is only refused in strict mode.
    pub fn serves(&self, role: Role, as_ca: bool) -> bool {
        if self.invalid {
            return true;
        }
        let rejected = self.usages.is_some_and(|usages| match role {
            Role::Server => !usages.server,
            Role::Client => !usages.client,
        });
        if rejected {
            return false;
        }
        if as_ca {
            return match self.ca_code_of_extensions() {
                0 => false,
                5 => !self.ns_rejects(ns::SSL_CA),
                _ => true,
            };
        }
        let signs = KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_AGREEMENT;
        match role {
            Role::Server => {
                !self.ns_rejects(ns::SERVER)
                    && !self.usage_rejects(signs | KeyUsage::KEY_ENCIPHERMENT)
            }
            Role::Client => !self.ns_rejects(ns::CLIENT) && !self.usage_rejects(signs),
        }
    }
}

/// BASIC_CONSTRAINTS: cA and pathLenConstraint; `None` where they cannot be read. What stands behind
/// them is not looked at, and a negative length is none at all.
fn basic(raw: &[u8]) -> Option<(bool, Option<u32>)> {
    let mut rest = raw;
    let whole = der::next(&mut rest).filter(|whole| whole.tag == der::SEQUENCE)?;
    let mut parts = der::all(whole.content)?.into_iter().peekable();
    let flag = parts.next_if(|part| part.tag == der::BOOLEAN);
    let length = parts.next_if(|part| part.tag == der::INTEGER);
    let flag = match flag.map(|flag| flag.content) {
        None => false,
        Some([value]) => *value != 0,
        Some(_) => return None,
    };
    let path_len = match length.map(|length| length.content) {
        None => None,
        Some([] | [0x80..=0xFF, ..] | [0, 0..=0x7F, ..]) => return None,
        Some(digits) if digits.len() > 8 => None,
        Some(digits) => {
            let all = digits.iter().fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
            Some(u32::try_from(all).unwrap_or(u32::MAX))
        }
    };
    // pathLenConstraint without cA is refused where it is used (RFC 5280, 4.2.1.9).
    parts.next().is_none().then_some((flag, path_len))
}

/// Names that cannot be read in what is otherwise passed over: constraints out of order or of an
/// unknown form, an identifier without content, an otherName without a type.
fn has_strange_names(certificate: &Certificate) -> bool {
    let bad = |name: &names::Raw<'_>| match name.tag {
        0x88 => name.bytes.is_empty(),
        names::OTHER => name.bytes.first().is_some_and(|tag| *tag != der::OID),
        _ => false,
    };
    let constraints = certificate.extension(ext::NAME_CONSTRAINTS);
    let lists = constraints.and_then(|extension| der::inside(&extension.raw, der::SEQUENCE));
    let lists = lists.unwrap_or_default();
    let unknown = |list: &der::Value<'_>| {
        let subtrees = der::all(list.content).unwrap_or_default();
        subtrees.iter().any(|tree| {
            let base = der::all(tree.content).and_then(|parts| parts.first().copied());
            base.is_some_and(|base| base.tag & 0x1F > 8)
        })
    };
    names::alternative(certificate).iter().any(bad)
        || !lists.is_sorted_by(|a, b| a.tag < b.tag)
        || lists.iter().any(unknown)
}

const INHIBIT_ANY: &str = ext::INHIBIT_ANY_POLICY;

/// Extensions that are read once for all; damaged, they make the certificate invalid.
const CACHED: [&str; 10] = [
    ext::BASIC_CONSTRAINTS,
    PROXY_CERT_INFO,
    ext::KEY_USAGE,
    ext::EXTENDED_KEY_USAGE,
    ext::NS_CERT_TYPE,
    ext::SUBJECT_KEY_ID,
    ext::AUTHORITY_KEY_ID,
    ext::SUBJECT_ALT_NAME,
    ext::NAME_CONSTRAINTS,
    ext::CRL_DISTRIBUTION_POINTS,
];

/// `X509_check_akid`: whether an authority key identifier can mean this issuer.
pub(super) fn matches_identifier(issuer: &Certificate, id: Option<&AuthorityKeyId>) -> bool {
    let Some(id) = id else { return true };
    let keys_differ = match (&id.key_id, issuer.subject_key_id()) {
        (Some(wanted), Some(found)) => wanted != found,
        _ => false,
    };
    let plain = |serial: &[u8]| Serial(serial.to_vec()).hex();
    let serials_differ =
        id.serial.as_ref().is_some_and(|serial| plain(serial) != issuer.serial.hex());
    // Only the first directory name is looked at.
    let named = id.issuer.iter().find_map(|name| match name {
        GeneralName::Directory(name) => Some(name),
        _ => None,
    });
    !keys_differ && !serials_differ && named.is_none_or(|name| name.key == issuer.issuer.key)
}
