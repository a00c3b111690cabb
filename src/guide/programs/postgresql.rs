//! PostgreSQL and psql.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_POSTGRESQL: Guide = Guide {
    id: "postgresql",
    aliases: &["postgres", "psql", "libpq", "pg"],
    title: "PostgreSQL, psql",
    group: Group::Services,
    tier: Tier::Executed("PostgreSQL 15.18 with OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "postgresql",
        folder: "/etc/postgresql/tls/",
        demands: &[Demand::CommonName],
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("postgresql.conf", Form::Bare, CONFIG),
            block("pg_hba.conf, above the lines that are more general", Form::Bare, HBA),
            block_if("mutual", "The role", Form::Sql, ROLE),
        ],
        remarks: &[
            (
                "",
                "The key must belong to the user postgres and be readable by nobody else (0600), or to root and the group (0640); else the server does not start.",
            ),
            (
                "mutual",
                "The identity is the common name: it must be the name of the role, or be mapped to it (map=NAME and pg_ident.conf). clientname=DN takes the whole name instead.",
            ),
            (
                "mutual",
                "With clientcert=verify-ca or verify-full behind another method, such as scram-sha-256, certificate and password are both wanted.",
            ),
            (
                "mutual",
                "A line with host in place of hostssl also lets connections without TLS in.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "openssl",
        demands: &[Demand::CommonName],
        blocks: &[block("Command", Form::Sh, PSQL)],
        remarks: &[
            (
                "",
                "sslmode=require checks nothing about the server; verify-full checks the path and the name.",
            ),
            (
                "public",
                "PGSSLROOTCERT=system takes the CAs of the system since PostgreSQL 16; before, name a file of roots.",
            ),
            ("mutual", "psql refuses a key that others may read: chmod 600."),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o postgres -g postgres {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const CONFIG: &str = "\
ssl = on
ssl_cert_file = '{chain}' ## the certificate first, then its intermediates
ssl_key_file = '{key}'
?mutual ssl_ca_file = '{cas}' ## who may issue clients
?crl ssl_crl_file = '{crl}' ## a list of every CA on the path, or nobody gets in";

const HBA: &str = "\
# TYPE  DATABASE  USER  ADDRESS  METHOD
?mutual hostssl  all  all  all  cert ## the common name must be the role’s
?oneway hostssl  all  all  all  scram-sha-256";

const ROLE: &str = "CREATE ROLE \"{user}\" LOGIN;";

const PSQL: &str = "\
?oneway+private PGSSLMODE=verify-full PGSSLROOTCERT={roots} psql -h {host} -U USER DATABASE
?oneway+public PGSSLMODE=verify-full PGSSLROOTCERT=system psql -h {host} -U USER DATABASE
?mutual+private PGSSLMODE=verify-full PGSSLROOTCERT={roots} PGSSLCERT={client-chain} PGSSLKEY={client-key} psql -h {host} -U {user} DATABASE
?mutual+public PGSSLMODE=verify-full PGSSLROOTCERT=system PGSSLCERT={client-chain} PGSSLKEY={client-key} psql -h {host} -U {user} DATABASE";
