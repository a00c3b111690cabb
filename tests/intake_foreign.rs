//! Mails, variables, and the keystores, keys and outputs of other programs, as those programs write
//! them (tests/intake/make_foreign.sh). Each case says what is found, under which name, and what a
//! person is told where nothing can be.

use std::path::Path;
use std::time::Duration;

use crate::common::work::Work;
use pemlens::decode::Contents;
use pemlens::input::{Source, wipe_secrets};
use pemlens::model::{ItemKind, PrivateKey};
use pemlens::report;

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

/// Reads bytes, within the time that a person would wait for a debug build.
#[track_caller]
fn contents(bytes: &[u8]) -> Contents {
    let work = Work::begin();
    let source = Source { bytes: bytes.to_vec(), ..Source::default() };
    let contents = report::read(&source, &mut |_| {}).contents.as_ref().clone();
    let time = work.spent();
    assert!(time < Duration::from_secs(10), "{} bytes took {time:?}", bytes.len());
    contents
}

fn foreign(name: &str) -> Contents {
    contents(&bytes(&format!("foreign/{name}")))
}

/// Title of each certificate, and the names of the containers around it, from the outside in.
fn certificates(contents: &Contents) -> Vec<(&str, Vec<&str>)> {
    let around = |mut at: Option<usize>| {
        let mut names = Vec::new();
        while let Some(part) = at.map(|at| &contents.parts[at]) {
            names.insert(0, if part.name.is_empty() { part.what.as_str() } else { &part.name });
            at = part.place.part;
        }
        names
    };
    let one = |located: &'_ pemlens::decode::Located| around(located.place.part);
    let certificates = contents.certificates.iter();
    certificates.map(|it| (it.certificate.subject.title().unwrap_or_default(), one(it))).collect()
}

/// The only problem of a text: its message and its advice.
#[track_caller]
fn only_problem(contents: &Contents) -> (String, &'static str) {
    let [problem] = contents.problems.as_slice() else { panic!("{:#?}", contents.problems) };
    (problem.message.clone(), problem.advice)
}

