//! Every command and option, once.

use super::{Command, Flag, Value};

/// What the program is for.
pub const SUMMARY: &str = "what a certificate is, whether it will work, and what is wrong with it";
/// What every command keeps to.
pub const NOTHING_SENT: &str =
    "Nothing is sent anywhere: pemlens never opens a network connection.";
/// What a file may be.
pub const EXAMINE_FILES: &str = "certificates, keys, requests, lists, in PEM, DER, PKCS#12, PKCS#7, \
    Java keystores, YAML, JSON, archives …; - is standard input";

const fn flag(names: &'static [&'static str], value: Value, about: &'static str) -> Flag {
    Flag { names, value, about }
}

const USE: Flag = flag(
    &["--as"],
    Value::Choice("USE", &["server", "client", "ca", "any"]),
    "server, client, ca or any; without it, what the certificate is made for",
);
const HOST: Flag =
    flag(&["--host"], Value::Text("NAME"), "host name or IP address the server certificate is for");
const AT: Flag = flag(
    &["--at"],
    Value::Text("TIME"),
    "2026-03-01, 2026-03-01T12:00:00Z, or seconds since 1970; without it, now",
);
const TRUST: Flag = flag(
    &["--trust"],
    Value::File("WHAT", &["public"]),
    "public (Mozilla's roots), or a file of CA certificates; may be repeated. Without it: a root among \
     the files where the certificate leads to it and to no public one, else public",
);
const AS_PUBLIC: Flag = flag(
    &["--as-public"],
    Value::None,
    "hold the CAs given to the rules of public CAs, to try a CA's setup",
);
const PASSWORD_FILE: Flag = flag(
    &["--password-file"],
    Value::File("FILE", &[]),
    "a password for what is locked: the first line of the file (- is standard input); may be repeated",
);
const PASSWORD_ENV: Flag = flag(
    &["--password-env"],
    Value::Text("NAME"),
    "the same from an environment variable; may be repeated",
);
const FORMAT: Flag = flag(
    &["--format"],
    Value::Choice("FORMAT", &["text", "json", "markdown"]),
    "text, json (see docs/json.md) or markdown; without it, text",
);
const COLOUR: Flag = flag(
    &["--color"],
    Value::Choice("WHEN", &["auto", "always", "never"]),
    "colour the words of verdicts: auto (without it: on a terminal, unless NO_COLOR is set), always or \
     never",
);
const HELP: Flag = flag(&["--help", "-h"], Value::None, "say what stands here");

