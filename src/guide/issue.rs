//! A private CA that fits: commands that issue just the certificate that is wanted, and check it.
//!
//! OpenSSL and cfssl are run by `tests/guides/issue.rs`, the documents for cert-manager are held
//! against its schemas there. step and Vault are as their makers have them:
//! smallstep.com/docs/cli/certificate/create and smallstep.com/docs/step-ca/templates,
//! developer.hashicorp.com/vault/api-docs/secret/pki, 2026.

use super::facts::{Facts, names};
use crate::handshake::By;
use crate::present::{Filled, Kind, Target, Value, fill};

/// Key, request, certificate, chain.
const ISSUE: &str = "\
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout new-{side}.key {names} -addext extendedKeyUsage={usage} -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE -out new-{side}.csr
printf 'subjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid\\n' > new-{side}.ext
openssl x509 -req -in new-{side}.csr -CA {ca} -CAkey CA.key -CAcreateserial -copy_extensions copy -extfile new-{side}.ext -days {days} -out new-{side}.pem
cat new-{side}.pem {between}> new-{side}-chain.pem";

/// What must come out of it, whoever issued it.
const CHECK: &str = "\
openssl verify -x509_strict -purpose {purpose} -CAfile {root} {untrusted}new-{side}.pem
openssl x509 -in new-{side}.pem -noout -ext extendedKeyUsage,keyUsage,subjectAltName -dates
pemlens guide {program} {mutual}--as {side} new-{side}-chain.pem new-{side}.key {root}";

/// cfssl reads the subject and the profile from JSON. No value can hold a quote or a backslash:
/// a name with one becomes a placeholder before it comes here.
const CFSSL: &str = "\
printf '{\"CN\":\"%s\",\"key\":{\"algo\":\"ecdsa\",\"size\":256}}\\n' {name} > new-{side}.json
printf '{\"signing\":{\"default\":{\"expiry\":\"{hours}h\",\"usages\":[\"digital signature\",\"{side} auth\"]}}}\\n' > new-{side}-profile.json
cfssl gencert -ca {ca} -ca-key CA.key -config new-{side}-profile.json{host-option} new-{side}.json | cfssljson -bare new-{side}
mv new-{side}-key.pem new-{side}.key
cat new-{side}.pem {between}> new-{side}-chain.pem";

/// The profile `leaf` of step gives both uses: its template says which one.
const STEP: &str = "\
printf '{\"subject\":{{toJson .Subject}},\"sans\":{{toJson .SANs}},\"keyUsage\":[\"digitalSignature\"],\"extKeyUsage\":[\"{usage}\"]}\\n' > new-{side}.tpl
step certificate create {name} new-{side}.pem new-{side}.key --template new-{side}.tpl --ca {ca} --ca-key CA.key --not-after {hours}h{san-options} --no-password --insecure
cat new-{side}.pem {between}> new-{side}-chain.pem";

/// `jq` takes the parts out of the answer.
const VAULT: &str = "\
vault secrets enable -path=private pki
vault secrets tune -max-lease-ttl={hours}h private
cat {ca} CA.key | vault write private/config/ca pem_bundle=-
vault write private/roles/new-{side} allow_any_name=true enforce_hostnames=false server_flag={is-server} client_flag={is-client} key_type=ec key_bits=256 key_usage=DigitalSignature allowed_uri_sans='*' max_ttl={hours}h
vault write -format=json private/issue/new-{side} {common-name}{vault-names}{vault-ips}{vault-uris} ttl={hours}h > new-{side}.json
jq -r .data.certificate new-{side}.json > new-{side}.pem
jq -r .data.private_key new-{side}.json > new-{side}.key
cat new-{side}.pem {between}> new-{side}-chain.pem";

/// The CA as a secret, where a `ClusterIssuer` looks for it.
const SECRET: &str =
    "kubectl create secret tls private-ca --namespace cert-manager --cert={ca} --key=CA.key";

const DOCUMENTS: &str = "\
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: private-ca}
spec: {ca: {secretName: private-ca}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: new-{side}}
spec:
  secretName: new-{side}-tls
  commonName: {name}
{yaml-dns}{yaml-ips}{yaml-mail}{yaml-uris}  duration: {hours}h
  usages: [digital signature, {side} auth]
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}
  issuerRef: {name: private-ca, kind: ClusterIssuer}";

/// A tool, how its lines are known to be right, and the lines.
pub struct Block {
    pub tool: &'static str,
    pub known: &'static str,
    pub command: Filled,
    /// A document that the tool reads then; none for most.
    pub document: Option<Filled>,
}

/// The certificate of a side, with its names as they are and its use as it should be.
pub struct Wanted<'f> {
    facts: &'f Facts<'f>,
    side: By,
    /// As OpenSSL takes them: `DNS:a.example`.
    names: Vec<String>,
    is_deep: bool,
}

impl<'f> Wanted<'f> {
    /// What the certificate of a side has to be.
    pub fn of(facts: &'f Facts<'f>, side: By) -> Self {
        let is_server = side == By::Server;
        let own = if is_server { &facts.server } else { &facts.client };
        let names = names(own.chain.first().copied(), facts, is_server);
        Self { facts, side, names, is_deep: own.chain.len() > 1 }
    }

    /// Issued with OpenSSL.
    pub fn issue(&self) -> Filled {
        self.fill(ISSUE, Target::Sh, "")
    }

    /// Looked at, and judged as the program of that name will.
    pub fn check(&self, program: &'static str) -> Filled {
        self.fill(CHECK, Target::Sh, program)
    }

