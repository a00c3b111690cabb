//! The cases as questions to programs: what each program is handed, and what is predicted of it.

use std::sync::OnceLock;

use data_encoding::BASE64;
use pemlens::model::Certificate;
use pemlens::purpose::host::Host;
use pemlens::report::Handed;
use pemlens::stacks::{
    self, GNUTLS, GO_127, JAVA_17, MBEDTLS, NSS, OPENSSL_30, OPENSSL_30_LAST, PYCA, Program, Role,
    Verdict,
};

use crate::common;

/// The programs that are run.
pub const RUN: [&Program; 8] =
    [&OPENSSL_30, &OPENSSL_30_LAST, &GO_127, &JAVA_17, &GNUTLS, &PYCA, &MBEDTLS, &NSS];

/// A case that asks about a server's or a client's certificate.
pub struct Asked {
    /// `RULE/CASE`.
    pub name: String,
    /// The time, in seconds since 1970.
    pub at: i64,
    /// Which side shows the certificate.
    pub role: Role,
    /// The host, as it is handed over; `-` for none.
    pub host: String,
    /// The certificate asked about.
    pub leaf: Vec<u8>,
    /// What was sent after it.
    pub sent: Vec<Vec<u8>>,
    /// The anchors.
    pub roots: Vec<Vec<u8>>,
    predicted: Vec<Option<String>>,
}

impl Asked {
    /// What the program is said to print: `ok` or its words; `None` where nothing is said.
    pub fn predicted(&self, program: &'static Program) -> Option<&str> {
        let place = RUN.iter().position(|run| *run == program).unwrap();
        self.predicted[place].as_deref()
    }

    /// The question as the programs in `tests/programs` read it.
    pub fn line(&self) -> String {
        let list = |ders: &[Vec<u8>]| match ders {
            [] => "-".to_owned(),
            ders => ders.iter().map(|der| BASE64.encode(der)).collect::<Vec<_>>().join(","),
        };
        let role = if self.role == Role::Client { "client" } else { "server" };
        let (leaf, sent, roots) = (BASE64.encode(&self.leaf), list(&self.sent), list(&self.roots));
        format!("{} {role} {} {leaf} {sent} {roots}\n", self.at, self.host)
    }
}

/// All cases with a question, in the order of their files.
pub fn all() -> &'static [Asked] {
    static ALL: OnceLock<Vec<Asked>> = OnceLock::new();
    ALL.get_or_init(|| common::all().iter().filter_map(asked).collect())
}

fn asked(case: &common::Case) -> Option<Asked> {
    let report = case.report();
    let mut handed = Handed::new(&report)?;
    // The programs are run as they check by default, which is without lists.
    handed.crls.clear();
    let question = handed.question();
    let predicted = RUN.iter().map(|program| said(program, stacks::ask(program, &question)));
    let bytes = |certificate: &&Certificate| certificate.der.clone();
    Some(Asked {
        name: format!("{}/{}", case.rule, case.path.file_stem().unwrap().to_str().unwrap()),
        at: handed.at.0,
        role: handed.role,
        host: match &handed.host {
            Some(Host::Dns(name)) => name.clone(),
            Some(Host::Ip(address)) => address.to_string(),
            None => "-".into(),
        },
        leaf: handed.leaf.der.clone(),
        sent: handed.sent.iter().map(bytes).collect(),
        roots: handed.trusted.iter().map(|root| root.der.clone()).collect(),
        predicted: predicted.collect(),
    })
}

fn said(program: &'static Program, verdict: Verdict) -> Option<String> {
    match verdict {
        Verdict::Accept => Some("ok".into()),
        Verdict::Silent(_) => None,
        // OpenSSL's faults are known by their numbers.
        Verdict::Reject(refusal)
            if [OPENSSL_30.id, OPENSSL_30_LAST.id].contains(&program.id)
                && !refusal.message.contains("error:") =>
        {
            Some(format!("{} {}", refusal.code, refusal.message))
        }
        Verdict::Reject(refusal) => Some(refusal.message.trim_end().to_owned()),
    }
}
