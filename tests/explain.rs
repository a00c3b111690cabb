//! The explainer of messages: everything rules quote leads back to its rule, what real programs
//! printed is recognised (`tests/explain`), causes are tested on certificates, and the work is
//! bounded. What must hold for each entry of the catalogue stands in `tests/messages.rs`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::common::work::Work;
use pemlens::explain::{self, ALL, Cause, Entry, Explanation, Speaker, Tested, explain};
use pemlens::hints::rules;
use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question, Time, Trust};
use pemlens::present;
use pemlens::report::{self, Report};
use pemlens::view::Note;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    ALL.iter().copied().flatten()
}

fn ids(explanation: &Explanation) -> BTreeSet<&'static str> {
    let messages = explanation.messages.iter();
    messages.flat_map(|m| m.also.iter().map(|k| k.id).chain([m.known.id])).collect()
}

fn filled(pattern: &str) -> String {
    pattern.replace("{}", "some text")
}

#[test]
fn every_message_of_a_rule_leads_back_to_it() {
    for rule in rules::ALL {
        for message in rule.messages {
            for wrapped in [
                filled(message.text),
                format!("2026-11-21T08:00:00Z app[3]: error: {} (try again)", filled(message.text)),
                serde_json::json!({"level": "error", "msg": format!("{}\n", filled(message.text))})
                    .to_string(),
            ] {
                let explanation = explain(&wrapped, None);
                let leads = explanation
                    .messages
                    .iter()
                    .any(|m| m.verdicts.iter().any(|(cause, _)| *cause == Cause::Rule(rule.id)));
                assert!(leads, "{}: {wrapped}\n{:?}", rule.id, ids(&explanation));
            }
        }
    }
}

/// Messages with variables filled in, as they stand in logs, and the entry that must be found.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "nginx: [emerg] 7#7: SSL_CTX_use_PrivateKey_file(\"/run/tls.key\") failed (SSL: error:0B080074:x509 certificate routines:X509_check_private_key:key values mismatch)",
        "nginx-key",
    ),
    (
        "client SSL certificate verify error: (21:unable to verify the first certificate) while reading",
        "openssl-21",
    ),
    (
        "[ssl:warn] AH01909: www.example.com:443:0 server certificate does NOT include an ID which matches the server name",
        "apache-name",
    ),
    (
        "verify cert failed: verify SAN list, expected SANs: [spiffe://a/b], certificate SANs: [spiffe://a/c]",
        "envoy-san",
    ),
    ("net::ERR_CERT_COMMON_NAME_INVALID (-200)", "chromium-name"),
    ("Error code: <a>SEC_ERROR_UNKNOWN_ISSUER</a>", "firefox-issuer"),
    ("Peer’s Certificate issuer is not recognized.", "firefox-issuer"),
    (
        "x509: certificate signed by unknown authority (possibly because of \"x509: ECDSA verification failure\" while trying to verify candidate authority certificate \"Corp CA\")",
        "go-issuer-because",
    ),
    (
        "Get \"https://10.0.0.1\": tls: failed to verify certificate: x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
        "go-ip",
    ),
    ("remote error: tls: unknown certificate authority", "alert-unknown-ca"),
    (
        "javax.net.ssl.SSLHandshakeException: (certificate_unknown) PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
        "java-issuer",
    ),
    ("No subject alternative names matching IP address 10.0.0.1 found", "java-name"),
    (
        "curl: (51) SSL: no alternative certificate subject name matches target host name 'a.example'",
        "curl-name",
    ),
    (
        "curl: (35) error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure",
        "alert-handshake-failure",
    ),
    (
        "schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.",
        "windows-root",
    ),
    ("{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }", "node-leaf-alone"),
    (
        "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: a.example. is not in the cert's altnames: DNS:b.example",
        "node-name",
    ),
    (
        "write EPROTO C0:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 116",
        "alert-certificate-required",
    ),
    (
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'a.example'. (_ssl.c:1007)",
        "python-name",
    ),
    (
        "System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain",
        "dotnet-partial",
    ),
    (
        "The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch, RemoteCertificateChainErrors",
        "dotnet-name",
    ),
    ("Peer name db.internal is not in peer certificate", "grpc-name"),
    (
        "invalid peer certificate: certificate not valid for name \"a.example\"; certificate is only valid for DnsName(\"b.example\")",
        "rustls-name",
    ),
    ("received fatal alert: CertificateUnknown", "alert-certificate-unknown"),
    (
        "Status: The certificate is NOT trusted. The certificate issuer is unknown. ",
        "gnutls-issuer",
    ),
    ("! The certificate Common Name (CN) does not match with the expected CN", "mbedtls-name"),
    (
        "TLS server: In state certify at tls_handshake_1_3.erl:2029 generated SERVER ALERT: Fatal - Bad Certificate",
        "sent-bad-certificate",
    ),
    (
        "TLS client: In state wait_cert at ssl_handshake.erl:1 received SERVER ALERT: Fatal - Certificate Expired",
        "alert-certificate-expired",
    ),
    ("* TLSv1.3 (OUT), TLS alert, unknown CA (560):", "sent-unknown-ca"),
    ("* TLSv1.3 (IN), TLS alert, bad certificate (554):", "alert-bad-certificate"),
    (
        "TLS_error:|33554536:system library:OPENSSL_internal:Connection reset|268436502:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN",
        "alert-certificate-unknown",
    ),
    (
        "psql: error: server certificate for \"db1\" does not match host name \"db2\"",
        "postgres-name",
    ),
    ("VERIFY ERROR: depth=0, error=certificate has expired: CN=x", "openssl-10"),
    (
        "error:0308010C:digital envelope routines:inner_evp_generic_fetch:unsupported:../crypto/evp/evp_fetch.c:373:Global default library context, Algorithm (RC2-40-CBC : 0), Properties ()",
        "openssl-pkcs12-legacy",
    ),
];

