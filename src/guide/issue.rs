//! A private CA that fits: commands that issue just the certificate that is wanted, and check it.

use super::facts::{Facts, names};
use crate::handshake::By;
use crate::present::{Filled, Kind, Target, Value, fill};

/// Key, request, certificate, chain.
const ISSUE: &str = "\
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout new-{side}.key {names} -addext extendedKeyUsage={usage} -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE -out new-{side}.csr
printf 'subjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid\\n' > new-{side}.ext
openssl x509 -req -in new-{side}.csr -CA {ca} -CAkey CA.key -CAcreateserial -copy_extensions copy -extfile new-{side}.ext -days {days} -out new-{side}.pem
cat new-{side}.pem {between}> new-{side}-chain.pem";

/// What must come out of it.
const CHECK: &str = "\
openssl verify -x509_strict -purpose {purpose} -CAfile {root} {untrusted}new-{side}.pem
openssl x509 -in new-{side}.pem -noout -ext extendedKeyUsage,keyUsage,subjectAltName -dates
pemlens guide {program} {mutual}--as {side} new-{side}-chain.pem new-{side}.key {root}";

/// The two blocks for the certificate of a side: its names as they are, its use as it should be.
pub fn blocks(facts: &Facts<'_>, side: By, program: &'static str) -> [Filled; 2] {
    let is_server = side == By::Server;
    let own = if is_server { &facts.server } else { &facts.client };
    let names = names(own.chain.first().copied(), facts, is_server);
    let trust = if is_server { &facts.roots } else { &facts.cas };
    let is_deep = own.chain.len() > 1;
    let issuer = || match own.chain.get(1).or(own.root.as_ref()) {
        Some(ca) if !ca.is_self_issued() => "ISSUING-CA.pem".to_owned(),
        _ => trust.1.name.clone(),
    };
    let hole = |hole: &str| {
        Some(match hole {
            "side" => Value::Ours(side.word()),
            "usage" => Value::Ours(if is_server { "serverAuth" } else { "clientAuth" }),
            "purpose" => Value::Ours(if is_server { "sslserver" } else { "sslclient" }),
            // What public CAs may give is nobody’s limit here; short is still better.
            "days" => Value::Ours("90"),
            "names" if names.is_empty() => Value::Ours("-subj {subject}"),
            "names" => Value::Ours("-subj {subject} -addext {san}"),
            "subject" => {
                let name = if is_server { &facts.host } else { &facts.user };
                Value::One("/CN=", Kind::Slashed, name.clone())
            }
            "san" => Value::One("subjectAltName=", Kind::Names, names.join(",")),
            "ca" => Value::One("", Kind::File, issuer()),
            "root" => Value::One("", Kind::File, trust.1.name.clone()),
            "between" if is_deep => Value::Ours("{ca} "),
            "untrusted" if is_deep => Value::Ours("-untrusted {ca} "),
            "between" | "untrusted" => Value::Ours(""),
            "program" => Value::Ours(program),
            "mutual" => Value::Ours(if facts.mutual { "--mutual " } else { "" }),
            _ => return None,
        })
    };
    [ISSUE, CHECK].map(|template| fill(template, Target::Sh, &hole))
}