#[track_caller]
fn key(contents: &Contents) -> PrivateKey {
    match contents.items.as_slice() {
        [item] => match &item.kind {
            ItemKind::PrivateKey(key) => key.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn others(contents: &Contents) -> Vec<&str> {
    let name = |it: &'_ pemlens::model::Item| matches!(it.kind, ItemKind::Other { .. });
    contents.items.iter().filter(|it| name(it)).map(pemlens::model::Item::what).collect()
}

#[test]
fn attachments_are_opened_under_their_names() {
    for name in ["attachments.eml", "forwarded.eml"] {
        let mail = foreign(name);
        assert_eq!(
            certificates(&mail),
            [("www.example.com", vec!["www.pem"]), ("reader", vec!["Küche.cer"])],
            "{name}"
        );
        assert_eq!(mail.parts[0].what, "attachment");
        // Where the attachment begins in the mail.
        let line = mail.certificates[0].place.line.unwrap();
        let text = text(&format!("foreign/{name}"));
        assert!(text.lines().nth(line - 1).unwrap().starts_with("LS0tLS1CRUdJTi"), "{line}");
        // The PKCS#12 file wants its password.
        assert_eq!(mail.locked.len(), 1, "{name}");
        assert!(mail.problems.is_empty() && mail.limit.is_none(), "{name}: {:?}", mail.problems);
    }
}

#[test]
fn a_password_opens_a_file_in_a_mail_and_the_key_in_it_is_wiped() {
    let bytes = bytes("foreign/attachments.eml");
    let password = pemlens::input::Password::new("secret-7".into());
    let passwords = vec![password];
    let source = Source { bytes: bytes.clone(), passwords, ..Source::default() };
    let contents = report::read(&source, &mut |_| {}).contents.as_ref().clone();
    assert!(contents.locked.is_empty() && contents.certificates.len() == 3);
    assert_eq!(key(&contents).title, "EC P-256");
    let mut wiped = bytes;
    assert!(wipe_secrets(&mut wiped, &contents.secrets));
    assert!(!String::from_utf8_lossy(&wiped).contains("MIIEcwIBAzCC"));
}

#[test]
fn certificates_of_signatures_are_shown_and_encrypted_mail_is_named() {
    assert_eq!(
        certificates(&foreign("signed.eml")),
        [("www.example.com", vec!["smime.p7s", "PKCS#7 bundle"])]
    );
    for name in ["opaque.eml", "opaque-stream.eml"] {
        let mail = foreign(name);
        let around = vec!["smime.p7m", "PKCS#7 bundle"];
        assert_eq!(certificates(&mail), [("www.example.com", around)], "{name}");
        assert!(mail.parts[1].notes[0].contains("its signature is not checked here"), "{name}");
        assert!(mail.problems.is_empty(), "{name}");
    }
    let mail = foreign("encrypted.eml");
    assert_eq!(others(&mail), ["encrypted message"]);
    let (message, advice) = only_problem(&mail);
    assert!(message.contains("encrypted message") && advice.contains("openssl cms -decrypt"));
}

#[test]
fn quoted_printable_is_undone_with_and_without_headers() {
    let mail = foreign("quoted.eml");
    assert_eq!(certificates(&mail), [("www.example.com", vec!["text/plain"])]);
    for (name, repaired) in [("quoted-body.txt", true), ("quoted-lines.txt", false)] {
        let copied = foreign(name);
        assert_eq!(certificates(&copied), [("www.example.com", vec![])], "{name}");
        let told = copied.repairs.iter().any(|it| it.what.contains("quoted-printable"));
        assert_eq!(told, repaired, "{name}: {:?}", copied.repairs);
    }
    // Digits that a mail program wrote as codes.
    let coded = text("messages/www.pem").replacen("MII", "=4DII", 1);
    let found = contents(coded.as_bytes());
    assert_eq!((found.certificates.len(), found.repairs.len()), (1, 1), "{found:?}");
}

#[test]
fn a_mail_that_lost_its_first_headers_is_still_read() {
    let mail = text("foreign/attachments.eml");
    let cut = mail.split_once("--=-inner--").unwrap().1;
    assert_eq!(certificates(&contents(cut.as_bytes())).len(), 2);
}

#[test]
fn a_damaged_attachment_is_named() {
    let mail = text("foreign/signed.eml");
    let at = mail.find("MII").unwrap() + 400;
    let damaged = format!("{}{}", &mail[..at], &mail[at + 1..]);
    let found = contents(damaged.as_bytes());
    let (message, _) = only_problem(&found);
    assert!(message.contains("smime.p7s"), "{message}");
}

/// Text that speaks of mails is no mail, and is read once.
#[test]
fn text_with_the_words_of_a_mail_is_read_as_text() {
    let pem = text("messages/www.pem");
    for before in
        ["I saw this:\nContent-Transfer-Encoding: base64\n\n", "a\nContent-Type: multipart/x\n"]
    {
        let found = contents(format!("{before}{pem}").as_bytes());
        assert_eq!(certificates(&found), [("www.example.com", vec![])], "{before}");
        assert!(found.limit.is_none(), "{:?}", found.limit);
        let mended = format!("{before}{}", pem.replace('\n', "\\n"));
        let found = contents(mended.as_bytes());
        assert_eq!((found.certificates.len(), found.limit.is_none()), (1, true), "{before}");
    }
}

#[test]
fn the_variable_a_block_was_given_in_is_its_name() {
    let pem = text("messages/www.pem");
    let secret = text("messages/www-key.pem");
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let base64 = data_encoding::BASE64.encode(pem.as_bytes());
    let escaped = pem.trim().replace('\n', "\\n");
    for given in [
        format!("A=1\nTLS_CERT=\"{}\"\nB=2\n", pem.trim()),
        format!("TLS_CERT={escaped}\n"),
        format!("export TLS_CERT='{escaped}'\n"),
        format!("TLS_CERT=\"{escaped}\"\n"),
        format!("TLS_CERT={base64}\n"),
        format!("TLS_CERT={body}\n"),
        format!("PORT=443\nTLS_CERT=\"{base64}\"\n"),
        format!("TLS_CERT = \"{}\"", pem.trim()),
        format!("$env:TLS_CERT = \"{}\"", pem.trim()),
        format!("ENV TLS_CERT=\"{escaped}\"\n"),
    ] {
        let found = contents(given.as_bytes());
        let [(title, around)] = &certificates(&found)[..] else { panic!("{given}: {found:#?}") };
        assert_eq!((*title, around.first()), ("www.example.com", Some(&"TLS_CERT")), "{given}");
        assert_eq!(found.parts[0].what, "variable");
        assert!(found.problems.is_empty(), "{given}");
    }
    // Two blocks in one value belong to it, the next line does not; a key keeps its own place.
    let both = format!("CHAIN=\"{pem}{}\"\n{pem}KEY=\"{}\"\n", pem.trim(), secret.trim());
    let found = contents(both.as_bytes());
    let around: Vec<_> = certificates(&found).into_iter().map(|it| it.1).collect();
    assert_eq!(around, [vec!["CHAIN"], vec!["CHAIN"], vec![]]);
    assert_eq!(found.certificates[2].place.line, Some(1 + 2 * pem.lines().count()));
    assert_eq!(found.items[0].place.part.map(|at| found.parts[at].name.as_str()), Some("KEY"));
    let mut wiped = both.clone().into_bytes();
    assert!(wipe_secrets(&mut wiped, &found.secrets));
    let line = secret.lines().nth(1).unwrap();
    assert!(both.contains(line) && !String::from_utf8_lossy(&wiped).contains(line));
    // What openssl prints about a certificate is no variable.
    let printed = format!("subject=CN = x\nissuer=CN = y\n\n{pem}");
    assert!(contents(printed.as_bytes()).parts.is_empty());
}

#[test]
fn putty_keys_show_their_public_half_and_what_converts_them() {
    for (name, title, protection) in [
        ("rsa.ppk", "RSA 2048", ""),
        ("locked.ppk", "EC P-256", "PuTTY: Argon2id, aes256-cbc"),
        ("older.ppk", "Ed25519", "PuTTY: SHA-1, aes256-cbc"),
    ] {
        let found = foreign(name);
        let read = key(&found);
        let public = read.public.as_ref().map(|it| it.short()).unwrap_or_default();
        assert_eq!(
            (read.form, read.title.as_str(), public.as_str(), read.protection.as_str()),
            ("PuTTY", title, title, protection),
            "{name}"
        );
        let (message, advice) = only_problem(&found);
        assert!(message.contains("PuTTY") && advice.contains("puttygen"), "{name}");
        let mut wiped = bytes(&format!("foreign/{name}"));
        assert!(wipe_secrets(&mut wiped, &found.secrets));
        assert!(wiped.iter().all(|byte| *byte == b' '), "{name}");
    }
    // Damaged: still a key, still wiped.
    let damaged = text("foreign/rsa.ppk").replace("Public-Lines: 6", "Public-Lines: 99999999999");
    let found = contents(damaged.as_bytes());
    assert!(key(&found).public.is_none() && !found.secrets.is_empty());
}

#[test]
fn keystores_of_bouncy_castle_are_read_or_named() {
    let bks = foreign("www.bks");
    let mut names: Vec<_> = bks.certificates.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["other", "www"]);
    let (message, advice) = only_problem(&bks);
    assert!(message.contains("private key") && advice.contains("-srcstoretype BKS"), "{message}");
    for (name, what, kind) in [
        ("www.uber", "Bouncy Castle keystore", "-srcstoretype UBER"),
        ("www.bcfks", "Bouncy Castle FIPS keystore (BCFKS)", "-srcstoretype BCFKS"),
    ] {
        let found = foreign(name);
        assert_eq!(others(&found), [what]);
        let (message, advice) = only_problem(&found);
        assert!(message.contains("not opened here") && advice.contains(kind), "{message}");
    }
    // As base64 in a YAML value, as Kubernetes has it.
    let value = data_encoding::BASE64.encode(&bytes("foreign/www.bks"));
    let secret = format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\ndata:\n  trust.bks: {value}\n"
    );
    assert_eq!(contents(secret.as_bytes()).certificates.len(), 2);
}

#[test]
fn cut_and_damaged_keystores_are_survived() {
    for name in ["foreign/www.bks", "foreign/www.uber", "foreign/www.bcfks"] {
        let whole = bytes(name);
        for length in (1..whole.len()).step_by(7) {
            let found = contents(&whole[..length]);
            assert!(!found.problems.is_empty(), "{name} cut to {length}");
        }
        for at in (0..whole.len()).step_by(3) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xFF;
            contents(&damaged);
        }
    }
    // Counts that are not there.
    let head = [&[0, 0, 0, 2, 0, 0, 0, 20][..], &[7; 20], &[0, 0, 4, 0]].concat();
    let entry = [&[2, 0, 1, b'a'][..], &[0; 8], &[0xFF; 4]].concat();
    contents(&[head.clone(), entry].concat());
    contents(&[head, vec![0; 4 << 20]].concat());
}

