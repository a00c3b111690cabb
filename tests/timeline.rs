//! What breaks when: every row of the table with a certificate that it hits and one that it just misses,
//! the dates of what was loaded, who notices, and the calendar as another library reads it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pemlens::input::{Source, Workspace};
use pemlens::model::{Question, Time};
use pemlens::present;
use pemlens::report::{Report, analyse};
use pemlens::timeline::table::{self, ROWS};
use pemlens::timeline::{Effect, Event, Kind, MOST, PAST, Timeline};
use pemlens::trust::{store, whole};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CustomExtension, DnType,
    ExtendedKeyUsagePurpose as Use, IsCa, Issuer, KeyIdMethod, KeyPair, SanType, SerialNumber,
};

/// A time as the certificates here are made for.
const NOW: &str = "2026-11-29";

fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

fn date(text: &str) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp(time(text).0).unwrap()
}

/// A leaf: when it begins, and for how many days.
fn leaf(from: &str, days: i64) -> CertificateParams {
    let mut leaf = CertificateParams::new(vec!["www.example.com".to_owned()]).unwrap();
    leaf.distinguished_name = rcgen::DistinguishedName::new();
    leaf.distinguished_name.push(DnType::CommonName, "www.example.com");
    leaf.extended_key_usages = vec![Use::ServerAuth];
    leaf.not_before = date(from);
    leaf.not_after = date(from) + time::Duration::days(days) - time::Duration::seconds(1);
    leaf
}

fn ca(name: &str, organisation: &str) -> CertificateParams {
    let mut ca = CertificateParams::default();
    ca.distinguished_name = rcgen::DistinguishedName::new();
    ca.distinguished_name.push(DnType::CommonName, name);
    ca.distinguished_name.push(DnType::OrganizationName, organisation);
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    ca.not_before = date("2020-01-01");
    ca.not_after = date("2040-01-01");
    ca
}

/// Leaf, intermediate, root, as PEM.
fn chain(
    leaf: CertificateParams,
    middle: CertificateParams,
    root: CertificateParams,
) -> [String; 3] {
    let keys = [(); 3].map(|()| KeyPair::generate().unwrap());
    let top = root.self_signed(&keys[0]).unwrap();
    let top_issuer = Issuer::new(root, &keys[0]);
    let between = middle.signed_by(&keys[1], &top_issuer).unwrap();
    let end = leaf.signed_by(&keys[2], &Issuer::new(middle, &keys[1])).unwrap();
    [end.pem(), between.pem(), top.pem()]
}

fn report(files: &[(&str, Vec<u8>)], public: bool, at: &str) -> Report {
    let source = |(id, (name, bytes)): (usize, &(&str, Vec<u8>))| Source {
        id: id as u32,
        name: (*name).to_owned(),
        bytes: bytes.clone(),
        as_public: public,
        ..Source::default()
    };
    let question = Question { at: time(at).0, ..Question::default() };
    analyse(&Workspace { sources: files.iter().enumerate().map(source).collect(), question })
}

fn of(parts: &[String], public: bool, at: &str) -> Timeline {
    present::timeline(&report(&[("chain.pem", parts.concat().into_bytes())], public, at))
}

/// The timeline of a leaf of a CA of that organisation.
fn issued(by: &str, leaf: CertificateParams, public: bool, at: &str) -> Timeline {
    of(&chain(leaf, ca("Issuing", by), ca("Top", by)), public, at)
}

fn rule<'a>(timeline: &'a Timeline, id: &str) -> Option<&'a Event> {
    timeline.events.iter().find(|event| event.kind.word() == id)
}

fn both(mut leaf: CertificateParams) -> CertificateParams {
    leaf.extended_key_usages = vec![Use::ServerAuth, Use::ClientAuth];
    leaf
}

fn nameless(mut leaf: CertificateParams) -> CertificateParams {
    leaf.distinguished_name = rcgen::DistinguishedName::new();
    leaf
}

fn named(mut leaf: CertificateParams, name: &str) -> CertificateParams {
    leaf.subject_alt_names.push(SanType::DnsName(name.try_into().unwrap()));
    leaf
}

