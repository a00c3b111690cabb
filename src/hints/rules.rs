//! The one list of rules. Findings of equal severity are shown in this order, so causes come
//! before what they bring about, and the first error is the reason given in the answer.

#[cfg(feature = "full")]
use crate::model::Attribute;
use crate::model::oid::ext;
#[cfg(feature = "full")]
use crate::purpose::dns_form;

macro_rules! rules {
    ($($(#[$when:meta])* $module:ident),* $(,)?) => {
        $($(#[$when])* mod $module;)*
        /// Every rule, in the order of urgency.
        pub static ALL: &[&super::Rule] = &[$($(#[$when])* &$module::RULE),*];
    };
}

rules![
    // What the certificate is, and when.
    precertificate,
    #[cfg(feature = "full")]
    validity_inverted,
    expired,
    not_yet_valid,
    #[cfg(feature = "full")]
    revoked,
    #[cfg(feature = "full")]
    validity_too_long_public,
    dates_unreadable,
    extension_unreadable,
    // Whether it is made for the use and the host.
    purpose_not_allowed,
    key_usage_not_allowed,
    not_a_ca,
    host_not_covered,
    // Whether its owner can use it.
    #[cfg(feature = "full")]
    key_mismatch,
    // Whether the path holds, and that a lone certificate names a host.
    self_signed,
    no_host_names,
    algorithms_differ,
    signature_wrong,
    issuer_missing,
    not_trusted,
    // Whether each CA of it may do what it did.
    issuer_not_ca,
    issuer_may_not_sign,
    path_too_long,
    usage_not_nested,
    name_outside_constraints,
    constraint_not_evaluated,
    critical_extension_unknown,
    // What many programs cannot read.
    #[cfg(feature = "full")]
    version_too_low,
    #[cfg(feature = "full")]
    extension_repeated,
    #[cfg(feature = "full")]
    date_form,
    #[cfg(feature = "full")]
    critical_by_mistake,
    // Keys and signatures.
    weak_key,
    weak_curve,
    #[cfg(feature = "full")]
    rsa_exponent_unusable,
    #[cfg(feature = "full")]
    dsa_key,
    weak_signature,
    #[cfg(feature = "full")]
    empty_subject_san_not_critical,
    // What some servers and clients refuse.
    #[cfg(feature = "full")]
    validity_over_limit_public,
    #[cfg(feature = "full")]
    apple_validity_too_long,
    #[cfg(feature = "full")]
    apple_server_auth_missing,
    #[cfg(feature = "full")]
    sct_missing,
    #[cfg(feature = "full")]
    sct_too_few,
    #[cfg(feature = "full")]
    sct_log_unknown,
    #[cfg(feature = "full")]
    sct_signature_wrong,
    #[cfg(feature = "full")]
    authority_key_id_missing,
    #[cfg(feature = "full")]
    ca_key_id_missing,
    #[cfg(feature = "full")]
    ca_key_usage_missing,
    #[cfg(feature = "full")]
    ca_constraints_not_critical,
    #[cfg(feature = "full")]
    leaf_may_sign_certificates,
    #[cfg(feature = "full")]
    revoked_in_firefox,
    #[cfg(feature = "full")]
    must_staple_without_ocsp,
    wrong_order,
    ca_as_leaf,
    key_usage_no_signature,
    usage_any_only,
    #[cfg(feature = "full")]
    ns_type_not_allowed,
    anchor_not_self_signed,
    uncommon_key,
    #[cfg(feature = "full")]
    rsa_key_very_long,
    #[cfg(feature = "full")]
    roca_key,
    #[cfg(feature = "full")]
    wildcard_too_wide,
    #[cfg(feature = "full")]
    wildcard_misplaced,
    #[cfg(feature = "full")]
    dns_name_is_url,
    #[cfg(feature = "full")]
    dns_name_is_address,
    #[cfg(feature = "full")]
    dns_name_characters,
    #[cfg(feature = "full")]
    dns_name_labels,
    key_identifier_mismatch,
    // What strict readers refuse.
    #[cfg(feature = "full")]
    serial_number_negative,
    #[cfg(feature = "full")]
    date_type,
    #[cfg(feature = "full")]
    algorithm_parameters,
    #[cfg(feature = "full")]
    not_der,
    #[cfg(feature = "full")]
    default_written,
    #[cfg(feature = "full")]
    ca_name_empty,
    #[cfg(feature = "full")]
    san_address_length,
    #[cfg(feature = "full")]
    uri_or_mail_malformed,
    #[cfg(feature = "full")]
    crl_points_critical,
    #[cfg(feature = "full")]
    path_length_without_ca,
    #[cfg(feature = "full")]
    policy_repeated,
    #[cfg(feature = "full")]
    unique_identifier,
    #[cfg(feature = "full")]
    name_characters,
    signature_unchecked,
    search_unfinished,
    // Worth knowing.
    #[cfg(feature = "full")]
    root_not_here,
    expires_soon,
    #[cfg(feature = "full")]
    outlives_issuer,
    #[cfg(feature = "full")]
    never_expires,
    #[cfg(feature = "full")]
    starts_recently,
    #[cfg(feature = "full")]
    public_client_auth_ends,
    #[cfg(feature = "full")]
    common_name_not_in_san,
    #[cfg(feature = "full")]
    wildcard_without_apex,
    #[cfg(feature = "full")]
    many_names,
    #[cfg(feature = "full")]
    internal_name_public,
    #[cfg(feature = "full")]
    public_other_uses,
    #[cfg(feature = "full")]
    must_staple,
    #[cfg(feature = "full")]
    revocation_not_stated,
    #[cfg(feature = "full")]
    revocation_not_http,
    #[cfg(feature = "full")]
    issuer_address_missing,
    root_included,
    duplicate,
    #[cfg(feature = "full")]
    expired_cross_certificate,
    unrelated,
    #[cfg(feature = "full")]
    dns_name_underscore,
    #[cfg(feature = "full")]
    a_label_invalid,
    #[cfg(feature = "full")]
    uri_or_mail_unusable,
    #[cfg(feature = "full")]
    common_name_repeated,
    #[cfg(feature = "full")]
    country_code,
    #[cfg(feature = "full")]
    name_too_long,
    #[cfg(feature = "full")]
    name_untidy,
    #[cfg(feature = "full")]
    name_string_type,
    #[cfg(feature = "full")]
    key_usage_not_critical,
    #[cfg(feature = "full")]
    key_usage_form,
    #[cfg(feature = "full")]
    serial_number_form,
    #[cfg(feature = "full")]
    no_http_address,
    #[cfg(feature = "full")]
    encoding_problems,
    #[cfg(feature = "full")]
    same_key_as_issuer,
    #[cfg(feature = "full")]
    rsa_exponent_small,
    #[cfg(feature = "full")]
    rsa_size_uneven,
    #[cfg(feature = "full")]
    ca_mixed_uses,
    #[cfg(feature = "full")]
    quantum_safe_parts,
];

/// The rule with that id.
pub fn find(id: &str) -> Option<&'static super::Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// A root of the public store: nobody can issue it anew, and as an anchor it is a name and a key.
#[cfg(feature = "full")]
fn is_public_root(certificate: &crate::model::Certificate) -> bool {
    certificate.is_self_issued() && crate::trust::store().find(certificate).is_some()
}

/// The first DNS name of the SAN with a flaw that a rule has words for.
#[cfg(feature = "full")]
fn dns_name_fault(
    certificate: &crate::model::Certificate,
    words: impl Fn(dns_form::Flaw) -> Option<String>,
) -> super::Outcome {
    if certificate.san().is_none() {
        return super::Outcome::NotApplicable;
    }
    let flawed = dns_form::flawed(certificate).into_iter();
    let found = flawed.filter_map(|(name, flaw)| Some((name, words(flaw)?))).next();
    let Some((name, fault)) = found else { return super::Outcome::Pass };
    let called = dns_form::called(name);
    super::Outcome::found(super::Spot {
        field: "san",
        detail: format!("In its SAN, {called} {fault}."),
        reason: format!("in its SAN, {called} {fault}"),
        evidence: vec![("DNS name", name.to_owned())],
        ..super::Spot::default()
    })
}

/// The first string of the subject that a rule has words for.
#[cfg(feature = "full")]
fn subject_fault(
    facts: &super::Facts<'_>,
    step: usize,
    certificate: &crate::model::Certificate,
    words: fn(&Attribute) -> Option<&'static str>,
) -> super::Outcome {
    if certificate.subject.is_empty() || is_public_root(certificate) {
        return super::Outcome::NotApplicable;
    }
    let mut strings =
        certificate.subject.attributes().filter(|it| Attribute::STRINGS.contains(&it.tag));
    let Some((label, fault)) = strings.find_map(|it| Some((it.label(), words(it)?))) else {
        return super::Outcome::Pass;
    };
    super::Outcome::found(super::Spot {
        field: "subject",
        detail: format!("In its subject, {label} {fault}."),
        reason: format!("in the subject of {} {label} {fault}", facts.called(step)),
        evidence: vec![("Subject", certificate.subject.text())],
        ..super::Spot::default()
    })
}

/// The id of an extension's field on the sheet; empty where the sheet numbers it by its OID and
/// this list does not know it.
fn field_of(oid: &str) -> &'static str {
    match oid {
        ext::SUBJECT_ALT_NAME => "san",
        ext::EXTENDED_KEY_USAGE => "eku",
        ext::KEY_USAGE => "key-usage",
        ext::BASIC_CONSTRAINTS => "basic-constraints",
        ext::NAME_CONSTRAINTS => "name-constraints",
        ext::SUBJECT_KEY_ID => "subject-key-id",
        ext::AUTHORITY_KEY_ID => "authority-key-id",
        ext::AUTHORITY_INFO_ACCESS => "aia",
        ext::CRL_DISTRIBUTION_POINTS => "crl-points",
        ext::POLICIES => "policies",
        ext::TLS_FEATURE => "tls-feature",
        ext::SCTS => "scts",
        ext::NS_CERT_TYPE => "ns-cert-type",
        ext::POLICY_CONSTRAINTS => "ext-2.5.29.36",
        _ => "",
    }
}
