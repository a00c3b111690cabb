//! Node.js.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_NODE: Guide = Guide {
    id: "node",
    aliases: &["nodejs", "javascript", "undici", "fetch"],
    title: "Node.js",
    group: Group::Clients,
    tier: Tier::Executed(
        "Node.js 20.20; fetch, which needs the package undici, as undici.nodejs.org has it, 2026",
    ),
    server: Some(Part {
        judges_like: "node",
        blocks: &[block("server.js", Form::Slashes, SERVER)],
        remarks: &[
            (
                "mutual",
                "With rejectUnauthorized: true a bad client gets no alert and the server logs no reason. With false everybody comes in, and request.socket.authorized and authorizationError have to be looked at.",
            ),
            ("mutual", "The identity is request.socket.getPeerCertificate().subject.CN."),
            (
                "crl",
                "crl wants an array with one list an element: of a text with several only the first is read.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "node",
        blocks: &[
            block("https", Form::Slashes, HTTPS),
            block("fetch, with undici", Form::Slashes, FETCH),
        ],
        remarks: &[
            (
                "private",
                "ca takes the place of the roots that Node.js was built with; NODE_EXTRA_CA_CERTS adds to them.",
            ),
            (
                "mutual",
                "A .p12 goes with pfx and passphrase; files of OpenSSL 1 with RC2 need another form (ERR_OSSL_EVP_UNSUPPORTED).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const SERVER: &str = "\
const fs = require('fs');
const https = require('https');

https.createServer({
  cert: fs.readFileSync({chain}),
  key: fs.readFileSync({key}),
?mutual   ca: fs.readFileSync({cas}), // who may issue clients
?mutual   requestCert: true,
?mutual   rejectUnauthorized: true, ## without a good certificate the connection is closed
}, (request, response) => {
?oneway   response.end('hello\\n');
?mutual   response.end('hello ' + request.socket.getPeerCertificate().subject.CN + '\\n');
}).listen(8443);";

const HTTPS: &str = "\
const fs = require('fs');
const https = require('https');

https.get({url}, {
?private   ca: fs.readFileSync({roots}), ## these CAs alone
?mutual   cert: fs.readFileSync({client-chain}), ## the certificate first, then its intermediates
?mutual   key: fs.readFileSync({client-key}),
}, (response) => response.pipe(process.stdout)).on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});";

const FETCH: &str = "\
const fs = require('fs');
const { Agent, fetch } = require('undici');

const dispatcher = new Agent({ connect: {
?private   ca: fs.readFileSync({roots}),
?mutual   cert: fs.readFileSync({client-chain}),
?mutual   key: fs.readFileSync({client-key}),
} });
fetch({url}, { dispatcher }).then((answer) => answer.text()).then(console.log);";