/// Demands stapling (RFC 7633).
fn stapled(mut leaf: CertificateParams) -> CertificateParams {
    let oid = [1, 3, 6, 1, 5, 5, 7, 1, 24];
    leaf.custom_extensions.push(CustomExtension::from_oid_content(&oid, vec![0x30, 3, 2, 1, 5]));
    leaf
}

/// A row, the organisation of a CA and a certificate that it hits, and the same for one that it misses.
type Pair = (&'static str, (&'static str, CertificateParams), (&'static str, CertificateParams));

fn pairs() -> Vec<Pair> {
    let le = "Let's Encrypt";
    let now = "2026-11-01";
    vec![
        ("letsencrypt-ocsp-ended", (le, stapled(leaf(now, 90))), (le, leaf(now, 90))),
        ("zerossl-client-auth", ("ZeroSSL", both(leaf(now, 90))), ("ZeroSSL", leaf(now, 90))),
        ("br-200-days", ("A", leaf("2026-03-14", 201)), ("A", leaf("2026-03-14", 200))),
        (
            "br-reverse-zones",
            ("A", named(leaf("2026-03-14", 90), "1.2.0.192.in-addr.arpa")),
            ("A", named(leaf("2026-03-14", 90), "in-addr.arpa.example.com")),
        ),
        (
            "letsencrypt-tlsserver-45-days",
            (le, nameless(leaf("2026-05-12", 90))),
            (le, nameless(leaf("2026-05-12", 45))),
        ),
        (
            "google-client-auth",
            ("Google Trust Services", both(leaf(now, 90))),
            ("Google Trust", both(leaf(now, 90))),
        ),
        ("letsencrypt-client-auth", (le, both(leaf(now, 90))), (le, leaf(now, 90))),
        ("letsencrypt-64-days", (le, leaf(now, 90)), (le, leaf(now, 64))),
        (
            "digicert-client-auth",
            ("DigiCert Inc", both(leaf(now, 199))),
            ("DigiCert Incorporated", both(leaf(now, 199))),
        ),
        ("br-100-days", ("A", leaf(now, 101)), ("A", leaf(now, 100))),
        ("chrome-client-auth", ("A", both(leaf(now, 90))), ("A", leaf(now, 90))),
        ("letsencrypt-45-days", (le, leaf(now, 46)), (le, leaf(now, 45))),
        ("br-47-days", ("A", leaf(now, 48)), ("A", leaf(now, 47))),
    ]
}

#[test]
fn each_row_hits_what_it_is_about_and_just_misses_the_rest() {
    for (id, (by, hit), (other, miss)) in pairs() {
        let row = ROWS.iter().find(|row| row.id == id).unwrap();
        let found = issued(by, hit.clone(), true, NOW);
        let event = rule(&found, id).unwrap_or_else(|| panic!("{id} does not hit"));
        assert_eq!(event.effect, Effect::Next, "{id}");
        assert!(event.at >= table::date(row).unwrap() && event.at >= time(NOW), "{id}: {event:?}");
        assert!(event.values.starts_with("It holds from "), "{id}: {}", event.values);
        assert_eq!(event.source, row.source);
        assert!(rule(&issued(other, miss, true, NOW), id).is_none(), "{id} hits the near miss");
        // The rules of public CAs bind no private one.
        assert!(rule(&issued(by, hit, false, NOW), id).is_none(), "{id} hits a private CA");
    }
}

/// What a CA does before all others have to is told once.
#[test]
fn a_rule_that_changes_nothing_more_is_not_told() {
    let found = issued("Let's Encrypt", both(leaf("2026-11-01", 90)), true, NOW);
    let rules: Vec<&str> = found
        .events
        .iter()
        .filter_map(|event| match event.kind {
            Kind::Rule(id) => Some(id),
            _ => None,
        })
        .collect();
    assert_eq!(rules, ["letsencrypt-client-auth", "letsencrypt-64-days", "letsencrypt-45-days"]);
}

#[test]
fn an_intermediate_for_both_uses_gets_a_successor() {
    let mut middle = ca("Issuing", "A");
    middle.extended_key_usages = vec![Use::ServerAuth, Use::ClientAuth];
    let found = of(&chain(leaf("2026-11-01", 90), middle.clone(), ca("Top", "A")), true, NOW);
    let event = rule(&found, "chrome-intermediates-server-only").unwrap();
    assert_eq!((event.about.as_str(), event.object), ("Issuing", Some(1)));
    middle.extended_key_usages = vec![Use::ServerAuth];
    let found = of(&chain(leaf("2026-11-01", 90), middle, ca("Top", "A")), true, NOW);
    assert!(rule(&found, "chrome-intermediates-server-only").is_none());
}

#[test]
fn sha_1_is_found_where_openssl_still_signs_with_it() {
    let folder = folder("sha1");
    for (digest, hit) in [("sha1", true), ("sha256", false)] {
        let script = "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 \
             -subj /CN=Top -addext basicConstraints=critical,CA:TRUE 2>/dev/null && \
             openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=www.example.com \
             -addext subjectAltName=DNS:www.example.com -addext extendedKeyUsage=serverAuth 2>/dev/null && \
             openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 30 \
             -out leaf.pem";
        let script = format!("cd {} && {script} -{digest} 2>/dev/null", folder.display());
        if !Command::new("sh").args(["-c", &script]).status().is_ok_and(|it| it.success()) {
            println!("SKIPPED: openssl does not sign with {digest} here");
            return;
        }
        let files = ["leaf.pem", "ca.pem"].map(|name| (name, fs::read(folder.join(name)).unwrap()));
        let found = present::timeline(&report(&files, true, NOW));
        assert_eq!(rule(&found, "br-sha-1").is_some(), hit, "{digest}");
    }
}

/// Roots of the store by their beginning: each year's rule, and no other.
#[test]
fn roots_of_the_store_are_hit_by_their_age() {
    let expected = |from: Time| {
        let before = |day: &str| from < time(day);
        match () {
            () if before("2006-01-01") => None,
            () if before("2008-01-01") => Some("chrome-roots-2006"),
            () if before("2010-01-01") => Some("chrome-roots-2008"),
            () if before("2012-01-01") => Some("chrome-roots-2010"),
            () if before("2014-04-15") => Some("chrome-roots-2012"),
            () if before("2014-04-16") => None,
            () => Some("roots-15-years"),
        }
    };
    let mut seen = Vec::new();
    for index in 0..store().len() {
        let root = whole::certificate(index).unwrap();
        let found =
            present::timeline(&report(&[("root.der", root.der.clone())], false, "2026-04-14"));
        let rules: Vec<&str> = found
            .events
            .iter()
            .filter_map(|event| match event.kind {
                Kind::Rule(id) => Some(id),
                _ => None,
            })
            .collect();
        let expected: Vec<&str> = expected(root.validity.not_before.unwrap()).into_iter().collect();
        assert_eq!(rules, expected, "{}", root.title());
        seen.extend(expected);
        // What its own CA says of it: letsencrypt.org/certificates.
        let end = found.events.iter().find(|event| event.kind.word() == "roots-15-years");
        match root.title().as_str() {
            "ISRG Root X1" => assert_eq!(end.unwrap().at, time("2030-06-04T11:04:38Z")),
            "ISRG Root X2" => assert_eq!(end.unwrap().at.date(), "4 September 2035"),
            _ => {}
        }
    }
    for id in [
        "chrome-roots-2006",
        "chrome-roots-2008",
        "chrome-roots-2010",
        "chrome-roots-2012",
        "roots-15-years",
    ] {
        assert!(seen.contains(&id), "no root of the store is hit by {id}");
    }
}

#[test]
fn the_table_is_in_order_and_every_row_says_all() {
    let mut last = None;
    for row in ROWS {
        let date = table::date(row);
        assert!(date.is_some() || row.date.is_empty(), "{}: {}", row.id, row.date);
        assert!(date >= last || date.is_none(), "{} stands too late", row.id);
        last = date.or(last);
        for text in [row.what, row.who, row.todo] {
            assert!(text.ends_with('.') && !text.contains('\''), "{}: {text}", row.id);
        }
        assert!(row.source.1.starts_with("https://") && !row.source.0.is_empty(), "{}", row.id);
        assert_eq!(ROWS.iter().filter(|other| other.id == row.id).count(), 1, "{}", row.id);
        let tested = pairs().iter().any(|(id, ..)| *id == row.id)
            || row.id.starts_with("chrome-roots-")
            || ["roots-15-years", "chrome-intermediates-server-only", "br-sha-1"].contains(&row.id);
        assert!(tested, "{} has no certificate that it hits", row.id);
    }
}

/// An old clone stays whole: that the table should be looked through again is said, and nothing fails.
#[test]
fn an_old_table_says_so() {
    let made = time(table::AS_OF);
    let days = |days: i64| Time(made.0 + days * 86_400);
    assert!(!table::is_old(days(120)) && table::is_old(days(121)));
    let parts = chain(leaf("2026-11-01", 90), ca("Issuing", "A"), ca("Top", "A"));
    let head = |at: &str| present::timeline_head(&of(&parts, false, at));
    assert!(!head(NOW).contains("as of"), "{}", head(NOW));
    let old = head("2027-03-30");
    assert!(old.contains("The table of rules is as of 29 November 2026, 121 days before"), "{old}");
    // The date of the build, where the environment gives one (reproducible-builds.org), else the clock's.
    let built = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|it| it.parse().ok());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let built = Time(built.unwrap_or(now.as_secs() as i64));
    if table::is_old(built) {
        println!(
            "REMINDER: src/timeline/table.rs is {} days old; look through its sources and set AS_OF",
            table::age_days(built)
        );
    }
}

