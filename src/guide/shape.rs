//! The shape of a guide: text with holes, and for each line when it stands and why.

use super::demand::Demand;
use crate::present::Target;

/// How a program is set up.
#[derive(Debug)]
pub struct Guide {
    /// How options and links name it: `nginx`, `aws-api-gateway`.
    pub id: &'static str,
    /// Other names that are taken for it.
    pub aliases: &'static [&'static str],
    /// How people name it.
    pub title: &'static str,
    /// Among which of the programs it is listed.
    pub group: Group,
    /// How it is known that this works.
    pub tier: Tier,
    /// What it does as a server; `None`: it is none.
    pub server: Option<Part>,
    /// What it does as a client; `None`: it is none.
    pub client: Option<Part>,
}

/// The kinds of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Web servers and proxies.
    Web,
    /// API gateways and clouds.
    Gateways,
    /// Kubernetes and meshes.
    Clusters,
    /// Databases, brokers and other servers.
    Services,
    /// Programs that connect.
    Clients,
    /// Stores of systems, browsers and devices: how a client's certificate gets in.
    Imports,
}

impl Group {
    /// All of them, in the order of lists.
    pub const ALL: [Group; 6] = [
        Group::Web,
        Group::Gateways,
        Group::Clusters,
        Group::Services,
        Group::Clients,
        Group::Imports,
    ];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Group::Web => "Web servers and proxies",
            Group::Gateways => "API gateways and clouds",
            Group::Clusters => "Kubernetes and meshes",
            Group::Services => "Databases, brokers and others",
            Group::Clients => "Clients",
            Group::Imports => "Getting a certificate into a system or a browser",
        }
    }
}

/// How it is known that a guide works. No guide claims more than was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// It was run, in this version, as the tests run it.
    Executed(&'static str),
    /// A parser or a schema of the program took it.
    Checked(&'static str),
    /// Only the documentation was read: which, and when.
    Documented(&'static str),
}

impl Tier {
    /// `executed`, `checked`, `documented`.
    pub fn word(self) -> &'static str {
        match self {
            Tier::Executed(_) => "executed",
            Tier::Checked(_) => "checked",
            Tier::Documented(_) => "documented",
        }
    }

    /// Program and version, way of checking, or document and date.
    pub fn known(self) -> &'static str {
        match self {
            Tier::Executed(how) | Tier::Checked(how) | Tier::Documented(how) => how,
        }
    }

    /// The sentence at the head of a guide.
    pub fn sentence(self) -> String {
        match self {
            Tier::Executed(how) => format!("Executed: {how}."),
            Tier::Checked(how) => format!("Checked, not run: {how}."),
            Tier::Documented(how) => format!("Documented, neither run nor checked here: {how}."),
        }
    }
}

/// One side of a guide.
#[derive(Debug)]
pub struct Part {
    /// The program of `handshake` that judges like it, by id; empty: what is loaded is not used.
    pub judges_like: &'static str,
    /// Where its files lie, with the last slash; empty: where it is started.
    pub folder: &'static str,
    /// What it wants of certificates beyond what every program wants.
    pub demands: &'static [Demand],
    /// What to write and to run.
    pub blocks: &'static [Block],
    /// Traps, and which name it takes for the client's identity; the condition, then the sentence.
    pub remarks: &'static [(&'static str, &'static str)],
}

/// A file to write or commands to run.
#[derive(Debug)]
pub struct Block {
    /// What it is, and where it goes.
    pub title: &'static str,
    /// When it stands; the words of [`super::facts::Facts::holds`], `+` between them.
    pub when: &'static str,
    /// Who reads it.
    pub form: Form,
    /// Lines. `?words ` before a line says when it stands; ` ## ` after it begins the reason.
    pub text: &'static str,
}

/// Who reads a block, and how a comment is written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Sh,
    PowerShell,
    Nginx,
    Apache,
    HaProxy,
    Yaml,
    /// No comments: reasons stand below.
    Json,
    Xml,
    /// Strings of a language in which `//` begins a comment: Go, Java, JavaScript, C#, Rust.
    Slashes,
    /// Strings in double quotes, and `#` for comments: Python, TOML, Terraform, OpenVPN.
    Hashes,
    /// Bare values, and `#` for comments: properties, `postgresql.conf`.
    Bare,
    /// SQL.
    Sql,
    /// What a person does, step by step; nothing to run.
    Steps,
}

impl Form {
    /// How values are quoted.
    pub fn target(self) -> Target {
        match self {
            Form::Sh => Target::Sh,
            Form::PowerShell => Target::Windows,
            Form::Nginx => Target::Nginx,
            Form::Apache => Target::Apache,
            Form::HaProxy => Target::HaProxy,
            Form::Yaml | Form::Json => Target::Yaml,
            Form::Xml => Target::Xml,
            Form::Slashes | Form::Hashes => Target::Code,
            Form::Bare | Form::Sql | Form::Steps => Target::Line,
        }
    }

    /// What stands before and after a comment; `None` where there are none.
    pub fn comment(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Form::Slashes => ("// ", ""),
            Form::Sql => ("-- ", ""),
            Form::Xml => ("<!-- ", " -->"),
            Form::Json | Form::Steps => return None,
            _ => ("# ", ""),
        })
    }
}

/// A guide of which nothing is said yet: what others begin with.
pub const GUIDE: Guide = Guide {
    id: "",
    aliases: &[],
    title: "",
    group: Group::Web,
    tier: Tier::Documented(""),
    server: None,
    client: None,
};

/// A side that judges as OpenSSL does.
pub const PART: Part =
    Part { judges_like: "openssl", folder: "", demands: &[], blocks: &[], remarks: &[] };

/// A block that always stands.
pub const fn block(title: &'static str, form: Form, text: &'static str) -> Block {
    Block { title, when: "", form, text }
}

/// A block that stands under a condition.
pub const fn block_if(
    when: &'static str,
    title: &'static str,
    form: Form,
    text: &'static str,
) -> Block {
    Block { title, when, form, text }
}