#[test]
fn messages_are_recognised_in_what_surrounds_them() {
    for (text, id) in EXAMPLES {
        for wrapped in [
            (*text).to_owned(),
            format!("Nov 21 08:00:00 host app[12]: {text}"),
            serde_json::json!({"msg": text}).to_string(),
            serde_json::json!({"log": serde_json::json!({"msg": format!("{text}\n")}).to_string()})
                .to_string(),
            text.replace(' ', "\n"),
            format!("first line\n\n  {}  \nlast line", text.to_uppercase()),
        ] {
            // A word of mixed case is another word in capitals; a variable does not go over lines.
            let bent = wrapped.contains(&text.to_uppercase()) || wrapped.matches('\n').count() > 3;
            let found = ids(&explain(&wrapped, None));
            assert!(found.contains(id) || bent && !found.is_empty(), "{id}: {wrapped}\n{found:?}");
        }
    }
}

#[test]
fn words_that_are_no_messages_are_left_alone() {
    for text in [
        "GET /certificates/list HTTP/1.1 200",
        "Issued a certificate for www.example.com, valid until 2027-01-01",
        "handshake with 10.0.0.1 completed: TLS 1.3",
        "new http request from 10.0.0.1; status expired session; invalid MAC address",
        "UNKNOWNISSUERS XERR_CERT_INVALIDX",
        "",
    ] {
        let explanation = explain(text, None);
        assert!(explanation.messages.is_empty(), "{text}: {:?}", ids(&explanation));
        assert_eq!(explanation.unread, explanation.lines);
    }
}

#[test]
fn places_are_told_and_repeated_messages_are_counted() {
    let text =
        "ok\nä certificate has expired\nok\n\ncertificate has expired; certificate revoked\n";
    let explanation = explain(text, None);
    let expired = &explanation.messages[0];
    assert_eq!(expired.known.id, "openssl-10");
    assert_eq!(expired.times, 2);
    assert_eq!((expired.places[0].line, expired.places[0].column), (2, 3));
    assert_eq!((expired.places[1].line, expired.places[1].column), (5, 1));
    let place = expired.places[0];
    assert_eq!(&text[place.from..place.to], "certificate has expired");
    assert_eq!(&expired.excerpt[expired.marked.0..expired.marked.1], "certificate has expired");
    assert_eq!(explanation.messages[1].known.id, "openssl-23");
    assert_eq!((explanation.lines, explanation.unread), (4, 2));
    let doubtful = explain("zertifikat\nTLS: cannot go on, error 7\n", None).doubtful;
    assert_eq!(doubtful, [(2, "TLS: cannot go on, error 7".to_owned())]);
}

