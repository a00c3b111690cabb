//! The reducer, action by action.

use std::rc::Rc;

use yew::Reducible;

use super::*;
use crate::model::Purpose;
use crate::view::{Answer, Asked, ChainView, Dates, Verdict};

fn source(id: u32, origin: Origin) -> Source {
    let name = if origin == Origin::File {
        ["f", &id.to_string()].concat().into()
    } else {
        AttrValue::default()
    };
    Source { id, name, bytes: 10, origin, trusted: false, keep: Keep::Held }
}

fn after(state: &Rc<State>, action: Action) -> Rc<State> {
    state.clone().reduce(action)
}

fn given(ids: &[u32]) -> Rc<State> {
    let state = after(&Rc::default(), Action::Told(Told::Ready));
    after(&state, Action::Given(ids.iter().map(|id| source(*id, Origin::File)).collect()))
}

fn overview(state: &State, secrets: &[u32]) -> Overview {
    let view = |it: &Source| SourceView {
        id: it.id,
        name: it.name.to_string(),
        bytes: 10,
        found: String::new(),
        format: String::new(),
        problems: vec![],
        problems_total: 0,
        objects: (0, 1),
        trusted: false,
        secret: secrets.contains(&it.id),
        inside: Vec::new(),
        repairs: Vec::new(),
        locked: Vec::new(),
        clean: false,
    };
    Overview {
        answer: Answer {
            verdict: Verdict::Works,
            sentence: "Works".into(),
            more: String::new(),
            rule: None,
            offer: None,
        },
        asked: Asked {
            purpose: Purpose::Client,
            both: false,
            host: String::new(),
            host_problem: String::new(),
            trust: Trust::Public,
            trusting: String::new(),
            at: 0,
            object: None,
        },
        sources: state.sources.iter().map(view).collect(),
        objects: 1,
        leaves: vec![],
        leaves_total: 1,
        chain: ChainView::default(),
        findings: vec![],
        passed: 0,
        not_applicable: 0,
        limits: vec![],
        items: vec![],
        items_total: 0,
    }
}

fn answer(state: &Rc<State>, run: u32, secrets: &[u32]) -> Action {
    let overview = Rc::new(overview(state, secrets));
    Action::Told(Told::Answer(run, overview, None, Rc::default()))
}

fn answered(state: &Rc<State>, secrets: &[u32]) -> Rc<State> {
    after(state, answer(state, state.run, secrets))
}

fn died(state: &Rc<State>, suspects: &[u32], held: &[u32]) -> Rc<State> {
    let (suspects, held) = (suspects.to_vec(), held.to_vec());
    after(state, Action::Died { suspects, held, stopped: false })
}

#[test]
fn late_answers_change_nothing() {
    let state = given(&[1]);
    let newer = after(&state, Action::Given(vec![source(2, Origin::File)]));
    let same = after(&newer, answer(&state, state.run, &[]));
    assert!(Rc::ptr_eq(&same, &newer));
    assert!(newer.busy());
    let done = answered(&newer, &[]);
    assert!(!done.busy());
    assert_eq!(done.engine_word(), "ready");
    let same = after(&done, Action::Told(Told::Rows(1, 0, 0, Rc::default())));
    assert!(Rc::ptr_eq(&same, &done));
}

#[test]
fn pasted_texts_are_numbered() {
    let mut state = Rc::new(State::default());
    for id in 1..=3 {
        state = after(&state, Action::Given(vec![source(id, Origin::Pasted)]));
    }
    let names: Vec<_> = state.sources.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Pasted text", "Pasted text 2", "Pasted text 3"]);
}

#[test]
fn typed_text_is_one_source() {
    let mut state = Rc::new(State::default());
    for id in 1..=3 {
        state = after(&state, Action::Typed(Some(source(id, Origin::Typed))));
    }
    assert_eq!(state.sources.len(), 1);
    assert_eq!((state.sources[0].id, state.sources[0].name.as_str()), (3, "Typed text"));
    let state = after(&state, Action::Typed(None));
    assert!(state.is_empty());
    assert!(Rc::ptr_eq(&after(&state, Action::Typed(None)), &state));
}

#[test]
fn a_typed_private_key_leaves_the_box() {
    let state = after(&given(&[]), Action::Typed(Some(source(1, Origin::Typed))));
    let state = answered(&state, &[1]);
    assert_eq!(state.sources[0].keep, Keep::Engine);
    let state = after(&state, Action::Typed(Some(source(2, Origin::Typed))));
    assert_eq!(state.sources.len(), 2);
    assert_eq!(state.ask(7).sources.len(), 2);
}

#[test]
fn what_is_new_is_set_aside_when_the_reader_dies() {
    let state = answered(&given(&[1]), &[]);
    let state = after(&state, Action::Given(vec![source(2, Origin::File)]));
    let state = died(&state, &[2], &[1, 2]);
    assert_eq!(state.engine, Engine::Loading);
    assert_eq!(
        state.alert,
        "This input broke the reader: f2. It was set aside; everything else is kept."
    );
    assert_eq!(state.ask(0).sources.len(), 1);
    let state = after(&state, Action::Retried(2));
    assert_eq!(state.ask(0).sources.len(), 2);
}

