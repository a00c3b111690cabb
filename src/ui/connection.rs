//! Both sides of a mutual TLS connection: what each presents and trusts, which programs speak, and
//! what comes of it. What was loaded can be moved from place to place; the rest are notes.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, On, el, text};
use super::notes::line;
use super::state::{Action, SidesChange, State};
use super::{browser, parts};
use crate::view::{ConnectionView, PieceView, Place, ProgramView};

/// The panel; nothing where the answer on the screen is about one certificate.
pub fn connection_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let (run, view) = state.connection.as_ref()?;
    let shown = state.shown.as_ref()?;
    if *run != shown.run {
        return None;
    }
    let ids = ["connection", "connection-title"];
    let panel = parts::section("findings notes connection", ids, "Both sides", 0);
    let mut panel = panel.add(text("p", "aside", &view.head)).add(settings(state, view, on));
    let places = [
        ("Server", "server", [Place::ServerChain, Place::ServerTrust]),
        ("Client", "client", [Place::ClientChain, Place::ClientTrust]),
    ];
    let mut sides = el("div", "sides");
    for ((name, id, places), note) in places.into_iter().zip(&view.sides) {
        let side = el("section", "side").attr("data-side", id);
        let side = side.add(text("h3", "", name)).add(program(view, id, on));
        let side = side.each(places.into_iter().map(|it| list(view, it, on)));
        sides = sides.add(side.add(el("ul", "").add(line(note, on))));
    }
    panel = panel.add(sides);
    let unused = view.pieces.iter().any(|it| it.place == Place::Nowhere.word());
    panel = panel.add(unused.then(|| list(view, Place::Nowhere, on)));
    Some(panel.add(el("ul", "").each(view.notes.iter().map(|it| line(it, on)))))
}

/// The settings that matter at the server, and which way round the sides are.
fn settings(state: &State, view: &ConnectionView, on: &Callback<Wish>) -> Element {
    let tls = choice(
        "TLS",
        "tls",
        &view.tls,
        [("1.3", "1.3"), ("1.2", "1.2")].into_iter(),
        on,
        SidesChange::Tls,
    );
    let ways = [
        ("required", "required"),
        ("optional", "optional"),
        ("optional_no_ca", "optional, any CA"),
        ("off", "not asked for"),
    ];
    let verify = match state.sides.verify.as_str() {
        "" => "required",
        chosen => chosen,
    };
    let verify =
        choice("Client certificate", "verify", verify, ways.into_iter(), on, SidesChange::Verify);
    let typed = on.reform(|event: Event| {
        Wish::Do(Action::Sides(SidesChange::Depth(browser::value_of(&event))))
    });
    let depth = el("input", "").fixed("id", "depth").fixed("type", "number").fixed("min", "0");
    let depth =
        depth.fixed("placeholder", "default").value(&state.sides.depth).on(On::Change, typed);
    let depth = el("label", "").text("Verify depth ").add(depth);
    let swap = parts::wish(on, Wish::Do(Action::Sides(SidesChange::Swap)));
    let swap = parts::button("button", "Swap sides", swap);
    el("div", "settings")
        .add(tls)
        .add(verify)
        .add(depth)
        .add(el("span", "").fixed("id", "swap").add(swap))
}

/// Which program speaks for a side.
fn program(view: &ConnectionView, side: &'static str, on: &Callback<Wish>) -> Element {
    type Change = fn(String) -> SidesChange;
    let serves = side == "server";
    let (chosen, change): (&str, Change) = match serves {
        true => (&view.server, SidesChange::Server),
        false => (&view.client, SidesChange::Client),
    };
    let fits = |it: &&ProgramView| if serves { it.serves } else { it.connects };
    let programs = view.programs.iter().filter(fits).map(|it| (it.id.as_str(), it.title.as_str()));
    choice("Program", side, chosen, programs, on, change)
}

/// What stands at a place.
fn list(view: &ConnectionView, place: Place, on: &Callback<Wish>) -> Element {
    let here = view.pieces.iter().filter(|it| it.place == place.word());
    let lines: Vec<Element> = here.map(|it| piece(it, place, on)).collect();
    let nothing = lines.is_empty().then(|| el("p", "aside").text("nothing loaded"));
    let whole = el("div", "place").attr("data-place", place.word());
    whole.add(text("h4", "", place.title())).add(nothing).add(el("ul", "").each(lines.into_iter()))
}

fn piece(view: &PieceView, place: Place, on: &Callback<Wish>) -> Element {
    let line = el("li", "piece").attr("data-piece", &view.id).add(text("b", "", &view.title));
    let line = line.add(text("span", "file", &view.file)).add(text("p", "aside", &view.why));
    let id = view.id.clone();
    let moved = on.reform(move |event: Event| {
        let to = Place::named(&browser::value_of(&event)).unwrap_or(Place::Nowhere);
        Wish::Do(Action::Sides(SidesChange::Move(id.clone(), to)))
    });
    let option = |it: Place| {
        let option = el("option", "").attr("value", it.word()).flag("selected", it == place);
        option.text(it.title())
    };
    let name = ["Where “", &view.title, "” belongs"].concat();
    let select = el("select", "").attr("aria-label", &name).on(On::Change, moved);
    line.add(select.each(Place::ALL.into_iter().map(option)))
}

/// A list to choose from, with its label.
fn choice<'a>(
    label: &str,
    name: &str,
    chosen: &str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
    on: &Callback<Wish>,
    change: fn(String) -> SidesChange,
) -> Element {
    let onchange =
        on.reform(move |event: Event| Wish::Do(Action::Sides(change(browser::value_of(&event)))));
    let option = |(id, title): (&str, &str)| {
        el("option", "").attr("value", id).flag("selected", id == chosen).text(title)
    };
    let select = el("select", "").attr("data-choice", name).on(On::Change, onchange);
    el("label", "").text(label).text(" ").add(select.each(options.map(option)))
}
