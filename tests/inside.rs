//! Looking into objects: every value where OpenSSL's asn1parse has it, names and fields, faults at
//! their byte, what is hostile, and no byte of a key in any line.

mod hostile;

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::decode::write;
use pemlens::input::{Password, Source, Workspace};
use pemlens::inside::{self, Look, Object, walk};
use pemlens::model::{Question, hex};
use pemlens::report::{Report, analyse};
use pemlens::view::{InsideAsk, InsideRow, InsideView};

use crate::common;
use crate::common::program::{err, out, pemlens, status};

fn report_of(files: &[(&str, Vec<u8>)]) -> Report {
    let source = |(id, (name, bytes)): (usize, &(&str, Vec<u8>))| Source {
        id: id as u32,
        name: (*name).to_owned(),
        bytes: bytes.clone(),
        ..Source::default()
    };
    let sources = files.iter().enumerate().map(source).collect();
    let question = Question { at: 1_780_000_000, ..Question::default() };
    analyse(&Workspace { sources, question })
}

fn rows(object: &Object<'_>) -> Vec<InsideRow> {
    let mut all = Vec::new();
    walk(object, &mut |row| {
        all.push(row);
        true
    });
    all
}

fn ask(look: &mut Look, object: &Object<'_>, act: &str, at: usize) -> InsideView {
    let ask = InsideAsk { act: act.to_owned(), at, to: 200, ..InsideAsk::default() };
    look.ask(object, &ask)
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Everything that the cases and the files of the intake hold.
fn everything() -> Vec<(String, Report)> {
    let mut all = Vec::new();
    // The same certificates stand in many cases.
    let mut blocks: Vec<String> = common::all().into_iter().flat_map(|case| case.blocks).collect();
    blocks.sort();
    blocks.dedup();
    for (number, some) in blocks.chunks(20).enumerate() {
        let name = format!("certificates of cases, {number}");
        all.push((name, report_of(&[("cases.pem", some.concat().into_bytes())])));
    }
    for part in ["tests/intake/files", "tests/intake/messages"] {
        for entry in std::fs::read_dir(folder(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            all.push((name.clone(), report_of(&[(&name, std::fs::read(&path).unwrap())])));
        }
    }
    all
}

/// Offset, depth, bytes of the header, bytes of the content; the last is absent for an open end.
type Parsed = (usize, usize, usize, Option<usize>);

/// What `openssl asn1parse` says of some bytes: offset, depth, header, length of each value; end marks
/// left out.
fn asn1parse(der: &[u8], file: &Path) -> Option<Vec<Parsed>> {
    std::fs::write(file, der).unwrap();
    let output = Command::new("openssl")
        .args(["asn1parse", "-inform", "DER", "-in", file.to_str().unwrap()])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |line: &str| {
        let (at, rest) = line.split_once(":d=")?;
        let (depth, rest) = rest.split_once("hl=")?;
        let (header, rest) = rest.split_once("l=")?;
        let (length, rest) = rest.split_once(':')?;
        if rest.trim().starts_with("EOC") {
            return None;
        }
        let length = length.split_whitespace().next()?;
        Some((
            at.trim().parse().ok()?,
            depth.trim().parse().ok()?,
            header.trim().parse().ok()?,
            length.trim_end_matches("prim").trim_end_matches("cons").trim().parse().ok(),
        ))
    };
    Some(text.lines().filter_map(line).collect())
}

#[test]
fn every_value_stands_where_openssl_has_it() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inside.der");
    if Command::new("openssl").arg("version").output().is_err() {
        println!("SKIPPED: openssl is not installed");
        return;
    }
    let mut seen = HashSet::new();
    let (mut objects, mut values) = (0, 0);
    for (name, report) in everything() {
        for object in inside::objects(&report) {
            // The same certificates stand in many cases.
            if !object.blanked.is_empty() || !seen.insert(object.der.to_vec()) {
                continue;
            }
            let ours = rows(&object);
            let theirs = asn1parse(object.der, &file).unwrap();
            assert!(!theirs.is_empty(), "{name}: {}", object.title);
            for (at, depth, header, length) in &theirs {
                let found = ours.iter().find(|row| row.at == *at);
                let row = found.unwrap_or_else(|| panic!("{name}: {} at {at}", object.title));
                assert_eq!((row.depth, row.header), (*depth, *header), "{name} at {at}");
                if let Some(length) = length {
                    assert_eq!(row.length, *length, "{name} at {at}");
                }
                values += 1;
            }
            objects += 1;
        }
    }
    assert!(objects > 300 && values > 20_000, "{objects} objects, {values} values");
}

fn server() -> Vec<u8> {
    let case = common::all().into_iter().find(|it| it.rule == "issuer-missing").unwrap();
    case.blocks[0].clone().into_bytes()
}

#[test]
fn values_have_the_names_of_the_standard_and_the_fields_of_the_sheet() {
    let report = report_of(&[("server.pem", server())]);
    let objects = inside::objects(&report);
    let object = &objects[0];
    let certificate = report.certificate(0).unwrap();
    let all = rows(object);
    let names: Vec<&str> = all.iter().map(|row| row.name.as_str()).collect();
    for name in [
        "Certificate",
        "tbsCertificate",
        "version",
        "Version",
        "serialNumber",
        "signature",
        "issuer",
        "validity",
        "notBefore",
        "notAfter",
        "subject",
        "subjectPublicKeyInfo",
        "subjectPublicKey",
        "extensions",
        "Extension",
        "extnID",
        "extnValue",
        "SubjectAltName",
        "dNSName",
        "signatureAlgorithm",
        "signatureValue",
        "r",
        "s",
    ] {
        assert!(names.contains(&name), "no {name} among {names:?}");
    }
    let one = |name: &str| all.iter().find(|row| row.name == name).unwrap();
    assert_eq!((one("Version").value.as_str(), one("Version").tag.as_str()), ("v3", "INTEGER"));
    assert_eq!(one("dNSName").value, "“www.example.com”");
    assert_eq!(one("signatureAlgorithm").value, "ecdsa-with-SHA256");
    // The bytes of a field are the DER of that field.
    let spans = &certificate.spans;
    for (field, span) in [
        ("serial", spans.serial),
        ("issuer", spans.issuer),
        ("subject", spans.subject),
        ("public-key", spans.public_key),
    ] {
        let row = all.iter().find(|row| row.field == field).unwrap();
        let end = row.at + row.header + row.length;
        assert_eq!((row.at, end), (span.start, span.end), "{field}");
    }
    for extension in &certificate.extensions {
        let field = pemlens::model::field::id_of(extension.oid.as_str());
        let mut look = Look::new(object);
        let view = look.ask(
            object,
            &InsideAsk { act: "field".into(), field: field.clone(), ..InsideAsk::default() },
        );
        let chosen = view.chosen.unwrap();
        assert_eq!(chosen.field, field);
        assert_eq!(chosen.path.last().unwrap(), "Extension");
        let bytes = &object.der[chosen.at..chosen.end];
        assert!(bytes.ends_with(&extension.raw), "{field}");
        // And back: each byte of it leads to the field.
        for at in [chosen.at, chosen.body, chosen.end - 1] {
            let chosen = ask(&mut look, object, "byte", at).chosen.unwrap();
            assert_eq!(chosen.field, field, "byte {at}");
            assert!(chosen.at <= at && at < chosen.end);
        }
    }
    // A field of every sheet leads somewhere.
    let sheet = pemlens::present::sheet(&report, 0).unwrap();
    for field in sheet.groups.iter().flat_map(|group| &group.fields) {
        let mut look = Look::new(object);
        let ask =
            InsideAsk { act: "field".into(), field: field.id.clone(), ..InsideAsk::default() };
        let chosen = look.ask(object, &ask).chosen.unwrap();
        assert!(chosen.row < all.len(), "{}", field.id);
    }
}

#[test]
fn a_field_of_a_request_or_a_list_leads_to_its_bytes() {
    let mut kinds = BTreeSet::new();
    for (name, report) in everything() {
        let items = pemlens::present::overview(&report).items;
        for (at, item) in items.iter().enumerate() {
            let Some(object) = inside::object(&report, &format!("i{at}")) else { continue };
            let named = item.fields.iter().filter(|field| !field.id.is_empty());
            for field in named {
                let act = "field".to_owned();
                let ask = InsideAsk { act, field: field.id.clone(), ..InsideAsk::default() };
                let chosen = Look::new(&object).ask(&object, &ask).chosen;
                // What is damaged may show a field whose value no reader of DER comes to.
                let Some(chosen) = chosen else {
                    assert!(!item.problems.is_empty(), "{name}, {}: {}", item.title, field.id);
                    continue;
                };
                if field.id != "spki-sha256" {
                    assert_eq!(chosen.field, field.id, "{name}, {}", item.title);
                }
                kinds.insert(field.id.clone());
            }
        }
    }
    for id in ["subject", "public-key", "san", "attributes", "this-update", "revoked", "answer"] {
        assert!(kinds.contains(id), "no {id} among {kinds:?}");
    }
}

#[test]
fn lines_are_counted_alike_however_the_tree_is_folded() {
    let report = report_of(&[("server.pem", server())]);
    let objects = inside::objects(&report);
    let object = &objects[0];
    let all = rows(object);
    let mut look = Look::new(object);
    let view = ask(&mut look, object, "open", 0);
    assert_eq!(view.total, all.len());
    assert_eq!(view.rows.len(), all.len().min(200));
    for (ours, theirs) in view.rows.iter().zip(&all) {
        assert_eq!((ours.at, ours.depth, &ours.name), (theirs.at, theirs.depth, &theirs.name));
    }
    // Every value closed and opened again; each line then shows what it showed.
    for row in all.iter().filter(|row| row.opens) {
        let closed = ask(&mut look, object, "toggle", row.at);
        let inside =
            all.iter().filter(|it| it.at > row.at && it.at < row.at + row.header + row.length);
        assert_eq!(closed.total, all.len() - inside.count(), "{} at {}", row.name, row.at);
        // A byte in a closed value opens the way to it.
        let last = row.at + row.header + row.length - 1;
        let view = ask(&mut look, object, "byte", last);
        let chosen = view.chosen.unwrap();
        assert!(chosen.at > row.at && chosen.end == last + 1 || chosen.end > last, "byte {last}");
        look = Look::new(object);
    }
    let chosen = ask(&mut look, object, "line", 3).chosen.unwrap();
    assert_eq!((chosen.row, chosen.at), (3, all[3].at));
    let parent = ask(&mut look, object, "parent", 0).chosen.unwrap();
    assert!(parent.row < 3);
    assert_eq!(parent.path.len() + 1, chosen.path.len());
}

#[test]
fn values_are_written_out_whole() {
    let report = report_of(&[("server.pem", server())]);
    let objects = inside::objects(&report);
    let object = &objects[0];
    let mut look = Look::new(object);
    let text = |look: &mut Look, at, form| match look.written(object, at, form) {
        Ok(inside::Written::Text(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(text(&mut look, 0, "hex"), hex(object.der));
    assert_eq!(text(&mut look, 0, "colons").replace(':', ""), hex(object.der));
    assert_eq!(text(&mut look, 0, "pem"), write::pem("CERTIFICATE", object.der));
    let key = rows(object).into_iter().find(|row| row.name == "subjectPublicKeyInfo").unwrap();
    let pem = text(&mut look, key.at, "pem");
    assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
    assert!(matches!(
        look.written(object, key.at, "der"),
        Ok(inside::Written::File(name, bytes))
            if name.starts_with("subjectPublicKeyInfo-") && bytes.len() == key.header + key.length
    ));
    assert!(look.written(object, key.at + 1, "hex").is_err());
}

/// Bytes in a row that would be too many.
const ROW: usize = 8;

#[test]
fn no_byte_of_a_private_key_is_in_any_line() {
    let mut keys = 0;
    for part in ["tests/intake/files"] {
        for entry in std::fs::read_dir(folder(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            // Deriving their keys takes long, and ends in nothing.
            if name.starts_with("hostile") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let source = Source {
                name: name.clone(),
                bytes: bytes.clone(),
                passwords: vec![Password::new(common::locked::PASSWORD.to_owned())],
                ..Source::default()
            };
            let mut held = Vec::new();
            let given = pemlens::report::read_keeping(&source, &mut |_| {}, &mut held);
            let report = pemlens::report::examine(vec![given], &Question::default());
            let parts: Vec<Vec<u8>> =
                held.iter().flat_map(|key| private_parts(&key.inner())).collect();
            keys += parts.len();
            // Zeros are what stands in the place of what was left out.
            let runs = || parts.iter().flat_map(|it| it.windows(ROW)).filter(|it| **it != [0; ROW]);
            let private: HashSet<Vec<u8>> = runs().map(<[u8]>::to_vec).collect();
            let in_hex: HashSet<Vec<u8>> = runs().map(|it| hex(it).into_bytes()).collect();
            for object in inside::objects(&report) {
                let mut look = Look::new(&object);
                let view = ask(&mut look, &object, "open", 0);
                let mut shown = vec![view.chosen.map(|it| it.hex).unwrap_or_default()];
                let said = |row: &InsideRow| format!("{} {} {}", row.value, row.aside, row.fault);
                shown.extend(rows(&object).iter().map(said));
                // As they are kept, and in hex, which is how lines write bytes.
                let kept = object.der.windows(ROW).any(|it| private.contains(it));
                assert!(!kept, "{name}: {} keeps a part of a key", object.title);
                for text in &shown {
                    let digits = text.as_bytes().windows(2 * ROW);
                    let found = digits.into_iter().find(|it| in_hex.contains(*it));
                    assert!(found.is_none(), "{name}: {} shows a part of a key", object.title);
                }
                // What is encrypted is left out as well.
                for row in rows(&object)
                    .iter()
                    .filter(|row| row.name == "encryptedContent" || row.name == "encryptedData")
                {
                    assert!(row.blanked, "{name}: {} at {}", row.name, row.at);
                }
            }
        }
    }
    assert!(keys > 40, "{keys}");
}

fn private_parts(inner: &pemlens::decode::Inner<'_>) -> Vec<Vec<u8>> {
    use pemlens::decode::Inner;
    match inner {
        // Behind modulus and exponent.
        Inner::Rsa { numbers, .. } => numbers.iter().skip(2).map(|it| it.to_vec()).collect(),
        Inner::Ec { number, .. } => vec![number.to_vec()],
        Inner::Plain { private, .. } => vec![private.to_vec()],
        Inner::Other => Vec::new(),
    }
}

#[test]
fn layers_of_containers_are_named_without_a_password() {
    let names_of = |file: &str| {
        let bytes = std::fs::read(folder("tests/intake/files").join(file)).unwrap();
        let report = report_of(&[(file, bytes)]);
        let objects = inside::objects(&report);
        let container = objects.iter().find(|it| it.look.starts_with('p'));
        let all = rows(container.unwrap_or_else(|| panic!("{file}: no container")));
        all.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let names = names_of("openssl3.p12");
    for name in [
        "PFX",
        "authSafe",
        "AuthenticatedSafe",
        "ContentInfo",
        "macData",
        "macSalt",
        "encryptedContent",
    ] {
        assert!(names.iter().any(|it| it == name), "no {name} among {names:?}");
    }
    let names = names_of("open.p12");
    for name in [
        "SafeBag",
        "CertBag",
        "Certificate",
        "tbsCertificate",
        "KeyBag",
        "privateKey",
        "ECPrivateKey",
    ] {
        assert!(names.iter().any(|it| it == name), "no {name} among {names:?}");
    }
}

#[test]
fn the_command_line_says_the_same() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inside");
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("server.pem");
    std::fs::write(&file, server()).unwrap();
    let run = |words: &[&str]| pemlens().arg("inside").args(words).output().unwrap();
    let path = file.to_str().unwrap();
    let text = run(&[path]);
    assert_eq!(status(&text), 0, "{}", err(&text));
    let printed = out(&text);
    assert!(printed.starts_with("Certificate 1: www.example.com ("), "{printed}");
    assert!(printed.contains("      0:d=0  hl=4 l="), "{printed}");
    assert!(printed.contains("    notBefore: UTCTime "), "{printed}");
    let json = run(&["--format", "json", path]);
    let value: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    let values = value["objects"][0]["values"].as_array().unwrap();
    assert_eq!(values.len(), printed.lines().count() - 1);
    assert_eq!(values[0]["name"], "Certificate");
    assert_eq!(values[2]["hex"].as_str(), None);
    assert_eq!(status(&run(&["--object", "2", path])), 2);
    assert_eq!(status(&run(&["--object", "1", path])), 0);
    assert_eq!(status(&run(&["--format", "markdown", path])), 2);
    let mut damaged = write::value(0x30, &[&[1, 1, 1]]);
    damaged.extend([0x30, 0x80]);
    std::fs::write(&file, damaged).unwrap();
    assert_eq!(status(&run(&[path])), 2);
}
