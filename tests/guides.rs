//! Guides, executed: the files made, the configuration written and the program started as a guide
//! says, with certificates made here; a good client connects, a bad one is refused, and the log says
//! what `handshake` foretold.

#[path = "guides/clients.rs"]
mod clients;
#[path = "guides/clouds.rs"]
mod clouds;
#[path = "guides/fetched.rs"]
mod fetched;
#[path = "guides/issue.rs"]
mod issue;
#[path = "guides/list.rs"]
mod list;
#[path = "guides/schemas.rs"]
mod schemas;
#[path = "guides/services.rs"]
mod services;
#[path = "guides/web.rs"]
mod web;
#[path = "guides/world.rs"]
mod world;
#[path = "guides/yaml.rs"]
mod yaml;
