//! Every form that `convert` writes, opened by the programs that want it and read again here.

#[path = "conversions/door.rs"]
mod door;
#[path = "conversions/held.rs"]
mod held;
#[path = "conversions/programs.rs"]
mod programs;
#[path = "conversions/world.rs"]
mod world;

use pemlens::convert::{FORMS, Wants};
use world::{GIVEN, KINDS, World, certificates, has};

/// What each form holds: of the certificates leaf, issuing and root, and whether the key.
fn expected(word: &str) -> (&'static [usize], bool) {
    match word {
        "fullchain" | "jwks" => (&[0, 1], false),
        "leaf" | "der" => (&[0], false),
        "chain" => (&[1], false),
        "roots" | "truststore" | "kubernetes-ca" => (&[2], false),
        "pkcs7" | "pkcs7-der" => (&[0, 1, 2], false),
        "pkcs12" | "pkcs12-compatible" => (&[0, 1, 2], true),
        "haproxy" | "kubernetes" | "jwk" => (&[0, 1], true),
        "key" | "key-pkcs1" | "key-sec1" | "key-encrypted" => (&[], true),
        "zip" => (&[0, 1, 0, 1, 2], true),
        other => panic!("{other} is not expected"),
    }
}

#[test]
fn every_form_is_read_again_to_the_same_objects() {
    if !has("openssl") {
        return;
    }
    for (kind, algorithm) in KINDS {
        let world = World::with_chain(&format!("again-{kind}"), "www.example.com", algorithm);
        let given: Vec<Vec<u8>> =
            GIVEN.iter().flat_map(|it| certificates(&world.again(it, None).0)).collect();
        assert_eq!(given.len(), 3);
        let key = world.again("leaf.key", None).1.remove(0);
        world.write("password", "Schlüssel€ 😀\n");
        let mut written = 0;
        for info in FORMS {
            let out = format!("out-{}", info.word);
            let password = (info.password == Wants::Always).then_some("password");
            let foreign = match info.word {
                "key-pkcs1" => kind != "rsa",
                "key-sec1" => !kind.starts_with('p'),
                _ => false,
            };
            if foreign {
                let (good, words) =
                    world.convert(&[&["--to", info.word, "-o", &out], &GIVEN[..]].concat());
                assert!(!good && words.contains("only."), "{words}");
                continue;
            }
            world.save(info.word, &out, password);
            let password = password.map(|_| "Schlüssel€ 😀");
            let (read, keys) = world.again(&out, password);
            let (wanted, private) = expected(info.word);
            let wanted: Vec<Vec<u8>> = wanted.iter().map(|at| given[*at].clone()).collect();
            let about = format!("{kind}: {}", info.word);
            assert_eq!(certificates(&read), wanted, "{about}");
            assert_eq!(keys.len(), usize::from(private), "{about}");
            assert!(keys.iter().all(|it| it.pkcs8() == key.pkcs8()), "{about}");
            assert_eq!(read.contents.problems, [], "{about}");
            assert_eq!(read.contents.repairs, [], "{about}");
            assert_eq!(private, info.private, "{about}");
            written += 1;
        }
        assert!(written >= 18, "{written}");
    }
}

#[test]
fn docs_list_every_form() {
    let docs =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/convert.md")).unwrap();
    for info in FORMS {
        let line = format!("| `{}` | {}. {} |", info.word, info.title, info.words);
        assert!(docs.contains(&line), "docs/convert.md lacks\n{line}");
    }
}