#[test]
fn a_question_that_breaks_the_reader_is_put_back() {
    let state = answered(&given(&[1]), &[]);
    let asked = after(&state, Action::Host("x".into()));
    assert_eq!(asked.question.purpose, Some(Purpose::Server), "a host asks about a server");
    let state = died(&asked, &[], &[1]);
    assert_eq!(*state.question, Question::default());
    assert!(state.alert.starts_with("This question broke the reader."));
    assert_eq!(state.ask(0).sources.len(), 1);
}

#[test]
fn restarts_come_to_an_end() {
    let mut state = answered(&given(&[1]), &[]);
    for _ in 0..3 {
        state = died(&state, &[], &[1]);
    }
    assert!(state.ask(0).sources.is_empty());
    assert!(!state.busy());
}

#[test]
fn a_private_key_is_lost_with_its_reader() {
    let state = answered(&given(&[1, 2]), &[2]);
    let state = died(&state, &[], &[1]);
    assert_eq!(state.sources[1].keep, Keep::Lost);
    assert_eq!(state.ask(0).sources.len(), 1);
    assert!(state.alert.contains("private key"));
}

#[test]
fn trusting_a_source_asks_for_the_given_cas() {
    let state = after(&given(&[1]), Action::Trusted(1, true));
    assert_eq!(state.question.trust, Trust::Given);
    let state = after(&state, Action::Trusted(1, false));
    assert_eq!(state.question.trust, Trust::Auto);
    let state = after(&state, Action::Trust(Trust::Both));
    assert_eq!(after(&state, Action::Trusted(1, true)).question.trust, Trust::Both);
}

#[test]
fn clearing_leaves_nothing() {
    let state = after(&answered(&given(&[1]), &[]), Action::Host("x".into()));
    let state = after(&state, Action::Cleared);
    assert!(state.is_empty() && state.shown.is_none() && !state.asks_something());
    assert_eq!(state.engine, Engine::Loading, "the worker was ended");
    assert!(!state.busy());
}

#[test]
fn the_clock_is_read_at_each_question() {
    let state = given(&[1]);
    assert_eq!(state.ask(5).question.at, 5);
    let state = after(&state, Action::When(When::At(3)));
    assert_eq!(state.ask(5).question.at, 3);
}

#[test]
fn far_blocks_of_lines_are_forgotten() {
    let row = |object| RowView {
        object,
        title: String::new(),
        issuer: String::new(),
        kind: String::new(),
        key: String::new(),
        not_after: None,
        dates: crate::view::Dates::Valid,
        source: String::new(),
        on_path: false,
    };
    let mut rows = Rows::default();
    for block in 0..30 {
        let lines: Vec<_> = (block * BLOCK..(block + 1) * BLOCK).map(row).collect();
        rows.add(block, lines.into());
    }
    assert!(rows.get(0).is_none());
    assert_eq!(rows.get(29 * BLOCK + 7).map(|it| it.object), Some(29 * BLOCK + 7));
}

#[test]
fn what_was_taken_away_comes_back_but_for_keys() {
    let asked = after(&given(&[1, 2, 3]), Action::Host("example.com".into()));
    let read = answered(&asked, &[2]);
    let empty = after(&read, Action::Cleared);
    assert!(empty.is_empty() && empty.before.is_some());
    // The page has no key any more, and forgot what was not read yet.
    let back = after(&empty, Action::Restored(vec![1]));
    let kept: Vec<_> = back.sources.iter().map(|it| (it.id, it.keep)).collect();
    assert_eq!(kept, [(1, Keep::Held), (2, Keep::Lost), (3, Keep::Lost)]);
    assert_eq!(back.question.host, "example.com");
    assert!(back.before.is_none() && back.run > empty.run);
}

#[test]
fn what_was_taken_away_is_forgotten_when_something_else_is_given() {
    let read = answered(&given(&[1]), &[]);
    let empty = after(&read, Action::Cleared);
    let new = after(&empty, Action::Given(vec![source(2, Origin::File)]));
    assert!(new.before.is_none());
    assert_eq!(after(&new, Action::Restored(vec![1])).sources.len(), 1);
}

#[test]
fn the_first_lines_take_the_place_of_all_others() {
    let read = answered(&given(&[1]), &[]);
    let row = RowView {
        object: 7,
        title: String::new(),
        issuer: String::new(),
        kind: String::new(),
        key: String::new(),
        not_after: None,
        dates: Dates::Valid,
        source: String::new(),
        on_path: false,
    };
    let lines = |from, total, many| {
        let rows = vec![row.clone(); many].into();
        Action::Told(Told::Rows(read.run, from, total, rows))
    };
    let all = after(&after(&read, lines(0, 250, BLOCK)), lines(BLOCK, 250, BLOCK));
    assert_eq!((all.total, all.rows.get(150).is_some()), (250, true));
    let chosen = after(&all, lines(0, 1, 1));
    assert_eq!((chosen.total, chosen.rows.get(0).is_some()), (1, true));
    assert!(chosen.rows.get(150).is_none());
}