#[test]
fn open_pgp_is_named_and_a_certificate_that_it_signed_is_read() {
    for (name, what) in
        [("public.asc", "OpenPGP public key"), ("secret.asc", "OpenPGP private key")]
    {
        let found = foreign(name);
        assert_eq!(others(&found), [what]);
        assert!(only_problem(&found).0.contains("nothing to do with TLS certificates"));
        assert_eq!(found.secrets.is_empty(), what.contains("public"));
    }
    let signed = foreign("signed.asc");
    assert_eq!(certificates(&signed), [("www.example.com", vec![])]);
    assert_eq!(others(&signed), ["OpenPGP signature"]);
}

#[test]
fn what_programs_print_without_certificates_is_named() {
    for (name, words, command) in [
        ("curl.txt", "curl -v printed", "-showcerts"),
        ("s_client-brief.txt", "openssl s_client printed, without the cert", "-showcerts"),
        ("s_client-cut.txt", "openssl s_client printed, without the cert", "-showcerts"),
        ("s_client-none.txt", "the server sent no certificate", "first lines"),
        ("x509-text.txt", "description of a certificate", "openssl x509 -in FILE"),
    ] {
        let found = foreign(name);
        let (message, advice) = only_problem(&found);
        assert!(message.contains(words), "{name}: {message}");
        assert!(advice.contains(command), "{name}: {advice}");
        assert!(found.certificates.is_empty() && found.items.is_empty());
    }
    assert_eq!(certificates(&foreign("s_client.txt")).len(), 1);
}

