//! JSON Web Keys (RFC 7517; RFC 7518, 6; RFC 8037), private ones and sets of public ones.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde_json::{Map, Value, json};

use super::chosen::Chosen;
use super::public_jwk::public;
use super::text;
use crate::crypto;
use crate::crypto::unlock::Secret;
use crate::decode::Inner;
use crate::model::PublicKey;

/// The members of a public key with its name, which is its thumbprint (RFC 7638).
fn members(key: &PublicKey) -> Option<Map<String, Value>> {
    let required = public(key)?;
    let pairs: Vec<String> =
        required.iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
    let thumbprint = crypto::sha256(format!("{{{}}}", pairs.join(",")).as_bytes());
    let mut members: Map<String, Value> =
        required.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    members.insert("kid".into(), BASE64URL_NOPAD.encode(&thumbprint).into());
    Some(members)
}

fn with_certificates(mut members: Map<String, Value>, chosen: &Chosen<'_>) -> Map<String, Value> {
    let chain = chosen.to_send();
    if let Some(leaf) = chain.first() {
        let digest = crypto::sha256(&leaf.der);
        members.insert("x5t#S256".into(), BASE64URL_NOPAD.encode(&digest).into());
        let all: Vec<String> = chain.iter().map(|it| BASE64.encode(&it.der)).collect();
        members.insert("x5c".into(), all.into());
    }
    members
}

const NO_FORM: &str = "JSON has no form for a key of this kind.";

/// A private key, with its certificate where there is one.
pub(super) fn private(chosen: &Chosen<'_>) -> Result<Secret, String> {
    let key = chosen.key()?;
    let members = key.public.as_ref().and_then(members).ok_or(NO_FORM)?;
    let mut members = with_certificates(members, chosen);
    let mut add = |name: &str, bytes: &[u8]| {
        members.insert(name.to_owned(), BASE64URL_NOPAD.encode(bytes).into());
    };
    match key.inner() {
        Inner::Rsa { numbers, .. } => {
            // n and e are there already (RFC 7518, 6.3.2); zeros in front are DER's.
            let names = ["d", "p", "q", "dp", "dq", "qi"];
            for (name, number) in names.iter().zip(numbers.iter().skip(2)) {
                let zeros = number.iter().take_while(|byte| **byte == 0).count();
                add(name, number.get(zeros..).unwrap_or_default());
            }
        }
        Inner::Ec { number, .. } => add("d", number),
        Inner::Plain { private, .. } => add("d", private),
        Inner::Other => return Err(NO_FORM.into()),
    }
    Ok(text(format!("{:#}\n", Value::Object(members))))
}

/// A set with the public key of the certificate.
pub(super) fn public_set(chosen: &Chosen<'_>) -> Result<Secret, String> {
    let leaf = chosen.leaf.ok_or("No certificate was given.")?;
    let members = members(&leaf.public_key).ok_or(NO_FORM)?;
    let set = json!({ "keys": [with_certificates(members, chosen)] });
    Ok(text(format!("{set:#}\n")))
}
