//! Beside a finding: commands of other tools for what it calls for, with the names and the use
//! filled in, and what programs print.
//!
//! Each was run where the tool could be had (`tests/tools.rs`); the others are as their makers'
//! documentation has them: smallstep.com/docs/step-cli, developer.hashicorp.com/vault/api-docs/secret/pki,
//! cert-manager.io/docs/usage/certificate, eff-certbot.readthedocs.io. What only the reader can know
//! stands in capitals.

use crate::hints::{Finding, Message, Remedy, Rule, public};
use crate::model::{Certificate, Purpose};
use crate::present::findings::{CA_ANEW, ROOT_ANEW};
use crate::present::reached::Reached;
use crate::present::template::{Kind, Target, Value, fill};
use crate::present::wanted::Wanted;
use crate::report::{Examination, Report};

/// Tool and command; none where the finding calls for nothing that several tools do.
pub fn tools(
    report: &Report,
    main: &Examination,
    wanted: &Wanted,
    finding: &Finding,
) -> Vec<(String, String)> {
    let object = finding.object.unwrap_or(main.leaf);
    let Some(remedy) = Remedy::of(finding.rule.id, object == main.leaf) else { return Vec::new() };
    let lines = match remedy {
        Remedy::Certificate | Remedy::Renewal => certificate(wanted, remedy == Remedy::Renewal),
        Remedy::Ca => ca(report.certificate(object)),
        Remedy::Anchor => anchor(main),
        Remedy::Chain => chain(wanted),
    };
    let holes = |hole: &str| holes(report, main, wanted, hole);
    let filled = lines.into_iter().map(|(tool, target, template)| {
        let filled = fill(template, target, &holes);
        (format!("{tool}{}", filled.note()), filled.text)
    });
    filled.collect()
}

/// What the holes of these templates hold.
fn holes(report: &Report, main: &Examination, wanted: &Wanted, hole: &str) -> Option<Value> {
    let last = || main.path.last_loaded().unwrap_or(main.leaf);
    let names = |names: &Vec<String>, before: &'static str| match names.is_empty() {
        true => Value::Ours(""),
        false => Value::Ours(before),
    };
    let several = || [wanted.dns.as_slice(), wanted.mail.as_slice()].concat();
    let bare = |name: &String| name.trim_start_matches("*.").to_owned();
    let joined = |before: &'static str, words: [&str; 4]| {
        let [dns, ip, mail, uri] = words;
        match wanted.all().is_empty() {
            true => Value::Ours(""),
            false => Value::One(before, Kind::Names, wanted.san(dns, ip, mail, uri)),
        }
    };
    let common = |kind, before| Value::One(before, kind, wanted.name.clone());
    Some(match hole {
        "name" => common(Kind::Name, ""),
        "common-name" => common(Kind::Name, "common_name="),
        "distinguished" => common(Kind::Distinguished, "CN="),
        "dns" => Value::Each(" -d ", Kind::Host, wanted.dns.clone()),
        "first" => Value::One("", Kind::Host, wanted.dns.first().map(bare)?),
        "step-names" => names(&wanted.all(), " --san {all}"),
        "all" => Value::Each(" --san ", Kind::Name, wanted.all()),
        "vault-names" => names(&several(), " {vault-name-list}"),
        "vault-name-list" => Value::One("alt_names=", Kind::Names, several().join(",")),
        "vault-ips" => names(&wanted.ips, " {vault-ip-list}"),
        "vault-ip-list" => Value::One("ip_sans=", Kind::Names, wanted.ips.join(",")),
        "vault-uris" => names(&wanted.uris, " {vault-uri-list}"),
        "vault-uri-list" => Value::One("uri_sans=", Kind::Names, wanted.uris.join(",")),
        "java-names" => names(&wanted.all(), "-ext {java-name-list} "),
        "java-name-list" => joined("san=", ["dns:", "ip:", "email:", "uri:"]),
        "nss-names" => names(&wanted.all(), " --extSAN {nss-name-list}"),
        "nss-name-list" => joined("", ["dns:", "ip:", "rfc822:", "uri:"]),
        "yaml-common" => Value::Ours(match wanted.stem {
            "client" => "  commonName: {name}\n",
            _ => "",
        }),
        "yaml-dns" => names(&wanted.dns, "  dnsNames: [{dns-list}]\n"),
        "dns-list" => Value::Each(", ", Kind::Host, wanted.dns.clone()),
        "yaml-ips" => names(&wanted.ips, "  ipAddresses: [{ip-list}]\n"),
        "ip-list" => Value::Each(", ", Kind::Host, wanted.ips.clone()),
        "yaml-mail" => names(&wanted.mail, "  emailAddresses: [{mail-list}]\n"),
        "mail-list" => Value::Each(", ", Kind::Name, wanted.mail.clone()),
        "yaml-uris" => names(&wanted.uris, "  uris: [{uri-list}]\n"),
        "uri-list" => Value::Each(", ", Kind::Name, wanted.uris.clone()),
        "alias" => {
            let title = report.certificate(last()).and_then(Wanted::plain_title);
            Value::One("", Kind::Name, title.unwrap_or_else(|| "My CA".into()))
        }
        "anchor" => Value::One("", Kind::File, Reached::of(report, last()).file("root.pem")),
        hole => return wanted.hole(hole),
    })
}

