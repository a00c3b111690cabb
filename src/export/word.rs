//! Values that have a word in exports already: they are written and read by it, and a schema lists the
//! words.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::diff;
use crate::model::{Purpose, Severity};
use crate::timeline;
use crate::view::Place;

/// A value that is written as its word.
pub(crate) struct Word<T>(pub T);

/// What has a word for each of its values.
pub(crate) trait Worded: Copy + 'static {
    /// What it is called in a schema.
    #[cfg(feature = "schema")]
    const NAME: &'static str;
    /// Every value.
    const ALL: &'static [Self];
    /// Its word.
    fn of(self) -> &'static str;
}

/// Names every value: a `match` of them does not compile while one is missing.
macro_rules! worded {
    ($type:path, $name:literal: $($value:ident)*) => {
        impl Worded for $type {
            #[cfg(feature = "schema")]
            const NAME: &'static str = $name;
            const ALL: &'static [Self] = &[$(Self::$value),*];
            fn of(self) -> &'static str {
                match self {
                    $(Self::$value => self.word(),)*
                }
            }
        }
    };
}

worded!(Purpose, "Purpose": Server Client Ca Any);
worded!(Severity, "Severity": Error Warning Notice);
worded!(Place, "Place": ServerChain ServerTrust ClientChain ClientTrust Nowhere);
worded!(timeline::Effect, "Effect": Stops Next Act Tells);
worded!(diff::Weight, "Weight": Breaks Depends Told);

impl<T: Worded> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.of())
    }
}

impl<'de, T: Worded> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let value = T::ALL.iter().find(|value| value.of() == text);
        value.map(|value| Self(*value)).ok_or_else(|| {
            let words: Vec<&str> = T::ALL.iter().map(|value| value.of()).collect();
            D::Error::custom(format!("{text:?} is none of {}", words.join(", ")))
        })
    }
}

#[cfg(feature = "schema")]
impl<T: Worded> schemars::JsonSchema for Word<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let words: Vec<&str> = T::ALL.iter().map(|value| value.of()).collect();
        schemars::json_schema!({ "type": "string", "enum": words })
    }
}
