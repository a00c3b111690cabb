//! The handshake itself: its steps in their true order (RFC 5246, 7.3; RFC 8446, 2).

use super::alert::Alert;
use super::fault::Fault;
use super::outcome::{By, Choice, Handshake, Heard, Judgement, Mark, Refusal, Sent, Step};
use super::side::{Key, Setup, Tls, Verify};
use super::words;
use crate::model::oid::eku;
use crate::model::{Certificate, Time, order};
use crate::purpose::{self, EkuFit};

/// So many moments are tried when it is asked until when a connection holds.
const MOMENTS: usize = 64;

/// What comes of the two sides meeting.
pub fn simulate(setup: &Setup<'_>) -> Handshake {
    let mut run = Run { setup, result: empty(setup.tls) };
    run.go();
    run.result
}

/// The first moment after the one asked about at which the connection would be refused, and how;
/// `None`: it is refused already, or nothing in the files ends it.
pub fn until(setup: &Setup<'_>) -> Option<(Time, Handshake)> {
    if !simulate(setup).connects() {
        return None;
    }
    let sides = [&setup.server, &setup.client];
    let certificates = sides.iter().flat_map(|side| side.chain.iter().chain(&side.trust));
    let ends = certificates.filter_map(|certificate| certificate.validity.not_after);
    let lists = sides.iter().flat_map(|side| &side.crls).filter_map(|list| list.next_update);
    // One second past: to most programs the last second is still good.
    let mut moments: Vec<Time> =
        ends.chain(lists).map(|end| Time(end.0.saturating_add(1))).collect();
    moments.retain(|moment| *moment > setup.at);
    order::plain(&mut moments);
    moments.dedup();
    moments.into_iter().take(MOMENTS).find_map(|at| {
        let mut later = setup.clone();
        later.at = at;
        let result = simulate(&later);
        (!result.connects()).then(|| (Time(at.0.saturating_sub(1)), result))
    })
}

fn empty(tls: Tls) -> Handshake {
    Handshake {
        tls,
        refused: None,
        unknown: None,
        steps: Vec::new(),
        sent: Sent::NotAsked,
        names: Vec::new(),
        client_says: Vec::new(),
        client_told: None,
        server_says: Vec::new(),
        server_told: None,
        alert_may_be_lost: false,
        identity: None,
    }
}

struct Run<'s, 'a> {
    setup: &'s Setup<'a>,
    result: Handshake,
}

/// The steps by name, with who acts.
const STEPS: [(&str, By); 8] = [
    ("load", By::Server),
    ("hello", By::Client),
    ("server-flight", By::Server),
    ("client-judges", By::Client),
    ("client-sends", By::Client),
    ("proof", By::Client),
    ("server-judges", By::Server),
    ("session", By::Server),
];

impl<'s, 'a> Run<'s, 'a> {
    fn step(&mut self, id: &'static str, mark: Mark, text: String, details: Vec<String>) {
        let by = STEPS.iter().find(|(name, _)| *name == id).map_or(By::Client, |(_, by)| *by);
        let title = words::step(id, self.setup);
        self.result.steps.push(Step { id, by, mark, title, text, details });
    }

    /// Ends with a refusal; the steps that were not reached are listed as such.
    fn refuse(&mut self, id: &'static str, by: By, mut refusal: Refusal) {
        tell_key_usage(self.setup, by, &mut refusal);
        let text = words::refusal(self.setup, by, &refusal);
        self.step(id, Mark::Failed, text, refusal.says.clone());
        self.skip();
        let heard = match (refusal.alert, refusal.http) {
            (_, Some(http)) => Heard::Http(http),
            (Some(alert), None) => Heard::Alert(alert),
            (None, None) => Heard::Closed,
        };
        let told_by_alert = matches!(heard, Heard::Alert(_));
        let setup = self.setup;
        match by {
            By::Client => {
                self.result.client_says = refusal.says.clone();
                self.result.client_told = refusal.told().cloned();
                if let (Some(serves), false) = (&setup.server.program.server, refusal.at_start) {
                    self.result.server_says = (serves.hears)(setup, heard);
                    if heard != Heard::Closed {
                        self.result.server_told = self.result.server_says.first().cloned();
                    }
                }
            }
            By::Server => {
                self.result.server_says = refusal.says.clone();
                self.result.server_told = refusal.told().cloned();
                if let (Some(connects), false) = (&setup.client.program.client, refusal.at_start) {
                    self.result.client_says = (connects.hears)(setup, heard);
                    let told = self.result.client_says.first().filter(|_| connects.tells_alert);
                    self.result.client_told = told.cloned();
                }
                let hasty = setup.server.program.server.as_ref().is_some_and(|it| it.hasty);
                self.result.alert_may_be_lost = told_by_alert && (setup.tls == Tls::V13 || hasty);
            }
        }
        self.result.refused = Some((by, refusal));
    }