#[test]
fn what_ends_is_told_with_who_notices_by_the_programs_themselves() {
    let mut middle = ca("Issuing", "A");
    middle.not_after = date("2026-12-20");
    let found = of(&chain(leaf("2026-11-01", 90), middle, ca("Top", "A")), false, NOW);
    let ends: Vec<(&str, String)> = found
        .events
        .iter()
        .filter(|event| event.kind == Kind::Ends)
        .map(|event| (event.about.as_str(), event.at.date()))
        .collect();
    let expected = [
        ("Issuing", "20 December 2026"),
        ("www.example.com", "29 January 2027"),
        ("Top", "1 January 2040"),
    ];
    assert_eq!(ends, expected.map(|(name, date)| (name, date.to_owned())));
    let first = found.first().unwrap();
    assert_eq!(first.about, "Issuing");
    assert!(first.who.starts_with("From then on it is refused by OpenSSL 3"), "{}", first.who);
    assert!(present::timeline_head(&found).contains("“Issuing”, on 20 December 2026, in 21 days"));
    let renew = found.events.iter().find(|event| event.kind == Kind::Renew).unwrap();
    assert_eq!(renew.at.date(), "30 December 2026");
    assert_eq!(renew.effect, Effect::Act);
    // The CA would be outlived by what it issues: that date lies behind it already.
    let outlived = found.events.iter().find(|event| event.kind == Kind::Outlived).unwrap();
    assert_eq!(
        (outlived.about.as_str(), outlived.at.date()),
        ("Issuing", "21 September 2026".into())
    );
}