#[test]
fn variables_and_speakers_are_told() {
    let one = explain("x509: certificate is valid for a.example, b.example, not c.example", None);
    assert_eq!(one.messages[0].variables, ["a.example, b.example", "c.example"]);
    assert_eq!(one.messages[0].known.speaker, Speaker::Ours);
    let other = explain("remote error: tls: bad certificate", None);
    assert_eq!(other.messages[0].known.speaker, Speaker::OtherSide);
}

/// A sample of the page, examined.
fn sample(id: &str, purpose: Option<Purpose>, host: &str) -> Report {
    let text = std::fs::read_to_string(root().join("www/samples.json")).unwrap();
    let samples: serde_json::Value = serde_json::from_str(&text).unwrap();
    let sample = samples.as_array().unwrap().iter().find(|s| s["id"] == id).unwrap();
    let files = sample["files"].as_array().unwrap();
    let sources = (0u32..).zip(files).map(|(id, file)| Source {
        id,
        name: file["name"].as_str().unwrap().into(),
        bytes: file["text"].as_str().unwrap().into(),
        trusted: file["trusted"].as_bool().unwrap(),
        ..Source::default()
    });
    let at = sample["question"]["at"].as_i64().unwrap_or(Time::parse("2026-11-21").unwrap().0);
    let question =
        Question { purpose, host: host.into(), at, trust: Trust::Auto, ..Question::default() };
    report::analyse(&Workspace { sources: sources.collect(), question })
}

fn tested(text: &str, report: &Report, cause: &str) -> Tested {
    let explanation = explain(text, Some(report));
    let message = explanation.messages.first().expect("a known message");
    let found = message.verdicts.iter().find(|(it, _)| it.id() == cause);
    found.unwrap_or_else(|| panic!("{cause} is no cause of {text}")).1.clone()
}

#[test]
fn causes_are_tested_on_the_loaded_certificates() {
    let good = sample("server-chain", Some(Purpose::Server), "");
    let unknown = "unable to get local issuer certificate";
    assert!(matches!(tested(unknown, &good, "issuer-missing"), Tested::RuledOut(_)));
    assert!(matches!(tested(unknown, &good, "self-signed"), Tested::RuledOut(_)));
    assert!(matches!(tested(unknown, &good, "intercepted"), Tested::CannotBeSeen(_)));
    // No host was asked about: that is no ruling out.
    let silent = "net::ERR_CERT_COMMON_NAME_INVALID";
    assert!(matches!(tested(silent, &good, "host-not-covered"), Tested::CannotBeSeen(_)));
    // The message itself names the host.
    let name = "Hostname mismatch, certificate is not valid for 'elsewhere.example'.";
    assert!(matches!(tested(name, &good, "host-not-covered"), Tested::Found(_)));
    let covered = "x509: certificate is valid for a.example, b.example, not www.example.com";
    assert!(matches!(tested(covered, &good, "host-not-covered"), Tested::RuledOut(_)));
    let asked = sample("server-chain", Some(Purpose::Server), "elsewhere.example");
    match tested(name, &asked, "host-not-covered") {
        Tested::Found(evidence) => assert_eq!(evidence[0].object, Some(0)),
        other => panic!("{other:?}"),
    }
    // A rule about servers says nothing about a client.
    let client = sample("server-chain", Some(Purpose::Client), "");
    assert!(matches!(tested(name, &client, "host-not-covered"), Tested::CannotBeSeen(_)));
    assert!(matches!(tested("INVALID_PURPOSE", &client, "purpose-not-allowed"), Tested::Found(_)));
    let none = explain(unknown, None);
    for (cause, tested) in &none.messages[0].verdicts {
        assert!(matches!(tested, Tested::CannotBeSeen(_)), "{}: {tested:?}", cause.id());
    }
}