/// The commands, the one most asked for first.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "examine",
        usage: &["[options] FILE..."],
        about: "whether certificates will work, and what is wrong with them",
        text: "",
        options: &[
            USE,
            HOST,
            AT,
            TRUST,
            AS_PUBLIC,
            PASSWORD_FILE,
            PASSWORD_ENV,
            flag(
                &["--stacks", "--programs"],
                Value::None,
                "also what each real program would say, such as OpenSSL, Go, Java or Firefox, in its own \
                 words",
            ),
            flag(
                &["--brief"],
                Value::None,
                "each file by itself, in one line: verdict and sentence",
            ),
            FORMAT,
            COLOUR,
            HELP,
        ],
        exit: "0 usable for the question, 1 not usable, 2 could not read or bad usage",
        words: &[],
    },
    Command {
        name: "explain",
        usage: &["[options] MESSAGE [FILE...]", "[options] --log LOG [FILE...]"],
        about: "what a program's message means, tested on files (docs/explain.md)",
        text: "Where only files are named, the log is what comes in from another program, or else the \
               first file.",
        options: &[
            flag(
                &["--log"],
                Value::File("LOG", &[]),
                "a log in place of one message; - is standard input",
            ),
            USE,
            HOST,
            AT,
            TRUST,
            AS_PUBLIC,
            PASSWORD_FILE,
            PASSWORD_ENV,
            flag(
                &["--format"],
                Value::Choice("FORMAT", &["text", "json"]),
                "text or json; without it, text",
            ),
            HELP,
        ],
        exit: "0 a message was recognised, 1 none was, 2 could not read or bad usage",
        words: &[],
    },
    Command {
        name: "handshake",
        usage: &["[options] FILES…", "--server FILE… --client FILE… [options]"],
        about: "what comes of both sides of mutual TLS (docs/handshake.md)",
        text: "FILES are certificates, keys, lists of both sides: they are sorted, and it is said why. An \
               option that takes files takes all that follow, up to the next option.",
        options: HANDSHAKE,
        exit: "0 the two sides talk (or it comes as expected), 1 one refuses (or it does not), 2 could not \
               read, could not be foreseen, or bad usage",
        words: &[],
    },
    Command {
        name: "diff",
        usage: &["[options] OLD NEW"],
        about: "what changed, and whom it breaks (docs/diff.md)",
        text: "What changed from the certificate in OLD to the one in NEW, each with its chain, and what \
               of it breaks whom. A request in OLD is compared with the certificate that came back.",
        options: &[
            flag(
                &["--pinned"],
                Value::None,
                "count also what breaks only those who hold on to an old value: the key, the issuer, a \
                 fingerprint",
            ),
            USE,
            HOST,
            AT,
            TRUST,
            AS_PUBLIC,
            PASSWORD_FILE,
            PASSWORD_ENV,
            FORMAT,
            HELP,
        ],
        exit: "0 nothing is lost, 1 something breaks, 2 one of the two could not be read, or bad usage",
        words: &[],
    },
    Command {
        name: "timeline",
        usage: &["[options] FILES…"],
        about: "what breaks when (docs/timeline.md)",
        text: "Every date at which something about the files changes: certificates, revocation lists and \
               OCSP responses that end, times to renew, rules of CAs and browsers that will hit these \
               certificates or their renewals. Who notices, and what to do by then.",
        options: &[
            flag(
                &["--within"],
                Value::Text("SPAN"),
                "only what falls between now and then, and what has ended already: 30d, 12h, 4w",
            ),
            USE,
            HOST,
            AT,
            TRUST,
            AS_PUBLIC,
            PASSWORD_FILE,
            PASSWORD_ENV,
            flag(
                &["--format"],
                Value::Choice("FORMAT", &["text", "json", "markdown", "ics"]),
                "text, json, markdown, or ics: a calendar file with alarms",
            ),
            HELP,
        ],
        exit: "0 nothing breaks within the span, or none was given, 1 something does, 2 something could \
               not be read, or bad usage",
        words: &[],
    },
    Command {
        name: "inside",
        usage: &["[options] FILE…"],
        about: "the ASN.1 values of what was given, by name (docs/inside.md)",
        text: "Offset, depth, length of header and content, name in the standard, type, and what it says, \
               one value a line, like openssl asn1parse -i. What OCTET STRINGs and BIT STRINGs hold is \
               opened. Of private keys, only the public parts are shown.",
        options: &[
            flag(
                &["--object"],
                Value::Text("NUMBER"),
                "only this one: objects are counted from 1, as they lie in the files",
            ),
            PASSWORD_FILE,
            PASSWORD_ENV,
            flag(
                &["--format"],
                Value::Choice("FORMAT", &["text", "json"]),
                "text or json; without it, text",
            ),
            HELP,
        ],
        exit: "0 nothing is wrong with how it is encoded, 1 something is, 2 something could not be read, \
               or bad usage",
        words: &[],
    },
    Command {
        name: "convert",
        usage: &["--to FORM -o FILE [options] FILE...", "FILE..."],
        about: "what was given, written in another form (docs/convert.md)",
        text: "Without --to: which forms these files can take, and why not the others.",
        options: &[
            flag(
                &["--to"],
                Value::Text("FORM"),
                "the form to write, such as fullchain, pkcs12, truststore, key",
            ),
            flag(
                &["--output", "-o"],
                Value::File("FILE", &[]),
                "the file to write, or a folder; - is standard output. What holds a private key, or is no \
                 text, is written only where -o says so",
            ),
            flag(&["--force"], Value::None, "replace the file where it is there already"),
            flag(
                &["--name"],
                Value::Text("NAME"),
                "the name shown in a keystore, or of a Kubernetes Secret",
            ),
            flag(
                &["--new-password-file"],
                Value::File("FILE", &[]),
                "the password that is to protect the new file: the first line of this file",
            ),
            flag(
                &["--new-password-env"],
                Value::Text("NAME"),
                "the same from an environment variable",
            ),
            USE,
            HOST,
            AT,
            TRUST,
            AS_PUBLIC,
            PASSWORD_FILE,
            PASSWORD_ENV,
            HELP,
        ],
        exit: "0 it is written or listed, 2 it cannot be, something could not be read, or bad usage",
        words: &[],
    },
    Command {
        name: "guide",
        usage: &["PROGRAM [options] [FILES…]"],
        about: "how a program is set up with the files at hand (docs/guides.md)",
        text: "PROGRAM is nginx, apache, kafka, aws-api-gateway …; without it they are listed. FILES are \
               certificates, keys, lists of both sides: they are sorted; without any, the guide is shown \
               by example. Each guide says at its head whether it was executed or read in documents.",
        options: &[
            flag(&["--mutual"], Value::None, "both sides show a certificate"),
            flag(
                &["--one-way"],
                Value::None,
                "the server alone shows one; without either: as the files suggest",
            ),
            flag(
                &["--as"],
                Value::Choice("SIDE", &["server", "client"]),
                "server or client; without it, the server where the program can be one",
            ),
            AT,
            PASSWORD_FILE,
            PASSWORD_ENV,
            FORMAT,
            HELP,
        ],
        exit: "0 here it is, 1 what was given cannot work there, 2 could not read, no such guide, or bad \
               usage",
        words: &[],
    },
    Command {
        name: "check",
        usage: &["[options] [EXPECTATIONS]"],
        about: "whether many files are as a file of expectations says (docs/check.md)",
        text: "EXPECTATIONS is YAML or JSON; without it, pemlens.yaml, pemlens.yml or pemlens.json of this \
               folder. The paths in it count from its own folder.",
        options: &[
            flag(
                &["--format"],
                Value::Choice("FORMAT", &["text", "json", "junit", "sarif", "github"]),
                "text, json, junit, sarif or github (annotations of its Actions); without it, text",
            ),
            AT,
            flag(
                &["--jobs"],
                Value::Text("N"),
                "files read at the same time; without it, as many as the machine has processors",
            ),
            PASSWORD_FILE,
            PASSWORD_ENV,
            COLOUR,
            HELP,
        ],
        exit: "0 all is as expected, 1 something is not, 2 something could not be read, or bad usage",
        words: &[],
    },
    Command {
        name: "judge",
        usage: &["< CASES > VERDICTS"],
        about: "what each program says about lines of JSON (docs/judge.md)",
        text: "",
        options: &[],
        exit: "0 every line was read, 2 one was not, or bad usage",
        words: &[],
    },
    Command {
        name: "completions",
        usage: &["bash|zsh|fish"],
        about: "a script that completes commands and options in a shell",
        text: "bash: source <(pemlens completions bash). zsh: write it to a file _pemlens in a folder of \
               $fpath. fish: write it to ~/.config/fish/completions/pemlens.fish.",
        options: &[],
        exit: "0, or 2 for bad usage",
        words: &["bash", "zsh", "fish"],
    },
    Command {
        name: "man",
        usage: &["> pemlens.1"],
        about: "the manual page",
        text: "",
        options: &[],
        exit: "0, or 2 for bad usage",
        words: &[],
    },
];

