//! Logs that hold keys and passwords, put into every door that quotes what was given: no twelve
//! letters of a secret in a row may come out, as text, JSON, Markdown or on the page.

use std::collections::HashSet;

use crate::common::chance::Chance;
use pemlens::convert;
use pemlens::explain::explain;
use pemlens::export;
use pemlens::input::{Source, Workspace, secrets};
use pemlens::model::Question;
use pemlens::present;
use pemlens::report::{self, analyse};

/// Letters in a row that are too many.
const ROW: usize = 12;

/// A secret as it is written into a log, and what must not come out of it.
struct Secret {
    about: String,
    text: String,
    hidden: Vec<String>,
}

fn bytes(chance: &mut Chance, count: usize) -> Vec<u8> {
    (0..count).map(|_| chance.below(256) as u8).collect()
}

fn base64(bytes: &[u8], url: bool) -> String {
    let signs: &[u8] = if url {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    } else {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    };
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0u32, |all, byte| all << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(char::from(signs[(all >> (18 - 6 * at)) as usize & 63]));
        }
        if !url {
            out.extend(std::iter::repeat_n('=', 3 - three.len()));
        }
    }
    out
}

fn hex(bytes: &[u8], between: &str, before: &str) -> String {
    let all: Vec<String> = bytes.iter().map(|it| format!("{before}{it:02x}")).collect();
    all.join(between)
}

fn wrapped(text: &str, width: usize, between: &str) -> String {
    let lines: Vec<&str> = (0..text.len().div_ceil(width))
        .map(|line| &text[line * width..text.len().min((line + 1) * width)])
        .collect();
    lines.join(between)
}

/// Label of its armour, its first bytes, and how many are random.
const KEYS: &[(&str, &[u8], usize)] = &[
    ("PRIVATE KEY", b"\x30\x82\x04\xbc\x02\x01\x00\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x04\x82\x04\xa6", 1190),
    ("RSA PRIVATE KEY", b"\x30\x82\x04\xa2\x02\x01\x00\x02\x82\x01\x01\x00", 1178),
    ("EC PRIVATE KEY", b"\x30\x77\x02\x01\x01\x04\x20", 114),
    ("PRIVATE KEY", b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 32),
    ("EC PRIVATE KEY", b"\x30\x81\xdc\x02\x01\x01\x04\x42\x00", 214),
    ("OPENSSH PRIVATE KEY", b"openssh-key-v1\0\0\0\0\x04none\0\0\0\x04none\0\0\0\0\0\0\0\x01\0\0\0\x33\0\0\0\x0bssh-ed25519\0\0\0\x20", 160),
    ("DSA PRIVATE KEY", b"\x30\x82\x03\x56\x02\x01\x00\x02\x82\x01\x01\x00", 846),
    ("ENCRYPTED PRIVATE KEY", b"\x30\x82\x01\x1b\x30\x56\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d", 270),
];