/// What programs print when they meet what a rule is about: program and words. What varies in them
/// is left out.
pub fn messages(rule: &Rule) -> Vec<(String, String)> {
    let line = |it: &Message| (it.stack.name().to_owned(), it.text.replace("{}", "…"));
    rule.messages.iter().map(line).collect()
}

type Lines = Vec<(&'static str, Target, &'static str)>;

fn certificate(wanted: &Wanted, again: bool) -> Lines {
    let mut lines = Lines::new();
    lines.push((
        "OpenSSL",
        Target::Sh,
        "openssl req -new {new-key} {names} -addext extendedKeyUsage={usage} -out {stem}.csr",
    ));
    if suits_acme(wanted) {
        let wild = wanted.dns.iter().any(|it| it.starts_with("*."));
        let command = match (again, wild) {
            (true, _) => "certbot renew --cert-name {first}",
            (false, true) => "certbot certonly --manual --preferred-challenges dns -d {dns}",
            (false, false) => "certbot certonly -d {dns}",
        };
        lines.push(("certbot (ACME)", Target::Sh, command));
    }
    lines.extend([
        ("step", Target::Sh, "step ca certificate {name} {stem}.crt {stem}.key{step-names}"),
        ("cert-manager", Target::Yaml, MANIFEST),
        (
            "Vault",
            Target::Sh,
            "vault read -field={stem}_flag pki/roles/ROLE   # must be true\n\
             vault write -format=json pki/issue/ROLE {common-name}{vault-names}{vault-ips}{vault-uris} > {stem}.json",
        ),
        (
            "keytool (Java)",
            Target::Sh,
            "keytool -genkeypair -keyalg EC -groupname secp256r1 -dname {distinguished} -alias {stem} -keystore {stem}.p12 {java-names}-ext eku={usage}\n\
             keytool -certreq -file {stem}.csr -alias {stem} -keystore {stem}.p12 {java-names}-ext eku={usage}",
        ),
        (
            "certutil (NSS)",
            Target::Sh,
            "certutil -R -d sql:. -k ec -q nistp256 -s {distinguished} --extKeyUsage {usage}{nss-names} -a -o {stem}.csr",
        ),
    ]);
    lines
}

/// cert-manager's resource, as a shell command that applies it: a quoted here-document, in which
/// the shell replaces nothing, and no value can be a line of its own.
const MANIFEST: &str = "\
kubectl apply -f - <<'END'
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: {stem}
spec:
  secretName: {stem}-tls
  issuerRef: {name: ISSUER, kind: ClusterIssuer}
{yaml-common}{yaml-dns}{yaml-ips}{yaml-mail}{yaml-uris}  usages: [digital signature, {stem} auth]
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}
END";

fn ca(certificate: Option<&Certificate>) -> Lines {
    const ROOT: &str = "keytool -selfcert -alias ca -keystore ca.p12 -validity 3650 -ext bc:c=ca:true -ext ku:c=keyCertSign,cRLSign";
    const BELOW: &str = "keytool -certreq -alias ca -keystore ca.p12 -file ca.csr\n\
        keytool -gencert -alias root -keystore root.p12 -infile ca.csr -outfile new-ca.pem -rfc -validity 1825 -ext bc:c=ca:true -ext ku:c=keyCertSign,cRLSign";
    let Some(certificate) = certificate else { return Lines::new() };
    // Both keep the name; tools that only take a common name would make another CA.
    let (openssl, keytool) =
        if certificate.is_self_issued() { (ROOT_ANEW, ROOT) } else { (CA_ANEW, BELOW) };
    vec![("OpenSSL", Target::Sh, openssl), ("keytool (Java)", Target::Sh, keytool)]
}

