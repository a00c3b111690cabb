//! What people paste: PEM that was mangled on its way, certificates inside YAML, JSON, XML, headers
//! and archives. Each case says what is found, what was mended, and on which line.

use base::{Certificate, KEY, WWW, base64_of, der_of, other};
use pemlens::decode::Contents;
use pemlens::input::Source;
use pemlens::model::ItemKind;
use pemlens::report;

mod base {
    //! The certificates and keys of tests/intake/messages.

    use std::path::Path;
    use std::sync::LazyLock;

    pub type Certificate = String;

    fn read(name: &str) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/messages");
        std::fs::read_to_string(folder.join(name)).unwrap()
    }

    pub static WWW: LazyLock<Certificate> = LazyLock::new(|| read("www.pem"));
    pub static KEY: LazyLock<String> = LazyLock::new(|| read("www-key.pem"));

    /// Another certificate, with other bytes.
    pub fn other() -> Certificate {
        let bundle = super::contents(read("bundle.p7b").as_bytes());
        pem(&bundle.certificates[1].certificate.der)
    }

    pub fn base64_of(bytes: &[u8]) -> String {
        data_encoding::BASE64.encode(bytes)
    }

    pub fn der_of(pem: &str) -> Vec<u8> {
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        data_encoding::BASE64.decode(body.as_bytes()).unwrap()
    }

    fn pem(der: &[u8]) -> String {
        let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
        for line in base64_of(der).as_bytes().chunks(64) {
            text.push_str(std::str::from_utf8(line).unwrap());
            text.push('\n');
        }
        text + "-----END CERTIFICATE-----\n"
    }
}

fn contents(bytes: &[u8]) -> Contents {
    let source = Source { bytes: bytes.to_vec(), ..Source::default() };
    report::read(&source, &mut |_| {}).contents.as_ref().clone()
}

/// Reads text that holds `count` certificates and nothing that cannot be read; gives the repairs.
#[track_caller]
fn repairs(text: &str, count: usize) -> Vec<String> {
    let contents = contents(text.as_bytes());
    assert_eq!(contents.certificates.len(), count, "{contents:#?}");
    assert!(contents.problems.is_empty(), "{:#?}", contents.problems);
    contents.repairs.into_iter().map(|repair| repair.what).collect()
}

#[track_caller]
fn mended(text: &str, words: &str) {
    let repairs = repairs(text, 1);
    assert!(repairs.iter().any(|it| it.contains(words)), "no “{words}” in {repairs:#?}");
}

#[test]
fn plain_certificates_need_no_repair() {
    assert!(repairs(&WWW, 1).is_empty());
    assert!(repairs(&format!("subject=x\n{}{}", *WWW, other()), 2).is_empty());
    assert!(repairs(&WWW.replace('\n', "\r\n"), 1).is_empty());
    let indented: String = WWW.lines().map(|line| format!("    {line}\n")).collect();
    assert!(repairs(&indented, 1).is_empty());
}

#[test]
fn line_ends_that_were_written_out_are_restored_and_counted() {
    let lines = WWW.lines().count() - 1;
    let escaped = WWW.replace('\n', "\\n");
    mended(
        &format!("CERT=\"{escaped}\""),
        &format!("{lines} written-out line breaks were restored"),
    );
    mended(&format!("cert: '{}'", WWW.replace('\n', "\\r\\n")), "written-out line breaks");
    mended(&WWW.replace('\n', "\\\\n"), "written-out line breaks");
    mended(&format!("<x>{}</x", WWW.replace('\n', "&#10;")), "written-out line breaks");
}

#[test]
fn what_mails_chats_and_source_code_add_is_taken_away() {
    let each = |change: &dyn Fn(&str) -> String| -> String {
        WWW.lines().map(|line| change(line) + "\n").collect()
    };
    mended(&each(&|line| format!("> {line}")), "Quote signs");
    mended(&each(&|line| format!("> > {line}")), "Quote signs");
    mended(&each(&|line| format!("# {line}")), "Quote signs");
    mended(&each(&|line| format!("\"{line}\\n\" +")), "written-out");
    mended(&each(&|line| format!("  '{line}',")), "source code");
    mended(&each(&|line| format!("\u{200b}{line}\u{a0}")), "Invisible characters");
    mended(&WWW.replace("-----", "—–"), "typographic dashes");
    let numbers: String =
        WWW.lines().enumerate().map(|(at, line)| format!("{:>3}: {line}\n", at + 1)).collect();
    mended(&numbers, "line numbers");
}

