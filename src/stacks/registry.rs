//! All that stands in the programs' tables, for tests and lists: every rule, and every sentence with
//! the rule behind it.

use super::{
    Program, Rule, apple, boring, chromium, gnutls, go, java, mbedtls, mozilla, nss, openssl, pyca,
    rustls, schannel, words::Word,
};

/// The rules of a program, in the order of its table.
pub fn rules(program: Program) -> Vec<&'static Rule> {
    match program {
        Program::Go127 => go::RULES.to_vec(),
        Program::Java17 => java::RULES.to_vec(),
        Program::Rustls => rustls::RULES.to_vec(),
        Program::Pyca => pyca::RULES.to_vec(),
        Program::Apple => apple::WORDS.iter().map(|word| &word.rule).collect(),
        _ => sentences(program).into_iter().map(|(_, rule)| rule).chain(beside(program)).collect(),
    }
}

/// The fixed sentences of a program and the rule behind each; none for those that make theirs up as
/// they go. `{}` stands for a name.
pub fn sentences(program: Program) -> Vec<(&'static str, &'static Rule)> {
    match program {
        Program::OpenSsl30 | Program::OpenSsl30Last | Program::OpenSsl40 => openssl::sentences(),
        Program::GnuTls => gnutls::sentences(),
        Program::MbedTls => mbedtls::sentences(),
        Program::Nss => of(nss::WORDS),
        Program::Firefox153 | Program::Firefox153NoCt => of(mozilla::WORDS),
        Program::Chromium156 => of(chromium::WORDS),
        Program::BoringPki => of(boring::WORDS),
        Program::Schannel => of(schannel::WORDS),
        Program::Apple => of(apple::WORDS),
        Program::Go127 | Program::Java17 | Program::Rustls | Program::Pyca => Vec::new(),
    }
}

/// Rules beside the table of sentences.
fn beside(program: Program) -> Vec<&'static Rule> {
    match program {
        Program::GnuTls => gnutls::BESIDE.to_vec(),
        Program::BoringPki => vec![&boring::UNREADABLE],
        Program::MbedTls => mbedtls::BESIDE.to_vec(),
        _ => Vec::new(),
    }
}

fn of(words: &[&'static Word]) -> Vec<(&'static str, &'static Rule)> {
    let said = words.iter().filter(|word| !word.message.is_empty());
    said.map(|word| (word.message, &word.rule)).collect()
}
