//! Which lines of the list of all certificates somebody wants to see, in which order.

use crate::crypto;
use crate::model::order;
use crate::present::describe::general_name;
use crate::present::list::row;
use crate::report::Report;
use crate::view::{Dates, ListAsk, ListOrder, RowView};

/// The certificates in which every word that was typed occurs, in the order wanted.
pub fn choose(report: &Report, ask: &ListAsk) -> Vec<usize> {
    let words: Vec<String> = ask.find.split_whitespace().map(str::to_lowercase).collect();
    let rows = (0..report.objects.len()).filter_map(|object| row(report, object));
    let mut rows: Vec<RowView> = rows.filter(|it| has_all(report, it, &words)).collect();
    let text = |it: &str| it.to_lowercase();
    match ask.order {
        ListOrder::Given => {}
        ListOrder::Name => order::by_key(&mut rows, |it| text(&it.title)),
        ListOrder::Kind => order::by_key(&mut rows, |it| (it.kind.clone(), text(&it.title))),
        ListOrder::Issuer => order::by_key(&mut rows, |it| (text(&it.issuer), text(&it.title))),
        ListOrder::Key => order::by_key(&mut rows, |it| (it.key.clone(), text(&it.title))),
        // What has no end stands last.
        ListOrder::Ends => order::by_key(&mut rows, |it| it.not_after.unwrap_or(i64::MAX)),
    }
    rows.iter().map(|it| it.object).collect()
}

fn has_all(report: &Report, row: &RowView, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let Some(certificate) = report.certificate(row.object) else { return false };
    let state = match row.dates {
        Dates::Unknown => "no end date",
        Dates::NotYet => "not valid yet",
        Dates::Expired => "expired",
        Dates::Ending => "ends soon",
        Dates::Valid => "valid",
    };
    let mut text = [&*row.title, &row.issuer, &row.kind, &row.key, &row.source, state].join("\n");
    for more in [
        certificate.subject.text(),
        certificate.issuer.text(),
        crypto::id(certificate),
        certificate.serial.hex(),
    ] {
        text.push('\n');
        text.push_str(&more);
    }
    for name in certificate.san().unwrap_or_default() {
        text.push('\n');
        text.push_str(&general_name(name).text);
    }
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}
