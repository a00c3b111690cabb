//! UTCTime and GeneralizedTime (RFC 5280, 4.1.2.5.1 and 4.1.2.5.2).

use super::der::{GENERALIZED_TIME, UTC_TIME, Value};
use crate::model::Time;

/// Reads a time. The second part is a remark where the form is not the one DER demands.
pub(super) fn time(value: Value<'_>) -> Option<(Time, Option<&'static str>)> {
    let text = std::str::from_utf8(value.content).ok()?;
    let (year_digits, rest) = match value {
        _ if value.is(UTC_TIME) => (text.get(..2)?, text.get(2..)?),
        _ if value.is(GENERALIZED_TIME) => (text.get(..4)?, text.get(4..)?),
        _ => return None,
    };
    let mut year: i32 = number(year_digits)?;
    if value.is(UTC_TIME) {
        // 50 to 99 are 1950 to 1999 (RFC 5280, 4.1.2.5.1).
        year = if year >= 50 { year.saturating_add(1900) } else { year.saturating_add(2000) };
    }
    let field = |at: usize| rest.get(at..at.saturating_add(2)).and_then(number::<u8>);
    let (month, day, hour, minute) = (field(0)?, field(2)?, field(4)?, field(6)?);
    let (second, tail, mut remark) = match field(8) {
        Some(second) => (Some(second), rest.get(10..)?, None),
        None => (None, rest.get(8..)?, Some("The time has no seconds; DER demands them.")),
    };
    let base = Time::from_calendar(year, month, day, hour, minute, second.unwrap_or(0))?;
    let tail = match tail.strip_prefix('.') {
        // X.680, 46 and 47: UTCTime has no fractions, and here they follow seconds.
        Some(_) if value.is(UTC_TIME) || second.is_none() => return None,
        Some(fraction) => {
            remark = Some("The time has a fraction of a second; RFC 5280 forbids it.");
            fraction.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        None => tail,
    };
    let offset = match tail {
        "Z" => 0,
        // Without a zone it is the local time of an unknown place: no point in time.
        zone => {
            remark = Some("The time has a zone offset; RFC 5280 demands Z.");
            offset(zone)?
        }
    };
    Some((Time(base.0.saturating_sub(offset)), remark))
}

/// `+0130` in seconds.
fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    if zone.len() != 5 {
        return None;
    }
    let hours: i64 = number(zone.get(1..3)?)?;
    let minutes: i64 = number(zone.get(3..5)?)?;
    if hours > 12 || minutes > 59 {
        return None;
    }
    Some(hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60)).saturating_mul(sign))
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use x509_parser::asn1_rs::Class;

    fn read(tag: u32, text: &str) -> Option<(String, bool)> {
        let content = text.as_bytes();
        let value = Value { class: Class::Universal, tag, full: content, content };
        time(value).map(|(time, remark)| (time.iso(), remark.is_some()))
    }

    #[test]
    fn both_forms_and_the_century_rule() {
        assert_eq!(read(23, "490101000000Z"), Some(("2049-01-01T00:00:00Z".into(), false)));
        assert_eq!(read(23, "500101000000Z"), Some(("1950-01-01T00:00:00Z".into(), false)));
        assert_eq!(read(24, "99991231235959Z"), Some(("9999-12-31T23:59:59Z".into(), false)));
    }

    #[test]
    fn loose_forms_are_read_with_a_remark_and_nonsense_is_refused() {
        assert_eq!(read(23, "2601011200Z"), Some(("2026-01-01T12:00:00Z".into(), true)));
        assert_eq!(read(24, "20260101120000.5Z"), Some(("2026-01-01T12:00:00Z".into(), true)));
        assert_eq!(read(23, "260101120000+0100"), Some(("2026-01-01T11:00:00Z".into(), true)));
        assert_eq!(read(24, "20260101120000-1300"), None);
        assert_eq!(read(23, "260101120000.5Z"), None);
        assert_eq!(read(24, "202601011200.5Z"), None);
        assert_eq!(read(24, "20260101120000"), None);
        assert_eq!(read(23, "261301120000Z"), None);
        assert_eq!(read(23, "26+101120000Z"), None);
        assert_eq!(read(23, ""), None);
        assert_eq!(read(12, "260101120000Z"), None);
    }
}
