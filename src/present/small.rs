//! What the small engine says: the first answer is there sooner without the rest.

use std::fmt::Display;

use super::template::{Quoting, Target};
use super::wanted::Wanted;
use super::wording::Wording;
use crate::engine::Small;
use crate::hints::{Finding, Fix, Rule};
use crate::model::{Certificate, Extension, Purpose};
use crate::report::{Examination, Given, Report};
use crate::trust::StoreRoot;
use crate::view::{Answer, Field, ItemView, SourceView, Value};

impl Wording for Small {
    const ADDRESSES: &'static [&'static str] = &["issuer_url"];

    fn heard(_: &Report, answer: Answer, sources: Vec<SourceView>) -> (Answer, Vec<SourceView>) {
        (answer, sources)
    }

    fn items(_: &Report) -> (Vec<ItemView>, usize) {
        (Vec::new(), 0)
    }

    fn international(sentence: &str) -> String {
        sentence.to_owned()
    }

    fn stores(_: &Certificate) -> Option<String> {
        None
    }

    fn stores_of_known(_: &StoreRoot) -> Option<String> {
        None
    }

    fn store_end(_: usize) -> Option<i64> {
        None
    }

    fn log_name(_: &[u8]) -> impl Display {
        ""
    }

    fn parts(_: &Extension) -> Option<Vec<Value>> {
        None
    }

    /// It speaks of servers.
    fn advice(rule: &'static Rule, _: Purpose) -> (&'static str, &'static [Fix]) {
        (rule.why, rule.fixes)
    }

    fn tools(_: &Report, _: &Examination, _: &Wanted, _: &Finding) -> Vec<(String, String)> {
        Vec::new()
    }

    fn messages(_: &Rule) -> Vec<(String, String)> {
        Vec::new()
    }

    fn address(_: &Certificate, _: &str) -> Option<String> {
        None
    }

    fn is_misread(_: &Given) -> bool {
        false
    }

    fn standing(_: &Report, _: usize) -> Option<Field> {
        None
    }

    fn look_up(_: &[u8]) -> Option<Value> {
        None
    }
}

impl Quoting for Small {
    fn quoted(_: Target, _: &str, _: &dyn Fn(&str) -> bool) -> Option<String> {
        None
    }
}