#[test]
fn armour_is_mended() {
    mended(&WWW.replace("-----", "---"), "dashes or letters");
    mended(&WWW.replace("-----END CERTIFICATE-----", "-----END CERTIFICATE"), "dashes or letters");
    mended(&WWW.replace("BEGIN CERTIFICATE", "begin certificate"), "dashes or letters");
    mended(&WWW.replace("CERTIFICATE", "CERTIFCATE"), "“CERTIFCATE” was read as “CERTIFICATE”");
    mended(&WWW.replace("-----END CERTIFICATE-----\n", ""), "The END line was missing");
    mended(
        &format!("{}\nThat is all.\n", WWW.replace("-----END CERTIFICATE-----\n", "")),
        "The END line was missing",
    );
    let without = WWW.replace("-----END CERTIFICATE-----\n", "");
    let words = repairs(&format!("{without}{}", other()), 2);
    assert!(words[0].contains("another block begins"), "{words:?}");
    mended(&WWW.replace('\n', " "), "line breaks of the block were missing");
    mended(&WWW.replace('\n', ""), "line breaks of the block were missing");
}

#[test]
fn base64_of_either_alphabet_with_and_without_armour() {
    let body = base64_of(&der_of(&WWW));
    assert!(repairs(&body, 1).is_empty());
    mended(&format!("here it is:\n\n{body}\n\nthanks"), "BEGIN and END lines were missing");
    let url = body.replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned();
    mended(&url, "BEGIN and END lines were missing");
    let two = base64_of(&der_of(&other()));
    assert_eq!(repairs(&format!("a = {body}\nb = {two}\n"), 2).len(), 2);
    // Base64 of PEM, as in Kubernetes and CI variables.
    assert_eq!(contents(base64_of(WWW.as_bytes()).as_bytes()).certificates.len(), 1);
}

#[test]
fn hex_dumps_are_turned_back() {
    let der = der_of(&WWW);
    let hex: Vec<String> = der.iter().map(|byte| format!("{byte:02x}")).collect();
    mended(&hex.concat(), "hex dump");
    mended(&hex.join(" "), "hex dump");
    mended(&hex.join(":").to_uppercase(), "hex dump");
    let lines = |line: &dyn Fn(usize, &[String]) -> String| -> String {
        hex.chunks(16).enumerate().map(|(at, bytes)| line(at * 16, bytes) + "\n").collect()
    };
    mended(&lines(&|_, bytes| bytes.iter().map(|it| format!("0x{it},")).collect()), "hex dump");
    mended(&lines(&|at, bytes| format!("{at:08x}: {}  ....", bytes.concat())), "hex dump");
    mended(&lines(&|at, bytes| format!("{at:08x}  {}  |....|", bytes.join(" "))), "hex dump");
    mended(&lines(&|at, bytes| format!("{at:07o} {}", bytes.join(" "))), "hex dump");
}

#[test]
fn what_cannot_be_mended_says_where_and_why() {
    let problem = |text: &str| {
        let contents = contents(text.as_bytes());
        assert_eq!(contents.certificates.len(), 0, "{text}");
        let first = contents.problems.into_iter().next().unwrap_or_else(|| panic!("{text}"));
        (first.line, first.message)
    };
    let shortened = format!("{}\n...\n-----END CERTIFICATE-----", &WWW[..200]);
    assert!(problem(&shortened).1.contains("shortened"));
    let third = WWW.lines().nth(2).unwrap();
    let damaged = WWW.replace(third, &third.replacen(&third[5..6], "*", 1));
    let (line, words) = problem(&damaged);
    assert_eq!(line, Some(3));
    assert!(words.contains("the character '*' does not belong there"), "{words}");
    let (_, words) =
        problem("Certificate:\n    Data:\n        Version: 3\n    Signature Algorithm: x\n");
    assert!(words.contains("description of a certificate"), "{words}");
    let (_, words) = problem("hello, is this the right place?");
    assert!(words.contains("no -----BEGIN line"), "{words}");
}

