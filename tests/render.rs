//! The page's views, rendered natively to HTML text: what is shown for which state.
//!
//! `PEMLENS_RENDER=DIR cargo test … --test native render::` also writes each view as a page with the
//! styles, to look at.

#[path = "render/fixtures.rs"]
mod fixtures;

use std::rc::Rc;

use fixtures::*;
use pemlens::ui::state::{Action, Origin, Sample, Source, State, Told};
use pemlens::view::*;
use yew::LocalServerRenderer;
use yew::prelude::*;

/// Holds the state for the renderer, which wants a component.
#[derive(Properties)]
struct ViewProps {
    state: Rc<State>,
}

impl PartialEq for ViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

#[component]
fn View(props: &ViewProps) -> Html {
    pemlens::ui::page(&props.state, &Callback::noop())
}

async fn render(name: &str, actions: Vec<Action>) -> String {
    let mut state = Rc::new(State::default());
    for action in actions {
        state = Reducible::reduce(state, action);
    }
    let props = ViewProps { state };
    let html = LocalServerRenderer::<View>::with_props(props).hydratable(false).render().await;
    if let Ok(folder) = std::env::var("PEMLENS_RENDER") {
        let styles = include_str!("../www/styles.css");
        for theme in ["light", "dark"] {
            let page = format!(
                "<!DOCTYPE html><html lang=en data-theme={theme}><meta charset=utf-8><title>{name}</title>\
                 <meta name=viewport content='width=device-width'><style>{styles}</style><div id=app>{html}</div>"
            );
            std::fs::write(format!("{folder}/{name}-{theme}.html"), page).unwrap();
        }
    }
    html
}

fn answered(
    sources: Vec<Source>,
    overview: Overview,
    sheet: Option<Sheet>,
    rows: usize,
) -> Vec<Action> {
    let told = FromEngine::Answer {
        run: 1,
        overview: Box::new(overview),
        sheet: sheet.map(Box::new),
        rows: (0..rows).map(row).collect(),
    };
    vec![
        samples(),
        Action::Told(Told::of(FromEngine::Ready).unwrap()),
        Action::Given(sources),
        Action::Told(Told::of(told).unwrap()),
    ]
}

#[tokio::test(flavor = "current_thread")]
async fn nothing_given() {
    let html = render("empty", vec![samples()]).await;
    assert!(html.contains("data-sample=\"mtls\""));
    assert!(html.contains("id=\"input\"") && html.contains("id=\"files\""));
    assert!(html.contains("Everything stays on this device."));
    let page = include_str!("../index.html");
    let version = concat!("<dt>Version</dt><dd>", env!("CARGO_PKG_VERSION"), ",");
    assert!(page.contains(version), "“About” in index.html names another version");
    assert!(!html.contains("data-run") && !html.contains("data-verdict"));
    assert!(!html.contains("style="), "the policy forbids style attributes");
}

