//! Builds elements, in place of Yew's `html!`.
//!
//! `html!` writes the code of every element out at its place, which made a quarter of the page's
//! program. Here each step is one call of a function that exists once, and what a call passes on
//! is a single pointer.

use std::cell::RefCell;
use std::rc::Rc;

use yew::html::BaseComponent;
use yew::prelude::*;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VComp, VList, VTag, VText,
};

/// An element that is being built; without a tag it is only what is in it.
pub struct Element(Box<Draft>);

#[derive(Default)]
struct Draft {
    tag: &'static str,
    key: Option<Key>,
    attributes: Vec<(&'static str, AttrValue)>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    checked: Option<bool>,
    value: Option<AttrValue>,
    children: Vec<Html>,
}

/// What a listener listens to.
#[derive(Clone, Copy)]
pub enum On {
    /// A click, or its like from the keyboard.
    Click,
    /// A control has another value.
    Change,
    /// A control is being typed into.
    Input,
    /// A key went down.
    KeyDown,
    /// The element was scrolled.
    Scroll,
    /// A form was sent, with its button or the Enter key.
    Submit,
}

/// An element with a class, or with none where that is empty.
pub fn el(tag: &'static str, class: &'static str) -> Element {
    let element = Element(Box::new(Draft { tag, ..Draft::default() }));
    if class.is_empty() { element } else { element.fixed("class", class) }
}

/// Several nodes without an element around them.
pub fn fragment() -> Element {
    el("", "")
}

/// An element with nothing but text in it; nothing at all where the text is empty.
pub fn text(tag: &'static str, class: &'static str, text: &str) -> Option<Element> {
    (!text.is_empty()).then(|| el(tag, class).text(text))
}

/// A component of its own: it is drawn again only when what it is given changes.
pub fn component<C: BaseComponent>(given: C::Properties) -> Element {
    fragment().html(VComp::new::<C>(Rc::new(given), None).into())
}

/// HTML text that never changes: it takes a tenth of the code that builds it.
pub fn html_text(html: AttrValue) -> Element {
    fragment().html(Html::from_html_unchecked(html))
}

impl Element {
    /// An attribute that never changes.
    pub fn fixed(self, name: &'static str, value: &'static str) -> Self {
        self.put(name, AttrValue::Static(value))
    }

    /// An attribute.
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        self.put(name, copied(value))
    }

    /// An attribute that says something by being there.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.fixed(name, name) } else { self }
    }

    /// An attribute that is `true` or `false`.
    pub fn truth(self, name: &'static str, value: bool) -> Self {
        self.fixed(name, if value { "true" } else { "false" })
    }

    /// A second class; nothing where it is empty. Comes before any other attribute.
    pub fn class(mut self, class: &'static str) -> Self {
        if let (Some((_, whole)), false) = (self.0.attributes.first_mut(), class.is_empty()) {
            *whole = [whole.as_str(), " ", class].concat().into();
        }
        self
    }

    fn put(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// What tells this element from its siblings when it is drawn again.
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(key));
        self
    }

    /// Whether a box is ticked.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.checked = Some(checked);
        self
    }

    /// What a control holds.
    pub fn value(mut self, value: &str) -> Self {
        self.0.value = Some(copied(value));
        self
    }

    /// Calls back when something happens.
    pub fn on(mut self, what: On, call: Callback<Event>) -> Self {
        self.0.listeners.push(Some(Rc::new(Listening { what, call })));
        self
    }

    /// Puts text into it.
    pub fn text(self, text: &str) -> Self {
        self.html(VText::new(copied(text)).into())
    }

    /// Puts an element into it. Yew compares the first child with what was the first child, and so
    /// on: where an element may be missing, nothing must keep its place.
    pub fn add(self, child: impl Into<Option<Element>>) -> Self {
        self.add_one(child.into())
    }

    fn add_one(self, child: Option<Element>) -> Self {
        self.html(child.map_or_else(Html::default, Element::into_html))
    }

    /// Puts several elements into it.
    pub fn each(self, children: impl Iterator<Item = Element>) -> Self {
        children.fold(self, |parent, child| parent.add_one(Some(child)))
    }

    fn html(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
    }

    /// The finished node.
    pub fn into_html(self) -> Html {
        let Draft { tag, key, attributes, listeners, checked, value, mut children } = *self.0;
        // What has a key may get siblings, and they are told apart only in a list.
        let inside = match children.as_slice() {
            [only] if !only.has_key() => children.pop().unwrap_or_default(),
            _ => VList::with_children(children, None).into(),
        };
        if tag.is_empty() {
            return inside;
        }
        let mut node = VTag::new(tag);
        node.key = key;
        let keys = shared_names(&attributes);
        let values = attributes.into_iter().map(|(_, it)| Some(AttributeOrProperty::Attribute(it)));
        node.attributes = Attributes::Dynamic { keys, values: values.collect() };
        if !listeners.is_empty() {
            node.set_listeners(listeners.into());
        }
        if let Some(checked) = checked {
            node.set_checked(checked);
        }
        node.set_value(value);
        if let Some(place) = node.children_mut() {
            *place = inside;
        }
        node.into()
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        element.into_html()
    }
}

/// A text of its own, copied once.
fn copied(text: &str) -> AttrValue {
    Rc::<str>::from(text).into()
}

/// The attributes' names, as the same list for the same names: Yew knows by its address that only
/// values can have changed. There are as many lists as kinds of elements, so they may stay for ever.
fn shared_names(attributes: &[(&'static str, AttrValue)]) -> &'static [&'static str] {
    type List = (usize, &'static [&'static str]);
    thread_local! {
        static LISTS: RefCell<Vec<List>> = const { RefCell::new(Vec::new()) };
    }
    // Looked up for every element, and one number tells nearly all lists apart.
    let mark =
        attributes.iter().fold(0, |mark: usize, it| mark.rotate_left(5) ^ it.0.as_ptr() as usize);
    let same = |list: &List| list.0 == mark && list.1.iter().eq(attributes.iter().map(|it| &it.0));
    LISTS.with_borrow_mut(|lists| {
        if let Some(known) = lists.iter().find(|it| same(it)) {
            return known.1;
        }
        let list: &[&str] = attributes.iter().map(|it| it.0).collect::<Vec<_>>().leak();
        lists.push((mark, list));
        list
    })
}

/// Yew's own listeners are one type for each event.
struct Listening {
    what: On,
    call: Callback<Event>,
}

impl Listener for Listening {
    fn kind(&self) -> ListenerKind {
        match self.what {
            On::Click => ListenerKind::onclick,
            On::Change => ListenerKind::onchange,
            On::Input => ListenerKind::oninput,
            On::KeyDown => ListenerKind::onkeydown,
            On::Scroll => ListenerKind::onscroll,
            On::Submit => ListenerKind::onsubmit,
        }
    }

    fn handle(&self, event: Event) {
        self.call.emit(event);
    }

    fn passive(&self) -> bool {
        // The browser may go on scrolling before it has been told.
        matches!(self.what, On::Scroll)
    }
}