#[test]
fn what_a_certificate_does_not_have_is_ruled_out() {
    // Keys on curves, no nsCertType, CA certificates without an EKU: that is seen, not hidden.
    let good = sample("server-chain", Some(Purpose::Server), "");
    let short = "ERR_SSL_EE_KEY_TOO_SMALL";
    let wrong = "certificate verify failed: unsuitable certificate purpose (_ssl.c:1006)";
    for (text, cause) in
        [(short, "weak-key"), (wrong, "usage-not-nested"), (wrong, "ns-type-not-allowed")]
    {
        match tested(text, &good, cause) {
            Tested::RuledOut(why) => assert!(why.contains("there is no"), "{cause}: {why}"),
            other => panic!("{cause}: {other:?}"),
        }
    }
    // Above a missing issuer there may be one; on the leaf there is none.
    let lonely = sample("missing-intermediate", Some(Purpose::Server), "");
    assert!(matches!(tested(wrong, &lonely, "usage-not-nested"), Tested::CannotBeSeen(_)));
    assert!(matches!(tested(wrong, &lonely, "ns-type-not-allowed"), Tested::RuledOut(_)));
    // Without a private key nothing is said about one.
    let pair = tested("key values mismatch", &good, "key-mismatch");
    assert!(matches!(pair, Tested::CannotBeSeen(_)), "{pair:?}");
}

/// What the page draws for a message.
fn noted(text: &str, report: &Report) -> Note {
    let (_, notes) = present::explained(text, Some(report));
    notes.into_iter().next().expect("a known message")
}

#[test]
fn a_note_leads_only_to_what_is_on_the_page() {
    let good = sample("server-chain", Some(Purpose::Server), "");
    let name = "curl: (60) SSL: no alternative certificate subject name matches target host name 'elsewhere.example'";
    let note = noted(name, &good);
    assert!(note.open && note.code.is_empty(), "the message stands in the box already: {note:?}");
    let cause = note.inside.iter().find(|it| it.word == "found here").expect("found");
    assert!(cause.open && cause.rule.is_empty(), "no such finding is on the page: {cause:?}");
    assert_eq!(cause.ask, "elsewhere.example");
    assert!(!cause.inside.is_empty(), "what to do stands here");
    // Asked about that host, the finding is there.
    let asked = sample("server-chain", Some(Purpose::Server), "elsewhere.example");
    let note = noted(name, &asked);
    let cause = note.inside.iter().find(|it| it.word == "found here").expect("found");
    assert_eq!((cause.rule.as_str(), cause.ask.as_str()), ("host-not-covered", ""));
    // Among other lines it is quoted.
    assert_eq!(noted(&format!("start\n{name}\n"), &good).code, name);
}

#[test]
fn commands_name_the_host_that_is_known() {
    let good = sample("server-chain", Some(Purpose::Server), "");
    let commands = |text: &str| {
        let note = noted(text, &good);
        let all = note.inside.into_iter().flat_map(|cause| cause.inside);
        all.map(|fix| fix.command).collect::<Vec<_>>().join("\n")
    };
    let name = "curl: (60) SSL: no alternative certificate subject name matches target host name 'elsewhere.example'";
    assert!(commands(name).contains("elsewhere.example"), "{}", commands(name));
    assert!(!commands(name).contains("www.example.com"), "{}", commands(name));
    // What a message says becomes no command of its own.
    let evil = "certificate is not valid for '-oProxyCommand=x.example'";
    assert!(!commands(evil).contains("-oProxy"), "{}", commands(evil));
}

#[test]
fn a_judgement_about_the_use_is_tested_for_both_uses() {
    let wrong = "certificate verify failed: unsuitable certificate purpose (_ssl.c:1006)";
    // Nobody said how it is used, so it is looked at as what it was made for.
    let device = sample("client-as-server", None, "");
    assert_eq!(device.main.as_ref().map(|it| it.purpose), Some(Purpose::Client));
    match tested(wrong, &device, "purpose-not-allowed") {
        Tested::Found(evidence) => assert_eq!(
            evidence[0].detail,
            "As a TLS server: It allows clientAuth; a TLS server needs serverAuth."
        ),
        other => panic!("{other:?}"),
    }
    // What is so in neither use stays ruled out, and other judgements ask about the use alone.
    assert!(matches!(tested(wrong, &device, "key-usage-not-allowed"), Tested::RuledOut(_)));
    let expired = tested("certificate has expired", &device, "expired");
    assert!(matches!(expired, Tested::RuledOut(_)), "{expired:?}");
}

