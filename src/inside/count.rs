//! How many there are, in words.

/// `20 bytes`.
pub fn bytes_in_words(count: usize) -> String {
    if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") }
}

/// `256 bits`.
pub fn bits_in_words(count: usize) -> String {
    if count == 1 { "1 bit".to_owned() } else { format!("{count} bits") }
}
