//! What browsers, and the engines below them, are said to do: cases made here for rules that their
//! sources document, and NSS's vfychain run on some of them where it is installed.

use std::process::Command;

use crate::common::chains::{self, ca, read};
use pemlens::model::{Certificate, Time};
use pemlens::purpose::host::Host;
use pemlens::stacks::{
    APPLE, Asked, BORING_PKI, CHROMIUM_156, FIREFOX_153, FIREFOX_153_NO_CT, Known, NSS, Program,
    Question, Role, SCHANNEL, Verdict, ask,
};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};

/// 15 June 2026.
const AT: Time = Time(1_781_481_600);

struct Made {
    leaf: Certificate,
    sent: Vec<Certificate>,
    root: Certificate,
}

/// A leaf for a summer: browsers take no public one for a year.
fn server() -> CertificateParams {
    let mut params = chains::server();
    params.not_before = date_time_ymd(2026, 5, 1);
    params.not_after = date_time_ymd(2026, 8, 1);
    params
}

/// A leaf, an intermediate and a root, each changed as asked.
fn make(
    leaf: impl FnOnce(&mut CertificateParams),
    middle: impl FnOnce(&mut CertificateParams),
    root: impl FnOnce(&mut CertificateParams),
) -> Made {
    let [root_key, middle_key, leaf_key] = [(); 3].map(|()| KeyPair::generate().unwrap());
    let (mut top, mut between, mut end) = (ca("Root"), ca("Middle"), server());
    root(&mut top);
    middle(&mut between);
    leaf(&mut end);
    let root = top.self_signed(&root_key).unwrap();
    let middle = between.signed_by(&middle_key, &Issuer::new(top, &root_key)).unwrap();
    let leaf = end.signed_by(&leaf_key, &Issuer::new(between, &middle_key)).unwrap();
    Made { leaf: read(&leaf.pem()), sent: vec![read(&middle.pem())], root: read(&root.pem()) }
}

fn plain() -> Made {
    make(|_| {}, |_| {}, |_| {})
}

fn question<'a>(made: &'a Made, host: &str) -> Question<'a> {
    let sent = made.sent.iter().collect();
    let mut question = Question::new(&made.leaf, sent, vec![&made.root], AT, Role::Server);
    question.name = Host::parse(host).unwrap().map(Asked::Host);
    question
}

/// `accept`, or the code.
fn says(program: &'static Program, question: &Question<'_>) -> String {
    match ask(program, question) {
        Verdict::Accept => "accept".into(),
        Verdict::Reject(refusal) => refusal.code,
        Verdict::Silent(why) => format!("silent: {why}"),
    }
}

const FIREFOX: &Program = &FIREFOX_153;
const CHROMIUM: &Program = &CHROMIUM_156;

#[test]
fn a_good_chain_is_accepted_by_all() {
    let made = plain();
    let question = question(&made, "www.example.com");
    for program in [FIREFOX, &FIREFOX_153_NO_CT, CHROMIUM, &BORING_PKI, &NSS, &SCHANNEL, &APPLE] {
        assert_eq!(says(program, &question), "accept", "{}", program.id);
    }
}

#[test]
fn the_host_wins_over_the_leafs_dates_and_loses_to_its_issuers() {
    let made = make(|leaf| leaf.not_after = date_time_ymd(2026, 6, 1), |_| {}, |_| {});
    assert_eq!(says(FIREFOX, &question(&made, "www.example.com")), "-8181");
    assert_eq!(says(FIREFOX, &question(&made, "other.example.com")), "-12276");
    assert_eq!(says(CHROMIUM, &question(&made, "other.example.com")), "-200");
    let made = make(|_| {}, |middle| middle.not_after = date_time_ymd(2026, 6, 1), |_| {});
    assert_eq!(says(FIREFOX, &question(&made, "other.example.com")), "-8162");
}

