//! Objects that are damaged, made to cost, or very large: shown as far as they go, at the cost of what is
//! seen.

use super::*;

#[test]
fn what_is_damaged_is_shown_up_to_the_fault_and_the_fault_at_its_byte() {
    let report = report_of(&[("server.pem", server())]);
    let der = inside::objects(&report)[0].der.to_vec();
    let whole = rows(&inside::objects(&report)[0]);
    let find = |name: &str| whole.iter().find(|row| row.name == name).unwrap();
    // The header of the validity's first date claims more than there is.
    let mut damaged = der.clone();
    let date = find("notBefore");
    damaged[date.at + 1] = 0x7F;
    let report = report_of(&[("damaged.der", damaged)]);
    let objects = inside::objects(&report);
    let all = rows(&objects[0]);
    for row in whole.iter().take_while(|row| row.at < date.at) {
        assert!(all.iter().any(|it| it.at == row.at && it.name == row.name), "{}", row.name);
    }
    let row = all.iter().find(|row| row.at == date.at).unwrap();
    assert!(row.fault.contains("reaches beyond"), "{}", row.fault);
    let faults = ask(&mut Look::new(&objects[0]), &objects[0], "open", 0).faults;
    assert!(faults.iter().any(|it| it.at == date.at), "{faults:?}");
    // Every byte of the header of every value, damaged: lines up to there stay as they were.
    for row in whole.iter().take(60) {
        let mut damaged = der.clone();
        damaged[row.at + 1] ^= 0x81;
        let report = report_of(&[("damaged.der", damaged)]);
        for object in inside::objects(&report) {
            let now = rows(&object);
            for before in whole.iter().filter(|it| it.at + it.header <= row.at) {
                let found = now.iter().any(|it| it.at == before.at && it.tag == before.tag);
                assert!(found || now.len() < 3, "{} at {}", before.name, before.at);
            }
        }
    }
}

#[test]
fn hostile_values_end() {
    // A request that is nothing but depth, an open end in an open end, a length beyond all bounds.
    let mut deep = vec![5, 0];
    for _ in 0..20_000 {
        deep = write::value(0x30, &[&deep]);
    }
    let open = [0x30u8, 0x80].repeat(500_000);
    let closed = [[0x30u8, 0x80].repeat(20_000), vec![0; 40_000]].concat();
    let huge = [&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF][..], &[2, 1, 1]].concat();
    let wide = write::value(0x30, &[&[5, 0].repeat(300_000)]);
    let tags = write::value(0x30, &[&[0x1F].repeat(1000)]);
    for (what, inner) in [
        ("deep", deep),
        ("open", open),
        ("closed", closed),
        ("huge", huge),
        ("wide", wide),
        ("tags", tags),
    ] {
        // As the value of an unknown extension, and as what stands in its place.
        let base = server();
        let report = report_of(&[("server.pem", base)]);
        let certificate = report.certificate(0).unwrap();
        let extension = write::value(0x30, &[&write::oid("1.2.3.4"), &write::value(4, &[&inner])]);
        let tbs = {
            let start = certificate.spans.version.start;
            let end = certificate.spans.public_key.end;
            let fields = &certificate.der[start..end];
            let list = write::value(0xA3, &[&write::value(0x30, &[&extension])]);
            write::value(0x30, &[fields, &list])
        };
        let rest = &certificate.der[certificate.tbs.end..];
        let der = write::value(0x30, &[&tbs, rest]);
        let report = report_of(&[("hostile.der", der)]);
        let objects = inside::objects(&report);
        assert!(!objects.is_empty(), "{what}");
        for object in &objects {
            let mut look = Look::new(object);
            ask(&mut look, object, "open", 0);
            let bytes = object.der.len();
            let view = ask(&mut look, object, "byte", bytes / 2);
            assert!(view.rows.len() <= 200);
            assert!(view.chosen.unwrap().hex.len() <= 4_096);
            ask(&mut look, object, "line", view.total - 1);
            // Headers read: in proportion to the values that there are, however they lie.
            assert!(
                look.steps() < 40_000 + bytes,
                "{what}: {} headers for {bytes} bytes",
                look.steps()
            );
            let mut count = 0;
            walk(object, &mut |_| {
                count += 1;
                count < 400_000
            });
        }
    }
}

#[test]
fn a_list_of_a_million_entries_opens_at_the_cost_of_what_is_seen() {
    const ENTRIES: usize = 1_000_000;
    let entry = |n: usize| {
        let serial = write::integer(&(0x1000_0000 + n).to_be_bytes());
        write::value(0x30, &[&serial, &write::value(23, &[b"260101000000Z"])])
    };
    let entries: Vec<u8> = (0..ENTRIES).flat_map(entry).collect();
    let algorithm = write::value(0x30, &[&write::oid("1.2.840.10045.4.3.2")]);
    let name = write::value(0x30, &[]);
    let time = write::value(23, &[b"260101000000Z"]);
    let list = write::value(0x30, &[&entries]);
    let tbs = write::value(0x30, &[&[2, 1, 1], &algorithm, &name, &time, &list]);
    let der = write::value(0x30, &[&tbs, &algorithm, &write::value(3, &[&[0, 1, 2, 3]])]);
    assert!(der.len() > 20_000_000);
    let report = report_of(&[("list.crl", der)]);
    let objects = inside::objects(&report);
    let object = &objects[0];
    let mut look = Look::new(object);
    let view = ask(&mut look, object, "open", 0);
    // As it comes, the entries are folded: nobody walks them.
    assert!(
        view.total < 100 && look.steps() < 2_000,
        "{} lines, {} headers",
        view.total,
        look.steps()
    );
    let folded = view.rows.iter().find(|row| row.name == "revokedCertificates").unwrap();
    assert_eq!(folded.aside, "more than 1000 values");
    let opened = ask(&mut look, object, "toggle", folded.at);
    assert_eq!(opened.total, view.total + ENTRIES);
    let walked = look.steps();
    assert!(walked < ENTRIES + 10_000, "{walked} headers");
    // Lines far down cost a few headers each.
    for from in [500_000, 999_900, 17] {
        let ask = InsideAsk { act: "rows".into(), from, to: from + 60, ..InsideAsk::default() };
        let view = look.ask(object, &ask);
        assert_eq!((view.rows.len(), view.from), (60, from));
        assert!(view.rows.iter().skip(20).take(20).all(|row| row.name == "revokedCertificate"));
    }
    let chosen = ask(&mut look, object, "byte", object.der.len() / 2).chosen.unwrap();
    assert!(chosen.path.contains(&"revokedCertificate".to_owned()));
    assert!(look.steps() < walked + 20_000, "{} headers", look.steps());
}
