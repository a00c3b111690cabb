//! iPhone and iPad.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_IOS: Guide = Guide {
    id: "ios",
    aliases: &["ipados", "iphone", "ipad"],
    title: "iPhone, iPad",
    group: Group::Imports,
    tier: Tier::Documented("support.apple.com and several guides for iOS 17 to 26; 2026"),
    client: Some(Part {
        blocks: &[block("Make the .p12", Form::Sh, MAKE), block("By hand", Form::Steps, STEPS)],
        remarks: &[
            ("", "Safari and Mail use the certificate; other apps need their own import, or MDM."),
            (
                "",
                "A root that was installed by hand counts only after it is switched on under Settings > General > About > Certificate Trust Settings.",
            ),
            ("", "The password must not be empty."),
        ],
        ..PART
    }),
    ..GUIDE
};

const MAKE: &str = "openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -in {client-chain} -inkey {client-key} -name {user} -out client.p12";

const STEPS: &str = "\
Send client.p12 to the device with AirDrop or by mail, and open it.
Settings > Profile Downloaded > Install: the device’s code, then the file’s password.";
