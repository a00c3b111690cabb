//! JSON schemas of what is written (JSON Schema, draft 2020-12), made from the types that write it.
//! A test writes them to docs/schema, and the types of the JavaScript package from them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::check::Checked;
use super::diff::Changes;
use super::explain::Explained;
use super::guide::Guide;
use super::handshake::Handshake;
use super::json::shape::Examined;
use super::timeline::Dates;

/// The schemas that were gathered.
#[derive(Default)]
pub struct Schemas {
    /// Of results: the name of the file in docs/schema, and the schema.
    pub results: Vec<(&'static str, Schema)>,
    /// Of questions.
    pub questions: Vec<Schema>,
}

impl Schemas {
    /// Adds what is written.
    pub(crate) fn one<T: JsonSchema>(&mut self, name: &'static str) {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        self.results.push((name, settings.into_generator().into_root_schema_for::<T>()));
    }

    /// Adds what is read.
    pub(crate) fn question<T: JsonSchema>(&mut self) {
        let settings = SchemaSettings::draft2020_12().for_deserialize();
        self.questions.push(settings.into_generator().into_root_schema_for::<T>());
    }
}

/// Adds the results of this room.
pub fn schemas(add: &mut Schemas) {
    add.one::<Examined>("examine");
    add.one::<Explained>("explain");
    add.one::<Handshake>("handshake");
    add.one::<Guide>("guide");
    add.one::<Dates>("timeline");
    add.one::<Changes>("diff");
    add.one::<Checked>("check");
}
