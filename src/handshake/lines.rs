//! Handshakes and predictions as lines of JSON (docs/judge.md): what outside recordings are compared
//! with.

use serde_json::{Value, json};

use super::outcome::{By, Handshake, Sent};
use super::side::{Key, Settings, Setup, Side, Tls, Verify};
use super::{Program, simulate};
use crate::decode;
use crate::input::Source;
use crate::model::{Certificate, Crl, ItemKind, PrivateKey, Time};
use crate::purpose::host::Host;

/// A handshake to be foreseen, with all that it stands on.
#[derive(Debug)]
pub struct Case {
    /// Its name.
    pub id: String,
    server: Materials,
    client: Materials,
    host: Option<Host>,
    tls: Tls,
    at: Time,
}

/// What a side is made of.
#[derive(Debug)]
struct Materials {
    program: &'static Program,
    chain: Vec<Certificate>,
    others: Vec<Vec<Certificate>>,
    key: Option<PrivateKey>,
    trust: Vec<Certificate>,
    public: bool,
    announced: Option<Vec<Certificate>>,
    crls: Vec<Crl>,
    settings: Settings,
}

/// Whether a line asks about a handshake, and not about a certificate.
pub fn is_handshake(line: &str) -> bool {
    serde_json::from_str::<Value>(line)
        .is_ok_and(|value| value.get("kind").and_then(Value::as_str) == Some("handshake"))
}

/// Reads a case.
pub fn case_from_line(line: &str) -> Result<Case, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let id = match value.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => return Err("a case has no id".into()),
    };
    let at = value.get("time").and_then(seconds).ok_or("a case has no time")?;
    let tls = match value.get("tls") {
        None | Some(Value::Null) => Tls::V13,
        Some(word) => Tls::named(&text(word)).ok_or("tls is 1.2 or 1.3")?,
    };
    let host = match value.get("host").or_else(|| value.get("name")) {
        None | Some(Value::Null) => None,
        Some(host) => {
            let name = host.get("value").map_or_else(|| text(host), text);
            Host::parse(&name).map_err(|error| format!("host: {error}"))?
        }
    };
    Ok(Case {
        id,
        server: side(value.get("server").ok_or("a case has no server")?, By::Server)?,
        client: side(value.get("client").ok_or("a case has no client")?, By::Client)?,
        host,
        tls,
        at: Time(at),
    })
}

impl Case {
    /// The connection that the case is about.
    pub fn setup(&self) -> Setup<'_> {
        Setup {
            server: self.server.side(),
            client: self.client.side(),
            host: self.host.clone(),
            tls: self.tls,
            at: self.at,
        }
    }
}

impl Materials {
    fn side(&self) -> Side<'_> {
        Side {
            chain: self.chain.iter().collect(),
            others: self.others.iter().map(|chain| chain.iter().collect()).collect(),
            key: self.key.as_ref().map_or(Key::Elsewhere, Key::Loaded),
            trust: self.trust.iter().collect(),
            public: self.public,
            announced: self
                .announced
                .as_ref()
                .map(|all| all.iter().map(|one| &one.subject).collect()),
            crls: self.crls.iter().collect(),
            settings: self.settings,
            ..Side::new(self.program)
        }
    }
}

/// Foresees a case and writes what comes of it, without the line's end.
pub fn prediction_line(case: &Case) -> String {
    let setup = case.setup();
    let result = simulate(&setup);
    prediction(&case.id, &setup, &result).to_string()
}

fn prediction(id: &str, setup: &Setup<'_>, result: &Handshake) -> Value {
    let refusal = result.refusal();
    let outcome = match (refusal, result.unknown) {
        (Some(_), _) => "refused",
        (None, Some(_)) => "unknown",
        (None, None) => "connects",
    };
    let alert = refusal.and_then(|refusal| refusal.alert).map(|alert| alert.name());
    let lines = |lines: &[String]| match lines {
        [] => Value::Null,
        lines => Value::String(lines.join("\n")),
    };
    let sends = match result.sent {
        Sent::NotAsked => Value::Null,
        Sent::Nothing => json!([]),
        Sent::Certificates { identity, .. } => {
            let chain = setup.client.identities().nth(identity).unwrap_or_default();
            chain.iter().map(|one| one.subject.text()).collect()
        }
    };
    json!({
        "id": id,
        "outcome": outcome,
        "by": result.by().map(By::word),
        "alert": alert,
        "alert_may_be_lost": result.alert_may_be_lost,
        "http": refusal.and_then(|refusal| refusal.http).map(|http| http.status),
        "fault": refusal.map(|refusal| refusal.fault.id()),
        "client_says": result.client_told,
        "server_says": result.server_told,
        "client_log": lines(&result.client_says),
        "server_log": lines(&result.server_says),
        "sends": sends,
        "ca_names": result.names,
        "unknown": result.unknown,
    })
}

