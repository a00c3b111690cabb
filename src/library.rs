//! What other people's code asks: a call by its name, contents as bytes, the question as JSON text; the
//! answer comes back as JSON text. The JavaScript package is a door to this, and there may be others.
//!
//! Nothing panics on a question that is wrong: every failure is a value with a code. No clock and no
//! randomness: both come with the call.

mod ask;
mod reply;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::convert::{self, RANDOM_BYTES, Random, Wants};
use crate::crypto;
use crate::crypto::unlock::Secret;
use crate::decode::HeldKey;
use crate::explain;
use crate::export;
use crate::guide;
use crate::input::{Source, wipe_secrets};
use crate::model::{Question, Time};
use crate::present;
use crate::report::{self, Given, Report};
use crate::view::{GuideAsk, HandshakeAsk};

use ask::{
    CertificateQuestion, ConvertQuestion, DiffQuestion, ExplainQuestion, GuideQuestion,
    HandshakeQuestion, SourceOptions, Wire, checked_host,
};
pub use reply::{Code, Failure};
use reply::{FormOffer, Forms, Guides, SavedFile};

/// A call from outside.
pub struct Call<'a> {
    /// Its name: one of [`CALLS`].
    pub name: &'a str,
    /// The content of each source, in the order of the question's `sources`.
    pub contents: Vec<Vec<u8>>,
    /// The question, as JSON: `{"sources": [{…}, …], "question": {…}}`.
    pub ask: &'a str,
    /// The time, in seconds since 1970, for questions that name none.
    pub now: i64,
    /// New random bytes, for files with salts.
    pub random: [u8; RANDOM_BYTES],
}

/// The answer to a call.
pub struct Reply {
    /// `{"ok": true, "value": …}`, or `{"ok": false, "error": {"code": …, "message": …}}`.
    pub json: String,
    /// The content of the file that `convert` wrote.
    pub bytes: Option<Secret>,
}

/// The names of all calls.
pub const CALLS: [&str; 9] =
    ["examine", "explain", "handshake", "convert", "forms", "guide", "guides", "timeline", "diff"];

/// Adds the schemas of questions, and of replies that no export has a shape for.
#[cfg(feature = "schema")]
pub fn schemas(add: &mut export::Schemas) {
    ask::questions(add);
    reply::replies(add);
}

/// What a call comes to: a value, perhaps with a file; or why not.
type Outcome = Result<(Value, Option<Secret>), Failure>;

/// Answers a call.
pub fn call(call: Call<'_>) -> Reply {
    let outcome = match call.name {
        "examine" => examine(call),
        "explain" => explain(call),
        "handshake" => handshake(call),
        "convert" => convert(call),
        "forms" => forms(call),
        "guide" => guide(call),
        "guides" => Ok((export::written(&Guides { programs: guide::guides() }), None)),
        "timeline" => timeline(call),
        "diff" => diff(call),
        other => Err(Failure::new(
            Code::Question,
            format!("There is no call {other:?}; there are: {}.", CALLS.join(", ")),
        )),
    };
    match outcome {
        Ok((value, bytes)) => {
            Reply { json: json!({"ok": true, "value": value}).to_string(), bytes }
        }
        Err(failure) => {
            let error = export::written(&failure);
            Reply { json: json!({"ok": false, "error": error}).to_string(), bytes: None }
        }
    }
}

fn examine(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<CertificateQuestion>(call)?;
    let question = asked.question(sources.now)?;
    let mut report = report::examine(sources.read(&asked.passed(), &mut Vec::new()), &question);
    is_there(&report, question.leaf.as_deref())?;
    // Somebody who asks about a use, a host or a certificate asks about one certificate.
    let one = asked.purpose.is_some() || asked.certificate.is_some();
    let both = (!one && present::is_pair(&report)).then(|| {
        let ask = HandshakeAsk { host: question.host.clone(), ..HandshakeAsk::default() };
        present::about_both(&mut report, &ask)
    });
    Ok((export::json_with(&report, both.as_ref(), asked.programs), None))
}

