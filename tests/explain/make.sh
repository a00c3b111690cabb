#!/bin/bash
# Writes the *.log files beside it: what real programs print when certificates are faulty. Every program
# is run on certificates made here, against servers on the loopback; nothing is written by hand.
#   bash tests/explain/make.sh
# Needs openssl, faketime, curl, wget, node, python3 (cryptography, requests, aiohttp), go, a JDK,
# gnutls-bin, nginx, apache2, haproxy, stunnel4, php-cli, ruby, perl with IO::Socket::SSL, libnss3-tools.
# A program that is not there leaves its logs as they are.
out=$(cd "$(dirname "$0")" && pwd)
w=$(mktemp -d /tmp/explain-logs.XXXX); cd "$w" || exit 2
export TZ=UTC LC_ALL=C.UTF-8 HOME=$w
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$w"' EXIT
port=24100; declare -A at

# --- certificates -----------------------------------------------------------------------------
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $1.key 2>/dev/null; }
# sign NAME ISSUER DATE DAYS EXTENSIONS...: a certificate of NAME.key
sign() {
  local n=$1 i=$2 d=$3 days=$4; shift 4
  printf '%s\n' "$@" > $n.ext
  openssl req -new -key $n.key -subj "/O=Explain logs/CN=$n" -out $n.csr 2>/dev/null
  faketime "$d" openssl x509 -req -in $n.csr -CA $i.pem -CAkey $i.key -CAcreateserial -days $days -sha256 -extfile $n.ext -out $n.pem 2>/dev/null
}
root() { key $1; openssl req -x509 -new -key $1.key -subj "/O=Explain logs/CN=$1" -days 9000 -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -out $1.pem 2>/dev/null; }
CA=(basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign)
EE=(basicConstraints=critical,CA:FALSE keyUsage=critical,digitalSignature)
S=("${EE[@]}" extendedKeyUsage=serverAuth subjectAltName=DNS:localhost)
C=("${EE[@]}" extendedKeyUsage=clientAuth)
now=$(date +%F)
root root; root other
for n in inter shortint names; do key $n; done
sign inter root "$now" 8000 "${CA[@]}"
sign shortint root "$now" 8000 basicConstraints=critical,CA:TRUE,pathlen:0 keyUsage=critical,keyCertSign
sign names root "$now" 8000 "${CA[@]}" "nameConstraints=critical,permitted;DNS:example.org"
key below; sign below shortint "$now" 8000 "${CA[@]}"
for n in good expired future wronguse wronghost nosan critical client expiredclient strangeclient issued outside deep revoked strangeserver; do key $n; done
sign good inter "$now" 8000 "${S[@]}"
sign revoked inter "$now" 8000 "${S[@]}"
sign expired inter 2020-01-01 90 "${S[@]}"
sign future inter 2040-01-01 90 "${S[@]}"
sign wronguse inter "$now" 8000 "${C[@]}" subjectAltName=DNS:localhost
sign wronghost inter "$now" 8000 "${EE[@]}" extendedKeyUsage=serverAuth subjectAltName=DNS:www.example.com
sign nosan inter "$now" 8000 "${EE[@]}" extendedKeyUsage=serverAuth
sign critical inter "$now" 8000 "${S[@]}" 1.3.6.1.4.1.55555.1=critical,ASN1:NULL
sign issued good "$now" 8000 "${S[@]}"
sign outside names "$now" 8000 "${S[@]}"
sign deep below "$now" 8000 "${S[@]}"
sign strangeserver other "$now" 8000 "${S[@]}"
sign client inter "$now" 8000 "${C[@]}"
sign expiredclient inter 2020-01-01 90 "${C[@]}"
# Another CA of the same name as the root: a server names it to clients, so they send what it issued.
key twin; openssl req -x509 -new -key twin.key -subj "/O=Explain logs/CN=root" -days 9000 -addext basicConstraints=critical,CA:TRUE -out twin.pem 2>/dev/null
key twinclient; sign twinclient twin "$now" 8000 "${C[@]}"
sign strangeclient other "$now" 8000 "${C[@]}"
key selfsigned; openssl req -x509 -new -key selfsigned.key -subj "/CN=localhost" -days 9000 -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE -out selfsigned.pem 2>/dev/null
openssl genrsa -out weak.key 1024 2>/dev/null; sign weak inter "$now" 8000 "${S[@]}"
cat inter.pem > chain.pem
openssl pkcs12 -export -in client.pem -inkey client.key -certfile inter.pem -passout pass:right -out client.p12
openssl pkcs12 -export -legacy -in client.pem -inkey client.key -passout pass:right -out old.p12 2>/dev/null
openssl x509 -in good.pem -outform DER -out good.der; openssl ec -in client.key -aes256 -passout pass:right -out locked.key 2>/dev/null
touch index.txt; echo 01 > crlnumber
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n' > ca.cnf
openssl ca -config ca.cnf -cert inter.pem -keyfile inter.key -revoke revoked.pem 2>/dev/null
openssl ca -config ca.cnf -cert inter.pem -keyfile inter.key -gencrl -crldays 9000 -out list.pem 2>/dev/null
faketime 2021-01-01 openssl ca -config ca.cnf -cert inter.pem -keyfile inter.key -gencrl -crldays 30 -out oldlist.pem 2>/dev/null

