//! Java (`X509Factory.readOneBlock`): five dashes at the start of a line begin a block, whose label goes to
//! the end of that line and whose data to the next dash; or the file is DER.

use super::{BEGIN, DASHES, END, Reading, base64};

/// As `CertificateFactory.generateCertificates` reads it; keytool does the same.
pub fn read(bytes: &[u8]) -> Reading {
    const DER: u8 = 0x30;
    if bytes.first() == Some(&DER) {
        return Ok(vec![bytes.to_vec()]);
    }
    let mut rest = bytes.iter().copied();
    let mut found = Vec::new();
    while let Some(der) = block(&mut rest)? {
        found.push(der);
    }
    if found.is_empty() {
        return Err("No certificate data found".into());
    }
    Ok(found)
}

fn block(rest: &mut impl Iterator<Item = u8>) -> Result<Option<Vec<u8>>, String> {
    let incomplete = || "java.io.IOException: Incomplete data".to_owned();
    let (mut dashes, mut last) = (0_usize, None);
    loop {
        let Some(byte) = rest.next() else { return Ok(None) };
        if byte == b'-' {
            dashes = dashes.saturating_add(1);
        } else {
            (dashes, last) = (0, Some(byte));
        }
        if dashes == DASHES.len() && matches!(last, None | Some(b'\r' | b'\n')) {
            break;
        }
    }
    let (mut header, mut data, mut end) = (DASHES.to_vec(), Vec::new(), b'\n');
    loop {
        match rest.next().ok_or_else(incomplete)? {
            b'\n' => break,
            b'\r' => {
                let next = rest.next().ok_or_else(incomplete)?;
                if next != b'\n' {
                    end = b'\r';
                    data.push(next);
                }
                break;
            }
            byte => header.push(byte),
        }
    }
    loop {
        match rest.next().ok_or_else(incomplete)? {
            b'-' => break,
            byte => data.push(byte),
        }
    }
    let footer = rest.take_while(|byte| *byte != end && *byte != b'\n').filter(|it| *it != b'\r');
    let footer: Vec<u8> = std::iter::once(b'-').chain(footer).collect();
    let (header, footer) = (header.trim_ascii_end(), footer.trim_ascii_end());
    // It takes each byte for a character.
    let text = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    let label = |line: &[u8], mark| {
        line.strip_prefix(mark).and_then(|it: &[u8]| it.strip_suffix(DASHES)).map(<[u8]>::to_vec)
    };
    let Some(begin) = label(header, BEGIN) else {
        return Err(format!("java.io.IOException: Illegal header: {}", text(header)));
    };
    let Some(end) = label(footer, END) else {
        return Err(format!("java.io.IOException: Illegal footer: {}", text(footer)));
    };
    if begin != end {
        let (header, footer) = (text(header), text(footer));
        return Err(format!(
            "java.io.IOException: Header and footer do not match: {header} {footer}"
        ));
    }
    let space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'=');
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/= \t\r\n".contains(byte);
    if let Some(foreign) = data.iter().find(|byte| !known(byte)) {
        let foreign = i8::from_be_bytes([*foreign]);
        let sign = if foreign < 0 { "-" } else { "" };
        let hex = foreign.unsigned_abs();
        return Err(format!(
            "java.io.IOException: java.lang.IllegalArgumentException: Illegal base64 character {sign}{hex:x}"
        ));
    }
    // Padding may be lacking.
    let digits = data.iter().filter(|byte| !space(**byte)).count();
    let padding = std::iter::repeat_n(b'=', 3 & digits.wrapping_neg());
    let plain = data.into_iter().filter(|byte| *byte != b'=').chain(padding);
    let plain = base64(plain, |byte| byte.is_ascii_whitespace());
    plain.map(Some).ok_or_else(|| "java.io.IOException: Incomplete data".into())
}
