//! Causes that files do not show. The lists of causes that many messages share stand in `lists`.

mod lists;

use super::entry::Setup;
pub(super) use lists::*;

macro_rules! setups {
    ($($name:ident, $id:literal, $title:literal, $unseen:literal, $advice:literal, $command:literal;)*) => {
        $(pub(in crate::explain) static $name: Setup = Setup {
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
        "Give the program the password that opens the file. Here, whether one opens it is shown at once.", "";
    OLD_ENCRYPTION, "old-encryption", "The file is protected with old algorithms",
        "What the program can read depends on its build.",
        "Rewrite the file with modern protection, or let OpenSSL 3 load its legacy provider.",
        "openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem";
    WRONG_FORMAT, "wrong-format", "The file is of another kind than the program expects",
        "Which file the program opened stands in its configuration.",
        "Convert the file to what the program wants, mostly PEM, and check the path and that it is not empty. \
         Given here, its kind is named.",
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
    ALIAS_TAKEN, "alias-taken", "The keystore has an entry of that name already, and it stays as it was",
        "What a keystore holds is shown once it is loaded.",
        "Delete the old entry and import again, or import under another alias. A renewed CA needs this too: the \
         old certificate stays trusted and the new one is not there.",
        "keytool -delete -alias root -keystore truststore.p12";
    NGINX_DEPTH, "nginx-verify-depth", "nginx allows one intermediate only, and the client's path has more",
        "How many there are is shown once the client's certificate, its intermediates and its root are loaded.",
        "Set ssl_verify_depth to the number of intermediates, beside ssl_verify_client, and reload nginx.",
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
    RENEGOTIATED, "asked-too-late", "The server asks for the client's certificate only after the handshake",
        "When a server asks is part of its configuration.",
        "Ask for it in the handshake: set it for the whole host, not for a path. TLS 1.3 and HTTP/2 clients \
         mostly refuse to be asked later.", "";
    SAME_CLOUD, "service-limits", "The service takes only some kinds of certificates",
        "What a service takes stands in its documentation.",
        "Compare key kind, size, chain length and validity with what the service documents.", "";
    SIGNER_STORE, "no-signer-in-store", "No certificate in the store has its private key and the purpose asked for",
        "What a store holds does not show in files.",
        "Look at the certificates of the store: one needs a private key there, the right EKU, and valid dates.",
        "";
    MAPPING, "not-mapped", "The certificate is valid and belongs to no account",
        "Which account a certificate belongs to stands in the directory.",
        "Have it issued with what the directory looks for (for Windows the SID extension \
         1.3.6.1.4.1.311.25.2, or an explicit mapping), or change the mapping.", "";
    RIGHTS, "not-allowed-in", "The certificate is accepted, and its owner has no rights",
        "Rights stand in the program's configuration.",
        "Compare the name in the certificate with the names that are let in: subject, common name or SAN, \
         letter for letter.", "";
    OPENVPN_ASKS, "openvpn-key-usage-demanded", "remote-cert-tls demands key usage, and not every certificate has it",
        "Whether OpenVPN asks for it stands in its configuration.",
        "Issue the certificate with keyUsage digitalSignature (and keyEncipherment for RSA or keyAgreement) and \
         the EKU serverAuth for a server, clientAuth for a client; or leave remote-cert-tls out and check the name.",
        "";
    UNREACHED, "not-reached", "The packets do not reach the other side, or its answers do not come back",
        "It takes a connection.",
        "Check address, port and protocol (UDP or TCP), firewalls and NAT on both sides, and whether the other \
         side's log shows the attempt at all.", "";
    OTHER_SECRET, "other-shared-key", "Both sides have another shared key or another session",
        "Shared keys stand in the configuration of both sides.",
        "Compare the tls-auth or tls-crypt files and their direction, the ciphers, and restart both sides.", "";
    KEY_FORM, "key-form", "The key is in a form that the program does not read",
        "Which forms a program reads is part of it.",
        "Write the key as PKCS#8 (BEGIN PRIVATE KEY).", "openssl pkcs8 -topk8 -nocrypt -in old.key -out new.key";
    NEW_ENCRYPTION, "new-encryption", "The file is protected with newer algorithms than the program knows",
        "What a program can read depends on its version.",
        "Export it again in the old form, which macOS, older Windows and older Java read.",
        "openssl pkcs12 -export -legacy -in all.pem -out old.p12";
    SECRET_KEYS, "secret-parts", "The secret lacks tls.crt, tls.key or ca.crt, or they are empty",
        "The cluster's secret may not be what is loaded here.",
        "Look at the names and lengths of its entries, and create it with kubectl create secret tls.",
        "kubectl describe secret my-secret";
    ONE_ONLY, "one-certificate-only", "A field takes one certificate, and was given several or another",
        "What was put into which field does not show in files.",
        "Put only the leaf into the field of the certificate, its issuers in order into that of the chain.", "";
    STALE_BUNDLE, "stale-ca-bundle", "The webhook's caBundle is not that of the CA in use",
        "The cluster's configuration may not be what is loaded here.",
        "Compare caBundle with the CA that signed the webhook's certificate; after a renewal it must be written \
         again (cert-manager's cainjector, or the operator's own job).",
        "kubectl get validatingwebhookconfigurations -o yaml";
    ROLE, "role-forbids", "The role of the CA does not allow what was asked for",
        "Roles stand in the CA's configuration.",
        "Compare allowed names, addresses, key kinds and times of the role with the request.", "";
    DOCKER_NAMES, "docker-file-names", "The files in certs.d have other names than Docker looks for",
        "Folders do not show in files.",
        "Name the client's files client.cert and client.key, the CA's ca.crt, all in \
         /etc/docker/certs.d/host:port/.", "ls -l /etc/docker/certs.d/*";
    CA_POLICY, "ca-refuses", "The CA does not issue such a certificate",
        "What a CA issues stands in its policy.",
        "Read the sentence beside the code: it names the name, key or record that it does not take.", "";
    NAME_PROOF, "name-not-proved", "The CA cannot see that the name is yours",
        "It takes a connection from the CA.",
        "Check DNS, port 80 or the TXT record from outside, and any redirect or firewall before it.", "";
    NOT_DECIDED, "decided-elsewhere", "The message passes on another one",
        "The deciding words stand in another message.",
        "Give the lines around it as well.", "";
}