#[test]
fn what_was_renewed_is_not_renewed_again() {
    let key = KeyPair::generate().unwrap();
    let root = ca("Top", "A");
    let top = root.self_signed(&key).unwrap();
    let issuer = Issuer::new(root, &key);
    let issue = |leaf: CertificateParams| {
        leaf.signed_by(&KeyPair::generate().unwrap(), &issuer).unwrap().pem()
    };
    let (old, new) = (issue(both(leaf("2026-09-01", 90))), issue(both(leaf("2026-11-20", 90))));
    let mut other = both(leaf("2026-11-20", 90));
    other.subject_alt_names = vec![SanType::DnsName("other.example.com".try_into().unwrap())];
    let count = |parts: &[String], word: &str| {
        of(parts, true, NOW).events.iter().filter(|event| event.kind.word() == word).count()
    };
    for word in ["renew", "chrome-client-auth"] {
        assert_eq!(count(&[old.clone(), new.clone(), top.pem()], word), 1, "{word}");
        assert_eq!(count(&[old.clone(), issue(other.clone()), top.pem()], word), 2, "{word}");
    }
}

#[test]
fn lists_end_and_openssl_refuses_a_stale_one() {
    let folder = folder("list");
    let keys = [(); 2].map(|()| KeyPair::generate().unwrap());
    let mut root = ca("Top", "A");
    root.key_usages = vec![rcgen::KeyUsagePurpose::KeyCertSign, rcgen::KeyUsagePurpose::CrlSign];
    let top = root.self_signed(&keys[0]).unwrap();
    let issuer = Issuer::new(root, &keys[0]);
    let end = leaf("2026-11-01", 90).signed_by(&keys[1], &issuer).unwrap();
    let list = CertificateRevocationListParams {
        this_update: date("2026-11-20"),
        next_update: date("2026-12-05"),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: vec![],
        key_identifier_method: KeyIdMethod::Sha256,
    };
    let list = list.signed_by(&issuer).unwrap();
    let parts = [("leaf.pem", end.pem()), ("ca.pem", top.pem()), ("list.pem", list.pem().unwrap())];
    for (name, text) in &parts {
        fs::write(folder.join(name), text).unwrap();
    }
    let files = parts.map(|(name, text)| (name, text.into_bytes()));
    let found = present::timeline(&report(&files, false, NOW));
    let event = found.events.iter().find(|event| event.kind == Kind::List).unwrap();
    assert_eq!((event.about.as_str(), event.at), ("Top", time("2026-12-05")));
    assert_eq!(found.first().unwrap().kind, Kind::List);
    let verify = |at: &str| {
        let mut openssl = Command::new("openssl");
        openssl.args(["verify", "-crl_check", "-attime", &time(at).0.to_string()]);
        openssl.args(["-CAfile", "ca.pem", "-CRLfile", "list.pem", "leaf.pem"]);
        openssl.current_dir(&folder).output().ok()
    };
    let (Some(before), Some(after)) = (verify("2026-12-04"), verify("2026-12-06")) else {
        println!("SKIPPED: no openssl here");
        return;
    };
    assert!(before.status.success());
    let words = String::from_utf8_lossy(&after.stderr).into_owned();
    assert!(words.contains("error 12 at 0 depth lookup: CRL has expired"), "{words}");
}

