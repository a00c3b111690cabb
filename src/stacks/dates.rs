//! The dates of a certificate as they are written: programs differ in what they can read.

use super::Question;
use super::der::{self, GENERALIZED_TIME, SEQUENCE, UTC_TIME};
use crate::model::{Certificate, Time};

/// notBefore or notAfter, as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    /// GeneralizedTime, and not UTCTime.
    pub generalized: bool,
    pub text: &'a [u8],
}

/// notBefore and notAfter; `None` where they are not two values of these types.
pub(super) fn written(certificate: &Certificate) -> Option<[Written<'_>; 2]> {
    let span = certificate.spans.validity;
    let values = der::inside(certificate.der.get(span.start..span.end)?, SEQUENCE)?;
    let [from, to] = values.as_slice() else { return None };
    let one = |value: &der::Value<'_>| match value.tag {
        UTC_TIME => Some(false),
        GENERALIZED_TIME => Some(true),
        _ => None,
    };
    Some([
        Written { generalized: one(from)?, text: from.content },
        Written { generalized: one(to)?, text: to.content },
    ])
}

impl Written<'_> {
    /// Whether a fraction of a second is written.
    pub fn has_fraction(self) -> bool {
        self.text.contains(&b'.') || self.text.contains(&b',')
    }
}

/// Asks with the dates that `decode` cannot read as a program reads them.
pub(super) fn lenient<T>(
    question: &Question<'_>,
    read: fn(Written<'_>) -> Option<Time>,
    ask: impl FnOnce(&Question<'_>) -> T,
) -> T {
    let odd =
        |it: &Certificate| it.validity.not_before.is_none() || it.validity.not_after.is_none();
    let mut all = std::iter::once(question.leaf).chain(question.sent.iter().copied());
    if !all.any(odd) && !question.trusted.iter().any(|it| odd(it)) {
        return ask(question);
    }
    let mended = |certificate: &Certificate| {
        let mut mended = certificate.clone();
        if let Some([from, to]) = written(certificate) {
            let validity = &mut mended.validity;
            validity.not_before = validity.not_before.or_else(|| read(from));
            validity.not_after = validity.not_after.or_else(|| read(to));
        }
        mended
    };
    let leaf = mended(question.leaf);
    let sent: Vec<Certificate> = question.sent.iter().map(|it| mended(it)).collect();
    let trusted: Vec<Certificate> = question.trusted.iter().map(|it| mended(it)).collect();
    let (sent, trusted) = (sent.iter().collect(), trusted.iter().collect());
    let mut asked = Question::new(&leaf, sent, trusted, question.at, question.role);
    asked.crls.clone_from(&question.crls);
    asked.name.clone_from(&question.name);
    asked.depth = question.depth;
    ask(&asked)
}

impl Written<'_> {
    /// Plain digits and a Z: 30 February is 2 March, as C libraries count.
    pub fn rolled_over(self, second: i64) -> Option<Time> {
        self.digits(self.text.strip_suffix(b"Z")?, second)
    }

    /// The same without a Z, of a day that exists.
    pub fn without_zone(self) -> Option<Time> {
        let day: u8 = std::str::from_utf8(self.text.get(self.text.len().checked_sub(8)?..)?)
            .ok()?
            .get(..2)?
            .parse()
            .ok()?;
        self.digits(self.text, 59).filter(|_| day <= 28)
    }

    fn digits(self, text: &[u8], second: i64) -> Option<Time> {
        if text.len() != if self.generalized { 14 } else { 12 } {
            return None;
        }
        let digits: Option<Vec<i64>> =
            text.iter().map(|byte| byte.is_ascii_digit().then(|| i64::from(byte & 0x0F))).collect();
        let pairs: Vec<i64> = digits?
            .as_chunks::<2>()
            .0
            .iter()
            .map(|[tens, ones]| tens.saturating_mul(10).saturating_add(*ones))
            .collect();
        let (year, rest) = match pairs.as_slice() {
            [high, low, rest @ ..] if self.generalized => {
                (high.saturating_mul(100).saturating_add(*low), rest)
            }
            // RFC 5280, 4.1.2.5.1.
            [short, rest @ ..] => {
                (short.saturating_add(if *short < 50 { 2_000 } else { 1_900 }), rest)
            }
            [] => return None,
        };
        let [month @ 1..=12, day @ 1..=31, hour @ 0..=23, minute @ 0..=59, seconds] = rest else {
            return None;
        };
        if *seconds > second {
            return None;
        }
        let (year, month) = (i32::try_from(year).ok()?, u8::try_from(*month).ok()?);
        let start = Time::from_calendar(year, month, 1, 0, 0, 0)?;
        let days = day.saturating_sub(1).saturating_mul(86_400);
        let clock = hour.saturating_mul(3_600).saturating_add(minute.saturating_mul(60));
        Some(Time(start.0.saturating_add(days).saturating_add(clock).saturating_add(*seconds)))
    }
}
