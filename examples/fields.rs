//! What is in this file? `cargo run --example fields keystore.p12 PASSWORD`

use pemlens::decode::Progress;
use pemlens::input::{Password, Source};
use pemlens::report;

/// A line for each certificate, and one for each other thing that was read.
pub fn lines(bytes: Vec<u8>, password: Option<String>) -> Vec<String> {
    let passwords = password.map(Password::new).into_iter().collect();
    let source = Source { bytes, passwords, ..Source::default() };
    // Keys behind a password can take seconds: progress is told on the way.
    let given = report::read(&source, &mut |_: Progress| {});
    let contents = &given.contents;
    let certificates = contents.certificates.iter().map(|it| {
        let certificate = &it.certificate;
        format!("certificate of {}, by {}", certificate.subject.text(), certificate.issuer.text())
    });
    let others = contents.items.iter().map(|it| it.what().to_string());
    let locked = contents.locked.iter().map(|_| "something that a password would open".to_owned());
    certificates.chain(others).chain(locked).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let name = words.next().ok_or("name a file, and perhaps a password")?;
    for line in lines(std::fs::read(name)?, words.next()) {
        println!("{line}");
    }
    Ok(())
}