# --- helpers ----------------------------------------------------------------------------------
# log NAME COMMAND...: what the command prints is NAME.log (at most 60 lines)
log() { local n=$1; shift; command -v "$1" >/dev/null || { echo "no $1: $n is left" >&2; return; }
  timeout 40 "$@" </dev/null 2>&1 | sed -e "s#$w#/srv/tls#g" -e "s#$HOME/.pyenv/versions/[^/]*#/usr#g" | head -60 > "$out/$n.log"; [ -s "$out/$n.log" ] || { echo "empty: $n" >&2; rm -f "$out/$n.log"; }; }
# told NAME COMMAND...: the same, again until the alert arrives before the connection is gone
told() { for _ in 1 2 3 4 5 6 7 8; do log "$@"; grep -qi alert "$out/$1.log" && return; done; }
# keep NAME FILE: the same for what a server wrote
keep() { [ -s "$2" ] && sed -e "s#$w#/srv/tls#g" -e "s#$HOME/.pyenv/versions/[^/]*#/usr#g" "$2" | tail -40 > "$out/$1.log"; }
next() { port=$((port+1)); }
up() { for _ in $(seq 60); do (exec 3<>/dev/tcp/127.0.0.1/$1) 2>/dev/null && return; sleep .2; done; echo "nothing listens on $1" >&2; }
# serve NAME CHAIN...: an OpenSSL server with NAME.pem
serve() { next; at[$1]=$port; local a=(); [ -n "$2" ] && a=(-cert_chain $2)
  openssl s_server -quiet -accept 127.0.0.1:$port -cert $1.pem -key $1.key "${a[@]}" -www -cipher DEFAULT@SECLEVEL=0 >/dev/null 2>&1 & }
for n in good expired future wronguse wronghost nosan critical weak; do serve $n chain.pem; done
serve selfsigned; cat other.pem > o.pem; serve strangeserver o.pem
cp good.pem alone.pem; cp good.key alone.key; serve alone
cat good.pem inter.pem > i.pem; serve issued i.pem
cat names.pem > n.pem; serve outside n.pem; cat below.pem shortint.pem > d.pem; serve deep d.pem
next; plain=$port; python3 -m http.server $plain --bind 127.0.0.1 >/dev/null 2>&1 &
for n in "${!at[@]}"; do up ${at[$n]}; done; up $plain

cat > py.py <<'P'
import ssl, socket, sys, traceback
c = ssl.create_default_context(cafile="root.pem")
if len(sys.argv) > 3: c.load_cert_chain(sys.argv[3], sys.argv[4])
s = c.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[1]))), server_hostname=sys.argv[2])
s.sendall(b"GET / HTTP/1.0\r\n\r\n"); print(s.recv(100))
P
cat > node.js <<'P'
const https = require('https'), fs = require('fs');
const o = { host: process.argv[3], port: process.argv[2], ca: fs.readFileSync('root.pem') };
if (process.argv[4]) { o.cert = fs.readFileSync(process.argv[4]); o.key = fs.readFileSync(process.argv[5]); }
https.get(o, r => console.log(r.statusCode)).on('error', e => console.error(e));
P
cat > server.js <<'P'
const https = require('https'), fs = require('fs');
https.createServer({ key: fs.readFileSync('good.key'), cert: fs.readFileSync('site.pem'), ca: fs.readFileSync('root.pem'), requestCert: true, rejectUnauthorized: false },
  (q, r) => { console.log(new Date().toISOString(), 'client', q.socket.authorized, q.socket.authorizationError); r.end('x') }).listen(+process.argv[2], '127.0.0.1');
