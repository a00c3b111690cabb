//! The roots of the Mozilla store as whole certificates. A verdict needs no more of a root than
//! its name, its key and its constraints; what programs say about it may rest on anything in it.

use std::sync::OnceLock;

use super::store;
use crate::decode;
use crate::model::Certificate;

/// The certificate of a root of the store, by the root's index.
pub fn certificate(index: usize) -> Option<&'static Certificate> {
    static ALL: OnceLock<Vec<Option<Certificate>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut all: Vec<Option<Certificate>> = (0..store().len()).map(|_| None).collect();
        for der in webpki_root_certs::TLS_SERVER_ROOT_CERTS {
            let Ok(read) = decode::certificate(der) else { continue };
            if let Some(place) = store().find(&read).and_then(|index| all.get_mut(index)) {
                *place = Some(read);
            }
        }
        all
    });
    all.get(index)?.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_of_the_store_is_there_and_signed_itself() {
        for index in 0..store().len() {
            let root = store().root(index).unwrap();
            let whole = certificate(index).unwrap_or_else(|| panic!("{}", root.name.text()));
            assert_eq!(whole.subject.key, root.name.key);
            assert!(whole.is_self_issued() && whole.is_ca(), "{}", root.name.text());
            assert!(whole.problems.is_empty(), "{}: {:?}", root.name.text(), whole.problems);
        }
    }
}