/// Every key in every wrapping.
fn keys(chance: &mut Chance) -> Vec<Secret> {
    let mut all = Vec::new();
    for (label, head, count) in KEYS {
        let mut der = head.to_vec();
        der.extend(bytes(chance, *count));
        let body = base64(&der, false);
        let lines = |between: &str| wrapped(&body, 64, between);
        let pem = |between: &str| {
            format!(
                "-----BEGIN {label}-----{between}{}{between}-----END {label}-----",
                lines(between)
            )
        };
        let mut add = |about: &str, text: String, hidden: &[&str]| {
            all.push(Secret {
                about: format!("{label} of {} bytes as {about}", der.len()),
                text,
                hidden: hidden.iter().map(|it| (*it).to_owned()).collect(),
            });
        };
        let raw = &[body.as_str()];
        for (about, between) in [
            ("PEM", "\n"),
            ("PEM on one line", " "),
            ("PEM with CR", "\r\n"),
            ("escaped PEM", "\\n"),
            ("twice escaped PEM", "\\\\n"),
            ("PEM with \\r\\n", "\\r\\n"),
            ("PEM in a column", "\n    "),
            ("quoted PEM", "\n> "),
            ("joined PEM", "\" +\n \""),
            ("PEM in XML", "&#10;"),
            ("PEM in an address", "%0A"),
            ("tabs", "\t"),
            ("nothing between", ""),
            ("PEM in a log of lines", "\n2026-01-01T00:00:00 app[12]: "),
        ] {
            add(about, pem(between), raw);
        }
        add("PEM without END", format!("-----BEGIN {label}-----\n{}", lines("\n")), raw);
        add("PEM without END on one line", format!("-----BEGIN {label}----- {}", lines(" ")), raw);
        add("PEM without BEGIN", format!("{}\n-----END {label}-----", lines("\n")), raw);
        add("PEM without BEGIN on one line", format!("{} -----END {label}-----", lines(" ")), raw);
        add("lines alone", lines("\n"), raw);
        add("lines of 76", wrapped(&body, 76, "\n"), raw);
        add(
            "last line",
            format!("{}\n-----END {label}-----", lines("\n").lines().last().unwrap()),
            raw,
        );
        add(
            "first line",
            format!("-----BEGIN {label}-----\n{}", lines("\n").lines().next().unwrap()),
            raw,
        );
        add("base64 of DER", body.clone(), raw);
        add("escaped slashes", body.replace('/', "\\/"), raw);
        add("base64url", base64(&der, true), &[&base64(&der, true)]);
        add("percent signs", body.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"), raw);
        add("Unicode escapes", body.replace('+', "\\u002b").replace('=', "\\u003d"), raw);
        let twice = base64(pem("\n").as_bytes(), false);
        add("base64 of PEM", twice.clone(), &[&twice]);
        add("base64 of PEM in lines", wrapped(&twice, 76, "\n"), &[&twice]);
        add("JSON", format!("{{\"key\": \"{}\"}}", pem("\\n")), raw);
        add("YAML", format!("key: |\n  {}", pem("\n  ")), raw);
        for (between, before) in
            [("", ""), (":", ""), (" ", ""), (", ", "0x"), ("", "\\x"), (":\n    ", "")]
        {
            let text = hex(&der, between, before);
            let plain = hex(&der, "", "");
            add("hex", text.clone(), &[&text, &plain]);
            add("hex in capitals", text.to_uppercase(), &[&text.to_uppercase()]);
        }
        let listed: Vec<String> = der.chunks(15).map(|line| hex(line, ":", "")).collect();
        add(
            "what openssl -text prints",
            format!("priv:\n    {}", listed.join(":\n    ")),
            &[&hex(&der, ":", "")],
        );
        let dump: Vec<String> = der
            .chunks(16)
            .enumerate()
            .map(|(at, line)| format!("{:08x}: {}", at * 16, wrapped(&hex(line, "", ""), 4, " ")))
            .collect();
        let words: Vec<String> =
            dump.iter().filter_map(|line| Some(line.split_once(": ")?.1.to_owned())).collect();
        add(
            "xxd",
            dump.join("\n"),
            &words.iter().map(String::as_str).filter(|it| it.len() >= ROW).collect::<Vec<_>>(),
        );
        let numbers: Vec<String> = der.iter().map(u8::to_string).collect();
        add("numbers", format!("[{}]", numbers.join(", ")), &[&numbers.join(", ")]);
        add("numbers as Go prints them", format!("[{}]", numbers.join(" ")), &[&numbers.join(" ")]);
    }
    let parts = |chance: &mut Chance, length| base64(&bytes(chance, length), true);
    for (kind, members, length) in [
        ("RSA", &["d", "p", "q", "dp", "dq", "qi"][..], 128),
        ("EC", &["d"], 32),
        ("OKP", &["d"], 32),
        ("oct", &["k"], 16),
    ] {
        let values: Vec<String> = members.iter().map(|_| parts(chance, length)).collect();
        for (quote, colon) in [("\"", ":"), ("\"", ": "), ("\\\"", ":"), ("'", ": ")] {
            let pairs: Vec<String> = members
                .iter()
                .zip(&values)
                .map(|(name, value)| format!("{quote}{name}{quote}{colon}{quote}{value}{quote}"))
                .collect();
            all.push(Secret {
                about: format!("JWK {kind} {quote}"),
                text: format!(
                    "{{{quote}kty{quote}{colon}{quote}{kind}{quote},{}}}",
                    pairs.join(",")
                ),
                hidden: values.clone(),
            });
        }
    }
    let putty: String = base64(&bytes(chance, 330), false);
    all.push(Secret {
        about: "PuTTY".into(),
        text: format!(
            "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: x\nPrivate-Lines: 7\n{}\nPrivate-MAC: {}",
            wrapped(&putty, 64, "\n"),
            hex(&bytes(chance, 32), "", "")
        ),
        hidden: vec![putty],
    });
    all
}

/// Passwords and tokens behind what programs write before them.
fn passwords() -> Vec<Secret> {
    const SECRETS: &[&str] = &[
        "hunter2hunter2hunter2",
        "correct-horse-battery",
        "p@ss:w0rd/with#signs",
        "Tr0ub4dor&3Tr0ub4dor",
        "xK9#mQ2$vL5!nR8^pT4",
        "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5",
        "AKIAIOSFODNN7EXAMPLEX",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "dXNlcjpwYXNzd29yZA==",
        "s3cr3t,with;punctuation",
    ];
    const PLACES: &[&str] = &[
        "postgres://admin:{}@db.example.com:5432/app",
        "https://user:{}@host.example/path?x=1",
        "amqps://u:{}@[2001:db8::1]:5671/",
        "redis://:{}@cache:6379",
        "https://{}@github.com/x/y.git",
        "curl -u admin:{} https://host.example/",
        "curl --user 'admin:{}' https://host.example/",
        "curl --user=admin:{} https://host.example/",
        "curl -U \"x:{}\" -x proxy",
        "wget --password={} x",
        "wget --http-password {} x",
        "curl --cert client.p12:{} x",
        "curl -E client.pem:{}",
        "openssl pkcs12 -in x.p12 -passin pass:{} -nodes",
        "openssl rsa -passout \"pass:{}\"",
        "openssl enc -k {} -in x",
        "keytool -list -storepass {} -keystore x.jks",
        "keytool -keypass {}",
        "keytool -importkeystore -srcstorepass {} -deststorepass other",
        "mysql -uroot -p{} db",
        "mysql --password={} db",
        "sshpass -p {} ssh host",
        "ldapsearch -D cn=x -w {} -b y",
        "redis-cli -a {}",
        "smbclient --pass {}",
        "docker login -u x -p {}",
        "Authorization: Bearer {}",
        "authorization: Basic {}",
        "Proxy-Authorization: Basic {}",
        "\"Authorization\": \"Bearer {}\"",
        "{\"headers\":{\"Authorization\":[\"Bearer {}\"]}}",
        "-H 'Authorization: Bearer {}'",
        "Cookie: session={}; theme=dark",
        "Set-Cookie: sid={}; Path=/",
        "> Cookie: a=b; c={}",
        "X-Api-Key: {}",
        "X-Vault-Token: {}",
        "sent Bearer {} to it",
        "password={}",
        "password = {}",
        "password: {}",
        "PASSWORD='{}'",
        "passwd={}",
        "pwd=\"{}\"",
        "\"password\": \"{}\"",
        "\"password\":\"{}\",\"user\":\"x\"",
        "'password': '{}'",
        "{\\\"password\\\":\\\"{}\\\"}",
        "DB_PASSWORD={}",
        "export PGPASSWORD={}",
        "spring.datasource.password={}",
        "ssl.keystore.password={}",
        "javax.net.ssl.keyStorePassword={}",
        "-Djavax.net.ssl.trustStorePassword={} -jar x",
        "ssl_passphrase {}",
        "client_secret={}",
        "clientSecret: {}",
        "\"client_secret\" : \"{}\"",
        "token={}",
        "access_token={}&x=y",
        "?token={}&user=x",
        "refreshToken: '{}'",
        "api_key={}",
        "apiKey: \"{}\"",
        "api-key: {}",
        "aws_secret_access_key = {}",
        "AWS_SESSION_TOKEN={}",
        "secret => \"{}\"",
        "secret: {}",
        "private_key: \"{}\"",
        "passphrase is \"{}\"",
        "the password was '{}'",
        "<password>{}</password>",
        "<add key=\"ClientSecret\" value=\"{}\"/>",
        "<Connector keystorePass=\"{}\" port=\"8443\"/>",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"{}\"}",
        "Server=db;User Id=sa;Password={};Encrypt=true",
        "machine host login x password {}",
        "requirepass {}",
        "pkcs11:token=x;object=y?pin-value={}",
        "bindpw={}",
        "db_pass: {}",
        "user x, password {}",
    ];
    let mut all = Vec::new();
    for secret in SECRETS {
        for place in PLACES {
            // What would end a value there is no part of one that was written correctly.
            let ends = |signs: &[char]| secret.contains(signs);
            let url = place.contains("://") && !place.contains(" ");
            if (url && ends(&['#', '@']))
                || (place.contains(";") && ends(&[';', ',']))
                || (place.contains('&') && ends(&['&']))
            {
                continue;
            }
            if place.starts_with("https://{}@") && (secret.len() < 16 || ends(&['/', ':'])) {
                continue;
            }
            let text = place.replace("{}", secret);
            all.push(Secret { about: place.to_string(), text, hidden: vec![secret.to_string()] });
        }
    }
    all
}

/// Lines of programs in which the secret stands, and how.
const LINES: &[&str] = &[
    "error: cannot load certificate {}",
    "{} tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "tls: failed to verify certificate: x509: certificate signed by unknown authority {}",
    "SSL_do_handshake() failed (SSL: error:0A000086:SSL routines::certificate verify failed) while {} was read",
    "x509: certificate is valid for {}, not www.example.com",
    "curl: (60) SSL certificate problem: unable to get local issuer certificate\n{}\nmore",
    "javax.net.ssl.SSLHandshakeException: PKIX path building failed: {} sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
    "2026-01-01 app[12]: TLS error: something is invalid with the certificate, {}",
    "hostname {} doesn't match 'www.example.com' certificate verify failed: Hostname mismatch",
];

/// Every output for a text as a log, as it is for people and programs.
fn outputs(text: &str) -> String {
    let explanation = explain(text, None);
    let view = present::explain(&explanation, None);
    let (head, notes) = present::explained(text, None);
    format!(
        "{}\n{}\n{head}\n{notes:?}\n{view:?}",
        export::explain_text(&view),
        export::explain_json(&view)
    )
}

/// The same for a text that is given to be examined.
fn examined(text: &str) -> String {
    let source =
        Source { name: "given.log".into(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    let report = analyse(&Workspace { sources: vec![source], question: Question::default() });
    format!(
        "{}\n{}\n{}\n{:?}",
        export::text(&report, None),
        export::markdown(&report),
        export::json(&report),
        present::overview(&report)
    )
}

/// The first letters of a secret that came out.
fn leaked(hidden: &[String], out: &str) -> Option<String> {
    let rows: HashSet<&[u8]> = out.as_bytes().windows(ROW).collect();
    let mut windows = hidden.iter().flat_map(|it| it.as_bytes().windows(ROW));
    windows.find(|it| rows.contains(it)).map(|it| String::from_utf8_lossy(it).into_owned())
}

fn check(all: Vec<Secret>, lines: &[&str], outputs: fn(&str) -> String) {
    let mut faults = Vec::new();
    let mut tried = 0;
    for (number, secret) in all.iter().enumerate() {
        for (at, line) in lines.iter().enumerate() {
            // Every secret in some lines, every line with every kind of secret.
            if lines.len() > 3 && (number + at) % 4 != 0 {
                continue;
            }
            tried += 1;
            let out = outputs(&line.replace("{}", &secret.text));
            if let Some(row) = leaked(&secret.hidden, &out) {
                faults.push(format!("{} in {line:?}: {row}", secret.about));
            }
        }
    }
    assert!(tried > 100, "{tried}");
    assert!(
        faults.is_empty(),
        "{} of {tried}:\n{}",
        faults.len(),
        faults[..faults.len().min(60)].join("\n")
    );
}

#[test]
fn no_key_comes_out_of_a_log() {
    check(keys(&mut Chance(7)), LINES, outputs);
}

#[test]
fn no_password_comes_out_of_a_log() {
    check(passwords(), LINES, outputs);
}

#[test]
fn no_key_comes_out_of_a_text_that_is_examined() {
    check(
        keys(&mut Chance(11)),
        &["{}", "-----BEGIN X{}", "a: {}\nb: c", "{\"x\":\"{}\"}"],
        examined,
    );
}

#[test]
fn no_kept_key_comes_out_of_a_report_or_of_the_list_of_forms() {
    let made = rcgen::generate_simple_self_signed(["www.example.com".to_owned()]).unwrap();
    let (pem, der) = (made.signing_key.serialize_pem(), made.signing_key.serialize_der());
    let bytes = [made.cert.pem(), pem.clone()].concat().into_bytes();
    let source = Source { name: "given.pem".into(), bytes, ..Source::default() };
    let mut keys = Vec::new();
    let given = report::read_keeping(&source, &mut |_| {}, &mut keys);
    let read = format!("{given:?}");
    let report = report::examine(vec![given], &Question::default());
    assert_eq!(keys.len(), 1);
    let held = [&keys[0]];
    let offers: String = convert::offers(&report, &held)
        .into_iter()
        .map(|offer| format!("{:?}{:?}", offer.info, offer.missing))
        .collect();
    let out = [
        read,
        offers,
        format!("{:?}{:?}", convert::notes(&report, &held), keys),
        format!("{report:?}{:?}", present::overview(&report)),
        export::text(&report, None),
        export::markdown(&report),
        export::json(&report).to_string(),
    ]
    .concat();
    // The private number of PKCS#8 for P-256; behind it stands the public point.
    let number = &der[36..68];
    let lines: Vec<&str> = pem.lines().filter(|it| !it.starts_with('-')).collect();
    let hidden = [
        lines.concat().get(48..90).unwrap().to_owned(),
        hex(number, "", ""),
        hex(number, ":", ""),
        base64(number, true),
        base64(number, false),
    ];
    assert_eq!(leaked(&hidden, &out), None);
    // In decimal a row of the letters above is two or three numbers, which any other list of bytes
    // may hold by chance; six are 48 bits.
    for row in number.windows(6) {
        let row = format!("{row:?}");
        assert!(!out.contains(row.trim_matches(['[', ']'])), "{row}");
    }
    assert!(out.contains("www.example.com"));
}

#[test]
fn what_was_left_out_is_said_and_the_message_still_found() {
    for secret in keys(&mut Chance(3)).iter().chain(&passwords()) {
        let line = LINES[2].replace("{}", &secret.text);
        let explanation = explain(&line, None);
        assert!(!explanation.messages.is_empty(), "{}", secret.about);
        // Of a key on further lines nothing is quoted.
        let said = explanation.limits.iter().any(|it| it.contains("left out"));
        assert!(said || secret.text.contains('\n'), "{}", secret.about);
        let excerpt = &explanation.messages[0].excerpt;
        assert!(excerpt.contains("unknown authority"), "{}: {excerpt}", secret.about);
    }
}

#[test]
fn what_is_no_secret_stays() {
    for line in [
        "tls: failed to verify certificate: x509: certificate signed by unknown authority",
        "2026/11/29 08:16:27 [error] 12#12: *1 SSL_do_handshake() failed (SSL: error:0A000086:SSL routines::certificate verify failed:../ssl/statem/statem_clnt.c:1889:) while SSL handshaking to upstream",
        "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
        "https://www.example.com:8443/path/of/something?id=12 and http://host/@scope/name",
        "cipher TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE-RSA-AES256-GCM-SHA384",
        "/etc/letsencrypt/live/www.example.com/fullchain.pem and /usr/lib/jvm/java-17-openjdk-amd64/lib/security/cacerts",
        "address 2001:0db8:85a3:0000:0000:8a2e:0370:7334 port 443",
        "sha256 fingerprint 6c3e1b0f5a7d9e8c4b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c",
        "request 550e8400-e29b-41d4-a716-446655440000 failed",
        "mkdir x; tar -xf a.tar; ls -la /tmp; nginx -t; openssl verify -CAfile root.pem leaf.pem",
        "openssl s_client -connect www.example.com:443 -servername www.example.com -showcerts",
        "unable to load the password file, wrong password?",
        "PKCS12_parse:mac verify failure",
    ] {
        assert_eq!(secrets::shown(&secrets::blank(line)), line);
    }
}

#[test]
fn offsets_and_lines_stay() {
    let text = "a\npassword=\u{e9}x\r\nb \u{1a}\n";
    let blank = secrets::blank(text);
    assert_eq!(blank.len(), text.len());
    assert_eq!(blank.lines().count(), text.lines().count());
    assert_eq!(secrets::shown(&blank), "a\npassword=[left out]\r\nb  \n");
}
