//! .NET's HttpClient and SslStream, as its source and threads describe them: it picks a certificate
//! itself, and where it finds none it says so only as an event that nobody sees.

use super::judged;
use crate::handshake::alert::Alert;
use crate::handshake::fault::Fault;
use crate::handshake::outcome::{Choice, Heard, Judgement};
use crate::handshake::program::{Connects, Known, Program};
use crate::handshake::side::Setup;
use crate::model::oid::eku;
use crate::model::{Certificate, KeyUsage, Name};
use crate::stacks::SCHANNEL;

/// .NET 8 to 10.
pub static DOTNET: Program = Program {
    id: "dotnet",
    aliases: &[".net", "httpclient", "sslstream", "csharp"],
    title: ".NET HttpClient",
    known: Known::Documented(
        "dotnet/runtime: CertificateHelper.cs, SslStream.Protocol.cs; its issues 121982 and 131563",
    ),
    server: None,
    client: Some(Connects {
        plain_alert: false,
        upstream: false,
        tells_alert: true,
        start: |_| None,
        judge,
        chooses,
        hears,
    }),
};

fn judge(setup: &Setup<'_>) -> Judgement {
    judged::by(&SCHANNEL, judged::about_server(setup).as_ref(), |refusal, told| {
        // `GetAlertMessageFromChain`.
        let (alert, kind) = match Fault::of_rule(told.rule.hint.id()) {
            Fault::Host => (Alert::BAD_CERTIFICATE, "RemoteCertificateNameMismatch"),
            Fault::NoPath | Fault::SelfSigned => {
                (Alert::UNKNOWN_CA, "RemoteCertificateChainErrors")
            }
            Fault::Expired | Fault::NotYetValid => {
                (Alert::CERTIFICATE_EXPIRED, "RemoteCertificateChainErrors")
            }
            _ => (Alert::BAD_CERTIFICATE, "RemoteCertificateChainErrors"),
        };
        refusal.alert(alert).says(format!(
            "The remote certificate is invalid according to the validation procedure: {kind}"
        ))
    })
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
