//! Python: ssl, requests, httpx.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_PYTHON: Guide = Guide {
    id: "python",
    aliases: &["requests", "httpx", "ssl", "urllib"],
    title: "Python (ssl, requests, httpx)",
    group: Group::Clients,
    tier: Tier::Executed(
        "Python 3.11 with its ssl; requests and httpx where they are installed, else as their documentation has it, 2026",
    ),
    client: Some(Part {
        judges_like: "python",
        blocks: &[
            block("ssl, with urllib", Form::Hashes, SSL),
            block("requests", Form::Hashes, REQUESTS),
            block("httpx", Form::Hashes, HTTPX),
        ],
        remarks: &[
            (
                "mutual",
                "Python sends what it was given, whatever CA names the server announces: the intermediates must be in the file.",
            ),
            (
                "mutual",
                "At TLS 1.3 a refusal comes only when the answer is read: httpx raises ReadError then, and ConnectError at TLS 1.2.",
            ),
            (
                "private",
                "requests looks at certifi’s roots, not at the system’s; verify takes their place. verify=False would let anybody answer in the server’s place.",
            ),
            ("", "httpx’s cert= is deprecated: give it a context."),
        ],
        ..PART
    }),
    ..GUIDE
};

const SSL: &str = "\
import ssl, urllib.request

?public context = ssl.create_default_context()
?private context = ssl.create_default_context(cafile={roots}) ## these CAs alone
?mutual context.load_cert_chain({client-chain}, {client-key}) ## the certificate first, then its intermediates
print(urllib.request.urlopen({url}, context=context).read().decode())";

const REQUESTS: &str = "\
import requests

?oneway+public answer = requests.get({url})
?oneway+private answer = requests.get({url}, verify={roots})
?mutual+public answer = requests.get({url}, cert=({client-chain}, {client-key}))
?mutual+private answer = requests.get({url}, verify={roots}, cert=({client-chain}, {client-key}))
answer.raise_for_status()
print(answer.text)";

const HTTPX: &str = "\
import ssl, httpx

?public context = ssl.create_default_context()
?private context = ssl.create_default_context(cafile={roots})
?mutual context.load_cert_chain({client-chain}, {client-key})
answer = httpx.get({url}, verify=context)
answer.raise_for_status()
print(answer.text)";
