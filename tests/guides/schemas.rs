//! What guides hand to a Kubernetes cluster or to Google’s cloud is held against the published
//! schemas (`schemas/`, whose README.md says where each comes from). They are closed: a field that
//! the API server would drop or refuse fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use pemlens::guide::{self, Form, Group, LIST, Tier};
use pemlens::view::GuideAsk;
use serde_json::{Value, json};

use super::issue;
use super::world::*;
use super::yaml;

/// Documents that do not say what they are: guide, block, schema.
const NAMED: &[(&str, &str, &str)] = &[
    ("google-cloud-load-balancer", "trust-config.yaml", "certificatemanager.v1.TrustConfig"),
    ("google-cloud-load-balancer", "server-tls-policy.yaml", "networksecurity.v1.ServerTlsPolicy"),
];

/// What a guide writes, and the name of the schema that it must keep to.
struct Written {
    id: &'static str,
    schema: String,
    document: Value,
}

impl Written {
    /// Its schema; there must be one.
    fn schema(&self) -> Value {
        let name = format!("tests/guides/schemas/{}.json", self.schema);
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
        let text = text.unwrap_or_else(|_| panic!("{}: no schema {}", self.id, self.schema));
        serde_json::from_str(&text).unwrap()
    }

    fn validator(&self) -> Validator {
        jsonschema::validator_for(&self.schema()).unwrap()
    }
}

/// Every such document, as each guide writes it with different things loaded.
fn written(world: &World) -> Vec<Written> {
    let mut all = Vec::new();
    let named = |id| NAMED.iter().any(|it| it.0 == id);
    for guide in LIST.iter().filter(|it| it.group == Group::Clusters || named(it.id)) {
        let Some(part) = &guide.server else { continue };
        for (files, mutual) in
            [(BOTH, true), (LISTS, true), (BOTH, false), (SERVER, false), (&[][..], true)]
        {
            let ask =
                GuideAsk { program: guide.id.into(), mutual: Some(mutual), client: Some(false) };
            let view = guide::guide(&world.report(files), &ask);
            assert!(!view.refused, "{view:#?}");
            for block in part.blocks.iter().filter(|block| block.form == Form::Yaml) {
                let named = NAMED.iter().find(|it| (it.0, it.1) == (guide.id, block.title));
                let note = view.notes.iter().find(|note| note.title == block.title);
                let text = note.map_or("", |note| &note.command);
                all.extend(yaml::documents(text).into_iter().map(|document| {
                    let says = |key: &str| document[key].as_str().unwrap_or_default();
                    let own = format!("{}.{}", says("apiVersion").replace('/', "."), says("kind"));
                    let schema = named.map_or(own, |it| it.2.to_owned());
                    Written { id: guide.id, schema, document }
                }));
            }
        }
    }
    all.extend(issue::documents(world).into_iter().map(|document| {
        let says = |key: &str| document[key].as_str().unwrap_or_default();
        let schema = format!("{}.{}", says("apiVersion").replace('/', "."), says("kind"));
        Written { id: "cert-manager", schema, document }
    }));
    all
}

#[test]
fn documents_keep_to_the_published_schemas() {
    let world = World::new("schemas");
    let mut seen = BTreeSet::new();
    for written in written(&world) {
        let (id, document, schema) = (written.id, &written.document, written.schema());
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}\n{document:#}");
        // The guide says what it was held against, and no more.
        let version = schema["$comment"].as_str().unwrap().split(',').next().unwrap();
        let tier = LIST.iter().find(|guide| guide.id == id).unwrap().tier;
        let told = matches!(tier, Tier::Checked(how) if how.contains(version));
        assert!(told, "{id} does not say that it was held against {version}: {tier:?}");
        seen.insert(format!("{}.json", written.schema));
    }
    // And no schema lies there for nothing; those for Cloudflare are read by `clouds`.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides/schemas");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string());
    let files: BTreeSet<String> = files
        .flatten()
        .filter(|it| it.ends_with(".json") && !it.starts_with("cloudflare."))
        .collect();
    assert_eq!(seen, files);
}

/// Maps whose keys a person chooses.
const FREE: &[&str] = &["annotations", "labels", "matchLabels"];

/// The paths of all values in a document; whether the last step is a field of the schema.
fn paths(value: &Value, path: &str, free: bool, into: &mut Vec<(String, bool)>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(all) => all.iter().map(|(key, it)| (key.clone(), it)).collect(),
        Value::Array(all) => all.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect(),
        _ => Vec::new(),
    };
    for (key, it) in inner {
        let here = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
        into.push((here.clone(), value.is_object() && !free));
        // Istio's selector of pods has labels right below it.
        let free = FREE.contains(&key.as_str()) || here == "/spec/selector";
        paths(it, &here, free, into);
    }
}

/// A document with the value at a path changed.
fn changed(document: &Value, path: &str, change: impl FnOnce(&mut Value, &str)) -> Value {
    let mut document = document.clone();
    let (above, key) = path.rsplit_once('/').unwrap();
    change(document.pointer_mut(above).unwrap(), &key.replace("~1", "/").replace("~0", "~"));
    document
}

#[test]
fn a_misspelt_field_and_a_wrong_type_fail() {
    let world = World::new("schemas-misspelt");
    for written in written(&world) {
        let (id, document, validator) = (written.id, &written.document, written.validator());
        let mut all = Vec::new();
        paths(document, "", false, &mut all);
        assert!(all.len() > 3, "{document:#}");
        for (path, named) in all {
            let wrong = changed(document, &path, |above, key| match above {
                Value::Object(all) => drop(all.insert(key.to_owned(), json!([[1.5]]))),
                above => above[key.parse::<usize>().unwrap()] = json!([[1.5]]),
            });
            assert!(!validator.is_valid(&wrong), "{id}: a wrong type passes at {path}");
            if named {
                let misspelt = changed(document, &path, |above, key| {
                    let fields = above.as_object_mut().unwrap();
                    let value = fields.remove(key).unwrap();
                    fields.insert(format!("{key}z"), value);
                });
                assert!(!validator.is_valid(&misspelt), "{id}: misspelt, {path} passes");
            }
        }
    }
}

#[test]
fn a_missing_field_fails() {
    let world = World::new("schemas-missing");
    let required: &[(&str, &[&str])] = &[
        ("Certificate", &["/metadata/name", "/spec/secretName", "/spec/issuerRef/name"]),
        ("Gateway", &["/metadata", "/spec/gatewayClassName", "/spec/listeners/0/port"]),
        ("Gateway", &["/spec/tls/frontend/default/validation/caCertificateRefs/0/group"]),
        ("Gateway", &["/spec/servers/0/hosts", "/spec/servers/0/port/name"]),
        ("Ingress", &["/spec/rules/0/http/paths/0/pathType", "/spec/rules/0/http/paths/0/backend"]),
        ("PeerAuthentication", &["/metadata/name", "/spec"]),
        ("Server", &["/spec/port", "/spec/podSelector"]),
        ("ServerAuthorization", &["/spec/server/name", "/spec/client"]),
    ];
    let mut tried = 0;
    for written in written(&world) {
        let (id, document, validator) = (written.id, &written.document, written.validator());
        let fields = required.iter().filter(|(kind, _)| document["kind"] == *kind);
        for path in fields.flat_map(|(_, paths)| *paths) {
            // A guide of one-way TLS has not all of them.
            if document.pointer(path).is_none() {
                continue;
            }
            let without = changed(document, path, |above, key| {
                above.as_object_mut().unwrap().remove(key);
            });
            assert!(!validator.is_valid(&without), "{id}: passes without {path}");
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}
