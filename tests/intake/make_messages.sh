#!/bin/sh
# Makes tests/intake/messages: requests, revocation lists, OCSP responses and PKCS#7 bundles, with
# OpenSSL 3. Run from anywhere; the files are committed, so this is for changing them only.
set -eu
cd "$(dirname "$0")/messages"
rm -f ./*
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/ca.cnf" <<END
[ca]
default_ca = x
[x]
database = $work/index.txt
serial = $work/serial
crlnumber = $work/crlnumber
new_certs_dir = $work
certificate = $work/ca.pem
private_key = $work/ca.key
default_md = sha256
default_days = 3000
default_crl_days = 3000
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
[req]
distinguished_name = dn
attributes = attributes
prompt = no
[dn]
commonName = \$ENV::NAME
[v3]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[attributes]
challengePassword = not for you
unstructuredName = a box
[want]
subjectAltName = DNS:www.example.com,DNS:example.com,IP:192.0.2.1
extendedKeyUsage = serverAuth
keyUsage = critical,digitalSignature
END
export NAME=ca
: > "$work/index.txt"; echo 01 > "$work/serial"; echo 07 > "$work/crlnumber"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/ca.key" -out "$work/ca.pem" \
  -subj "/CN=Intake CA" -days 3600 -config "$work/ca.cnf" -extensions v3 2>/dev/null
for name in www other; do
  export NAME="$name.example.com"
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/$name.key" \
    -out "$work/$name.csr" -config "$work/ca.cnf" -reqexts want 2>/dev/null
  openssl ca -batch -config "$work/ca.cnf" -in "$work/$name.csr" -out "$work/$name.pem" -notext 2>/dev/null
done

# Requests: new label, old label (Netscape's), DER, one whose signature was made by another key.
cp "$work/www.csr" request.pem
openssl req -newhdr -in "$work/www.csr" -out request-old-label.pem
openssl req -in "$work/www.csr" -outform DER -out request.der
openssl req -new -key "$work/other.key" -subj "/CN=plain" -config "$work/ca.cnf" -outform DER -out request-plain.der
openssl req -in "$work/www.csr" -outform DER -out "$work/bad.der"
size=$(wc -c < "$work/bad.der")
# The last byte of the ECDSA signature.
printf '\125' | dd of="$work/bad.der" bs=1 seek=$((size - 1)) conv=notrunc 2>/dev/null
cp "$work/bad.der" request-bad-signature.der

# The key and the certificate of the request.
cp "$work/www.key" www-key.pem
cp "$work/www.pem" www.pem
cp "$work/other.key" other-key.pem

# Revocation lists.
openssl ca -config "$work/ca.cnf" -gencrl -out crl-empty.pem 2>/dev/null
openssl ca -config "$work/ca.cnf" -revoke "$work/other.pem" -crl_reason keyCompromise 2>/dev/null
openssl ca -config "$work/ca.cnf" -gencrl -out crl.pem 2>/dev/null
openssl crl -in crl.pem -outform DER -out crl.der

# OCSP.
openssl ocsp -issuer "$work/ca.pem" -cert "$work/www.pem" -cert "$work/other.pem" -reqout "$work/q.der" -no_nonce
openssl ocsp -index "$work/index.txt" -CA "$work/ca.pem" -rsigner "$work/ca.pem" -rkey "$work/ca.key" \
  -reqin "$work/q.der" -respout ocsp.der -ndays 30 2>/dev/null
printf '\060\003\012\001\003' > ocsp-try-later.der

# PKCS#7: PEM, DER, one with a list, and a signed message in the indefinite form.
openssl crl2pkcs7 -nocrl -certfile "$work/www.pem" -certfile "$work/ca.pem" -out bundle.p7b
openssl crl2pkcs7 -nocrl -certfile "$work/www.pem" -certfile "$work/ca.pem" -outform DER -out bundle.der.p7b
openssl crl2pkcs7 -in crl.pem -certfile "$work/ca.pem" -out bundle-with-list.p7b
echo hello | openssl cms -sign -signer "$work/www.pem" -inkey "$work/www.key" -certfile "$work/ca.pem" \
  -stream -outform DER -nodetach -out signed-indefinite.p7m
echo "made by $(openssl version) with tests/intake/make_messages.sh" > ORIGIN.txt
ls -l
