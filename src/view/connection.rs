//! Both sides of a mutual TLS connection as one panel: what can be chosen and moved, and the rest as
//! notes, which the page draws already.

use serde::Serialize;

use super::{Note, PieceView, ProgramView};

/// The panel about a connection.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ConnectionView {
    /// The server's program, by id.
    pub server: String,
    /// The client's program, by id.
    pub client: String,
    /// `1.2`, `1.3`.
    pub tls: String,
    /// Which side has to change what, or under which conditions it holds; may be empty.
    pub head: String,
    /// Everything that was loaded, each with the place where it is used.
    pub pieces: Vec<PieceView>,
    /// What each side is, its key and what it prints: the server's note, then the client's.
    pub sides: Vec<Note>,
    /// The steps, what would mend it, and the other programs.
    pub notes: Vec<Note>,
    /// The programs that can be chosen.
    pub programs: Vec<ProgramView>,
}
