//! What Go, Java, rustls and Python's cryptography say about made-up certificates: the words are
//! written here, and compared with the programs themselves where these versions are installed
//! (`PEMLENS_GO` and `PEMLENS_PYTHON` name other places than the usual ones). rustls needs none: its
//! own library is inside.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use data_encoding::BASE64;
use pemlens::decode;
use pemlens::model::{Certificate, Time};
use pemlens::purpose::host::Host;
use pemlens::stacks::{
    self, Asked, GO_127, JAVA_17, PYCA, Program, Question, RUSTLS, Role, Verdict,
};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};

const AT: i64 = 1_790_000_000;
const PROGRAMS: [&Program; 4] = [&GO_127, &JAVA_17, &RUSTLS, &PYCA];

/// What is handed over, and what each of [`PROGRAMS`] says; `ok` where it accepts.
struct Case {
    what: &'static str,
    host: &'static str,
    role: Role,
    at: i64,
    leaf: Vec<u8>,
    sent: Vec<Vec<u8>>,
    roots: Vec<Vec<u8>>,
    says: [&'static str; 4],
}

fn ca(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

fn leaf(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, "www.example.com");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    params
}

/// A root, an intermediate and their keys.
struct World {
    root_key: KeyPair,
    middle_key: KeyPair,
    key: KeyPair,
    root: Vec<u8>,
    middle: Vec<u8>,
}

impl World {
    fn new() -> Self {
        let [root_key, middle_key, key] = [(); 3].map(|()| KeyPair::generate().unwrap());
        let root = ca("Root").self_signed(&root_key).unwrap().der().to_vec();
        let mut world = Self { root_key, middle_key, key, root, middle: Vec::new() };
        world.middle = world.below_root(ca("Middle"));
        world
    }

    fn below_root(&self, params: CertificateParams) -> Vec<u8> {
        let issuer = Issuer::new(ca("Root"), &self.root_key);
        params.signed_by(&self.middle_key, &issuer).unwrap().der().to_vec()
    }

