//! A good chain of leaf, intermediate and root, and hundreds of chains that differ from it in one
//! thing: what programs do about each is the measure of what is predicted and of what is said.
//! Keys are made anew each time; nothing that is decided hangs on them.

#![allow(dead_code)]

#[path = "../../examples/fixtures/der.rs"]
pub mod der;

#[path = "variants/chain.rs"]
pub mod chain;
#[path = "variants/constraints.rs"]
mod constraints;
#[path = "variants/extensions.rs"]
mod extensions;
#[path = "variants/fields.rs"]
mod fields;
#[path = "variants/keys.rs"]
mod keys;
#[path = "variants/names.rs"]
mod names;
#[path = "variants/paths.rs"]
mod paths;

use chain::Chain;

/// The host that the leaf names.
pub const HOST: &str = "www.example.com";

/// When it is asked: 2027-06-15T12:00:00Z.
pub const AT: i64 = 1_813_060_800;

/// A chain as it is handed to programs.
pub struct Variant {
    /// What differs: `leaf/2.5.29.17/absent`.
    pub name: String,
    /// The certificate asked about.
    pub leaf: Vec<u8>,
    /// What is sent after it.
    pub sent: Vec<Vec<u8>>,
    /// What is trusted.
    pub roots: Vec<Vec<u8>>,
}

/// The variants, the chain without a change first.
pub fn all() -> Vec<Variant> {
    let good = Chain::new();
    let mut found = vec![good.made("good")];
    let mut add = |name: String, change: &dyn Fn(&mut Chain)| {
        let mut chain = good.clone();
        change(&mut chain);
        found.push(chain.made(&name));
    };
    every(&mut add);
    found
}

fn every(add: &mut Add<'_>) {
    extensions::add(add);
    constraints::add(add);
    names::add(add);
    fields::add(add);
    keys::add(add);
    paths::add(add);
}

/// Chains that differ from the good one in two things, drawn by the seed: what one change hides of
/// another, and which of two faults a program tells.
pub fn pairs(seed: u64, count: usize) -> Vec<Variant> {
    let good = Chain::new();
    let mut changed: Vec<(String, Chain)> = Vec::new();
    every(&mut |name, change| {
        let mut chain = good.clone();
        change(&mut chain);
        changed.push((name, chain));
    });
    // Numbers that are the same for a seed in every run (xorshift).
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % limit
    };
    let mut drawn: Vec<Vec<usize>> = vec![Vec::new(); changed.len()];
    for _ in 0..count {
        let first = below(changed.len());
        drawn[below(changed.len())].push(first);
    }
    let mut found = Vec::new();
    let mut drawn = drawn.into_iter();
    every(&mut |name, change| {
        for first in drawn.next().unwrap_or_default() {
            let (other, chain) = &changed[first];
            // A change that needs what the other took away makes no chain.
            let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let mut chain = chain.clone();
                change(&mut chain);
                chain.made(&format!("{other} + {name}"))
            }));
            found.extend(made);
        }
    });
    found
}

/// Takes a variant: its name, and what makes it of the good chain.
type Add<'a> = dyn FnMut(String, &dyn Fn(&mut Chain)) + 'a;
