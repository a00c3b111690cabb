//! A key is kept the same, whatever it came in.

use super::world::{KINDS, World, has};

/// What OpenSSL and OpenSSH write of a key.
fn forms(world: &World, kind: &str) -> Vec<&'static str> {
    world.write("password", "Right-1");
    let pass = ["-passout", "file:password"];
    let mut forms = vec!["leaf.key"];
    let mut make = |name: &'static str, arguments: &[&str]| {
        let whole = [arguments, &["-in", "leaf.key", "-out", name]].concat();
        world.run("openssl", &whole);
        forms.push(name);
    };
    make("plain.der", &["pkey", "-outform", "DER"]);
    make("aes.pem", &[&["pkcs8", "-topk8", "-v2", "aes-256-cbc"], &pass[..]].concat());
    make("v1.pem", &[&["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES"], &pass[..]].concat());
    if kind != "ed25519" {
        make("traditional.pem", &["pkey", "-traditional"]);
        make("dek.pem", &[&["pkey", "-traditional", "-aes128"], &pass[..]].concat());
    }
    let p12 = ["pkcs12", "-export", "-inkey", "leaf.key", "-in", "leaf.pem", "-out", "all.p12"];
    world.run("openssl", &[&p12[..], &pass[..]].concat());
    forms.push("all.p12");
    if kind == "rsa" || kind == "p256" || kind == "p521" {
        if has("ssh-keygen") {
            std::fs::copy(world.path("leaf.key"), world.path("ssh")).unwrap();
            world.run("chmod", &["600", "ssh"]);
            world.run(
                "ssh-keygen",
                &["-p", "-q", "-N", "Right-1", "-P", "", "-a", "2", "-f", "ssh"],
            );
            forms.push("ssh");
        }
        if has("keytool") {
            let import = [
                "-importkeystore",
                "-srckeystore",
                "all.p12",
                "-srcstoretype",
                "PKCS12",
                "-srcstorepass",
                "Right-1",
                "-destkeystore",
                "all.jks",
                "-deststoretype",
                "JKS",
                "-deststorepass",
                "Right-1",
            ];
            world.run("keytool", &import);
            forms.push("all.jks");
        }
    }
    forms
}

#[test]
fn a_key_is_kept_the_same_whatever_it_came_in() {
    if !has("openssl") {
        return;
    }
    for (kind, algorithm) in KINDS {
        let world = World::with_chain(&format!("held-{kind}"), "www.example.com", algorithm);
        let whole = world.again("leaf.key", None).1.remove(0);
        for form in forms(&world, kind) {
            let (_, keys) = world.again(form, Some("Right-1"));
            assert_eq!(keys.len(), 1, "{kind}: {form}");
            assert_eq!(keys[0].pkcs8(), whole.pkcs8(), "{kind}: {form}");
            // Nothing prints it.
            assert_eq!(format!("{:?}", keys[0]), "HeldKey");
        }
        // OpenSSL reads what is kept, and means the same by it.
        std::fs::write(world.path("kept.der"), whole.pkcs8()).unwrap();
        let again = world.run("openssl", &["pkey", "-inform", "DER", "-in", "kept.der"]);
        assert_eq!(again.as_bytes(), world.read("leaf.key"), "{kind}");
    }
}

#[test]
fn what_is_no_whole_key_is_not_kept() {
    if !has("openssl") {
        return;
    }
    let world = World::with_chain("damaged", "www.example.com", KINDS[0].1);
    world.run("openssl", &["pkey", "-in", "leaf.key", "-outform", "DER", "-out", "leaf.der"]);
    let mut der = world.read("leaf.der");
    // Inside the modulus: its primes no longer make it.
    der[60] ^= 1;
    let (given, keys) = super::world::read("leaf.der", der, None);
    assert!(!given.contents.items.is_empty());
    assert!(keys.is_empty());
}
