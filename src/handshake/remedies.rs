//! What would have to change: each single change that mends a refusal, tried again with the programs
//! that were chosen and with all others; cheapest first.

use std::borrow::Cow;
use std::collections::HashSet;

use super::fault::Fault;
use super::outcome::{By, Handshake};
use super::program::{Depth, Program};
use super::run::simulate;
use super::side::{Key, Setup, Side, Tls};
use crate::model::{Certificate, ExtensionValue, Time};
use crate::purpose::host::Host;

/// A single change that mends it.
#[derive(Clone, Debug)]
pub struct Remedy {
    /// Who has to do it.
    pub by: By,
    /// How much it costs: 1 a setting, 2 a file, 3 somebody else's work, 4 a new certificate.
    pub cost: u8,
    /// What, as a sentence.
    pub title: String,
    /// A line of a configuration; empty for none.
    pub command: String,
    /// The programs for which it is not enough, by title; of those that refuse as things are.
    pub not_for: Vec<&'static str>,
    /// Whether the certificate issued anew stands for any that differs in nothing else.
    pub is_new_certificate: bool,
}

/// So many certificates are tried as what is lacking.
const TRIED: usize = 32;
/// The longest way up from a certificate.
const HIGHEST: usize = 16;
/// How long a certificate is valid that is issued in place of another.
const FRESH: i64 = 90 * 86_400;

/// A change: what it says and what it makes of the two sides.
struct Change<'a> {
    by: By,
    cost: u8,
    title: String,
    command: String,
    new: bool,
    setup: Setup<'a>,
    /// What is changed of the leaf that is judged, where it has to be issued anew.
    anew: Option<Anew>,
}

/// What a certificate issued anew has that this one has not.
#[derive(Clone, Copy)]
struct Anew {
    server: bool,
    purpose: bool,
    usage: bool,
    dates: bool,
}

/// All single changes that mend it; `known` are all certificates that were loaded.
pub fn find<'a>(setup: &Setup<'a>, result: &Handshake, known: &[&'a Certificate]) -> Vec<Remedy> {
    let Some((by, refusal)) = &result.refused else { return Vec::new() };
    let mut changes: Vec<Change<'a>> = Vec::new();
    let judge = if refusal.at_start { by.other() } else { *by };
    chains(setup, judge, known, &mut changes);
    trust(setup, judge, known, &mut changes);
    settings(setup, judge, refusal.fault, known, &mut changes);
    anew(setup, judge, refusal.fault, &mut changes);
    let mut found: Vec<Remedy> = changes
        .iter()
        .filter(|change| tried(change, setup.server.program, setup.client.program))
        .map(|change| Remedy {
            by: change.by,
            cost: change.cost,
            title: change.title.clone(),
            command: change.command.clone(),
            not_for: not_for(change, setup, judge),
            is_new_certificate: change.new,
        })
        .collect();
    found.sort_by_key(|remedy| (remedy.cost, remedy.not_for.len()));
    let mut titles = HashSet::new();
    found.retain(|remedy| titles.insert(remedy.title.clone()));
    found
}

/// Whether a change is enough for two programs.
fn tried(change: &Change<'_>, server: &'static Program, client: &'static Program) -> bool {
    let mut setup = change.setup.clone();
    setup.server.program = server;
    setup.client.program = client;
    let Some(anew) = change.anew else { return simulate(&setup).connects() };
    let side = if anew.server { &setup.server } else { &setup.client };
    let Some(leaf) = side.leaf() else { return false };
    let new = reissued(leaf, anew, setup.at);
    let mut chain = side.chain.clone();
    if let Some(first) = chain.first_mut() {
        *first = &new;
    }
    // The new certificate lives as long as this trial.
    let mut short: Setup<'_> = setup.clone();
    if anew.server {
        short.server.chain = chain;
    } else {
        short.client.chain = chain;
    }
    simulate(&short).connects()
}

