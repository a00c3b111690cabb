//! Java: keytool and the HTTP client.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_JAVA: Guide = Guide {
    id: "java",
    aliases: &["jdk", "keytool", "jsse", "httpclient"],
    title: "Java (keytool, HttpClient)",
    group: Group::Clients,
    tier: Tier::Executed("OpenJDK 17.0.15"),
    client: Some(Part {
        judges_like: "java17",
        blocks: &[
            block_if("mutual", "The keystore: certificate, intermediates and key", Form::Sh, STORE),
            block_if("private", "The truststore: the server’s CA", Form::Sh, TRUST),
            block("Client.java", Form::Slashes, CLIENT),
            block("Run it", Form::Sh, RUN),
        ],
        remarks: &[
            (
                "mutual",
                "Java sends a certificate only where an issuer in its keystore is among the CA names that the server announces: a keystore with the leaf alone sends nothing, and that is all that can be seen. The whole chain must be in the entry.",
            ),
            (
                "mutual",
                "At TLS 1.3 the handshake succeeds and a refusal comes only at the first read.",
            ),
            ("private", "The truststore takes the place of the roots of Java."),
            ("mutual", "Key usage, where it is there, must have digitalSignature, on either side."),
        ],
        ..PART
    }),
    ..GUIDE
};

const STORE: &str = "openssl pkcs12 -export -in {client-chain} -inkey {client-key} -name client -out client.p12 -passout env:STORE_PASSWORD";

const TRUST: &str = "keytool -importcert -noprompt -alias server-ca -file {roots} -keystore truststore.p12 -storetype PKCS12 -storepass:env STORE_PASSWORD";

const CLIENT: &str = "\
import java.net.URI;
import java.net.http.*;

public class Client {
    public static void main(String[] arguments) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create({url} + \"/\")).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.statusCode() + \" \" + answer.body());
        System.exit(answer.statusCode() < 400 ? 0 : 1);
    }
}";

const RUN: &str = "\
?oneway+public java Client.java
?oneway+private java -Djavax.net.ssl.trustStore=truststore.p12 -Djavax.net.ssl.trustStorePassword=\"$STORE_PASSWORD\" Client.java
?mutual+public java -Djavax.net.ssl.keyStore=client.p12 -Djavax.net.ssl.keyStorePassword=\"$STORE_PASSWORD\" Client.java
?mutual+private java -Djavax.net.ssl.trustStore=truststore.p12 -Djavax.net.ssl.trustStorePassword=\"$STORE_PASSWORD\" -Djavax.net.ssl.keyStore=client.p12 -Djavax.net.ssl.keyStorePassword=\"$STORE_PASSWORD\" Client.java";
