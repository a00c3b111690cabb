//! What a program declares about itself, in its own file; the page, notes and tests take from there
//! what they say of it. `list` has all of them.

use std::hash::{Hash, Hasher};

use super::files::Reading;
use super::{Question, Rule, Verdict};

/// A program, of a version, in a setting.
#[derive(Debug)]
pub struct Program {
    /// How predictions name it: `go127`. Unique.
    pub id: &'static str,
    /// How people name it, what is built on it in brackets.
    pub title: &'static str,
    /// How often people meet it.
    pub met: Met,
    /// Whether what it says of a client's certificate is what a server with it would say.
    pub judges_clients: bool,
    /// How it is known what it says.
    pub known: Known,
    /// The families of messages (`explain`) that are its words.
    pub families: &'static [&'static str],
    /// What it takes out of a file of certificates; `None` where it loads none, or by other ways.
    pub reads: Option<fn(&[u8]) -> Reading>,
    /// See [`Program::rules`].
    pub(super) rules: fn() -> Vec<&'static Rule>,
    /// See [`Program::sentences`].
    pub(super) sentences: fn() -> Vec<(&'static str, &'static Rule)>,
    /// What it says about a question within bounds: asked by [`super::ask`].
    pub(super) answer: fn(&Question<'_>) -> Verdict,
}

/// How often people meet a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Its refusal belongs into the answer's first sentence.
    Often,
    /// Few connections hang on it: its refusal is told below.
    Seldom,
    /// It only tells settings and parts apart, for comparisons.
    Never,
}

/// How it is known what a program says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The program was run on the cases, in this version.
    Run(&'static str),
    /// Only read in its documentation.
    Documented(&'static str),
}

impl Program {
    /// Whether people meet it.
    pub fn is_shown(&self) -> bool {
        self.met != Met::Never
    }

    /// Its name without what is built on it: `OpenSSL 3`.
    pub fn name(&self) -> &'static str {
        self.title.split([',', '(']).next().unwrap_or(self.title).trim()
    }

    /// Its rules, in the order of its table.
    pub fn rules(&self) -> Vec<&'static Rule> {
        (self.rules)()
    }

    /// Its fixed sentences and the rule behind each; none where it makes them up as it goes. `{}`
    /// stands for a name.
    pub fn sentences(&self) -> Vec<(&'static str, &'static Rule)> {
        (self.sentences)()
    }
}

impl PartialEq for Program {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Program {}

impl Hash for Program {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}
