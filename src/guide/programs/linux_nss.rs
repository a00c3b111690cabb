//! Linux: NSS databases.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_LINUX_NSS: Guide = Guide {
    id: "linux-nss",
    aliases: &["nss", "pk12util", "nssdb", "chrome linux", "chromium linux"],
    title: "Chrome and Chromium on Linux (NSS)",
    group: Group::Imports,
    tier: Tier::Executed(
        "pk12util and certutil of NSS 3.87 of Debian 12; the folders as chromium/chromium docs/linux/cert_management.md has them",
    ),
    client: Some(Part {
        judges_like: "chrome",
        blocks: &[
            block("Make the .p12", Form::Sh, MAKE),
            block("Import it", Form::Sh, IMPORT),
            block("Look at it", Form::Sh, LOOK),
        ],
        remarks: &[
            (
                "",
                "Chrome since 146 uses ~/.local/share/pki/nssdb unless ~/.pki/nssdb exists. Browsers from snap and flatpak see a home of their own: their folder lies below ~/snap or ~/.var/app.",
            ),
            (
                "",
                "The browser has to be started anew, and shows it under chrome://certificate-manager.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const MAKE: &str =
    "openssl pkcs12 -export -in {client-chain} -inkey {client-key} -name {user} -out client.p12";

const IMPORT: &str = "\
mkdir -p \"$HOME/.pki/nssdb\"
certutil -L -d sql:\"$HOME/.pki/nssdb\" > /dev/null || certutil -N -d sql:\"$HOME/.pki/nssdb\" --empty-password
pk12util -i client.p12 -d sql:\"$HOME/.pki/nssdb\"
?private certutil -A -d sql:\"$HOME/.pki/nssdb\" -n server-ca -t C,, -i {roots} ## C: may issue servers";

const LOOK: &str =
    "certutil -K -d sql:\"$HOME/.pki/nssdb\" && certutil -L -d sql:\"$HOME/.pki/nssdb\"";
