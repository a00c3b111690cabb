//! .NET's HttpClient and SslStream, as its source and threads describe them: it picks a certificate
//! itself, and where it finds none it says so only as an event that nobody sees.

use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::outcome::{Choice, Heard, Judgement, Refusal};
use crate::handshake::program::{Connects, Known, Program};
use crate::handshake::side::{Setup, Verify};
use crate::handshake::trusted_by_client;
use crate::model::oid::eku;
use crate::model::{Certificate, KeyUsage, Name};
use crate::stacks::{self, Asked, Program as Stack, Question, Role, Verdict};

/// .NET 8 to 10.
pub static DOTNET: Program = Program {
    id: "dotnet",
    aliases: &[".net", "httpclient", "sslstream", "csharp"],
    title: ".NET HttpClient",
    known: Known::Documented(
        "dotnet/runtime: CertificateHelper.cs, SslStream.Protocol.cs; its issues 121982 and 131563",
    ),
    server: None,
    client: Some(Connects { start: |_| None, judge, chooses, hears }),
};

fn judge(setup: &Setup<'_>) -> Judgement {
    if setup.client.settings.verify == Verify::Off {
        return Judgement::Takes(None);
    }
    let Some((leaf, rest)) = setup.server.chain.split_first() else {
        return Judgement::Takes(None);
    };
    let trusted = trusted_by_client(setup);
    let mut question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Server);
    question.name = setup.host.clone().map(Asked::Host);
    match stacks::ask(Stack::Schannel, &question) {
        Verdict::Accept => Judgement::Takes(None),
        Verdict::Silent(why) => Judgement::Unknown(why),
        Verdict::Reject(told) => {
            let fault = Fault::of_rule(told.rule.hint);
            // `GetAlertMessageFromChain`.
            let (alert, kind) = match fault {
                Fault::Host => (Alert::BAD_CERTIFICATE, "RemoteCertificateNameMismatch"),
                Fault::NoPath | Fault::SelfSigned => {
                    (Alert::UNKNOWN_CA, "RemoteCertificateChainErrors")
                }
                Fault::Expired | Fault::NotYetValid => {
                    (Alert::CERTIFICATE_EXPIRED, "RemoteCertificateChainErrors")
                }
                _ => (Alert::BAD_CERTIFICATE, "RemoteCertificateChainErrors"),
            };
            let line = format!(
                "The remote certificate is invalid according to the validation procedure: {kind}"
            );
            Refusal::new(fault, told.message.clone())
                .hint(told.rule.hint)
                .about(told.about.clone().unwrap_or_else(|| leaf.title()))
                .alert(alert)
                .says(line)
                .refuses()
        }
    }
}

/// `IsValidForClientAuthenticationEKU` and `…DigitalSignatureUsage`: the purpose must be there to the
/// letter, anyExtendedKeyUsage does not help.
fn is_eligible(leaf: &Certificate) -> bool {
    let purpose =
        leaf.eku().is_none_or(|uses| uses.iter().any(|it| it.as_str() == eku::CLIENT_AUTH));
    purpose && leaf.key_usage().is_none_or(|usage| usage.has(KeyUsage::DIGITAL_SIGNATURE))
}

fn chooses(setup: &Setup<'_>, names: &[&Name]) -> Choice {
    let fits = |chain: &[&Certificate]| {
        let named = names.is_empty()
            || chain.iter().any(|one| names.iter().any(|name| name.key == one.issuer.key));
        named && chain.first().is_some_and(|leaf| is_eligible(leaf))
    };
    match setup.client.identities().position(fits) {
        Some(index) => Choice::Sends(index, "it may authenticate clients, and one of its issuers is announced".into()),
        None => Choice::Nothing(
            "no certificate is eligible: its extended key usage must name client authentication and an issuer must be announced; only the event “No eligible client certificate found.” is left behind"
                .into(),
        ),
    }
}

fn hears(_: &Setup<'_>, heard: Heard) -> Vec<String> {
    match heard {
        Heard::Http(http) => {
            vec![format!(
                "Response status code does not indicate success: {} (Bad Request).",
                http.status
            )]
        }
        _ => vec!["The SSL connection could not be established, see inner exception.".into()],
    }
}
