//! The faults, each by what it does to two sides in good order.

use pemlens::handshake::{Key, Setup, Verify};
use pemlens::purpose::host::Host;
use rcgen::{
    BasicConstraints, CustomExtension, ExtendedKeyUsagePurpose as Eku, IsCa, KeyPair,
    KeyUsagePurpose as Ku, PKCS_ECDSA_P384_SHA384, SanType, SerialNumber, date_time_ymd,
};

use super::world::*;

/// A fault and what it does to the two sides.
pub type Fault = (&'static str, fn(&mut Setup<'static>));

pub const FAULTS: &[Fault] = &[
    ("none", |_| {}),
    ("no certificate", |it| it.client.chain.clear()),
    ("server's purpose", |it| {
        client_changed(it, |p| p.extended_key_usages = vec![Eku::ServerAuth])
    }),
    ("no purpose at all", |it| client_changed(it, |p| p.extended_key_usages.clear())),
    ("any purpose", |it| client_changed(it, |p| p.extended_key_usages = vec![Eku::Any])),
    ("expired", |it| client_changed(it, |p| p.not_after = date_time_ymd(2026, 3, 1))),
    ("not yet valid", |it| client_changed(it, |p| p.not_before = date_time_ymd(2026, 9, 1))),
    ("intermediate not sent", |it| it.client.chain.truncate(1)),
    ("other CA", |it| {
        present_client(it, world().other_root.issue(leaf("client", false, Eku::ClientAuth)), &[]);
    }),
    ("self-signed", |it| {
        let key = KeyPair::generate().unwrap();
        let pem = leaf("client", false, Eku::ClientAuth).self_signed(&key).unwrap().pem();
        present_client(it, made(pem, &key), &[]);
    }),
    ("expired intermediate", |it| {
        let ca = &world().expired_middle;
        present_client(
            it,
            ca.issue(leaf("client", false, Eku::ClientAuth)),
            &[&ca.made.certificate],
        );
    }),
    ("two intermediates", |it| {
        let ca = &world().client_deep;
        present_client(
            it,
            ca.issue(leaf("client", false, Eku::ClientAuth)),
            &[&ca.made.certificate, middle()],
        );
    }),
    ("three intermediates", |it| {
        let (ca, deep) = (&world().client_lowest, &world().client_deep.made.certificate);
        present_client(
            it,
            ca.issue(leaf("client", false, Eku::ClientAuth)),
            &[&ca.made.certificate, deep, middle()],
        );
    }),
    ("straight from the root", |it| {
        present_client(it, world().client_root.issue(leaf("client", false, Eku::ClientAuth)), &[]);
    }),
    ("key usage without signatures", |it| {
        client_changed(it, |p| p.key_usages = vec![Ku::KeyAgreement])
    }),
    ("key usage for encryption alone", |it| {
        client_changed(it, |p| p.key_usages = vec![Ku::KeyEncipherment])
    }),
    ("a CA as the client", |it| {
        client_changed(it, |p| {
            p.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
            p.key_usages.push(Ku::KeyCertSign);
        })
    }),
    ("another curve", |it| {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap();
        let made = world().client_middle.issue_for(&leaf("client", false, Eku::ClientAuth), &key);
        present_client(it, made, &[middle()]);
    }),
    ("a key that is another's", |it| it.client.key = Key::Loaded(&world().server.private)),
    ("chain file begins with the intermediate", |it| it.client.chain.reverse()),
    ("a CA of the same name", |it| it.server.trust = vec![&world().twin_root.made.certificate]),
    ("cross-signed, its other root trusted", |it| {
        it.server.trust = vec![&world().other_root.made.certificate];
        it.client.chain.push(&world().cross.certificate);
    }),
    ("only the intermediate trusted", |it| it.server.trust = vec![middle()]),
    ("only the intermediate trusted, and not sent", |it| {
        it.server.trust = vec![middle()];
        it.client.chain.truncate(1);
    }),
    ("names outside the CA's constraints", |it| {
        let ca = &world().constrained;
        let mut params = leaf("client", false, Eku::ClientAuth);
        params.subject_alt_names = vec![SanType::DnsName("outside.example".try_into().unwrap())];
        present_client(it, ca.issue(params), &[&ca.made.certificate]);
    }),
    ("depth 0", |it| it.server.settings.depth = Some(0)),
    ("depth 1", |it| it.server.settings.depth = Some(1)),
    ("depth 2", |it| it.server.settings.depth = Some(2)),
    ("revoked", |it| {
        client_changed(it, |p| p.serial_number = Some(SerialNumber::from(REVOKED)));
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2027), world().client_root.list(&[], 2027)],
        );
        it.server.settings.lists_apart = true;
    }),
    ("lists, not revoked", |it| {
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2027), world().client_root.list(&[], 2027)],
        );
        it.server.settings.lists_apart = true;
    }),
    ("lists in one text", |it| {
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2027), world().client_root.list(&[], 2027)],
        );
    }),
    ("the root's list is lacking", |it| {
        lists(it, vec![world().client_middle.list(&[REVOKED], 2027)])
    }),
    ("an old list", |it| {
        lists(
            it,
            vec![world().client_middle.list(&[REVOKED], 2026), world().client_root.list(&[], 2027)],
        );
        it.server.settings.lists_apart = true;
    }),
    ("optional, and none", |it| {
        it.client.chain.clear();
        it.server.settings.verify = Verify::Optional;
    }),
    ("optional, and bad", |it| {
        client_changed(it, |p| p.extended_key_usages = vec![Eku::ServerAuth]);
        it.server.settings.verify = Verify::Optional;
    }),
    ("optional_no_ca, of another CA", |it| {
        present_client(it, world().other_root.issue(leaf("client", false, Eku::ClientAuth)), &[]);
        it.server.settings.verify = Verify::OptionalNoCa;
    }),
    ("optional_no_ca, expired", |it| {
        client_changed(it, |p| p.not_after = date_time_ymd(2026, 3, 1));
        it.server.settings.verify = Verify::OptionalNoCa;
    }),
    ("not asked", |it| {
        it.client.chain.clear();
        it.server.settings.verify = Verify::Off;
    }),
    ("leaf alone, only the root announced", |it| {
        it.client.chain.truncate(1);
        it.server.trust.push(middle());
        it.server.announced = Some(vec![&world().client_root.made.certificate.subject]);
    }),
    ("nothing announced", |it| it.server.settings.announce = Some(false)),
    ("two client certificates, the second fits", |it| {
        let other = keep(world().other_root.issue(leaf("client", false, Eku::ClientAuth)));
        let good = std::mem::replace(&mut it.client.chain, vec![&other.certificate]);
        it.client.key = Key::Elsewhere;
        it.client.others = vec![good];
    }),
    ("server expired", |it| {
        present_server(it, server_with(|p| p.not_after = date_time_ymd(2026, 3, 1)))
    }),
    ("server not yet valid", |it| {
        present_server(it, server_with(|p| p.not_before = date_time_ymd(2026, 9, 1)))
    }),
    ("server with a client's purpose", |it| {
        present_server(it, server_with(|p| p.extended_key_usages = vec![Eku::ClientAuth]))
    }),
    ("server of another host", |it| it.host = Host::parse("other.example").unwrap()),
    ("server asked by address", |it| it.host = Host::parse("127.0.0.1").unwrap()),
    ("server without its intermediate", |it| it.server.chain.truncate(1)),
    ("server of an untrusted root", |it| {
        it.client.trust = vec![&world().other_root.made.certificate]
    }),
    ("server with a common name alone", |it| {
        present_server(it, server_with(|p| p.subject_alt_names.clear()))
    }),
    ("server that must staple", |it| {
        present_server(
            it,
            server_with(|p| {
                // TLS feature status_request (RFC 7633).
                let feature = CustomExtension::from_oid_content(
                    &[1, 3, 6, 1, 5, 5, 7, 1, 24],
                    vec![0x30, 3, 2, 1, 5],
                );
                p.custom_extensions = vec![feature];
            }),
        );
    }),
    ("server's key usage without signatures", |it| {
        present_server(it, server_with(|p| p.key_usages = vec![Ku::KeyAgreement]))
    }),
    ("server's key is another's", |it| it.server.key = Key::Loaded(&world().client.private)),
    ("client does not look", |it| {
        it.client.trust.clear();
        it.client.settings.verify = Verify::Off;
    }),
    ("both are bad", |it| {
        it.client.trust = vec![&world().other_root.made.certificate];
        client_changed(it, |p| p.extended_key_usages = vec![Eku::ServerAuth]);
    }),
];
