#!/bin/bash
# Makes tests/intake/files: keys and keystores as the programs people use write them. The files are
# committed, so this is for changing them only; what made each one is written to files/ORIGIN.md.
#
# Needs OpenSSL 3 (OPENSSL), a newer one for PBMAC1 and post-quantum keys (OPENSSL_NEW, 3.5 or
# later), keytool, pk12util and certutil (NSS), certtool (GnuTLS), ssh-keygen and node:
#   apt-get install openjdk-17-jre-headless libnss3-tools gnutls-bin openssh-client
#
# The password is `secret-7` where a file name does not say otherwise.
set -euo pipefail
export LC_ALL=C.UTF-8
OPENSSL=${OPENSSL:-openssl}
OPENSSL_NEW=${OPENSSL_NEW:-}
P=secret-7
here=$(cd "$(dirname "$0")" && pwd)
out=$here/files
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$out"
mkdir -p "$out"
cd "$work"

cat > "$out/ORIGIN.md" <<END
# Where these files come from

Made by \`tests/intake/make.sh\` with:

- $($OPENSSL version)
- ${OPENSSL_NEW:+$($OPENSSL_NEW version) (where a line says openssl35)}
- $(java -version 2>&1 | sed -n 2p) (keytool)
- NSS $(dpkg-query -W -f '${Version}' libnss3-tools 2>/dev/null) (pk12util, certutil)
- $(certtool --version | head -1) (GnuTLS)
- $(ssh -V 2>&1)
- node $(node --version)

The password is \`$P\` where nothing else is said. Folders are left out of the commands.

| file | command |
|---|---|
END

# Runs a command that makes a file, and notes it: `made FILE command…`.
made() {
    local file=$1
    shift
    "$@" > /dev/null 2> log || { echo "FAILED: $*"; cat log; return 1; }
    [ -s "$out/$file" ] || { echo "NOT MADE: $file by $*"; return 1; }
    local line="$*"
    line=${line//"$out/"/}
    line=${line//"$OPENSSL_NEW"/openssl35}
    line=${line//|/\\|}
    echo "| $file | \`$line\` |" >> "$out/ORIGIN.md"
}
pipe() { # `pipe FILE shell command`: for commands that write to standard output.
    local file=$1
    bash -c "set -eo pipefail; $2" > "$out/$file" 2> log || { echo "FAILED: $2"; cat log; return 1; }
    echo "| $file | \`${2//|/\\|}\` |" >> "$out/ORIGIN.md"
}

# Certificates for the keys.
cat > req.cnf <<END
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
END
export OPENSSL_CONF=$work/req.cnf
self() { # key, certificate, name
    $1 req -x509 -new -key "$2" -out "$3" -subj "/CN=$4" -days 7000 2> log || { cat log; return 1; }
}
gen() { $OPENSSL genpkey "$@" 2> /dev/null; }

gen -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem
gen -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out rsapss.pem
for curve in P-256 P-384 P-521 secp256k1 brainpoolP256r1 P-224; do
    gen -algorithm EC -pkeyopt ec_paramgen_curve:$curve -out ${curve,,}.pem
done
for kind in ED25519 ED448 X25519 X448; do gen -algorithm $kind -out ${kind,,}.pem; done
gen -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:2048 -out dsaparam.pem
gen -paramfile dsaparam.pem -out dsa.pem
gen -algorithm DH -pkeyopt group:ffdhe2048 -out dh.pem
for key in rsa rsapss p-256 p-384 p-521 secp256k1 brainpoolp256r1 p-224 ed25519 ed448 dsa; do
    self $OPENSSL $key.pem $key.crt "$key.example"
    cp $key.crt "$out/$key.crt"
done
# A small authority and a leaf of its own, for the keystores.
gen -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ca.key
self $OPENSSL ca.key ca.crt "Intake CA"
gen -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out leaf.key
$OPENSSL req -new -key leaf.key -subj "/CN=leaf.example" -out leaf.csr
$OPENSSL x509 -req -in leaf.csr -CA ca.crt -CAkey ca.key -days 7000 -out leaf.crt 2> /dev/null
cp leaf.crt ca.crt "$out"
echo "| *.crt | \`openssl req -x509\`; leaf.crt: \`openssl x509 -req -CA ca.crt\` |" >> "$out/ORIGIN.md"

# --- private keys that lie open -------------------------------------------------------------------
for key in rsa rsapss p-256 p-384 p-521 secp256k1 brainpoolp256r1 ed25519 ed448 x25519 x448 dsa dh; do
    made $key.pkcs8.pem $OPENSSL pkcs8 -topk8 -nocrypt -in $key.pem -out "$out/$key.pkcs8.pem"
done
made rsa.pkcs8.der $OPENSSL pkcs8 -topk8 -nocrypt -in rsa.pem -outform DER -out "$out/rsa.pkcs8.der"
made rsa.pkcs1.pem $OPENSSL rsa -in rsa.pem -traditional -out "$out/rsa.pkcs1.pem"
made rsa.pkcs1.der $OPENSSL rsa -in rsa.pem -traditional -outform DER -out "$out/rsa.pkcs1.der"
made dsa.openssl.pem $OPENSSL dsa -in dsa.pem -out "$out/dsa.openssl.pem"
for key in p-256 p-384 p-521 secp256k1 brainpoolp256r1 p-224; do
    made $key.sec1.pem $OPENSSL ec -in $key.pem -out "$out/$key.sec1.pem"
    made $key.nopub.pem $OPENSSL ec -in $key.pem -no_public -out "$out/$key.nopub.pem"
done
made p-256.compressed.pem $OPENSSL ec -in p-256.pem -conv_form compressed -out "$out/p-256.compressed.pem"
made p-384.compressed.pem $OPENSSL ec -in p-384.pem -conv_form compressed -out "$out/p-384.compressed.pem"
made p-256.explicit.pem $OPENSSL ec -in p-256.pem -param_enc explicit -out "$out/p-256.explicit.pem"
made p-256.params.pem $OPENSSL ecparam -name prime256v1 -genkey -out "$out/p-256.params.pem"
made p-256.gnutls.pem certtool --generate-privkey --key-type ecdsa --curve secp256r1 --outfile "$out/p-256.gnutls.pem"
made ed25519.gnutls.pem certtool --generate-privkey --key-type ed25519 --outfile "$out/ed25519.gnutls.pem"
for key in rsa p-256 ed25519; do
    made $key.public.pem $OPENSSL pkey -in $key.pem -pubout -out "$out/$key.public.pem"
done
made rsa.public.pkcs1.pem $OPENSSL rsa -in rsa.pem -RSAPublicKey_out -out "$out/rsa.public.pkcs1.pem"
if [ -n "$OPENSSL_NEW" ]; then
    for kind in ML-DSA-44 ML-DSA-65 ML-KEM-768 SLH-DSA-SHA2-128s; do
        made ${kind,,}.pem $OPENSSL_NEW genpkey -algorithm $kind -out "$out/${kind,,}.pem"
    done
fi

# --- encrypted PKCS#8 -----------------------------------------------------------------------------
enc() { # file, key, options…
    local file=$1 key=$2
    shift 2
    made "$file" $OPENSSL pkcs8 -topk8 -in $key.pem -passout pass:$P "$@" -out "$out/$file"
}
for prf in SHA1 SHA224 SHA256 SHA384 SHA512; do enc enc.aes-256.$prf.pem p-256 -v2 aes-256-cbc -v2prf hmacWith$prf; done
for cipher in aes-128-cbc aes-192-cbc des3; do enc enc.$cipher.pem p-256 -v2 $cipher; done
for cipher in des-cbc rc2-cbc rc2-40-cbc rc2-64-cbc; do
    enc enc.$cipher.pem p-256 -v2 $cipher -provider legacy -provider default || true
done
enc enc.rsa.der rsa -outform DER
enc enc.600000.pem p-256 -iter 600000
enc enc.scrypt.pem ed25519 -scrypt
enc enc.camellia.pem p-256 -v2 camellia-256-cbc
enc enc.aria.pem p-256 -v2 aria-256-cbc
for scheme in PBE-MD5-DES PBE-SHA1-DES PBE-MD5-RC2-64 PBE-SHA1-RC2-64 PBE-SHA1-RC4-128 PBE-SHA1-RC4-40 \
    PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-128 PBE-SHA1-RC2-40; do
    enc enc.$scheme.pem p-256 -v1 $scheme -provider legacy -provider default || true
done
made enc.umlaut.pem $OPENSSL pkcs8 -topk8 -in p-256.pem -passout pass:Schlüssel€ -out "$out/enc.umlaut.pem"
for cipher in aes-256 aes-128 3des 3des-pkcs12 rc2-40 arcfour; do
    made enc.gnutls.$cipher.pem certtool --to-p8 --load-privkey p-256.pem --password $P --pkcs-cipher $cipher --outfile "$out/enc.gnutls.$cipher.pem"
done

# --- encrypted PEM as OpenSSL wrote it before PKCS#8 ----------------------------------------------
for cipher in aes128 aes192 aes256 des3; do
    made pem.$cipher.pem $OPENSSL rsa -in rsa.pem -traditional -$cipher -passout pass:$P -out "$out/pem.$cipher.pem"
done
made pem.des.pem $OPENSSL rsa -in rsa.pem -traditional -des -passout pass:$P -provider legacy -provider default -out "$out/pem.des.pem"
made pem.ec.pem $OPENSSL ec -in p-384.pem -aes256 -passout pass:$P -out "$out/pem.ec.pem"
made pem.dsa.pem $OPENSSL dsa -in dsa.pem -aes128 -passout pass:$P -out "$out/pem.dsa.pem"

# --- PKCS#12 by OpenSSL ---------------------------------------------------------------------------
p12() { # file, options…
    local file=$1
    shift
    made "$file" $OPENSSL pkcs12 -export -inkey leaf.key -in leaf.crt -certfile ca.crt -name "Leaf ☃" -passout pass:$P "$@" -out "$out/$file"
}
p12 openssl3.p12
# As Windows exports: TripleDES-SHA1 (RC2-40 for certificates up to Windows 8, 3DES since), 2,000 rounds.
p12 windows-rc2.pfx -legacy -iter 2000
p12 windows-3des.pfx -legacy -iter 2000 -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
# AES256-SHA256: since Windows 10 1709.
p12 windows-aes.pfx -iter 2000 -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256
for pbe in PBE-SHA1-RC4-128 PBE-SHA1-RC4-40 PBE-SHA1-RC2-128 PBE-SHA1-2DES; do
    p12 ${pbe,,}.p12 -legacy -keypbe $pbe -certpbe $pbe
done
for digest in sha1 sha224 sha384 sha512 md5; do p12 mac-$digest.p12 -macalg $digest; done
p12 aes-128.p12 -keypbe AES-128-CBC -certpbe AES-128-CBC
# Without a MAC OpenSSL leaves the certificates open where it is not told otherwise.
p12 nomac.p12 -nomac
p12 nomac-encrypted.p12 -nomac -certpbe AES-256-CBC
p12 nomac-legacy.p12 -nomac -legacy
p12 oneround.p12 -legacy -noiter -nomaciter
p12 open-certificates.p12 -certpbe NONE
p12 open-key.p12 -keypbe NONE -certpbe NONE
p12 open.p12 -keypbe NONE -certpbe NONE -nomac
made rsa-csp.p12 $OPENSSL pkcs12 -export -inkey rsa.pem -in rsa.crt -CSP "Microsoft Enhanced Cryptographic Provider" -keyex -name rsa -passout pass:$P -out "$out/rsa-csp.p12"
made empty-password.p12 $OPENSSL pkcs12 -export -inkey leaf.key -in leaf.crt -passout pass: -out "$out/empty-password.p12"
made empty-password-legacy.p12 $OPENSSL pkcs12 -export -legacy -inkey leaf.key -in leaf.crt -passout pass: -out "$out/empty-password-legacy.p12"
made umlaut.p12 $OPENSSL pkcs12 -export -inkey leaf.key -in leaf.crt -passout pass:Schlüssel€ -out "$out/umlaut.p12"
made umlaut-legacy.p12 $OPENSSL pkcs12 -export -legacy -inkey leaf.key -in leaf.crt -passout pass:Schlüssel€ -out "$out/umlaut-legacy.p12"
made certificates.p12 $OPENSSL pkcs12 -export -nokeys -in leaf.crt -certfile ca.crt -passout pass:$P -out "$out/certificates.p12"
if [ -n "$OPENSSL_NEW" ]; then
    for md in sha256 sha512; do
        made pbmac1-$md.p12 $OPENSSL_NEW pkcs12 -export -inkey leaf.key -in leaf.crt -certfile ca.crt -name "Leaf ☃" -passout pass:$P -pbmac1_pbkdf2 -pbmac1_pbkdf2_md $md -macalg $md -out "$out/pbmac1-$md.p12"
    done
    made jdktrust.p12 $OPENSSL_NEW pkcs12 -export -nokeys -in ca.crt -jdktrust anyExtendedKeyUsage -name ca -passout pass:$P -out "$out/jdktrust.p12"
fi

# --- Java -----------------------------------------------------------------------------------------
kt() { keytool -noprompt "$@"; }
java_store() { # file, type, options…
    local file=$1 type=$2
    shift 2
    kt -importkeystore -srckeystore "$out/windows-aes.pfx" -srcstoretype PKCS12 -srcstorepass $P -destkeystore "$out/$file" -deststoretype $type -deststorepass $P "$@"
}
made java17.p12 java_store java17.p12 PKCS12
made java-legacy.p12 java_store java-legacy.p12 PKCS12 -J-Dkeystore.pkcs12.legacy
made java.jks java_store java.jks JKS
made java.jceks java_store java.jceks JCEKS
for store in java.jks java.jceks java17.p12; do
    kt -importcert -alias "the ca" -file ca.crt -keystore "$out/$store" -storepass $P 2> log
    kt -genkeypair -alias second -keyalg RSA -keysize 2048 -dname CN=second.example -validity 7000 -keystore "$out/$store" -storepass $P 2> log
done
echo "| java.jks, java.jceks, java17.p12 | then \`keytool -importcert -alias 'the ca'\` and \`-genkeypair -alias second -keyalg RSA\` |" >> "$out/ORIGIN.md"
cp "$out/java.jceks" "$out/java-secret.jceks"
made java-secret.jceks kt -genseckey -alias aes -keyalg AES -keysize 128 -storetype JCEKS -keystore "$out/java-secret.jceks" -storepass $P
kt -importcert -alias "zz after" -file leaf.crt -keystore "$out/java-secret.jceks" -storetype JCEKS -storepass $P 2> log
cp "$out/java17.p12" "$out/java-secret.p12"
made java-secret.p12 kt -genseckey -alias aes -keyalg AES -keysize 128 -keystore "$out/java-secret.p12" -storepass $P
cp "$out/java.jks" "$out/java-keypass.jks"
made java-keypass.jks kt -keypasswd -alias second -keypass $P -new other-8 -keystore "$out/java-keypass.jks" -storepass $P
made trust.jks kt -importcert -alias ca -file ca.crt -keystore "$out/trust.jks" -storetype JKS -storepass $P
made trust.p12 kt -importcert -alias ca -file ca.crt -keystore "$out/trust.p12" -storetype PKCS12 -storepass $P
made trust-nopassword.p12 kt -importcert -alias ca -file ca.crt -keystore "$out/trust-nopassword.p12" -storetype PKCS12 -storepass $P -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE

# --- NSS ------------------------------------------------------------------------------------------
mkdir nss
certutil -N -d nss --empty-password
pk12util -i "$out/windows-rc2.pfx" -d nss -W $P -K "" > /dev/null
nick=$(certutil -L -d nss | sed -n 's/ *u,u,u *$//p' | head -1)
nss() { # file, options…
    local file=$1
    shift
    made "$file" pk12util -o "$out/$file" -d nss -n "$nick" -W $P -K "" "$@"
}
nss nss.p12
nss nss-aes.p12 -c AES-256-CBC -C AES-128-CBC
nss nss-3des.p12 -c "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC" -C "PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC"
made nss-umlaut.p12 pk12util -o "$out/nss-umlaut.p12" -d nss -n "$nick" -W Schlüssel€ -K "" -c AES-256-CBC -C AES-256-CBC

# --- GnuTLS ---------------------------------------------------------------------------------------
cat > crl.cfg <<END
crl_next_update = 7000
crl_number = 5
END
certtool --generate-crl --load-ca-privkey ca.key --load-ca-certificate ca.crt --template crl.cfg --outfile ca.crl 2> log || true
gnutls() { # file, options…
    local file=$1
    shift
    made "$file" certtool --to-p12 --load-privkey leaf.key --load-certificate leaf.crt --load-ca-certificate ca.crt --p12-name leaf --outder --outfile "$out/$file" "$@"
}
for cipher in aes-256 aes-128 3des 3des-pkcs12 rc2-40 arcfour; do gnutls gnutls-$cipher.p12 --password $P --pkcs-cipher $cipher; done
gnutls gnutls-sha512.p12 --password $P --hash SHA512
gnutls gnutls-null.p12 --null-password --password ""
gnutls gnutls-null-legacy.p12 --null-password --password "" --pkcs-cipher 3des-pkcs12
gnutls gnutls-empty-legacy.p12 --empty-password --password "" --pkcs-cipher 3des-pkcs12
gnutls gnutls-crl.p12 --password $P --load-crl ca.crl || true

# --- OpenSSH --------------------------------------------------------------------------------------
ssh_key() { # file, options…
    local file=$1
    shift
    made "$file" ssh-keygen -q -C "me@host" -f "$out/$file" "$@"
    mv "$out/$file.pub" "$out/$file.pub.txt"
}
ssh_key ssh.ed25519 -t ed25519 -N ""
ssh_key ssh.rsa -t rsa -b 2048 -N ""
ssh_key ssh.dsa -t dsa -N ""
for bits in 256 384 521; do ssh_key ssh.ecdsa$bits -t ecdsa -b $bits -N ""; done
ssh_key ssh.rsa-pem -t rsa -b 2048 -m PEM -N $P
ssh_key ssh.rsa-pkcs8 -t rsa -b 2048 -m PKCS8 -N $P
for cipher in aes256-ctr aes128-ctr aes256-cbc aes256-gcm@openssh.com aes128-gcm@openssh.com chacha20-poly1305@openssh.com 3des-cbc; do
    ssh_key ssh.enc.${cipher%@*} -t ed25519 -N $P -Z $cipher
done
ssh_key ssh.enc.rounds -t ed25519 -N $P -a 40

# --- JSON Web Keys by Node.js ---------------------------------------------------------------------
for key in rsa p-256 p-384 p-521 secp256k1 ed25519 ed448 x25519; do
    pipe $key.jwk "node -e 'const c=require(\"crypto\"),f=require(\"fs\");const k=c.createPrivateKey(f.readFileSync(\"$key.pem\"));console.log(JSON.stringify({kid:\"$key\",...k.export({format:\"jwk\"})},null,1))'"
    pipe $key.public.jwk "node -e 'const c=require(\"crypto\"),f=require(\"fs\");const k=c.createPublicKey(f.readFileSync(\"$key.pem\"));console.log(JSON.stringify(k.export({format:\"jwk\"})))'"
done

# --- hostile and broken ---------------------------------------------------------------------------
cat > patch.py <<'END'
import base64, sys
# Replaces bytes inside nested DER and mends the lengths around them.
def parse(b):
    out = []
    while b:
        n, h = b[1], 2
        if n & 0x80:
            h += n & 0x7f
            n = int.from_bytes(b[2:h], 'big')
        c = b[h:h+n]
        out.append((b[0], parse(c) if b[0] & 0x20 else c))
        b = b[h+n:]
    return out
def write(values):
    out = b''
    for tag, c in values:
        c = write(c) if isinstance(c, list) else c
        n = len(c)
        l = bytes([n]) if n < 128 else (lambda x: bytes([0x80 | len(x)]) + x)(n.to_bytes((n.bit_length()+7)//8, 'big'))
        out += bytes([tag]) + l + c
    return out
def change(values, old, new):
    return [(t, change(c, old, new)) if isinstance(c, list) else (t, new if (t, c) == old else c) for t, c in values]
source, target, label, old, new = sys.argv[1:]
body = [l for l in open(source) if not l.startswith('-----')]
tree = change(parse(base64.b64decode(''.join(body))), (2, bytes.fromhex(old)), bytes.fromhex(new))
text = base64.encodebytes(write(tree)).decode()
open(target, 'w').write(f'-----BEGIN {label}-----\n{text}-----END {label}-----\n')
END
patch() { # source, target, label, old INTEGER, new INTEGER
    python3 patch.py "$out/$1" "$out/$2" "$3" $4 $5
    echo "| $2 | $1 with another INTEGER: …${4: -8} → …${5: -8} |" >> "$out/ORIGIN.md"
}
patch enc.aes-256.SHA256.pem hostile.rounds.pem "ENCRYPTED PRIVATE KEY" 0800 0080000000
patch enc.scrypt.pem hostile.scrypt.pem "ENCRYPTED PRIVATE KEY" 4000 00800000
modulus=$($OPENSSL rsa -in rsa.pem -noout -modulus | sed 's/Modulus=//')
patch rsa.pkcs1.pem broken.rsa.pem "RSA PRIVATE KEY" 00$modulus 00${modulus%??}01
# The private number of one key with the public point of another.
echo "| broken.p-256.pem | p-256.sec1.pem with the point of p-256.gnutls.pem |" >> "$out/ORIGIN.md"
python3 - "$out" <<'END'
import base64, re, sys
out = sys.argv[1]
def der(name):
    body = re.search('BEGIN EC PRIVATE KEY-----(.*)-----END', open(f'{out}/{name}').read(), re.S)
    return bytearray(base64.b64decode(body[1]))
one, two = der('p-256.sec1.pem'), der('p-256.gnutls.pem')
one[-65:] = two[-65:]
text = base64.encodebytes(bytes(one)).decode()
open(f'{out}/broken.p-256.pem', 'w').write(f'-----BEGIN EC PRIVATE KEY-----\n{text}-----END EC PRIVATE KEY-----\n')
END
chmod 644 "$out"/*
echo "$(ls "$out" | wc -l) files, $(du -sk "$out" | cut -f1) KB"
