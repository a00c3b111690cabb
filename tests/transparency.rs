//! Signatures of Certificate Transparency logs, against what others computed: the precertificate and
//! timestamp of Google's certificate-transparency-go (testdata/certs.go, Apache-2.0), made with the
//! log key of the same project.

use data_encoding::{BASE64, HEXLOWER};
use pemlens::crypto::Check;
use pemlens::decode::{self, sct::Timestamp};
use pemlens::model::{Certificate, DigestAlgorithm, Oid, SignatureAlgorithm, SignatureKind};
use pemlens::trust::logs::{self, Log};

const CA: &str = "MIIC0DCCAjmgAwIBAgIBADANBgkqhkiG9w0BAQUFADBVMQswCQYDVQQGEwJHQjEkMCIGA1UEChMbQ2VydGlmaWNhdGUgVHJhbnNwYXJlbmN5IENBMQ4wDAYDVQQIEwVXYWxlczEQMA4GA1UEBxMHRXJ3IFdlbjAeFw0xMjA2MDEwMDAwMDBaFw0yMjA2MDEwMDAwMDBaMFUxCzAJBgNVBAYTAkdCMSQwIgYDVQQKExtDZXJ0aWZpY2F0ZSBUcmFuc3BhcmVuY3kgQ0ExDjAMBgNVBAgTBVdhbGVzMRAwDgYDVQQHEwdFcncgV2VuMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDVimhTYhCicRmTbneDIRgcKkATxtB7jHbrkVfT0PtLO1FuzsvRyY2RxS90P6tjXVUJnNE6uvMa5UFEJFGnTHgW8iQ8+EjPKDHM5nugSlojgZ88ujfmJNnDvbKZuDnd/iYx0ss6hPx7srXFL8/BT/9Ab1zURmnLsvfP34b7arnRsQIDAQABo4GvMIGsMB0GA1UdDgQWBBRfnYgNyHPmVNT4DdjmsMEktEfDVTB9BgNVHSMEdjB0gBRfnYgNyHPmVNT4DdjmsMEktEfDVaFZpFcwVTELMAkGA1UEBhMCR0IxJDAiBgNVBAoTG0NlcnRpZmljYXRlIFRyYW5zcGFyZW5jeSBDQTEOMAwGA1UECBMFV2FsZXMxEDAOBgNVBAcTB0VydyBXZW6CAQAwDAYDVR0TBAUwAwEB/zANBgkqhkiG9w0BAQUFAAOBgQAGCMxKbWTyIF4UbASydvkrDvqUpdryOvw4BmBtOZDQoeojPUApV2lGOwRmYef6HReZFSCa6i4Kd1F2QRIn18ADB8dHDmFYT9czQiRyf1HWkLxHqd81TbD26yWVXeGJPE3VICskovPkQNJ0tU4b03YmnKliibduyqQQkOFPOwqULg==";

const PRECERTIFICATE: &str = "MIIC3zCCAkigAwIBAgIBBzANBgkqhkiG9w0BAQUFADBVMQswCQYDVQQGEwJHQjEkMCIGA1UEChMbQ2VydGlmaWNhdGUgVHJhbnNwYXJlbmN5IENBMQ4wDAYDVQQIEwVXYWxlczEQMA4GA1UEBxMHRXJ3IFdlbjAeFw0xMjA2MDEwMDAwMDBaFw0yMjA2MDEwMDAwMDBaMFIxCzAJBgNVBAYTAkdCMSEwHwYDVQQKExhDZXJ0aWZpY2F0ZSBUcmFuc3BhcmVuY3kxDjAMBgNVBAgTBVdhbGVzMRAwDgYDVQQHEwdFcncgV2VuMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC+75jnwmh3rjhfdTJaDB0ym+3xj6r015a/BH634c4VyVui+A7kWL19uG+KSyUhkaeb1wDDjpwDibRc1NyaEgqyHgy0HNDnKAWkEM2cW9tdSSdyba8XEPYBhzd+olsaHjnu0LiBGdwVTcaPfajjDK8VijPmyVCfSgWwFAn/Xdh+tQIDAQABo4HBMIG+MB0GA1UdDgQWBBQgMVQa8lwF/9hli2hDeU9ekDb3tDB9BgNVHSMEdjB0gBRfnYgNyHPmVNT4DdjmsMEktEfDVaFZpFcwVTELMAkGA1UEBhMCR0IxJDAiBgNVBAoTG0NlcnRpZmljYXRlIFRyYW5zcGFyZW5jeSBDQTEOMAwGA1UECBMFV2FsZXMxEDAOBgNVBAcTB0VydyBXZW6CAQAwCQYDVR0TBAIwADATBgorBgEEAdZ5AgQDAQH/BAIFADANBgkqhkiG9w0BAQUFAAOBgQACocOeAVr1Tf8CPDNgh1//NDdVLx8JAb3CVDFfM3K3I/sV+87MTfRxoM5NjFRlXYSHl/soHj36u0YtLGhLBW/qe2O0cP8WbjLURgY1s9K8bagkmyYw5x/DTwjyPdTuIo+PdPY9eGMR3QpYEUBfkGzKLC0+6/yBmWTr2M98CIY/vg==";

