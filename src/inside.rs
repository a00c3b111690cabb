//! What is inside of anything that was loaded: its ASN.1 values as a tree, with offsets, tags, lengths
//! and the names of the standards (`shapes`), and which field of the sheet each belongs to.
//!
//! Nothing is kept of a tree but what a person unfolded (`tree::Tree`): lines are read from the bytes
//! as they are wanted, so that a revocation list of 40 MB opens at once. The bytes are those that the
//! report holds; of what may hold a key there is an outline only (`decode::outline`).

mod count;
mod faults;
mod look;
mod object;
mod oids;
mod row;
mod shape;
mod shapes;
mod tree;
mod value;
mod walk;

pub use look::{Look, Written};
pub use object::{Object, object, objects};
pub use walk::walk;
