//! Causes that files do not show, and the lists of causes that many messages share.

use super::entry::{Cause, Setup};
use Cause::{Rule, Setup as Apart};

macro_rules! setups {
    ($($name:ident, $id:literal, $title:literal, $unseen:literal, $advice:literal, $command:literal;)*) => {
        $(pub(super) static $name: Setup = Setup {
            id: $id, title: $title, unseen: $unseen, advice: $advice, command: $command,
        };)*
        /// Every cause that files do not show.
        pub static SETUPS: &[&Setup] = &[$(&$name),*];
    };
}

setups! {
    CLOCK, "clock-wrong", "The clock of the machine that judged is wrong",
        "Files do not tell what time another machine takes it to be.",
        "Compare the machine's date with the real one, and switch on time synchronisation. Containers and \
         virtual machines take theirs from the host.", "date -u";
    NOT_IN_STORE, "ca-not-in-store", "The CA is not among those the other program trusts",
        "Which CAs a program trusts lies on its machine; many bring their own list and ignore the system's.",
        "Add the root to the list that this very program reads: a CA file option, its own truststore, or the \
         system's store.", "";
    OLD_STORE, "store-out-of-date", "The program's list of CAs is out of date or empty",
        "The list lies on the machine that judged.",
        "Update the system's CA package, or install one: minimal container images have none.",
        "apt-get install ca-certificates";
    INTERCEPTION, "intercepted", "A proxy or virus scanner answers in the server's place",
        "Files do not show who answered.",
        "Look at the issuer of the certificate that really arrives. Where it names a company or a security \
         product, add that product's root to the program's trusted CAs.",
        "openssl s_client -connect {host}:443 -servername {host} -showcerts";
    OTHER_FILE, "server-sends-other-file", "The server sends another file than the one looked at here",
        "What a server sends shows only in a connection.",
        "Fetch what it sends, look at that here, and configure the file with the leaf and its intermediates. \
         Restart or reload the server after changing the file.",
        "openssl s_client -connect {host}:443 -servername {host} -showcerts";
    SNI, "sni-missing", "The client does not name the host, so the server sends its default certificate",
        "The name a client asks for (SNI) is part of the connection.",
        "Compare the certificate that arrives with and without the name. Give the client the host name, not \
         the address.",
        "openssl s_client -connect {host}:443 -noservername";
    OTHER_NAME, "other-name-used", "The program was given another name or address than meant",
        "The name a client compares is what stands in its configuration.",
        "Read the name in the message: connect by one of the names in the certificate, or have it issued for \
         this one.", "";
    NO_CLIENT_CERT, "no-client-certificate", "The client sent no certificate",
        "Whether a client sends its certificate shows only in a connection.",
        "Configure certificate and key in the client. Clients keep theirs back when none was issued by a CA \
         that the server names, when the EKU lacks clientAuth, or when the key cannot be used.",
        "openssl s_client -connect {host}:443 -cert client.pem -key client.key";
    NOT_IN_SERVER_STORE, "client-ca-not-in-server", "The server does not trust the CA of the client's certificate",
        "Which CAs a server accepts for clients stands in its configuration.",
        "Add the client's root (and intermediates the client does not send) to the server's list of client \
         CAs, and reload it.", "";
    THEIR_LOG, "reason-in-their-log", "The reason is known to the other side only",
        "An alert carries a number and no reason.",
        "Read the log of the other side at the same second, and give its line here.", "";
    REVOKED, "revoked-elsewhere", "The certificate is revoked by a list or answer not loaded",
        "Revocation is told by the CA's lists and servers.",
        "Ask the CA why, and have a new certificate issued with a new key.", "";
    CRL_MISSING, "crl-missing", "A revocation list is asked for and was not there",
        "Which lists a program has lies on its machine.",
        "Give the program a current list of every CA on the path, or switch the check off on purpose.", "";
    CRL_OLD, "crl-out-of-date", "The revocation list is past its nextUpdate",
        "Which list a program uses lies on its machine.",
        "Fetch the CA's current list, and see that it is fetched regularly.",
        "openssl crl -in list.pem -noout -lastupdate -nextupdate";
    RESPONDER, "responder-out-of-reach", "The CA's revocation server cannot be reached or answers wrongly",
        "It takes a connection.",
        "Check that the machine may reach the OCSP and CRL addresses in the certificate, also through a proxy.",
        "";
    OLD_PROTOCOL, "no-common-protocol", "Both sides share no TLS version",
        "Versions are part of the configuration of both sides.",
        "Allow TLS 1.2 and 1.3 on both sides; update the side that knows neither.",
        "openssl s_client -connect {host}:443 -tls1_2";
    CIPHERS, "no-common-cipher", "Both sides share no cipher suite or signature algorithm",
        "Ciphers are part of the configuration of both sides.",
        "Allow modern suites on both sides. With an RSA certificate the suites must be for RSA, with an EC one \
         for ECDSA.", "";
    NOT_TLS, "not-tls", "One side does not speak TLS on this port",
        "It shows only in a connection.",
        "Check port and scheme: https on a plain port, http on a TLS port, STARTTLS left out, or a proxy \
         between.", "";
    CUT_OFF, "connection-cut", "The connection was ended before the handshake was over",
        "It shows only in a connection.",
        "Look for a firewall, a load balancer with no certificate for this name, or a server that failed; its \
         log knows.", "";
    WRONG_PASSWORD, "wrong-password", "The password is wrong",
        "The program's password is not known here.",
        "Load the file here and give the password: whether it opens is shown at once.", "";
    OLD_ENCRYPTION, "old-encryption", "The file is protected with old algorithms",
        "What the program can read depends on its build.",
        "Rewrite the file with modern protection, or let OpenSSL 3 load its legacy provider.",
        "openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem";
    WRONG_FORMAT, "wrong-format", "The file is of another kind than the program expects",
        "Which file the program opened stands in its configuration.",
        "Load the file here: its kind is named. Convert it to what the program wants, mostly PEM, and check \
         the path and that it is not empty.",
        "openssl x509 -inform DER -in file.cer -out file.pem";
    DAMAGED, "damaged", "The file or the message is damaged or not to the standard",
        "What reached the program may not be what is loaded here.",
        "Load the very file that the program reads: what cannot be read is named with its place.", "";
    FILE_ACCESS, "file-access", "The file is not there or may not be read",
        "Paths and rights lie on the machine.",
        "Check the path in the configuration, and that the program's user may read the file.", "";
    PINNED, "pinned", "The program expects one certain key or certificate",
        "The expected one stands in the program.",
        "Compare the fingerprints; after a renewal the pin must be changed as well.", "";
    NO_CT, "no-transparency", "The certificate brings no timestamps of Certificate Transparency logs that count",
        "Which logs count changes with the client.",
        "Have the certificate issued anew by a public CA; private roots are exempt once installed by hand.", "";
    DISTRUSTED, "distrusted", "The CA was removed from the client's trust",
        "The list belongs to the client.",
        "Use a certificate of another CA.", "";
    TOO_LONG, "validity-too-long", "The validity period is longer than the client allows",
        "The limit belongs to the client: browsers and Apple refuse more than 398 days for public CAs, Apple \
         825 for private ones.",
        "Have it issued for a shorter time.", "";
    STAPLE, "staple-missing", "The certificate demands a stapled OCSP response and the server sent none",
        "What a server staples shows only in a connection.",
        "Switch on OCSP stapling, or have the certificate issued without the TLS feature extension.",
        "openssl s_client -connect {host}:443 -status";
    REUSED_SERIAL, "serial-reused", "Another certificate of the same issuer has the same serial number",
        "The other one lies in the client.",
        "Give every certificate a serial number of its own; delete the older one from the client.", "";
    DEPTH, "depth-limit", "The program allows fewer certificates on the path",
        "The limit stands in the program's configuration.",
        "Raise the verification depth (nginx ssl_verify_depth, Apache SSLVerifyDepth, openssl -verify_depth).",
        "";
    SECURITY_LEVEL, "security-level", "The program's security level is higher than the key or digest",
        "The level stands in the program's or the system's configuration (Debian: SECLEVEL=2).",
        "Use RSA keys of 2048 bits or more and SHA-256; lower the level only for a test.", "";
    EXPECTED_SAN, "expected-name-configured", "The configuration expects another name in the certificate",
        "The expected name stands in the configuration.",
        "Compare the names in the message with the certificate's Subject Alternative Name.", "";
    KEY_UNUSABLE, "key-unusable", "The private key is absent or may not be used",
        "Keys in a store or on a card do not show in files.",
        "Import certificate and key together (PKCS#12), and check the rights on the key.", "";
    ALPN, "no-common-alpn", "Both sides share no application protocol (ALPN)",
        "ALPN is part of the connection.",
        "Let the server, or the proxy before it, offer what the client wants: h2 for gRPC.", "";
    POLICY, "policy-demanded", "The program demands certificate policies",
        "Demanded policies stand in the program's configuration.",
        "Compare the policies of every certificate of the path with the demanded ones.", "";
    TRUST_SETTINGS, "trust-settings", "The CA is marked as not trusted for this use",
        "Marks lie in the machine's store, or in files that begin with BEGIN TRUSTED CERTIFICATE.",
        "Look at the marks, and add the CA for this use.",
        "openssl x509 -in ca.pem -noout -text -trustout";
    USE_ASKED, "other-use-asked", "The program checks for another use than meant",
        "Which use a program checks is part of it: servers check clients, clients check servers.",
        "Ask here about the use that the program checks.", "";
    STRICT, "strict-checks", "The program checks more strictly than others",
        "It depends on a switch in the program: Python from 3.13 on, openssl verify -x509_strict.",
        "Issue certificates with the extensions that RFC 5280 asks of CAs: key identifiers, key usage, \
         critical basic constraints.", "";
    NOT_DECIDED, "decided-elsewhere", "The message passes on another one",
        "The deciding words stand in another message.",
        "Give the lines around it as well.", "";
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $($cause:expr),+;)*) => {
        $($(#[$doc])* pub(super) const $name: &[Cause] = &[$($cause),+];)*
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
    /// Revocation cannot be told.
    REVOCATION: Apart(&RESPONDER), Apart(&CRL_MISSING), Apart(&CRL_OLD);
    /// No list.
    NO_LIST: Apart(&CRL_MISSING);
    /// An old list.
    OLD_LIST: Apart(&CRL_OLD), Apart(&CLOCK);
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
    MALFORMED: Rule("encoding-problems"), Rule("extension-unreadable"), Rule("dates-unreadable"), Rule("not-der"),
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
    /// The client checks what the server sent and HAProxy, nginx, Apache only say that it failed.
    CLIENT_REFUSED: Rule("issuer-missing"), Rule("not-trusted"), Apart(&NOT_IN_SERVER_STORE), Rule("expired"),
        Rule("not-yet-valid"), Rule("purpose-not-allowed"), Rule("usage-not-nested"), Rule("revoked"),
        Apart(&REVOKED), Apart(&CRL_MISSING);
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
