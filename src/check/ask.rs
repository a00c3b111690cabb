//! The question put to one file: what lies beside it may help, and is never answered about.

use crate::crypto;
use crate::model::Question;
use crate::report::{self, Given, Report};

/// The report about a file that was read, with others beside it. Where it holds no certificate, the
/// report is about it alone, and says what was found.
pub fn ask(file: &Given, beside: &[Given], question: &Question) -> Report {
    let all = || -> Vec<Given> {
        let given = std::iter::once(file).chain(beside).cloned();
        (0u32..).zip(given).map(|(id, given)| Given { id, ..given }).collect()
    };
    let Some(first) = file.contents.certificates.first() else {
        return report::examine(vec![file.clone()], question);
    };
    let report = report::examine(all(), question);
    let chosen = report.main.as_ref().and_then(|main| report.objects.get(main.leaf));
    if chosen.is_some_and(|place| place.source == 0) {
        return report;
    }
    let leaf = Some(crypto::id(&first.certificate));
    report::examine(all(), &Question { leaf, ..question.clone() })
}
