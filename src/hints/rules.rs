//! The one list of rules. Findings of equal severity are shown in this order, so causes come
//! before what they bring about, and the first error is the reason given in the answer.

use crate::hints::common;
use crate::model::{Attribute, field};
use crate::purpose::dns_form;

/// A name is a file in `rules`; one in brackets is a file in `common`, which the small engine has too.
macro_rules! rules {
    ($($([$common:ident])? $($module:ident)?,)*) => {
        $($(mod $module;)?)*
        /// Every rule, in the order of urgency.
        pub static ALL: &[&super::Rule] =
            &[$($(&common::$common::RULE)? $(&$module::RULE)?),*];
    };
}

rules![
    // What the certificate is, and when.
    [precertificate],
    validity_inverted,
    [expired],
    [not_yet_valid],
    revoked,
    validity_too_long_public,
    [dates_unreadable],
    [extension_unreadable],
    // Whether it is made for the use and the host.
    [purpose_not_allowed],
    [key_usage_not_allowed],
    [not_a_ca],
    [host_not_covered],
    // Whether its owner can use it.
    key_mismatch,
    // Whether the path holds, and that a lone certificate names a host.
    [self_signed],
    [no_host_names],
    [algorithms_differ],
    [signature_wrong],
    [issuer_missing],
    [not_trusted],
    // Whether each CA of it may do what it did.
    [issuer_not_ca],
    [issuer_may_not_sign],
    [path_too_long],
    [usage_not_nested],
    [name_outside_constraints],
    [constraint_not_evaluated],
    [critical_extension_unknown],
    // What many programs cannot read.
    version_too_low,
    extension_repeated,
    date_form,
    critical_by_mistake,
    // Keys and signatures.
    [weak_key],
    [weak_curve],
    rsa_exponent_unusable,
    dsa_key,
    [weak_signature],
    key_point_invalid,
    // What every program refuses for whatever reason.
    programs_refuse,
    empty_subject_san_not_critical,
    // What some servers and clients refuse.
    revocation_evidence_void,
    validity_over_limit_public,
    apple_validity_too_long,
    apple_server_auth_missing,
    sct_missing,
    sct_too_few,
    sct_log_unknown,
    sct_signature_wrong,
    authority_key_id_missing,
    ca_key_id_missing,
    ca_key_usage_missing,
    ca_constraints_not_critical,
    leaf_may_sign_certificates,
    revoked_in_firefox,
    must_staple_without_ocsp,
    [wrong_order],
    [ca_as_leaf],
    [key_usage_no_signature],
    [usage_any_only],
    ns_type_not_allowed,
    [anchor_not_self_signed],
    [uncommon_key],
    rsa_key_very_long,
    roca_key,
    wildcard_too_wide,
    wildcard_misplaced,
    dns_name_is_url,
    dns_name_is_address,
    dns_name_characters,
    dns_name_labels,
    [key_identifier_mismatch],
    issuer_serial_mismatch,
    name_written_otherwise,
    ca_usage_not_everywhere,
    policy_extension_critical,
    key_point_form,
    // What strict readers refuse.
    version_unknown,
    bytes_left_over,
    serial_number_negative,
    date_type,
    algorithm_parameters,
    not_der,
    default_written,
    ca_name_empty,
    san_address_length,
    uri_or_mail_malformed,
    crl_points_critical,
    path_length_without_ca,
    policy_repeated,
    unique_identifier,
    name_characters,
    [signature_unchecked],
    [search_unfinished],
    // What some program refuses, where no rule before says why.
    program_refuses,
    // Worth knowing.
    root_not_here,
    [expires_soon],
    outlives_issuer,
    never_expires,
    starts_recently,
    public_client_auth_ends,
    common_name_not_in_san,
    wildcard_without_apex,
    many_names,
    internal_name_public,
    public_other_uses,
    must_staple,
    revocation_not_covered,
    revocation_evidence_foreign,
    revocation_not_stated,
    revocation_not_http,
    issuer_address_missing,
    [root_included],
    [duplicate],
    expired_cross_certificate,
    [unrelated],
    dns_name_underscore,
    a_label_invalid,
    uri_or_mail_unusable,
    common_name_repeated,
    country_code,
    name_too_long,
    name_untidy,
    name_string_type,
    key_usage_not_critical,
    key_usage_form,
    serial_number_form,
    no_http_address,
    encoding_problems,
    same_key_as_issuer,
    rsa_exponent_small,
    rsa_size_uneven,
    ca_mixed_uses,
    quantum_safe_parts,
];

/// The rule with that id.
pub fn find(id: &str) -> Option<&'static super::Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// A root of the public store: nobody can issue it anew, and as an anchor it is a name and a key.
fn is_public_root(certificate: &crate::model::Certificate) -> bool {
    certificate.is_self_issued() && crate::trust::store().find(certificate).is_some()
}

/// The first DNS name of the SAN with a flaw that a rule has words for.
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
        field: field::SUBJECT_ALT_NAME,
        detail: format!("In its SAN, {called} {fault}."),
        reason: format!("in its SAN, {called} {fault}"),
        evidence: vec![("DNS name", name.to_owned())],
        ..super::Spot::default()
    })
}

/// The first string of the subject that a rule has words for.
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
        field: field::SUBJECT,
        detail: format!("In its subject, {label} {fault}."),
        reason: format!("in the subject of {} {label} {fault}", facts.called(step)),
        evidence: vec![("Subject", certificate.subject.text())],
        ..super::Spot::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_rules_stand_in_the_same_order() {
        let ids = |rules: &[&'static crate::hints::Rule]| -> Vec<&str> {
            rules.iter().map(|rule| rule.id).collect()
        };
        let common = ids(common::ALL);
        let mut here = ids(ALL);
        here.retain(|id| common.contains(id));
        assert_eq!(here, common);
    }
}
