//! The messages between page and engine, read from and written to JavaScript values.
//!
//! The engine writes its answers with serde-wasm-bindgen; everything else, here, is done by hand:
//! generated readers for the same shapes would be a fifth of the page's size and bring floating
//! point formatting into the engine. The compiler keeps both sides equal: the macros name every
//! field and every variant, so a change in `view` does not compile until it is made here too.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::model::{Purpose, Question, Severity, Trust};
use crate::view::*;

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Reads one value; what is missing or of another kind becomes empty.
trait FromJs: Sized {
    fn from_js(value: &JsValue) -> Self;

    /// Reads one field of an object: one call in each of a hundred places, where getting, reading
    /// and dropping would be three.
    fn from_field(of: &JsValue, name: &str) -> Self {
        Self::from_js(&get(of, name))
    }
}

impl FromJs for String {
    fn from_js(value: &JsValue) -> Self {
        value.as_string().unwrap_or_default()
    }
}

fn number(value: &JsValue) -> f64 {
    value.as_f64().unwrap_or_default()
}

impl FromJs for usize {
    fn from_js(value: &JsValue) -> Self {
        number(value) as usize
    }
}

impl FromJs for u32 {
    fn from_js(value: &JsValue) -> Self {
        number(value) as u32
    }
}

impl FromJs for i64 {
    fn from_js(value: &JsValue) -> Self {
        number(value) as i64
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue) -> Self {
        value.is_truthy()
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue) -> Self {
        (!value.is_undefined() && !value.is_null()).then(|| T::from_js(value))
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue) -> Self {
        match value.dyn_ref::<Array>() {
            Some(array) => (0..array.length()).map(|at| T::from_js(&array.get(at))).collect(),
            None => Vec::new(),
        }
    }
}

impl<T: FromJs> FromJs for Box<T> {
    fn from_js(value: &JsValue) -> Self {
        Box::new(T::from_js(value))
    }
}

impl<A: FromJs, B: FromJs> FromJs for (A, B) {
    fn from_js(value: &JsValue) -> Self {
        let at = |at: u32| Reflect::get_u32(value, at).unwrap_or(JsValue::UNDEFINED);
        (A::from_js(&at(0)), B::from_js(&at(1)))
    }
}

macro_rules! record {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl FromJs for $name {
            fn from_js(value: &JsValue) -> Self {
                $name { $($field: FromJs::from_field(value, stringify!($field))),* }
            }
        }
    )*};
}

/// Which of the words a value is.
fn place(value: &JsValue, words: &[&str]) -> Option<usize> {
    let word = value.as_string()?;
    words.iter().position(|it| *it == word)
}

/// The first variant is what an unknown word is taken for.
macro_rules! words {
    ($($name:ident { $first:ident $(, $variant:ident)* $(,)? })*) => {$(
        impl FromJs for $name {
            fn from_js(value: &JsValue) -> Self {
                const OTHERS: &[$name] = &[$($name::$variant),*];
                let at = place(value, &[$(stringify!($variant)),*]);
                at.and_then(|at| OTHERS.get(at)).copied().unwrap_or($name::$first)
            }
        }

        impl Word for $name {
            fn word(&self) -> &'static str {
                match self {
                    $name::$first => stringify!($first),
                    $($name::$variant => stringify!($variant),)*
                }
            }
        }
    )*};
}

/// The name of a variant, for sending; its `match` also proves that none was forgotten.
trait Word {
    fn word(&self) -> &'static str;
}

words! {
    Verdict { Unclear, Works, Limited, Refused, Nothing, Looking }
    Purpose { Any, Server, Client, Ca }
    Trust { Auto, Public, Given, Both, Marked }
    Severity { Notice, Warning, Error }
    CardKind { Loaded, Store, Missing }
    Dates { Unknown, Valid, Ending, Expired, NotYet }
    LinkState { Unchecked, Proved, Broken }
    Style { Plain, Mono, Hex, Time, Url }
    Fit { None, Good, Bad }
    Notes { Programs, Explained, When, Changed, Save }
    Take { Pem, Markdown, Json, Drawing, Picture, Calendar }
    Place { Nowhere, ServerChain, ServerTrust, ClientChain, ClientTrust }
    ListOrder { Given, Name, Kind, Issuer, Key, Ends }
}

