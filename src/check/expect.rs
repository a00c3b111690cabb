//! The file of expectations → checks, each with everything filled in. Whatever is not understood is
//! an error with its line: a check that is passed over would look like one that passed.

use crate::hints::rules;
use crate::input::{Setting, SettingValue, settings};
use crate::model::Purpose;
use crate::view::visible;

/// One expectation: these files, for this use, under these conditions.
#[derive(Clone, Debug)]
pub struct Check {
    /// The line it begins in.
    pub line: usize,
    /// Paths, some with wildcards.
    pub files: Vec<String>,
    /// Files that are read beside each: intermediates, lists.
    pub with: Vec<String>,
    /// The use; `None` for what the certificate is made for.
    pub purpose: Option<Purpose>,
    /// Hosts that a server certificate must cover, all of them.
    pub hosts: Vec<String>,
    /// What is trusted; nothing for what fits the files.
    pub trust: Vec<Anchor>,
    /// Days that every certificate of the path must have left.
    pub days: Option<u32>,
    /// Findings that count as failures beside errors.
    pub mind: Vec<Minded>,
    /// Rules whose findings do not count.
    pub ignore: Vec<Ignored>,
}

/// What is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Mozilla's roots.
    Public,
    /// The CA certificates of a file.
    File(String),
}

/// What counts as a failure beside errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Minded {
    /// Every warning.
    Warnings,
    /// A rule, by its id.
    Rule(String),
}

/// A rule that does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The rule's id.
    pub rule: String,
    /// The reason, for who reads the file later.
    pub reason: String,
}

/// Files that one check may name.
const MAX_NAMES: usize = 10_000;

/// The checks of a file of expectations.
pub fn expectations(text: &str) -> Result<Vec<Check>, String> {
    let whole = settings(text).map_err(|error| visible(&error))?;
    read(&whole).map_err(|error| visible(&error))
}

fn read(whole: &Setting) -> Result<Vec<Check>, String> {
    const KEYS: [&str; 6] = ["version", "checks", "trust", "days", "mind", "ignore"];
    let table = table(whole, "the file", &KEYS)?;
    let (mut checks, mut version) = (None, None);
    let mut common = blank(whole.line);
    for (key, value) in table {
        match key.as_str() {
            "version" => version = Some(word(value, key)?),
            "checks" => checks = Some(list(value, key)?),
            _ => fill(&mut common, key, value)?,
        }
    }
    if version != Some("1") {
        return Err("line 1: version: 1 is missing".into());
    }
    let checks = checks.filter(|all| !all.is_empty());
    let checks = checks.ok_or("no checks stand in it; try docs/check.md")?;
    checks.iter().map(|setting| check(setting, &common)).collect()
}

fn blank(line: usize) -> Check {
    Check {
        line,
        files: Vec::new(),
        with: Vec::new(),
        purpose: None,
        hosts: Vec::new(),
        trust: Vec::new(),
        days: None,
        mind: Vec::new(),
        ignore: Vec::new(),
    }
}

/// A check: what stands in it goes before what the file says for all. Rules add up.
fn check(setting: &Setting, common: &Check) -> Result<Check, String> {
    const KEYS: [&str; 8] = ["files", "with", "as", "host", "trust", "days", "mind", "ignore"];
    let mut check = blank(setting.line);
    for (key, value) in table(setting, "a check", &KEYS)? {
        fill(&mut check, key, value)?;
    }
    let line = check.line;
    if check.files.is_empty() {
        return Err(format!("line {line}: a check without files"));
    }
    if !check.hosts.is_empty() && check.purpose.is_some_and(|it| it != Purpose::Server) {
        return Err(format!("line {line}: host goes with as: server only"));
    }
    if check.trust.is_empty() {
        check.trust.clone_from(&common.trust);
    }
    check.days = check.days.or(common.days);
    check.mind.extend(common.mind.iter().cloned());
    check.ignore.extend(common.ignore.iter().cloned());
    for ignored in &check.ignore {
        if check.mind.contains(&Minded::Rule(ignored.rule.clone())) {
            return Err(format!("line {line}: {} is to be minded and ignored", ignored.rule));
        }
    }
    Ok(check)
}

