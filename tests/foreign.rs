//! Text of strangers in every output: what could deceive is written out, Markdown stays text, and a
//! view never holds more than a screen can show.

#![cfg(feature = "full")]

use std::process::Command;

use pemlens::export;
use pemlens::input::{Source, Workspace};
use pemlens::model::Question;
use pemlens::present;
use pemlens::report::{Report, analyse};
use rcgen::{
    CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, Issuer, KeyPair, SanType,
};

/// One of each kind that has no picture, an empty one, or changes what stands around it.
const DECEIVING: &[char] = &[
    '\u{1}',
    '\u{7}',
    '\u{8}',
    '\r',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{a0}',
    '\u{ad}',
    '\u{34f}',
    '\u{61c}',
    '\u{115f}',
    '\u{1160}',
    '\u{1680}',
    '\u{17b4}',
    '\u{180e}',
    '\u{2003}',
    '\u{200b}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202d}',
    '\u{202e}',
    '\u{202f}',
    '\u{205f}',
    '\u{2060}',
    '\u{2066}',
    '\u{2069}',
    '\u{2800}',
    '\u{3000}',
    '\u{3164}',
    '\u{e000}',
    '\u{f8ff}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff9}',
    '\u{1bca0}',
    '\u{1d159}',
    '\u{1d173}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e0100}',
    '\u{f0000}',
    '\u{10fffd}',
];

fn report(common: &str, name: &str, change: impl Fn(&mut CertificateParams)) -> Report {
    let keys = [(); 2].map(|()| KeyPair::generate().unwrap());
    let mut root = CertificateParams::default();
    root.distinguished_name.push(DnType::CommonName, common);
    root.distinguished_name.push(DnType::OrganizationName, common);
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let mut leaf = CertificateParams::default();
    leaf.distinguished_name.push(DnType::CommonName, common);
    leaf.subject_alt_names = vec![SanType::DnsName("www.example.com".try_into().unwrap())];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    change(&mut leaf);
    let top = root.self_signed(&keys[0]).unwrap();
    let end = leaf.signed_by(&keys[1], &Issuer::new(root, &keys[0])).unwrap();
    let text = format!("{common}\n{}{}-----BEGIN {common}-----\n", end.pem(), top.pem());
    let source = Source { name: name.to_owned(), bytes: text.into_bytes(), ..Source::default() };
    analyse(&Workspace {
        sources: vec![source],
        question: Question { at: 1_800_000_000, ..Question::default() },
    })
}

/// Every output by name.
fn outputs(report: &Report) -> Vec<(&'static str, String)> {
    let dates = present::timeline(report);
    let changes = present::diff(&self::report("Other", "other.pem", |_| {}), report).unwrap();
    let sheets: Vec<_> = (0..report.objects.len()).map(|it| present::sheet(report, it)).collect();
    let rows = present::rows(report, None, 0, 100);
    vec![
        ("text", export::text(report, None) + &export::programs_text(report)),
        ("Markdown", export::markdown(report) + &export::programs_markdown(report)),
        ("JSON", format!("{:#}", export::json_with(report, None, true))),
        // Debug would write out what it should find.
        ("page", serde_json::to_string(&present::overview(report)).unwrap()),
        ("details", serde_json::to_string(&(sheets, rows)).unwrap()),
        ("notes", serde_json::to_string(&present::programs(report)).unwrap()),
        ("dates", serde_json::to_string(&present::timeline_notes(report)).unwrap()),
        ("calendar", present::calendar(&dates).replace("\r\n", "\n")),
        ("timeline", export::timeline_text(&dates) + &export::timeline_markdown(&dates)),
        ("timeline as JSON", format!("{:#}", export::timeline_json(&dates))),
        ("changes", export::diff_text(&changes) + &export::diff_markdown(&changes)),
        ("changes as JSON", format!("{:#}", export::diff_json(&changes, false))),
    ]
}

#[test]
fn no_output_holds_a_character_that_could_deceive() {
    for c in DECEIVING {
        let name = format!("a{c}b.pem");
        let report = report(&format!("x{c}y"), &name, |leaf| {
            let text = format!("http://ca.example/{c}");
            let mut value = vec![0x0c, text.len() as u8];
            value.extend(text.as_bytes());
            leaf.custom_extensions.push(CustomExtension::from_oid_content(&[1, 2, 3], value));
        });
        let escaped = format!("\\u{:04x}", u32::from(*c));
        for (output, text) in outputs(&report) {
            assert!(!text.contains(*c), "{output} holds U+{:04X}", u32::from(*c));
            assert!(!text.contains(&escaped), "{output} holds U+{:04X} escaped", u32::from(*c));
        }
    }
}

#[test]
fn the_terminal_gets_no_such_character_in_a_complaint() {
    for c in DECEIVING.iter().filter(|c| **c != '\0') {
        let program = env!("CARGO_BIN_EXE_pemlens");
        let name = format!("missing{c}file.pem");
        for arguments in [vec!["examine", &name], vec!["examine", "--at", &name, "x"], vec![&name]]
        {
            let output = Command::new(program).args(arguments).output().unwrap();
            let words = String::from_utf8(output.stderr).unwrap();
            assert!(words.contains("⟨U+") && !words.contains(*c), "{words:?}");
        }
    }
}

