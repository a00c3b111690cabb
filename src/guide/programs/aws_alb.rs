//! AWS load balancers.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_AWS_ALB: Guide = Guide {
    id: "aws-alb",
    aliases: &["alb", "aws load balancer", "elastic load balancing", "nlb"],
    title: "AWS Application Load Balancer",
    group: Group::Gateways,
    tier: Tier::Checked(
        "the commands by aws-cli 1.45 (names and types of parameters); what the service makes of them is as docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication has it, 2026",
    ),
    server: Some(Part {
        demands: &[Demand::RsaTwoThousand],
        blocks: &[block_if("mutual", "Commands", Form::Sh, COMMANDS)],
        remarks: &[
            (
                "oneway",
                "One-way TLS is a listener with a certificate of ACM; ask with --mutual for the clients’ side.",
            ),
            (
                "mutual",
                "verify judges the client at the load balancer; passthrough judges nothing and hands the certificate on in a header: then the application has to.",
            ),
            ("mutual", "CA names are announced only with AdvertiseTrustStoreCaNames=on."),
            (
                "mutual",
                "Revocation lists are added to the trust store from S3, each CA’s by itself.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const COMMANDS: &str = "\
aws s3 cp {cas} s3://BUCKET/client-ca.pem
aws elbv2 create-trust-store --name clients --ca-certificates-bundle-s3-bucket BUCKET --ca-certificates-bundle-s3-key client-ca.pem
aws elbv2 modify-listener --listener-arn LISTENER-ARN --mutual-authentication Mode=verify,TrustStoreArn=TRUST-STORE-ARN,IgnoreClientCertificateExpiry=false,AdvertiseTrustStoreCaNames=on
?crl aws s3 cp {crl} s3://BUCKET/client.crl
?crl aws elbv2 add-trust-store-revocations --trust-store-arn TRUST-STORE-ARN --revocation-contents S3Bucket=BUCKET,S3Key=client.crl,RevocationType=CRL";
