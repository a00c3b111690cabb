//! The lists of causes that many messages share, the likeliest first.

use super::super::entry::Cause;
use super::*;
use Cause::{Rule, Setup as Apart};

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $($cause:expr),+;)*) => {
        $($(#[$doc])* pub(in crate::explain) const $name: &[Cause] = &[$($cause),+];)*
    };
}

lists! {
    /// The issuer is not found or not trusted.
    ISSUER: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Apart(&OTHER_FILE),
        Apart(&NOT_IN_STORE), Apart(&INTERCEPTION), Apart(&OLD_STORE), Apart(&SNI),
        Rule("signature-wrong"), Rule("key-identifier-mismatch"), Rule("extension-unreadable");
    /// Go tried a candidate by name and it did not fit.
    GO_CANDIDATE: Rule("signature-wrong"), Rule("issuer-not-ca"), Rule("issuer-may-not-sign"), Rule("weak-signature"),
        Apart(&NOT_IN_STORE), Apart(&OLD_STORE), Rule("issuer-missing"), Rule("key-identifier-mismatch");
    /// Only the leaf arrived.
    LEAF_ALONE: Rule("issuer-missing"), Apart(&OTHER_FILE), Rule("not-trusted"), Apart(&NOT_IN_STORE),
        Apart(&INTERCEPTION), Rule("wrong-order");
    /// An issuer above an intermediate is missing.
    ISSUER_ABOVE: Rule("anchor-not-self-signed"), Rule("issuer-missing"), Rule("not-trusted"), Apart(&NOT_IN_STORE);
    /// Signed by itself.
    SELF_SIGNED: Rule("self-signed"), Apart(&NOT_IN_STORE), Apart(&SNI), Apart(&INTERCEPTION);
    /// The chain brings its own root.
    PRIVATE_ROOT: Rule("not-trusted"), Apart(&NOT_IN_STORE), Apart(&INTERCEPTION), Apart(&OLD_STORE);
    /// Expired.
    EXPIRED: Rule("expired"), Apart(&CLOCK), Apart(&OTHER_FILE), Apart(&OLD_STORE);
    /// Not valid yet.
    NOT_YET: Rule("not-yet-valid"), Apart(&CLOCK);
    /// Either end of the validity period.
    DATES: Rule("expired"), Rule("not-yet-valid"), Apart(&CLOCK), Apart(&OTHER_FILE);
    /// Dates that cannot be read.
    BAD_DATES: Rule("dates-unreadable"), Apart(&DAMAGED);
    /// The name asked for is not in the certificate.
    NAME: Rule("host-not-covered"), Rule("no-host-names"), Apart(&OTHER_NAME), Apart(&SNI), Apart(&OTHER_FILE),
        Apart(&INTERCEPTION);
    /// No names at all.
    NO_NAMES: Rule("no-host-names"), Rule("host-not-covered"), Apart(&SNI), Apart(&OTHER_FILE);
    /// A name that a configuration expects.
    EXPECTED: Rule("host-not-covered"), Apart(&EXPECTED_SAN), Rule("no-host-names");
    /// The use.
    PURPOSE: Rule("purpose-not-allowed"), Rule("usage-not-nested"), Rule("key-usage-not-allowed"),
        Rule("ns-type-not-allowed"), Rule("usage-any-only"), Apart(&USE_ASKED);
    /// The EKU of the leaf or of a CA.
    EKU: Rule("purpose-not-allowed"), Rule("usage-not-nested"), Rule("usage-any-only"), Rule("apple-server-auth-missing"),
        Apart(&USE_ASKED);
    /// The key usage.
    KEY_USAGE: Rule("key-usage-not-allowed"), Rule("key-usage-no-signature"), Apart(&CIPHERS);
    /// The Netscape type.
    NS_TYPE: Rule("ns-type-not-allowed");
    /// An issuer that is no CA or may not sign.
    NOT_CA: Rule("issuer-not-ca"), Rule("issuer-may-not-sign"), Apart(&STRICT);
    /// An issuer may not sign.
    NOT_SIGN: Rule("issuer-may-not-sign"), Rule("issuer-not-ca");
    /// A CA as leaf.
    CA_LEAF: Rule("ca-as-leaf"), Apart(&OTHER_FILE), Rule("wrong-order");
    /// Path length.
    PATH_LENGTH: Rule("path-too-long");
    /// Verification depth.
    LONG_CHAIN: Apart(&DEPTH);
    /// Name constraints.
    CONSTRAINTS: Rule("name-outside-constraints"), Rule("constraint-not-evaluated");
    /// Constraints a program cannot evaluate.
    STRANGE_CONSTRAINT: Rule("constraint-not-evaluated"), Rule("name-outside-constraints");
    /// Signer's constraints, as GnuTLS calls both.
    SIGNER: Rule("name-outside-constraints"), Rule("path-too-long"), Rule("issuer-may-not-sign"),
        Rule("constraint-not-evaluated");
    /// An unknown critical extension.
    CRITICAL: Rule("critical-extension-unknown"), Rule("precertificate");
    /// Weak keys.
    WEAK_KEY: Rule("weak-key"), Rule("weak-curve"), Apart(&SECURITY_LEVEL);
    /// Weak digests.
    WEAK_DIGEST: Rule("weak-signature"), Apart(&SECURITY_LEVEL);
    /// Either.
    WEAK: Rule("weak-signature"), Rule("weak-key"), Rule("weak-curve"), Rule("uncommon-key"), Apart(&SECURITY_LEVEL);
    /// Curves and key kinds a program does not know.
    STRANGE_KEY: Rule("weak-curve"), Rule("uncommon-key");
    /// The signature does not fit.
    SIGNATURE: Rule("signature-wrong"), Rule("algorithms-differ"), Rule("weak-signature"),
        Apart(&DAMAGED);
    /// Two names of the algorithm.
    ALGORITHMS: Rule("algorithms-differ");
    /// Key identifiers.
    KEY_IDS: Rule("key-identifier-mismatch"), Rule("signature-wrong"), Rule("issuer-missing");
    /// Strict checks of OpenSSL.
    STRICT_ONLY: Apart(&STRICT), Rule("encoding-problems"), Rule("issuer-not-ca");
    /// Revoked.
    REVOKED_ONLY: Rule("revoked"), Apart(&REVOKED);
    REVOKED_IN_FIREFOX: Rule("revoked"), Rule("revoked-in-firefox"), Apart(&REVOKED);
    /// Revocation cannot be told.
    REVOCATION: Apart(&RESPONDER), Apart(&CRL_MISSING), Apart(&CRL_OLD);
    /// No list.
    NO_LIST: Rule("revocation-not-covered"), Rule("revocation-evidence-foreign"), Apart(&CRL_MISSING);
    /// An old list.
    OLD_LIST: Rule("revocation-evidence-void"), Apart(&CRL_OLD), Apart(&CLOCK);
    /// Key and certificate do not belong together.
    PAIR: Rule("key-mismatch"), Rule("wrong-order"), Apart(&OTHER_FILE);
    /// A file of another kind.
    FORMAT: Apart(&WRONG_FORMAT), Apart(&DAMAGED), Apart(&FILE_ACCESS);
    /// A file that cannot be opened.
    ACCESS: Apart(&FILE_ACCESS), Apart(&WRONG_FORMAT);
    /// A password.
    PASSWORD: Apart(&WRONG_PASSWORD), Apart(&OLD_ENCRYPTION), Apart(&DAMAGED);
    /// Old protection.
    OLD_FILE: Apart(&OLD_ENCRYPTION), Apart(&WRONG_PASSWORD);
    /// Something malformed.
    MALFORMED: Rule("encoding-problems"), Rule("extension-unreadable"), Rule("dates-unreadable"), Rule("not-der"), Rule("bytes-left-over"),
        Apart(&DAMAGED);
    /// Chromium's word for everything that is not to the standard.
    NOT_TO_STANDARD: Rule("purpose-not-allowed"), Rule("critical-extension-unknown"), Rule("name-outside-constraints"),
        Rule("path-too-long"), Rule("issuer-not-ca"), Rule("issuer-may-not-sign"), Rule("usage-not-nested"),
        Rule("signature-wrong"), Rule("algorithms-differ"), Rule("extension-unreadable"), Rule("encoding-problems");
    /// The client sent no certificate.
    NO_CERT: Apart(&NO_CLIENT_CERT), Rule("purpose-not-allowed"), Rule("key-mismatch"), Apart(&NOT_IN_SERVER_STORE);
    /// The handshake failed, as the other side says.
    HANDSHAKE: Apart(&NO_CLIENT_CERT), Apart(&CIPHERS), Apart(&OLD_PROTOCOL), Apart(&SNI),
        Rule("key-usage-no-signature"), Rule("uncommon-key"), Apart(&THEIR_LOG);
    /// The other side refused the certificate and does not say why.
    REFUSED: Rule("issuer-missing"), Rule("not-trusted"), Rule("expired"), Rule("not-yet-valid"),
        Rule("purpose-not-allowed"), Rule("usage-not-nested"), Rule("self-signed"), Rule("weak-signature"),
        Rule("weak-key"), Rule("signature-wrong"), Apart(&NOT_IN_SERVER_STORE), Apart(&NO_CLIENT_CERT), Rule("revoked"),
        Apart(&REVOKED), Apart(&THEIR_LOG);
    /// The other side does not know the CA.
    THEIR_CA: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Apart(&NOT_IN_SERVER_STORE),
        Apart(&NOT_IN_STORE), Apart(&OTHER_FILE), Apart(&THEIR_LOG);
    /// The other side finds the certificate expired.
    THEIR_DATES: Rule("expired"), Rule("not-yet-valid"), Apart(&CLOCK), Apart(&OTHER_FILE);
    /// The other side cannot use the kind of certificate.
    THEIR_KIND: Rule("purpose-not-allowed"), Rule("key-usage-not-allowed"), Rule("uncommon-key"), Rule("weak-curve"),
        Apart(&CIPHERS), Apart(&THEIR_LOG);
    /// A signature of the handshake or of the path.
    SIGNATURE_OR_PAIR: Rule("signature-wrong"), Rule("key-mismatch"), Rule("algorithms-differ"), Apart(&THEIR_LOG);
    /// A check of a program's own.
    SENT_INTERNAL: Rule("purpose-not-allowed"), Rule("key-usage-not-allowed"), Apart(&DEPTH), Apart(&STRICT),
        Apart(&NOT_DECIDED);
    /// A client certificate that is asked for late.
    RENEGOTIATION: Apart(&RENEGOTIATED), Apart(&NO_CLIENT_CERT);
    /// A chain file that a service does not take.
    CHAIN_FILE: Rule("wrong-order"), Rule("issuer-missing"), Rule("unrelated"), Rule("duplicate"), Rule("key-mismatch"),
        Apart(&OTHER_FILE);
    /// A certificate and its kind of key at a service.
    SERVICE: Rule("uncommon-key"), Rule("weak-key"), Rule("weak-signature"), Rule("expired"), Apart(&SAME_CLOUD);
    /// A CA certificate that a program is given as its own.
    OWN_CA: Rule("issuer-not-ca"), Rule("issuer-may-not-sign"), Rule("path-too-long"), Rule("key-mismatch"),
        Apart(&WRONG_FORMAT), Apart(&OTHER_FILE);
    /// A certificate to sign with.
    SIGNER_CERT: Apart(&SIGNER_STORE), Rule("purpose-not-allowed"), Rule("expired");
    /// No account for it.
    UNMAPPED: Apart(&MAPPING), Apart(&RIGHTS);
    /// No rights.
    NO_RIGHTS: Apart(&RIGHTS), Apart(&NO_CLIENT_CERT), Apart(&MAPPING);
    /// A program's own certificate, file or key, that is not loaded.
    OWN_FILES: Apart(&WRONG_FORMAT), Apart(&FILE_ACCESS), Rule("key-mismatch"), Apart(&WRONG_PASSWORD), Rule("weak-key"),
        Rule("weak-signature"), Apart(&DAMAGED);
    /// A key that is not loaded.
    OWN_KEY: Apart(&WRONG_FORMAT), Apart(&WRONG_PASSWORD), Apart(&FILE_ACCESS), Rule("key-mismatch"), Apart(&DAMAGED);
    /// No key for a certificate.
    LONE: Apart(&KEY_UNUSABLE), Apart(&OTHER_FILE), Rule("key-mismatch");
    /// The leaf alone in its field.
    AWS_FIELD: Apart(&ONE_ONLY), Rule("wrong-order"), Rule("duplicate"), Apart(&WRONG_FORMAT);
    /// A certificate at a service of AWS.
    AWS_USE: Rule("issuer-missing"), Rule("not-trusted"), Rule("host-not-covered"), Rule("expired"), Rule("self-signed"),
        Apart(&SAME_CLOUD);
    /// A webhook's caBundle.
    WEBHOOK: Apart(&STALE_BUNDLE), Rule("issuer-missing"), Rule("not-trusted"), Rule("host-not-covered"), Rule("expired"),
        Apart(&UNREACHED);
    /// The client certificate of a kubelet.
    KUBELET: Rule("expired"), Apart(&CLOCK), Apart(&FILE_ACCESS), Apart(&NOT_IN_SERVER_STORE);
    /// What a role of Vault allows.
    VAULT_ROLE: Apart(&ROLE), Rule("issuer-not-ca"), Rule("key-mismatch"), Rule("expired");
    /// Files of Docker.
    DOCKER_FILES: Apart(&DOCKER_NAMES), Apart(&FILE_ACCESS), Rule("key-mismatch"), Apart(&WRONG_FORMAT);
    /// A CA's refusal of a request.
    ACME_REFUSED: Apart(&CA_POLICY), Rule("weak-key"), Rule("uncommon-key");
    /// A CA's doubt about a name.
    ACME_PROOF: Apart(&NAME_PROOF), Apart(&CA_POLICY);
    /// Logging in at a Windows domain.
    KDC: Apart(&MAPPING), Apart(&NOT_IN_SERVER_STORE), Rule("purpose-not-allowed"), Apart(&RESPONDER), Rule("expired"),
        Rule("issuer-missing");
    /// The network policy server of Windows.
    NPS: Apart(&MAPPING), Rule("purpose-not-allowed"), Apart(&NOT_IN_SERVER_STORE), Apart(&RESPONDER), Rule("issuer-missing"),
        Rule("expired");
    /// An extension that stands there twice.
    REPEATED: Rule("extension-repeated"), Apart(&DAMAGED);
    /// A PKCS#12 file in the making.
    PKCS12_PAIR: Rule("key-mismatch"), Apart(&WRONG_FORMAT), Rule("issuer-missing"), Apart(&OTHER_FILE);
    /// A CA made with the openssl command.
    OPENSSL_CA: Rule("key-mismatch"), Apart(&CA_POLICY), Apart(&OTHER_FILE);
    /// The configuration of openssl.
    OPENSSL_CONFIG: Apart(&WRONG_FORMAT), Apart(&FILE_ACCESS);
    /// What remote-cert-tls of OpenVPN asks for.
    OPENVPN_KU: Apart(&OPENVPN_ASKS), Rule("key-usage-not-allowed"), Rule("purpose-not-allowed"), Rule("ca-as-leaf");
    /// A list of OpenVPN.
    OPENVPN_CRL: Rule("revoked"), Apart(&REVOKED), Apart(&CRL_OLD), Apart(&CRL_MISSING);
    /// No answer in time.
    NO_ANSWER: Apart(&UNREACHED), Rule("issuer-missing"), Rule("purpose-not-allowed"), Rule("expired"), Apart(&THEIR_LOG),
        Apart(&CLOCK);
    /// Nothing that certificates decide.
    NOT_CERTIFICATES: Apart(&OTHER_SECRET), Apart(&CLOCK);
    /// A peer whose identity must stand in its certificate.
    STRONGSWAN_ID: Rule("issuer-missing"), Rule("not-trusted"), Apart(&EXPECTED_SAN), Rule("expired"), Apart(&NOT_IN_STORE),
        Rule("signature-wrong");
    /// A client's chain as the server meets it.
    THEIR_CLIENT_CHAIN: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Apart(&NOT_IN_SERVER_STORE),
        Apart(&OTHER_FILE);
    /// A device that stops in the middle.
    SILENT_DEVICE: Apart(&NOT_IN_STORE), Rule("purpose-not-allowed"), Rule("issuer-missing"), Rule("expired"),
        Rule("weak-signature"), Apart(&EXPECTED_SAN), Apart(&THEIR_LOG);
    /// A broker that ends a connection.
    BROKER_CUT: Apart(&THEIR_LOG), Apart(&NO_CLIENT_CERT), Rule("issuer-missing"), Rule("purpose-not-allowed"), Rule("expired"),
        Apart(&NOT_IN_SERVER_STORE), Apart(&NOT_TLS);
    /// Erlang's basic constraints and RabbitMQ's depth.
    ERLANG_DEPTH: Apart(&DEPTH), Rule("issuer-not-ca"), Rule("path-too-long");
    /// Kafka's PEM files.
    KAFKA_PEM: Apart(&KEY_FORM), Apart(&WRONG_FORMAT), Apart(&WRONG_PASSWORD), Rule("key-mismatch");
    /// A container that does not open.
    PASSWORD_OR_FILE: Apart(&WRONG_PASSWORD), Apart(&FILE_ACCESS), Apart(&WRONG_FORMAT), Apart(&OLD_ENCRYPTION);
    /// A container that is too new for its reader.
    TOO_NEW: Apart(&NEW_ENCRYPTION), Apart(&WRONG_PASSWORD), Apart(&DAMAGED);
    /// Rights of a key file.
    KEY_RIGHTS: Apart(&FILE_ACCESS);
    /// A client refused the server's certificate.
    SERVER_REFUSED: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Rule("host-not-covered"), Rule("expired"),
        Rule("not-yet-valid"), Apart(&NOT_IN_STORE), Apart(&OTHER_FILE);
    /// A Secret without its parts.
    SECRET_PARTS: Apart(&SECRET_KEYS), Apart(&WRONG_FORMAT), Rule("key-mismatch");
    /// A default certificate in a secret's place.
    INGRESS_DEFAULT: Apart(&SECRET_KEYS), Rule("host-not-covered"), Rule("key-mismatch"), Apart(&SNI), Rule("expired");
    /// A file of trusted CAs.
    CA_FILE: Apart(&FILE_ACCESS), Apart(&WRONG_FORMAT), Apart(&DAMAGED), Rule("issuer-not-ca");
    /// The client checks what the server sent and HAProxy, nginx, Apache only say that it failed.
    CLIENT_REFUSED: Rule("issuer-missing"), Rule("not-trusted"), Apart(&NOT_IN_SERVER_STORE), Rule("expired"),
        Rule("not-yet-valid"), Rule("purpose-not-allowed"), Rule("usage-not-nested"), Rule("revoked"),
        Apart(&REVOKED), Apart(&CRL_MISSING);
    /// keytool imports nothing over an entry.
    TAKEN: Apart(&ALIAS_TAKEN);
    /// nginx counts intermediates, and calls one too many a missing issuer.
    NGINX_CLIENT: Rule("issuer-missing"), Apart(&NGINX_DEPTH), Rule("not-trusted"), Apart(&NOT_IN_SERVER_STORE),
        Rule("signature-wrong"), Rule("key-identifier-mismatch");
    /// .NET names both chain and name.
    CHAIN_ANY: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Rule("expired"), Rule("not-yet-valid"),
        Rule("purpose-not-allowed"), Rule("weak-signature"), Rule("signature-wrong"), Apart(&NOT_IN_STORE),
        Apart(&OTHER_FILE), Apart(&RESPONDER);
    /// Anything; another message says which.
    ELSEWHERE: Apart(&NOT_DECIDED);
    /// No TLS spoken.
    NO_TLS: Apart(&NOT_TLS), Apart(&OLD_PROTOCOL);
    /// No TLS, or an end without a word.
    NO_TLS_OR_CUT: Apart(&NOT_TLS), Apart(&CUT_OFF), Apart(&OLD_PROTOCOL);
    /// A CA's answer imported by keytool.
    JAVA_REPLY: Rule("issuer-missing"), Rule("key-mismatch"), Apart(&OTHER_FILE), Apart(&NOT_IN_STORE);
    /// Basic constraints of any kind.
    NOT_CA_OR_LONG: Rule("issuer-not-ca"), Rule("path-too-long"), Rule("issuer-may-not-sign");
    /// Apple's short word for many things.
    APPLE: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Rule("host-not-covered"),
        Rule("no-host-names"), Apart(&NOT_IN_STORE), Apart(&TOO_LONG), Apart(&OTHER_FILE), Apart(&INTERCEPTION);
    /// Apple's rules for server certificates.
    APPLE_RULES: Rule("apple-validity-too-long"), Rule("validity-too-long-public"), Rule("no-host-names"),
        Rule("apple-server-auth-missing"), Rule("purpose-not-allowed"), Rule("weak-key"), Rule("weak-signature"),
        Apart(&TOO_LONG), Apart(&NO_CT);
    /// Versions.
    VERSION: Apart(&OLD_PROTOCOL), Apart(&NOT_TLS);
    /// Ciphers.
    CIPHER: Apart(&CIPHERS), Rule("uncommon-key"), Rule("key-usage-no-signature"), Apart(&OLD_PROTOCOL);
    /// Cut off.
    CUT: Apart(&CUT_OFF), Apart(&NO_CLIENT_CERT), Apart(&SNI), Apart(&NOT_TLS);
    /// The name is not known to the server.
    NAME_UNKNOWN: Apart(&SNI), Apart(&OTHER_NAME);
    /// Pins.
    PIN: Apart(&PINNED), Apart(&INTERCEPTION), Apart(&OTHER_FILE);
    /// Certificate Transparency.
    TRANSPARENCY: Apart(&NO_CT);
    /// Distrust.
    DISTRUST: Apart(&DISTRUSTED), Apart(&INTERCEPTION);
    /// Too long a validity.
    LONG_LIFE: Apart(&TOO_LONG);
    /// Must-staple.
    MUST_STAPLE: Rule("must-staple"), Apart(&STAPLE);
    /// Serial numbers.
    SERIAL: Apart(&REUSED_SERIAL);
    /// Marks on CAs.
    MARKED: Apart(&TRUST_SETTINGS), Rule("not-trusted"), Apart(&NOT_IN_STORE);
    /// The key of a client.
    CLIENT_KEY: Apart(&KEY_UNUSABLE), Rule("key-mismatch"), Apart(&CIPHERS);
    /// No roots.
    NO_ROOTS: Apart(&OLD_STORE), Apart(&NOT_IN_STORE), Apart(&FILE_ACCESS);
    /// ALPN.
    NO_ALPN: Apart(&ALPN);
    /// Policies.
    POLICIES: Apart(&POLICY);
    /// OCSP.
    OCSP: Apart(&RESPONDER), Apart(&STAPLE), Apart(&CLOCK);
    /// Serial numbers that are no positive numbers, old versions, and the like.
    ENCODING: Rule("encoding-problems"), Apart(&DAMAGED);
    /// A program that stops searching for a path.
    LIMIT: Rule("search-unfinished"), Rule("path-too-long"), Apart(&DEPTH);
    /// A certificate that a reader does not take.
    READING: Rule("encoding-problems"), Rule("extension-unreadable"), Rule("not-der"), Rule("algorithm-parameters"),
        Rule("uncommon-key"), Rule("dates-unreadable"), Apart(&DAMAGED);
    /// The same where the file may be of another kind altogether.
    READING_OR_FORMAT: Rule("encoding-problems"), Rule("extension-unreadable"), Rule("not-der"), Apart(&WRONG_FORMAT),
        Apart(&DAMAGED), Apart(&FILE_ACCESS);
    /// An extension that a reader does not take.
    EXTENSION: Rule("critical-extension-unknown"), Rule("extension-unreadable"), Rule("unique-identifier"),
        Rule("encoding-problems");
    /// Names of the leaf that no constraint can be compared with.
    BAD_NAMES: Rule("dns-name-characters"), Rule("dns-name-labels"), Rule("uri-or-mail-malformed"),
        Rule("constraint-not-evaluated"), Rule("name-outside-constraints"), Rule("extension-unreadable");
    /// An alternative name that must be critical, or must not.
    SAN_FLAG: Rule("empty-subject-san-not-critical"), Rule("critical-by-mistake"), Rule("extension-unreadable");
    /// The key of a certificate that cannot be read or used.
    BAD_KEY: Rule("uncommon-key"), Rule("weak-curve"), Rule("weak-key"), Rule("rsa-exponent-unusable"),
        Rule("rsa-exponent-small"), Rule("encoding-problems");
    /// The key usage of a leaf or of an issuer.
    ANY_KEY_USAGE: Rule("key-usage-not-allowed"), Rule("key-usage-no-signature"), Rule("issuer-may-not-sign");
    /// Profiles that ask more of a certificate than most readers.
    PROFILE: Rule("version-too-low"), Rule("algorithms-differ"), Rule("serial-number-form"),
        Rule("serial-number-negative"), Rule("ca-name-empty"), Rule("date-type"), Rule("encoding-problems");
    /// Flags and parts of extensions that a profile asks for.
    PROFILE_EXTENSION: Rule("authority-key-id-missing"), Rule("ca-key-id-missing"), Rule("ca-key-usage-missing"),
        Rule("ca-constraints-not-critical"), Rule("critical-by-mistake"), Rule("extension-unreadable");
    /// A leaf that may do what only CAs may.
    LEAF_SIGNS: Rule("ca-as-leaf"), Rule("leaf-may-sign-certificates"), Apart(&OTHER_FILE);
    /// No chain of Go's fits the use or the policies.
    NO_CHAINS: Rule("purpose-not-allowed"), Rule("usage-not-nested"), Apart(&POLICY), Apart(&USE_ASKED);
    /// GnuTLS's word for every refusal; with no reason behind it, a key or signature that it cannot use.
    REFUSED_OR_UNCHECKED: Rule("issuer-missing"), Rule("not-trusted"), Rule("self-signed"), Rule("expired"),
        Rule("not-yet-valid"), Rule("purpose-not-allowed"), Rule("weak-signature"), Rule("signature-wrong"),
        Rule("signature-unchecked"), Apart(&NOT_IN_STORE), Apart(&OTHER_FILE), Apart(&RESPONDER);
    /// GnuTLS's word for a refusal and for a certificate that it cannot read.
    REFUSED_OR_UNREADABLE: Rule("encoding-problems"), Rule("extension-unreadable"), Rule("algorithms-differ"),
        Rule("issuer-missing"), Rule("not-trusted"), Rule("expired"), Rule("not-yet-valid"), Rule("purpose-not-allowed"),
        Rule("weak-signature"), Rule("signature-wrong"), Apart(&NOT_IN_STORE);
    /// OpenSSL does not say what.
    UNSPECIFIED: Rule("constraint-not-evaluated"), Rule("uncommon-key"), Rule("encoding-problems"),
        Rule("extension-unreadable");
    /// Numbers that are negative or too long.
    INTEGERS: Rule("serial-number-negative"), Rule("serial-number-form"), Rule("encoding-problems"), Rule("not-der");
    /// A proxy certificate.
    PROXY: Apart(&STRICT), Rule("uncommon-key"), Apart(&OTHER_FILE);
    /// The program asked about nothing that it can answer.
    ASKED: Apart(&OTHER_NAME);
    /// Names that only an internal network knows.
    INTERNAL_NAME: Apart(&OTHER_NAME), Rule("no-host-names");
}
