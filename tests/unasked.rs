//! Answers where nothing was chosen: which certificate, which use and which roots are meant is told by
//! what was given, as people paste it.

mod containers;
mod ends;
mod forms;
mod hosts;
mod messages;
mod roles;
mod situations;
mod threads;

use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question, Time, Trust};
use pemlens::path::End;
use pemlens::present;
use pemlens::report::{Report, analyse};
use pemlens::view::{Fit, Verdict};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, SanType, date_time_ymd,
};

/// 2026-09-21, between the dates of what is made here.
const AT: i64 = 1_790_000_000;

struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        dates(&mut params);
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.use_authority_key_identifier_extension = true;
        Self { params, key: KeyPair::generate().unwrap() }
    }

    fn own(&self) -> String {
        self.params.self_signed(&self.key).unwrap().pem()
    }

    fn by(&self, issuer: &Authority) -> String {
        issuer.sign(self.params.clone(), &self.key)
    }

    fn sign(&self, params: CertificateParams, key: &KeyPair) -> String {
        let issuer = Issuer::new(self.params.clone(), &self.key);
        params.signed_by(key, &issuer).unwrap().pem()
    }
}

fn dates(params: &mut CertificateParams) {
    params.not_before = date_time_ymd(2026, 6, 1);
    params.not_after = date_time_ymd(2027, 6, 1);
}

/// A leaf of the key usage that TLS needs.
fn leaf(name: &str, sans: &[&str], usages: &[ExtendedKeyUsagePurpose]) -> CertificateParams {
    let sans: Vec<String> = sans.iter().map(|san| (*san).to_owned()).collect();
    let mut params = CertificateParams::new(sans).unwrap();
    dates(&mut params);
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = usages.to_vec();
    params.use_authority_key_identifier_extension = true;
    params
}

const SERVER: ExtendedKeyUsagePurpose = ExtendedKeyUsagePurpose::ServerAuth;
const CLIENT: ExtendedKeyUsagePurpose = ExtendedKeyUsagePurpose::ClientAuth;
const HOST: &str = "api.acme.test";

/// A root, an intermediate, and a server and a client below it with their keys.
struct World {
    root: Authority,
    issuing: Authority,
    intermediate: String,
    server: (String, KeyPair),
    client: (String, KeyPair),
}

fn world() -> World {
    let (root, issuing) = (Authority::new("Acme Root CA"), Authority::new("Acme Issuing CA"));
    let intermediate = issuing.by(&root);
    let make = |params: CertificateParams| {
        let key = KeyPair::generate().unwrap();
        (issuing.sign(params, &key), key)
    };
    let server = make(leaf(HOST, &[HOST], &[SERVER]));
    let client = make(leaf("alice", &[], &[CLIENT]));
    World { root, issuing, intermediate, server, client }
}

impl World {
    /// A leaf with its whole chain.
    fn chain(&self, leaf: &str) -> String {
        [leaf, &self.intermediate, &self.root.own()].concat()
    }

    fn issue(&self, params: CertificateParams) -> String {
        self.issuing.sign(params, &KeyPair::generate().unwrap())
    }
}

fn ask(texts: &[(&str, bool)], question: Question) -> Report {
    let sources = texts.iter().zip(1u32..).map(|((text, trusted), id)| Source {
        id,
        name: format!("{id}.pem"),
        bytes: text.as_bytes().to_vec(),
        trusted: *trusted,
        ..Source::default()
    });
    analyse(&Workspace { sources: sources.collect(), question: Question { at: AT, ..question } })
}

fn give(text: &str) -> Report {
    ask(&[(text, false)], Question::default())
}

fn said(report: &Report) -> (Verdict, &str, &str) {
    (report.answer.verdict, &report.answer.sentence, &report.answer.more)
}

fn found(report: &Report) -> Vec<&str> {
    report.main.iter().flat_map(|main| &main.run.findings).map(|f| f.rule.id).collect()
}

#[test]
fn a_foreign_key_decides_and_comes_before_trust() {
    let w = world();
    let stranger = KeyPair::generate().unwrap().serialize_pem();
    let sentence =
        "The private key given is not this certificate’s; a server will not start with it.";
    let whole = give(&format!("{}{stranger}", w.chain(&w.server.0)));
    assert_eq!(said(&whole), (Verdict::Refused, sentence, ""));
    // The root is missing too, which is no fault of what is sent.
    let sent = [&w.server.0, &w.intermediate, &stranger].map(String::as_str).concat();
    let sent = give(&sent);
    assert_eq!(said(&sent), (Verdict::Refused, sentence, ""));
}

