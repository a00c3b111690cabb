//! MySQL and MariaDB.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_MYSQL: Guide = Guide {
    id: "mysql",
    aliases: &["mariadb", "mysqld", "mariadbd"],
    title: "MySQL, MariaDB",
    group: Group::Services,
    tier: Tier::Executed(
        "MariaDB 10.11 of Debian 12; what only MySQL has is as dev.mysql.com/doc/refman/8.4 (using-encrypted-connections) has it, 2026",
    ),
    server: Some(Part {
        folder: "/etc/mysql/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("my.cnf", Form::Bare, CONFIG),
            block_if("mutual", "The account", Form::Sql, ACCOUNT),
        ],
        remarks: &[
            (
                "mutual",
                "The server asks every client for a certificate and demands one only of accounts with REQUIRE X509, SUBJECT or ISSUER. SUBJECT and ISSUER compare the whole name as text, in OpenSSL’s /C=…/O=…/CN=… form.",
            ),
            (
                "mutual",
                "No field of the certificate becomes the user’s name: the account is the one that the client names.",
            ),
            ("", "require_secure_transport refuses connections without TLS."),
        ],
        ..PART
    }),
    client: Some(Part {
        blocks: &[
            block("Command of MariaDB", Form::Sh, MARIADB),
            block("Command of MySQL", Form::Sh, MYSQL),
        ],
        remarks: &[(
            "",
            "Without VERIFY_IDENTITY (MySQL) or --ssl-verify-server-cert (MariaDB before 11.4) the server’s name is not checked.",
        )],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o mysql -g mysql {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const CONFIG: &str = "\
[mysqld]
ssl_cert = {chain}
ssl_key = {key}
?mutual ssl_ca = {cas} ## who may issue clients
?crl ssl_crl = {crl} ## a list of every CA on the path
require_secure_transport = ON";

const ACCOUNT: &str = "CREATE USER '{user}'@'%' REQUIRE X509;";

const MARIADB: &str = "\
?oneway mariadb --host={host} --ssl-ca={roots} --ssl-verify-server-cert --user=USER --password
?mutual mariadb --host={host} --ssl-ca={roots} --ssl-verify-server-cert --ssl-cert={client-chain} --ssl-key={client-key} --user={user}";

const MYSQL: &str = "\
?oneway mysql --host={host} --ssl-ca={roots} --ssl-mode=VERIFY_IDENTITY --user=USER --password
?mutual mysql --host={host} --ssl-ca={roots} --ssl-mode=VERIFY_IDENTITY --ssl-cert={client-chain} --ssl-key={client-key} --user={user}";