#[test]
fn a_log_closes_behind_the_certificates_that_it_takes() {
    let logs = pemlens::trust::logs::known();
    let log = logs.all.iter().find(|log| log.name == "Nimbus2027").unwrap();
    assert_eq!(log.closes, Some(time("2028-01-01")));
    let stamped = |id: [u8; 32]| {
        // A timestamp, version 1, without extensions, ECDSA with SHA-256.
        let stamp =
            [&[0][..], &id, &1_790_000_000_000u64.to_be_bytes(), &[0, 0, 4, 3, 0, 8]].concat();
        let stamp = [&stamp[..], &[0x30, 6, 2, 1, 1, 2, 1, 1]].concat();
        let size = stamp.len() as u8;
        let value = [&[4, size + 4, 0, size + 2, 0, size][..], &stamp].concat();
        let oid = [1, 3, 6, 1, 4, 1, 11129, 2, 4, 2];
        let mut leaf = leaf("2026-11-01", 90);
        leaf.custom_extensions.push(CustomExtension::from_oid_content(&oid, value));
        issued("A", leaf, true, NOW)
    };
    let found = stamped(log.id);
    let event = found.events.iter().find(|event| event.kind == Kind::Log).unwrap();
    assert_eq!((event.at, event.effect), (time("2028-01-01"), Effect::Tells));
    assert_eq!(event.values, "The log is Nimbus2027.");
    assert!(!present::calendar(&found).contains("Nimbus"));
    assert!(!stamped([7; 32]).events.iter().any(|event| event.kind == Kind::Log));
}

#[test]
fn an_ocsp_response_ends() {
    let folder = folder("ocsp");
    let script = "rm -f index.txt; \
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=Top \
        -addext basicConstraints=critical,CA:TRUE && \
        openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=www.example.com && \
        openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -days 90 -set_serial 4097 -out leaf.pem && \
        printf 'V\\t301231235959Z\\t\\t1001\\tunknown\\t/CN=www.example.com\\n' > index.txt && \
        openssl ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -issuer ca.pem -cert leaf.pem \
        -ndays 5 -respout response.der";
    let script = format!("cd {} && ({script}) >/dev/null 2>&1", folder.display());
    if !Command::new("sh").args(["-c", &script]).status().is_ok_and(|it| it.success()) {
        println!("SKIPPED: openssl makes no OCSP response here");
        return;
    }
    let names = ["leaf.pem", "ca.pem", "response.der"];
    let files = names.map(|name| (name, fs::read(folder.join(name)).unwrap()));
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = Time(seconds.as_secs() as i64);
    let found = present::timeline(&report(&files, false, &now.iso()));
    let event = found.events.iter().find(|event| event.kind == Kind::Response).unwrap();
    assert_eq!(event.effect, Effect::Stops);
    assert!((4..=5).contains(&now.days_until(event.at)), "{event:?}");
}

