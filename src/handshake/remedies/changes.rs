//! The changes that could mend a refusal, each by itself.

use std::collections::HashSet;

use super::{Anew, Change, TRIED, above, judging_mut, shown, shown_mut};
use crate::handshake::fault::Fault;
use crate::handshake::outcome::By;
use crate::handshake::program::Depth;
use crate::handshake::run::simulate;
use crate::handshake::side::{Key, Setup, Side, Tls};
use crate::model::Certificate;
use crate::purpose::host::Host;

/// What the side that is judged could send besides, or in another order, or in place of it.
pub(super) fn chains<'a>(
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
                setup.word(by),
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
                setup.word(by)
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
                setup.word(by),
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
            format!("The {} is given the key that belongs to “{}”.", setup.word(by), leaf.title()),
            &|side| side.key = Key::Elsewhere,
        );
    }
}

/// What the judging side could trust besides.
pub(super) fn trust<'a>(
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
            title: format!(
                "The {}’s bundle of CAs gets {kind} “{}”.",
                setup.word(judge),
                ca.title()
            ),
            command: String::new(),
            new: false,
            setup: changed,
            anew: None,
        });
    }
}

/// Settings, lists and hosts.
pub(super) fn settings<'a>(
    setup: &Setup<'a>,
    judge: By,
    fault: Fault,
    known: &[&'a Certificate],
    changes: &mut Vec<Change<'a>>,
) {
    let mut push = |by: By, cost: u8, title: String, command: String, changed: Setup<'a>| {
        changes.push(Change { by, cost, title, command, new: false, setup: changed, anew: None });
    };
    depth(setup, judge, &mut push);
    if judge == By::Server && fault == Fault::NoCertificate && !setup.client.chain.is_empty() {
        let mut changed = setup.clone();
        let issuers: Vec<&'a Certificate> = setup
            .client
            .identities()
            .flat_map(|chain| chain.iter().flat_map(|one| above(one, known)).collect::<Vec<_>>())
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
    if matches!(fault, Fault::ListMissing | Fault::ListUnusable) {
        let mut changed = setup.clone();
        judging_mut(&mut changed, judge).crls.clear();
        push(
            judge,
            3,
            format!(
                "The {} gets a fresh revocation list of every CA on the path.",
                setup.word(judge)
            ),
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
    if matches!(fault, Fault::Staple | Fault::StapleUnusable) {
        let mut changed = setup.clone();
        changed.server.settings.staples = true;
        changed.server.staple = None;
        push(
            By::Server,
            2,
            "The server staples a fresh OCSP response of its certificate’s issuer.".into(),
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

/// A depth at which it connects.
fn depth<'a>(
    setup: &Setup<'a>,
    judge: By,
    push: &mut dyn FnMut(By, u8, String, String, Setup<'a>),
) {
    let own = match judge {
        By::Server => &setup.server,
        By::Client => &setup.client,
    };
    let is_upstream = own.program.client.as_ref().is_some_and(|client| client.upstream);
    if judge == By::Client && !is_upstream {
        return;
    }
    let (start, directive) = match (own.program.server.as_ref().map(|it| it.depth), judge) {
        (Some(Depth::Intermediates(default)), By::Server) => (default, "ssl_verify_depth"),
        (Some(Depth::Intermediates(default)), By::Client) => (default, "proxy_ssl_verify_depth"),
        (Some(Depth::Issuers(default)), By::Server) => (default, "SSLVerifyDepth"),
        (Some(Depth::Issuers(default)), By::Client) => (default, "SSLProxyVerifyDepth"),
        (Some(Depth::Free) | None, _) => return,
    };
    let now = own.settings.depth.unwrap_or(start);
    for more in 1..=4u32 {
        let depth = now.saturating_add(more);
        let mut changed = setup.clone();
        judging_mut(&mut changed, judge).settings.depth = Some(depth);
        if simulate(&changed).connects() {
            let end = if directive.starts_with('S') { "" } else { ";" };
            let title = format!("The {}’s depth is raised to {depth}.", setup.word(judge));
            push(judge, 1, title, format!("{directive} {depth}{end}"), changed);
            break;
        }
    }
}

/// Certificates issued anew.
pub(super) fn anew<'a>(setup: &Setup<'a>, judge: By, fault: Fault, changes: &mut Vec<Change<'a>>) {
    let by = judge.other();
    let Some(leaf) = shown(setup, judge).leaf() else { return };
    let role = setup.word(by);
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
            changed.server.staple = None;
            changed.server.settings.staples = true;
            push(
                format!("The {role}’s certificate “{title}” is issued anew: this one is revoked."),
                none,
                changed,
            );
        }
        _ => {}
    }
}
