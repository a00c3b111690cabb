//! What is said for OpenSSL, GnuTLS and Mbed TLS where two faults meet and where they differ, on
//! certificates made here; `openssl verify` and `certtool --verify` are run on the same ones. What
//! is not installed, or in another version, is said and passed over.

use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::decode;
use pemlens::hints::rules;
use pemlens::input::Source;
use pemlens::model::{Certificate, Time};
use pemlens::purpose::host::Host;
use pemlens::stacks::{
    Asked, GNUTLS, MBEDTLS, OPENSSL_30, OPENSSL_30_LAST, OPENSSL_40, Program, Question, Refusal,
    Role, Verdict, ask,
};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};

/// Any time between the dates of the certificates made here; the programs run at their own.
const AT: i64 = 1_790_000_000;
const HOST: &str = "www.example.com";
const OTHER: &str = "www.example.org";

struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.use_authority_key_identifier_extension = true;
        Self { params, key: KeyPair::generate().unwrap() }
    }

    fn with(mut self, change: impl FnOnce(&mut CertificateParams)) -> Self {
        change(&mut self.params);
        self
    }

    fn own(&self) -> String {
        self.params.self_signed(&self.key).unwrap().pem()
    }

    fn sign(&self, params: &CertificateParams, key: &KeyPair) -> String {
        let issuer = Issuer::new(self.params.clone(), &self.key);
        params.signed_by(key, &issuer).unwrap().pem()
    }

    fn by(&self, issuer: &Authority) -> String {
        issuer.sign(&self.params, &self.key)
    }

    fn leaf(&self, change: impl FnOnce(&mut CertificateParams)) -> String {
        let mut params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "leaf");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        change(&mut params);
        self.sign(&params, &KeyPair::generate().unwrap())
    }
}

/// A question as files.
struct Case {
    leaf: String,
    sent: Vec<String>,
    trusted: Vec<String>,
    host: &'static str,
    role: Role,
}

impl Case {
    fn new(leaf: String, sent: &[&str], trusted: &[&str]) -> Self {
        let owned = |list: &[&str]| list.iter().map(|pem| (*pem).to_owned()).collect();
        Self { leaf, sent: owned(sent), trusted: owned(trusted), host: HOST, role: Role::Server }
    }

    fn host(mut self, host: &'static str) -> Self {
        self.host = host;
        self
    }

    fn client(mut self) -> Self {
        self.role = Role::Client;
        self
    }

    fn says(&self, program: &'static Program) -> Result<(), Refusal> {
        self.says_at(program, AT)
    }

    fn says_at(&self, program: &'static Program, at: i64) -> Result<(), Refusal> {
        let (leaf, sent, trusted) =
            (certificate(&self.leaf), certificates(&self.sent), certificates(&self.trusted));
        let mut question = Question::new(
            &leaf,
            sent.iter().collect(),
            trusted.iter().collect(),
            Time(at),
            self.role,
        );
        if self.role == Role::Server {
            question.name = Some(Asked::Host(Host::parse(self.host).unwrap().unwrap()));
        }
        match ask(program, &question) {
            Verdict::Accept => Ok(()),
            Verdict::Reject(refusal) => {
                let hint = refusal.rule.hint.id();
                assert!(hint.is_empty() || rules::find(hint).is_some(), "{hint} is no hint");
                Err(refusal)
            }
            Verdict::Silent(why) => panic!("{program:?} says nothing: {why}"),
        }
    }

    /// First and last fault of OpenSSL, and the sentences of the two others.
    fn expect(&self, first: u16, last: u16, gnutls: &str, mbedtls: &str) {
        let code =
            |program| self.says(program).map_or_else(|refusal| refusal.code, |()| "0".into());
        assert_eq!(code(&OPENSSL_30), first.to_string(), "the first fault");
        assert_eq!(code(&OPENSSL_40), first.to_string(), "the first fault of 4.0");
        assert_eq!(code(&OPENSSL_30_LAST), last.to_string(), "the last fault");
        let words = |program| self.says(program).map_or_else(|r| r.message, |()| String::new());
        let all = words(&GNUTLS);
        assert_eq!(all.trim_start_matches("The certificate is NOT trusted."), gnutls, "GnuTLS");
        assert_eq!(words(&MBEDTLS), mbedtls, "Mbed TLS");
        self.run();
    }

