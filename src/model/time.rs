//! Points in time, as whole seconds, and how they are written.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time as Clock};

/// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted (RFC 5280, 4.1.2.5: GMT).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Time {
    /// The time of a calendar date and clock in UTC; `None` where there is no such date.
    pub fn from_calendar(
        year: i32,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Option<Self> {
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        let clock = Clock::from_hms(hour, minute, second).ok()?;
        Some(Self(PrimitiveDateTime::new(date, clock).assume_utc().unix_timestamp()))
    }

    /// Reads `2026-03-01`, `2026-03-01T12:30`, `2026-03-01T12:30:05Z` or a number of seconds
    /// since 1970. A date alone means its first second; all are UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(seconds) = text.parse::<i64>() {
            return Some(Self(seconds));
        }
        let (date, clock) = match text.split_once(['T', ' ']) {
            Some((date, clock)) => (date, clock.trim_end_matches('Z')),
            None => (text, "00:00:00"),
        };
        let mut date = date.splitn(3, '-');
        let (year, month, day) = (date.next()?, date.next()?, date.next()?);
        let mut clock = clock.splitn(3, ':');
        let (hour, minute) = (clock.next()?, clock.next()?);
        let second = clock.next().unwrap_or("0");
        Self::from_calendar(
            year.parse().ok()?,
            month.parse().ok()?,
            day.parse().ok()?,
            hour.parse().ok()?,
            minute.parse().ok()?,
            second.parse().ok()?,
        )
    }

    /// `2026-03-01T12:30:05Z`. Times outside the years 0 to 9999 are written as seconds.
    pub fn iso(self) -> String {
        self.parts(|d| {
            format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                d.year(),
                u8::from(d.month()),
                d.day(),
                d.hour(),
                d.minute(),
                d.second()
            )
        })
    }

    /// `1 March 2026`, in UTC.
    pub fn date(self) -> String {
        self.parts(|d| {
            let month =
                MONTHS.get(usize::from(u8::from(d.month())).wrapping_sub(1)).unwrap_or(&"?");
            format!("{} {} {}", d.day(), month, d.year())
        })
    }

    /// `1 March 2026, 12:30:05 UTC`.
    pub fn full(self) -> String {
        self.parts(|d| {
            format!("{}, {:02}:{:02}:{:02} UTC", self.date(), d.hour(), d.minute(), d.second())
        })
    }

    fn parts(self, write: impl FnOnce(OffsetDateTime) -> String) -> String {
        match OffsetDateTime::from_unix_timestamp(self.0) {
            Ok(when) => write(when),
            Err(_) => format!("{} seconds since 1970", self.0),
        }
    }

    /// Whole days from `self` to `later`, rounded towards zero; negative where `later` is earlier.
    pub fn days_until(self, later: Time) -> i64 {
        later.0.saturating_sub(self.0) / 86_400
    }
}

/// `1 day`, `12 days`, `3 years`: a length of time in words, for sentences.
pub fn duration(seconds: i64) -> String {
    let seconds = seconds.saturating_abs();
    let (count, unit) = match seconds {
        0..=119 => (seconds, "second"),
        120..=7_199 => (seconds / 60, "minute"),
        7_200..=86_399 => (seconds / 3_600, "hour"),
        86_400..=63_071_999 => (seconds / 86_400, "day"),
        _ => (seconds / 31_557_600, "year"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

impl Time {
    /// The length of time between two points, in words ([`duration`]).
    pub fn distance(self, other: Time) -> String {
        duration(self.0.saturating_sub(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_dates() {
        let t = Time::parse("2026-03-01T12:30:05Z").unwrap();
        assert_eq!(t.iso(), "2026-03-01T12:30:05Z");
        assert_eq!(t.date(), "1 March 2026");
        assert_eq!(Time::parse("2026-03-01"), Time::from_calendar(2026, 3, 1, 0, 0, 0));
        assert_eq!(Time::parse("1772368205"), Some(t));
        assert_eq!(Time::parse("2026-02-30"), None);
        assert_eq!(Time::parse("soon"), None);
        assert_eq!(Time(i64::MAX).iso(), "9223372036854775807 seconds since 1970");
    }

    #[test]
    fn lengths_read_naturally() {
        assert_eq!(duration(1), "1 second");
        assert_eq!(duration(86_400), "1 day");
        assert_eq!(duration(-10 * 86_400), "10 days");
        assert_eq!(duration(5 * 31_557_600), "5 years");
    }
}
