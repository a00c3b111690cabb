//! Files whose certificates are fine and that programs do not read, and files that are something else.

use super::containers::base64;
use super::situations::{Situation, given};
use super::*;

pub fn all(w: &World) -> Vec<Situation> {
    let chain = w.chain(&w.server.0);
    let one = |name: &str, text: &str| given(name, &[("cert.pem", text)]);
    let ca = w.chain(&w.server.0).replacen(&w.server.0, "", 1);
    let beside = |name: &str, text: &str| given(name, &[("cert.pem", text), ("ca.pem", &ca)]);
    let lines = |change: &dyn Fn(&str) -> String| -> String {
        chain.lines().map(change).collect::<Vec<_>>().join("\n")
    };
    let single = |pem: &str| pem.lines().collect::<Vec<_>>().join(" ");
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let der = give(&w.server.0).certificate(0).unwrap().der.clone();
    let base = base64(&der);
    let jpeg = [&[0xFF, 0xD8, 0xFF, 0xE0, 0, 16][..], b"JFIF\0", &[0x5A; 400]].concat();
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[7; 300]].concat();
    let pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";
    let html = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>Please sign in to download the certificate.</p></body></html>\n";
    vec![
        one(
            "END and BEGIN on one line",
            &chain.replace(
                "-----END CERTIFICATE-----\n-----BEGIN",
                "-----END CERTIFICATE----------BEGIN",
            ),
        ),
        one("indented", &lines(&|line| format!("    {line}"))),
        one("quoted as in a mail", &lines(&|line| format!("> {line}"))),
        one("line breaks of Windows", &lines(&|line| format!("{line}\r"))),
        one("a byte order mark", &format!("\u{feff}{chain}")),
        one("a line of dashes before each", &chain.replace("-----BEGIN", "----------\n-----BEGIN")),
        one("blanks behind BEGIN", &lines(&|line| format!("{line}  "))),
        one("an empty line before END", &chain.replace("-----END", "\n-----END")),
        one("no line breaks at all", &chain.replace('\n', "")),
        one("the file in base64", &base64(chain.as_bytes())),
        one(
            "text before each certificate",
            &chain.replace("-----BEGIN", "subject=CN = x\n-----BEGIN"),
        ),
        beside("all on one line", &single(&w.server.0)),
        beside("without BEGIN and END", &base),
        beside("escaped line breaks", &w.server.0.replace('\n', "\\n")),
        beside("TRUSTED label", &w.server.0.replace("CERTIFICATE", "X509 CERTIFICATE")),
        given("UTF-16", &[]).file("cert.pem", &utf16(&chain)),
        given("DER", &[("ca.pem", &ca)]).file("cert.der", &der),
        given("DER called pem", &[("ca.pem", &ca)]).file("cert.pem", &der),
        given("cut in the middle", &[("cert.pem", &chain[..400])]),
        given("empty file", &[("cert.pem", "")]),
        given("a photograph", &[]).file("IMG_0042.jpg", &jpeg),
        given("a screenshot", &[]).file("screenshot.png", &png),
        given("a PDF", &[]).file("certificate.pdf", pdf),
        given("a page that wants a login", &[("certificate.crt", html)]),
        given("a private key alone", &[("tls.key", &w.server.1.serialize_pem())]),
        given("a photograph beside a chain", &[("chain.pem", &chain)]).file("IMG_0042.jpg", &jpeg),
    ]
}
