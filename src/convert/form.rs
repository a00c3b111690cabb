//! The forms: what each is called, what it is for, what it needs. The page's list, the command
//! line's and docs/convert.md come from this table.

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Fullchain,
    Leaf,
    Chain,
    Roots,
    Der,
    Pkcs7,
    Pkcs7Der,
    Pkcs12,
    Pkcs12Compatible,
    Truststore,
    HaProxy,
    KubernetesTls,
    KubernetesCa,
    Key,
    KeyPkcs1,
    KeySec1,
    KeyEncrypted,
    Jwk,
    Jwks,
    Zip,
}

/// Whether a form takes a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// It has none.
    Never,
    /// It may have one.
    Maybe,
    /// It must have one.
    Always,
}

/// What is known of a form.
#[derive(Clone, Copy, Debug)]
pub struct FormInfo {
    /// The form.
    pub form: Form,
    /// The word for it on the command line.
    pub word: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it holds, and who wants it.
    pub words: &'static str,
    /// How the file's name ends.
    pub ending: &'static str,
    /// A private key is in it.
    pub private: bool,
    /// A terminal cannot show it.
    pub binary: bool,
    /// Whether it takes a password.
    pub password: Wants,
}

macro_rules! forms {
    ($($form:ident $word:literal $ending:literal $private:literal $binary:literal $password:ident,
        $title:literal, $words:literal;)*) => {
        /// All forms, in the order in which they are listed.
        pub const FORMS: &[FormInfo] = &[$(Form::$form.info()),*];

        impl Form {
            /// What is known of it.
            pub const fn info(self) -> FormInfo {
                match self {
                    $(Form::$form => FormInfo {
                        form: Form::$form,
                        word: $word,
                        title: $title,
                        words: $words,
                        ending: $ending,
                        private: $private,
                        binary: $binary,
                        password: Wants::$password,
                    },)*
                }
            }
        }
    };
}

// The form, its word, the end of the name; whether a key is in it, whether it is binary; the password.
forms! {
    Fullchain "fullchain" "-fullchain.pem" false false Never,
        "Certificate with its intermediates (PEM)",
        "What a server sends, in order, without the root: nginx, HAProxy, Postfix and most others.";
    Leaf "leaf" ".pem" false false Never,
        "Certificate alone (PEM)",
        "For programs that take the intermediates in another file.";
    Chain "chain" "-chain.pem" false false Never,
        "Intermediates alone (PEM)",
        "The other file for such programs, and what AWS calls the certificate chain.";
    Roots "roots" "-roots.pem" false false Never,
        "Root certificates (PEM)",
        "What the other side has to trust: the CA file of curl, of Python, of ssl_client_certificate in nginx.";
    Der "der" ".cer" false true Never,
        "Certificate alone (DER)",
        "The binary form: Windows, Android and devices.";
    Pkcs7 "pkcs7" ".p7b" false false Never,
        "Certificates as PKCS#7 (PEM)",
        "Certificate and issuers without a key, as Windows and Java import them.";
    Pkcs7Der "pkcs7-der" ".p7c" false true Never,
        "Certificates as PKCS#7 (DER)",
        "The same in binary.";
    Pkcs12 "pkcs12" ".p12" true true Always,
        "Keystore (PKCS#12)",
        "Key, certificate and all issuers, protected by a password with AES-256: Java (which takes a password of ASCII characters only), Windows, macOS, browsers.";
    Pkcs12Compatible "pkcs12-compatible" "-compatible.p12" true true Always,
        "Keystore for older systems (PKCS#12)",
        "The same with 3DES and SHA-1. Only for what cannot open the other one: Windows before 10 (1709) and Server 2019, Java 8 before update 301, older macOS.";
    Truststore "truststore" "-truststore.p12" false true Maybe,
        "Truststore for Java (PKCS#12)",
        "The root certificates as trusted entries. The password is for the check of the file; the certificates lie open in it, so that Java reads them without it too.";
    HaProxy "haproxy" "-haproxy.pem" true false Never,
        "Certificate, intermediates and key in one file (PEM)",
        "What crt takes in HAProxy, and many others that want a single file.";
    KubernetesTls "kubernetes" "-secret.yaml" true false Never,
        "Kubernetes Secret",
        "Of the type kubernetes.io/tls, for an Ingress or a Gateway.";
    KubernetesCa "kubernetes-ca" "-ca-secret.yaml" false false Never,
        "Kubernetes Secret with the roots",
        "Of the type Opaque, with ca.crt: what checks client certificates, or trusts the server.";
    Key "key" "-key.pem" true false Never,
        "Private key (PKCS#8)",
        "The form that every program of today reads. Not protected.";
    KeyPkcs1 "key-pkcs1" "-key-rsa.pem" true false Never,
        "Private key (PKCS#1)",
        "BEGIN RSA PRIVATE KEY, for older programs. Not protected.";
    KeySec1 "key-sec1" "-key-ec.pem" true false Never,
        "Private key (SEC 1)",
        "BEGIN EC PRIVATE KEY, for older programs. Not protected.";
    KeyEncrypted "key-encrypted" "-key-encrypted.pem" true false Always,
        "Private key with a password (PKCS#8)",
        "BEGIN ENCRYPTED PRIVATE KEY, with AES-256.";
    Jwk "jwk" ".jwk" true false Never,
        "Private key as JSON Web Key",
        "For software that signs tokens. Not protected.";
    Jwks "jwks" ".jwks.json" false false Never,
        "Public key as JSON Web Key Set",
        "What such software publishes, with the certificate.";
    Zip "zip" ".zip" true true Never,
        "All of it as PEM files (ZIP)",
        "cert.pem, chain.pem, fullchain.pem, ca.pem and, where it was given, key.pem, which is not protected.";
}

/// The form with that word.
pub fn by_word(word: &str) -> Option<Form> {
    FORMS.iter().find(|it| it.word == word).map(|it| it.form)
}