#[test]
fn a_missing_issuer_hides_the_leafs_purpose_from_firefox_and_not_from_nss() {
    let client = |leaf: &mut CertificateParams| {
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    };
    let mut made = make(client, |_| {}, |_| {});
    assert_eq!(says(FIREFOX, &question(&made, "www.example.com")), "-8101");
    assert_eq!(says(CHROMIUM, &question(&made, "www.example.com")), "-207");
    made.sent.clear();
    let question = question(&made, "www.example.com");
    assert_eq!(says(FIREFOX, &question), "-8179");
    assert_eq!(says(CHROMIUM, &question), "-202");
    let Verdict::Reject(refusal) = ask(&NSS, &question) else { panic!("accepted") };
    assert!(refusal.message.contains("ERROR -8101"), "{}", refusal.message);
    assert!(!refusal.message.contains("-8179"), "{}", refusal.message);
}

#[test]
fn constraints_of_a_plain_anchor_count_for_some_and_not_for_libpki() {
    let constrained = |root: &mut CertificateParams| {
        root.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName("example.org".into())],
            excluded_subtrees: vec![],
        });
    };
    let made = make(|_| {}, |_| {}, constrained);
    let question = question(&made, "www.example.com");
    assert_eq!(says(FIREFOX, &question), "-8080");
    assert_eq!(says(CHROMIUM, &question), "-207");
    assert_eq!(says(&BORING_PKI, &question), "accept");
}

#[test]
fn any_usage_is_enough_for_libpki_and_not_for_firefox() {
    let any = |leaf: &mut CertificateParams| {
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::Any];
    };
    let made = make(any, |_| {}, |_| {});
    let question = question(&made, "www.example.com");
    assert_eq!(says(FIREFOX, &question), "-8101");
    assert_eq!(says(&BORING_PKI, &question), "accept");
}

#[test]
fn libpki_names_the_critical_extension() {
    let unknown = |leaf: &mut CertificateParams| {
        let mut extension =
            CustomExtension::from_oid_content(&[1, 2, 3, 4], vec![0x04, 0x01, 0x07]);
        extension.set_criticality(true);
        leaf.custom_extensions.push(extension);
    };
    let made = make(unknown, |_| {}, |_| {});
    let question = question(&made, "www.example.com");
    assert_eq!(says(FIREFOX, &question), "-8151");
    let Verdict::Reject(refusal) = ask(&BORING_PKI, &question) else { panic!("accepted") };
    assert_eq!(
        refusal.message,
        "----- Certificate i=0 (CN=www.example.com) -----\nERROR: Unconsumed critical extension\n  \
         oid: 2A0304\n  value: 040107\n\n"
    );
}

#[test]
fn a_key_usage_without_signatures_fails_in_chromiums_tls_layer() {
    let encipher = |leaf: &mut CertificateParams| {
        leaf.key_usages = vec![KeyUsagePurpose::KeyAgreement];
    };
    let made = make(encipher, |_| {}, |_| {});
    let question = question(&made, "other.example.com");
    assert_eq!(says(CHROMIUM, &question), "-181");
    assert_eq!(says(FIREFOX, &question), "-12276");
}

#[test]
fn a_leaf_that_signed_itself_has_a_name_of_its_own_in_firefox() {
    let key = KeyPair::generate().unwrap();
    let leaf = read(&server().self_signed(&key).unwrap().pem());
    let made = Made { root: plain().root, leaf, sent: vec![] };
    let question = question(&made, "www.example.com");
    assert_eq!(says(FIREFOX, &question), "-16370");
    assert_eq!(says(CHROMIUM, &question), "-202");
}