    /// The same by the programs themselves.
    fn run(&self) {
        let folder = folder();
        let write = |name: &str, text: String| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let leaf = write("leaf.pem", self.leaf.clone());
        let trusted = write("trusted.pem", self.trusted.concat());
        let chain = write("chain.pem", format!("{}{}", self.leaf, self.sent.concat()));
        if version("openssl", "version").starts_with("OpenSSL 3.0.") {
            let sent = write("sent.pem", self.sent.concat());
            self.run_openssl(&leaf, &sent, &trusted);
        } else {
            println!("OpenSSL 3.0 is not installed; its words were not compared.");
        }
        if version("certtool", "--version").contains("3.7.") && self.role == Role::Server {
            self.run_certtool(&chain, &trusted);
        } else {
            println!("certtool 3.7 is not installed, or not asked about clients.");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    fn run_openssl(&self, leaf: &str, sent: &str, trusted: &str) {
        let mut command = Command::new("openssl");
        command.args(["verify", "-no-CApath", "-no-CAstore", "-auth_level", "2"]);
        match self.role {
            Role::Client => command.args(["-purpose", "sslclient"]),
            Role::Server if self.host.parse::<std::net::IpAddr>().is_ok() => {
                command.args(["-purpose", "sslserver", "-verify_ip", self.host])
            }
            Role::Server => command.args(["-purpose", "sslserver", "-verify_hostname", self.host]),
        };
        command.args(["-CAfile", trusted]);
        if !self.sent.is_empty() {
            command.args(["-untrusted", sent]);
        }
        let output = command.arg(leaf).output().unwrap();
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let printed = text.lines().find(|line| line.contains("depth lookup:"));
        let ours = self.says(&OPENSSL_30).err();
        let ours = ours.as_ref().map(|refusal| wrapped(refusal, "openssl verify"));
        assert_eq!(ours, printed, "openssl verify printed:\n{text}");
    }

    fn run_certtool(&self, chain: &str, trusted: &str) {
        let output = Command::new("certtool")
            .args(["--verify", "--infile", chain, "--load-ca-certificate", trusted])
            .args(["--verify-profile", "medium", "--verify-purpose", "1.3.6.1.5.5.7.3.1"])
            .args(["--verify-hostname", self.host])
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let ours = match self.says(&GNUTLS) {
            Ok(()) => "The certificate is trusted.".to_owned(),
            Err(refusal) => refusal.message,
        };
        let printed = text.lines().find_map(|line| line.split_once("Chain verification output: "));
        let printed = printed.map_or("", |(_, words)| words);
        let printed = printed.trim_start_matches("Not verified. ").trim_start_matches("Verified. ");
        assert_eq!(printed.trim(), ours, "certtool printed:\n{text}");
    }
}

fn wrapped<'a>(refusal: &'a Refusal, who: &str) -> &'a str {
    let line = refusal.wrapped.iter().find(|(name, _)| *name == who);
    line.map_or("", |(_, line)| line.as_str())
}

fn version(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    output.map_or(String::new(), |output| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A folder of its own for each run.
fn folder() -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("programs-{}-{number}", std::process::id());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn certificate(pem: &str) -> Certificate {
    let source = Source { bytes: pem.as_bytes().to_vec(), ..Source::default() };
    let contents = decode::read(&source, &mut |_| {});
    contents.certificates.into_iter().next().unwrap().certificate
}

fn certificates(pems: &[String]) -> Vec<Certificate> {
    pems.iter().map(|pem| certificate(pem)).collect()
}

const NAME: &str = " The name in the certificate does not match the expected.";
const UNKNOWN: &str = " The certificate issuer is unknown.";
const PURPOSE: &str = " The certificate chain does not match the intended purpose.";
const EXPIRED: &str = " The certificate chain uses expired certificate.";
const MBED_NAME: &str = "The certificate Common Name (CN) does not match with the expected CN;";
const MBED_UNTRUSTED: &str = "The certificate is not correctly signed by the trusted CA;";
const MBED_EXPIRED: &str = "The certificate validity has expired;";
const MBED_PURPOSE: &str = "Usage does not match the extendedKeyUsage extension;";

fn pair() -> (Authority, Authority) {
    (Authority::new("root"), Authority::new("intermediate"))
}

fn past(params: &mut CertificateParams) {
    params.not_before = date_time_ymd(2019, 1, 1);
    params.not_after = date_time_ymd(2020, 1, 1);
}

#[test]
fn a_good_chain_is_taken_by_all() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]);
    case.expect(0, 0, "", "");
}

#[test]
fn an_expired_certificate_for_another_name() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(past), &[&middle.by(&root)], &[&root.own()]).host(OTHER);
    case.expect(62, 10, &format!("{EXPIRED}{NAME}"), &format!("{MBED_EXPIRED} {MBED_NAME}"));
    // curl and Node.js look at names themselves, and last.
    let first = case.says(&OPENSSL_30).unwrap_err();
    assert_eq!(
        wrapped(&first, "curl"),
        "curl: (60) SSL certificate problem: certificate has expired"
    );
    assert!(wrapped(&first, "Python").ends_with(
        "verify failed: Hostname mismatch, certificate is not valid for 'www.example.org'."
    ));
    let last = case.says(&OPENSSL_30_LAST).unwrap_err();
    assert_eq!(wrapped(&last, "Node.js"), "CERT_HAS_EXPIRED certificate has expired");
}

#[test]
fn another_name_alone() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]).host(OTHER);
    case.expect(62, 62, NAME, MBED_NAME);
    let last = case.says(&OPENSSL_30_LAST).unwrap_err();
    assert_eq!(
        wrapped(&last, "Node.js"),
        "ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames: Host: www.example.org. is not in the cert's altnames: DNS:www.example.com"
    );
}