#[test]
fn configurations_that_only_name_files_say_which() {
    for (config, files) in [
        (
            "server {\n  listen 443 ssl;\n  ssl_certificate /etc/nginx/tls/full.pem;\n  ssl_certificate_key /etc/nginx/tls/key.pem;\n}\n",
            "/etc/nginx/tls/full.pem, /etc/nginx/tls/key.pem.",
        ),
        (
            "<VirtualHost *:443>\n SSLEngine on\n SSLCertificateFile \"/etc/ssl/a.crt\"\n SSLCertificateKeyFile /etc/ssl/a.key\n SSLCertificateChainFile /etc/ssl/chain.crt\n</VirtualHost>\n",
            "/etc/ssl/a.crt, /etc/ssl/a.key, /etc/ssl/chain.crt.",
        ),
        (
            "frontend web\n  bind *:443 ssl crt /etc/haproxy/site.pem ca-file /etc/haproxy/ca.pem verify required\n",
            "/etc/haproxy/site.pem, /etc/haproxy/ca.pem.",
        ),
        (
            "tls_certificates:\n- certificate_chain:\n    filename: /etc/envoy/cert.pem\n  private_key: { filename: \"/etc/envoy/key.pem\" }\n",
            "/etc/envoy/cert.pem, /etc/envoy/key.pem.",
        ),
        (
            "{\"tls\": {\"certFile\": \"/srv/a.crt\", \"keyFile\": \"/srv/a.key\"}}",
            "/srv/a.crt, /srv/a.key.",
        ),
        ("example.com {\n\ttls certs/a.pem certs/a.key\n}\n", "certs/a.pem, certs/a.key."),
    ] {
        let (message, advice) = only_problem(&contents(config.as_bytes()));
        assert!(message.ends_with(files), "{message}");
        assert!(
            message.starts_with("Only the names of files") && advice.contains("files themselves")
        );
    }
    let one = only_problem(&contents(b"ssl_cert = </etc/dovecot/cert.pem\n")).0;
    assert!(one.starts_with("Only the name of a file") && one.ends_with("/etc/dovecot/cert.pem."));
    // Many files are cut, prose is none.
    let many: String = (0..50).map(|n| format!("ssl_certificate /etc/{n}.pem;\n")).collect();
    assert!(only_problem(&contents(many.as_bytes())).0.ends_with("/etc/5.pem and others."));
    let prose = only_problem(&contents(b"please renew it, see https://example.com/a.pem")).0;
    assert!(prose.starts_with("There is no -----BEGIN line"), "{prose}");
}

/// A mail in a mail in a mail.
fn nested(depth: usize, innermost: &str) -> String {
    let mut mail = String::new();
    for level in 0..depth {
        mail +=
            &format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n");
    }
    mail += &format!("Content-Type: text/plain\r\n\r\n{innermost}\r\n");
    (0..depth).rev().fold(mail, |mail, level| mail + &format!("\r\n--b{level}--\r\n"))
}

