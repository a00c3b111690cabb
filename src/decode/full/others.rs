//! What carries or asks for certificates, or tells about them: PKCS#7, requests, revocation lists,
//! OCSP responses. Told apart by their outlines; a label is not believed.

use super::der::{Cursor, SEQUENCE};
use super::{Contents, certificate, cms, crl, ocsp, outline, request};
use crate::input::{Block, BlockKind};
use crate::model::{ItemKind, Part, Place, Repair};

impl Contents {
    /// Reads a block that is one of these; false where it is none.
    pub(super) fn other(&mut self, block: &Block) -> bool {
        let der = block.der.as_slice();
        let item = if let Some(carried) = cms::signed_data(der) {
            self.bundle(&carried, block.place, der);
            return true;
        } else if let Some(pair) = pair(der) {
            self.pair(&pair, block.place);
            return true;
        } else if let Some(request) = request::request(der) {
            ItemKind::Request(Box::new(request))
        } else if let Some(list) = crl::crl(der) {
            ItemKind::Crl(Box::new(list))
        } else if let Some(response) = ocsp::ocsp(der) {
            ItemKind::Ocsp(Box::new(response))
        } else {
            return self.mislabelled(block);
        };
        self.item(item, block.place, String::new());
        true
    }

    /// A certificate under the label of something else.
    fn mislabelled(&mut self, block: &Block) -> bool {
        let BlockKind::Labelled(label) = &block.kind else { return false };
        let Ok(certificate) = certificate(&block.der) else { return false };
        let what = format!("The label “{label}” was read as “CERTIFICATE”.");
        self.repairs.push(Repair { what, place: block.place });
        self.certificate(certificate, block.place, String::new());
        true
    }

    /// A pair of cross certificates, as directories keep them (RFC 4523, 2.3).
    fn pair(&mut self, pair: &[(&'static str, &[u8])], place: Place) {
        let part = self.parts.len();
        let what = "pair of cross certificates".into();
        self.parts.push(Part { what, place, unordered: true, ..Part::default() });
        let inside = Place { part: Some(part), ..place };
        for (direction, der) in pair {
            match certificate(der) {
                Ok(certificate) => self.certificate(certificate, inside, (*direction).to_owned()),
                Err(reason) => self.lost(
                    inside,
                    format!("The {direction} certificate of this pair could not be read: {reason}"),
                    "Ask for the pair again, or for its certificates as PEM.",
                ),
            }
        }
    }

    fn bundle(&mut self, carried: &cms::Carried<'_>, place: Place, der: &[u8]) {
        let notes = match carried.signers {
            0 => Vec::new(),
            1 => vec!["It is a signed message; its signature is not checked here.".to_owned()],
            more => vec![format!("It carries {more} signatures; they are not checked here.")],
        };
        let part = self.parts.len();
        self.parts.push(Part {
            what: "PKCS#7 bundle".into(),
            place,
            notes,
            unordered: true,
            outline: outline::cms(der).map(Box::new),
            ..Part::default()
        });
        let inside = Place { part: Some(part), ..place };
        for der in &carried.certificates {
            match certificate(der) {
                Ok(certificate) => self.certificate(certificate, inside, String::new()),
                Err(reason) => self.lost(
                    inside,
                    format!("A certificate in this PKCS#7 bundle could not be read: {reason}"),
                    "Ask for the bundle again, or for the certificates as PEM.",
                ),
            }
        }
        for list in carried.lists.iter().filter_map(|der| crl::crl(der)) {
            self.item(ItemKind::Crl(Box::new(list)), inside, String::new());
        }
        if carried.certificates.is_empty() && carried.lists.is_empty() {
            self.problem(
                place,
                "This PKCS#7 bundle holds no certificates.".into(),
                "A signature without certificates was exported; ask for them to be included.",
            );
        }
    }
}

/// The certificates of a CertificatePair (RFC 4523, A): SEQUENCE { forward [0], reverse [1] }, of which
/// one may be absent.
fn pair(der: &[u8]) -> Option<Vec<(&'static str, &[u8])>> {
    let mut outer = Cursor::new(der, der);
    let list = outer.expect(SEQUENCE, "").ok()?;
    let mut parts = Cursor::new(der, list.content);
    let mut pair = Vec::new();
    for (tag, direction) in [(0, "forward"), (1, "reverse")] {
        if parts.peek().is_some_and(|value| value.is_context(tag)) {
            let wrapped = parts.next("").ok()?;
            let inner = Cursor::new(der, wrapped.content).expect(SEQUENCE, "").ok()?;
            // What stands in a certificate is a SEQUENCE of which the first part is one.
            Cursor::new(der, inner.content).expect(SEQUENCE, "").ok()?;
            pair.push((direction, inner.full));
        }
    }
    (outer.is_empty() && parts.is_empty() && !pair.is_empty()).then_some(pair)
}
