//! The end of a certificate's life, and bundles of CAs.

use super::situations::{Situation, given};
use super::*;

fn root(name: &str, until: (i32, u8, u8)) -> String {
    let mut ca = Authority::new(name);
    ca.params.not_before = date_time_ymd(2016, 1, 1);
    ca.params.not_after = date_time_ymd(until.0, until.1, until.2);
    ca.own()
}

pub fn all(w: &World) -> Vec<Situation> {
    let until = |from: (i32, u8, u8), to: (i32, u8, u8)| {
        let mut params = leaf(HOST, &[HOST], &[SERVER]);
        params.not_before = date_time_ymd(from.0, from.1, from.2);
        params.not_after = date_time_ymd(to.0, to.1, to.2);
        w.chain(&w.issue(params))
    };
    let lived = |name: &str, from, to| given(name, &[("chain.pem", &until(from, to))]);
    let roots = |names: &[(&str, (i32, u8, u8))]| -> String {
        names.iter().map(|(name, until)| root(name, *until)).collect()
    };
    let mixed = [
        roots(&[("One", (2030, 1, 1)), ("Two", (2025, 1, 1)), ("Three", (2027, 1, 1))]),
        w.intermediate.clone(),
    ]
    .concat();
    let good = roots(&[("One", (2030, 1, 1)), ("Two", (2031, 1, 1)), ("Three", (2032, 1, 1))]);
    let two = roots(&[("One", (2030, 1, 1)), ("Two", (2031, 1, 1))]);
    vec![
        lived("a year, a hundred days left", (2026, 1, 1), (2026, 12, 31)),
        lived("a year, forty days left", (2025, 11, 1), (2026, 10, 31)),
        lived("a year, twenty days left", (2025, 10, 11), (2026, 10, 11)),
        lived("ninety days, ten left", (2026, 7, 3), (2026, 10, 1)),
        lived("ninety days, three left", (2026, 6, 26), (2026, 9, 24)),
        lived("six days, three left", (2026, 9, 18), (2026, 9, 24)),
        lived("six days, one left", (2026, 9, 16), (2026, 9, 22)),
        lived("expired for ten days", (2026, 1, 1), (2026, 9, 11)),
        lived("begins tomorrow", (2026, 9, 22), (2027, 3, 1)),
        given("three private roots", &[("bundle.pem", &good)]),
        given("roots of which some expired", &[("bundle.pem", &mixed)]),
        given("two private roots", &[("bundle.pem", &two)]),
        given(
            "a leaf beside a bundle that has its root",
            &[
                ("bundle.pem", &[good.as_str(), &w.root.own()].concat()),
                ("server.pem", &[w.server.0.as_str(), &w.intermediate].concat()),
            ],
        ),
        given(
            "a leaf beside a bundle that lacks its root",
            &[
                ("bundle.pem", &good),
                ("server.pem", &[w.server.0.as_str(), &w.intermediate].concat()),
            ],
        ),
    ]
}