#[test]
fn a_thousand_certificates_are_told_of_to_a_limit() {
    let key = KeyPair::generate().unwrap();
    let root = ca("Top", "A");
    let top = root.self_signed(&key).unwrap();
    let issuer = Issuer::new(root, &key);
    let mut text = top.pem();
    for number in 0..500 {
        // Half of them ended long ago.
        let from = if number % 2 == 0 { "2025-01-01" } else { "2026-11-01" };
        let mut params = leaf(from, 90 + number);
        params.distinguished_name.push(DnType::CommonName, format!("host {number}"));
        text.push_str(&params.signed_by(&key, &issuer).unwrap().pem());
    }
    let files = [("chain.pem", text.into_bytes())];
    let found = present::timeline(&report(&files, false, NOW));
    assert!(found.events.len() <= MOST + PAST, "{}", found.events.len());
    assert!(found.left_out > 200);
    assert!(found.events.is_sorted_by_key(|event| event.at));
    // A page shows the nearest, and unfolds no more than it can draw.
    let (head, notes) = present::timeline_notes(&report(&files, false, NOW));
    let more = notes.last().unwrap();
    assert_eq!((notes.len(), more.title.as_str()), (1 + 2 + 8 + 1, "50 more dates"));
    assert_eq!(more.inside.len(), 50);
    assert!(head.contains("more dates are not shown."), "{head}");
    let (head, notes) = present::timeline_notes(&report(&[], false, NOW));
    assert!(head.is_empty() && notes.is_empty());
}

#[test]
fn the_drawing_is_an_address_with_a_mark_for_each_date_to_come() {
    let found = issued("Let's Encrypt", both(leaf("2026-11-01", 90)), true, NOW);
    let drawing = present::timeline_drawing(&found);
    let rest = drawing.strip_prefix("data:image/svg+xml,%3Csvg").unwrap();
    assert!(rest.ends_with("%3C/svg%3E"));
    assert!(rest.chars().all(|c| c.is_ascii_alphanumeric() || "%-._/:=".contains(c)), "{rest}");
    // The ends of leaf, intermediate and root, of which the last two fall together.
    assert_eq!(rest.matches("%23c22").count(), 3);
    assert!(present::timeline_drawing(&of(&[], true, NOW)).is_empty());
}

#[test]
fn the_calendar_is_read_by_another_library() {
    let mut hostile = leaf("2026-11-01", 90);
    let name = "a;b,c\\d\nBEGIN:VEVENT\u{202e}é漢字 0123456789 0123456789 0123456789 0123456789";
    hostile.distinguished_name.push(DnType::CommonName, name);
    let found = issued("Let's Encrypt", hostile, true, NOW);
    let calendar = present::calendar(&found);
    for line in calendar.split_inclusive("\r\n") {
        assert!(
            line.ends_with("\r\n") && line.len() <= 77 && !line.trim_end().contains('\n'),
            "{line:?}"
        );
    }
    let days: Vec<&Event> = found
        .events
        .iter()
        .filter(|event| event.at >= found.at && event.effect != Effect::Tells)
        .collect();
    assert_eq!(calendar.matches("\r\nBEGIN:VEVENT\r\n").count(), days.len());
    let path = folder("calendar").join("when.ics");
    fs::write(&path, &calendar).unwrap();
    let script = "import sys, json, icalendar\n\
        calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n\
        out = []\n\
        for event in calendar.walk('VEVENT'):\n\
        \x20   assert not event.errors, event.errors\n\
        \x20   alarms = [str(a['TRIGGER'].to_ical().decode()) for a in event.walk('VALARM')]\n\
        \x20   out.append([event.decoded('DTSTART').isoformat(), str(event['SUMMARY']), alarms, str(event['UID'])])\n\
        print(json.dumps(out))\n";
    let output = Command::new("python3").args(["-c", script]).arg(&path).output();
    let Some(output) = output.ok().filter(|it| it.status.success()) else {
        let known = Command::new("python3").args(["-c", "import icalendar"]).output();
        assert!(!known.is_ok_and(|it| it.status.success()), "the library refuses the calendar");
        println!("SKIPPED: Python has no icalendar here");
        return;
    };
    let read: Vec<(String, String, Vec<String>, String)> =
        serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read.len(), days.len());
    for (event, (day, summary, alarms, _)) in days.iter().zip(&read) {
        assert_eq!(*day, event.at.iso()[..10]);
        assert_eq!(*summary, format!("{}: {}", event.about, event.what));
        assert!(!alarms.is_empty());
    }
    let unique: std::collections::HashSet<&String> = read.iter().map(|it| &it.3).collect();
    assert_eq!(unique.len(), read.len());
}

