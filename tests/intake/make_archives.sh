#!/bin/sh
# Makes tests/intake/archives with zip, tar and gzip, from tests/intake/messages.
set -eu
cd "$(dirname "$0")"
rm -rf archives; mkdir archives
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/certs" "$work/__MACOSX/certs"
cp messages/www.pem messages/bundle.p7b "$work/certs/"
# The bundle holds two certificates; one source of the first is enough.
openssl pkcs7 -in messages/bundle.p7b -print_certs 2>/dev/null | awk '/BEGIN/{n++} n==2' > "$work/certs/ca.pem"
rm "$work/certs/bundle.p7b"
cp messages/crl.pem "$work/certs/"
echo junk > "$work/__MACOSX/certs/._www.pem"
here=$(pwd)
cd "$work"
zip -qrX "$here/archives/certs.zip" certs __MACOSX
zip -qX -P secret "$here/archives/locked.zip" certs/www.pem
tar --format=ustar --owner=0 --group=0 --mtime=2026-01-01 -cf "$here/archives/certs.tar" certs __MACOSX
gzip -9nc "$here/archives/certs.tar" > "$here/archives/certs.tar.gz"
echo "made with zip, GNU tar and gzip by tests/intake/make_archives.sh" > "$here/archives/ORIGIN.txt"