record! {
    Overview {
        answer, asked, sources, objects, leaves, leaves_total, chain, items, items_total,
        findings, passed, not_applicable, limits,
    }
    Answer { verdict, sentence, more, rule, offer }
    Offer { label, trust }
    Asked { purpose, both, host, host_problem, trust, trusting, at, object }
    SourceView {
        id, name, bytes, found, format, inside, repairs, locked, clean, problems, problems_total,
        objects, trusted, secret,
    }
    PartView { depth, title, found, notes, look }
    LockedView { what, protection, wrong }
    ItemView { title, name, place, fit, words, fields, problems }
    ProblemView { place, message, advice }
    LeafView { object, id, title, purpose, verdict, sentence }
    ChainView { cards, links, branches, beside, beside_total, other_paths, bundle }
    BranchView { from, cards, links, joins, why, good }
    OtherPathView { titles, why, good }
    CardView {
        object, kind, title, role, subtitle, not_after, dates, key, trust, worst, id, marked,
    }
    LinkView { state, text }
    BesideView { object, title, reason }
    RowView { object, title, issuer, kind, key, not_after, dates, source, on_path }
    FindingView {
        rule, severity, title, detail, what, why, fixes, references, object, about, field,
        evidence, tools, messages, also,
    }
    FixView { who, step, command }
    Sheet { object, id, title, kind, kind_reason, validity, groups, problems, pem, is_asked }
    ValidityView { not_before, not_after, at, dates, words }
    Group { title, fields }
    Field { id, label, oid, critical, values }
    Value { label, text, aside, style }
    Note { id, fit, word, title, text, code, command, picture, rule, ask, open, inside }
    Ask { run, sources, question, both, sides, selected }
    SourceRef { id, name, trusted }
    Question { purpose, host, trust, at, leaf, marked }
    HandshakeAsk { server, client, tls, host, depth, verify, announce, moved, swapped, sources }
    ConnectionView { server, client, tls, head, pieces, sides, notes, programs }
    PieceView { id, title, file, why, place }
    ProgramView { id, title, serves, connects }
    GuideAsk { program, mutual, client }
    InsideAsk { look, act, at, field, from, to }
    ListAsk { run, find, order }
}

/// What the page's script asks that looks into objects (`www/look.js`); `None` for anything else. It
/// is no [`ToEngine`]: the page's program never says it.
pub fn read_inside(data: &JsValue) -> Option<InsideAsk> {
    let inside = Some(get(data, "Inside")).filter(JsValue::is_object)?;
    Some(FromJs::from_js(&inside))
}

/// What the page's script asks that chooses lines of the list (`www/list.js`).
pub fn read_list(data: &JsValue) -> Option<ListAsk> {
    let list = Some(get(data, "List")).filter(JsValue::is_object)?;
    Some(FromJs::from_js(&list))
}

/// What the page says; `None` for what is no message of its.
pub fn read_question(data: &JsValue) -> Option<ToEngine> {
    let inside = |name: &str| Some(get(data, name)).filter(JsValue::is_object);
    if let Some(it) = inside("Ask") {
        return Some(ToEngine::Ask(FromJs::from_js(&it)));
    }
    if let Some(it) = inside("Rows") {
        let (from, to) = (FromJs::from_js(&get(&it, "from")), FromJs::from_js(&get(&it, "to")));
        return Some(ToEngine::Rows { run: FromJs::from_js(&get(&it, "run")), from, to });
    }
    if let Some(it) = inside("Clean") {
        let (source, take) = (FromJs::from_field(&it, "source"), FromJs::from_field(&it, "take"));
        return Some(ToEngine::Clean { source, take, copy: get(&it, "copy").is_truthy() });
    }
    if let Some(it) = inside("Explain") {
        return Some(ToEngine::Explain { text: FromJs::from_js(&get(&it, "text")) });
    }
    if let Some(it) = inside("Save") {
        return Some(ToEngine::Save { form: FromJs::from_js(&get(&it, "form")) });
    }
    if let Some(it) = inside("Guide") {
        return Some(ToEngine::Guide(FromJs::from_js(&it)));
    }
    let it = inside("Sheet")?;
    let object = FromJs::from_js(&get(&it, "object"));
    Some(ToEngine::Sheet { run: FromJs::from_js(&get(&it, "run")), object })
}

/// What the engine says; `None` for what is no message of its.
pub fn read(data: &JsValue) -> Option<FromEngine> {
    if data.as_string().as_deref() == Some("Ready") {
        return Some(FromEngine::Ready);
    }
    let inside = |name: &str| Some(get(data, name)).filter(JsValue::is_object);
    fn field<T: FromJs>(of: &JsValue, name: &str) -> T {
        T::from_field(of, name)
    }
    if let Some(it) = inside("Progress") {
        let (done, total, run) = (field(&it, "done"), field(&it, "total"), field(&it, "run"));
        return Some(FromEngine::Progress { run, done, total, rounds: field(&it, "rounds") });
    }
    if let Some(it) = inside("Answer") {
        let (overview, sheet) = (field(&it, "overview"), field(&it, "sheet"));
        return Some(FromEngine::Answer {
            run: field(&it, "run"),
            overview,
            sheet,
            rows: field(&it, "rows"),
        });
    }
    if let Some(it) = inside("Rows") {
        let (from, total, rows) = (field(&it, "from"), field(&it, "total"), field(&it, "rows"));
        return Some(FromEngine::Rows { run: field(&it, "run"), from, total, rows });
    }
    if let Some(it) = inside("Notes") {
        let (which, head) = (field(&it, "which"), field(&it, "head"));
        return Some(FromEngine::Notes { which, head, notes: field(&it, "notes") });
    }
    if let Some(it) = inside("Guide") {
        let (programs, head) = (field(&it, "programs"), field(&it, "head"));
        return Some(FromEngine::Guide { programs, head, notes: field(&it, "notes") });
    }
    if let Some(it) = inside("Connection") {
        return Some(FromEngine::Connection { run: field(&it, "run"), view: field(&it, "view") });
    }
    if let Some(it) = inside("Clean") {
        let (copy, name) = (field(&it, "copy"), field(&it, "name"));
        return Some(FromEngine::Clean { copy, name, text: field(&it, "text") });
    }
    if let Some(it) = inside("Sheet") {
        return Some(FromEngine::Sheet { run: field(&it, "run"), sheet: field(&it, "sheet") });
    }
    None
}