fn explain(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<ExplainQuestion>(call)?;
    let question = asked.about.question(sources.now)?;
    asked.about.only_examine_asks_programs()?;
    let any = !sources.sources.is_empty();
    let report = any
        .then(|| report::examine(sources.read(&asked.about.passed(), &mut Vec::new()), &question));
    let explanation = explain::explain(&asked.text, report.as_ref());
    Ok((export::explain_json(&present::explain(&explanation, report.as_ref())), None))
}

fn handshake(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<HandshakeQuestion>(call)?;
    let question = Question { at: asked.at(sources.now)?, ..Question::default() };
    let ask = asked.ask(&sources.options)?;
    let report = sources.report(&question)?;
    Ok((export::handshake_json(&present::handshake(&report, &ask, &asked.text)), None))
}

fn timeline(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<CertificateQuestion>(call)?;
    let question = asked.question(sources.now)?;
    asked.only_examine_asks_programs()?;
    let report = report::examine(sources.read(&asked.passed(), &mut Vec::new()), &question);
    let timeline = present::timeline(&report);
    match timeline.events.is_empty() {
        true => Err(Failure::new(Code::NothingRead, "Nothing was read that has a date.")),
        false => Ok((export::timeline_json(&timeline), None)),
    }
}

/// The old one is the first source, the new one the second; what is trusted stands at both.
fn diff(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<DiffQuestion>(call)?;
    let question = asked.about.question(sources.now)?;
    asked.about.only_examine_asks_programs()?;
    let given = sources.read(&asked.about.passed(), &mut Vec::new());
    let (trusted, compared): (Vec<Given>, Vec<Given>) =
        given.into_iter().partition(|given| given.trusted);
    let Ok([old, new]) = <[Given; 2]>::try_from(compared) else {
        let message = "diff compares two sources that are not marked as trusted: the old, the new.";
        return Err(Failure::new(Code::Sources, message));
    };
    let about = |one: Given| {
        let all = std::iter::once(one).chain(trusted.iter().cloned()).collect();
        report::examine(all, &question)
    };
    let diff = present::diff(&about(old), &about(new));
    let message = "No certificate was read on one of the two sides.";
    let diff = diff.ok_or_else(|| Failure::new(Code::NothingRead, message))?;
    Ok((export::diff_json(&diff, asked.pinned), None))
}

fn guide(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<GuideQuestion>(call)?;
    if guide::named(&asked.program).is_none() {
        let words = "; guides() lists those that there are.";
        let message = match asked.program.as_str() {
            "" => format!("No program was named{words}"),
            word => format!("There is no guide for {word:?}{words}"),
        };
        return Err(Failure::new(Code::UnknownProgram, message));
    }
    let question = Question { at: asked.at(sources.now)?, ..Question::default() };
    let ask: GuideAsk = asked.ask();
    // With nothing loaded, a guide is told by example.
    let report = report::examine(sources.read(&asked.passed(), &mut Vec::new()), &question);
    Ok((export::guide_json(&guide::guide(&report, &ask)), None))
}

fn convert(call: Call<'_>) -> Outcome {
    let random = Random::new(call.random);
    let (sources, asked) = understood::<ConvertQuestion>(call)?;
    let form = asked.form()?;
    let question = asked.question(sources.now)?;
    let (report, keys) = sources.with_keys(&question)?;
    let keys: Vec<&HeldKey> = keys.iter().collect();
    let info = form.info();
    if asked.password.is_some() && info.password == Wants::Never {
        let message = format!("{} takes no password.", info.title);
        return Err(Failure::new(Code::Question, message));
    }
    let password = asked.password.as_ref().map(|it| it.0.as_str());
    let ask = convert::Ask { report: &report, keys: &keys, form, password, name: &asked.name };
    let saved =
        convert::convert(&ask, random).map_err(|why| Failure::new(Code::NotPossible, why))?;
    let file =
        SavedFile { name: saved.name, form: info.word, private: info.private, text: !info.binary };
    Ok((export::written(&file), Some(saved.bytes)))
}

