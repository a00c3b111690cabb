//! Firefox.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_FIREFOX: Guide = Guide {
    id: "firefox",
    aliases: &["mozilla firefox"],
    title: "Firefox",
    group: Group::Imports,
    tier: Tier::Executed(
        "pk12util and certutil of NSS 3.87 of Debian 12 on a profile’s database; the dialogue is documented",
    ),
    client: Some(Part {
        judges_like: "chrome",
        blocks: &[
            block("Make the .p12", Form::Sh, MAKE),
            block("By hand", Form::Steps, STEPS),
            block("Or into the profile, while Firefox is closed", Form::Sh, IMPORT),
        ],
        remarks: &[
            (
                "",
                "Every profile has its own store. Firefox from snap keeps profiles in ~/snap/firefox/common/.mozilla/firefox, from flatpak in ~/.var/app/org.mozilla.firefox/.mozilla/firefox.",
            ),
            (
                "",
                "security.osclientcerts.autoload (about:config) shows the system’s certificates on Windows and macOS too.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const MAKE: &str =
    "openssl pkcs12 -export -in {client-chain} -inkey {client-key} -name {user} -out client.p12";

const STEPS: &str = "\
Settings > Privacy & Security > Certificates > View Certificates > Your Certificates > Import: client.p12.
A private CA of the server goes under Authorities > Import, with “Trust this CA to identify websites”.";

const IMPORT: &str = "\
pk12util -i client.p12 -d sql:\"$PROFILE\" ## about:profiles names the folder
?private certutil -A -d sql:\"$PROFILE\" -n server-ca -t C,, -i {roots}";
