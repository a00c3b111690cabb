//! OpenSSL's faults: number, words, reason, and the lines that programs print around them.

use std::net::IpAddr;

use super::read::Unread;
use super::{Fault, Release, Tells, asks_a_server, identity, is_about_the_name};
use crate::model::GeneralName;
use crate::purpose::host::Host;
use crate::stacks::{Asked, Hint, Question, Refusal, Rule};

/// What is told before any certificate is judged.
static UNREAD: Rule = Rule {
    id: "unreadable",
    what: "A certificate that was sent holds a value that is not of its type: a number with a byte too many, text that is not UTF-8. The handshake ends before anything is judged.",
    source: "statem_clnt.c, tls_process_server_certificate; tasn_dec.c",
    hint: Hint::of("encoding-problems"),
};

/// A certificate cannot be read: the first error of those that are told.
pub(super) fn unread(unread: Unread) -> Refusal {
    let Unread { code, words } = unread;
    let line = format!("error:{code}:asn1 encoding routines::{words}");
    Refusal::new(code, line, &UNREAD).wrapped("Python", "[SSL] ASN1 lib")
}

/// A fault: its number (`X509_V_ERR_…`), its words, the rule behind it.
struct Known {
    code: u16,
    text: &'static str,
    rule: Rule,
}

macro_rules! rules {
    ($($code:literal $text:literal, $id:literal, $what:literal, $source:literal, $hint:literal;)*) => {
        /// The faults that can come up, by their numbers.
        static RULES: &[Known] = &[$(Known {
            code: $code,
            text: $text,
            rule: Rule { id: $id, what: $what, source: $source, hint: Hint::of($hint) },
        }),*];
    };
}

