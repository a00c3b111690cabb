//! Text as it stands in XML: in a drawing, in JUnit's.

/// Text with nothing in it that is markup, between quotation marks of either kind too.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&apos;")
}