    fn sign(&self, params: CertificateParams) -> Vec<u8> {
        let issuer = Issuer::new(ca("Middle"), &self.middle_key);
        params.signed_by(&self.key, &issuer).unwrap().der().to_vec()
    }
}

const NO_PATH: &str = "sun.security.validator.ValidatorException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target";
const JAVA_DATES: &str = "sun.security.validator.ValidatorException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed";
const GO_EXPIRED: &str = "x509: certificate has expired or is not yet valid: current time 2027-06-01T00:00:00Z is after 2027-01-01T00:00:00Z";
const RUSTLS_EXPIRED: &str =
    "CertExpired { time: UnixTime(1811808000), not_after: UnixTime(1798761600) }";
const PYCA_DATES: &str = "validation failed: cert is not valid at validation time (encountered processing <Certificate(subject=<Name(CN=www.example.com)>, ...)>)";
const PYCA_NAME: &str = "validation failed: leaf certificate has no matching subjectAltName (encountered processing <Certificate(subject=<Name(CN=www.example.com)>, ...)>)";
const GO_UNKNOWN: &str = "x509: certificate signed by unknown authority";
const LATE: i64 = 1_811_808_000;

fn cases() -> Vec<Case> {
    let world = World::new();
    let good = world.sign(leaf(&["www.example.com"]));
    let (root, middle) = (world.root.clone(), world.middle.clone());
    let all = || vec![middle.clone()];
    let roots = || vec![root.clone()];
    let case = |what, host, says| Case {
        what,
        host,
        role: Role::Server,
        at: AT,
        leaf: good.clone(),
        sent: all(),
        roots: roots(),
        says,
    };
    let other = "other.example.org";
    let mut cases = vec![
        case("all in order", "www.example.com", ["ok"; 4]),
        case(
            "another name",
            other,
            [
                "x509: certificate is valid for www.example.com, not other.example.org",
                "java.security.cert.CertificateException: No subject alternative DNS name matching other.example.org found.",
                "CertNotValidForName(InvalidNameContext { expected: DnsName(\"other.example.org\"), presented: [\"DnsName(\\\"www.example.com\\\")\"] })",
                PYCA_NAME,
            ],
        ),
        case(
            "an address that is not there",
            "192.0.2.7",
            [
                "x509: cannot validate certificate for 192.0.2.7 because it doesn't contain any IP SANs",
                "java.security.cert.CertificateException: No subject alternative names matching IP address 192.0.2.7 found",
                "CertNotValidForName(InvalidNameContext { expected: IpAddress(V4(Ipv4Addr([192, 0, 2, 7]))), presented: [\"DnsName(\\\"www.example.com\\\")\"] })",
                PYCA_NAME,
            ],
        ),
    ];
    let dates = [GO_EXPIRED, JAVA_DATES, RUSTLS_EXPIRED, PYCA_DATES];
    // Two faults at once: which is told shows the order of the checks.
    cases.push(Case { at: LATE, ..case("expired, another name", other, dates) });
    let says = [
        "x509: certificate is valid for www.example.com, not other.example.org",
        NO_PATH,
        "UnknownIssuer",
        PYCA_NAME,
    ];
    cases.push(Case { sent: vec![], ..case("no intermediate, another name", other, says) });
    let says = [GO_EXPIRED, NO_PATH, RUSTLS_EXPIRED, PYCA_DATES];
    cases.push(Case {
        sent: vec![],
        at: LATE,
        ..case("no intermediate, expired", "www.example.com", says)
    });
    let says = [
        GO_UNKNOWN,
        NO_PATH,
        "RequiredEkuNotFoundContext(RequiredEkuNotFoundContext { required: KeyPurposeId(1.3.6.1.5.5.7.3.2), present: [KeyPurposeId(1.3.6.1.5.5.7.3.1)] })",
        "validation failed: required EKU not found (encountered processing <Certificate(subject=<Name(CN=www.example.com)>, ...)>)",
    ];
    cases.push(Case {
        sent: vec![],
        role: Role::Client,
        ..case("no intermediate, a client", "-", says)
    });
    let says = [
        GO_UNKNOWN,
        NO_PATH,
        "UnknownIssuer",
        "validation failed: candidates exhausted: all candidates exhausted with no interior errors",
    ];
    cases.push(Case { sent: vec![], ..case("no intermediate", "www.example.com", says) });
    cases.push(Case {
        sent: vec![],
        roots: all(),
        ..case("the intermediate as the anchor", "www.example.com", ["ok"; 4])
    });

    let impostor = World::new();
    let says = [
        "x509: certificate signed by unknown authority (possibly because of \"x509: ECDSA verification failure\" while trying to verify candidate authority certificate \"Root\")",
        "sun.security.validator.ValidatorException: PKIX path validation failed: java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors",
        "InvalidSignatureForPublicKey",
        "validation failed: candidates exhausted: signature does not match",
    ];
    cases.push(Case {
        roots: vec![impostor.root.clone()],
        ..case("another root of the same name", "www.example.com", says)
    });

    let mut params = ca("Leaf CA");
    params.subject_alt_names = vec![SanType::DnsName("www.example.com".try_into().unwrap())];
    let says = [
        "ok",
        "sun.security.validator.ValidatorException: KeyUsage does not allow digital signatures",
        "CaUsedAsEndEntity",
        // rcgen writes the alternative names first, then key usage, then basic constraints.
        "validation failed: EE keyUsage must not assert keyCertSign (encountered processing <Certificate(subject=<Name(CN=Leaf CA)>, ...)>)",
    ];
    cases.push(Case {
        leaf: world.sign(params),
        ..case("a CA in the place of the leaf", "www.example.com", says)
    });

    let address = world.sign(leaf(&["192.0.2.7", "2001:db8::1"]));
    cases.push(Case { leaf: address.clone(), ..case("an address", "192.0.2.7", ["ok"; 4]) });
    cases.push(Case { leaf: address, ..case("a long address", "2001:db8::1", ["ok"; 4]) });

    let says = [
        "x509: certificate relies on legacy Common Name field, use SANs instead",
        "ok",
        "CertNotValidForName(InvalidNameContext { expected: DnsName(\"www.example.com\"), presented: [] })",
        "validation failed: missing required extension: leaf server certificate has no subjectAltName (encountered processing <Certificate(subject=<Name(CN=www.example.com)>, ...)>)",
    ];
    cases.push(Case {
        leaf: world.sign(leaf(&[])),
        ..case("a common name only", "www.example.com", says)
    });

    let says = [
        "x509: certificate is valid for w*.example.com, not www.example.com",
        "ok",
        "CertNotValidForName(InvalidNameContext { expected: DnsName(\"www.example.com\"), presented: [\"DnsName(\\\"w*.example.com\\\")\"] })",
        PYCA_NAME,
    ];
    cases.push(Case {
        leaf: world.sign(leaf(&["w*.example.com"])),
        ..case("a wildcard in a label", "www.example.com", says)
    });

    let mut params = ca("Middle");
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("example.net".into())],
        excluded_subtrees: vec![],
    });
    let says = [
        "x509: a root or intermediate certificate is not authorized to sign for this name: DNS name \"www.example.com\" is not permitted by any constraint",
        "sun.security.validator.ValidatorException: PKIX path validation failed: java.security.cert.CertPathValidatorException: name constraints check failed",
        "NameConstraintViolation",
        "validation failed: candidates exhausted: no permitted name constraints matched SAN",
    ];
    cases.push(Case {
        sent: vec![world.below_root(params)],
        ..case("a name outside constraints", "www.example.com", says)
    });
    cases
}

