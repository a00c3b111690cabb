//! What clouds and clusters say when certificates are uploaded or asked for: AWS, Azure, Google,
//! Kubernetes, cert-manager, Vault, ACME.
//!
//! Not run; from sources and documentation: docs.aws.amazon.com (acm/latest/userguide/
//! troubleshoot-cert-import, import-certificate-prerequisites; elasticloadbalancing/latest/application/
//! load-balancer-connection-logs; IAM troubleshooting of server
//! certificates), learn.microsoft.com (Application Gateway, Key Vault certificates), cloud.google.com (SSL
//! certificates troubleshooting), kubernetes/kubernetes (pkg/apis/core/validation/validation.go,
//! staging/src/k8s.io/apiserver), cert-manager/cert-manager (internal/apis, pkg/controller, pkg/issuer),
//! hashicorp/vault (builtin/logical/pki, builtin/credential/cert), moby/moby and distribution/distribution,
//! letsencrypt/boulder and RFC 8555, section 6.7; etcd-io/etcd (client/pkg/transport/listener.go,
//! listener_tls.go), hashicorp/consul (issue 11207).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours, theirs};

const A: &str = "AWS";
const Z: &str = "Azure and Google Cloud";
const K: &str = "Kubernetes";
const C: &str = "cert-manager";
const V: &str = "Vault";
const D: &str = "Docker";
const M: &str = "ACME clients";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("aws-chain", A,
        &["Could not validate the certificate with the certificate chain", "Unable to validate certificate chain", "The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order", "Provided certificate is not a valid self signed. Please provide either a valid self-signed certificate or certificate chain", "Provided certificate is not a valid self signed"],
        "The chain given beside the certificate does not fit it: it must begin with the issuer, go up in order, and hold neither the leaf nor strangers.", CHAIN_FILE),
    ours("aws-more", A, &["The certificate field contains more than one certificate. You must specify only one certificate in this field", "The certificate field contains more than one certificate"],
        "The field for the certificate holds the whole chain: only the leaf belongs there, the rest in the field for the chain.", AWS_FIELD),
    ours("aws-pair", A, &["The private key is not supported", "The private key provided doesn't match the certificate", "The private key does not match the certificate", "Private key does not match the public key certificate", "KeyPairMismatchException"],
        "The private key does not belong to the certificate.", PAIR),
    ours("aws-key-length", A, &["The private key length {} is not supported for key algorithm", "The private key length"], "The key is of a kind or length that the service does not take.", SERVICE),
    ours("aws-not-pem", A, &["The certificate body/chain provided is not in a valid PEM format, InternalFailure, or Unable to parse certificate", "is not in a valid PEM format", "Unable to parse certificate. Please ensure the certificate is in PEM format", "Unable to parse certificate", "MalformedCertificate"],
        "The text given is no PEM certificate or key: line ends, blank lines, a file name in place of its content (file://), or an encrypted key.", FORMAT),
    ours("aws-encrypted-key", A, &["The private key is encrypted"], "The key is locked with a password, which the service does not take.", PASSWORD),
    ours("aws-dates", A, &["The provided certificate has expired or is not yet valid", "The certificate provided is expired"], "The certificate is expired or not valid yet.", DATES),
    ours("aws-in-use", A, &["The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain", "doesn't include a valid certificate chain", "The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME)", "isn't in us-east-1 region", "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name", "InvalidViewerCertificate"],
        "The certificate cannot be used there: another region, an incomplete chain, a private CA, or a name that is missing.", AWS_USE),
    ours("aws-alb-issuer", A, &["ClientCertUntrusted", "ClientCertMaxChainDepthExceeded"], "The load balancer's trust store does not lead to the client's certificate, or not within its depth.", ISSUER),
    ours("aws-alb-dates", A, &["ClientCertExpired", "ClientCertNotYetValid"], "The client's certificate is expired or not valid yet.", DATES),
    ours("aws-alb-use", A, &["ClientCertPurposeInvalid", "ClientCertTypeUnsupported", "ClientCertInvalid"], "The client's certificate is not one for TLS clients, or of a kind that the load balancer does not take.", PURPOSE),
    ours("aws-alb-revoked", A, &["ClientCertCrlHit", "ClientCertCrlProcessingError"], "The client's certificate is on the revocation list that the load balancer was given, or that list could not be used.", REVOKED_ONLY),
    ours("aws-limits", A, &["CertificateBody must have length less than or equal to 16384", "TooManyCertificates"], "A limit of the service was reached; the certificate itself is not refused.", SERVICE),
    ours("aws-iot", A, &["CertificateConflictException", "CertificateValidationException", "RegistrationCodeValidationException", "CACertificateNotFoundException"], "AWS IoT did not register the certificate: it is there already, does not belong to the registered CA, or is malformed.", AWS_FIELD),
    ours("aws-truststore", A, &["InvalidCaCertificatesBundle", "CaCertificatesBundleNotFound", "TrustStoreNotFound", "You have certificates in your truststore that are not valid"], "The file of CAs for clients holds something that is no CA certificate, or too long a chain.", CA_FILE),

    ours("azure-chain", Z, &["ApplicationGatewayBackendCertificateNotTrusted", "The root certificate of the server certificate used by the backend does not match the trusted root certificate added to the application gateway", "The root certificate of the server certificate used by the backend does not match", "The server certificate used by the backend is not signed by a well-known Certificate Authority", "The Intermediate certificate is missing from the backend server chain", "The Leaf certificate is missing from the backend server chain", "Backend server certificate is not whitelisted with Application Gateway", "Backend server certificate is not whitelisted"],
        "The server behind does not send a path to the root that the gateway was given, or not to a public one.", ISSUER),
    ours("azure-name", Z, &["The Common Name (CN) of the backend server certificate does not match the host header entered in the health probe configuration", "The Common Name of the leaf certificate presented by the backend server does not match", "The Common Name (CN) of the backend certificate does not match"], "The certificate of the server behind is not for the host that the gateway asks for.", NAME),
    ours("azure-dates", Z, &["Backend certificate is invalid. Current date is not within the \"Valid from\" and \"Valid to\" date range on the certificate", "The backend server certificate has expired", "Backend certificate is invalid. Current date is not within"], "The certificate of the server behind is expired or not valid yet.", DATES),
    ours("azure-import", Z, &["ApplicationGatewaySslCertificateInvalidData", "Data for certificate {} is invalid", "ApplicationGatewaySslCertificateInvalidPassword", "The specified PKCS#12 X.509 certificate content can not be read", "The specified PEM X.509 certificate content is in an unexpected format", "The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format", "ApplicationGatewayKeyVaultSecretException", "Private key is not specified in the specified X.509 PEM certificate content", "Property x5c has wrong number of certificates"],
        "The PFX or PEM file cannot be read: password, form, missing key, or old protection.", PASSWORD),
    ours("google-import", Z, &["The SSL certificate could not be parsed", "The SSL key could not be parsed", "The SSL key is too large", "The SSL key is RSA and is using an unsupported key size", "certificate and private key don't match", "The SSL private key and the SSL certificate don't match", "The SSL certificate failed to parse"],
        "The certificate, chain or key given is malformed, out of order, or does not fit together.", CHAIN_FILE),

    either("kubernetes-webhook", K, &["failed calling webhook \"{}\": ", "failed calling webhook \"{}\"", "Internal error occurred: failed calling webhook", "conversion webhook for {} failed: "],
        "The API server could not call a webhook: mostly its caBundle is not that of the CA that signed the webhook's certificate, or the certificate lacks the name of the service (name.namespace.svc).", WEBHOOK).passing_on(),
    ours("kubernetes-client", K, &["Unable to connect to the server: x509: {}", "Unable to connect to the server: tls: {}", "couldn't get current server API group list: Get {}: x509: {}", "Unable to connect to the server: net/http: TLS handshake timeout"], "kubectl did not accept the API server's certificate; Go's words behind it say why.", SERVER_REFUSED).passing_on(),
    ours("kubernetes-authenticate", K, &["Unable to authenticate the request", "Unable to authenticate the request due to an error: {}", "the server has asked for the client to provide credentials", "You must be logged in to the server (Unauthorized)", "error: You must be logged in to the server"], "The API server did not accept the client: its certificate is expired, of another CA, or was not sent.", CLIENT_REFUSED).passing_on(),
    ours("kubernetes-rights", K, &["is forbidden: User \"{}\" cannot {}", "Error from server (Forbidden): {}"], "The client is known by its certificate (user: CN, groups: O) and has no rights for this.", NO_RIGHTS).passing_on(),
    ours("kubelet", K,
        &["unable to load bootstrap kubeconfig", "part of the existing bootstrap client certificate in {} is expired", "part of the existing bootstrap client certificate is expired", "bootstrap client certificate in {} is expired", "failed to run Kubelet: unable to load client CA file {}", "unable to load client CA file", "Current certificate is expired", "Failed while requesting a signed certificate from the control plane"],
        "The kubelet has no valid client certificate: expired, not renewed, or its request was not approved.", KUBELET),
    ours("kubernetes-secret", K,
        &["data[tls.crt]: Required value", "data[tls.key]: Required value", "Secret \"{}\" is invalid: data[{}]", "invalid configuration: [unable to read client-cert {} for {} due to {}", "unable to read client-cert {} for {} due to {}", "unable to read client-key {} for {} due to {}", "unable to read certificate-authority {} for {} due to {}", "specifying a root certificates file with the insecure flag is not allowed", "unable to load root certificates: {}"],
        "A certificate, key or CA that a secret or kubeconfig names is missing or cannot be read.", SECRET_PARTS),
    ours("kubernetes-bundle", K, &["caBundle: Invalid value: {}", "unable to load root certificates: unable to parse bytes as PEM block", "unable to parse bytes as PEM block"], "caBundle, or a CA of the configuration, is no PEM text: perhaps encoded in base64 once too often, or not at all.", FORMAT),
    ours("kubernetes-serving", K, &["unable to load server certificate: {}", "failed to initialize certificate reloader", "open {}/tls.crt: no such file or directory", "serving-certs/tls.crt: no such file or directory"], "A controller does not find its own certificate: the secret was not mounted, or nobody issued it yet.", ACCESS),
    ours("etcd-none", K, &["cannot listen on TLS for {}: KeyFile and CertFile are not presented", "KeyFile and CertFile are not presented"], "etcd is to listen on an https address and was given no certificate and key for it.", OWN_FILES),
    ours("etcd-name", K, &["tls: \"{}\" does not match any of DNSNames {}", "does not match any of DNSNames"], "etcd compares where a peer comes from with the names in its certificate: neither the address nor a name that it resolves to is among them.", NAME),
    ours("etcd", K, &["rejected connection from \"{}\" (error \"{}\"", "rejected connection from \"{}\"", "rejected connection on client endpoint", "rejected connection on peer endpoint"], "etcd refused a connection; Go's words in it say why. Members need certificates for both uses, server and client.", CLIENT_REFUSED).passing_on(),

    ours("certmanager-issuer", C,
        &["Referenced \"Issuer\" not found: {}", "Referenced \"ClusterIssuer\" not found: {}", "Error getting keypair for CA issuer: {}", "Error getting keypair for CA issuer", "Error initializing issuer: {}", "signing private key cannot be loaded", "certificate is not a CA and so can't sign certificates", "signing certificate is not a CA"],
        "The issuer cannot sign: its secret is missing, or what it holds is no CA certificate with its key.", OWN_CA),
    ours("certmanager-status", C,
        &["Issuing certificate as Secret does not exist", "Issuing certificate as Secret does not contain a certificate", "Issuing certificate as Secret does not contain a private key", "Issuing certificate as Secret does not contain any data", "Issuing certificate as Secret contains invalid private key data: {}", "Issuing certificate as Secret contains an invalid key-pair: {}", "Issuing certificate as Secret was previously issued by {}", "Existing private key is not up to date for spec", "Fields on existing CertificateRequest resource not up to date: {}", "Certificate expired on {}", "Renewing certificate as renewal was scheduled at {}", "Issuing certificate as Existing private key is not up to date for spec"],
        "The secret does not hold what the Certificate asks for, so a new one is issued.", SECRET_PARTS),
    ours("certmanager-failed", C, &["The certificate request has failed to complete and will be retried: {}", "Failed to wait for order resource \"{}\" to become ready: order is in \"{}\" state: {}", "Waiting for CertificateRequest \"{}\" to complete", "Waiting on certificate issuance from order {}", "Failed to determine a valid solver configuration", "Waiting for HTTP-01 challenge propagation: {}", "Error presenting challenge: {}", "order is in \"invalid\" state", "order is in \"errored\" state"], "The CA has not issued the certificate; the words behind it say why.", ELSEWHERE).passing_on(),
    ours("certmanager-injector", C, &["unable to fetch certificate that owns the secret", "Unable to fetch associated secret"], "The CA that is to be put into a webhook's caBundle is not there.", SECRET_PARTS),

    ours("consul-name", "Consul", &["AuthorizeServerConn failed certificate validation", "a TLS certificate with a CommonName of {} is required for this operation"],
        "What only servers may do is asked with a certificate that has not the name server.DATACENTER.DOMAIN, or that no CA known there issued.", EXPECTED),
    ours("vault-pki", V,
        &["common name {} not allowed by this role", "subject alternate name {} not allowed by this role", "IP Subject Alternative Names are not allowed in this role", "URI Subject Alternative Names are not allowed in this role", "email address {} not allowed by this role", "cannot satisfy request, as TTL would result in notAfter {} that is beyond the expiration of the CA certificate at {}", "that is beyond the expiration of the CA certificate", "error fetching CA certificate: {}", "backend must be configured with a CA certificate/key", "the common_name field is required", "no default issuer currently configured", "CA chain {} doesn't verify", "verification of parsed bundle failed: {}", "given certificate is not marked for CA use and cannot be used with this backend"],
        "Vault did not sign: its role does not allow the name or time, or it has no CA certificate with its key.", VAULT_ROLE),
    ours("vault-login", V,
        &["invalid certificate or no client certificate supplied", "no chain matching all constraints could be found for this login certificate", "client certificate must be supplied", "failed to match all constraints for this login certificate", "tls connection required"],
        "Vault's certificate login refused: none was sent, its CA is not configured, it has no clientAuth, or its names are not allowed.", NO_CERT),
    ours("vault-listener", V, &["error loading TLS cert: {}", "error loading TLS key: {}", "Error initializing listener of type tcp: error loading TLS cert: {}", "Error initializing listener of type tcp"], "Vault does not start: its certificate or key cannot be read, or they do not fit.", OWN_FILES),

    ours("docker-ca", D, &["crypto/x509: certificate signed by unknown authority"], "No path leads to a CA that the program trusts; for a registry it belongs into /etc/docker/certs.d/host:port/ca.crt.", ISSUER),
    ours("docker-certs", D, &["missing key {} for client certificate {}. Note that CA certificates should use the extension .crt", "missing client certificate {} for key {}", "missing key {} for client certificate {}", "Missing certificate {} for key {}", "CA certificates should use the extension .crt", "could not read CA certificate {}", "unable to resolve docker endpoint: open {}: no such file or directory", "Error reading X509 key pair (cert: {}, key: {}): {}"],
        "In certs.d a client's files are NAME.cert and NAME.key, a CA's is NAME.crt; one of them is missing, misnamed or unreadable.", DOCKER_FILES),
    ours("docker-plain", D, &["The client sent an HTTP request to an HTTPS server", "malformed HTTP response \"\\x15\\x03\\x01", "malformed HTTP response \"\\x15\\x03\\x03"], "One side speaks TLS and the other does not.", NO_TLS),
    ours("docker-registry", D, &["Error response from daemon: Get \"{}\": x509: {}", "failed to do request: Head \"{}\": {}"], "The registry's certificate was not accepted; Go's words behind it say why.", SERVER_REFUSED).passing_on(),

    theirs("acme-refused", M,
        &["urn:ietf:params:acme:error:badCSR", "urn:ietf:params:acme:error:badPublicKey", "urn:ietf:params:acme:error:badCertificate", "urn:ietf:params:acme:error:rejectedIdentifier", "urn:ietf:params:acme:error:caa", "urn:ietf:params:acme:error:unsupportedIdentifier", "urn:ietf:params:acme:error:alreadyRevoked"],
        "The CA refused the request itself: its names, its key, or a CAA record.", ACME_REFUSED),
    theirs("acme-proof", M, &["urn:ietf:params:acme:error:unauthorized", "urn:ietf:params:acme:error:connection", "urn:ietf:params:acme:error:dns", "urn:ietf:params:acme:error:tls", "urn:ietf:params:acme:error:incorrectResponse", "Certbot failed to authenticate some domains", "urn:ietf:params:acme:error:rateLimited", "too many certificates already issued", "too many failed authorizations recently"],
        "The CA could not convince itself that the name is yours, or a limit is reached. No certificate exists yet that could be looked at.", ACME_PROOF),
];