#[test]
fn kubernetes_secrets_are_opened_by_name_and_entry() {
    let yaml = format!(
        "apiVersion: v1\ndata:\n  tls.crt: {}\n  tls.key: {}\n  note: aGVsbG8=\nkind: Secret\nmetadata:\n  name: web-tls\n  namespace: prod\ntype: kubernetes.io/tls\n",
        base64_of(WWW.as_bytes()),
        base64_of(KEY.as_bytes()),
    );
    let found = contents(yaml.as_bytes());
    assert_eq!((found.certificates.len(), found.items.len()), (1, 1), "{found:#?}");
    let names: Vec<String> =
        found.parts.iter().map(|part| format!("{} {}", part.what, part.name)).collect();
    assert_eq!(names[0], "Kubernetes Secret prod/web-tls");
    assert!(names.contains(&"entry tls.crt".to_owned()), "{names:?}");
    assert_eq!(found.certificates[0].place.line, Some(3));
    // The key's line is wiped from the source, whole.
    let wiped = found.secrets[0];
    assert!(
        yaml[wiped.start..wiped.end].contains("tls.key"),
        "{:?}",
        &yaml[wiped.start..wiped.end]
    );

    let list = format!(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: roots\n  binaryData:\n    ca.crt: {}\n",
        base64_of(&der_of(&WWW))
    );
    let found = contents(list.as_bytes());
    assert_eq!((found.certificates.len(), found.parts[0].name.as_str()), (1, "roots"));
    // PEM that stands in YAML as it is needs no opening.
    let literal: String = WWW.lines().map(|line| format!("    {line}\n")).collect();
    assert!(repairs(&format!("kind: ConfigMap\ndata:\n  ca.crt: |\n{literal}"), 1).is_empty());

    let json = format!(
        r#"{{"apiVersion":"v1","kind":"Secret","metadata":{{"name":"j"}},"stringData":{{"tls.crt":"{}"}}}}"#,
        WWW.replace('\n', "\\n")
    );
    let found = contents(json.as_bytes());
    assert_eq!((found.certificates.len(), found.parts[0].name.as_str()), (1, "j"));
}

#[test]
fn kubeconfig_names_cluster_and_user() {
    let config = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: prod\n  cluster:\n    server: https://x\n    certificate-authority-data: {}\nusers:\n- name: admin\n  user:\n    client-certificate-data: {}\n    client-key-data: {}\n",
        base64_of(other().as_bytes()),
        base64_of(WWW.as_bytes()),
        base64_of(KEY.as_bytes())
    );
    let found = contents(config.as_bytes());
    assert_eq!((found.certificates.len(), found.items.len()), (2, 1));
    let names: Vec<&str> = found.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(found.parts[0].what, "kubeconfig");
    assert!(names.contains(&"clusters.prod.cluster.certificate-authority-data"), "{names:?}");
    assert!(names.contains(&"users.admin.user.client-key-data"), "{names:?}");
}

#[test]
fn json_web_keys_give_certificates_and_keys() {
    let jwks = format!(
        r#"{{"keys":[{{"kty":"EC","kid":"one","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","x5c":["{}"]}}]}}"#,
        base64_of(&der_of(&WWW))
    );
    let found = contents(jwks.as_bytes());
    assert_eq!(found.certificates.len(), 1, "{found:#?}");
    assert!(
        found.items.iter().any(|item| matches!(item.kind, ItemKind::PublicKey(_))),
        "{found:#?}"
    );
}

#[test]
fn saml_metadata_names_the_element_and_its_use() {
    let xml = format!(
        "<?xml version=\"1.0\"?>\n<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://idp.example.com\">\n<KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>\n<ds:X509Certificate>\n{}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor></EntityDescriptor>",
        base64_of(&der_of(&WWW))
    );
    let found = contents(xml.as_bytes());
    assert_eq!(found.certificates.len(), 1);
    assert_eq!(
        found.parts[0].name,
        "X509Certificate, use=signing, entityID=https://idp.example.com"
    );
    assert_eq!(found.certificates[0].place.line, Some(4));
}