/// The programs of the judging side for which a change is not enough.
fn not_for(change: &Change<'_>, setup: &Setup<'_>, judge: By) -> Vec<&'static str> {
    let enough = |program: &'static Program| match judge {
        By::Server => tried(change, program, setup.client.program),
        By::Client => tried(change, setup.server.program, program),
    };
    // rustls reads the bytes of a certificate, so one that is not issued yet cannot be shown to it.
    let is_asked = |program: &&'static Program| !(change.new && program.id == "rustls");
    let all: Vec<&'static Program> = match judge {
        By::Server => Program::servers().filter(is_asked).collect(),
        By::Client => Program::clients().filter(is_asked).collect(),
    };
    all.into_iter().filter(|program| !enough(program)).map(|program| program.title).collect()
}

/// The issuers of a certificate among those known, going up.
fn above<'a>(leaf: &Certificate, known: &[&'a Certificate]) -> Vec<&'a Certificate> {
    let mut found: Vec<&'a Certificate> = Vec::new();
    let mut below: &Certificate = leaf;
    while !below.is_self_issued() && found.len() < HIGHEST {
        let issuer = known.iter().copied().find(|ca| {
            let wanted = below.authority_key_id().and_then(|id| id.key_id.as_deref());
            let differs = matches!((wanted, ca.subject_key_id()), (Some(a), Some(b)) if a != b);
            ca.subject.key == below.issuer.key
                && !differs
                && !found.iter().any(|one| one.der == ca.der)
        });
        let Some(issuer) = issuer else { break };
        found.push(issuer);
        below = issuer;
    }
    found
}

fn shown<'s, 'a>(setup: &'s Setup<'a>, judge: By) -> &'s Side<'a> {
    match judge {
        By::Server => &setup.client,
        By::Client => &setup.server,
    }
}

fn shown_mut<'s, 'a>(setup: &'s mut Setup<'a>, judge: By) -> &'s mut Side<'a> {
    match judge {
        By::Server => &mut setup.client,
        By::Client => &mut setup.server,
    }
}

fn judging_mut<'s, 'a>(setup: &'s mut Setup<'a>, judge: By) -> &'s mut Side<'a> {
    match judge {
        By::Server => &mut setup.server,
        By::Client => &mut setup.client,
    }
}

/// What the side that is judged could send besides, or in another order, or in place of it.
fn chains<'a>(
    setup: &Setup<'a>,
    judge: By,
    known: &[&'a Certificate],
    changes: &mut Vec<Change<'a>>,
) {
    let by = judge.other();
    let side = shown(setup, judge);
    let Some(leaf) = side.leaf() else { return };
    let mut push = |cost, title: String, edit: &dyn Fn(&mut Side<'a>)| {
        let mut changed = setup.clone();
        edit(shown_mut(&mut changed, judge));
        changes.push(Change {
            by,
            cost,
            title,
            command: String::new(),
            new: false,
            setup: changed,
            anew: None,
        });
    };
    let lacking: Vec<&'a Certificate> = above(leaf, known)
        .into_iter()
        .filter(|ca| !ca.is_self_issued() && !side.chain.iter().any(|one| one.der == ca.der))
        .collect();
    if !lacking.is_empty() {
        let names: Vec<String> = lacking.iter().map(|ca| format!("“{}”", ca.title())).collect();
        push(
            2,
            format!(
                "The {} sends {} along: put it behind the certificate in its file.",
                by.word(),
                names.join(" and ")
            ),
            &|side| side.chain.extend(lacking.iter().copied()),
        );
    }
    // A file that begins with an issuer.
    if let Some(place) =
        side.chain.iter().position(|one| one.der != leaf.der && leaf.subject.key == one.issuer.key)
    {
        push(
            1,
            format!(
                "The {}’s file begins with its own certificate, the issuers behind it.",
                by.word()
            ),
            &|side| {
                let own = side.chain.remove(place);
                side.chain.insert(0, own);
            },
        );
    }
    for other in &side.others {
        let Some(first) = other.first() else { continue };
        push(
            1,
            format!(
                "The {} presents “{}” in place of “{}”.",
                by.word(),
                first.title(),
                leaf.title()
            ),
            &|side| {
                side.chain = other.clone();
                side.others.clear();
                side.key = Key::Elsewhere;
            },
        );
    }
    if side.key_differs() {
        push(
            2,
            format!("The {} is given the key that belongs to “{}”.", by.word(), leaf.title()),
            &|side| side.key = Key::Elsewhere,
        );
    }
}