/// A file that the engine wrote: its name, and its bytes, which stay where they are. They may hold a
/// private key, so they are no [`FromEngine`] and come into no memory of the page's program.
pub fn read_file(data: &JsValue) -> Option<(String, JsValue)> {
    let it = Some(get(data, "Saved")).filter(JsValue::is_object)?;
    Some((FromJs::from_field(&it, "name"), get(&it, "bytes")))
}

/// The message with such a file.
pub fn write_file(name: &str, bytes: JsValue) -> JsValue {
    object(&[("Saved", object(&[("name", name.into()), ("bytes", bytes)]))])
}

/// What is said to the engine.
pub fn write(message: &ToEngine) -> JsValue {
    match message {
        ToEngine::Ask(ask) => object(&[("Ask", write_ask(ask))]),
        ToEngine::Rows { run, from, to } => {
            let inside = [("run", (*run).into()), ("from", size(*from)), ("to", size(*to))];
            object(&[("Rows", object(&inside))])
        }
        ToEngine::Sheet { run, object: number } => {
            let inside = [("run", (*run).into()), ("object", size(*number))];
            object(&[("Sheet", object(&inside))])
        }
        ToEngine::Clean { source, take, copy } => {
            let (source, copy) = ((*source).into(), (*copy).into());
            let inside = [("source", source), ("take", take.word_js()), ("copy", copy)];
            object(&[("Clean", object(&inside))])
        }
        ToEngine::Save { form } => object(&[("Save", object(&[("form", form.into())]))]),
        ToEngine::Guide(GuideAsk { program, mutual, client }) => {
            let maybe = |it: &Option<bool>| it.map_or(JsValue::UNDEFINED, JsValue::from_bool);
            let inside =
                [("program", program.into()), ("mutual", maybe(mutual)), ("client", maybe(client))];
            object(&[("Guide", object(&inside))])
        }
        ToEngine::Explain { text } => object(&[("Explain", object(&[("text", text.into())]))]),
    }
}

fn write_ask(ask: &Ask) -> JsValue {
    let Ask { run, sources, question, both, sides, selected } = ask;
    let list = Array::new();
    for SourceRef { id, name, trusted } in sources {
        let fields = [("id", (*id).into()), ("name", name.into()), ("trusted", (*trusted).into())];
        list.push(&object(&fields));
    }
    let Question { purpose, host, trust, at, leaf, marked } = question;
    let marks: Array = marked.iter().map(|it| JsValue::from_str(it)).collect();
    let question = object(&[
        ("purpose", purpose.as_ref().map_or(JsValue::UNDEFINED, |it| it.word_js())),
        ("host", host.into()),
        ("trust", trust.word_js()),
        ("at", JsValue::from_f64(*at as f64)),
        ("leaf", text(leaf)),
        ("marked", marks.into()),
    ]);
    object(&[
        ("run", (*run).into()),
        ("sources", list.into()),
        ("question", question),
        ("both", both.map_or(JsValue::UNDEFINED, JsValue::from_bool)),
        ("sides", write_sides(sides)),
        ("selected", text(selected)),
    ])
}

fn write_sides(sides: &HandshakeAsk) -> JsValue {
    // Whole sources are given a place by the command line only.
    let HandshakeAsk {
        server,
        client,
        tls,
        host,
        depth,
        verify,
        announce,
        moved,
        swapped,
        sources: _,
    } = sides;
    let pair = |(id, place): &(String, Place)| Array::of2(&JsValue::from_str(id), &place.word_js());
    let moved: Array = moved.iter().map(pair).collect();
    object(&[
        ("server", server.into()),
        ("client", client.into()),
        ("tls", tls.into()),
        ("host", host.into()),
        ("depth", depth.into()),
        ("verify", verify.into()),
        ("announce", announce.into()),
        ("moved", moved.into()),
        ("swapped", (*swapped).into()),
    ])
}

/// Sends the variant's name; both enums have a lower-case `word` of their own, for exports.
trait WordJs {
    fn word_js(&self) -> JsValue;
}

impl<T: Word> WordJs for T {
    fn word_js(&self) -> JsValue {
        JsValue::from_str(Word::word(self))
    }
}

fn text(text: &Option<String>) -> JsValue {
    text.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str)
}

fn size(number: usize) -> JsValue {
    JsValue::from_f64(number as f64)
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