#[test]
fn headers_of_proxies_are_decoded() {
    let percent = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let nginx = format!("GET / HTTP/1.1\nHost: x\nX-SSL-Client-Cert: {}\n", percent(&WWW));
    let found = contents(nginx.as_bytes());
    assert_eq!(found.certificates.len(), 1, "{found:#?}");
    assert_eq!(
        (found.parts[0].what.as_str(), found.parts[0].name.as_str()),
        ("HTTP header", "X-SSL-Client-Cert")
    );

    let envoy = format!(
        "x-forwarded-client-cert: By=spiffe://a;Hash=00;Cert=\"{}\";Chain=\"{}{}\"\n",
        percent(&WWW),
        percent(&WWW),
        percent(&other())
    );
    assert_eq!(contents(envoy.as_bytes()).certificates.len(), 3);

    let rfc = format!("Client-Cert: :{}:\n", base64_of(&der_of(&WWW)));
    let found = contents(rfc.as_bytes());
    assert_eq!((found.certificates.len(), found.parts.len()), (1, 1));
}

#[test]
fn utf16_with_and_without_its_mark() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_eq!(contents(&wide(&format!("\u{feff}{}", *WWW))).certificates.len(), 1);
    assert_eq!(contents(&wide(&WWW)).certificates.len(), 1);
}

#[test]
fn archives_are_opened_and_bombs_are_not() {
    use std::io::Write;
    let gzip = |bytes: &[u8]| {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    };
    let found = contents(&gzip(WWW.as_bytes()));
    assert_eq!((found.certificates.len(), found.parts[0].what.as_str()), (1, "GZIP file"));

    // 1 GB of zeros, packed twice.
    let bomb = gzip(&vec![0; 64 << 20]);
    let found = contents(&bomb);
    assert!(
        found.limit.as_deref().is_some_and(|it| it.contains("unpacks to more than")),
        "{found:?}"
    );

    let mut deep = WWW.as_bytes().to_vec();
    for _ in 0..1000 {
        deep = gzip(&deep);
    }
    let found = contents(&deep);
    assert!(found.limit.as_deref().is_some_and(|it| it.contains("deep")), "{:?}", found.limit);
}

#[test]
fn real_archives_give_their_files_by_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/archives");
    for name in ["certs.zip", "certs.tar", "certs.tar.gz"] {
        let found = contents(&std::fs::read(folder.join(name)).unwrap());
        assert_eq!((found.certificates.len(), found.items.len()), (2, 1), "{name}: {found:#?}");
        let names: Vec<&str> = found.parts.iter().map(|part| part.name.as_str()).collect();
        assert!(names.contains(&"certs/www.pem"), "{name}: {names:?}");
        assert!(!names.iter().any(|it| it.contains("MACOSX")), "{name}: {names:?}");
    }
    let found = contents(&std::fs::read(folder.join("locked.zip")).unwrap());
    assert!(found.problems[0].message.contains("encrypted inside the ZIP"), "{found:#?}");
}

#[test]
fn deep_json_and_many_aliases_end_soon() {
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    assert!(contents(deep.as_bytes()).certificates.is_empty());
    let aliases = format!("apiVersion: &a v1\nlist:\n{}", "- *a\n".repeat(100_000));
    assert!(contents(aliases.as_bytes()).certificates.is_empty());
}

#[test]
fn cut_and_flipped_texts_are_survived() {
    let key: &Certificate = &KEY;
    let texts = [
        WWW.replace('\n', "\\n"),
        format!("{{\"a\":\"{}\"}}", WWW.replace('\n', "\\n")),
        format!("apiVersion: v1\nkind: Secret\ndata:\n  k: {}\n", base64_of(key.as_bytes())),
        format!("<a><X509Certificate>{}</X509Certificate></a>", base64_of(&der_of(&WWW))),
    ];
    for text in texts {
        for cut in (0..text.len()).step_by(7) {
            contents(&text.as_bytes()[..cut]);
            let mut flipped = text.clone().into_bytes();
            flipped[cut] ^= 0x11;
            contents(&flipped);
        }
    }
}
