//! The rules that most answers need, in the order of urgency: what the small engine knows. Each stands
//! in the list of all rules (`rules.rs`) too, among those that only the full engine has.

macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(pub(super) mod $module;)*
        /// The common rules, in the order of urgency.
        pub static ALL: &[&super::Rule] = &[$(&$module::RULE),*];
    };
}

rules![
    precertificate,
    expired,
    not_yet_valid,
    dates_unreadable,
    extension_unreadable,
    purpose_not_allowed,
    key_usage_not_allowed,
    not_a_ca,
    host_not_covered,
    self_signed,
    no_host_names,
    algorithms_differ,
    signature_wrong,
    issuer_missing,
    not_trusted,
    issuer_not_ca,
    issuer_may_not_sign,
    path_too_long,
    usage_not_nested,
    name_outside_constraints,
    constraint_not_evaluated,
    critical_extension_unknown,
    weak_key,
    weak_curve,
    weak_signature,
    wrong_order,
    ca_as_leaf,
    key_usage_no_signature,
    usage_any_only,
    anchor_not_self_signed,
    uncommon_key,
    key_identifier_mismatch,
    signature_unchecked,
    search_unfinished,
    expires_soon,
    root_included,
    duplicate,
    unrelated,
];
