//! Every case, put to every program that is installed in the version that is modelled.
//! `PEMLENS_GO` and `PEMLENS_PYTHON` name other places of Go and Python than the usual ones.

use std::process::Command;

use pemlens::stacks::{GNUTLS, GO_127, JAVA_17, MBEDTLS, NSS, OPENSSL_30, OPENSSL_30_LAST, PYCA};

use super::compare::{by_lines, compare, file, is_there, version};
use super::nss;

/// Python, which also calls the libraries written in C.
fn python() -> String {
    std::env::var("PEMLENS_PYTHON").unwrap_or_else(|_| "python3".into())
}

fn script(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(python());
    command.arg(file(name)).args(arguments);
    command
}

/// The version of a library, as its script tells it.
fn library(script: &str) -> String {
    version(&python(), &[&file(script), "version"])
}

#[test]
fn openssl_says_what_is_predicted() {
    let found = library("judge_openssl.py");
    if is_there("OpenSSL 3.0 and Python", &found, |found| found.starts_with("OpenSSL 3.0.")) {
        by_lines(&OPENSSL_30, script("judge_openssl.py", &["first"]));
        by_lines(&OPENSSL_30_LAST, script("judge_openssl.py", &["last"]));
    }
}

#[test]
fn gnutls_says_what_is_predicted() {
    let found = library("judge_gnutls.py");
    if is_there("GnuTLS 3.7.9 and Python", &found, |found| found == "3.7.9") {
        by_lines(&GNUTLS, script("judge_gnutls.py", &[]));
    }
}

#[test]
fn go_says_what_is_predicted() {
    let go = std::env::var("PEMLENS_GO").unwrap_or_else(|_| "go".into());
    if is_there("Go 1.27", &version(&go, &["version"]), |found| found.contains("go1.27")) {
        let mut command = Command::new(go);
        command.args(["run", &file("judge.go")]);
        by_lines(&GO_127, command);
    }
}

#[test]
fn java_says_what_is_predicted() {
    if is_there("Java 17", &version("java", &["-version"]), |found| found.contains("\"17.")) {
        let mut command = Command::new("java");
        command.arg("-Duser.timezone=UTC").arg(file("Judge.java"));
        by_lines(&JAVA_17, command);
    }
}

#[test]
fn cryptography_says_what_is_predicted() {
    let ask = ["-c", "import cryptography; print(cryptography.__version__)"];
    if is_there("cryptography 50", &version(&python(), &ask), |found| found.starts_with("50.")) {
        by_lines(&PYCA, script("judge.py", &[]));
    }
}

#[test]
fn vfychain_says_what_is_predicted() {
    // Its tools do not tell their version; the library beside them does.
    let ask = "import ctypes; nss = ctypes.CDLL('libnss3.so'); \
               nss.NSS_GetVersion.restype = ctypes.c_char_p; print(nss.NSS_GetVersion().decode())";
    let found = version(&python(), &["-c", ask]);
    if is_there("NSS 3.87 and Python", &found, |found| found.starts_with("3.87")) {
        match nss::answers() {
            Ok(said) => compare(&NSS, &said),
            Err(why) => println!("skipped: {why}"),
        }
    }
}

/// Mbed TLS is asked by a few lines of C, which set its clock too.
#[test]
fn mbedtls_says_what_is_predicted() {
    let program = format!("{}/judge_mbedtls-{}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    let mut compiler = Command::new("cc");
    compiler.args(["-o", &program, &file("judge_mbedtls.c")]);
    compiler.args(["-l:libmbedx509.so.1", "-l:libmbedcrypto.so.7"]);
    let compiled = compiler.output().is_ok_and(|output| output.status.success());
    let found = if compiled { version(&program, &["version"]) } else { String::new() };
    if is_there("Mbed TLS 2.28 and cc", &found, |found| found.starts_with("2.28.")) {
        by_lines(&MBEDTLS, Command::new(&program));
    }
    if compiled {
        std::fs::remove_file(&program).unwrap();
    }
}
