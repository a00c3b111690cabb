//! Both engines are asked the same, and must not contradict each other: the small one says what the
//! full one says, or that it is still looking.

#[path = "../common/mod.rs"]
mod common;

use common::Case;
use pemlens::hints::{Severity, rules};
use pemlens::input::Source;
use pemlens::model::{Purpose, Question, Trust};

/// What an engine says first: the verdict and the sentence about the certificate asked about, then
/// those about each other one. (What the page shows has international names in both forms once the
/// full engine is at work.)
type Said = Vec<(String, String)>;

macro_rules! engine {
    ($name:ident, $engine:ident) => {
        fn $name(sources: &[Source], asked: &Question) -> Said {
            use $engine::{input, model, report};
            let sources = sources.iter().map(|it| input::Source {
                id: it.id,
                name: it.name.clone(),
                bytes: it.bytes.clone(),
                trusted: it.trusted,
                as_public: it.as_public,
                ..input::Source::default()
            });
            let question = model::Question {
                purpose: asked.purpose.map(|it| match it {
                    Purpose::Server => model::Purpose::Server,
                    Purpose::Client => model::Purpose::Client,
                    Purpose::Ca => model::Purpose::Ca,
                    Purpose::Any => model::Purpose::Any,
                }),
                host: asked.host.clone(),
                trust: match asked.trust {
                    Trust::Auto => model::Trust::Auto,
                    Trust::Public => model::Trust::Public,
                    Trust::Given => model::Trust::Given,
                    Trust::Both => model::Trust::Both,
                    Trust::Marked => model::Trust::Marked,
                },
                at: asked.at,
                leaf: asked.leaf.clone(),
                marked: asked.marked.clone(),
            };
            let workspace = input::Workspace { sources: sources.collect(), question };
            let report = report::analyse(&workspace);
            let others = report.others.iter().map(|other| &other.answer);
            let answers = std::iter::once(&report.answer).chain(others);
            answers.map(|it| (format!("{:?}", it.verdict), it.sentence.clone())).collect()
        }
    };
}

engine!(small, pemlens_small);
engine!(full, pemlens);

/// Where the small engine says what the full one does not, though it does not say that it is still
/// looking.
fn contradictions(sources: &[Source], asked: &Question) -> Vec<String> {
    let (first, last) = (small(sources, asked), full(sources, asked));
    if first[0].0 == "Looking" {
        return Vec::new();
    }
    assert_eq!(first.len(), last.len(), "{asked:?}");
    let pairs = first.iter().zip(&last);
    // What programs make of a certificate that works is the full engine's to add, behind the same words.
    let goes_on = |first: &str, last: &str| {
        last.strip_prefix(first.trim_end_matches('.'))
            .is_some_and(|rest| rest.starts_with(", but "))
    };
    let other = pairs.filter(|(first, last)| {
        let limited = (first.0.as_str(), last.0.as_str()) == ("Works", "Limited");
        first.0 != "Looking" && first != last && !(limited && goes_on(&first.1, &last.1))
    });
    other
        .map(|((verdict, words), last)| {
            format!("small: {verdict}: {words}\n  full: {}: {}", last.0, last.1)
        })
        .collect()
}

fn each_case(look: impl Fn(&Case) -> Vec<String> + Sync) -> Vec<String> {
    common::in_two(&common::all(), look)
}

#[test]
fn no_case_is_answered_one_way_and_then_another() {
    let said = each_case(|case| {
        let (sources, asked) = (case.sources(), case.question());
        let auto = Question { trust: Trust::Auto, ..asked.clone() };
        let open = Question { at: asked.at, ..Question::default() };
        let mut said = contradictions(&sources, &asked);
        said.extend(contradictions(&sources, &auto));
        said.extend(contradictions(&sources, &open));
        said.iter().map(|it| format!("{}\n  {it}", case.path.display())).collect()
    });
    assert!(said.is_empty(), "\n{}", said.join("\n"));
}

/// A rule of the full engine alone that refuses needs its test in `report/doubt.rs`.
#[test]
fn what_only_the_full_engine_refuses_is_never_answered_before() {
    let known = |id: &str| pemlens_small::hints::common::ALL.iter().any(|rule| rule.id == id);
    let missing: Vec<&str> = rules::ALL
        .iter()
        .filter(|rule| rule.severity == Severity::Error && !known(rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(missing.contains(&"date-form"), "{missing:?}");
    let said = each_case(|case| {
        let fires = |line: &String| line.split(' ').next().is_some_and(|id| missing.contains(&id));
        let first = &small(&case.sources(), &case.question())[0];
        let said = format!("{}\n  {}: {}", case.path.display(), first.0, first.1);
        let answered = case.expect.iter().any(fires) && first.0 != "Looking";
        answered.then_some(said).into_iter().collect()
    });
    assert!(said.is_empty(), "\n{}", said.join("\n"));
}

/// A test that is wider than it has to be makes people wait for the full engine in vain.
#[test]
fn what_is_common_is_answered_at_once() {
    let total = common::all().len();
    let waiting = each_case(|case| {
        let first = &small(&case.sources(), &case.question())[0];
        let waits = first.0 == "Looking";
        waits.then(|| case.path.display().to_string()).into_iter().collect()
    });
    // Most of those that wait are there for what is rare.
    assert!(waiting.len() * 3 < total, "{} of {total}:\n{}", waiting.len(), waiting.join("\n"));
}
