//! Which lines of the list of all certificates somebody wants to see. The page's part for it is a script
//! (`www/list.js`), which asks the engine by itself.

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListAsk {
    /// The run whose list is meant.
    pub run: u32,
    /// Words that all must occur in a certificate's names, issuer, kind, key, state, source, serial
    /// number or fingerprint; empty for all certificates.
    pub find: String,
    /// The order of the lines.
    pub order: ListOrder,
}

/// The order of the lines of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// As the certificates were given.
    #[default]
    Given,
    /// By the short name of the subject.
    Name,
    /// By kind, then name.
    Kind,
    /// By the short name of the issuer, then name.
    Issuer,
    /// By key, then name.
    Key,
    /// What ends first stands first.
    Ends,
}
