//! A Java keystore.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_JAVA_KEYSTORE: Guide = Guide {
    id: "java-keystore",
    aliases: &["jks", "keystore", "truststore", "cacerts"],
    title: "Java keystore",
    group: Group::Imports,
    tier: Tier::Executed("keytool of OpenJDK 17.0.15"),
    client: Some(Part {
        judges_like: "java17",
        blocks: &[
            block("The keystore", Form::Sh, STORE),
            block_if("private", "The truststore", Form::Sh, TRUST),
        ],
        remarks: &[
            (
                "",
                "The entry must hold the whole chain: with the leaf alone Java finds no issuer among the server’s CA names and sends nothing. Importing the leaf with keytool -importcert into an empty keystore makes a trusted entry without a key.",
            ),
            ("", "Password of key and of keystore must be equal in PKCS#12."),
            ("", "Files that OpenSSL 3 makes need Java 8u301, 11.0.12 or later."),
        ],
        ..PART
    }),
    ..GUIDE
};

const STORE: &str = "\
openssl pkcs12 -export -in {client-chain} -inkey {client-key} -name client -out client.p12 -passout env:STORE_PASSWORD
keytool -importkeystore -noprompt -srckeystore client.p12 -srcstoretype PKCS12 -srcstorepass:env STORE_PASSWORD -destkeystore keystore.p12 -deststoretype PKCS12 -deststorepass:env STORE_PASSWORD
keytool -list -v -keystore keystore.p12 -storepass:env STORE_PASSWORD ## “Certificate chain length” must count the intermediates";

const TRUST: &str = "keytool -importcert -noprompt -alias server-ca -file {roots} -keystore truststore.p12 -storetype PKCS12 -storepass:env STORE_PASSWORD";
