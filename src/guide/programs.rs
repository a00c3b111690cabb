//! The one list of guides, and their files.

mod android;
mod apache;
mod aws_alb;
mod aws_api_gateway;
mod azure_gateway;
mod caddy;
mod cert_manager;
mod chrome_edge;
mod cloudflare;
mod cloudflare_access;
mod curity;
mod curl;
mod docker_registry;
mod dotnet;
mod envoy;
mod etcd;
mod firefox;
mod freeradius;
mod gateway_api;
mod go;
mod google_cloud_lb;
mod haproxy;
mod ingress_nginx;
mod ios;
mod istio;
mod java;
mod java_keystore;
mod kafka;
mod kong;
mod kubectl;
mod linkerd;
mod linux_nss;
mod macos;
mod mongodb;
mod mosquitto;
mod mysql;
mod nginx;
mod node;
mod not_offered;
mod openssl;
mod openvpn;
mod postgresql;
mod private_ca;
mod python;
mod rabbitmq;
mod redis;
mod rust;
mod safari;
mod spring_boot;
mod stunnel;
mod traefik;
mod tyk;
mod vault;
mod windows;

use super::shape::Guide;

/// All there are, in the order of lists within their groups.
pub static LIST: &[&Guide] = &[
    &nginx::GUIDE_NGINX,
    &apache::GUIDE_APACHE,
    &haproxy::GUIDE_HAPROXY,
    &caddy::GUIDE_CADDY,
    &traefik::GUIDE_TRAEFIK,
    &envoy::GUIDE_ENVOY,
    &stunnel::GUIDE_STUNNEL,
    &tyk::GUIDE_TYK,
    &kong::GUIDE_KONG,
    &curity::GUIDE_CURITY,
    &aws_api_gateway::GUIDE_AWS_API_GATEWAY,
    &aws_alb::GUIDE_AWS_ALB,
    &azure_gateway::GUIDE_AZURE_GATEWAY,
    &google_cloud_lb::GUIDE_GOOGLE_CLOUD_LB,
    &cloudflare::GUIDE_CLOUDFLARE,
    &cloudflare_access::GUIDE_CLOUDFLARE_ACCESS,
    &gateway_api::GUIDE_GATEWAY_API,
    &ingress_nginx::GUIDE_INGRESS_NGINX,
    &cert_manager::GUIDE_CERT_MANAGER,
    &istio::GUIDE_ISTIO,
    &linkerd::GUIDE_LINKERD,
    &postgresql::GUIDE_POSTGRESQL,
    &mysql::GUIDE_MYSQL,
    &mongodb::GUIDE_MONGODB,
    &redis::GUIDE_REDIS,
    &rabbitmq::GUIDE_RABBITMQ,
    &kafka::GUIDE_KAFKA,
    &mosquitto::GUIDE_MOSQUITTO,
    &etcd::GUIDE_ETCD,
    &docker_registry::GUIDE_DOCKER_REGISTRY,
    &vault::GUIDE_VAULT,
    &openvpn::GUIDE_OPENVPN,
    &freeradius::GUIDE_FREERADIUS,
    &private_ca::GUIDE_PRIVATE_CA,
    &curl::GUIDE_CURL,
    &openssl::GUIDE_OPENSSL,
    &go::GUIDE_GO,
    &java::GUIDE_JAVA,
    &spring_boot::GUIDE_SPRING_BOOT,
    &python::GUIDE_PYTHON,
    &node::GUIDE_NODE,
    &dotnet::GUIDE_DOTNET,
    &rust::GUIDE_RUST,
    &kubectl::GUIDE_KUBECTL,
    &windows::GUIDE_WINDOWS,
    &macos::GUIDE_MACOS,
    &linux_nss::GUIDE_LINUX_NSS,
    &chrome_edge::GUIDE_CHROME_EDGE,
    &firefox::GUIDE_FIREFOX,
    &safari::GUIDE_SAFARI,
    &android::GUIDE_ANDROID,
    &ios::GUIDE_IOS,
    &java_keystore::GUIDE_JAVA_KEYSTORE,
    &not_offered::GUIDE_NOT_OFFERED,
];