P
mkdir -p goc gos; printf 'module x\ngo 1.21\n' | tee goc/go.mod > gos/go.mod
cat > goc/main.go <<'P'
package main
import ("crypto/tls"; "crypto/x509"; "log"; "net/http"; "os")
func main() {
	p := x509.NewCertPool(); b, _ := os.ReadFile("root.pem"); p.AppendCertsFromPEM(b)
	c := &tls.Config{RootCAs: p}
	if len(os.Args) > 2 { k, err := tls.LoadX509KeyPair(os.Args[2], os.Args[3]); if err != nil { log.Fatal(err) }; c.Certificates = []tls.Certificate{k} }
	_, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: c}}).Get(os.Args[1])
	log.Println(err)
}
P
cat > gos/main.go <<'P'
package main
import ("crypto/tls"; "crypto/x509"; "log"; "net/http"; "os")
func main() {
	p := x509.NewCertPool(); b, _ := os.ReadFile("root.pem"); p.AppendCertsFromPEM(b)
	s := &http.Server{Addr: "127.0.0.1:" + os.Args[1], TLSConfig: &tls.Config{ClientCAs: p, ClientAuth: tls.RequireAndVerifyClientCert}, Handler: http.NotFoundHandler()}
	log.Fatal(s.ListenAndServeTLS("site.pem", "good.key"))
}
P
(cd goc && GOFLAGS=-mod=mod go build -o ../gocl . ); (cd gos && GOFLAGS=-mod=mod go build -o ../gosv .)
cat > J.java <<'P'
import java.io.*; import java.net.*; import java.security.*; import java.security.cert.*; import javax.net.ssl.*;
public class J { public static void main(String[] a) throws Exception {
  KeyStore t = KeyStore.getInstance("PKCS12"); t.load(null, null);
  t.setCertificateEntry("r", CertificateFactory.getInstance("X.509").generateCertificate(new FileInputStream("root.pem")));
  TrustManagerFactory f = TrustManagerFactory.getInstance("PKIX"); f.init(t);
  KeyManager[] km = null;
  if (a.length > 1) { KeyStore k = KeyStore.getInstance("PKCS12"); k.load(new FileInputStream(a[1]), a[2].toCharArray());
    KeyManagerFactory g = KeyManagerFactory.getInstance("PKIX"); g.init(k, a[2].toCharArray()); km = g.getKeyManagers(); }
  SSLContext c = SSLContext.getInstance("TLS"); c.init(km, f.getTrustManagers(), null);
  HttpsURLConnection h = (HttpsURLConnection) new URL(a[0]).openConnection(); h.setSSLSocketFactory(c.getSocketFactory());
  System.out.println(h.getResponseCode()); } }
