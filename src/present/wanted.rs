//! The certificate that would answer the question: its names and its use, as commands name them.

use crate::model::{Certificate, GeneralName, Purpose, oid::eku};
use crate::purpose::host::Host;
use crate::report::{Examination, Report};

/// With more names than this no command is written: nobody types or reads it.
const NAMES: usize = 100;

/// What to ask a CA for.
pub struct Wanted {
    /// `server` or `client`, as file names begin.
    pub stem: &'static str,
    /// `serverAuth` or `clientAuth`.
    pub usage: &'static str,
    /// The first name, or the subject's.
    pub name: String,
    /// Host names, the one asked about first.
    pub dns: Vec<String>,
    /// IP addresses.
    pub ips: Vec<String>,
    /// E-mail addresses.
    pub mail: Vec<String>,
    /// URIs.
    pub uris: Vec<String>,
}

impl Wanted {
    /// The leaf's own names and the host asked about; `None` with too many of them.
    pub fn of(report: &Report, main: &Examination) -> Option<Self> {
        let leaf = report.certificate(main.leaf)?;
        let server = match main.purpose {
            Purpose::Server => true,
            Purpose::Client => false,
            Purpose::Ca | Purpose::Any => {
                leaf.eku().is_none_or(|uses| uses.iter().any(|it| it.as_str() == eku::SERVER_AUTH))
            }
        };
        let (stem, usage) =
            if server { ("server", "serverAuth") } else { ("client", "clientAuth") };
        let (name, dns, ips) = (String::new(), Vec::new(), Vec::new());
        let mut wanted = Self { stem, usage, name, dns, ips, mail: Vec::new(), uris: Vec::new() };
        match &main.host {
            Some(Host::Ip(address)) => wanted.ips.push(address.to_string()),
            Some(host) => push(&mut wanted.dns, &host.text(), is_host),
            None => {}
        }
        for name in leaf.san().unwrap_or_default() {
            match name {
                GeneralName::Dns(name) => push(&mut wanted.dns, name, is_host),
                GeneralName::Ip(address) => push(&mut wanted.ips, &address.to_string(), |_| true),
                GeneralName::Email(name) => push(&mut wanted.mail, name, is_plain),
                GeneralName::Uri(name) => push(&mut wanted.uris, name, is_plain),
                _ => {}
            }
        }
        let common = Self::plain_title(leaf);
        if server && wanted.all().is_empty() {
            let host = common.as_deref().filter(|name| is_host(name));
            wanted.dns.push(host.unwrap_or("www.example.com").into());
        }
        wanted.name = match server {
            true => wanted.all().first().cloned().unwrap_or_default(),
            false => common.unwrap_or_else(|| "client".into()),
        };
        (wanted.all().len() <= NAMES).then_some(wanted)
    }

    /// The subject's common name, where it is plain enough to be typed.
    pub fn plain_title(certificate: &Certificate) -> Option<String> {
        let name = certificate.subject.last("2.5.4.3")?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '@');
        let fits = !name.is_empty() && name.len() <= 64 && name.chars().all(plain);
        (fits && name.trim() == name && !name.starts_with('-')).then(|| name.to_owned())
    }

    /// Every name, the most important first.
    pub fn all(&self) -> Vec<String> {
        [&self.dns, &self.ips, &self.mail, &self.uris].into_iter().flatten().cloned().collect()
    }

    /// All names in a line, each with the word of its kind.
    pub fn san(&self, dns: &str, ip: &str, mail: &str, uri: &str) -> String {
        let kinds = [(dns, &self.dns), (ip, &self.ips), (mail, &self.mail), (uri, &self.uris)];
        let words = kinds
            .into_iter()
            .flat_map(|(kind, names)| names.iter().map(move |name| format!("{kind}{name}")));
        words.collect::<Vec<_>>().join(",")
    }

    /// Whether a public CA with ACME gives it: a server's, with host names of the public DNS only.
    pub fn suits_acme(&self) -> bool {
        let others = [&self.ips, &self.mail, &self.uris];
        self.stem == "server"
            && !self.dns.is_empty()
            && others.iter().all(|names| names.is_empty())
            && self.dns.iter().all(|name| !crate::hints::public::is_internal(name))
    }

    /// cert-manager's resource, as a shell command that applies it.
    pub fn manifest(&self) -> String {
        let quoted = |names: &[String]| {
            names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
        };
        let list = |key: &str, names: &[String]| match names {
            [] => String::new(),
            some => format!("  {key}: [{}]\n", quoted(some)),
        };
        let stem = self.stem;
        let common = match stem {
            "client" => format!("  commonName: \"{}\"\n", self.name),
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
            list("dnsNames", &self.dns),
            list("ipAddresses", &self.ips),
            list("emailAddresses", &self.mail),
            list("uris", &self.uris),
        )
    }
}

fn push(names: &mut Vec<String>, name: &str, fits: fn(&str) -> bool) {
    if fits(name) && !names.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        names.push(name.to_owned());
    }
}

/// A name that a CA can certify at all; everything else would only break the command.
fn is_host(name: &str) -> bool {
    let labels = name.strip_prefix("*.").unwrap_or(name);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.len() <= 63
            && label.chars().all(plain)
    };
    labels.split('.').all(label) && labels.len() <= 253 && !is_address(labels)
}

/// Its last label is a number, so it is no host name (RFC 1123, 2.1).
fn is_address(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit()))
}

/// Nothing in it that separates names, or that YAML or a shell would read otherwise.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-@:/+~%".contains(c);
    !name.is_empty() && name.len() <= 500 && name.chars().all(plain) && !name.starts_with('-')
}