rules! {
    1 "unspecified certificate verification error", "unspecified",
        "Something could not be read or computed: a key, or more than a million comparisons of names.",
        "x509_vfy.c, check_extensions; v3_ncons.c, NAME_CONSTRAINTS_check", "constraint-not-evaluated";
    2 "unable to get issuer certificate", "issuer-of-trusted-missing",
        "A trusted certificate ends the chain that is not self-signed, and its own issuer is not trusted: without partial chains an intermediate is no anchor.",
        "x509_vfy.c, build_chain, check_trust", "anchor-not-self-signed";
    3 "unable to get certificate CRL", "crl-missing",
        "Revocation is to be checked, and no list is by the certificate's issuer.",
        "x509_vfy.c, check_cert", "revocation-not-covered";
    6 "unable to decode issuer public key", "issuer-key-unreadable",
        "The issuer's key cannot be read.", "x509_vfy.c, internal_verify", "uncommon-key";
    7 "certificate signature failure", "signature",
        "The issuer's key does not verify the signature, or the two places that name its algorithm differ.",
        "x509_vfy.c, internal_verify; RFC 5280, 4.1.1.2", "signature-wrong";
    8 "CRL signature failure", "crl-signature",
        "The issuer's key does not verify the list.", "x509_vfy.c, check_crl", "revocation-evidence-void";
    9 "certificate is not yet valid", "not-yet-valid",
        "notBefore lies ahead. Dates are looked at from the anchor down, its own included.",
        "x509_vfy.c, internal_verify", "not-yet-valid";
    10 "certificate has expired", "expired",
        "notAfter has passed; OpenSSL 3.0 counts its very second as past. Dates are looked at from the anchor down, its own included.",
        "x509_vfy.c, internal_verify", "expired";
    11 "CRL is not yet valid", "crl-not-yet-valid",
        "The list's thisUpdate lies ahead.", "x509_vfy.c, check_crl_time", "revocation-evidence-void";
    12 "CRL has expired", "crl-expired",
        "The list's nextUpdate has passed.", "x509_vfy.c, check_crl_time", "revocation-evidence-void";
    13 "format error in certificate's notBefore field", "not-before-format",
        "notBefore is not written to the second and in UTC.", "RFC 5280, 4.1.2.5", "dates-unreadable";
    14 "format error in certificate's notAfter field", "not-after-format",
        "notAfter is not written to the second and in UTC.", "RFC 5280, 4.1.2.5", "dates-unreadable";
    18 "self-signed certificate", "self-signed-leaf",
        "The leaf is self-signed and not among the trusted certificates.",
        "x509_vfy.c, build_chain", "self-signed";
    19 "self-signed certificate in certificate chain", "untrusted-root-sent",
        "The chain ends in a root that was sent but is not trusted.",
        "x509_vfy.c, build_chain", "not-trusted";
    20 "unable to get local issuer certificate", "issuer-missing",
        "An issuer is neither among the trusted certificates nor among those sent.",
        "x509_vfy.c, build_chain", "issuer-missing";
    21 "unable to verify the first certificate", "leaf-alone",
        "Only the leaf is left, and it did not sign itself. It follows 20 where a program goes on.",
        "x509_vfy.c, internal_verify", "issuer-missing";
    22 "certificate chain too long", "depth",
        "More intermediates than the depth that was set allows.", "x509_vfy.c, build_chain", "none: the depth is a setting of the program";
    23 "certificate revoked", "revoked",
        "The list has the certificate's serial number.", "x509_vfy.c, cert_crl", "revoked";
    25 "path length constraint exceeded", "path-length",
        "More intermediates below a CA than its pathLenConstraint allows.",
        "x509_vfy.c, check_extensions; RFC 5280, 4.2.1.9", "path-too-long";
    26 "unsuitable certificate purpose", "purpose",
        "Extended key usage, key usage or Netscape type do not allow the use; extended key usage counts on CAs too, anchors included, and anyExtendedKeyUsage does not help.",
        "v3_purp.c, check_purpose_ssl_server, check_purpose_ssl_client", "purpose-not-allowed";
    32 "key usage does not include certificate signing", "no-cert-sign",
        "The issuer's key usage lacks keyCertSign.", "x509_vfy.c, internal_verify", "issuer-may-not-sign";
    34 "unhandled critical extension", "critical-extension",
        "A critical extension is not among those that OpenSSL knows how to treat.",
        "v3_purp.c, X509_supported_extension; RFC 5280, 4.2", "critical-extension-unknown";
    35 "key usage does not include CRL signing", "no-crl-sign",
        "The key usage of the list's issuer lacks cRLSign.", "x509_vfy.c, check_crl", "none: it is about the certificate of the list's signer";
    36 "unhandled critical CRL extension", "critical-crl-extension",
        "A critical extension of the list, or of an entry, is not known.", "x509_vfy.c, cert_crl", "none: it is about the list, which other programs read";
    37 "invalid non-CA certificate (has CA markings)", "proxy-issued-by-ca",
        "Above a proxy certificate stands a CA.", "x509_vfy.c, check_extensions", "none: proxy certificates (RFC 3820) are not for TLS";
    39 "key usage does not include digital signature", "proxy-issuer-usage",
        "The issuer of a proxy certificate may not sign.", "x509_vfy.c, internal_verify", "none: proxy certificates (RFC 3820) are not for TLS";
    40 "proxy certificates not allowed, please set the appropriate flag", "proxy",
        "A proxy certificate (RFC 3820), which TLS peers do not take.", "x509_vfy.c, check_extensions", "none: proxy certificates (RFC 3820) are not for TLS";
    44 "different CRL scope", "crl-scope",
        "The list is about other certificates than this one.", "x509_vfy.c, check_crl", "revocation-evidence-foreign";
    47 "permitted subtree violation", "permitted",
        "A CA permits names of this kind, and not this one. The leaf's common name counts where its SAN has no DNS name.",
        "v3_ncons.c, nc_match; RFC 5280, 4.2.1.10", "name-outside-constraints";
    48 "excluded subtree violation", "excluded",
        "A CA excludes a name of the certificate.", "v3_ncons.c, nc_match", "name-outside-constraints";
    49 "name constraints minimum and maximum not supported", "minimum-or-maximum",
        "A subtree that applies has a minimum or a maximum.", "v3_ncons.c, nc_match", "constraint-not-evaluated";
    51 "unsupported name constraint type", "constraint-type",
        "A constraint is on a kind of name that OpenSSL does not compare.", "v3_ncons.c, nc_match_single", "constraint-not-evaluated";
    53 "unsupported or invalid name syntax", "name-syntax",
        "A name or a constraint of its kind is not in the form that can be compared: an address of a wrong length, a URI without a host.",
        "v3_ncons.c, nc_ip, nc_uri, nc_email", "constraint-not-evaluated";
    62 "hostname mismatch", "hostname",
        "No DNS name of the SAN covers the host; the common name counts only where the SAN has no DNS name.",
        "v3_utl.c, do_x509_check", "host-not-covered";
    63 "email address mismatch", "mailbox",
        "No mailbox of the SAN is the one asked for.", "v3_utl.c, do_x509_check", "none: no question here is about a mailbox";
    64 "IP address mismatch", "address",
        "No IP address of the SAN is the one asked for; DNS names and the common name do not count.",
        "v3_utl.c, do_x509_check", "host-not-covered";
    66 "EE certificate key too weak", "weak-leaf-key",
        "The leaf's key has less than 112 bits of security, or cannot be read. This comes before everything else.",
        "x509_vfy.c, X509_verify_cert, check_key_level", "weak-key";
    67 "CA certificate key too weak", "weak-ca-key",
        "The key of a CA, anchors included, has less than 112 bits of security.",
        "x509_vfy.c, check_auth_level", "weak-key";
    68 "CA signature digest algorithm too weak", "weak-digest",
        "A signature below the anchor's own is made with SHA-1 or MD5.",
        "x509_vfy.c, check_auth_level", "weak-signature";
    79 "invalid CA certificate", "not-a-ca",
        "An issuer is no CA: basic constraints or keyCertSign say so, or its extensions are damaged; between leaf and anchor basic constraints must be there.",
        "v3_purp.c, check_ca; x509_vfy.c, check_extensions", "issuer-not-ca";
    94 "Certificate public key has explicit ECC parameters", "explicit-curve",
        "An elliptic curve is given by its numbers in place of its name (RFC 5480, 2.1.1).",
        "x509_vfy.c, check_curve", "uncommon-key";
}