/// The page is there before its program: `index.html` holds it as it is drawn with nothing given, and
/// as it is drawn while something pasted is read. `UPDATE_EXPECT=1` writes both.
#[tokio::test(flavor = "current_thread")]
async fn what_index_html_holds_is_what_is_drawn() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = std::fs::read_to_string(root.join("www/samples.json")).unwrap();
    let samples: serde_json::Value = serde_json::from_str(&samples).unwrap();
    let sample = |it: &serde_json::Value| {
        let text = |name: &str| AttrValue::from(it[name].as_str().unwrap().to_owned());
        Sample { id: text("id"), title: text("title"), about: text("about") }
    };
    let samples: Vec<Sample> = samples.as_array().unwrap().iter().map(sample).collect();
    let samples = || Action::SamplesCame(samples.clone().into());
    let first = render("first", vec![samples()]).await;
    let source = Source { bytes: 0, ..source(1, "", Origin::Pasted) };
    let waiting = render("waiting", vec![samples(), Action::Given(vec![source])]).await;
    assert!(waiting.contains("Reading…") && waiting.contains("reading…"), "{waiting}");
    // Its size is not known then.
    let waiting = waiting.replacen("0 bytes", "", 1);

    let path = root.join("index.html");
    let page = std::fs::read_to_string(&path).unwrap();
    let start = page.find("    <div id=\"app\">").unwrap();
    let end = page.find("</template>").unwrap();
    let ahead =
        format!("    <div id=\"app\">{first}</div>\n    <template id=\"waiting\">{waiting}");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let whole = [&page[..start], &ahead, &page[end..]].concat();
        std::fs::write(path, whole).unwrap();
    } else {
        assert!(
            page[start..end] == ahead,
            "index.html is out of date: run UPDATE_EXPECT=1 cargo test --no-default-features --features ui-test --test native render::"
        );
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_chain_that_works() {
    let sources = vec![source(1, "", Origin::Pasted)];
    let html = render("works", answered(sources, works(), Some(sheet(Dates::Valid)), 2)).await;
    assert!(html.contains("data-verdict=\"works\"") && html.contains("data-run=\"1\""));
    assert!(html.contains("data-source=\"1\"") && html.contains("Pasted text"));
    assert!(html.contains("data-kind=\"store\"") && html.contains("not in your files"));
    assert_eq!(html.matches("data-link=\"proved\"").count(), 2);
    assert!(html.contains("38 checks passed, 9 do not apply."));
    assert!(html.contains("Example Ltd &lt;b&gt;"), "text is escaped");
    assert!(html.contains("show all 272 bytes"));
    assert!(html.contains("href=\"http://e6.i.lencr.org/\"") && !html.contains("href=\"ldap"));
    assert!(html.contains("Copy SHA-256 fingerprint"));
    assert!(!html.contains("style="), "the policy forbids style attributes");
}

#[tokio::test(flavor = "current_thread")]
async fn a_chain_that_is_refused() {
    let sources =
        vec![source(1, "server.pem", Origin::File), source(2, "server.key", Origin::File)];
    let mut actions = answered(sources, refused(), Some(sheet(Dates::Expired)), 2);
    actions.push(Action::Selected(0, "san".into()));
    let html = render("refused", actions).await;
    assert!(html.contains("data-verdict=\"refused\""));
    assert!(html.contains("data-rule=\"issuer-missing\" data-severity=\"error\" open=\"open\""));
    let groups = html.matches("class=\"group\" open=").count();
    assert!(groups > 0, "where there is room, the whole certificate stands open");
    assert_eq!(
        html.matches(" open=").count() - groups,
        2,
        "besides, only the first error and the short list beside the path"
    );
    assert!(html.contains("data-kind=\"missing\""));
    assert!(html.contains("Private key: read on this device, removed from the page"));
    assert!(html.contains("27 more problems"));
    assert!(!html.contains("javascript:"), "only http and https become links");
    assert!(html.contains("data-leaf="));
    assert!(html.contains("field aimed"));
}

#[tokio::test(flavor = "current_thread")]
async fn dates_and_changes_are_lists_of_notes() {
    let note = |word: &str, title: &str| Note {
        word: word.into(),
        inside: vec![Note::new("What to do", "Renew it.")],
        ..Note::new(title, "")
    };
    let told = |which, notes| {
        let message = FromEngine::Notes { which, head: "In a sentence.".into(), notes };
        Action::Told(Told::of(message).unwrap())
    };
    let drawing = Note { picture: "data:image/svg+xml,%3Csvg/%3E".into(), ..Note::default() };
    let mut actions = answered(vec![source(1, "", Origin::Pasted)], works(), None, 2);
    let html = render("no-dates", actions.clone()).await;
    assert!(!html.contains("id=\"when\"") && !html.contains("id=\"changed\""));
    actions.push(told(Notes::When, vec![drawing, note("stops", "31 December 2026: It ends.")]));
    actions.push(told(Notes::Changed, vec![note("breaks", "Names went.")]));
    let html = render("dates", actions.clone()).await;
    assert!(html.contains("id=\"when\"") && html.contains("31 December 2026: It ends."));
    assert!(html.contains("<img src=\"data:image/svg+xml,%3Csvg/%3E\" alt=\"\">"), "{html}");
    assert!(html.contains("Save as a calendar"));
    assert!(html.contains("id=\"changed\"") && html.contains("Names went."));
    assert!(!html.contains("style="), "the policy forbids style attributes");
    actions.push(Action::Cleared);
    let html = render("cleared", actions).await;
    assert!(!html.contains("id=\"when\"") && !html.contains("id=\"changed\""));
}

#[tokio::test(flavor = "current_thread")]
async fn a_locked_container_with_a_key() {
    let sources = vec![source(1, "web.zip", Origin::File)];
    let html = render("wrapped", answered(sources, wrapped(), Some(sheet(Dates::Valid)), 2)).await;
    assert!(html.contains("class=\"deep-1\"") && html.contains("ZIP archive"));
    assert!(html.contains("2 written-out line breaks were restored."));
    assert!(html.contains("type=\"password\" id=\"password-1\" autocomplete=\"off\""));
    assert!(html.contains("for=\"password-1\"") && html.contains("That password does not open it"));
    assert!(html.contains("data-item=\"0\"") && html.contains("Belongs to certificate 1"));
    assert!(html.contains("save clean PEM"));
    assert!(html.contains("id=\"other-paths\"") && html.contains("What to send"));
    assert!(!html.contains("style="), "the policy forbids style attributes");
}

#[tokio::test(flavor = "current_thread")]
async fn ten_thousand_certificates() {
    let mut view = works();
    view.objects = 10_000;
    let html = render(
        "many",
        answered(
            vec![source(1, "bundle.pem", Origin::File)],
            view,
            Some(sheet(Dates::Ending)),
            100,
        ),
    )
    .await;
    assert!(html.contains("aria-rowcount=\"10000\""));
    assert!(html.matches("data-row=").count() < 60, "only lines in view are drawn");
}

#[tokio::test(flavor = "current_thread")]
async fn a_reader_that_broke() {
    let died = Action::Died { suspects: vec![2], held: vec![1, 2], stopped: false };
    let mut actions = answered(vec![source(1, "a.pem", Origin::File)], works(), None, 1);
    actions.extend([Action::Given(vec![source(2, "bad.der", Origin::File)]), died]);
    actions.push(Action::Host("www example".into()));
    let html = render("broken", actions).await;
    assert!(html.contains(
        "This input broke the reader: bad.der. It was set aside; everything else is kept."
    ));
    assert!(html.contains("try again"));
}

/// “Set it up” is there as soon as an engine knows guides; a guide is notes with blocks to copy.
#[tokio::test(flavor = "current_thread")]
async fn a_guide_is_chosen_and_shown() {
    let empty = render("guide-none", Vec::new()).await;
    assert!(!empty.contains("id=\"guide\""));
    let program = |id: &str, title: &str| ProgramView {
        id: id.into(),
        title: title.into(),
        serves: true,
        connects: false,
    };
    let block = Note { command: "ssl_verify_client on;".into(), ..Note::new("site.conf", "") };
    let guide = FromEngine::Guide {
        programs: vec![program("nginx", "nginx"), program("tyk", "Tyk")],
        head: "Executed: nginx 1.22.1.".into(),
        notes: vec![block],
    };
    let html = render("guide", vec![Action::Told(Told::of(guide).unwrap())]).await;
    for words in ["Set it up", "value=\"tyk\"", "Executed: nginx 1.22.1.", "ssl_verify_client on;"]
    {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}