#[test]
fn a_foreign_key_comes_before_a_signature_of_its_own() {
    let own = leaf("localhost", &["localhost"], &[SERVER]);
    let own = own.self_signed(&KeyPair::generate().unwrap()).unwrap().pem();
    let report = give(&format!("{own}{}", KeyPair::generate().unwrap().serialize_pem()));
    assert_eq!(report.answer.rule, Some("key-mismatch"));
    assert!(report.answer.more.contains("self-signed"), "{}", report.answer.more);
}

#[test]
fn the_leaf_whose_key_was_given_is_the_one_meant() {
    let w = world();
    let chain =
        [&w.client.0, &w.server.0, &w.intermediate, &w.root.own()].map(String::as_str).concat();
    let report = give(&format!("{chain}{}", w.server.1.serialize_pem()));
    let main = report.main.as_ref().unwrap();
    assert_eq!((main.leaf, main.purpose, report.usable()), (1, Purpose::Server, true));
    assert!(report.others.iter().all(|other| {
        other.leaf == 0 && other.run.findings.iter().all(|f| f.rule.id != "key-mismatch")
    }));
    // Both keys are here, and each is its own certificate's.
    let report =
        give(&format!("{chain}{}{}", w.server.1.serialize_pem(), w.client.1.serialize_pem()));
    assert_eq!(report.main.as_ref().unwrap().leaf, 0);
    assert!(!found(&report).contains(&"key-mismatch"));
    let items = present::overview(&report).items;
    let fits: Vec<(Fit, &str)> = items.iter().map(|item| (item.fit, item.words.as_str())).collect();
    assert_eq!(
        fits,
        [
            (Fit::Good, "Belongs to certificate 2 (“api.acme.test”)."),
            (Fit::Good, "Belongs to certificate 1 (“alice”)."),
        ]
    );
}

#[test]
fn a_lone_self_signed_certificate_of_a_host_is_a_server() {
    // What `openssl req -x509` writes: CA:TRUE, and no usage.
    let own = |name: &str, sans: &[&str], change: fn(&mut CertificateParams)| {
        let mut params = leaf(name, sans, &[]);
        params.key_usages.clear();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        change(&mut params);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().pem()
    };
    let report = give(&own("localhost", &["localhost", "127.0.0.1"], |_| {}));
    let (verdict, sentence, _) = said(&report);
    assert_eq!(
        (verdict, sentence),
        (
            Verdict::Refused,
            "Self-signed: will be refused as a server certificate for localhost and 127.0.0.1 unless it is itself trusted."
        )
    );
    for name in ["localhost", "www.acme.test"] {
        let report = give(&own(name, &[], |_| {}));
        assert!(report.answer.sentence.starts_with("Self-signed: will be refused"), "{name}");
        assert!(report.answer.more.contains("no host"), "{}", report.answer.more);
    }
    let purpose = |text: &str| give(text).main.unwrap().purpose;
    assert_eq!(purpose(&own("Acme Root CA", &[], |_| {})), Purpose::Ca);
    // A key that signs certificates and nothing else is a CA's, whatever its name.
    let signer = own("ca.acme.test", &[], |p| p.key_usages = vec![KeyUsagePurpose::KeyCertSign]);
    assert_eq!(purpose(&signer), Purpose::Ca);
    // So is one that issued something that is here.
    let mut ca = Authority::new("pki.acme.test");
    ca.params.key_usages.clear();
    let issued = Authority::new("Below").by(&ca);
    let question = Question { leaf: Some(id(&ca.own())), ..Question::default() };
    let report = ask(&[(&[ca.own(), issued].concat(), false)], question);
    assert_eq!(report.main.unwrap().purpose, Purpose::Ca);
}

fn id(pem: &str) -> String {
    let report = give(pem);
    pemlens::crypto::id(report.certificate(0).unwrap())
}

#[test]
fn what_is_not_made_for_tls_is_not_called_good() {
    let w = world();
    let code = w.issue(leaf("code", &[], &[ExtendedKeyUsagePurpose::CodeSigning]));
    let report = give(&w.chain(&code));
    let (verdict, sentence, _) = said(&report);
    assert_eq!(verdict, Verdict::Unclear);
    let start = "Not a TLS certificate: its EKU allows only code signing. Its certification path holds until 1 June 2027";
    assert!(sentence.starts_with(start), "{sentence}");
    let mut bare = leaf("bare.acme.test", &[], &[]);
    bare.key_usages.clear();
    let report = give(&w.chain(&w.issue(bare)));
    assert_eq!(report.answer.verdict, Verdict::Unclear);
    let start = "Not made for a TLS server: it names no host in a SAN, and states no use. Its";
    assert!(report.answer.sentence.starts_with(start), "{}", report.answer.sentence);
    // Who asks about no use is told what that means.
    let question = Question { purpose: Some(Purpose::Any), ..Question::default() };
    let report = ask(&[(&w.chain(&code), false)], question);
    let (verdict, sentence, more) = said(&report);
    assert_eq!(verdict, Verdict::Works);
    assert!(sentence.starts_with("Its certification path holds"), "{sentence}");
    assert!(
        more.starts_with("Only path, dates and signatures were asked about, no use."),
        "{more}"
    );
}