    fn skip(&mut self) {
        for (id, _) in STEPS {
            if !self.result.steps.iter().any(|step| step.id == id) {
                self.step(id, Mark::Skipped, "It does not come to that.".into(), Vec::new());
            }
        }
    }

    fn unknown(&mut self, id: &'static str, why: &'static str) {
        self.step(id, Mark::Noted, format!("What happens here is not known: {why}."), Vec::new());
        self.skip();
        self.result.unknown = Some(why);
    }

    fn go(&mut self) {
        let setup = self.setup;
        let (Some(serves), Some(connects)) =
            (&setup.server.program.server, &setup.client.program.client)
        else {
            return self.unknown("load", "one of the programs is none for its side");
        };
        if setup.server.chain.is_empty() {
            return self.unknown("load", "the server has no certificate here");
        }
        if let Some(refusal) = (serves.start)(setup) {
            return self.refuse("load", By::Server, refusal);
        }
        if !setup.client.chain.is_empty()
            && let Some(refusal) = (connects.start)(setup)
        {
            return self.refuse("load", By::Client, refusal);
        }
        self.step("load", Mark::Passed, words::loaded(setup), Vec::new());
        if let Some(refusal) = (serves.hello)(setup) {
            return self.refuse("hello", By::Server, refusal);
        }
        self.step("hello", Mark::Passed, words::hello(setup), Vec::new());
        let asks = setup.server.settings.verify != Verify::Off;
        let names = if asks { setup.names() } else { Vec::new() };
        self.result.names = names.iter().map(|name| name.text()).collect();
        let (text, details) = words::server_flight(setup, asks, &names);
        self.step("server-flight", Mark::Passed, text, details);
        let late = match (connects.judge)(setup) {
            Judgement::Unknown(why) => return self.unknown("client-judges", why),
            Judgement::Takes(_) => {
                self.step("client-judges", Mark::Passed, words::client_takes(setup), Vec::new());
                None
            }
            // At TLS 1.2 the server has judged by then; at 1.3 the client is done first.
            Judgement::Refuses(refusal) if refusal.late && setup.tls == Tls::V12 && asks => {
                Some(*refusal)
            }
            Judgement::Refuses(refusal) => {
                return self.refuse("client-judges", By::Client, *refusal);
            }
        };
        let Some(judgement) = self.client_part(asks, late.is_some()) else { return };
        match (judgement, late) {
            (Judgement::Refuses(refusal), None) => {
                self.refuse("server-judges", By::Server, *refusal);
            }
            (Judgement::Refuses(refusal), Some(_)) if refusal.http.is_none() => {
                self.refuse("server-judges", By::Server, *refusal);
            }
            (_, Some(late)) => self.refuse("client-judges", By::Client, late),
            (Judgement::Unknown(why), None) => self.unknown("server-judges", why),
            (Judgement::Takes(note), None) => self.take(note, asks),
        }
    }

