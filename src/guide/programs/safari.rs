//! Safari.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_SAFARI: Guide = Guide {
    id: "safari",
    aliases: &[],
    title: "Safari",
    group: Group::Imports,
    tier: Tier::Documented("security(1) and support.apple.com on identity preferences, 2026"),
    client: Some(Part {
        blocks: &[block("By hand", Form::Steps, STEPS)],
        remarks: &[(
            "",
            "Where several fit, Safari takes the identity preference of the address, which Keychain Access keeps: delete it to be asked again.",
        )],
        ..PART
    }),
    ..GUIDE
};

const STEPS: &str = "\
On macOS Safari uses the keychain: see the guide macos.
On iPhone and iPad it uses installed profiles: see the guide ios.";