P
javac J.java 2>/dev/null
P=${BASH_SOURCE[0]}; u() { echo https://localhost:${at[$1]}/; }

# --- clients that judge a server --------------------------------------------------------------
V=(openssl verify -CAfile root.pem -untrusted inter.pem)
log openssl-verify-expired "${V[@]}" -purpose sslserver expired.pem
log openssl-verify-alone openssl verify -CAfile root.pem good.pem
log openssl-verify-purpose "${V[@]}" -purpose sslserver wronguse.pem
log openssl-verify-host "${V[@]}" -verify_hostname api.example.com good.pem
log openssl-verify-crl-missing "${V[@]}" -crl_check good.pem
log openssl-verify-revoked "${V[@]}" -crl_check -CRLfile list.pem revoked.pem
log openssl-verify-crl-old "${V[@]}" -crl_check -CRLfile oldlist.pem good.pem
log openssl-verify-partial openssl verify -CAfile inter.pem good.pem
log openssl-verify-pathlen openssl verify -CAfile root.pem -untrusted d.pem deep.pem
log openssl-verify-names openssl verify -CAfile root.pem -untrusted names.pem outside.pem
log openssl-verify-notca openssl verify -CAfile root.pem -untrusted i.pem issued.pem
log openssl-verify-critical "${V[@]}" critical.pem
log openssl-verify-weak "${V[@]}" -auth_level 2 weak.pem
log s-client-alone openssl s_client -connect 127.0.0.1:${at[alone]} -CAfile root.pem
log s-client-plain openssl s_client -connect 127.0.0.1:$plain
log curl-alone curl -sS --cacert root.pem $(u alone)
log curl-expired curl -sS --cacert root.pem $(u expired)
log curl-host curl -v --cacert root.pem $(u wronghost)
log curl-selfsigned curl -v --cacert root.pem $(u selfsigned)
log curl-plain curl -sS https://127.0.0.1:$plain/
log curl-weak curl -sS --cacert root.pem $(u weak)
log wget-private-root wget -O /dev/null $(u strangeserver)
log wget-host wget -O /dev/null --ca-certificate=root.pem $(u wronghost)
log git-expired git -c http.sslCAInfo=$w/root.pem ls-remote $(u expired)
log python-alone python3 py.py ${at[alone]} localhost
log python-host python3 py.py ${at[wronghost]} localhost
log python-ip python3 py.py ${at[good]} 127.0.0.1
log python-private-root python3 py.py ${at[strangeserver]} localhost
log requests-selfsigned python3 -c "import requests; requests.get('$(u selfsigned)')"
log aiohttp-future python3 -c "
import asyncio, aiohttp, ssl
async def main():
    async with aiohttp.ClientSession() as s:
        await s.get('$(u future)', ssl=ssl.create_default_context(cafile='root.pem'))
asyncio.run(main())"
log node-alone node node.js ${at[alone]} localhost
log node-expired node node.js ${at[expired]} localhost
log node-host node node.js ${at[wronghost]} localhost
log node-selfsigned node node.js ${at[selfsigned]} localhost
log node-private-root node node.js ${at[strangeserver]} localhost
log node-purpose node node.js ${at[wronguse]} localhost
log go-alone ./gocl $(u alone)
log go-expired ./gocl $(u expired)
log go-future ./gocl $(u future)
log go-host ./gocl $(u wronghost)
log go-nosan ./gocl $(u nosan)
log go-ip ./gocl https://127.0.0.1:${at[good]}/
log go-purpose ./gocl $(u wronguse)
log go-names ./gocl $(u outside)
log go-pathlen ./gocl $(u deep)
log go-critical ./gocl $(u critical)
log go-plain ./gocl https://127.0.0.1:$plain/
log java-alone java -cp . J $(u alone)
log java-expired java -cp . J $(u expired)
log java-host java -cp . J $(u wronghost)
log java-purpose java -cp . J $(u wronguse)
log java-notca java -cp . J $(u issued)
log java-plain java -cp . J https://localhost:$plain/
G=(gnutls-cli --x509cafile root.pem localhost -p)
log gnutls-alone "${G[@]}" ${at[alone]}
log gnutls-expired "${G[@]}" ${at[expired]}
log gnutls-host "${G[@]}" ${at[wronghost]}
log gnutls-purpose "${G[@]}" ${at[wronguse]}
log php-expired php -r "\$c = stream_context_create(['ssl' => ['cafile' => 'root.pem']]); file_get_contents('$(u expired)', false, \$c);"
log php-host php -r "\$c = stream_context_create(['ssl' => ['cafile' => 'root.pem']]); file_get_contents('$(u wronghost)', false, \$c);"
log ruby-private-root ruby -ropen-uri -e "URI.open('$(u strangeserver)', ssl_ca_cert: 'root.pem')"
log perl-host perl -MIO::Socket::SSL -e "IO::Socket::SSL->new(PeerHost=>'localhost', PeerPort=>${at[wronghost]}, SSL_ca_file=>'root.pem') or die \$SSL_ERROR"
log pyca-expired python3 -c "
from cryptography import x509; from cryptography.x509 import verification as v
r = lambda n: x509.load_pem_x509_certificate(open(n + '.pem', 'rb').read())
v.PolicyBuilder().store(v.Store([r('root')])).build_server_verifier(x509.DNSName('localhost')).verify(r('expired'), [r('inter')])"

# --- servers that judge a client, and what that client is told ----------------------------------
cat good.pem inter.pem > site.pem; cat site.pem good.key > site-with-key.pem
next; ng=$port; next; nr=$port
mkdir -p nginx; cat > nginx.conf <<N
daemon off; pid $w/n.pid; error_log $w/nginx.err info; events {}
http { access_log off; client_body_temp_path $w/nginx; proxy_temp_path $w/nginx; fastcgi_temp_path $w/nginx; uwsgi_temp_path $w/nginx; scgi_temp_path $w/nginx;
 server { listen 127.0.0.1:$ng ssl; ssl_certificate site.pem; ssl_certificate_key good.key; ssl_client_certificate root.pem; ssl_verify_client on; ssl_verify_depth 5; }
 server { listen 127.0.0.1:$nr ssl; ssl_reject_handshake on; } }
N
nginx -c $w/nginx.conf -p $w 2>/dev/null & up $ng
cl() { cat $1.pem inter.pem > cl.pem; curl -sS --cacert root.pem --cert cl.pem --key $1.key https://localhost:$2/ 2>&1; }
: > nginx.err; log nginx-page-none curl -sS --cacert root.pem https://localhost:$ng/; keep nginx-none nginx.err
: > nginx.err; cl expiredclient $ng > x; keep nginx-expired nginx.err
: > nginx.err; cl good $ng > x; keep nginx-purpose nginx.err
: > nginx.err; cl strangeclient $ng > x; keep nginx-unknown nginx.err; [ -s x ] && cp x $out/nginx-page-refused.log
# The same alias twice.
keytool -importcert -noprompt -alias root -file root.pem -keystore alias.p12 -storepass changeit 2>/dev/null
log keytool-alias keytool -importcert -noprompt -alias root -file root.pem -keystore alias.p12 -storepass changeit
# One intermediate more than nginx allows.
key deeper; sign deeper inter "$now" 8000 "${CA[@]}"; key deepclient; sign deepclient deeper "$now" 8000 "${C[@]}"; cat deeper.pem >> deepclient.pem
nd=$((port+=1)); sed "s/ ssl_verify_depth 5;//; s/:$ng ssl/:$nd ssl/; s/n.pid/nd.pid/" nginx.conf > depth.conf
nginx -c $w/depth.conf -p $w 2>/dev/null & up $nd
: > nginx.err; cl deepclient $nd > x; keep nginx-depth nginx.err; kill $(cat nd.pid)
: > nginx.err; curl -sS http://localhost:$ng/ > x; sleep .3; keep nginx-plain nginx.err
sed 's/good.key/client.key/' nginx.conf > bad.conf; log nginx-start-key nginx -t -c $w/bad.conf -p $w
sed 's/good.key/good.der/' nginx.conf > bad.conf; log nginx-start-format nginx -t -c $w/bad.conf -p $w
next; ap=$port; m=/usr/lib/apache2/modules
cat > apache.conf <<N
ServerRoot $w
ServerName localhost
PidFile $w/a.pid
LoadModule mpm_event_module $m/mod_mpm_event.so
LoadModule authz_core_module $m/mod_authz_core.so
LoadModule ssl_module $m/mod_ssl.so
ErrorLog $w/apache.err
LogLevel info
Listen 127.0.0.1:$ap
User www-data
Group www-data
<VirtualHost *:$ap>
SSLEngine on
SSLCertificateFile $w/site.pem
SSLCertificateKeyFile $w/good.key
SSLCACertificateFile $w/root.pem
SSLVerifyClient require
SSLVerifyDepth 5
</VirtualHost>
N
chmod 755 $w; apache2 -X -d $w -f $w/apache.conf 2>/dev/null & up $ap
: > apache.err; curl -sS --cacert root.pem https://localhost:$ap/ > x 2>&1; sleep .3; keep apache-none apache.err; cp x $out/curl-alert-required.log
: > apache.err; cl strangeclient $ap > x; sleep .3; keep apache-unknown apache.err; cp x $out/curl-alert-unknown-ca.log
: > apache.err; cl expiredclient $ap > x; sleep .3; keep apache-expired apache.err; cp x $out/curl-alert-expired.log
sed -e 's/good.key/client.key/' -e "s/apache.err/apache2.err/" -e 's/a.pid/b.pid/' -e "s/:$ap/:$((ap+500))/" apache.conf > bad.conf; apache2 -X -d $w -f $w/bad.conf > x 2>&1; cat x apache2.err > y 2>/dev/null; keep apache-start-key y
next; ha=$port; next; hb=$port
cat > ha.cfg <<N
global
 log stdout format raw local0
defaults
 mode http
 log global
 timeout connect 2s
 timeout client 2s
 timeout server 2s
 option httplog
frontend f
 bind 127.0.0.1:$ha ssl crt $w/site-with-key.pem ca-file $w/root.pem verify required
 default_backend b
backend b
 server s 127.0.0.1:$plain
N
haproxy -f ha.cfg > ha.log 2>&1 & up $ha
cl strangeclient $ha > x; sleep .3; tr -d '\000' < ha.log > y; keep haproxy-unknown y
cat site.pem client.key > wrongpair.pem; sed 's/site-with-key/wrongpair/' ha.cfg > bad.cfg; log haproxy-start-key haproxy -c -f bad.cfg
next; gs=$port; ./gosv $gs >> go.log 2>&1 & up $gs
: > go.log; told go-alert-none ./gocl https://localhost:$gs/; sleep .3; keep go-server-none go.log
: > go.log; told go-alert-unknown ./gocl https://localhost:$gs/ twinclient.pem twinclient.key; sleep .3; keep go-server-unknown go.log
told node-alert-required node node.js $gs localhost
told python-alert-required python3 py.py $gs localhost
told python-alert-unknown python3 py.py $gs localhost strangeclient.pem strangeclient.key
log java-alert-name java -cp . J https://localhost:$nr/
openssl pkcs12 -export -in strangeclient.pem -inkey strangeclient.key -passout pass:right -out strange.p12; told gnutls-alert-required "${G[@]}" $gs
next; ns=$port; node server.js $ns >> ns.log 2>&1 & up $ns; cl good $ns > x; sleep .3; keep node-server-purpose ns.log
next; (sleep 1; curl -s --cacert root.pem https://localhost:$port/) & log s-server-none openssl s_server -accept 127.0.0.1:$port -cert good.pem -key good.key -cert_chain chain.pem -CAfile root.pem -Verify 5 -verify_return_error -www -naccept 1
next; st=$port
printf 'foreground = yes\npid =\n[x]\naccept = 127.0.0.1:%s\nconnect = 127.0.0.1:%s\ncert = %s/site.pem\nkey = %s/good.key\nCAfile = %s/root.pem\nverifyChain = yes\n' $st $plain $w $w $w > st.conf
stunnel4 st.conf >> st.log 2>&1 & up $st; : > st.log; cl expiredclient $st > x; sleep .3; keep stunnel-expired st.log

# --- files --------------------------------------------------------------------------------------
log openssl-pkcs12-password openssl pkcs12 -in client.p12 -passin pass:wrong -nodes
log openssl-pkcs12-old openssl pkcs12 -in old.p12 -passin pass:right -nodes
log openssl-not-pem openssl x509 -in index.txt -noout
log openssl-key-password openssl pkey -in locked.key -passin pass:wrong -noout
log curl-pair curl -sS --cacert root.pem --cert client.pem --key good.key $(u good)
log curl-no-roots curl -sS --cacert no-such-file.pem $(u good)
log node-pair node -e "require('tls').createSecureContext({cert: require('fs').readFileSync('client.pem'), key: require('fs').readFileSync('good.key')})"
log node-not-pem node -e "require('tls').createSecureContext({cert: require('fs').readFileSync('good.der')})"
log gnutls-pair gnutls-serv -p 1 --x509certfile client.pem --x509keyfile good.key
log node-old-p12 node -e "require('tls').createSecureContext({pfx: require('fs').readFileSync('old.p12'), passphrase: 'right'})"
log python-pair python3 py.py ${at[good]} localhost client.pem good.key
log python-not-pem python3 -c "import ssl; ssl.create_default_context().load_verify_locations('index.txt')"
log pyca-not-pem python3 -c "from cryptography import x509; x509.load_pem_x509_certificate(open('good.der','rb').read())"
log go-pair ./gocl $(u good) client.pem good.key
log go-switched ./gocl $(u good) client.key client.pem
log keytool-password keytool -list -keystore client.p12 -storepass wrongone -storetype PKCS12
log keytool-not-certificate keytool -printcert -file index.txt
log java-keystore-password java -cp . J $(u good) client.p12 wrongone
log certtool-expired certtool --verify --load-ca-certificate root.pem --infile expired.pem
mkdir -p nss && certutil -N -d nss --empty-password 2>/dev/null && certutil -A -d nss -n root -t C,, -i root.pem && certutil -A -d nss -n inter -t ,, -i inter.pem
log nss-expired vfychain -d nss -u 1 -a expired.pem
log nss-purpose vfychain -d nss -u 1 -a wronguse.pem
ls "$out"/*.log | wc -l