#[test]
fn the_command_line_says_what_falls_into_the_span() {
    let folder = folder("cli");
    let parts = chain(leaf("2026-11-01", 60), ca("Issuing", "A"), ca("Top", "A"));
    fs::write(folder.join("chain.pem"), parts.concat()).unwrap();
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pemlens"));
        program.arg("timeline").args(arguments).args(["--at", NOW]).arg(folder.join("chain.pem"));
        let output = program.stdin(Stdio::null()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    // It ends on 30 December, 31 days later.
    assert_eq!(run(&["--within", "30d"]).0, 0);
    assert_eq!(run(&["--within", "32d"]).0, 1);
    assert_eq!(run(&["--within=5w"]).0, 1);
    assert_eq!(run(&["--within", "700h"]).0, 0);
    assert_eq!(run(&["--within", "soon"]).0, 2);
    let (code, text) = run(&[]);
    assert_eq!(code, 0);
    assert!(
        text.starts_with("The first to stop: “www.example.com”, on 30 December 2026"),
        "{text}"
    );
    let (_, json) = run(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["events"][0]["kind"], "renew");
    assert_eq!(json["first"], "2026-12-30T23:59:59Z");
    let (_, markdown) = run(&["--format=markdown"]);
    assert!(markdown.contains("## 2026-12-30, stops: www\\.example.com"), "{markdown}");
    let (code, calendar) = run(&["--format", "ics", "--within", "32d"]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && code == 1);
    let (code, help) = run(&["--help"]);
    assert!(code == 0 && help.contains("--within"));
}

/// Every seventh byte of a chain damaged in turn: dates and changes are told of what is left.
#[test]
fn damaged_certificates_break_neither() {
    let parts = chain(both(leaf("2026-11-01", 90)), ca("Issuing", "Let's Encrypt"), ca("Top", "A"));
    let whole = report(&[("chain.pem", parts.concat().into_bytes())], true, NOW);
    let der = whole.certificate(0).unwrap().der.clone();
    for place in (0..der.len()).step_by(7) {
        let mut damaged = der.clone();
        damaged[place] ^= 0x55;
        let above = parts[1..].concat().into_bytes();
        let broken = report(&[("leaf.der", damaged), ("above.pem", above)], true, NOW);
        let dates = present::timeline(&broken);
        let _ = (present::timeline_notes(&broken), present::calendar(&dates));
        let _ = (present::diff(&whole, &broken), present::diff(&broken, &whole));
    }
}

/// A key beside its certificate is in no output.
#[test]
fn no_private_key_is_told() {
    let key = KeyPair::generate().unwrap();
    let certificate = leaf("2026-11-01", 90).self_signed(&key).unwrap();
    let files = [
        ("leaf.pem", certificate.pem().into_bytes()),
        ("leaf.key", key.serialize_pem().into_bytes()),
    ];
    let report = report(&files, false, NOW);
    let dates = present::timeline(&report);
    let changes = present::diff(&report, &report).unwrap();
    let out = format!(
        "{dates:?}{changes:?}{:?}{:?}{}",
        present::timeline_notes(&report),
        present::diff_notes(&report),
        present::calendar(&dates)
    );
    for line in key.serialize_pem().lines().filter(|line| !line.starts_with("---")) {
        for start in 0..line.len().saturating_sub(16) {
            assert!(!out.contains(&line[start..start + 16]));
        }
    }
    assert!(!out.contains("PRIVATE KEY"));
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("timeline-{name}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}
