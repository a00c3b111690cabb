//! Beside a finding: commands of other tools for what it calls for, with the names and the use
//! filled in, and what programs print.
//!
//! Each was run where the tool could be had (`tests/tools.rs`); the others are as their makers'
//! documentation has them: smallstep.com/docs/step-cli, developer.hashicorp.com/vault/api-docs/secret/pki,
//! cert-manager.io/docs/usage/certificate, eff-certbot.readthedocs.io. What only the reader can know
//! stands in capitals.

use super::findings::{CA_ANEW, NEW_KEY, ROOT_ANEW, quoted};
use super::wanted::Wanted;
use crate::hints::{Finding, Message, Remedy, Rule, public};
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
        Remedy::Ca => ca(report, object),
        Remedy::Anchor => anchor(report, main),
        Remedy::Chain => chain(wanted),
    };
    lines.into_iter().map(|(tool, command)| (tool.to_owned(), command)).collect()
}

/// What programs print when they meet what a rule is about: program and words. What varies in them
/// is left out.
pub fn messages(rule: &Rule) -> Vec<(String, String)> {
    let line = |it: &Message| (it.stack.name().to_owned(), it.text.replace("{}", "…"));
    rule.messages.iter().map(line).collect()
}

type Lines = Vec<(&'static str, String)>;

fn certificate(wanted: &Wanted, again: bool) -> Lines {
    let Wanted { stem, usage, .. } = *wanted;
    let name = quoted(&wanted.name);
    let mut lines = Lines::new();
    let new_key = NEW_KEY.replace("{stem}", stem);
    lines.push((
        "OpenSSL",
        format!(
            "openssl req -new {new_key} {} -addext extendedKeyUsage={usage} -out {stem}.csr",
            wanted.arguments()
        ),
    ));
    if suits_acme(wanted) {
        let names: String = wanted.dns.iter().map(|it| format!(" -d {}", quoted(it))).collect();
        let first = wanted.dns.first().map(|it| quoted(it.trim_start_matches("*.")));
        let wild = wanted.dns.iter().any(|it| it.starts_with("*."));
        let how = if wild { " --manual --preferred-challenges dns" } else { "" };
        lines.push((
            "certbot (ACME)",
            match first.filter(|_| again) {
                Some(first) => format!("certbot renew --cert-name {first}"),
                None => format!("certbot certonly{how}{names}"),
            },
        ));
    }
    let sans: String = wanted.all().iter().map(|it| format!(" --san {}", quoted(it))).collect();
    lines.push(("step", format!("step ca certificate {name} {stem}.crt {stem}.key{sans}")));
    lines.push(("cert-manager", manifest(wanted)));
    let joined = |key: &str, values: &[String]| match values {
        [] => String::new(),
        some => format!(" {}", quoted(&format!("{key}={}", some.join(",")))),
    };
    lines.push((
        "Vault",
        format!(
            "vault read -field={stem}_flag pki/roles/ROLE   # must be true\n\
             vault write -format=json pki/issue/ROLE {}{}{}{} > {stem}.json",
            quoted(&format!("common_name={}", wanted.name)),
            joined("alt_names", &[wanted.dns.as_slice(), wanted.mail.as_slice()].concat()),
            joined("ip_sans", &wanted.ips),
            joined("uri_sans", &wanted.uris),
        ),
    ));
    let san = wanted.san("dns:", "ip:", "email:", "uri:");
    let extension = match san.is_empty() {
        true => format!("-ext eku={usage}"),
        false => format!("-ext {} -ext eku={usage}", quoted(&format!("san={san}"))),
    };
    let store = format!("-alias {stem} -keystore {stem}.p12 {extension}");
    lines.push((
        "keytool (Java)",
        format!(
            "keytool -genkeypair -keyalg EC -groupname secp256r1 -dname {} {store}\n\
             keytool -certreq -file {stem}.csr {store}",
            quoted(&format!("CN={}", wanted.name)),
        ),
    ));
    let san = wanted.san("dns:", "ip:", "rfc822:", "uri:");
    let extension = match san.is_empty() {
        true => String::new(),
        false => format!(" --extSAN {}", quoted(&san)),
    };
    lines.push((
        "certutil (NSS)",
        format!(
            "certutil -R -d sql:. -k ec -q nistp256 -s {} --extKeyUsage {usage}{extension} -a -o {stem}.csr",
            quoted(&format!("CN={}", wanted.name)),
        ),
    ));
    lines
}

fn ca(report: &Report, object: usize) -> Lines {
    let Some(certificate) = report.certificate(object) else { return Lines::new() };
    const EXTENSIONS: &str = "-ext bc:c=ca:true -ext ku:c=keyCertSign,cRLSign";
    // Both keep the name; tools that only take a common name would make another CA.
    if certificate.is_self_issued() {
        return vec![
            ("OpenSSL", ROOT_ANEW.into()),
            (
                "keytool (Java)",
                format!("keytool -selfcert -alias ca -keystore ca.p12 -validity 3650 {EXTENSIONS}"),
            ),
        ];
    }
    vec![
        ("OpenSSL", CA_ANEW.into()),
        (
            "keytool (Java)",
            format!(
                "keytool -certreq -alias ca -keystore ca.p12 -file ca.csr\n\
                 keytool -gencert -alias root -keystore root.p12 -infile ca.csr -outfile new-ca.pem -rfc -validity 1825 {EXTENSIONS}"
            ),
        ),
    ]
}

fn anchor(report: &Report, main: &Examination) -> Lines {
    let last = main.path.last_loaded().unwrap_or(main.leaf);
    let title = report.certificate(last).and_then(Wanted::plain_title);
    let name = quoted(&title.unwrap_or_else(|| "My CA".into()));
    let file = super::findings::file_of(report, last).unwrap_or_else(|| "root.pem".into());
    if main.purpose == crate::model::Purpose::Client {
        return vec![
            ("nginx", format!("ssl_client_certificate {file};\nssl_verify_client on;")),
            ("Apache", format!("SSLCACertificateFile {file}\nSSLVerifyClient require")),
            ("HAProxy", format!("bind :443 ssl crt server.pem ca-file {file} verify required")),
            (
                "keytool (Java)",
                format!("keytool -importcert -alias {name} -keystore truststore.p12 -file {file}"),
            ),
            ("certutil (NSS)", format!("certutil -A -d sql:. -n {name} -t T,, -i {file}")),
        ];
    }
    vec![
        (
            "Debian, Ubuntu",
            format!(
                "sudo cp {file} /usr/local/share/ca-certificates/my-ca.crt && sudo update-ca-certificates"
            ),
        ),
        (
            "Fedora, RHEL",
            format!("sudo cp {file} /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust"),
        ),
        (
            "macOS",
            format!(
                "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {file}"
            ),
        ),
        ("Windows", format!("certutil -addstore -f Root {file}")),
        ("step", format!("step certificate install {file}")),
        ("keytool (Java)", format!("keytool -importcert -cacerts -alias {name} -file {file}")),
        (
            "certutil (Chromium on Linux)",
            format!("certutil -A -d sql:\"$HOME/.pki/nssdb\" -n {name} -t C,, -i {file}"),
        ),
        ("Node.js", format!("NODE_EXTRA_CA_CERTS={file} node APP.js")),
        ("Python", format!("SSL_CERT_FILE={file} python3 APP.py")),
    ]
}

fn chain(wanted: &Wanted) -> Lines {
    let stem = wanted.stem;
    let mut lines = vec![
        ("PEM", format!("cat {stem}.pem INTERMEDIATE.pem > fullchain.pem")),
        (
            "PKCS#12",
            format!(
                "openssl pkcs12 -export -in {stem}.pem -inkey {stem}.key -certfile INTERMEDIATE.pem -out {stem}.p12"
            ),
        ),
        (
            "keytool (Java)",
            format!("keytool -importcert -alias {stem} -keystore {stem}.p12 -file fullchain.pem"),
        ),
        ("step", format!("step certificate bundle {stem}.pem INTERMEDIATE.pem fullchain.pem")),
        (
            "Vault",
            format!("jq -r '.data.certificate, .data.ca_chain[]' {stem}.json > fullchain.pem"),
        ),
    ];
    if stem == "server" {
        lines.push(("nginx", "ssl_certificate fullchain.pem;".into()));
        lines.push(("Apache", "SSLCertificateFile fullchain.pem".into()));
        lines.push(("HAProxy", "cat fullchain.pem server.key > haproxy.pem".into()));
        lines.push((
            "Kubernetes",
            "kubectl create secret tls NAME --cert=fullchain.pem --key=server.key --dry-run=client -o yaml | kubectl apply -f -".into(),
        ));
    }
    if let Some(first) = wanted.dns.first().filter(|_| suits_acme(wanted)) {
        let name = first.trim_start_matches("*.");
        let line = format!("ssl_certificate /etc/letsencrypt/live/{name}/fullchain.pem;");
        lines.push(("certbot (nginx)", line));
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

/// cert-manager's resource, as a shell command that applies it.
fn manifest(wanted: &Wanted) -> String {
    let quoted = |names: &[String]| {
        names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    };
    let list = |key: &str, names: &[String]| match names {
        [] => String::new(),
        some => format!("  {key}: [{}]\n", quoted(some)),
    };
    let stem = wanted.stem;
    let common = match stem {
        "client" => format!("  commonName: \"{}\"\n", wanted.name),
        _ => String::new(),
    };
    format!(
        "kubectl apply -f - <<'END'\n\
             apiVersion: cert-manager.io/v1\n\
             kind: Certificate\n\
             metadata:\n  name: {stem}\n\
             spec:\n  secretName: {stem}-tls\n  \
             issuerRef: {{name: ISSUER, kind: ClusterIssuer}}\n\
             {common}{}{}{}{}  \
             usages: [digital signature, {stem} auth]\n  \
             privateKey: {{algorithm: ECDSA, size: 256, rotationPolicy: Always}}\n\
             END",
        list("dnsNames", &wanted.dns),
        list("ipAddresses", &wanted.ips),
        list("emailAddresses", &wanted.mail),
        list("uris", &wanted.uris),
    )
}
