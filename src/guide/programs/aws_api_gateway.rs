//! AWS API Gateway.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_AWS_API_GATEWAY: Guide = Guide {
    id: "aws-api-gateway",
    aliases: &["api gateway", "amazon api gateway"],
    title: "AWS API Gateway",
    group: Group::Gateways,
    tier: Tier::Checked(
        "the commands by aws-cli 1.45 (names and types of parameters), the template by cfn-lint 1.51; what the service makes of them is as awsdocs/amazon-api-gateway-developer-guide rest-api-mutual-tls.md and the API reference of MutualTlsAuthentication have it, 2026",
    ),
    server: Some(Part {
        demands: &[Demand::ChainAtMost(4), Demand::RsaTwoThousand],
        blocks: &[
            block("The server’s certificate", Form::Sh, CERTIFICATE),
            block_if("mutual", "Truststore and domain, as commands", Form::Sh, COMMANDS),
            block_if("mutual", "The same as CloudFormation", Form::Yaml, TEMPLATE),
        ],
        remarks: &[
            (
                "mutual",
                "The truststore is one PEM file in S3, and the root must be in it with every intermediate; a client’s chain has at most four certificates, the root counted.",
            ),
            (
                "mutual",
                "The default address execute-api stays open to everybody without a certificate until disableExecuteApiEndpoint is true.",
            ),
            (
                "mutual",
                "Only regional domains with TLS 1.2 can do it. With an imported certificate, or one of AWS Private CA, the domain needs an ownershipVerificationCertificateArn too.",
            ),
            (
                "mutual",
                "Bad entries in the truststore only give warnings (truststoreWarnings); a new version of the file counts only after update-domain-name with its truststoreVersion.",
            ),
            (
                "mutual",
                "No revocation lists are looked at: a Lambda authorizer has to do that. A refusal is HTTP 403.",
            ),
            (
                "mutual",
                "The identity is $context.identity.clientCert.subjectDN (HTTP APIs: requestContext.authentication.clientCert).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const CERTIFICATE: &str = "\
?public aws acm request-certificate --domain-name {host} --validation-method DNS ## or import yours, as below
aws acm import-certificate --certificate fileb://LEAF.pem --certificate-chain fileb://INTERMEDIATES.pem --private-key fileb://KEY.pem ## leaf and intermediates apart";

const COMMANDS: &str = "\
aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled
aws s3 cp {cas} s3://BUCKET/truststore.pem
aws apigatewayv2 create-domain-name --domain-name {host} --domain-name-configurations CertificateArn=CERTIFICATE-ARN,EndpointType=REGIONAL,SecurityPolicy=TLS_1_2 --mutual-tls-authentication TruststoreUri=s3://BUCKET/truststore.pem
aws apigatewayv2 update-api --api-id API-ID --disable-execute-api-endpoint ## else the default address lets everybody in";

const TEMPLATE: &str = "\
Resources:
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: {host}
      DomainNameConfigurations:
        - CertificateArn: CERTIFICATE-ARN
          EndpointType: REGIONAL
          SecurityPolicy: TLS_1_2
      MutualTlsAuthentication:
        TruststoreUri: s3://BUCKET/truststore.pem
        TruststoreVersion: VERSION ## without it, the newest at the time of the call
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: api
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: true ## else the default address lets everybody in";