#[test]
fn mails_nested_too_deep_are_refused_with_the_limit() {
    let pem = format!("{}\nBEGIN CERTIFICATE", text("messages/www.pem"));
    let ten = contents(nested(10, &pem).as_bytes());
    assert!(ten.certificates.len() == 1 && ten.limit.is_none(), "{ten:?}");
    let limit = Some("Parts of a mail more than 32 deep were not opened.");
    for depth in [33, 1_000, 20_000] {
        let found = contents(nested(depth, &pem).as_bytes());
        assert_eq!(found.limit.as_deref(), limit, "{depth}");
        assert!(found.certificates.is_empty());
        let messages = "Content-Type: message/rfc822\n\n".repeat(depth);
        let found =
            contents(format!("{messages}Content-Transfer-Encoding: 7bit\n\n{pem}").as_bytes());
        assert_eq!(found.limit.as_deref(), limit, "{depth} messages");
    }
    // Each level encoded once more: the depth of containers holds.
    let mut mail = format!("Content-Transfer-Encoding: 7bit\n\n{pem}");
    for _ in 0..20 {
        let body = data_encoding::BASE64.encode(mail.as_bytes());
        mail =
            format!("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{body}\n");
    }
    let found = contents(mail.as_bytes());
    assert!(found.limit.is_some_and(|it| it.contains("8 deep")), "{:?}", found.problems);
    // A hundred mails, one behind the other, are not one in the other.
    let mails = nested(2, &pem).repeat(100);
    let found = contents(mails.as_bytes());
    assert_eq!((found.certificates.len(), found.limit), (100, None));
}

/// Megabytes of what costs most at each step, with a certificate where it would be found.
#[test]
fn hostile_mails_and_texts_take_linear_time() {
    const SIZE: usize = 512 << 10;
    let pem = text("messages/www.pem");
    let fill = |unit: &str| unit.repeat(SIZE / unit.len());
    let head = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (what, given) in [
        ("boundaries", fill(&format!("{head}--b\n"))),
        ("empty parts", format!("{head}{}", fill("--b\nContent-Type: a/b\n\n"))),
        ("boundaries in one line", format!("{head}Content-Type: x;{}", fill("boundary="))),
        (
            "names in one line",
            format!("{head}--b\nContent-Type: x/y;{}\n\n{pem}", fill(" xname= name")),
        ),
        ("header lines", format!("{head}--b\n{}\n\n{pem}", fill("Content-A: b\n"))),
        ("folded lines", format!("{head}--b\nContent-Type: a\n{}\n\n{pem}", fill(" b\n"))),
        ("codes", format!("Content-Transfer-Encoding: quoted-printable\n\n{}", fill("=3D"))),
        ("soft breaks", format!("Content-Transfer-Encoding: quoted-printable\n\n{}", fill("=\n"))),
        (
            "spaces behind a sign",
            format!("Content-Transfer-Encoding: quoted-printable\n\n={}", fill(" ")),
        ),
        (
            "signs and spaces",
            format!("Content-Transfer-Encoding: quoted-printable\n\n{}", fill("=   ")),
        ),
        ("codes in armour", format!("-----BEGIN CERTIFICATE-----\n{}", fill("MII=3D=\n"))),
        (
            "words behind armour",
            format!("-----BEGIN CERTIFICATE-----\n{}{}", fill("QUJD"), fill("ab cd\n")),
        ),
        ("begins in a line", fill("-----BEGIN ")),
        ("begins without dashes", fill("BEGIN ")),
        ("ends in a line", fill("END  ")),
        ("begins and spaces", format!("{}{}", fill("BEGIN A,"), fill(" "))),
        ("variables", fill("A=\"-----BEGIN A-----\n")),
        ("equals signs", format!("A{}", fill("=A"))),
        ("paths", fill("ssl_certificate /a.pem;\n")),
        ("web keys", format!("[{}{{}}]", fill("{\"kty\":\"RSA\"},"))),
        (
            "values",
            format!(
                "a: |\n  b\n{}",
                fill("c: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0t\n")
            ),
        ),
    ] {
        // What is found is no matter here: `contents` watches the time.
        println!("{what}");
        contents(given.as_bytes());
    }
}

#[test]
fn cut_and_damaged_mails_are_survived() {
    for name in ["attachments.eml", "signed.eml", "opaque-stream.eml", "quoted.eml"] {
        let whole = bytes(&format!("foreign/{name}"));
        for length in (1..whole.len()).step_by(11) {
            contents(&whole[..length]);
        }
        for at in (0..whole.len()).step_by(7) {
            for byte in [0x00, b'\n', b'=', b'-', 0xFF] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                contents(&damaged);
            }
        }
    }
}
