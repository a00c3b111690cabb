//! The registry of Docker (distribution), and Docker as its client.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_DOCKER_REGISTRY: Guide = Guide {
    id: "docker-registry",
    aliases: &["registry", "distribution", "docker"],
    title: "Docker registry, docker",
    group: Group::Services,
    tier: Tier::Executed(
        "docker-registry 2.8.2 of Debian 12, asked with curl; the files of docker as docs.docker.com/engine/security/certificates has them, 2026",
    ),
    server: Some(Part {
        judges_like: "go127",
        folder: "/etc/docker/registry/tls/",
        blocks: &[
            block("Put the files in place", Form::Sh, FILES),
            block("/etc/docker/registry/config.yml", Form::Yaml, CONFIG),
        ],
        remarks: &[("mutual", "clientcas alone demands a certificate: there is no optional form.")],
        ..PART
    }),
    client: Some(Part {
        judges_like: "go127",
        folder: "/etc/docker/certs.d/",
        blocks: &[block("Files for the host’s folder", Form::Sh, CLIENT)],
        remarks: &[(
            "",
            "The folder is called as the registry is named in the image, with :PORT where there is one. A CA ends in .crt, a client’s certificate in .cert and its key in .key with the same name.",
        )],
        ..PART
    }),
    ..GUIDE
};

const FILES: &str = "\
sudo install -D -m 644 {chain-here} {chain}
sudo install -D -m 600 -o docker-registry {key-here} {key}
?mutual sudo install -D -m 644 {cas-here} {cas}";

const CONFIG: &str = "\
version: 0.1
storage:
  filesystem:
    rootdirectory: /var/lib/docker-registry
http:
  addr: :5000
  tls:
    certificate: {chain}
    key: {key}
?mutual     clientcas: ## who may issue clients; a certificate is then demanded
?mutual       - {cas}";

const CLIENT: &str = "\
?private sudo install -D -m 644 {roots-here} /etc/docker/certs.d/{host}/ca.crt
?mutual sudo install -D -m 644 {client-chain-here} /etc/docker/certs.d/{host}/client.cert ## .cert, not .crt: that would be a CA
?mutual sudo install -D -m 600 {client-key-here} /etc/docker/certs.d/{host}/client.key
docker pull {host}/IMAGE";
