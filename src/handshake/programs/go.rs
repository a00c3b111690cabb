//! Go from 1.27 (as far back as the alerts 45, 48 and 116 go): crypto/tls with
//! `RequireAndVerifyClientCert`. Docker, Kubernetes, Traefik, Prometheus and much else is this.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::openssl;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Depth, Known, Lists, Program, Serves};
use crate::handshake::side::{Setup, Side, Tls};
use crate::model::{Certificate, Name};
use crate::stacks::{self, GO_127, Question, Role, Verdict};

/// Go 1.27.
pub static GO127: Program = Program {
    id: "go",
    aliases: &["go127", "golang", "traefik", "kubernetes", "docker", "prometheus"],
    title: "Go 1.27",
    known: Known::Run("Go 1.27.3"),
    server: Some(Serves {
        announces: true,
        depth: Depth::Free,
        lists: Lists::No,
        hasty: false,
        start: cannot_start,
        hello: |_| None,
        judge,
        without,
        hears,
        identity: openssl::common_name,
    }),
    client: Some(Connects {
        plain_alert: false,
        upstream: false,
        tells_alert: true,
        start: cannot_try,
        judge: judge_server,
        chooses,
        hears: client_hears,
    }),
};

/// `tls.X509KeyPair`.
fn cannot_load(side: &Side<'_>) -> Option<Refusal> {
    side.key_differs().then(|| {
        let line = "tls: private key does not match public key";
        Refusal::new(Fault::KeyMismatch, line).says(line).hint("key-mismatch").at_start()
    })
}

fn cannot_start(setup: &Setup<'_>) -> Option<Refusal> {
    cannot_load(&setup.server)
}

fn cannot_try(setup: &Setup<'_>) -> Option<Refusal> {
    cannot_load(&setup.client)
}

/// What crypto/x509 makes of the client's certificates; the line without what crypto/tls puts before
/// it.
pub(super) fn verify_client(
    setup: &Setup<'_>,
    sent: &[&Certificate],
) -> Result<Option<stacks::Refusal>, &'static str> {
    let Some((leaf, rest)) = sent.split_first() else { return Ok(None) };
    let trusted = setup.server.trust.clone();
    let question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Client);
    match stacks::ask(&GO_127, &question) {
        Verdict::Accept => Ok(None),
        Verdict::Reject(refusal) => Ok(Some(refusal)),
        Verdict::Silent(why) => Err(why),
    }
}

fn judge(setup: &Setup<'_>, sent: &[&Certificate]) -> Judgement {
    let Some(leaf) = sent.first() else { return Judgement::Takes(None) };
    match verify_client(setup, sent) {
        Ok(None) => Judgement::Takes(None),
        Err(why) => Judgement::Unknown(why),
        Ok(Some(told)) => {
            let refusal = judged::refusal(&told, leaf);
            // `processCertsFromClient`.
            let alert = match (told.code.as_str(), refusal.fault) {
                ("x509.UnknownAuthorityError", _) => Alert::UNKNOWN_CA,
                (_, Fault::Expired | Fault::NotYetValid) => Alert::CERTIFICATE_EXPIRED,
                _ => Alert::BAD_CERTIFICATE,
            };
            let line = format!("tls: failed to verify certificate: {}", told.message);
            refusal.alert(alert).says(line).refuses()
        }
    }
}

fn without(setup: &Setup<'_>) -> Judgement {
    if openssl::takes_nothing(&setup.server.settings) {
        return Judgement::Takes(None);
    }
    let line = "tls: client didn't provide a certificate";
    let alert = match setup.tls {
        Tls::V12 => Alert::HANDSHAKE_FAILURE,
        Tls::V13 => Alert::CERTIFICATE_REQUIRED,
    };
    Refusal::new(Fault::NoCertificate, line).alert(alert).says(line).refuses()
}

/// An alert that came, or the end of the connection.
pub(super) fn hears(setup: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(_) if openssl::is_garbled(setup) => {
            vec!["local error: tls: bad record MAC".into()]
        }
        Heard::Alert(alert) => vec![format!("remote error: tls: {}", alert.go())],
        Heard::Closed => vec!["EOF".into()],
        Heard::Http(_) => Vec::new(),
    }
}

fn judge_server(setup: &Setup<'_>) -> Judgement {
    judged::by(&GO_127, judged::about_server(setup).as_ref(), |refusal, told| {
        // It sends this one whatever is wrong (`verifyServerCertificate`).
        let line = format!("tls: failed to verify certificate: {}", told.message);
        refusal.alert(Alert::BAD_CERTIFICATE).says(line)
    })
}

/// `SupportsCertificate`: the first whose own file names an issuer that the server announced, byte by
/// byte.
pub(super) fn chooses(setup: &Setup<'_>, names: &[&Name]) -> Choice {
    let fits = |chain: &[&Certificate]| {
        chain.iter().any(|one| names.iter().any(|name| name.der == one.issuer.der))
    };
    let client = &setup.client;
    let chains = || client.identities();
    if names.is_empty() {
        return Choice::Sends(0, "the server names no CAs, so it sends the first it has".into());
    }
    match chains().position(fits) {
        Some(index) => Choice::Sends(
            index,
            "one of the issuers in its own file is among the CA names that the server announces"
                .into(),
        ),
        None => Choice::Nothing(
            "no issuer in its own file is among the CA names that the server announces".into(),
        ),
    }
}

fn client_hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Alert(alert) => vec![format!("remote error: tls: {}", alert.go())],
        Heard::Closed => vec!["EOF".into()],
        Heard::Http(http) => vec![format!("{} Bad Request", http.status)],
    }
}