/// What the judging side could trust besides.
fn trust<'a>(
    setup: &Setup<'a>,
    judge: By,
    known: &[&'a Certificate],
    changes: &mut Vec<Change<'a>>,
) {
    let side = shown(setup, judge);
    let own = match judge {
        By::Server => &setup.server,
        By::Client => &setup.client,
    };
    let Some(leaf) = side.leaf() else { return };
    let all: Vec<&'a Certificate> =
        known.iter().copied().chain(side.chain.iter().copied()).collect();
    let mut candidates = above(leaf, &all);
    if leaf.is_self_issued() {
        candidates.push(leaf);
    }
    for anchor in own.trust.iter().copied().filter(|anchor| !anchor.is_self_issued()) {
        candidates.extend(above(anchor, known));
    }
    let mut seen: HashSet<&[u8]> = own.trust.iter().map(|one| one.der.as_slice()).collect();
    for ca in candidates.into_iter().take(TRIED).filter(|ca| seen.insert(ca.der.as_slice())) {
        let mut changed = setup.clone();
        judging_mut(&mut changed, judge).trust.push(ca);
        let kind = if ca.is_self_issued() { "the root" } else { "the issuing CA" };
        changes.push(Change {
            by: judge,
            cost: 2,
            title: format!("The {}’s bundle of CAs gets {kind} “{}”.", judge.word(), ca.title()),
            command: String::new(),
            new: false,
            setup: changed,
            anew: None,
        });
    }
}

/// Settings, lists and hosts.
fn settings<'a>(
    setup: &Setup<'a>,
    judge: By,
    fault: Fault,
    known: &[&'a Certificate],
    changes: &mut Vec<Change<'a>>,
) {
    let mut push = |by: By, cost: u8, title: String, command: String, changed: Setup<'a>| {
        changes.push(Change { by, cost, title, command, new: false, setup: changed, anew: None });
    };
    if judge == By::Server {
        let depth = setup.server.program.server.as_ref().map(|serves| serves.depth);
        let (start, directive) = match depth {
            Some(Depth::Intermediates(default)) => (default, "ssl_verify_depth"),
            Some(Depth::Issuers(default)) => (default, "SSLVerifyDepth"),
            Some(Depth::Free) | None => (0, ""),
        };
        if !directive.is_empty() {
            let now = setup.server.settings.depth.unwrap_or(start);
            for more in 1..=4u32 {
                let depth = now.saturating_add(more);
                let mut changed = setup.clone();
                changed.server.settings.depth = Some(depth);
                if simulate(&changed).connects() {
                    let end = if directive.starts_with("ssl_") { ";" } else { "" };
                    push(
                        By::Server,
                        1,
                        format!("The server’s depth is raised to {depth}."),
                        format!("{directive} {depth}{end}"),
                        changed,
                    );
                    break;
                }
            }
        }
        if fault == Fault::NoCertificate && !setup.client.chain.is_empty() {
            let mut changed = setup.clone();
            let issuers: Vec<&'a Certificate> = setup
                .client
                .identities()
                .flat_map(|chain| {
                    chain.iter().flat_map(|one| above(one, known)).collect::<Vec<_>>()
                })
                .collect();
            let mut names: Vec<_> = setup.names();
            names.extend(setup.client.chain.iter().map(|one| &one.issuer));
            names.extend(issuers.iter().map(|ca| &ca.subject));
            changed.server.announced = Some(names);
            changed.server.settings.announce = Some(true);
            push(
                By::Server,
                2,
                "The server announces the CA that issued the client’s certificate too.".into(),
                String::new(),
                changed,
            );
            let mut changed = setup.clone();
            changed.server.settings.announce = Some(false);
            push(
                By::Server,
                2,
                "The server announces no CA names at all.".into(),
                String::new(),
                changed,
            );
        }
    }
    if matches!(fault, Fault::ListMissing | Fault::ListUnusable) {
        let mut changed = setup.clone();
        judging_mut(&mut changed, judge).crls.clear();
        push(
            judge,
            3,
            format!("The {} gets a fresh revocation list of every CA on the path.", judge.word()),
            String::new(),
            changed,
        );
    }
    if fault == Fault::NoCipher && setup.tls == Tls::V12 {
        let mut changed = setup.clone();
        changed.tls = Tls::V13;
        push(
            By::Client,
            2,
            "Both sides speak TLS 1.3, which does not look at this key usage.".into(),
            String::new(),
            changed,
        );
    }
    if fault == Fault::Staple {
        let mut changed = setup.clone();
        changed.server.settings.staples = true;
        push(
            By::Server,
            2,
            "The server staples an OCSP response.".into(),
            "ssl_stapling on;".into(),
            changed,
        );
    }
    if fault == Fault::Host
        && let Some(leaf) = setup.server.leaf()
    {
        let names = leaf.san().unwrap_or_default().iter().filter_map(|name| name.plain());
        for name in names.take(4) {
            let Ok(Some(host)) = Host::parse(&name.replacen("*.", "www.", 1)) else { continue };
            let mut changed = setup.clone();
            let title = format!(
                "The client asks for {}, which the server’s certificate covers.",
                host.text()
            );
            changed.host = Some(host);
            push(By::Client, 1, title, String::new(), changed);
        }
    }
}