#[test]
fn a_block_that_could_not_be_read_is_said_before_anything_else() {
    let w = world();
    let damaged = w.server.0.replacen("MII", "M!I", 1);
    let report = give(&w.chain(&damaged));
    let (verdict, sentence, more) = said(&report);
    assert_eq!(verdict, Verdict::Unclear);
    assert_eq!(
        sentence,
        "The first block of 1.pem could not be read, and what is left are CA certificates."
    );
    assert_eq!(
        more,
        "1 block of 1.pem could not be read (line 2): it may be the certificate you mean."
    );
    // So it is where the rest was given to be trusted.
    let rest = [w.intermediate.as_str(), &w.root.own()].concat();
    let report = ask(&[(&damaged, false), (&rest, true)], Question::default());
    assert_eq!(report.answer.verdict, Verdict::Unclear);
    assert!(
        report.answer.sentence.starts_with("The first block of 1.pem"),
        "{}",
        report.answer.sentence
    );
    // Another leaf is there: the answer is about that one, and says what is missing.
    let report = give(&[damaged.as_str(), &w.chain(&w.client.0)].concat());
    let (verdict, sentence, more) = said(&report);
    assert_eq!(verdict, Verdict::Works);
    assert!(sentence.starts_with("Works as a client certificate"), "{sentence}");
    assert!(more.starts_with("1 block of 1.pem could not be read (line 2):"), "{more}");
    // Mended, and read: the certificate is fine, the file is not.
    let quoted: String = w.chain(&w.server.0).lines().map(|line| format!("> {line}\n")).collect();
    let report = give(&quoted);
    let (verdict, _, more) = said(&report);
    assert_eq!(verdict, Verdict::Limited);
    let start = "1.pem: something stands before its BEGIN lines (line 1); OpenSSL";
    assert!(more.starts_with(start), "{more}");
}

#[test]
fn what_was_read_all_the_same_or_is_no_certificate_is_not_called_lost() {
    let w = world();
    let end = "-----END CERTIFICATE-----";
    let cut = w.chain(&w.server.0).replacen(end, "-----END X509 CERTIFICATE-----", 1);
    let report = give(&cut);
    assert!(report.usable(), "{}", report.answer.sentence);
    assert!(
        report.answer.more.starts_with("1.pem: something stands behind an END line"),
        "{}",
        report.answer.more
    );
    let list = "-----BEGIN X509 CRL-----\nM!IB\n-----END X509 CRL-----\n";
    let report = give(&[list, &w.intermediate, &w.root.own()].concat());
    let (verdict, _, more) = said(&report);
    assert_eq!(verdict, Verdict::Works);
    assert!(more.starts_with("1 block of 1.pem could not be read (line 2). "), "{more}");
}

#[test]
fn names_that_match_no_host_are_not_counted() {
    let w = world();
    let with = |names: &[&str]| {
        let mut params = leaf("names", &[], &[SERVER]);
        let dns = |name: &&str| SanType::DnsName((*name).try_into().unwrap());
        params.subject_alt_names = names.iter().map(dns).collect();
        give(&w.chain(&w.issue(params)))
    };
    let some = with(&["10.0.0.9", "https://foo.acme.test", "foo.acme.test"]);
    let start = "Works as a server certificate for foo.acme.test until";
    assert!(some.answer.sentence.starts_with(start), "{}", some.answer.sentence);
    let none = with(&["10.0.0.9", "https://foo.acme.test"]);
    assert_eq!(
        none.answer.sentence,
        "Will be refused as a server certificate: no name in its Subject Alternative Name (SAN) can match a host."
    );
}

