//! Public suffixes (publicsuffix.org): domains below which everyone may register a name. The list
//! comes with the crate `public-suffix`, which does not tell its two sections apart; that is done
//! here, on the crate's own table.

use public_suffix::{DEFAULT_PROVIDER, ListProvider, Table};

/// Whether a domain is a suffix of the section ICANN of the list: `co.uk`, and not `github.io`.
/// CAs (BR 3.2.2.6) and Chromium go by that section alone. `domain`: A-labels in small letters,
/// without a dot at its end.
pub(super) fn is_public(domain: &str) -> bool {
    registry(&DEFAULT_PROVIDER, domain) == Some(domain)
}

/// The longest suffix of a domain that a rule of the section ICANN names; `None` where there is none.
fn registry<'a, T: Table>(_: &ListProvider<T>, domain: &'a str) -> Option<&'a str> {
    let (mut low, mut high) = (0, T::NUM_TLD);
    let mut rest = domain;
    let mut found = None;
    // A rule `*.ck` takes whatever label comes next.
    let (mut any, mut icann) = (false, false);
    loop {
        let (before, label) = match rest.rsplit_once('.') {
            Some((before, label)) => (Some(before), label),
            None => (None, rest),
        };
        let here = domain.get(rest.len().saturating_sub(label.len())..);
        if any && icann {
            found = here;
        }
        let Some(node) = find::<T>(label, low, high) else { break };
        let mut bits = node;
        take(&mut bits, T::NODES_BITS_TEXT_LENGTH.saturating_add(T::NODES_BITS_TEXT_OFFSET));
        icann = take(&mut bits, T::NODES_BITS_ICANN) == 1;
        let children = usize::try_from(take(&mut bits, T::NODES_BITS_CHILDREN)).ok()?;
        let mut bits = *T::CHILDREN.get(children)?;
        low = take(&mut bits, T::CHILDREN_BITS_LO);
        high = take(&mut bits, T::CHILDREN_BITS_HI);
        let kind = take(&mut bits, T::CHILDREN_BITS_NODE_TYPE);
        any = take(&mut bits, T::CHILDREN_BITS_WILDCARD) == 1;
        if kind == T::NODE_TYPE_EXCEPTION && icann {
            // `!www.ck`: the suffix is what stands behind the first label.
            return here.and_then(|here| here.split_once('.')).map(|(_, behind)| behind);
        }
        if kind == T::NODE_TYPE_NORMAL && icann {
            found = here;
        }
        match before {
            Some(before) => rest = before,
            None => break,
        }
    }
    found
}

/// The node of a label between two others; they are in the order of their labels.
fn find<T: Table>(label: &str, mut low: u32, mut high: u32) -> Option<u32> {
    while low < high {
        let middle = low.midpoint(high);
        let node = *T::NODES.get(usize::try_from(middle).ok()?)?;
        let mut bits = node;
        let length = usize::try_from(take(&mut bits, T::NODES_BITS_TEXT_LENGTH)).ok()?;
        let start = usize::try_from(take(&mut bits, T::NODES_BITS_TEXT_OFFSET)).ok()?;
        match T::TEXT.get(start..start.checked_add(length)?)?.cmp(label) {
            std::cmp::Ordering::Less => low = middle.saturating_add(1),
            std::cmp::Ordering::Equal => return Some(node),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// Takes the lowest bits away, and gives them.
fn take(bits: &mut u32, count: u32) -> u32 {
    let above = bits.checked_shr(count).unwrap_or(0);
    let taken = *bits ^ above.checked_shl(count).unwrap_or(0);
    *bits = above;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_of_registries_are_told_from_those_of_hosters_and_from_domains() {
        // One of each kind of rule: plain, of several labels, wildcard, exception, international.
        for suffix in [
            "com",
            "co.uk",
            "any.kawasaki.jp",
            "k12.ca.us",
            "pvt.k12.ma.us",
            "any.ck",
            "gov.bd",
            "xn--55qx5d.cn",
            "xn--p1ai",
            "tokyo.jp",
            "chiyoda.tokyo.jp",
        ] {
            assert!(is_public(suffix), "{suffix}");
        }
        for domain in [
            "github.io",
            "blogspot.com",
            "s3.amazonaws.com",
            "www.ck",
            "kawasaki.jp",
            "city.kawasaki.jp",
            "example.com",
            "co.de",
            "co.com",
            "ac.com",
            "uk.com",
            "",
            ".",
            "..",
            "co..uk",
            "unknown",
            "a.unknown",
            "\u{e4}.com",
        ] {
            assert!(!is_public(domain), "{domain}");
        }
        assert_eq!(registry(&DEFAULT_PROVIDER, "a.b.co.uk"), Some("co.uk"));
        assert_eq!(registry(&DEFAULT_PROVIDER, "a.github.io"), Some("io"));
        assert_eq!(registry(&DEFAULT_PROVIDER, "www.city.kawasaki.jp"), Some("kawasaki.jp"));
    }

    #[test]
    fn the_crate_and_this_walk_agree_where_sections_do_not_matter() {
        for domain in
            ["a.co.uk", "x.city.kobe.jp", "x.y.kobe.jp", "www.ck", "a.b.ck", "a.de", "k12.wa.us"]
        {
            assert_eq!(
                registry(&DEFAULT_PROVIDER, domain),
                Some(DEFAULT_PROVIDER.public_suffix(domain))
            );
        }
    }
}