/// Certificates issued anew.
fn anew<'a>(setup: &Setup<'a>, judge: By, fault: Fault, changes: &mut Vec<Change<'a>>) {
    let by = judge.other();
    let Some(leaf) = shown(setup, judge).leaf() else { return };
    let role = by.word();
    let usage = if by == By::Client { "clientAuth" } else { "serverAuth" };
    let none = Anew { server: by == By::Server, purpose: false, usage: false, dates: false };
    let title = leaf.title();
    let mut push = |title: String, anew: Anew, changed: Setup<'a>| {
        changes.push(Change {
            by,
            cost: 4,
            title,
            command: String::new(),
            new: true,
            setup: changed,
            anew: Some(anew),
        });
    };
    match fault {
        Fault::Purpose => push(
            format!(
                "The {role}’s certificate “{title}” is issued anew with {usage} in its extended key usage."
            ),
            Anew { purpose: true, ..none },
            setup.clone(),
        ),
        Fault::KeyUsage | Fault::NoCipher => push(
            format!(
                "The {role}’s certificate “{title}” is issued anew with digitalSignature in its key usage."
            ),
            Anew { usage: true, ..none },
            setup.clone(),
        ),
        Fault::Expired | Fault::NotYetValid => push(
            format!("The {role}’s certificate “{title}” is renewed."),
            Anew { dates: true, ..none },
            setup.clone(),
        ),
        Fault::Host => {
            let mut changed = setup.clone();
            if let Some(host) = changed.host.take() {
                push(
                    format!(
                        "The server’s certificate “{title}” is issued anew with {} among its names.",
                        host.text()
                    ),
                    none,
                    changed,
                );
            }
        }
        Fault::Revoked => {
            let mut changed = setup.clone();
            judging_mut(&mut changed, judge).crls.clear();
            push(
                format!("The {role}’s certificate “{title}” is issued anew: this one is revoked."),
                none,
                changed,
            );
        }
        _ => {}
    }
}

/// The certificate as it would be issued anew. It keeps bytes and signature, which programs here are
/// shown; what was read of it is what changes.
fn reissued(leaf: &Certificate, anew: Anew, at: Time) -> Certificate {
    let mut new: Certificate = Cow::Borrowed(leaf).into_owned();
    if anew.purpose {
        new.extensions
            .retain(|extension| !matches!(extension.value, ExtensionValue::ExtendedKeyUsage(_)));
    }
    if anew.usage {
        new.extensions.retain(|extension| !matches!(extension.value, ExtensionValue::KeyUsage(_)));
    }
    if anew.dates {
        new.validity.not_before = Some(Time(at.0.saturating_sub(3_600)));
        new.validity.not_after = Some(Time(at.0.saturating_add(FRESH)));
    }
    new
}
