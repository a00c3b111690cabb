//! The commands beside findings, run with the tools themselves where they are installed: what
//! comes out must be a request with the names and the use that were asked about.

use std::path::Path;
use std::process::Command;

use crate::common::{self, Case};
use pemlens::decode;
use pemlens::input::{Source, Workspace};
use pemlens::model::{ExtensionValue, GeneralName, ItemKind, Question, Trust, oid::eku};
use pemlens::present;

/// Tools and commands beside the finding of `rule` in a case's report.
fn tools(case: &str, rule: &str) -> Vec<(String, String)> {
    let overview = present::overview(&Case::read(&common::folder().join(case)).report());
    overview.findings.into_iter().find(|it| it.rule == rule).unwrap().tools
}

/// The command of one of them.
fn command(case: &str, rule: &str, tool: &str) -> String {
    let all = tools(case, rule);
    let line = all.iter().find(|it| it.0.starts_with(tool));
    line.unwrap_or_else(|| panic!("{tool} is not among {all:?}")).1.clone()
}

/// Whether a program is there; where not, it is said.
fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    let found = found.is_ok_and(|it| it.status.success());
    if !found {
        println!("SKIPPED: {program} is not installed, so its command was not run");
    }
    found
}

/// Runs `before` and the command in a folder of its own and gives what is in `file` afterwards.
fn run(name: &str, before: &str, command: &str, file: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tools-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let script = format!("set -e\n{before}\n{command}\n");
    let output = Command::new("bash").args(["-c", &script]).current_dir(&folder).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{words}");
    std::fs::read(folder.join(file)).unwrap()
}

/// The request must ask for exactly this.
fn check_request(bytes: Vec<u8>, dns: &[&str], others: &[&str], usage: &str) {
    let contents = decode::read(&Source { bytes, ..Source::default() }, &mut |_| {});
    let request = contents.items.iter().find_map(|it| match &it.kind {
        ItemKind::Request(request) => Some(request),
        _ => None,
    });
    let extensions = &request.expect("a request").extensions;
    let names = extensions.iter().find_map(|it| match &it.value {
        ExtensionValue::SubjectAltName(names) => Some(names.as_slice()),
        _ => None,
    });
    let texts = |wanted: bool| -> Vec<String> {
        let is_dns = |it: &&GeneralName| matches!(it, GeneralName::Dns(_)) == wanted;
        names.unwrap_or_default().iter().filter(is_dns).filter_map(GeneralName::plain).collect()
    };
    assert_eq!((texts(true), texts(false)), (owned(dns), owned(others)));
    let uses = extensions.iter().find_map(|it| match &it.value {
        ExtensionValue::ExtendedKeyUsage(uses) => Some(uses),
        _ => None,
    });
    assert_eq!(uses.expect("uses").iter().map(|it| it.as_str()).collect::<Vec<_>>(), [usage]);
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|it| (*it).to_owned()).collect()
}

