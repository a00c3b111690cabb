//! What databases and directories say: PostgreSQL, MySQL and MariaDB, MongoDB, Redis, Oracle,
//! SQL Server, OpenLDAP.
//!
//! PostgreSQL 15 was run, server and psql (src/backend/libpq/be-secure-openssl.c, auth.c,
//! src/interfaces/libpq/fe-secure-openssl.c, fe-secure-common.c). The words of MariaDB 10.11, Redis 7
//! and OpenLDAP 2.5 stand in the programs of Debian 12. From sources: mongodb/mongo
//! (src/mongo/util/net/ssl_manager_openssl.cpp, ssl_manager.cpp), redis/redis (src/tls.c),
//! mysql/mysql-server (share/messages_to_error_log.txt); Oracle's list of the errors ORA-28750 to
//! ORA-29249 (docs.oracle.com, Database Error Messages); Microsoft's pages about the driver errors.

use super::super::causes::*;
use super::super::entry::{Entry, either, ours, theirs};

const PG: &str = "PostgreSQL";
const MY: &str = "MySQL and MariaDB";
const MO: &str = "MongoDB";
const RE: &str = "Redis";
const OR: &str = "Oracle";
const MS: &str = "SQL Server";
const LD: &str = "OpenLDAP";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("postgres-name", PG, &["server certificate for \"{}\" does not match host name \"{}\"", "server certificate for \"{}\" (and {} other name{}) does not match host name \"{}\""],
        "The host in the connection string is not in the server's certificate.", NAME),
    ours("postgres-no-name", PG, &["could not get server's host name from server certificate", "host name must be specified for a verified SSL connection", "SSL certificate's name entry is missing", "SSL certificate's name contains embedded null"],
        "sslmode=verify-full compares names, and the certificate or the connection string has none.", NO_NAMES),
    ours("postgres-root", PG, &["root certificate file \"{}\" does not exist", "could not read root certificate file \"{}\"", "could not get home directory to locate root certificate file", "Either provide the file or change sslmode to disable server certificate verification",
          "weak sslmode \"{}\" may not be used with sslrootcert=system"],
        "The client wants to verify the server and has no file of trusted CAs (sslrootcert).", NO_ROOTS),
    ours("postgres-key-rights", PG, &["private key file \"{}\" has group or world access", "private key file \"{}\" must be owned by the database user or root", "could not access private key file \"{}\"", "could not stat private key file \"{}\"", "private key file \"{}\" is not a regular file"],
        "The key file is not there, belongs to another user, or others may read it: PostgreSQL wants rights of 0600, or 0640 where root owns it.", KEY_RIGHTS),
    ours("postgres-key", PG, &["certificate present, but not private key file \"{}\"", "could not load private key file \"{}\"", "could not read private SSL key \"{}\" from engine \"{}\"", "private key file \"{}\" cannot be reloaded because it requires a passphrase"],
        "The key file (ssl_key_file of the server, sslkey of a client) is missing, locked, or no key.", OWN_KEY),
    ours("postgres-pair", PG, &["certificate does not match private key file \"{}\"", "check of private key failed: {}"],
        "The private key does not belong to the certificate beside it: ssl_cert_file and ssl_key_file of a server, sslcert and sslkey of a client.", PAIR),
    ours("postgres-certificate", PG, &["could not load server certificate file \"{}\"", "could not read certificate file \"{}\"", "could not open certificate file \"{}\"", "SSL configuration was not reloaded"],
        "The certificate file (ssl_cert_file of the server, sslcert of a client) cannot be read or used.", OWN_FILES),
    ours("postgres-server-ca", PG, &["could not load root certificate file \"{}\"", "client certificates can only be checked if a root certificate store is available"],
        "The server's file of CAs for clients (ssl_ca_file) cannot be read.", CA_FILE),
    ours("postgres-crl", PG, &["could not load SSL certificate revocation list file \"{}\"", "could not load SSL certificate revocation list directory \"{}\""], "The revocation list (ssl_crl_file) cannot be read.", NO_LIST),
    ours("postgres-client", PG, &["connection requires a valid client certificate"],
        "The server demands a client certificate, and the client sent none that it accepts.", NO_CERT),
    ours("postgres-user", PG,
        &["certificate authentication failed for user \"{}\"", "certificate validation (clientcert=verify-full) failed for user \"{}\": CN mismatch", "certificate validation (clientcert=verify-full) failed for user \"{}\": DN mismatch", "provided user name ({}) and authenticated user name ({}) do not match"],
        "The client's certificate is accepted, and its common name is not the user that logs in, nor mapped to it.", NO_RIGHTS),
    either("postgres-handshake", PG,
        &["could not accept SSL connection: {}", "could not accept SSL connection: EOF detected", "could not establish SSL connection: {}", "SSL SYSCALL error: {}", "SSL connection has been closed unexpectedly", "could not initialize SSL connection: {}", "Client certificate verification failed at depth {}: {}"],
        "The handshake with PostgreSQL failed; OpenSSL's words behind it say why and who refused.", HANDSHAKE).passing_on(),
    ours("postgres-no-tls", PG, &["server does not support SSL, but SSL was required", "received invalid response to SSL negotiation: {}", "no pg_hba.conf entry for host {}, user {}, database {}, no encryption", "no pg_hba.conf entry for host {}, user {}, database {}, SSL off", "hostssl record cannot match because SSL is disabled", "server sent an error response during SSL exchange"],
        "One side speaks TLS and the other does not: ssl=on of the server, sslmode of the client, or the lines of pg_hba.conf.", NO_TLS),
    either("postgres-version", PG, &["This may indicate that the client does not support any SSL protocol version between {} and {}", "This may indicate that the server does not support any SSL protocol version between {} and {}"], "Both sides have no TLS version in common.", VERSION),

    either("mysql", MY, &["ERROR 2026 (HY000)", "TLS/SSL error: {}"], "The TLS connection to the database failed; the words behind it say why.", CHAIN_ANY).passing_on(),
    ours("mysql-verify", MY, &["SSL certificate validation failure", "Failed to verify the server certificate", "Validation of SSL server certificate failed"],
        "The client refused the server's certificate: CA (ssl-ca), name or dates.", SERVER_REFUSED),
    ours("mysql-fingerprint", MY, &["Fingerprint verification of server certificate failed", "invalid finger print of server certificate"], "The server's certificate is not the pinned one.", PIN),
    ours("mysql-ca", MY, &["Unable to get CA certificate", "SSL error: Unable to get CA certificate", "SSL_CTX_load_verify_locations failed", "SSL_CTX_set_default_verify_paths failed", "CA certificate {} is self signed"],
        "The file of trusted CAs (ssl-ca) cannot be read.", CA_FILE),
    ours("mysql-certificate", MY, &["Unable to get certificate from '{}'", "SSL error: Unable to get certificate from '{}'", "Unable to get certificate"], "The certificate file (ssl-cert) cannot be read or is too weak.", OWN_FILES),
    ours("mysql-key", MY, &["Unable to get private key from '{}'", "SSL error: Unable to get private key from '{}'", "Unable to get private key"], "The key file (ssl-key) cannot be read, is locked, or is not the certificate's.", OWN_KEY),
    ours("mysql-pair", MY, &["SSL error: Private key does not match the certificate public key"], "The private key does not belong to the certificate.", PAIR),
    ours("mysql-setup", MY, &["Failed to set up SSL because of the following SSL library error: {}", "Failed to setup SSL", "Failed to refresh SSL, error: {}"], "The server goes on without TLS, because its certificate, key or CA file cannot be used.", OWN_FILES).passing_on(),
    ours("mysql-no-tls", MY, &["SSL is required, but the server does not support it", "SSL is required but the server doesn't support it", "Connections using insecure transport are prohibited while --require_secure_transport=ON"], "One side demands TLS, and the other does not speak it.", NO_TLS),
    theirs("mysql-user", MY, &["X509 {} mismatch: should be '{}' but is '{}'", "X.509 ciphers mismatch: should be '{}' but is '{}'", "X.509 issuer mismatch: should be '{}' but is '{}'", "X.509 subject mismatch: should be '{}' but is '{}'"], "The account demands another subject or issuer than the client's certificate has.", NO_RIGHTS),

    ours("mongodb-none", MO, &["no SSL certificate provided by peer; connection rejected", "no SSL certificate provided by peer"],
        "The server demands a certificate, and the client or the other member sent none.", NO_CERT),
    ours("mongodb-verify", MO, &["SSL peer certificate validation failed", "TLS peer certificate validation failed", "SSL peer certificate revocation status checking failed", "SSLHandshakeFailed", "peer certificate validation failed"],
        "MongoDB refused the certificate of the client, server or other member; the words behind it say why.", CHAIN_ANY).passing_on(),
    ours("mongodb-plain", MO, &["The server is configured to only allow SSL connections"], "The client connected without TLS, and the server wants it.", NO_TLS),
    ours("mongodb-name", MO, &["The server certificate does not match the host name. Hostname: {} does not match {}", "The server certificate does not match the host name"], "The host in the connection string is not in the server's certificate.", NAME),
    ours("mongodb-files", MO,
        &["cannot read certificate file: {}", "cannot read PEM key file: {}", "cannot read certificate authority file: {}", "Cannot read certificate file", "Can not set up PEM key file", "Cannot read PEM key file", "Cannot read certificate authority file", "The provided SSL certificate is expired or not yet valid", "Cannot retrieve certificate from keyfile"],
        "tlsCertificateKeyFile or tlsCAFile cannot be read: MongoDB wants certificate and key in one PEM file.", OWN_FILES),
    ours("mongodb-pair", MO, &["SSL_CTX_check_private_key failed"], "The private key in the file does not belong to its certificate.", PAIR),
    ours("mongodb-password", MO, &["Failed to parse PEM blob header"], "The key in the PEM file is locked, and the password is missing or wrong.", PASSWORD),
    ours("mongodb-user", MO, &["There is no x.509 client certificate matching the user", "No verified subject name available from client", "Could not find user \"CN={}\" for db \"$external\""], "The certificate is accepted, and no user of the database has its subject.", NO_RIGHTS),

    ours("redis-files", RE,
        &["Failed to load certificate: {}", "Failed to load private key: {}", "Failed to configure CA certificate(s) file/directory: {}", "Failed to configure TLS. Check logs for more info", "No tls-cert-file configured!", "Either tls-ca-cert-file or tls-ca-cert-dir must be specified when tls-cluster, tls-replication or tls-auth-clients are enabled!", "Could not negotiate a TLS connection: {}", "Failed to load CA Certificate or CA Path", "Failed to load private key"],
        "A file of the TLS configuration cannot be read, or the key is not that of the certificate.", OWN_FILES),
    either("redis-handshake", RE, &["Error accepting a client connection: {}", "Error accepting a client connection: error:", "Error condition on socket for SYNC: {}", "Could not connect to Redis at {}: SSL_connect failed: {}", "SSL_connect failed: {}"],
        "A handshake with Redis failed; OpenSSL's words behind it say why and who refused.", HANDSHAKE).passing_on(),

    ours("oracle-verify", OR, &["ORA-29024", "ORA-28791", "ORA-28868", "Certificate validation failure", "certificate verification failure"],
        "The wallet does not hold the root, or an intermediate, that the certificate of the other side needs; or that certificate is expired.", CHAIN_ANY),
    ours("oracle-name", OR, &["ORA-24263", "ORA-29003", "Certificate of the remote server does not match the target address", "SSL transport detected mismatched server certificate", "The server's SSL certificate's DN does not match"],
        "The server's certificate is not for the name that the connection expects (SSL_SERVER_DN_MATCH).", NAME),
    ours("oracle-wallet", OR, &["ORA-28759", "ORA-28750", "ORA-28788", "ORA-29106", "ORA-28365", "cannot import PKCS #12 wallet", "user provided invalid information, or an unknown error"],
        "The wallet is not there, may not be read, or its password is wrong.", PASSWORD_OR_FILE),
    either("oracle-handshake", OR, &["ORA-28860", "ORA-28862", "ORA-28864", "ORA-28865", "ORA-28857", "ORA-28858", "ORA-28859", "ORA-28866", "Fatal SSL error", "SSL negotiation failure", "ORA-29039", "ORA-29019"],
        "The handshake failed: versions, ciphers, a client certificate that is demanded (SSL_CLIENT_AUTHENTICATION), or a refusal; sqlnet.log and the other side know.", HANDSHAKE),

    ours("sqlserver-client", MS,
        &["A connection was successfully established with the server, but then an error occurred during the login process. (provider: SSL Provider, error: 0", "(provider: SSL Provider, error: 0", "The driver could not establish a secure connection to SQL Server by using Secure Sockets Layer (SSL) encryption"],
        "The client did not accept the TLS of SQL Server; the words behind it say why. Since 2022 drivers verify the certificate by default, and the one that the server makes for itself is trusted by nobody.", SERVER_REFUSED).passing_on(),
    ours("sqlserver-load", MS, &["The server could not load the certificate it needs to initiate an SSL connection", "TDSSNIClient initialization failed with error {}", "Unable to load user-specified certificate"],
        "SQL Server cannot use its certificate: no private key that its account may read, no serverAuth in the EKU, or no KeySpec of key exchange.", LONE),

    ours("openldap-name", LD, &["TLS: hostname does not match subjectAltName in peer certificate", "TLS: hostname ({}) does not match common name in certificate ({})", "TLS: hostname ({}) does not match subjectAltName in certificate", "TLS: hostname does not match name in peer certificate", "TLS: hostname does not match CN in peer certificate", "TLS: hostname ({}) does not match common name in certificate"], "The host asked for is not in the server's certificate.", NAME),
    ours("openldap-no-name", LD, &["TLS: unable to get subjectAltName from peer certificate", "TLS: unable to get CN from peer certificate", "TLS: unable to get common name from peer certificate"], "The server's certificate has no name for hosts.", NO_NAMES),
    ours("openldap-none", LD, &["TLS: unable to get peer certificate", "TLS: peer certificate untrusted or revoked ({})", "TLS: peer certificate untrusted or revoked"], "The other side's certificate is not trusted, revoked, or was not sent.", CHAIN_ANY),
    ours("openldap-dates", LD, &["TLS: peer certificate not yet active"], "The other side's certificate is expired or not valid yet.", DATES),
    ours("openldap-files", LD,
        &["TLS: could not use certificate `{}'", "TLS: could not use certificate: {}", "TLS: could not use certificate file `{}'", "TLS: could not use key file `{}'", "TLS: could not use private key file `{}'", "TLS: could not use private key: {}", "TLS: could not use CA certificate file `{}'", "TLS: could not use CA certificate: {}", "TLS: could not load verify locations (file:`{}',dir:`{}')", "TLS: could not load client CA list (file:`{}',dir:`{}')", "TLS: opening `{}' failed: {}", "main: TLS init def ctx failed: {}", "TLS: could not use certificate with key: {}", "TLS init def ctx failed"],
        "A file of the TLS settings cannot be read, or the key is not that of the certificate.", OWN_FILES),
    either("openldap-handshake", LD, &["TLS: can't accept: {}", "TLS: can't connect: {}", "ldap_start_tls: Connect error (-11)", "additional info: TLS: {}", "TLS negotiation failure", "connection_read({}): TLS accept failure error={}", "ldap_start_tls: Can't contact LDAP server (-1)", "TLS certificate verification: Error, {}", "TLS certificate verification: depth: {}, err: {}, subject: {}, issuer: {}"],
        "The handshake with the directory failed; the words behind it say why.", HANDSHAKE).passing_on(),
    ours("openldap-pin", LD, &["TLS: public key hash does not match provided pin"], "The server's key is not the pinned one.", PIN),
];