fn anchor(main: &Examination) -> Lines {
    if main.purpose == Purpose::Client {
        return vec![
            ("nginx", Target::Nginx, "ssl_client_certificate {anchor};\nssl_verify_client on;"),
            ("Apache", Target::Apache, "SSLCACertificateFile {anchor}\nSSLVerifyClient require"),
            (
                "HAProxy",
                Target::HaProxy,
                "bind :443 ssl crt server.pem ca-file {anchor} verify required",
            ),
            (
                "keytool (Java)",
                Target::Sh,
                "keytool -importcert -alias {alias} -keystore truststore.p12 -file {anchor}",
            ),
            ("certutil (NSS)", Target::Sh, "certutil -A -d sql:. -n {alias} -t T,, -i {anchor}"),
        ];
    }
    vec![
        (
            "Debian, Ubuntu",
            Target::Sh,
            "sudo cp {anchor} /usr/local/share/ca-certificates/my-ca.crt && sudo update-ca-certificates",
        ),
        (
            "Fedora, RHEL",
            Target::Sh,
            "sudo cp {anchor} /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust",
        ),
        (
            "macOS",
            Target::Sh,
            "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {anchor}",
        ),
        ("Windows", Target::Windows, "certutil -addstore -f Root {anchor}"),
        ("step", Target::Sh, "step certificate install {anchor}"),
        (
            "keytool (Java)",
            Target::Sh,
            "keytool -importcert -cacerts -alias {alias} -file {anchor}",
        ),
        (
            "certutil (Chromium on Linux)",
            Target::Sh,
            "certutil -A -d sql:\"$HOME/.pki/nssdb\" -n {alias} -t C,, -i {anchor}",
        ),
        ("Node.js", Target::Sh, "NODE_EXTRA_CA_CERTS={anchor} node APP.js"),
        ("Python", Target::Sh, "SSL_CERT_FILE={anchor} python3 APP.py"),
    ]
}

fn chain(wanted: &Wanted) -> Lines {
    let mut lines = vec![
        ("PEM", Target::Sh, "cat {stem}.pem INTERMEDIATE.pem > fullchain.pem"),
        (
            "PKCS#12",
            Target::Sh,
            "openssl pkcs12 -export -in {stem}.pem -inkey {stem}.key -certfile INTERMEDIATE.pem -out {stem}.p12",
        ),
        (
            "keytool (Java)",
            Target::Sh,
            "keytool -importcert -alias {stem} -keystore {stem}.p12 -file fullchain.pem",
        ),
        ("step", Target::Sh, "step certificate bundle {stem}.pem INTERMEDIATE.pem fullchain.pem"),
        (
            "Vault",
            Target::Sh,
            "jq -r '.data.certificate, .data.ca_chain[]' {stem}.json > fullchain.pem",
        ),
    ];
    if wanted.stem == "server" {
        lines.extend([
            ("nginx", Target::Nginx, "ssl_certificate fullchain.pem;"),
            ("Apache", Target::Apache, "SSLCertificateFile fullchain.pem"),
            ("HAProxy", Target::Sh, "cat fullchain.pem server.key > haproxy.pem"),
            (
                "Kubernetes",
                Target::Sh,
                "kubectl create secret tls NAME --cert=fullchain.pem --key=server.key --dry-run=client -o yaml | kubectl apply -f -",
            ),
        ]);
    }
    if suits_acme(wanted) {
        lines.push((
            "certbot (nginx)",
            Target::Nginx,
            "ssl_certificate /etc/letsencrypt/live/{first}/fullchain.pem;",
        ));
    }
    lines
}

/// Whether a public CA with ACME gives it: a server's, with host names of the public DNS only.
fn suits_acme(wanted: &Wanted) -> bool {
    let others = [&wanted.ips, &wanted.mail, &wanted.uris];
    wanted.stem == "server"
        && !wanted.dns.is_empty()
        && others.iter().all(|names| names.is_empty())
        && wanted.dns.iter().all(|name| !public::is_internal(name))
}