/// Case, rule, and what the request must ask for.
type Wanted =
    (&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

const REQUESTS: [Wanted; 4] = [
    (
        "host-not-covered/two-labels.case",
        "host-not-covered",
        &["a.b.example.com", "*.example.com"],
        &[],
        eku::SERVER_AUTH,
    ),
    (
        "host-not-covered/address-as-dns.case",
        "host-not-covered",
        &[],
        &["192.0.2.1", "a@example.com"],
        eku::SERVER_AUTH,
    ),
    (
        "purpose-not-allowed/client-as-server.case",
        "purpose-not-allowed",
        &["www.example.com"],
        &[],
        eku::SERVER_AUTH,
    ),
    (
        "purpose-not-allowed/server-as-client.case",
        "purpose-not-allowed",
        &["www.example.com"],
        &[],
        eku::CLIENT_AUTH,
    ),
];

/// Runs the command of a tool for each request; `change` makes it run without a person.
fn requests(tool: &str, before: &str, change: fn(&str) -> String) {
    for (case, rule, dns, others, usage) in REQUESTS {
        let command = change(&command(case, rule, tool));
        let stem = if usage == eku::CLIENT_AUTH { "client" } else { "server" };
        let name = format!("{}-{}", tool.to_lowercase(), case.replace(['/', '.'], "-"));
        let made = run(&name, before, &command, &format!("{stem}.csr"));
        check_request(made, dns, others, usage);
    }
}

#[test]
fn openssl_asks_for_what_is_wanted() {
    if has("openssl") {
        requests("OpenSSL", "", str::to_owned);
    }
}

#[test]
fn keytool_asks_for_what_is_wanted() {
    if has("keytool") {
        requests("keytool", "", |command| {
            command.replace("-keystore", "-storepass not-a-secret -keystore")
        });
    }
}

#[test]
fn certutil_asks_for_what_is_wanted() {
    if has("certutil") {
        let before = "certutil -N -d sql:. --empty-password\nhead -c 2048 /dev/urandom > noise";
        requests("certutil", before, |command| {
            command.replace("certutil -R", "certutil -R -z noise")
        });
    }
}

#[test]
fn certbot_is_for_public_host_names_only() {
    let renew = command("expired/leaf-ten-days-ago.case", "expired", "certbot");
    assert_eq!(renew, "certbot renew --cert-name www.example.com");
    let wild = command("host-not-covered/two-labels.case", "host-not-covered", "certbot");
    assert_eq!(
        wild,
        "certbot certonly --manual --preferred-challenges dns -d a.b.example.com -d '*.example.com'"
    );
    for (case, rule) in [
        ("host-not-covered/address-as-dns.case", "host-not-covered"),
        ("purpose-not-allowed/server-as-client.case", "purpose-not-allowed"),
    ] {
        let all = tools(case, rule);
        assert!(all.len() > 3 && all.iter().all(|it| !it.0.starts_with("certbot")), "{all:?}");
    }
}

#[test]
fn a_manifest_is_the_yaml_that_is_meant() {
    let command = command("host-not-covered/two-labels.case", "host-not-covered", "cert-manager");
    let yaml = command.strip_prefix("kubectl apply -f - <<'END'\n").unwrap();
    let yaml = yaml.strip_suffix("\nEND").unwrap();
    let expected = "\
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: server
spec:
  secretName: server-tls
  issuerRef: {name: ISSUER, kind: ClusterIssuer}
  dnsNames: [\"a.b.example.com\", \"*.example.com\"]
  usages: [digital signature, server auth]
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}";
    assert_eq!(yaml, expected);
}

/// The command among the steps of a finding that holds these words.
fn step(case: &str, rule: &str, words: &str) -> String {
    let overview = present::overview(&Case::read(&common::folder().join(case)).report());
    let finding = overview.findings.into_iter().find(|it| it.rule == rule).unwrap();
    let found = finding.fixes.into_iter().find(|it| it.command.contains(words));
    found.unwrap_or_else(|| panic!("{rule} has no command with {words}")).command
}

#[test]
fn requests_of_the_steps_ask_for_what_is_wanted() {
    if !has("openssl") {
        return;
    }
    const KEY: &str = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out server.key \
                       && cp server.key client.key";
    for (case, rule, dns, others, usage) in REQUESTS {
        let step = step(case, rule, "openssl req");
        let whole = match step.contains("extendedKeyUsage") {
            true => step,
            false => format!("{step} -addext extendedKeyUsage=serverAuth"),
        };
        let stem = if usage == eku::CLIENT_AUTH { "client" } else { "server" };
        let name = format!("step-{}", case.replace(['/', '.'], "-"));
        check_request(run(&name, KEY, &whole, &format!("{stem}.csr")), dns, others, usage);
    }
}

#[test]
fn a_ca_made_anew_keeps_its_name_and_key() {
    if !has("openssl") {
        return;
    }
    // A name whose strings are of two types, which writing it anew would change.
    const CAS: &str = "\
cat > name.cnf <<'END'
[req]
distinguished_name = name
string_mask = nombstr
prompt = no
[name]
C = DE
O = T61 \u{e9}
CN = A/B, C
END
openssl req -x509 -config name.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
 -keyout root.key -out root.pem 2> root.log";
    const BELOW: &str = "\
sed -i s/DE/FR/ name.cnf
openssl req -new -config name.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
 -keyout ca.key -out a.csr 2> ca.log
openssl x509 -req -in a.csr -CA root.pem -CAkey root.key -out ca.pem";
    for (name, from, command) in [
        ("root", "cp root.pem ca.pem; cp root.key ca.key", root_command()),
        ("intermediate", BELOW, step(UNABLE, "issuer-not-ca", "printf")),
    ] {
        let before = format!("{CAS}\n{from}\ncp ca.pem old.pem");
        let all = format!("{command}\ncat old.pem >> new-ca.pem");
        let bytes = run(&format!("ca-{name}"), &before, &all, "new-ca.pem");
        let contents = decode::read(&Source { bytes, ..Source::default() }, &mut |_| {});
        let [new, old] = contents.certificates.as_slice() else { panic!("{name}") };
        let (new, old) = (&new.certificate, &old.certificate);
        assert!(new.is_ca(), "{name}");
        assert_eq!(new.subject.der, old.subject.der, "{name}");
        assert_eq!(new.public_key.spki, old.public_key.spki, "{name}");
        assert_eq!(new.is_self_issued(), name == "root");
    }
}

/// The first step about a root that may not sign.
fn root_command() -> String {
    const CHAIN: &str = "\
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.pem \
 -subj /CN=Root -addext keyUsage=digitalSignature 2> log
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout leaf.key -out leaf.csr \
 -subj /CN=leaf.example -addext subjectAltName=DNS:leaf.example 2> log
openssl x509 -req -in leaf.csr -CA root.pem -CAkey root.key -copy_extensions copy -out leaf.pem 2> log
cat leaf.pem root.pem > chain.pem";
    let bytes = run("ca-chain", CHAIN, "", "chain.pem");
    let sources = vec![Source { bytes, trusted: true, ..Source::default() }];
    let question =
        Question { trust: Trust::Given, at: i64::from(u32::MAX / 2), ..Question::default() };
    let report = pemlens::report::analyse(&Workspace { sources, question });
    let findings = present::overview(&report).findings;
    let finding = findings.iter().find(|it| it.rule == "issuer-may-not-sign").unwrap();
    finding.fixes.iter().find(|it| !it.command.is_empty()).unwrap().command.clone()
}

/// A case with an intermediate that is no CA.
const UNABLE: &str = "issuer-not-ca/no-basic-constraints.case";

#[test]
fn keytool_makes_a_ca_anew() {
    if !has("keytool") {
        return;
    }
    let command = command("issuer-not-ca/no-basic-constraints.case", "issuer-not-ca", "keytool");
    let command = command.replace("-keystore", "-storepass not-a-secret -keystore");
    let made = "for it in ca root; do keytool -genkeypair -alias $it -keystore $it.p12 -keyalg EC \
                -storepass not-a-secret -dname CN=$it -ext bc:c 2> log; done";
    let bytes = run("keytool-ca", made, &command, "new-ca.pem");
    let contents = decode::read(&Source { bytes, ..Source::default() }, &mut |_| {});
    let new = &contents.certificates.first().unwrap().certificate;
    assert!(new.is_ca() && !new.is_self_issued());
}

#[test]
fn nss_takes_the_anchor() {
    if !has("certutil") {
        return;
    }
    let path = common::folder().join("not-trusted/private-root.case");
    let root = Case::read(&path).blocks.pop().unwrap();
    let command = command("not-trusted/private-root.case", "not-trusted", "certutil");
    let command = command.replace("\"$HOME/.pki/nssdb\"", ".").replace("1.pem", "root.pem");
    let before =
        format!("certutil -N -d sql:. --empty-password\ncat > root.pem <<'END'\n{root}\nEND");
    let listed =
        run("certutil-anchor", &before, &format!("{command}\ncertutil -L -d sql:. > list"), "list");
    let listed = String::from_utf8(listed).unwrap();
    assert!(listed.lines().any(|line| line.trim_end().ends_with("C,,")), "{listed}");
}

#[test]
fn findings_say_what_programs_print() {
    let path = common::folder().join("host-not-covered/two-labels.case");
    let overview = present::overview(&Case::read(&path).report());
    let finding = overview.findings.iter().find(|it| it.rule == "host-not-covered").unwrap();
    let said = |program: &str, words: &str| {
        finding.messages.iter().any(|it| it.0 == program && it.1.contains(words))
    };
    assert!(said("OpenSSL", "hostname mismatch"), "{:?}", finding.messages);
    assert!(said("Go", "certificate is valid for …, not …"), "{:?}", finding.messages);
}