#[test]
fn what_a_server_of_a_private_ca_sends_works_for_its_clients() {
    let w = world();
    let sent = [w.server.0.as_str(), &w.intermediate].concat();
    let report = give(&sent);
    let (verdict, sentence, more) = said(&report);
    assert_eq!(verdict, Verdict::Unclear);
    assert_eq!(
        sentence,
        "Complete up to your private root “Acme Root CA”, which is not here. Give that root to check."
    );
    assert!(more.contains("is an intermediate, the server has to send it."), "{more}");
    // Who said which roots count gets an answer for those.
    let question = Question { trust: Trust::Public, ..Question::default() };
    assert_eq!(ask(&[(&sent, false)], question).answer.verdict, Verdict::Refused);
    let other = Authority::new("Other Root CA").own();
    let report = ask(&[(&sent, false), (&other, true)], Question::default());
    assert_eq!(report.answer.verdict, Verdict::Refused);
    assert!(report.answer.sentence.contains("neither here nor a trusted root"));
    // Nothing is known of the leaf's issuer where the leaf is alone.
    assert_eq!(give(&w.server.0).answer.verdict, Verdict::Refused);
}

#[test]
fn an_incomplete_path_makes_no_ca_superfluous() {
    let w = world();
    let gap = give(&[w.server.0.as_str(), &w.root.own()].concat());
    assert_eq!(gap.answer.rule, Some("issuer-missing"));
    assert!(!found(&gap).contains(&"unrelated"));
    let stranger = Authority::new("Stranger").by(&Authority::new("Strange Root"));
    let whole = give(&[w.chain(&w.server.0), stranger].concat());
    assert!(found(&whole).contains(&"unrelated"));
}

#[test]
fn clauses_do_not_repeat_themselves() {
    let w = world();
    let question = || Question { trust: Trust::Given, ..Question::default() };
    let text = w.chain(&w.server.0);
    let mut workspace = Workspace {
        sources: vec![Source { id: 1, bytes: text.into_bytes(), ..Source::default() }],
        question: question(),
    };
    workspace.question.at = Time::parse("2028-06-01T00:00:00Z").unwrap().0;
    let report = analyse(&workspace);
    assert_eq!(report.answer.rule, Some("expired"));
    let more = &report.answer.more;
    assert!(more.contains("“Acme Issuing CA” expired on 1 June 2027"), "{more}");
    assert!(more.contains("“Acme Root CA” expired on 1 June 2027"), "{more}");
    assert_eq!(more.matches("a certificate of the path has expired").count(), 0, "{more}");
}

#[test]
fn a_whole_chain_that_is_trusted_ends_at_its_root() {
    let w = world();
    let end = |trusted: &str| {
        let report = ask(&[(&w.server.0, false), (trusted, true)], Question::default());
        let main = report.main.as_ref().unwrap();
        assert!(matches!(main.path.end, End::Trusted(_)));
        let last = main.path.last_loaded().unwrap();
        (report.certificate(last).unwrap().title(), main.path.steps.len())
    };
    assert_eq!(end(&w.chain(&w.server.0)), ("Acme Root CA".to_owned(), 3));
    // An intermediate whose issuer is not among them is an anchor.
    assert_eq!(end(&w.intermediate), ("Acme Issuing CA".to_owned(), 2));
}

#[test]
fn a_missing_issuer_is_fetched_from_where_the_certificate_says() {
    let w = world();
    let ask_for = |address: &str| {
        // AuthorityInfoAccess (RFC 5280, 4.2.2.1) with one caIssuers address.
        let id = [0x06, 8, 0x2B, 6, 1, 5, 5, 7, 0x30, 2];
        let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
        let uri = [&[0x86, length(address.as_bytes())], address.as_bytes()].concat();
        let one = [&id[..], &uri].concat();
        let one = [&[0x30, length(&one)], one.as_slice()].concat();
        let value = [&[0x30, length(&one)], one.as_slice()].concat();
        let mut params = leaf(HOST, &[HOST], &[SERVER]);
        let oid = [1, 3, 6, 1, 5, 5, 7, 1, 1];
        params.custom_extensions = vec![CustomExtension::from_oid_content(&oid, value)];
        let report = give(&w.issue(params));
        let findings = present::findings(&report, report.main.as_ref().unwrap());
        let missing = findings.iter().find(|finding| finding.rule == "issuer-missing").unwrap();
        missing.fixes[0].command.clone()
    };
    let plain = "curl -fgsSo issuer.cer http://ca.test/i.cer && openssl x509 -inform DER ";
    assert!(ask_for("http://ca.test/i.cer").starts_with(plain));
    // Text from a certificate stays one word, and other schemes are not fetched.
    assert!(ask_for("http://ca.test/$(id)").contains(" 'http://ca.test/$(id)' &&"));
    assert_eq!(ask_for("ldap://ca.test/i"), "");
}