/// Has no number among the others: must not come up.
static UNLISTED: Rule = Rule {
    id: "unlisted",
    what: "A fault without words here.",
    source: "x509_txt.c",
    hint: Hint::of("none: it must not come up"),
};

/// The words of the table with their rules.
pub(super) fn sentences() -> Vec<(&'static str, &'static Rule)> {
    RULES.iter().map(|known| (known.text, &known.rule)).collect()
}

fn known(code: u16) -> Option<&'static Known> {
    RULES.iter().find(|known| known.code == code)
}

/// The rule behind a fault.
pub(super) fn rule(code: u16) -> &'static Rule {
    known(code).map_or(&UNLISTED, |known| &known.rule)
}

/// The words of `X509_verify_cert_error_string`.
pub(super) fn text(code: u16, release: Release) -> &'static str {
    if code == 9 && release == Release::V40 {
        return "certificate is not yet valid or the system clock is incorrect";
    }
    known(code).map_or(UNLISTED.what, |known| known.text)
}

/// What programs print around a fault. They look at the name themselves, before or after, so for
/// most of them the fault is another one than OpenSSL's own.
pub(super) fn wrapped(
    faults: &[Fault],
    told: Fault,
    question: &Question<'_>,
    release: Release,
    tells: Tells,
) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let words = text(told.code, release);
    let Fault { code, depth } = told;
    let of_chain: Vec<Fault> = faults.iter().filter(|f| !is_about_the_name(f)).copied().collect();
    let of_chain = tells.pick(&of_chain);
    match tells {
        Tells::First => {
            lines
                .push(("openssl verify", format!("error {code} at {depth} depth lookup: {words}")));
            lines.push(("openssl s_client, s_server", format!("verify error:num={code}:{words}")));
            if asks_a_server(question) && release == Release::V30 {
                lines.extend(curl(of_chain, question).map(|line| ("curl", line)));
                lines.push(("Python", python(told, question)));
            }
        }
        Tells::Last if asks_a_server(question) => {
            lines.extend(node(of_chain, question).map(|line| ("Node.js", line)));
        }
        Tells::Last => {
            // Servers ask for no name.
            if let Some(fault) = of_chain.filter(|fault| fault.is_known()) {
                let words = text(fault.code, release);
                lines.push((
                    "nginx, error log",
                    format!("client SSL certificate verify error: ({}:{words})", fault.code),
                ));
                lines.push(("nginx, page", "400 The SSL certificate error".to_owned()));
                lines.extend(node_code(fault.code).map(|code| ("Node.js", code.to_owned())));
            }
        }
    }
    lines
}

