//! What belongs to other worlds than TLS, or to programs whose forms are not opened: PuTTY's keys,
//! OpenPGP, Bouncy Castle's FIPS keystore, encrypted messages. Named, with what to do.

use data_encoding::BASE64_MIME_PERMISSIVE;

use super::der::{Cursor, OCTET_STRING, OID, SEQUENCE, oid};
use super::{Contents, ssh};
use crate::input::{Block, BlockKind};
use crate::model::{ItemKind, Place, PrivateKey, PublicKey};

/// envelopedData (RFC 5652, 6.1) and authEnvelopedData (RFC 5083, 2).
const ENVELOPED: [&str; 2] = ["1.2.840.113549.1.7.3", "1.2.840.113549.1.9.16.1.23"];

impl Contents {
    /// Names a block that is one of these; false where it is none.
    pub(super) fn foreign(&mut self, block: &Block) -> bool {
        let label = match &block.kind {
            BlockKind::PrivateKey(label) | BlockKind::Labelled(label) => label.as_str(),
            BlockKind::Certificate | BlockKind::Unlabelled => "",
        };
        let place = block.place;
        match label {
            "PUTTY PRIVATE KEY" => self.putty(&block.der, place),
            "PGP PRIVATE KEY BLOCK" => {
                self.secrets.push(place.span);
                self.open_pgp("private key", place);
            }
            "PGP PUBLIC KEY BLOCK" => self.open_pgp("public key", place),
            "PGP SIGNATURE" => self.open_pgp("signature", place),
            "PGP MESSAGE" => self.open_pgp("message", place),
            _ if is_fips_keystore(&block.der) => {
                let what = "Bouncy Castle FIPS keystore (BCFKS)";
                self.problem(
                    place,
                    format!("This is a {what}; it is not opened here."),
                    "Convert it: keytool -importkeystore -srcstoretype BCFKS -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12 -providerclass org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar",
                );
                self.item(ItemKind::Other { what: what.into() }, place, String::new());
            }
            _ if is_enveloped(&block.der) => {
                self.problem(
                    place,
                    "This is an encrypted message (CMS, S/MIME); what is in it cannot be seen here."
                        .into(),
                    "Open it with the mail program or key it is meant for: openssl cms -decrypt -inform DER -in FILE -inkey KEY",
                );
                let what = "encrypted message".into();
                self.item(ItemKind::Other { what }, place, String::new());
            }
            _ => return false,
        }
        true
    }

    fn open_pgp(&mut self, what: &str, place: Place) {
        self.problem(
            place,
            format!("This is an OpenPGP {what}, which has nothing to do with TLS certificates."),
            "Programs such as GnuPG read it; give the certificate (-----BEGIN CERTIFICATE-----) here.",
        );
        let what = format!("OpenPGP {what}");
        self.item(ItemKind::Other { what }, place, String::new());
    }

    /// A key of PuTTY: lines of headers, the public half as OpenSSH writes it, the private half.
    fn putty(&mut self, bytes: &[u8], place: Place) {
        self.secrets.push(place.span);
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::trim).unwrap_or_default()
        };
        let encryption = match (field("Encryption:"), field("Key-Derivation:")) {
            ("none" | "", _) => String::new(),
            (cipher, "") => format!("PuTTY: SHA-1, {cipher}"),
            (cipher, derivation) => format!("PuTTY: {derivation}, {cipher}"),
        };
        let public = putty_public(text);
        let title = public.as_ref().map(PublicKey::short).unwrap_or_default();
        let key = PrivateKey {
            form: "PuTTY",
            title,
            public,
            protection: encryption,
            ..PrivateKey::default()
        };
        self.item(ItemKind::PrivateKey(key), place, field("Comment:").to_owned());
        self.problem(
            place,
            "This is a private key of PuTTY (.ppk); servers for TLS do not read this form.".into(),
            "Convert it: puttygen FILE.ppk -O private-openssh -o FILE.key",
        );
    }
}

/// The public half: so many lines of base64.
fn putty_public(text: &str) -> Option<PublicKey> {
    const MAX_LINES: usize = 1_000;
    let first = text.lines().next()?;
    let kind = first.split_once(": ")?.1.trim();
    let mut lines = text.lines().skip_while(|line| !line.starts_with("Public-Lines:"));
    let count: usize = lines.next()?.split_once(": ")?.1.trim().parse().ok()?;
    let body: String = lines.take(count.min(MAX_LINES)).map(str::trim).collect();
    // Checked here, so that a damaged body is not taken for words of a comment.
    BASE64_MIME_PERMISSIVE.decode(body.as_bytes()).ok()?;
    match ssh::public_line(&format!("{kind} {body}"))?.0 {
        ItemKind::PublicKey(key) => Some(key),
        _ => None,
    }
}

/// ObjectStore of Bouncy Castle (org.bouncycastle.asn1.bc.ObjectStore): encrypted data, and what
/// proves it whole: a MAC, how its key is derived, and its value.
fn is_fips_keystore(der: &[u8]) -> bool {
    let look = || {
        let outer = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
        let mut fields = Cursor::new(der, outer.content);
        let store = fields.expect(SEQUENCE, "").ok()?;
        let check = fields.expect(SEQUENCE, "").ok()?;
        let mut store = Cursor::new(der, store.content);
        store.expect(SEQUENCE, "").ok()?;
        store.expect(OCTET_STRING, "").ok()?;
        let mut check = Cursor::new(der, check.content);
        check.expect(SEQUENCE, "").ok()?;
        check.expect(SEQUENCE, "").ok()?;
        check.expect(OCTET_STRING, "").ok()?;
        (fields.is_empty() && store.is_empty() && check.is_empty()).then_some(())
    };
    look().is_some()
}

fn is_enveloped(der: &[u8]) -> bool {
    let look = || {
        let outer = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
        let kind = Cursor::new(der, outer.content).expect(OID, "").ok()?;
        oid(kind.content)
    };
    look().is_some_and(|kind| ENVELOPED.contains(&kind.as_str()))
}