/// cmark-gfm makes a link of an address of mail whatever stands before its `@`; it goes where it says.
#[test]
fn markdown_stays_text() {
    let hostile = [
        "<img src=x onerror=alert(1)>",
        "paypal&ZeroWidthSpace;.com&rlm;",
        "[a](javascript:x)",
        "![a](http://x/y)",
        "http://evil.example/x",
        "www.evil.example",
        "evil@evil.example",
        "```",
        "~~~",
        "# x",
        "- x",
        "1. x",
        "    x",
        "* x",
        "| a | b |",
        "> x",
        "<!-- x",
        "&#x3c;b&#x3e;",
        "$x$",
        "_x_",
        "**x**",
        "`x`",
        "\\<b>",
        "ftp://evil.example/",
        "+ x",
        "= x",
        "---",
        "<https://evil.example>",
        "https://evil.example",
    ];
    let markdowns: Vec<String> = hostile
        .iter()
        .map(|it| {
            let report = report(it, &format!("{it}.pem"), |_| {});
            let changes =
                present::diff(&self::report("Other", "other.pem", |_| {}), &report).unwrap();
            export::markdown(&report)
                + &export::programs_markdown(&report)
                + &export::timeline_markdown(&present::timeline(&report))
                + &export::diff_markdown(&changes)
        })
        .collect();
    let script = "import sys,json,re,cmarkgfm\nfrom cmarkgfm.cmark import Options\n\
        for name, text in json.load(sys.stdin):\n\
        \x20 html = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)\n\
        \x20 html = re.sub(r'<pre.*?</pre>', '', html, flags=re.S)\n\
        \x20 html = re.sub(r'<a href=.mailto:([^ ]*).>\\1</a>', '', html)\n\
        \x20 bad = re.findall(r'<(?!/?(?:h[1-6]|p|ol|ul|li|code|strong)\\b)[^>]*>', html)\n\
        \x20 assert not bad, (name, bad)\n\
        \x20 assert '\\u200b' not in html and '\\u200f' not in html, name\n";
    let python = Command::new("python3").args(["-c", "import cmarkgfm"]).output();
    if !python.is_ok_and(|it| it.status.success()) {
        println!("SKIPPED: Python has no cmarkgfm here");
        for (text, name) in markdowns.iter().zip(hostile) {
            // In indented code nothing is markup.
            let prose = text.lines().filter(|line| !line.starts_with("    "));
            for line in prose {
                assert!(!line.contains(" <img") && !line.contains("paypal&Z"), "{name}: {line}");
            }
        }
        return;
    }
    let documents: Vec<_> = hostile.iter().zip(&markdowns).collect();
    let mut child = Command::new("python3")
        .args(["-c", script])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let input = serde_json::to_string(&documents).unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Letters of the longest text, letters in all, and values.
fn counted(value: &serde_json::Value, counts: &mut (usize, usize, usize)) {
    match value {
        // What is copied or saved is not drawn.
        serde_json::Value::String(text) if text.starts_with("-----BEGIN") => {}
        serde_json::Value::String(text) => {
            counts.0 = counts.0.max(text.len());
            counts.1 += text.len();
        }
        serde_json::Value::Array(all) => all.iter().for_each(|it| counted(it, counts)),
        serde_json::Value::Object(all) => all.values().for_each(|it| counted(it, counts)),
        _ => {}
    }
    counts.2 += 1;
}

#[test]
fn a_view_holds_no_more_than_a_screen_shows() {
    let long = |letters: usize| "x".repeat(letters);
    let many = |count: usize| {
        move |leaf: &mut CertificateParams| {
            for number in 0..count {
                let oid = [1, 3, 6, 1, 4, 1, 55555, number as u64 + 1];
                let mut value = vec![4, 0x82, 0x10, 0];
                value.extend(vec![7; 4096]);
                leaf.custom_extensions.push(CustomExtension::from_oid_content(&oid, value));
            }
        }
    };
    let names = |count: usize| {
        move |leaf: &mut CertificateParams| {
            leaf.subject_alt_names = (0..count)
                .map(|it| SanType::DnsName(format!("host{it}.example.com").try_into().unwrap()))
                .collect();
        }
    };
    let reports = [
        ("a long subject", report(&long(100_000), "a.pem", |_| {})),
        ("a longer one of wide letters", report(&"漢".repeat(100_000), "a.pem", |_| {})),
        ("a long file name", report("x", &long(100_000), |_| {})),
        ("many extensions", report("x", "a.pem", many(1_000))),
        ("many names", report("x", "a.pem", names(10_000))),
        (
            "a long name",
            report("x", "a.pem", |leaf| {
                leaf.subject_alt_names = vec![
                    SanType::URI(format!("https://x/{}", long(100_000)).try_into().unwrap()),
                    SanType::Rfc822Name(format!("a@{}", long(100_000)).try_into().unwrap()),
                ];
            }),
        ),
    ];
    for (about, report) in reports {
        let view = present::overview(&report);
        let sheets: Vec<_> =
            (0..report.objects.len()).map(|it| present::sheet(&report, it)).collect();
        let rows = present::rows(&report, None, 0, 60);
        let notes = present::programs(&report);
        for (which, value) in [
            ("the first screen", serde_json::to_value(&view).unwrap()),
            ("the rows", serde_json::to_value(&rows).unwrap()),
            ("the notes", serde_json::to_value(&notes).unwrap()),
            ("the details", serde_json::to_value(&sheets).unwrap()),
        ] {
            let mut counts = (0, 0, 0);
            counted(&value, &mut counts);
            let (longest, all, values) = counts;
            assert!(longest <= 17_000, "{about}, {which}: a text of {longest}");
            assert!(all <= 2_500_000, "{about}, {which}: {all} letters");
            assert!(values <= 20_000, "{about}, {which}: {values} values");
            println!("{about}, {which}: longest {longest}, {all} letters, {values} values");
        }
    }
}
