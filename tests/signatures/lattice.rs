//! ML-DSA in its three sizes.

use ml_dsa::{KeyInit, Keypair, MlDsa44, MlDsa65, MlDsa87, MlDsaParams, Signer, SigningKey};
use pemlens::crypto::{Check, verify};
use pemlens::model::SignatureKind;

use super::{MESSAGE, algorithm, key, refuses, refuses_all_changes, takes};

fn size<P: MlDsaParams>(arc: u8) {
    let secret = SigningKey::<P>::new(&[arc; 32].into());
    let oid = format!("2.16.840.1.101.3.4.3.{arc}");
    let name = SignatureKind::Other(format!("ML-DSA {arc}"));
    let identifier = [6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, arc];
    let bytes = secret.verifying_key().encode().to_vec();
    let public = key(&identifier, &bytes);
    let ml_dsa = algorithm(&oid, name.clone());
    let good = secret.sign(MESSAGE).encode().to_vec();
    takes(&public, &ml_dsa, &good);
    refuses_all_changes(&public, &ml_dsa, &good);

    let short = key(&identifier, &bytes[..bytes.len() - 1]);
    assert!(matches!(verify(&short, &ml_dsa, MESSAGE, &good), Check::Unsupported(_)));
    let with_null = key(&[identifier.as_slice(), &[5, 0]].concat(), &bytes);
    refuses("parameters, which RFC 9881, 2 forbids", &with_null, &ml_dsa, &good);
    let other = algorithm("2.16.840.1.101.3.4.3.20", name);
    refuses("another algorithm", &public, &other, &good);
    for other in [17, 18, 19].into_iter().filter(|other| *other != arc) {
        let name = SignatureKind::Other("ML-DSA".into());
        let other = algorithm(&format!("2.16.840.1.101.3.4.3.{other}"), name);
        assert_eq!(verify(&public, &other, MESSAGE, &good), Check::WrongKeyType);
    }
}

#[test]
fn ml_dsa_with_anything_wrong_is_refused() {
    size::<MlDsa44>(17);
    size::<MlDsa65>(18);
    size::<MlDsa87>(19);
}
