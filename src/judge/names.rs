//! The names a leaf must hold: hosts (RFC 9525, 6) and mailboxes (RFC 5280, 7.5).

use super::Refusal;
use crate::model::{Certificate, GeneralName};
use crate::purpose::host::{self, Host, Match};

/// A name asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peer {
    /// A DNS name or an address, as typed.
    Host(String),
    /// A mailbox.
    Email(String),
}

/// Whether the leaf holds the name.
pub(super) fn check(leaf: &Certificate, peer: &Peer) -> Result<(), Refusal> {
    match peer {
        Peer::Host(typed) => {
            let host = match Host::parse(typed) {
                Ok(Some(host)) => host,
                Ok(None) => {
                    return Err(Refusal::new("host-name", "The host asked about is empty."));
                }
                Err(problem) => return Err(Refusal::new("host-name", problem)),
            };
            match host::find(leaf, &host) {
                Match::Covered { .. } => Ok(()),
                Match::NotCovered { nearest: Some((_, why)) } => {
                    let text = host.text();
                    Err(Refusal::new("name-mismatch", format!("{text} is not covered: {why}.")))
                }
                Match::NotCovered { nearest: None } => {
                    let text = host.text();
                    Err(Refusal::new("name-mismatch", format!("No name in the SAN covers {text}.")))
                }
                Match::NoNames => Err(Refusal::new(
                    "name-mismatch",
                    "The SAN names no host; the common name does not count (RFC 9525, 2).",
                )),
            }
        }
        Peer::Email(mailbox) => {
            let holds = leaf.san().unwrap_or_default().iter().any(
                |name| matches!(name, GeneralName::Email(found) if same_mailbox(found, mailbox)),
            );
            match holds {
                true => Ok(()),
                false => Err(Refusal::new("name-mismatch", format!("The SAN lacks {mailbox}."))),
            }
        }
    }
}

/// RFC 5280, 7.5: the local part as it stands, the host without regard to case.
fn same_mailbox(a: &str, b: &str) -> bool {
    match (a.rsplit_once('@'), b.rsplit_once('@')) {
        (Some((local_a, host_a)), Some((local_b, host_b))) => {
            local_a == local_b && host_a.eq_ignore_ascii_case(host_b)
        }
        _ => false,
    }
}
