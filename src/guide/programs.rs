//! The one list of guides, and their files.

mod apache;
mod curl;
mod haproxy;
mod nginx;
mod openssl;

use super::shape::Guide;

/// All there are, in the order of lists within their groups.
pub static LIST: &[&Guide] = &[
    &nginx::GUIDE_NGINX,
    &apache::GUIDE_APACHE,
    &haproxy::GUIDE_HAPROXY,
    &curl::GUIDE_CURL,
    &openssl::GUIDE_OPENSSL,
];