const HANDSHAKE: &[Flag] = &[
    flag(
        &["--server"],
        Value::File("FILE", &[]),
        "what the server presents: certificate, chain, key; may be repeated",
    ),
    flag(&["--client"], Value::File("FILE", &[]), "what the client presents"),
    flag(
        &["--server-trust"],
        Value::File("FILE", &[]),
        "the CAs by which the server judges clients",
    ),
    flag(
        &["--client-trust"],
        Value::File("FILE", &[]),
        "the CAs by which the client judges the server; without any: Mozilla's roots",
    ),
    flag(
        &["--proxy"],
        Value::File("FILE", &[]),
        "what a proxy between the two presents, to its clients and to the server behind it",
    ),
    flag(&["--proxy-trust"], Value::File("FILE", &[]), "the CAs by which it judges both of them"),
    flag(&["--crl"], Value::File("FILE", &[]), "revocation lists of the server; may be repeated"),
    flag(
        &["--server-program"],
        Value::Text("NAME"),
        "nginx, apache, haproxy, java17 …; see --programs",
    ),
    flag(&["--client-program"], Value::Text("NAME"), "curl, go, node …; see --programs"),
    flag(
        &["--proxy-program"],
        Value::Text("NAME"),
        "one that is a server and a client; without it, nginx",
    ),
    flag(
        &["--tls"],
        Value::Choice("1.2|1.3", &["1.2", "1.3"]),
        "the version agreed on; without it, 1.3",
    ),
    flag(
        &["--host"],
        Value::Text("NAME"),
        "the host that the client asks for; without it, a name of the certificate",
    ),
    flag(&["--depth"], Value::Text("N"), "the depth set at the server, as its program counts"),
    flag(
        &["--verify"],
        Value::Choice("HOW", &["required", "optional", "optional_no_ca", "off"]),
        "required, optional, optional_no_ca or off",
    ),
    flag(
        &["--announce"],
        Value::Choice("yes|no", &["yes", "no"]),
        "whether the server names its CAs",
    ),
    flag(
        &["--log"],
        Value::File("FILE", &[]),
        "a log of either side, a configuration that names files, or what openssl s_client printed; - is \
         standard input; may be repeated",
    ),
    flag(
        &["--expect"],
        Value::Choice("WHAT", &["connects", "refused"]),
        "connects or refused: exit 0 where it comes so, else 1",
    ),
    flag(&["--swap"], Value::None, "swap the sides after sorting"),
    AT,
    PASSWORD_FILE,
    PASSWORD_ENV,
    FORMAT,
    flag(&["--programs"], Value::None, "list the programs"),
    HELP,
];
