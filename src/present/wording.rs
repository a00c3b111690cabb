//! What an engine says of a report. The small engine and the full one draw up the same views; where they
//! differ, they ask [`crate::engine::Built`].

use std::fmt::Display;

use super::wanted::Wanted;
use crate::hints::{Finding, Fix, Rule};
use crate::model::{Certificate, Extension, Purpose};
use crate::report::{Examination, Given, Report};
use crate::trust::StoreRoot;
use crate::view::{Answer, Field, ItemView, SourceView, Value};

/// What an engine says.
pub trait Wording {
    /// Holes that stand for an address of the certificate.
    const ADDRESSES: &'static [&'static str];

    /// Answer and sources with what messages of programs among them say.
    fn heard(
        report: &Report,
        answer: Answer,
        sources: Vec<SourceView>,
    ) -> (Answer, Vec<SourceView>);

    /// What was read and is no certificate, as far as it is shown, and how many there are in all.
    fn items(report: &Report) -> (Vec<ItemView>, usize);

    /// A sentence with the first international name in it as people read it, too.
    fn international(sentence: &str) -> String;

    /// The stores that hold a root, in words.
    fn stores(root: &Certificate) -> Option<String>;

    /// The same of a root of Mozilla's store.
    fn stores_of_known(root: &StoreRoot) -> Option<String>;

    /// When a root of Mozilla's store ends: its certificate says so.
    fn store_end(index: usize) -> Option<i64>;

    /// What a log is called that is known, and a comma.
    fn log_name(id: &[u8]) -> impl Display;

    /// The parts of an extension that decides nothing here.
    fn parts(extension: &Extension) -> Option<Vec<Value>>;

    /// Why a finding matters and what to do, for the party that has to act.
    fn advice(rule: &'static Rule, purpose: Purpose) -> (&'static str, &'static [Fix]);

    /// Commands of other tools for what a finding calls for: tool and command.
    fn tools(
        report: &Report,
        main: &Examination,
        wanted: &Wanted,
        finding: &Finding,
    ) -> Vec<(String, String)>;

    /// What programs print: program and message.
    fn messages(rule: &Rule) -> Vec<(String, String)>;

    /// What a certificate has for one of [`Wording::ADDRESSES`].
    fn address(certificate: &Certificate, hole: &str) -> Option<String>;

    /// Whether programs do not read a file, though it was read here.
    fn is_misread(given: &Given) -> bool;

    /// How a certificate stands by the lists and responses that were loaded.
    fn standing(report: &Report, object: usize) -> Option<Field>;

    /// Where others tell what they know of a certificate, for a person who follows the link: nothing is
    /// asked by itself.
    fn look_up(sha256: &[u8]) -> Option<Value>;
}