    /// What the client sends, its proof, and what the server makes of it; `None` where it ended.
    fn client_part(&mut self, asks: bool, quiet: bool) -> Option<Judgement> {
        let setup = self.setup;
        let serves = setup.server.program.server.as_ref()?;
        let connects = setup.client.program.client.as_ref()?;
        if !asks {
            if !quiet {
                let text = "The server does not ask for a certificate, so none is sent.".into();
                self.step("client-sends", Mark::Passed, text, Vec::new());
            }
            return Some(Judgement::Takes(None));
        }
        let names = setup.names();
        let choice = match setup.client.identities().next() {
            None => Choice::Nothing("it has no certificate".into()),
            Some(_) => (connects.chooses)(setup, &names),
        };
        let identity = match &choice {
            Choice::Sends(index, why) => {
                setup.client.identities().nth(*index).map(|it| (*index, it.to_vec(), why.clone()))
            }
            Choice::Nothing(_) => None,
        };
        let Some((index, chain, why)) = identity else {
            let why = match choice {
                Choice::Nothing(why) | Choice::Sends(_, why) => why,
            };
            self.result.sent = Sent::Nothing;
            self.step("client-sends", Mark::Noted, words::sends_nothing(setup, &why), Vec::new());
            return Some((serves.without)(setup));
        };
        self.result.sent = Sent::Certificates { count: chain.len(), identity: index };
        let (text, details) = words::sends(setup, &chain, &why);
        self.step("client-sends", Mark::Passed, text, details);
        if !self.prove(index, &chain) {
            return None;
        }
        Some((serves.judge)(setup, &chain))
    }

    /// CertificateVerify: whether the key is the certificate's. False where it ended there.
    fn prove(&mut self, index: usize, chain: &[&Certificate]) -> bool {
        let setup = self.setup;
        match &setup.client.key {
            Key::Loaded(key) if index == 0 => {
                let proof = chain.first().map(|leaf| super::proof::prove(leaf, key));
                let proof = proof.unwrap_or(super::proof::Proof::NotComputed);
                if proof == super::proof::Proof::Fails {
                    let words = "the signature of the client's key does not verify";
                    let refusal = Refusal::new(Fault::KeyMismatch, words)
                        .alert(Alert::DECRYPT_ERROR)
                        .hint("key-mismatch");
                    self.refuse("proof", By::Server, refusal);
                    return false;
                }
                self.step("proof", Mark::Passed, proof.text().into(), Vec::new());
            }
            _ => {
                let text = "The key is not loaded here, so that it belongs to the certificate is taken for granted.";
                self.step("proof", Mark::Noted, text.into(), Vec::new());
            }
        }
        true
    }

    fn take(&mut self, note: Option<String>, asks: bool) {
        let setup = self.setup;
        if asks {
            let text = words::server_takes(setup, self.result.sent, note.as_deref());
            let mark = match &note {
                Some(note) if words::is_doubtful(note) => Mark::Noted,
                _ => Mark::Passed,
            };
            self.step("server-judges", mark, text, note.into_iter().collect());
        }
        if let Sent::Certificates { identity, .. } = self.result.sent
            && let Some(leaf) =
                setup.client.identities().nth(identity).and_then(|chain| chain.first().copied())
            && let Some(serves) = &setup.server.program.server
        {
            self.result.identity = (serves.identity)(leaf);
        }
        let text = words::session(setup, self.result.identity.as_deref());
        self.step("session", Mark::Passed, text, Vec::new());
    }
}

/// Programs have one word for what extended key usage and key usage forbid; people have to change one
/// of the two.
fn tell_key_usage(setup: &Setup<'_>, by: By, refusal: &mut Refusal) {
    let (shown, usage) = match by {
        By::Client => (&setup.server, eku::SERVER_AUTH),
        By::Server => (&setup.client, eku::CLIENT_AUTH),
    };
    let Some(leaf) = shown.leaf().filter(|_| refusal.fault == Fault::Purpose) else { return };
    let allowed = purpose::eku_fit(leaf, usage) != EkuFit::NotListed;
    if refusal.about == leaf.title() && allowed && !purpose::key_usage_allows(leaf, usage) {
        refusal.fault = Fault::KeyUsage;
        refusal.hint = "key-usage-not-allowed";
    }
}
