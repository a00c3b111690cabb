//! DER values one behind the other, for programs that look at bytes which the model keeps in another
//! form. Lengths need not be the shortest: what refuses those reads with `tlv`.

pub(super) use super::tlv::Tlv as Value;
pub(super) use super::tlv::tag::{
    BOOLEAN, GENERALIZED_TIME, INTEGER, OCTET_STRING, OID, SEQUENCE, UTC_TIME,
};

/// Takes the next value; `None` at the end, or where there is none.
pub(super) fn next<'a>(rest: &mut &'a [u8]) -> Option<Value<'a>> {
    let bytes = *rest;
    let (tag, length) = (*bytes.first()?, *bytes.get(1)?);
    let (length, header) = match length {
        0..=0x7F => (usize::from(length), 2usize),
        0x81..=0x84 => {
            let count = usize::from(length & 0x7F);
            let digits = bytes.get(2..2usize.checked_add(count)?)?;
            let length = digits
                .iter()
                .try_fold(0usize, |sum, b| sum.checked_mul(256)?.checked_add(usize::from(*b)))?;
            (length, count.checked_add(2)?)
        }
        _ => return None,
    };
    let end = header.checked_add(length)?;
    let value = Value { tag, content: bytes.get(header..end)?, full: bytes.get(..end)? };
    *rest = bytes.get(end..)?;
    Some(value)
}

/// All values of some content; `None` where it is not made of values to its end.
pub(super) fn all(content: &[u8]) -> Option<Vec<Value<'_>>> {
    let mut rest = content;
    let mut values = Vec::new();
    while !rest.is_empty() {
        values.push(next(&mut rest)?);
    }
    Some(values)
}

/// The values inside the one value that some bytes begin with, where it has that tag.
pub(super) fn inside(bytes: &[u8], tag: u8) -> Option<Vec<Value<'_>>> {
    let mut rest = bytes;
    let outer = next(&mut rest)?;
    if outer.tag == tag { all(outer.content) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_taken_to_the_end_or_not_at_all() {
        let list = inside(&[0x30, 6, 2, 1, 5, 4, 1, 9, 0xFF], SEQUENCE).unwrap();
        assert_eq!(
            list.iter().map(|v| (v.tag, v.content)).collect::<Vec<_>>(),
            [(INTEGER, [5u8].as_slice()), (OCTET_STRING, [9u8].as_slice())]
        );
        assert!(inside(&[0x30, 3, 2, 5, 5], SEQUENCE).is_none());
        assert!(inside(&[0x31, 0], SEQUENCE).is_none());
        assert!(all(&[]).unwrap().is_empty());
        let mut long = vec![4, 0x81, 0x80];
        long.extend([7; 128]);
        assert_eq!(all(&long).unwrap()[0].content.len(), 128);
    }
}