#[test]
fn apple_counts_days_and_wants_alternative_names() {
    let ten_years = |leaf: &mut CertificateParams| leaf.not_after = date_time_ymd(2034, 5, 1);
    let made = make(ten_years, |_| {}, |_| {});
    assert_eq!(says(&APPLE, &question(&made, "www.example.com")), "-67901");
    assert_eq!(says(CHROMIUM, &question(&made, "www.example.com")), "accept");
    let nameless = |leaf: &mut CertificateParams| leaf.subject_alt_names.clear();
    let made = make(nameless, |_| {}, |_| {});
    assert_eq!(says(&APPLE, &question(&made, "www.example.com")), "-67602");
    assert!(matches!(&APPLE.known, Known::Documented(_)));
}

#[test]
fn windows_says_root_chain_usage_dates_and_name() {
    let mut made = plain();
    assert_eq!(says(&SCHANNEL, &question(&made, "other.example.com")), "0x800B010F");
    made.sent.clear();
    assert_eq!(says(&SCHANNEL, &question(&made, "www.example.com")), "0x800B010A");
    let mut made = plain();
    made.sent.push(made.root.clone());
    made.root = plain().root;
    assert_eq!(says(&SCHANNEL, &question(&made, "www.example.com")), "0x800B0109");
    assert!(matches!(&SCHANNEL.known, Known::Documented(_)));
}

/// vfychain's own words for a question; `None` where it is not installed.
fn vfychain(made: &Made, roots: &[&Certificate]) -> Option<String> {
    let folder =
        std::env::temp_dir().join(format!("pemlens-nss-{}", pemlens::crypto::id(&made.leaf)));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, certificate: &Certificate| {
        let path = folder.join(name);
        std::fs::write(&path, &certificate.der).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let store = format!("sql:{}", folder.display());
    let certutil = |arguments: &[&str]| Command::new("certutil").args(arguments).output().ok();
    certutil(&["-N", "-d", &store, "--empty-password"])?;
    for (index, root) in roots.iter().enumerate() {
        let path = file(&format!("root{index}"), root);
        let name = format!("root{index}");
        certutil(&["-A", "-d", &store, "-n", &name, "-t", "CT,,", "-i", &path])?;
    }
    let minute = AT.iso();
    let digits: String = minute.chars().filter(char::is_ascii_digit).collect();
    let mut command = Command::new("vfychain");
    command.args(["-d", &store, "-b", &format!("{}Z", &digits[2..12]), "-u", "1"]);
    command.args(["-r", &file("leaf", &made.leaf)]);
    for (index, sent) in made.sent.iter().enumerate() {
        command.args(["-r", &file(&format!("sent{index}"), sent)]);
    }
    let output = command.output().ok()?;
    std::fs::remove_dir_all(&folder).unwrap();
    let text = [output.stdout, output.stderr].concat();
    Some(words(&String::from_utf8_lossy(&text)))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn vfychain_says_the_same() {
    let mut orphan = plain();
    orphan.sent.clear();
    let cases = [
        plain(),
        orphan,
        make(|leaf| leaf.not_after = date_time_ymd(2026, 6, 1), |_| {}, |_| {}),
        make(|_| {}, |middle| middle.not_after = date_time_ymd(2026, 6, 1), |_| {}),
        make(|_| {}, |middle| middle.is_ca = IsCa::ExplicitNoCa, |_| {}),
        make(|_| {}, |_| {}, |root| root.is_ca = IsCa::Ca(BasicConstraints::Constrained(0))),
        make(
            |leaf| leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
            |_| {},
            |_| {},
        ),
    ];
    for made in &cases {
        let Some(real) = vfychain(made, &[&made.root]) else {
            eprintln!("vfychain and certutil (libnss3-tools) are not installed: nothing compared");
            return;
        };
        let ours = match ask(&NSS, &question(made, "www.example.com")) {
            Verdict::Accept => "Chain is good!".into(),
            Verdict::Reject(refusal) => words(&refusal.message),
            Verdict::Silent(why) => why.to_owned(),
        };
        // A root is called by the name it was given in NSS's store.
        assert_eq!(ours.replace("CN=Root [", "root0 ["), real);
    }
}
