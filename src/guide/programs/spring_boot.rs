//! Spring Boot.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_SPRING_BOOT: Guide = Guide {
    id: "spring-boot",
    aliases: &["spring"],
    title: "Spring Boot",
    group: Group::Clients,
    tier: Tier::Documented(
        "docs.spring.io/spring-boot/reference/features/ssl (SSL bundles, since 3.1), 2026",
    ),
    server: Some(Part {
        judges_like: "java17",
        blocks: &[block("application.yaml", Form::Yaml, SERVER)],
        remarks: &[
            ("mutual", "client-auth: want lets clients without a certificate in."),
            (
                "mutual",
                "The identity is the principal of x509() in Spring Security: the common name, by its pattern CN=(.*?)(?:,|$).",
            ),
            (
                "",
                "Before 3.1 it is server.ssl.key-store and server.ssl.trust-store with PKCS#12 files.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "java17",
        blocks: &[
            block("application.yaml", Form::Yaml, CLIENT),
            block("The client", Form::Slashes, CODE),
        ],
        remarks: &[(
            "mutual",
            "As every Java program it sends nothing where no issuer in its chain is among the CA names of the server.",
        )],
        ..PART
    }),
    ..GUIDE
};

const SERVER: &str = "\
spring:
  ssl:
    bundle:
      pem:
        server:
          keystore:
            certificate: {chain}
            private-key: {key} ## PKCS#8, PKCS#1 or SEC 1
?mutual           truststore:
?mutual             certificate: {cas} ## who may issue clients
server:
  port: 8443
  ssl:
    bundle: server
?mutual     client-auth: need ## want would let clients without a certificate in";

const CLIENT: &str = "\
spring:
  ssl:
    bundle:
      pem:
        client:
?mutual           keystore:
?mutual             certificate: {client-chain} ## with its intermediates
?mutual             private-key: {client-key}
          truststore:
            certificate: {roots}";

const CODE: &str = "\
@Bean
RestClient client(RestClient.Builder builder, RestClientSsl ssl) {
    return builder.baseUrl({url}).apply(ssl.fromBundle(\"client\")).build();
}";
