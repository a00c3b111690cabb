//! The certificates of a run: a CA for servers, one for clients, and a leaf for each fault.

use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose as Eku, IsCa, Issuer,
    KeyPair, KeyUsagePurpose as Ku, SanType, date_time_ymd,
};

use super::{CLIENTS, SERVERS};

struct Ca {
    params: CertificateParams,
    key: KeyPair,
    pem: String,
}

fn ca(name: &str, above: Option<&Ca>) -> Ca {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![Ku::KeyCertSign, Ku::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    let key = KeyPair::generate().expect("a key");
    let signed = match above {
        Some(above) => params.signed_by(&key, &Issuer::new(above.params.clone(), &above.key)),
        None => params.self_signed(&key),
    };
    let pem = signed.expect("a CA").pem();
    Ca { params, key, pem }
}

/// Writes the PKI into a folder.
pub fn write(folder: &Path) -> std::io::Result<()> {
    let server_root = ca("Run Server Root", None);
    let server_middle = ca("Run Server Issuing", Some(&server_root));
    let root = ca("Run Client Root", None);
    let middle = ca("Run Client Issuing", Some(&root));
    let deep = ca("Run Client Issuing Deep", Some(&middle));
    let other = ca("Run Other Root", None);
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text);
    put("server-root.pem", &server_root.pem)?;
    put("client-root.pem", &root.pem)?;
    let leaf = |name: &str, host: bool, eku: &[Eku]| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        if host {
            params.subject_alt_names =
                vec![SanType::DnsName("localhost".try_into().expect("a name"))];
        }
        params.extended_key_usages = eku.to_vec();
        params.key_usages = vec![Ku::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        params.not_before = date_time_ymd(2025, 1, 1);
        params.not_after = date_time_ymd(2040, 1, 1);
        params
    };
    let issue = |file: &str, params: CertificateParams, by: Option<&Ca>, chain: &[&Ca]| {
        let key = KeyPair::generate().expect("a key");
        let signed = match by {
            Some(by) => params.signed_by(&key, &Issuer::new(by.params.clone(), &by.key)),
            None => params.self_signed(&key),
        };
        let pem = signed.expect("a certificate").pem();
        let chain: String = chain.iter().map(|ca| ca.pem.as_str()).collect();
        put(&format!("{file}.crt"), &pem)?;
        put(&format!("{file}.chain"), &chain)?;
        put(&format!("{file}.full"), &format!("{pem}{chain}"))?;
        put(&format!("{file}.key"), &key.serialize_pem())
    };
    for fault in CLIENTS.iter().skip(1) {
        let eku: &[Eku] = match *fault {
            "srvauth" => &[Eku::ServerAuth],
            "noeku" => &[],
            _ => &[Eku::ClientAuth],
        };
        let mut params = leaf("client", false, eku);
        match *fault {
            "expired" => params.not_after = date_time_ymd(2025, 6, 1),
            "future" => params.not_before = date_time_ymd(2039, 1, 1),
            "noku" => params.key_usages = vec![Ku::KeyAgreement],
            _ => {}
        }
        let (by, chain): (Option<&Ca>, Vec<&Ca>) = match *fault {
            "noint" => (Some(&middle), vec![]),
            "other" => (Some(&other), vec![]),
            "self" => (None, vec![]),
            "deep" => (Some(&deep), vec![&deep, &middle]),
            "direct" => (Some(&root), vec![]),
            _ => (Some(&middle), vec![&middle]),
        };
        issue(&format!("c-{fault}"), params, by, &chain)?;
    }
    for fault in SERVERS {
        let eku = if fault == "cliauth" { Eku::ClientAuth } else { Eku::ServerAuth };
        let mut params = leaf("localhost", fault != "nosan", &[eku]);
        match fault {
            "expired" => params.not_after = date_time_ymd(2025, 6, 1),
            "name" => {
                params.subject_alt_names =
                    vec![SanType::DnsName("other.example".try_into().expect("a name"))];
            }
            _ => {}
        }
        let chain: &[&Ca] = if fault == "noint" { &[] } else { &[&server_middle] };
        issue(&format!("s-{fault}"), params, Some(&server_middle), chain)?;
    }
    Ok(())
}
