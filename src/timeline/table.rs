//! The dated table: rules of public CAs and of root programs that change at a date, one row each with its
//! source. What ends a private CA's certificates stands in the certificates.
//!
//! Rows that cannot be tied to a certificate by its bytes are left out (docs/timeline.md names them). A CA's
//! plans change: [`is_old`] says when the table should be looked through again.

use crate::model::Time;

/// When the table was last looked through.
pub const AS_OF: &str = "2026-11-29";
/// After so many days it should be looked through again.
pub const LASTS_DAYS: i64 = 120;

/// What a row looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// A public server certificate from before the date that is valid for more days than these.
    LongerThan(i64),
    /// A certificate of one of these organisations, with or without a common name, that is valid for
    /// more days.
    Issued(&'static [&'static str], Named, i64),
    /// A public server certificate that lists clientAuth too, of one of these organisations; of any where
    /// there is none.
    ClientAuth(&'static [&'static str]),
    /// A public certificate that names an OCSP responder or demands stapling, of one of these
    /// organisations.
    Ocsp(&'static [&'static str]),
    /// A public certificate signed with SHA-1.
    Sha1,
    /// A public certificate from before the date with a name of a reverse zone.
    ReverseZone,
    /// An intermediate of a public path that lists clientAuth beside serverAuth.
    IntermediateClientAuth,
    /// A public root that begins in these days, both included.
    RootFrom(&'static str, &'static str),
    /// A public root that begins after this day: the date is so many years later.
    RootYears(&'static str, i32),
}

/// Whether a certificate has a common name: Let's Encrypt's profiles differ so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It has.
    With,
    /// It has none.
    Without,
}

/// A rule that changes at a date.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Kebab-case, unique, never reused.
    pub id: &'static str,
    /// The date; empty where it is worked out for each root.
    pub date: &'static str,
    /// What happens, as a sentence.
    pub what: &'static str,
    /// Who notices, as a sentence.
    pub who: &'static str,
    /// What to do, as a sentence.
    pub todo: &'static str,
    /// Where it is written: label and address.
    pub source: (&'static str, &'static str),
    /// What it hits.
    pub looks: Looks,
}

const REQUIREMENTS: &str =
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/";
const CHROME: &str = "https://googlechrome.github.io/chromerootprogram/";
const TERM: (&str, &str) = ("Chrome Root Program Policy 1.8, 1.3.1.2", CHROME);
const VALIDITY: (&str, &str) =
    ("CA/Browser Forum, TLS Baseline Requirements 2.2.6, 4.2.1 and 6.3.2", REQUIREMENTS);
const PROFILES: &str = "https://letsencrypt.org/docs/profiles/";
/// Also says when to renew: after two thirds of the time.
pub(super) const SHORTER: (&str, &str) = (
    "Let's Encrypt, Decreasing Certificate Lifetimes to 45 Days (2 December 2025)",
    "https://letsencrypt.org/2025/12/02/from-90-to-45",
);
const LETS_ENCRYPT: &[&str] = &["Let's Encrypt"];

const AUTOMATE: &str =
    "Have renewals and domain validation run by themselves (ACME) before the first of them.";
const OWN_CA: &str = "Give clients certificates of a CA of your own, and have servers trust that one, before the renewal.";
const OTHER_ROOT: &str = "Ask the CA for a chain to its newer root, and have servers send the cross-certificate that it offers.";