fn read(der: &[u8]) -> Certificate {
    decode::certificate(der).unwrap()
}

/// What the model says: `ok` or the message.
fn model(case: &Case, program: &'static Program) -> String {
    let leaf = read(&case.leaf);
    let sent: Vec<Certificate> = case.sent.iter().map(|der| read(der)).collect();
    let roots: Vec<Certificate> = case.roots.iter().map(|der| read(der)).collect();
    let (sent, roots) = (sent.iter().collect(), roots.iter().collect());
    let mut question = Question::new(&leaf, sent, roots, Time(case.at), case.role);
    question.name = Host::parse(case.host).ok().flatten().map(Asked::Host);
    match stacks::ask(program, &question) {
        Verdict::Accept => "ok".into(),
        Verdict::Reject(refusal) => refusal.message,
        Verdict::Silent(why) => panic!("{}: {program:?} is silent: {why}", case.what),
    }
}

#[test]
fn programs_say_what_is_written_here() {
    for case in cases() {
        for (program, says) in PROGRAMS.into_iter().zip(case.says) {
            assert_eq!(model(&case, program), says, "{}, {program:?}", case.what);
        }
    }
}

/// The questions as the programs in `tests/programs` read them.
fn lines(cases: &[Case]) -> String {
    let list = |ders: &[Vec<u8>]| match ders {
        [] => "-".to_owned(),
        ders => ders.iter().map(|der| BASE64.encode(der)).collect::<Vec<_>>().join(","),
    };
    let mut text = String::new();
    for case in cases {
        let role = if case.role == Role::Client { "client" } else { "server" };
        let (leaf, sent, roots) = (BASE64.encode(&case.leaf), list(&case.sent), list(&case.roots));
        text.push_str(&format!("{} {role} {} {leaf} {sent} {roots}\n", case.at, case.host));
    }
    text
}

/// The first output of a command, or nothing where it cannot be run.
fn version(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    String::from_utf8_lossy(&output).lines().next().unwrap_or_default().to_owned()
}

fn compare(program: &'static Program, place: usize, mut command: Command) {
    let cases = cases();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines(&cases).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let said: Vec<&str> = said.lines().collect();
    assert_eq!(said.len(), cases.len(), "{program:?} did not answer every question");
    for (case, said) in cases.iter().zip(said) {
        assert_eq!(said, case.says[place], "{}, said by {program:?} itself", case.what);
    }
    println!("{} cases compared with {program:?}", cases.len());
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn go_itself_says_so() {
    let go = std::env::var("PEMLENS_GO").unwrap_or_else(|_| "go".into());
    let version = version(&go, &["version"]);
    if !version.contains("go1.27") {
        println!("skipped: needs Go 1.27, found “{version}”");
        return;
    }
    let mut command = Command::new(go);
    command.args(["run", &file("judge.go")]);
    compare(&GO_127, 0, command);
}

#[test]
fn java_itself_says_so() {
    let version = version("java", &["-version"]);
    if !version.contains("\"17.") {
        println!("skipped: needs Java 17, found “{version}”");
        return;
    }
    let mut command = Command::new("java");
    command.arg(file("Judge.java"));
    compare(&JAVA_17, 1, command);
}

#[test]
fn cryptography_itself_says_so() {
    let python = std::env::var("PEMLENS_PYTHON").unwrap_or_else(|_| "python3".into());
    let version = version(&python, &["-c", "import cryptography; print(cryptography.__version__)"]);
    if !version.starts_with("50.") {
        println!("skipped: needs cryptography 50, found “{version}”");
        return;
    }
    let mut command = Command::new(python);
    command.arg(file("judge.py"));
    compare(&PYCA, 3, command);
}

/// What clients print around a refusal.
#[test]
fn lines_around_refusals() {
    let case = cases().into_iter().find(|case| case.what == "expired, another name").unwrap();
    let leaf = read(&case.leaf);
    let roots: Vec<Certificate> = case.roots.iter().map(|der| read(der)).collect();
    let roots = roots.iter().collect();
    let question = Question::new(&leaf, vec![], roots, Time(case.at), Role::Server);
    let line = |program| match stacks::ask(program, &question) {
        Verdict::Reject(refusal) => refusal.wrapped.first().map(|(_, line)| line.clone()),
        _ => None,
    };
    assert_eq!(line(&GO_127).unwrap(), format!("tls: failed to verify certificate: {GO_EXPIRED}"));
    assert_eq!(
        line(&RUSTLS).unwrap(),
        "invalid peer certificate: certificate expired: verification time 1811808000 (UNIX), but certificate is not valid after 1798761600 (13046400 seconds ago)"
    );
    assert!(
        line(&JAVA_17)
            .unwrap()
            .starts_with("javax.net.ssl.SSLHandshakeException: PKIX path building failed: ")
    );
}
