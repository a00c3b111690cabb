//! What a trust anchor counts for: a name and a key (RFC 5280, 6.1.1 (d)), or a certificate whose
//! dates and constraints bind too (RFC 5937).

/// How the roots of a case are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnchorRules {
    /// They vouch for what they issued.
    pub issuers: bool,
    /// A leaf that is among them is trusted as it stands.
    pub leaf: bool,
    /// Only where it signed itself.
    pub leaf_signs_itself: bool,
    /// Their dates count.
    pub dates: bool,
    /// Their extensions count: constraints on paths, names, policies, uses.
    pub constraints: bool,
    /// They must have basic constraints; those they have count with the other constraints.
    pub basic_constraints: bool,
    /// Their extended key usage counts.
    pub usages: bool,
}

impl Default for AnchorRules {
    /// Roots given as certificates bind with all they say.
    fn default() -> Self {
        Self {
            issuers: true,
            leaf: false,
            leaf_signs_itself: false,
            dates: true,
            constraints: true,
            basic_constraints: true,
            usages: false,
        }
    }
}

impl AnchorRules {
    /// Reads the words of BoringSSL's test files: `TRUSTED_ANCHOR_WITH_EXPIRATION` …
    pub fn from_word(word: &str) -> Self {
        let has = |part: &str| word.contains(part);
        let constraints = has("WITH_CONSTRAINTS") || has("AND_CONSTRAINTS");
        let leaf = has("TRUSTED_LEAF") || has("ANCHOR_OR_LEAF");
        Self {
            issuers: has("TRUSTED_ANCHOR"),
            leaf,
            leaf_signs_itself: leaf && has("REQUIRE_SELF_SIGNED"),
            dates: has("EXPIRATION"),
            constraints,
            basic_constraints: has("BASIC_CONSTRAINTS"),
            usages: constraints,
        }
    }
}
