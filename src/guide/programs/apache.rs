//! Apache httpd.

use super::super::shape::{Form, GUIDE, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_APACHE: Guide = Guide {
    id: "apache",
    aliases: &["apache2", "httpd", "mod_ssl", "Apache HTTP Server"],
    title: "Apache httpd",
    tier: Tier::Executed("Apache httpd 2.4.71 with OpenSSL 3.0 of Debian 12"),
    server: Some(Part {
        judges_like: "apache",
        folder: "/etc/apache2/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/apache2/sites-available/site.conf", Form::Apache, SITE),
            block("Try it", Form::Sh, TRY),
        ],
        remarks: &[
            (
                "mutual",
                "SSLVerifyDepth counts every CA, the root too, and is 1 where nothing is set: as soon as there is an intermediate the clients are refused with “Certificate Chain too long” in the log and the alert internal_error on the wire.",
            ),
            (
                "mutual",
                "The names of the CAs in SSLCACertificateFile are sent to clients; SSLCADNRequestFile sends others in their place.",
            ),
            (
                "mutual",
                "SSLVerifyClient inside Location or Directory asks a second time, after the handshake: browsers and HTTP/2 do not answer that (AH10158, 403). Ask for the whole virtual host.",
            ),
            (
                "mutual",
                "The identity is SSL_CLIENT_S_DN, SSL_CLIENT_S_DN_CN and their like (SSLOptions +StdEnvVars); SSLUserName SSL_CLIENT_S_DN_CN makes it REMOTE_USER.",
            ),
            (
                "",
                "“Order allow,deny” and “Allow from all”, which many articles have, are Apache 2.2’s; since 2.4 it is “Require all granted”, and the old words need mod_access_compat.",
            ),
            (
                "mutual+crl",
                "SSLCARevocationFile does nothing without SSLCARevocationCheck; with chain it wants a list of every CA on the path.",
            ),
            (
                "mutual+nocrl",
                "Revocation is not looked at: SSLCARevocationCheck is none where nothing is set, even where there is a file of lists.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}
?crl sudo install -D -m 644 {crl-here} {crl}";

const SITE: &str = "\
<VirtualHost *:443>
    ServerName {host}
    DocumentRoot /var/www/html

    SSLEngine on
    SSLCertificateFile {chain}
    SSLCertificateKeyFile {key}

?mutual     SSLCACertificateFile {cas} ## who may issue clients; the names in it are sent to every client
?mutual     SSLVerifyClient require ## without a good certificate the handshake fails
?mutual     SSLVerifyDepth {issuers} ## every CA above the certificate counts, the root too
?crl     SSLCARevocationFile {crl} ## a list of every CA on the path, or nobody gets in
?crl     SSLCARevocationCheck chain ## without this line the file is not looked at
?mutual     SSLOptions +StdEnvVars

?mutual     RequestHeader unset X-Client-DN ## no client may bring its own
?mutual     RequestHeader set X-Client-DN \"%{SSL_CLIENT_S_DN}s\"

    <Location \"/\">
        Require all granted
    </Location>
</VirtualHost>";

const TRY: &str = "\
sudo a2enmod ssl headers && sudo a2ensite site
sudo apachectl configtest && sudo systemctl reload apache2
?oneway+public curl -v {url}/
?oneway+private curl -v --cacert {roots-here} {url}/
?mutual+private curl -v --cacert {roots-here} --cert {client-chain-here} --key {client-key-here} {url}/
?mutual+public curl -v --cert {client-chain-here} --key {client-key-here} {url}/";
