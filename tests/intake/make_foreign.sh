#!/bin/bash
# Makes tests/intake/foreign: mails, keystores and keys of other programs, and outputs that hold no
# certificate, as the programs themselves write them. The files are committed, so this is for
# changing them only. Needs openssl, curl, gpg, python3, keytool, puttygen and Bouncy Castle:
#   apt-get install openjdk-17-jre-headless libbcprov-java putty-tools gnupg
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
base=$here/messages
out=$here/foreign
provider=${BCPROV:-/usr/share/java/bcprov.jar}
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
rm -rf "$out"
mkdir -p "$out"
cd "$work"

# Mails: signed (detached and opaque), encrypted, with attachments, quoted-printable.
printf 'Content-Type: text/plain\r\n\r\nHello.\r\n' > body.txt
mail=(-from ca@example.com -to you@example.com -subject "Certificate")
openssl smime -sign -in body.txt -signer "$base/www.pem" -inkey "$base/www-key.pem" "${mail[@]}" -out "$out/signed.eml"
openssl cms -sign -nodetach -in body.txt -signer "$base/www.pem" -inkey "$base/www-key.pem" "${mail[@]}" -out "$out/opaque.eml"
openssl cms -sign -nodetach -stream -in body.txt -signer "$base/www.pem" -inkey "$base/www-key.pem" "${mail[@]}" -out "$out/opaque-stream.eml"
openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.pem -subj /CN=reader -days 3000 2>/dev/null
openssl cms -encrypt -aes256 -in body.txt "${mail[@]}" -out "$out/encrypted.eml" rsa.pem
openssl x509 -in rsa.pem -outform DER -out rsa.cer
openssl pkcs12 -export -inkey "$base/www-key.pem" -in "$base/www.pem" -name www -passout pass:secret-7 -out www.p12
python3 - "$base" "$out" <<'PY'
import sys, email.message, email.policy, quopri, pathlib
base, out = map(pathlib.Path, sys.argv[1:])
pem = (base / "www.pem").read_bytes()
message = email.message.EmailMessage(policy=email.policy.SMTP)
message["From"], message["To"], message["Subject"] = "ca@example.com", "you@example.com", "Zertifikat für www"
message["Message-ID"], message["Date"] = "<1@example.com>", "Fri, 20 Nov 2026 10:00:00 +0000"
message.set_content("Anbei das Zertifikat. Schöne Grüße\n")
message.add_alternative("<p>Anbei das Zertifikat.</p>", subtype="html")
message.add_attachment(pem, maintype="application", subtype="x-pem-file", filename="www.pem")
message.add_attachment((pathlib.Path("www.p12")).read_bytes(), maintype="application", subtype="x-pkcs12", filename="www.p12")
message.add_attachment((pathlib.Path("rsa.cer")).read_bytes(), maintype="application", subtype="pkix-cert", filename="Küche.cer")
message.set_boundary("=-outer")
next(message.iter_parts()).set_boundary("=-inner")
(out / "attachments.eml").write_bytes(message.as_bytes())
forward = email.message.EmailMessage(policy=email.policy.SMTP)
forward["From"], forward["Subject"] = "you@example.com", "Fwd"
forward["Message-ID"], forward["Date"] = "<2@example.com>", "Fri, 20 Nov 2026 11:00:00 +0000"
forward.set_content("See below.")
forward.add_attachment(message)
forward.set_boundary("=-forward")
(out / "forwarded.eml").write_bytes(forward.as_bytes())
plain = email.message.EmailMessage(policy=email.policy.SMTP)
plain["From"], plain["Subject"] = "ca@example.com", "Zertifikat"
plain["Message-ID"], plain["Date"] = "<3@example.com>", "Fri, 20 Nov 2026 12:00:00 +0000"
one = b"".join(pem.split(b"\n")[1:-2])
text = "Schöne Grüße\n-----BEGIN CERTIFICATE-----\n" + one.decode() + "\n-----END CERTIFICATE-----\n"
plain.set_content(text, cte="quoted-printable")
(out / "quoted.eml").write_bytes(plain.as_bytes())
# As it is copied out of the source of a mail, without its headers.
(out / "quoted-body.txt").write_bytes(quopri.encodestring(text.encode()))
(out / "quoted-lines.txt").write_bytes(quopri.encodestring(pem))
PY

# Keystores of Bouncy Castle.
for kind in BKS BCFKS UBER; do
    bc=(-provider org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath "$provider")
    keytool -importkeystore -noprompt -srckeystore www.p12 -srcstoretype PKCS12 -srcstorepass secret-7 \
        -destkeystore "$out/www.${kind,,}" -deststoretype $kind -deststorepass secret-7 "${bc[@]}" 2>/dev/null
    keytool -importcert -noprompt -alias other -file rsa.pem -keystore "$out/www.${kind,,}" \
        -storetype $kind -storepass secret-7 "${bc[@]}" 2>/dev/null
done

# Keys of PuTTY and OpenPGP.
printf 'secret-7' > pass
: > empty
puttygen -t rsa -b 2048 -q -C rsa-of-a-friend --new-passphrase empty -o "$out/rsa.ppk"
puttygen -t ecdsa -b 256 -q -C locked --new-passphrase pass -o "$out/locked.ppk"
puttygen -t ed25519 -q -C older --ppk-param version=2 --new-passphrase pass -o "$out/older.ppk"
export GNUPGHOME=$work/gnupg
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-generate-key "A <a@example.com>" ed25519 sign never 2>/dev/null
gpg --batch --armor --export > "$out/public.asc"
gpg --batch --armor --export-secret-keys > "$out/secret.asc"
gpg --batch --quiet --clearsign < "$base/www.pem" > "$out/signed.asc"
gpgconf --kill all

# What programs print when they print no certificate.
openssl s_server -quiet -accept 44330 -cert "$base/www.pem" -key "$base/www-key.pem" -www >/dev/null 2>&1 &
server=$!
sleep 1
curl -vk --resolve www.example.com:44330:127.0.0.1 https://www.example.com:44330/ > "$out/curl.txt" 2>&1 || true
openssl s_client -brief -connect 127.0.0.1:44330 </dev/null > "$out/s_client-brief.txt" 2>&1 || true
openssl s_client -connect 127.0.0.1:44330 </dev/null 2>&1 | grep -v '^[A-Za-z0-9+/=]*$' | grep -v -e '-----' > "$out/s_client-cut.txt" || true
openssl s_client -showcerts -connect 127.0.0.1:44330 </dev/null > "$out/s_client.txt" 2>&1 || true
kill $server
openssl s_server -quiet -accept 44331 -nocert -cipher aNULL:@SECLEVEL=0 -tls1_2 >/dev/null 2>&1 &
server=$!
sleep 1
openssl s_client -connect 127.0.0.1:44331 -tls1_2 </dev/null > "$out/s_client-none.txt" 2>&1 || true
openssl x509 -in "$base/www.pem" -noout -text > "$out/x509-text.txt"
printf 'made with tests/intake/make_foreign.sh by\n%s\n%s\n%s\n%s\n%s\nBouncy Castle %s\n' "$(openssl version)" \
    "$(curl --version | head -1)" "$(gpg --version | head -1)" "$(puttygen --version | head -1)" "$(python3 --version)" \
    "$(dpkg-query -W -f '${Version}' libbcprov-java)" > "$out/ORIGIN.txt"
