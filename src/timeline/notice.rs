//! Who notices first: the programs known here are asked again, a second after each date at which
//! something about the certificate asked about stops.

use super::{Effect, Event, Kind};
use crate::model::Time;
use crate::purpose::listed;
use crate::report::{self, Report};
use crate::stacks::{Program, Verdict};

/// So many dates are looked at.
const DATES: usize = 6;
/// With more certificates than this nobody is asked: each question costs a search.
const CERTIFICATES: usize = 200;
/// So many programs are named one by one.
const NAMED: usize = 5;

/// Replaces the words for who notices where programs can tell.
pub(super) fn tell(report: &Report, events: &mut [Event]) {
    let Some(main) = report.main.as_ref().filter(|_| report.objects.len() <= CERTIFICATES) else {
        return;
    };
    let matters = |event: &&mut Event| {
        let of_path = || event.object.is_some_and(|object| main.path.has(object));
        event.effect == Effect::Stops
            && event.at >= report.at
            && match event.kind {
                Kind::Ends => of_path(),
                Kind::List => true,
                _ => false,
            }
    };
    let matter: Vec<&mut Event> = events.iter_mut().filter(matters).take(DATES).collect();
    let times: Vec<Time> = matter.iter().map(|event| Time(event.at.0.saturating_add(1))).collect();
    let mut before = refusing(report::programs(report));
    for (event, said) in matter.into_iter().zip(report::programs_at(report, &times)) {
        let (refuse, all) = refusing(said);
        let new: Vec<&'static Program> =
            refuse.iter().filter(|program| !before.0.contains(program)).copied().collect();
        if !new.is_empty() {
            event.who = words(&new, all);
        }
        before = (refuse, all);
    }
}

/// The programs that refuse, of those that have an answer, and how many have.
fn refusing(said: Vec<(&'static Program, Verdict)>) -> (Vec<&'static Program>, usize) {
    let said = said.into_iter().filter(|(program, _)| program.is_shown());
    let answers: Vec<(&'static Program, Verdict)> =
        said.filter(|(_, verdict)| !matches!(verdict, Verdict::Silent(_))).collect();
    let all = answers.len();
    let refuse = |(program, verdict)| matches!(verdict, Verdict::Reject(_)).then_some(program);
    (answers.into_iter().filter_map(refuse).collect(), all)
}

fn words(new: &[&Program], all: usize) -> String {
    if new.len() == all {
        return format!("All {all} programs asked about it refuse from then on.");
    }
    let names: Vec<&str> = new.iter().take(NAMED).map(|program| program.title).collect();
    match new.len().saturating_sub(names.len()) {
        0 => format!("From then on it is refused by {}.", listed(&names)),
        more => format!("From then on it is refused by {} and {more} more.", names.join(", ")),
    }
}