fn fill(check: &mut Check, key: &str, value: &Setting) -> Result<(), String> {
    let line = value.line;
    match key {
        "files" => check.files = names(value, key)?,
        "with" => check.with = names(value, key)?,
        "host" => check.hosts = names(value, key)?,
        "as" => {
            let wanted = word(value, key)?;
            let all = [Purpose::Server, Purpose::Client, Purpose::Ca, Purpose::Any];
            let found = all.into_iter().find(|purpose| purpose.word() == wanted);
            let words = format!("line {line}: as takes server, client, ca or any, not {wanted}");
            check.purpose = Some(found.ok_or(words)?);
        }
        "trust" => {
            let anchor = |name: String| match name.as_str() {
                "public" => Anchor::Public,
                _ => Anchor::File(name),
            };
            check.trust = names(value, key)?.into_iter().map(anchor).collect();
        }
        "days" => {
            let wanted = word(value, key)?;
            let words = format!("line {line}: days takes a whole number, not {wanted}");
            check.days = Some(wanted.parse().map_err(|_| words)?);
        }
        "mind" => {
            for name in names(value, key)? {
                check.mind.push(match name.as_str() {
                    "warnings" => Minded::Warnings,
                    _ => Minded::Rule(known(name, line)?),
                });
            }
        }
        "ignore" => {
            for setting in list(value, key)? {
                check.ignore.push(ignored(setting)?);
            }
        }
        _ => return Err(format!("line {line}: {key} is not known")),
    }
    Ok(())
}

fn ignored(setting: &Setting) -> Result<Ignored, String> {
    let line = setting.line;
    let (mut rule, mut reason) = (None, None);
    for (key, value) in table(setting, "what is ignored", &["rule", "reason"])? {
        match key.as_str() {
            "rule" => rule = Some(known(word(value, key)?.to_owned(), value.line)?),
            _ => reason = Some(word(value, key)?.trim().to_owned()),
        }
    }
    let rule = rule.ok_or_else(|| format!("line {line}: ignore wants a rule"))?;
    let reason = reason.filter(|reason| !reason.is_empty());
    let reason =
        reason.ok_or_else(|| format!("line {line}: {rule} is ignored without a reason"))?;
    Ok(Ignored { rule, reason })
}

/// A rule's id that exists: a misspelt one would be minded or ignored in vain.
fn known(rule: String, line: usize) -> Result<String, String> {
    match rules::ALL.iter().any(|known| known.id == rule) {
        true => Ok(rule),
        false => Err(format!("line {line}: {rule} is no rule; docs/rules.md lists them")),
    }
}

fn table<'a>(
    setting: &'a Setting,
    what: &str,
    keys: &[&str],
) -> Result<&'a [(String, Setting)], String> {
    let SettingValue::Table(all) = &setting.value else {
        return Err(format!("line {}: {what} is no table of keys and values", setting.line));
    };
    match all.iter().find(|(key, _)| !keys.contains(&key.as_str())) {
        Some((key, value)) => Err(format!(
            "line {}: {key} is not known here; {what} takes {}",
            value.line,
            keys.join(", ")
        )),
        None => Ok(all),
    }
}

fn list<'a>(setting: &'a Setting, key: &str) -> Result<&'a [Setting], String> {
    match &setting.value {
        SettingValue::List(all) => Ok(all),
        _ => Err(format!("line {}: {key} wants a list", setting.line)),
    }
}

fn word<'a>(setting: &'a Setting, key: &str) -> Result<&'a str, String> {
    match &setting.value {
        SettingValue::Word(word) => Ok(word),
        _ => Err(format!("line {}: {key} wants one value", setting.line)),
    }
}

/// One name, or a list of them; none of them empty.
fn names(setting: &Setting, key: &str) -> Result<Vec<String>, String> {
    let all = match &setting.value {
        SettingValue::Word(word) => vec![word.clone()],
        SettingValue::List(all) if all.len() <= MAX_NAMES => {
            all.iter().map(|it| word(it, key).map(str::to_owned)).collect::<Result<_, _>>()?
        }
        SettingValue::List(_) => {
            return Err(format!("line {}: {key} has more than {MAX_NAMES}", setting.line));
        }
        SettingValue::Table(_) => {
            return Err(format!("line {}: {key} wants a value or a list", setting.line));
        }
    };
    match all.is_empty() || all.iter().any(String::is_empty) {
        true => Err(format!("line {}: {key} has an empty value", setting.line)),
        false => Ok(all),
    }
}
