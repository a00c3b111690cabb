//! The engine's door for the JavaScript package (npm/): one function, which carries a call to
//! [`crate::library`] and its answer back. It is in the full engine's program, so that the package holds
//! the same program as the page.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert::RANDOM_BYTES;
use crate::library::{self, Call};

/// Answers a call with `[text]` or `[text, bytes]`. `contents` are the bytes of each source, `now` is in
/// seconds since 1970, `random` are new random bytes.
#[wasm_bindgen(js_name = pemlensCall)]
pub fn call(name: &str, contents: &Array, ask: &str, now: f64, random: &[u8]) -> Array {
    let bytes = |content: &JsValue| content.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    let mut salts = [0; RANDOM_BYTES];
    for (salt, byte) in salts.iter_mut().zip(random) {
        *salt = *byte;
    }
    let reply = library::call(Call {
        name,
        contents: contents.iter().map(|it| bytes(&it).unwrap_or_default()).collect(),
        ask,
        // Whole seconds far below what a float holds.
        now: now as i64,
        random: salts,
    });
    let answer = Array::of1(&reply.json.into());
    if let Some(bytes) = reply.bytes {
        answer.push(&Uint8Array::from(bytes.as_slice()));
    }
    answer
}