/// curl leaves the name to itself and looks at it last.
fn curl(of_chain: Option<Fault>, question: &Question<'_>) -> Option<String> {
    match of_chain {
        Some(fault) if !fault.is_known() => None,
        Some(fault) => {
            Some(format!("curl: (60) SSL certificate problem: {}", text(fault.code, Release::V30)))
        }
        None => {
            let host = question.host()?.text();
            let leaf = question.leaf;
            let has_names = leaf.san().is_some_and(|names| {
                names.iter().any(|n| matches!(n, GeneralName::Dns(_) | GeneralName::Ip(_)))
            });
            // Where the SAN has neither DNS name nor address curl compares the common name.
            match has_names {
                true => Some(format!(
                    "curl: (60) SSL: no alternative certificate subject name matches target host name '{host}'"
                )),
                false => leaf.subject.last("2.5.4.3").map(|name| {
                    format!("curl: (60) SSL: certificate subject name '{name}' does not match target host name '{host}'")
                }),
            }
        }
    }
}

/// Python hands the name over and words its mismatch itself.
fn python(told: Fault, question: &Question<'_>) -> String {
    let name = match &question.name {
        Some(Asked::Host(host)) => host.text(),
        Some(Asked::Email(mailbox)) => mailbox.clone(),
        None => String::new(),
    };
    let words = match told.code {
        62 => format!("Hostname mismatch, certificate is not valid for '{name}'."),
        64 => format!("IP address mismatch, certificate is not valid for '{name}'."),
        code => text(code, Release::V30).to_owned(),
    };
    format!("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {words}")
}

/// Node.js tells its own code, then OpenSSL's words; a name only where the chain is good.
fn node(of_chain: Option<Fault>, question: &Question<'_>) -> Option<String> {
    match of_chain {
        Some(fault) => {
            Some(format!("{} {}", node_code(fault.code)?, text(fault.code, Release::V30)))
        }
        None => node_name(question),
    }
}

/// `tls.checkServerIdentity`; nothing where the SAN has kinds of names whose spelling was not seen.
fn node_name(question: &Question<'_>) -> Option<String> {
    const START: &str =
        "ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames:";
    let leaf = question.leaf;
    let names = leaf.san().unwrap_or_default();
    match question.host()? {
        Host::Ip(IpAddr::V4(address)) if !identity::covers_address(leaf, &(*address).into()) => {
            let list: Option<Vec<String>> = names
                .iter()
                .filter_map(|name| match name {
                    GeneralName::Ip(IpAddr::V4(address)) => Some(Some(address.to_string())),
                    GeneralName::Ip(_) => Some(None),
                    _ => None,
                })
                .collect();
            Some(format!("{START} IP: {address} is not in the cert's list: {}", list?.join(", ")))
        }
        Host::Dns(host) if !identity::covers_host(leaf, host) => {
            if !names.iter().any(|name| matches!(name, GeneralName::Dns(_))) {
                let name = leaf.subject.last("2.5.4.3")?;
                return Some(format!("{START} Host: {host}. is not cert's CN: {name}"));
            }
            let list: Option<Vec<String>> = names
                .iter()
                .map(|name| match name {
                    GeneralName::Dns(text) => Some(format!("DNS:{text}")),
                    GeneralName::Email(text) => Some(format!("email:{text}")),
                    GeneralName::Uri(text) => Some(format!("URI:{text}")),
                    GeneralName::Ip(IpAddr::V4(address)) => Some(format!("IP Address:{address}")),
                    _ => None,
                })
                .collect();
            Some(format!(
                "{START} Host: {host}. is not in the cert's altnames: {}",
                list?.join(", ")
            ))
        }
        _ => None,
    }
}

/// Node.js's name of a fault; `None` where it was not seen.
fn node_code(code: u16) -> Option<&'static str> {
    Some(match code {
        2 => "UNABLE_TO_GET_ISSUER_CERT",
        7 => "CERT_SIGNATURE_FAILURE",
        9 => "CERT_NOT_YET_VALID",
        10 => "CERT_HAS_EXPIRED",
        18 => "DEPTH_ZERO_SELF_SIGNED_CERT",
        19 => "SELF_SIGNED_CERT_IN_CHAIN",
        20 => "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        21 => "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        25 => "PATH_LENGTH_EXCEEDED",
        26 => "INVALID_PURPOSE",
        _ => return None,
    })
}