#[test]
fn an_address_in_place_of_a_name() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]);
    case.host("192.0.2.1").expect(64, 64, NAME, MBED_NAME);
}

#[test]
fn a_missing_intermediate_is_20_and_then_21() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(|_| {}), &[], &[&root.own()]);
    case.expect(20, 21, UNKNOWN, MBED_UNTRUSTED);
    let last = case.says(&OPENSSL_30_LAST).unwrap_err();
    assert_eq!(
        wrapped(&last, "Node.js"),
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify the first certificate"
    );
}

#[test]
fn an_untrusted_root_is_20_where_it_was_not_sent_and_19_where_it_was() {
    let (root, middle) = pair();
    let stranger = Authority::new("stranger").own();
    let (leaf, by) = (middle.leaf(|_| {}), middle.by(&root));
    let case = Case::new(leaf.clone(), &[&by], &[&stranger]);
    case.expect(20, 20, UNKNOWN, MBED_UNTRUSTED);
    let case = Case::new(leaf, &[&by, &root.own()], &[&stranger]);
    case.expect(19, 19, UNKNOWN, MBED_UNTRUSTED);
}

#[test]
fn an_intermediate_alone_is_no_anchor_for_openssl() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(|_| {}), &[], &[&middle.by(&root)]);
    case.expect(2, 2, "", "");
}

#[test]
fn a_self_signed_leaf_is_18() {
    let mut params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "alone");
    let leaf = params.self_signed(&KeyPair::generate().unwrap()).unwrap().pem();
    let stranger = Authority::new("stranger").own();
    Case::new(leaf.clone(), &[], &[&stranger]).expect(18, 18, UNKNOWN, MBED_UNTRUSTED);
    Case::new(leaf.clone(), &[], &[&leaf]).expect(0, 0, "", "");
}

#[test]
fn purposes_come_before_dates_in_openssl() {
    let (root, middle) = pair();
    let leaf = middle.leaf(|params| {
        past(params);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    });
    let case = Case::new(leaf, &[&middle.by(&root)], &[&root.own()]);
    case.expect(26, 10, &format!("{PURPOSE}{EXPIRED}"), &format!("{MBED_EXPIRED} {MBED_PURPOSE}"));
}

#[test]
fn any_purpose_is_none_for_openssl() {
    let (root, middle) = pair();
    let leaf =
        middle.leaf(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::Any]);
    Case::new(leaf, &[&middle.by(&root)], &[&root.own()]).expect(26, 26, "", "");
}

#[test]
fn a_server_certificate_shown_by_a_client() {
    let (root, middle) = pair();
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]).client();
    case.expect(26, 26, PURPOSE, MBED_PURPOSE);
    let last = case.says(&OPENSSL_30_LAST).unwrap_err();
    assert_eq!(
        wrapped(&last, "nginx, error log"),
        "client SSL certificate verify error: (26:unsuitable certificate purpose)"
    );
}

#[test]
fn an_expired_root_expires_what_it_signed() {
    let (root, middle) = pair();
    let root = root.with(past);
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]);
    case.expect(10, 10, EXPIRED, MBED_EXPIRED);
}

#[test]
fn name_constraints_that_mbed_tls_cannot_read() {
    let (root, middle) = pair();
    let middle = middle.with(|params| {
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName("example.net".into())],
            excluded_subtrees: Vec::new(),
        });
    });
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]);
    let broken = " The certificate chain violates the signer's constraints.";
    let unread = "[intermediate parse: -0x2562 X509 - The extension tag or value is invalid : ASN1 - ASN1 tag was of an unexpected value]";
    case.expect(47, 47, broken, &format!("{MBED_UNTRUSTED} {unread}"));
}

#[test]
fn a_path_that_is_too_long() {
    let (root, middle) = pair();
    let root = root.with(|params| params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0)));
    let case = Case::new(middle.leaf(|_| {}), &[&middle.by(&root)], &[&root.own()]);
    let broken = " The certificate chain violates the signer's constraints.";
    case.expect(25, 25, broken, MBED_UNTRUSTED);
}

#[test]
fn the_very_second_of_not_after_is_past_for_openssl_3_0_alone() {
    let (root, middle) = pair();
    let leaf = middle.leaf(|params| params.not_after = date_time_ymd(2027, 1, 1));
    let case = Case::new(leaf, &[&middle.by(&root)], &[&root.own()]);
    let end = Time::parse("2027-01-01").unwrap().0;
    let takes = |program, at| case.says_at(program, at).is_ok();
    assert!(!takes(&OPENSSL_30, end) && takes(&OPENSSL_30, end - 1));
    for program in [&OPENSSL_40, &GNUTLS, &MBEDTLS] {
        assert!(takes(program, end) && !takes(program, end + 1), "{program:?}");
    }
}
