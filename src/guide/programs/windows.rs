//! Windows.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_WINDOWS: Guide = Guide {
    id: "windows",
    aliases: &["certmgr", "certlm", "certutil windows", "schannel"],
    title: "Windows",
    group: Group::Imports,
    tier: Tier::Documented(
        "learn.microsoft.com: Import-PfxCertificate, certutil; openssl/openssl#27035 for old servers; 2026",
    ),
    client: Some(Part {
        blocks: &[
            block("Make the .p12, on the machine that has the key", Form::Sh, MAKE),
            block("PowerShell, for the user", Form::PowerShell, POWERSHELL),
            block("cmd", Form::PowerShell, CMD),
            block("By hand", Form::Steps, STEPS),
        ],
        remarks: &[
            (
                "",
                "Services look into the machine’s store (LocalMachine), browsers into the user’s (CurrentUser): in the other one it is not found.",
            ),
            (
                "",
                "The intermediates must end up in the store of intermediates (CA), or Schannel and .NET send the certificate alone.",
            ),
            (
                "",
                "Windows Server 2016 does not open files made with AES and SHA-256, as OpenSSL 3 makes them (“The specified network password is not correct”); 2019 and later do. For 2016 add -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1.",
            ),
            (
                "",
                "Without -Exportable the key cannot be taken out again: right for a person’s machine, wrong for the only copy.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const MAKE: &str =
    "openssl pkcs12 -export -in {client-chain} -inkey {client-key} -name {user} -out client.p12";

const POWERSHELL: &str = "\
$password = Read-Host -AsSecureString
Import-PfxCertificate -FilePath client.p12 -CertStoreLocation Cert:\\CurrentUser\\My -Password $password
?private Import-Certificate -FilePath {roots} -CertStoreLocation Cert:\\CurrentUser\\Root";

const CMD: &str = "certutil -user -importpfx client.p12";

const STEPS: &str = "\
Double click client.p12, Current User, the password, “Automatically select the certificate store”.
certmgr.msc shows it under Personal > Certificates, with a key in its picture; certlm.msc is the machine’s.";
