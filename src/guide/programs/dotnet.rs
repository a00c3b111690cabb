//! .NET.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_DOTNET: Guide = Guide {
    id: "dotnet",
    aliases: &[".net", "csharp", "httpclient .net", "kestrel", "asp.net"],
    title: ".NET (HttpClient, Kestrel)",
    group: Group::Clients,
    tier: Tier::Documented(
        "learn.microsoft.com/aspnet/core/security/authentication/certauth and dotnet/runtime CertificateHelper.cs, SslStream.Protocol.cs, 2026",
    ),
    server: Some(Part {
        blocks: &[block("Program.cs", Form::Slashes, SERVER)],
        remarks: &[
            (
                "mutual",
                "AllowCertificate lets clients without one in; RequireCertificate does not. A CustomTrustStore judges by your CA alone, not by the machine’s.",
            ),
            (
                "mutual",
                "RevocationMode is Online where nothing is set: certificates without reachable lists are refused.",
            ),
        ],
        ..PART
    }),
    client: Some(Part {
        judges_like: "dotnet",
        blocks: &[block("Program.cs", Form::Slashes, CLIENT)],
        remarks: &[
            (
                "mutual",
                "HttpClient sends nothing where extended key usage is there without clientAuth itself, or key usage without digitalSignature: only an Info event says so.",
            ),
            (
                "mutual",
                "On Windows the intermediates are taken from the CA store of the user, not from the .pfx: SslStreamCertificateContext sends what it is given.",
            ),
            (
                "mutual",
                "On Windows a key that was read from PEM has to pass through PKCS#12 once before Schannel can use it, as above.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const SERVER: &str = "\
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(8443, listen => listen.UseHttps(https =>
{
    https.ServerCertificate = X509Certificate2.CreateFromPemFile({chain}, {key});
    https.ServerCertificateChain = new X509Certificate2Collection();
    https.ServerCertificateChain.ImportFromPemFile({chain}); // the intermediates
?mutual     https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
?mutual     var roots = new X509Certificate2Collection();
?mutual     roots.ImportFromPemFile({cas}); // who may issue clients
?mutual     https.ClientCertificateValidation = (certificate, chain, errors) =>
?mutual     {
?mutual         using var own = new X509Chain();
?mutual         own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
?mutual         own.ChainPolicy.CustomTrustStore.AddRange(roots);
?mutual         own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
?mutual         own.ChainPolicy.ApplicationPolicy.Add(new(\"1.3.6.1.5.5.7.3.2\")); // clientAuth
?mutual         foreach (var one in chain?.ChainElements ?? new X509Chain().ChainElements) own.ChainPolicy.ExtraStore.Add(one.Certificate);
?mutual         return own.Build(certificate);
?mutual     };
})));
var app = builder.Build();
app.MapGet(\"/\", (HttpContext context) => \"hello \" + context.Connection.ClientCertificate?.Subject);
app.Run();";

const CLIENT: &str = "\
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

var options = new SslClientAuthenticationOptions();
?mutual using var read = X509Certificate2.CreateFromPemFile({client-chain}, {client-key});
?mutual using var own = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null); // for Schannel
?mutual var between = new X509Certificate2Collection();
?mutual between.ImportFromPemFile({client-chain});
?mutual options.ClientCertificateContext = SslStreamCertificateContext.Create(own, between, offline: true); // sends the intermediates
?private options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
?private options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile({roots});
using var client = new HttpClient(new SocketsHttpHandler { SslOptions = options });
Console.WriteLine(await client.GetStringAsync({url}));";
