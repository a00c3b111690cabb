//! What can be written of what was loaded, in words: for the page's list and the command line's.

use super::chosen::Chosen;
use super::form::{FORMS, FormInfo, Wants};
use crate::decode::HeldKey;
use crate::report::Report;
use crate::view::{Fit, Note};

/// A form, and why it cannot be written; `None` where it can.
pub struct Offer {
    /// The form.
    pub info: FormInfo,
    /// Why not, as a sentence.
    pub missing: Option<String>,
    /// A private key would be in it.
    pub private: bool,
}

/// All forms, with what each lacks.
pub fn offers(report: &Report, keys: &[&HeldKey]) -> Vec<Offer> {
    let chosen = Chosen::of(report, keys);
    let key = chosen.key().is_ok();
    let offer = |info: &FormInfo| Offer {
        info: *info,
        missing: chosen.allows(info.form).err(),
        private: info.private && key,
    };
    FORMS.iter().map(offer).collect()
}

/// The page's list: a line over it, and a note for each form that can be written. Its id is the
/// form's word; its mark says that a private key is in it.
pub fn notes(report: &Report, keys: &[&HeldKey]) -> (String, Vec<Note>) {
    let chosen = Chosen::of(report, keys);
    let fits = FORMS.iter().filter(|it| chosen.allows(it.form).is_ok());
    let notes: Vec<Note> = fits.map(|it| note(it, chosen.key().is_ok())).collect();
    let title = crate::present::brief(&chosen.title());
    let head = match (notes.is_empty(), chosen.key()) {
        (true, _) => String::new(),
        (_, Ok(_)) => format!(
            "What was loaded for {title}, as the file that a program wants. The private key is written only into a file that you save here; it is made on this device, handed over as a download, and forgotten."
        ),
        (_, Err(why)) => format!(
            "What was loaded for {title}, as the file that a program wants. Without a private key: {why}"
        ),
    };
    (head, notes)
}

fn note(info: &FormInfo, key: bool) -> Note {
    let word = if info.private && key { "with key" } else { "" };
    let password = match info.password {
        Wants::Never => None,
        Wants::Maybe => Some(Note::new(
            "Password for the file",
            "May stay empty. Java takes one of ASCII characters only.",
        )),
        Wants::Always => Some(Note::new(
            "Password for the file",
            "You will need it to open the file; it is not kept here. An empty one protects nothing.",
        )),
    };
    Note {
        id: info.word.into(),
        fit: Fit::None,
        word: word.into(),
        inside: password.into_iter().collect(),
        ..Note::new(info.title, info.words)
    }
}
