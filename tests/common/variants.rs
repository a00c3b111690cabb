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
    extensions::add(&mut add);
    constraints::add(&mut add);
    names::add(&mut add);
    fields::add(&mut add);
    keys::add(&mut add);
    paths::add(&mut add);
    found
}

/// Takes a variant: its name, and what makes it of the good chain.
type Add<'a> = dyn FnMut(String, &dyn Fn(&mut Chain)) + 'a;