fn forms(call: Call<'_>) -> Outcome {
    let (sources, asked) = understood::<CertificateQuestion>(call)?;
    let question = asked.question(sources.now)?;
    asked.only_examine_asks_programs()?;
    let (report, keys) = sources.with_keys(&question)?;
    let keys: Vec<&HeldKey> = keys.iter().collect();
    let forms = convert::offers(&report, &keys).into_iter().map(FormOffer::of).collect();
    Ok((export::written(&Forms { forms }), None))
}

/// The sources of a call, not yet read.
struct Sources {
    sources: Vec<Source>,
    options: Vec<SourceOptions>,
    now: i64,
}

/// The question, and the sources it is about.
fn understood<T: DeserializeOwned + Default>(call: Call<'_>) -> Result<(Sources, T), Failure> {
    let wire: Wire<T> = serde_json::from_str(call.ask).map_err(|problem| {
        // Its place in a text that nobody wrote by hand helps nobody.
        let words = problem.to_string();
        let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
        Failure::new(Code::Question, format!("The question is not understood: {words}."))
    })?;
    if wire.sources.len() != call.contents.len() {
        let message = "There are not as many contents as sources.";
        return Err(Failure::new(Code::Sources, message));
    }
    let named = (0u32..).zip(&wire.sources).zip(call.contents);
    let sources = named.map(|((id, options), bytes)| options.source(id, bytes)).collect();
    Ok((Sources { sources, options: wire.sources, now: call.now }, wire.question))
}

impl Sources {
    /// Reads them, and wipes private keys from what was given.
    fn read(self, passed: &ask::Passed, keys: &mut Vec<HeldKey>) -> Vec<Given> {
        let read = |mut source: Source| {
            source.as_public = passed.as_public;
            let given = report::read_keeping(&source, &mut |_| {}, keys);
            wipe_secrets(&mut source.bytes, &given.contents.secrets);
            given
        };
        self.sources.into_iter().map(read).collect()
    }

    /// The report, where there is a certificate to report on.
    fn report(self, question: &Question) -> Result<Report, Failure> {
        self.with_keys(question).map(|(report, _)| report)
    }

    /// The report with the private keys that were read.
    fn with_keys(self, question: &Question) -> Result<(Report, Vec<HeldKey>), Failure> {
        let mut keys = Vec::new();
        let report = report::examine(self.read(&ask::Passed::default(), &mut keys), question);
        match report.objects.is_empty() && keys.is_empty() {
            true => Err(Failure::new(Code::NothingRead, "No certificate was read.")),
            false => is_there(&report, question.leaf.as_deref()).map(|()| (report, keys)),
        }
    }
}

/// A time as a caller writes it; `now` where it writes none.
fn time(text: Option<&str>, now: i64) -> Result<i64, Failure> {
    let Some(text) = text else { return Ok(now) };
    // JavaScript's dates have milliseconds.
    let whole = match text.split_once('.') {
        Some((whole, rest)) if rest.trim_end_matches('Z').bytes().all(|it| it.is_ascii_digit()) => {
            whole
        }
        _ => text,
    };
    let message =
        || format!("{text:?} is no time; write 2026-03-01 or 2026-03-01T12:00:00Z, in UTC.");
    let time = Time::parse(whole).ok_or_else(|| Failure::new(Code::Question, message()))?;
    Ok(time.0)
}

/// Whether the certificate asked about was read.
fn is_there(report: &Report, wanted: Option<&str>) -> Result<(), Failure> {
    let is = |wanted: &str| {
        let mut all = (0..report.objects.len()).filter_map(|object| report.certificate(object));
        all.any(|certificate| crypto::id(certificate) == wanted)
    };
    match wanted.is_none_or(is) {
        true => Ok(()),
        false => Err(Failure::new(
            Code::Question,
            "certificate: none with that SHA-256 fingerprint was read; it is written in lower-case hex.",
        )),
    }
}

/// A host that can be asked about.
fn host(text: &str) -> Result<String, Failure> {
    checked_host(text).map_err(|problem| Failure::new(Code::Question, format!("host: {problem}")))
}
