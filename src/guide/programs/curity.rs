//! Curity Identity Server.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_CURITY: Guide = Guide {
    id: "curity",
    aliases: &["curity identity server"],
    title: "Curity Identity Server",
    group: Group::Gateways,
    tier: Tier::Documented(
        "curity.io/docs/identity-server configuration-reference: environments/…/service-role/mutual-tls, facilities/crypto/ssl/client-truststore, facilities/crypto/ssl/client-truststore/client-certificate, …/client-authentication/mutual-tls; November 2026",
    ),
    server: Some(Part {
        judges_like: "java17",
        blocks: &[
            block("The server’s keystore, base64 of a PKCS#12 file", Form::Sh, STORE),
            block_if("mutual", "Configuration", Form::Xml, CONFIG),
        ],
        remarks: &[
            ("mutual", "A service role that lists no client-truststores trusts all of them."),
            ("mutual", "The CA names that clients are shown come from these truststores."),
            (
                "mutual",
                "One handshake for each host and port is shared by all profiles that answer there: who asks for a certificate for the token endpoint asks for it at the login too. Give mutual TLS a listening-port of its own.",
            ),
            (
                "mutual",
                "Behind a proxy that ends TLS, it is client-authentication/mutual-tls/by-proxy: the proxy passes the certificate in a header, and must remove what clients send under that name.",
            ),
            (
                "mutual",
                "A client of the token profile is then told by its certificate or by its name and CA; tokens can be bound to the certificate (RFC 8705).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const STORE: &str = "\
openssl pkcs12 -export -in {chain} -inkey {key} -name server -out server.p12
base64 -w0 server.p12 > server.p12.base64 ## goes into facilities/crypto/ssl/server-keystore";

const CONFIG: &str = "\
<config xmlns=\"http://tail-f.com/ns/config/1.0\">
  <environments xmlns=\"https://curity.se/ns/conf/base\">
    <environment>
      <services>
        <service-role>
          <id>default</id>
          <mutual-tls>
            <listening-port>8444</listening-port>
            <client-truststores>clients-ca</client-truststores> ## without it all truststores count
          </mutual-tls>
        </service-role>
      </services>
    </environment>
  </environments>
  <facilities xmlns=\"https://curity.se/ns/conf/base\">
    <crypto>
      <ssl>
        <client-truststore>
          <client-certificate>
            <id>clients-ca</id>
            <keystore>BASE64-OF-A-KEYSTORE-WITH-THE-CA</keystore> ## a CA certificate without a key; the admin console makes it from the PEM file
          </client-certificate>
        </client-truststore>
      </ssl>
    </crypto>
  </facilities>
</config>";