/// The SubjectPublicKeyInfo of the log, without its header of two bytes.
const LOG_KEY: &str = "MBMGByqGSM49AgEGCCqGSM49AwEHA0IABJl4PLFFM8AWGlq0W/ldCKKc0OqN1MhCdOK+Wa0VxnaWDPCvoQdKV6xkSyNHnls/t7JF60tCDvNwIQNxqUS+rOs=";
const LOG_ID: &str = "df1c2ec11500945247a96168325ddc5c7959e8f7c6d388fc002e0bbd3f74d764";
const SIGNATURE: &str = "30450220482f6751af35dba65436be1fd6640f3dbf9a41429495924530288fa3e5e23e06022100e4edc0db3ac572b1e2f5e8ab6a680653987dcf41027dfeffa105519d89edbf08";

fn certificate(base64: &str) -> Certificate {
    decode::certificate(&BASE64.decode(base64.as_bytes()).unwrap()).unwrap()
}

fn log() -> Log {
    let key = decode::key_from_content(&BASE64.decode(LOG_KEY.as_bytes()).unwrap()).unwrap();
    Log::new("Google", "test", true, key)
}

fn timestamp() -> Timestamp {
    let kind = SignatureKind::Ecdsa(DigestAlgorithm::Sha256);
    Timestamp {
        version: 0,
        log: log().id,
        time: 0x13D_DB27_DF93,
        extensions: Vec::new(),
        algorithm: Some(SignatureAlgorithm { der: Vec::new(), oid: Oid::default(), kind }),
        signature: HEXLOWER.decode(SIGNATURE.as_bytes()).unwrap(),
    }
}

#[test]
fn a_timestamp_made_by_others_fits_its_precertificate() {
    assert_eq!(HEXLOWER.encode(&log().id), LOG_ID);
    let (ca, leaf) = (certificate(CA), certificate(PRECERTIFICATE));
    assert_eq!(logs::check(&log(), &leaf, &ca.public_key, &timestamp()), Check::Valid);
}

#[test]
fn it_fits_nothing_else() {
    let (ca, leaf) = (certificate(CA), certificate(PRECERTIFICATE));
    let later = Timestamp { time: 0x13D_DB27_DF94, ..timestamp() };
    let longer = Timestamp { extensions: vec![0], ..timestamp() };
    let unsigned = Timestamp { algorithm: None, ..timestamp() };
    for other in [later, longer, unsigned] {
        assert_eq!(logs::check(&log(), &leaf, &ca.public_key, &other), Check::Invalid);
    }
    assert_eq!(logs::check(&log(), &leaf, &leaf.public_key, &timestamp()), Check::Invalid);
    assert_eq!(logs::check(&log(), &ca, &ca.public_key, &timestamp()), Check::Invalid);
    let other = logs::known().all.first().unwrap();
    assert_eq!(logs::check(other, &leaf, &ca.public_key, &timestamp()), Check::Invalid);
}

#[test]
fn every_log_of_the_list_is_read() {
    let lines = include_str!("../src/trust/logs.tsv").lines().filter(|line| !line.starts_with('#'));
    let known = logs::known();
    assert_eq!(known.all.len() + known.firefox_alone.len(), lines.count());
    // What Firefox carries: by key where that is known, by the beginning of the identifier else.
    assert_eq!(known.all.iter().filter(|log| log.firefox).count(), 62);
    assert_eq!(known.firefox_alone.len(), 2);
    let id = HEXLOWER
        .decode(b"46af863d3b3ee59fa577dea8245d36b0d9ed22a223f4617741229452ee95505f")
        .unwrap();
    assert_eq!(known.operator_for_firefox(&id), Some("Geomys"));
    let mut alone = [0; 32];
    alone[..8].copy_from_slice(&known.firefox_alone[0].0);
    assert_eq!(known.operator_for_firefox(&alone), Some("Geomys"));
    assert_eq!(known.operator_for_firefox(&[0; 32]), None);
    assert!(known.all.iter().all(|log| log.key.short() == "EC P-256"));
    // Identifiers as the list itself states them.
    for (name, id) in [
        ("Nimbus2026", "cb38f715897c84a1445f5bc1ddfbc96ef29a59cd470a690585b0cb14c31458e7"),
        ("Tuscolo2026h2", "46af863d3b3ee59fa577dea8245d36b0d9ed22a223f4617741229452ee95505f"),
    ] {
        let log = known.all.iter().find(|log| log.name == name).unwrap();
        assert_eq!(HEXLOWER.encode(&log.id), id);
        assert!(log.counts);
    }
    assert!(known.all.iter().any(|log| !log.counts));
}