    /// The same certificate, issued with other tools.
    pub fn others(&self) -> Vec<Block> {
        let block = |tool, known, template| Block {
            tool,
            known,
            command: self.fill(template, Target::Sh, ""),
            document: None,
        };
        vec![
            block("cfssl", "Run with cfssl 1.2 of Debian 12.", CFSSL),
            block(
                "step",
                "As smallstep.com/docs/cli/certificate/create has it, 2026; not run here.",
                STEP,
            ),
            block(
                "Vault",
                "As developer.hashicorp.com/vault/api-docs/secret/pki has it, 2026; not run here.",
                VAULT,
            ),
            Block {
                document: Some(self.fill(DOCUMENTS, Target::Yaml, "")),
                ..block(
                    "cert-manager",
                    "Its documents are held against the schemas of cert-manager 1.21.1.",
                    SECRET,
                )
            },
        ]
    }

    fn fill(&self, template: &'static str, target: Target, program: &'static str) -> Filled {
        fill(template, target, &|hole| self.hole(hole, program))
    }

    fn is_server(&self) -> bool {
        self.side == By::Server
    }

    /// The certificate whose key issues it.
    fn issuer(&self) -> String {
        let own = if self.is_server() { &self.facts.server } else { &self.facts.client };
        match own.chain.get(1).or(own.root.as_ref()) {
            Some(ca) if !ca.is_self_issued() => "ISSUING-CA.pem".to_owned(),
            _ => self.root(),
        }
    }

    fn root(&self) -> String {
        let trust = if self.is_server() { &self.facts.roots } else { &self.facts.cas };
        trust.1.name.clone()
    }

    fn subject(&self) -> String {
        if self.is_server() { self.facts.host.clone() } else { self.facts.user.clone() }
    }

    /// The names of these kinds, without the word for the kind.
    fn only(&self, kinds: &[&str]) -> Vec<String> {
        let plain = |name: &String| {
            kinds.iter().find_map(|kind| name.strip_prefix(kind)).map(str::to_owned)
        };
        self.names.iter().filter_map(plain).collect()
    }

    fn hole(&self, hole: &str, program: &'static str) -> Option<Value> {
        let is_server = self.is_server();
        let unless_empty = |names: Vec<String>, words: &'static str| {
            Value::Ours(if names.is_empty() { "" } else { words })
        };
        let list = |before: &'static str, names: Vec<String>| {
            Value::One(before, Kind::Names, names.join(","))
        };
        let each = |names: Vec<String>| Value::Each(", ", Kind::Name, names);
        let yes = |is: bool| Value::Ours(if is { "true" } else { "false" });
        let [dns, ips, mail, uris] =
            ["DNS:", "IP:", "email:", "URI:"].map(|kind| self.only(&[kind]));
        Some(match hole {
            "side" => Value::Ours(self.side.word()),
            "usage" => Value::Ours(if is_server { "serverAuth" } else { "clientAuth" }),
            "purpose" => Value::Ours(if is_server { "sslserver" } else { "sslclient" }),
            // What public CAs may give is nobody’s limit here; short is still better.
            "days" => Value::Ours("90"),
            "hours" => Value::Ours("2160"),
            "names" if self.names.is_empty() => Value::Ours("-subj {subject}"),
            "names" => Value::Ours("-subj {subject} -addext {san}"),
            "subject" => Value::One("/CN=", Kind::Slashed, self.subject()),
            "name" => Value::One("", Kind::Name, self.subject()),
            "common-name" => Value::One("common_name=", Kind::Name, self.subject()),
            "san" => list("subjectAltName=", self.names.clone()),
            "host-option" => unless_empty(self.only(&["DNS:", "IP:", "email:"]), " {hosts}"),
            "hosts" => list("-hostname=", self.only(&["DNS:", "IP:", "email:"])),
            "san-options" => unless_empty(self.names.clone(), " --san {sans}"),
            "sans" => {
                Value::Each(" --san ", Kind::Name, self.only(&["DNS:", "IP:", "email:", "URI:"]))
            }
            "vault-names" => unless_empty(self.only(&["DNS:", "email:"]), " {vault-name-list}"),
            "vault-name-list" => list("alt_names=", self.only(&["DNS:", "email:"])),
            "vault-ips" => unless_empty(ips, " {vault-ip-list}"),
            "vault-ip-list" => list("ip_sans=", ips),
            "vault-uris" => unless_empty(uris, " {vault-uri-list}"),
            "vault-uri-list" => list("uri_sans=", uris),
            "is-server" => yes(is_server),
            "is-client" => yes(!is_server),
            "yaml-dns" => unless_empty(dns, "  dnsNames: [{dns-list}]\n"),
            "dns-list" => each(dns),
            "yaml-ips" => unless_empty(ips, "  ipAddresses: [{ip-list}]\n"),
            "ip-list" => each(ips),
            "yaml-mail" => unless_empty(mail, "  emailAddresses: [{mail-list}]\n"),
            "mail-list" => each(mail),
            "yaml-uris" => unless_empty(uris, "  uris: [{uri-list}]\n"),
            "uri-list" => each(uris),
            "ca" => Value::One("", Kind::File, self.issuer()),
            "root" => Value::One("", Kind::File, self.root()),
            "between" if self.is_deep => Value::Ours("{ca} "),
            "untrusted" if self.is_deep => Value::Ours("-untrusted {ca} "),
            "between" | "untrusted" => Value::Ours(""),
            "program" => Value::Ours(program),
            "mutual" => Value::Ours(if self.facts.mutual { "--mutual " } else { "" }),
            _ => return None,
        })
    }
}