fn side(value: &Value, by: By) -> Result<Materials, String> {
    let (word, value) = match value {
        Value::String(word) => (word.clone(), &Value::Null),
        _ => (value.get("program").map(text).unwrap_or_default(), value),
    };
    let empty = Value::Null;
    let set = value.get("settings").unwrap_or(&empty);
    let mut program = Program::named(&word)
        .filter(|program| match by {
            By::Server => program.server.is_some(),
            By::Client => program.client.is_some(),
        })
        .ok_or_else(|| format!("no {} is called {word:?} (docs/judge.md lists them)", by.word()))?;
    let mut settings = settings(set)?;
    let rejects =
        find(set, &["rejectUnauthorized", "reject_unauthorized"]).and_then(Value::as_bool);
    if rejects == Some(false) {
        match by {
            By::Server if program.id == "node" => {
                program = Program::named("node-noreject").unwrap_or(program);
            }
            By::Server => {}
            By::Client => settings.verify = Verify::Off,
        }
    }
    let chain = certificates(value.get("chain").or_else(|| value.get("cert")));
    let key = value.get("key").and_then(|key| keys(key).into_iter().next());
    let others = find(value, &["others"]).and_then(Value::as_array);
    let trust = value.get("trust").filter(|trust| !trust.is_null());
    let names = find(set, &["ca_names", "announced", "SSLCADNRequestFile"])
        .or_else(|| value.get("ca_names"))
        .filter(|names| names.is_string() || names.as_array().is_some_and(|all| !all.is_empty()));
    let announced = names.map(|names| certificates(Some(names))).filter(|all| !all.is_empty());
    let lists =
        ["crls", "crl"].iter().find_map(|field| value.get(field).or_else(|| set.get(field)));
    Ok(Materials {
        program,
        chain,
        others: others.into_iter().flatten().map(|chain| certificates(Some(chain))).collect(),
        key,
        trust: certificates(trust),
        public: by == By::Client && trust.is_none(),
        announced,
        crls: lists.map(crls).unwrap_or_default(),
        settings,
    })
}

/// A setting under one of its names; capitals do not count.
fn find<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    let fields = value.as_object()?;
    fields.iter().find_map(|(field, value)| {
        names.iter().any(|name| name.eq_ignore_ascii_case(field)).then_some(value)
    })
}

fn settings(value: &Value) -> Result<Settings, String> {
    let depth =
        find(value, &["depth", "verify_depth", "ssl_verify_depth", "SSLVerifyDepth", "max_depth"]);
    let verify = find(
        value,
        &[
            "verify",
            "ssl_verify_client",
            "SSLVerifyClient",
            "verify_mode",
            "mode",
            "client_auth",
            "clientAuth",
            "requestCert",
            "verify_client",
        ],
    );
    let verify = match verify {
        None | Some(Value::Null) => Verify::default(),
        Some(Value::Bool(true)) => Verify::Required,
        Some(Value::Bool(false)) => Verify::Off,
        Some(word) => {
            let word = text(word);
            Verify::named(&word).ok_or_else(|| format!("no such setting of verify: {word}"))?
        }
    };
    let announce = match find(value, &["ca_names", "announce", "send_ca_names"]) {
        Some(Value::Bool(announce)) => Some(*announce),
        Some(Value::Array(names)) if names.is_empty() => Some(false),
        Some(Value::String(word)) if word == "none" => Some(false),
        _ => None,
    };
    let leaf_lists_only = find(value, &["crl_check", "SSLCARevocationCheck", "lists"])
        .and_then(Value::as_str)
        .and_then(|word| match word {
            "leaf" => Some(true),
            "chain" | "all" => Some(false),
            _ => None,
        });
    let is_set = |names: &[&str]| find(value, names).and_then(Value::as_bool).unwrap_or(false);
    Ok(Settings {
        depth: depth.and_then(Value::as_u64).and_then(|depth| u32::try_from(depth).ok()),
        verify,
        announce,
        leaf_lists_only,
        lists_apart: is_set(&["crl_array", "lists_apart"]),
        staples: is_set(&["staple", "staples", "stapled", "ocsp_stapling"]),
    })
}

fn seconds(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => Time::parse(text).map(|time| time.0),
        // A float outside the range of an i64 becomes its nearest end.
        _ => value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64)),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// All PEM in a text or a list of texts, as one.
fn contents(value: &Value) -> decode::Contents {
    let pem = match value {
        Value::String(pem) => pem.clone(),
        Value::Array(all) => {
            let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            texts.join("\n")
        }
        _ => String::new(),
    };
    decode::read(&Source { bytes: pem.into_bytes(), ..Source::default() }, &mut |_| {})
}

fn certificates(value: Option<&Value>) -> Vec<Certificate> {
    let contents = value.map(contents).unwrap_or_default();
    contents.certificates.into_iter().map(|located| located.certificate).collect()
}

fn keys(value: &Value) -> Vec<PrivateKey> {
    let items = contents(value).items.into_iter();
    items
        .filter_map(|item| match item.kind {
            ItemKind::PrivateKey(key) => Some(key),
            _ => None,
        })
        .collect()
}

fn crls(value: &Value) -> Vec<Crl> {
    let items = contents(value).items.into_iter();
    items
        .filter_map(|item| match item.kind {
            ItemKind::Crl(list) => Some(*list),
            _ => None,
        })
        .collect()
}