#[test]
fn what_a_missing_issuer_may_hide_is_not_ruled_out() {
    let lonely = sample("missing-intermediate", Some(Purpose::Server), "");
    let unknown = "x509: certificate signed by unknown authority";
    assert!(matches!(tested(unknown, &lonely, "issuer-missing"), Tested::Found(_)));
    let expired = "certificate has expired";
    assert!(matches!(tested(expired, &lonely, "expired"), Tested::CannotBeSeen(_)));
    let found_first = explain(unknown, Some(&lonely));
    assert!(matches!(found_first.messages[0].verdicts[0].1, Tested::Found(_)));
}

#[test]
fn what_real_programs_printed_is_recognised() {
    let folder = root().join("tests/explain");
    let index = std::fs::read_to_string(folder.join("index.tsv")).unwrap();
    let mut listed = BTreeSet::new();
    let mut missed = Vec::new();
    let mut extra = Vec::new();
    let mut wanted = 0;
    for line in index.lines().filter(|line| !line.starts_with('#')) {
        let (name, expected) = line.split_once('\t').expect("a name, a tab and ids");
        let bytes = std::fs::read(folder.join(format!("{name}.log"))).unwrap();
        let explanation = explain(&String::from_utf8_lossy(&bytes), None);
        let found = ids(&explanation);
        listed.insert(name.to_owned());
        for told in &explanation.messages {
            if !expected.split(' ').any(|id| id == told.known.id) {
                extra.push(format!("{name}: {} at {:?}", told.known.id, told.places[0]));
            }
        }
        for id in expected.split(' ') {
            assert!(explain::known().iter().any(|known| known.id == id), "{name}: {id}");
            wanted += 1;
            if !found.contains(id) {
                missed.push(format!("{name}: {id} is not in {found:?}"));
            }
        }
    }
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "log") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(listed.contains(name), "{name}.log is not in index.tsv");
        }
    }
    println!("{} of {wanted} messages in {} logs", wanted - missed.len(), listed.len());
    assert!(listed.len() >= 60);
    assert!(missed.len() * 20 <= wanted, "\n{}", missed.join("\n"));
    assert!(extra.is_empty(), "\n{}", extra.join("\n"));
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn a_large_log_is_read_in_bounded_time() {
    let mut text = String::new();
    let usual = "2026-11-21T08:00:00.123Z INFO request id=4711 path=/certificates/issue status=200 duration=12ms client certificate of tenant 12 accepted\n";
    while text.len() < 10 << 20 {
        text.push_str(usual);
        if text.len().is_multiple_of(97) {
            text.push_str("http: TLS handshake error from 10.0.0.1:4711: remote error: tls: bad certificate\n");
        }
    }
    // Tests are compiled without optimisation, ten to twenty times slower than what is shipped.
    let limit = if cfg!(debug_assertions) { 60.0 } else { 1.0 };
    let cruel = "x509: certificate is valid for ".repeat(10 << 15);
    for (text, cut) in [(&text, false), (&cruel, true)] {
        let work = Work::begin();
        let explanation = explain(text, None);
        let seconds = work.spent().as_secs_f64();
        println!("{} bytes in {seconds:.2} s", text.len());
        assert!(seconds < limit, "{seconds} s for {} bytes", text.len());
        assert_eq!(!explanation.limits.is_empty(), cut, "{:?}", explanation.limits);
    }
    let long = "certificate has expired\n".repeat((explain::MAX_TEXT / 24) + 10);
    let explanation = explain(&long, None);
    assert!(explanation.limits[0].contains("MiB"), "{:?}", explanation.limits);
}

#[test]
fn any_text_is_read_without_fault() {
    let mut text = String::from("ä“\\u0027x509: certificate has expired or is not yet valid: \\");
    for entry in entries() {
        for pattern in entry.patterns {
            text.push_str(pattern);
            text.push_str("’\u{202e}“\\\\\"");
        }
    }
    for cut in (0..text.len()).step_by(7) {
        if let Some(start) = text.get(cut..(cut + 90).min(text.len())) {
            explain(start, None);
        }
    }
    explain(&text, None);
}