/// Every row, in the order of time.
pub static ROWS: &[Row] = &[
    Row {
        id: "letsencrypt-ocsp-ended",
        date: "2025-08-06",
        what: "Let’s Encrypt answers no OCSP questions any more; the next certificate names lists alone.",
        who: "Servers that staple have nothing to staple; a request for must-staple is refused.",
        todo: "Take stapling and must-staple out of the server’s configuration and of the request.",
        source: (
            "Let's Encrypt, Ending OCSP Support in 2025",
            "https://letsencrypt.org/2024/12/05/ending-ocsp/",
        ),
        looks: Looks::Ocsp(LETS_ENCRYPT),
    },
    Row {
        id: "zerossl-client-auth",
        date: "2025-10-15",
        what: "ZeroSSL leaves clientAuth out of new certificates since about this day.",
        who: "Servers that this certificate logs in to as a client refuse the next one.",
        todo: OWN_CA,
        source: (
            "caddyserver/caddy, issue 7320",
            "https://github.com/caddyserver/caddy/issues/7320",
        ),
        looks: Looks::ClientAuth(&["ZeroSSL"]),
    },
    Row {
        id: "br-200-days",
        date: "2026-03-15",
        what: "Public CAs issue for 200 days at most, and a domain counts as validated for as long.",
        who: "Whoever renews by hand: the next certificate ends sooner than this one did.",
        todo: AUTOMATE,
        source: VALIDITY,
        looks: Looks::LongerThan(200),
    },
    Row {
        id: "br-reverse-zones",
        date: "2026-03-15",
        what: "Public CAs certify no names of reverse zones (in-addr.arpa, ip6.arpa) any more.",
        who: "The CA refuses the next request for the same names.",
        todo: "Ask for the host’s own name or its IP address, and have clients use that.",
        source: ("CA/Browser Forum, TLS Baseline Requirements 2.2.6, 7.1.2.7", REQUIREMENTS),
        looks: Looks::ReverseZone,
    },
    Row {
        id: "chrome-roots-2006",
        date: "2026-04-15",
        what: "Chrome removes roots whose keys were made in 2006 and 2007.",
        who: "Chrome, and what follows its store, refuses every certificate below it.",
        todo: OTHER_ROOT,
        source: TERM,
        looks: Looks::RootFrom("2006-01-01", "2007-12-31"),
    },
    Row {
        id: "letsencrypt-tlsserver-45-days",
        date: "2026-05-13",
        what: "Let’s Encrypt’s profile tlsserver issues for 45 days.",
        who: "Whoever renews by hand or by a fixed calendar: the next certificate ends sooner.",
        todo: AUTOMATE,
        source: SHORTER,
        looks: Looks::Issued(LETS_ENCRYPT, Named::Without, 45),
    },
    Row {
        id: "chrome-intermediates-server-only",
        date: "2026-06-15",
        what: "New intermediates of CAs in Chrome’s store list serverAuth alone: this one gets a successor.",
        who: "Servers that send a fixed intermediate, and clients that pin it.",
        todo: "Send the intermediate that comes with each certificate, and pin none.",
        source: ("Chrome Root Program Policy 1.8, 1.3.2", CHROME),
        looks: Looks::IntermediateClientAuth,
    },
    Row {
        id: "google-client-auth",
        date: "2026-06-30",
        what: "Google Trust Services announced the end of clientAuth for the second quarter of 2026.",
        who: "Servers that this certificate logs in to as a client refuse the next one.",
        todo: OWN_CA,
        source: (
            "acmesh-official/acme.sh, issue 6610",
            "https://github.com/acmesh-official/acme.sh/issues/6610",
        ),
        looks: Looks::ClientAuth(&["Google Trust Services", "Google Trust Services LLC"]),
    },
    Row {
        id: "letsencrypt-client-auth",
        date: "2026-07-08",
        what: "Let’s Encrypt issues no certificate with clientAuth any more, by any profile.",
        who: "Servers that this certificate logs in to as a client refuse the next one.",
        todo: OWN_CA,
        source: ("Let's Encrypt, Profiles", PROFILES),
        looks: Looks::ClientAuth(LETS_ENCRYPT),
    },
    Row {
        id: "br-sha-1",
        date: "2026-09-15",
        what: "Public CAs sign nothing with SHA-1 any more.",
        who: "The CA: it cannot issue the same again.",
        todo: "Have it issued anew under a chain that is signed with SHA-256.",
        source: (
            "CA/Browser Forum, TLS Baseline Requirements 2.2.6, 7.1.3.2 (SC097)",
            REQUIREMENTS,
        ),
        looks: Looks::Sha1,
    },
    Row {
        id: "letsencrypt-64-days",
        date: "2027-02-10",
        what: "Let’s Encrypt’s profile classic issues for 64 days.",
        who: "Whoever renews by hand or by a fixed calendar: the next certificate ends sooner.",
        todo: AUTOMATE,
        source: SHORTER,
        looks: Looks::Issued(LETS_ENCRYPT, Named::With, 64),
    },
    Row {
        id: "digicert-client-auth",
        date: "2027-03-01",
        what: "DigiCert leaves clientAuth out of public certificates without exception.",
        who: "Servers that this certificate logs in to as a client refuse the next one.",
        todo: OWN_CA,
        source: (
            "zowe/zowe-install-packaging, issue 4783",
            "https://github.com/zowe/zowe-install-packaging/issues/4783",
        ),
        looks: Looks::ClientAuth(&["DigiCert Inc", "DigiCert, Inc."]),
    },
    Row {
        id: "br-100-days",
        date: "2027-03-15",
        what: "Public CAs issue for 100 days at most, and a domain counts as validated for as long.",
        who: "Whoever renews by hand: the next certificate ends sooner than this one did.",
        todo: AUTOMATE,
        source: VALIDITY,
        looks: Looks::LongerThan(100),
    },
    Row {
        id: "chrome-client-auth",
        date: "2027-03-15",
        what: "CAs in Chrome’s store issue to servers with serverAuth alone.",
        who: "Servers that this certificate logs in to as a client refuse the next one.",
        todo: OWN_CA,
        source: ("Chrome Root Program Policy 1.8, 1.3.2", CHROME),
        looks: Looks::ClientAuth(&[]),
    },
    Row {
        id: "chrome-roots-2008",
        date: "2027-04-15",
        what: "Chrome removes roots whose keys were made in 2008 and 2009.",
        who: "Chrome, and what follows its store, refuses every certificate below it.",
        todo: OTHER_ROOT,
        source: TERM,
        looks: Looks::RootFrom("2008-01-01", "2009-12-31"),
    },
    Row {
        id: "letsencrypt-45-days",
        date: "2028-02-16",
        what: "Let’s Encrypt’s profile classic issues for 45 days.",
        who: "Whoever renews by hand or by a fixed calendar: the next certificate ends sooner.",
        todo: AUTOMATE,
        source: SHORTER,
        looks: Looks::Issued(LETS_ENCRYPT, Named::With, 45),
    },
    Row {
        id: "chrome-roots-2010",
        date: "2028-04-15",
        what: "Chrome removes roots whose keys were made in 2010 and 2011.",
        who: "Chrome, and what follows its store, refuses every certificate below it.",
        todo: OTHER_ROOT,
        source: TERM,
        looks: Looks::RootFrom("2010-01-01", "2011-12-31"),
    },
    Row {
        id: "br-47-days",
        date: "2029-03-15",
        what: "Public CAs issue for 47 days at most, and a domain counts as validated for 10.",
        who: "Whoever renews by hand: the next certificate ends sooner than this one did.",
        todo: AUTOMATE,
        source: VALIDITY,
        looks: Looks::LongerThan(47),
    },
    Row {
        id: "chrome-roots-2012",
        date: "2029-04-15",
        what: "Chrome removes roots whose keys were made between 2012 and 14 April 2014.",
        who: "Chrome, and what follows its store, refuses every certificate below it.",
        todo: OTHER_ROOT,
        source: TERM,
        looks: Looks::RootFrom("2012-01-01", "2014-04-14"),
    },
    Row {
        id: "roots-15-years",
        date: "",
        what: "Chrome removes a root, and Mozilla trusts it for websites no longer, 15 years after its key was made.",
        who: "Chrome and Firefox, and what follows their stores, refuse every certificate below it.",
        todo: OTHER_ROOT,
        source: (
            "Chrome Root Program Policy 1.8, 1.3.1.2; Mozilla Root Store Policy 3.1, 7.4",
            CHROME,
        ),
        looks: Looks::RootYears("2014-04-15", 15),
    },
];

/// The first second of a row's date; `None` where it is worked out for each root.
pub fn date(row: &Row) -> Option<Time> {
    Time::parse(row.date)
}

/// How many days before a time the table was last looked through.
pub fn age_days(at: Time) -> i64 {
    Time::parse(AS_OF).map_or(0, |made| made.days_until(at))
}

/// Whether the table should be looked through again.
pub fn is_old(at: Time) -> bool {
    age_days(at) > LASTS_DAYS
}
