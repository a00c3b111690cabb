//! kubectl.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_KUBECTL: Guide = Guide {
    id: "kubectl",
    aliases: &["kubeconfig"],
    title: "kubectl",
    group: Group::Clients,
    tier: Tier::Executed(
        "kubectl 1.37.1, with nginx in the place of the API server; users and groups are as kubernetes.io/docs/reference/access-authn-authz/authentication and setup/best-practices/certificates have them, 2026",
    ),
    client: Some(Part {
        judges_like: "go127",
        demands: &[Demand::CommonName],
        blocks: &[block_if("mutual", "Commands", Form::Sh, COMMANDS)],
        remarks: &[
            (
                "oneway",
                "kubectl with a certificate is mutual: load the client’s certificate as well, or ask with --mutual.",
            ),
            (
                "mutual",
                "The user is the common name and each O of the subject a group; O=system:masters may do everything, and no certificate can be taken back: the API server looks at no revocation lists.",
            ),
            (
                "mutual",
                "The API server takes certificates of its client CA only (--client-ca-file), which is rarely that of your web servers.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const COMMANDS: &str = "\
kubectl config set-cluster CLUSTER --server={url}:6443 --certificate-authority={roots} --embed-certs=true
kubectl config set-credentials {user} --client-certificate={client-chain} --client-key={client-key} --embed-certs=true
kubectl config set-context CONTEXT --cluster=CLUSTER --user={user}
kubectl --context CONTEXT auth whoami";
