#!/bin/bash
# Writes more *.log files beside it: what brokers, databases, VPN and mail servers print when the files
# they load, or the certificates they meet, are faulty. Made as make.sh makes its logs; run it after that.
#   bash tests/explain/make-servers.sh
# Needs openssl, faketime, mosquitto with its clients, openvpn, postgresql-15, redis, mariadb-server,
# lighttpd, haproxy, nginx, stunnel4, erlang-ssl, python3.
# A program that is not there leaves its logs as they are.
out=$(cd "$(dirname "$0")" && pwd)
w=$(mktemp -d /tmp/explain-logs.XXXX); cd "$w" || exit 2
export TZ=UTC LC_ALL=C.UTF-8 HOME=$w
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$w"' EXIT
port=24600

# --- certificates -----------------------------------------------------------------------------
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $1.key 2>/dev/null; }
sign() {
  local n=$1 i=$2 d=$3 days=$4; shift 4
  printf '%s\n' "$@" > $n.ext; key $n
  openssl req -new -key $n.key -subj "/O=Explain logs/CN=$n" -out $n.csr 2>/dev/null
  faketime "$d" openssl x509 -req -in $n.csr -CA $i.pem -CAkey $i.key -CAcreateserial -days $days -sha256 -extfile $n.ext -out $n.pem 2>/dev/null
}
root() { key $1; openssl req -x509 -new -key $1.key -subj "/O=Explain logs/CN=$1" -days 9000 -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -out $1.pem 2>/dev/null; }
EE=(basicConstraints=critical,CA:FALSE keyUsage=critical,digitalSignature)
now=$(date +%F)
root root; root other
sign server root "$now" 8000 "${EE[@]}" extendedKeyUsage=serverAuth subjectAltName=DNS:localhost,IP:127.0.0.1
sign elsewhere root "$now" 8000 "${EE[@]}" extendedKeyUsage=serverAuth subjectAltName=DNS:www.example.com
sign expired root 2020-01-01 90 "${EE[@]}" extendedKeyUsage=serverAuth subjectAltName=DNS:localhost,IP:127.0.0.1
sign nousage root "$now" 8000 basicConstraints=critical,CA:FALSE extendedKeyUsage=serverAuth subjectAltName=DNS:localhost
sign client root "$now" 8000 "${EE[@]}" extendedKeyUsage=clientAuth
sign wronguse root "$now" 8000 "${EE[@]}" extendedKeyUsage=serverAuth
sign oldclient root 2020-01-01 90 "${EE[@]}" extendedKeyUsage=clientAuth
sign stranger other "$now" 8000 "${EE[@]}" extendedKeyUsage=clientAuth
openssl x509 -in server.pem -outform DER -out server.der
openssl ec -in server.key -aes256 -passout pass:right -out locked.key 2>/dev/null
echo nothing > nothing.txt; chmod 755 $w; chmod 644 *.key

# --- helpers (as in make.sh) ------------------------------------------------------------------
clean() { sed -e "s#$w#/srv/tls#g" -e "s#$(hostname)#host#g" | tr -d '\000'; }
log() { local n=$1; shift; command -v "$1" >/dev/null || { echo "no $1: $n is left" >&2; return; }
  timeout 25 "$@" </dev/null 2>&1 | clean | head -60 > "$out/$n.log"; [ -s "$out/$n.log" ] || { echo "empty: $n" >&2; rm -f "$out/$n.log"; }; }
keep() { [ -s "$2" ] && clean < "$2" | tail -40 > "$out/$1.log"; }
next() { port=$((port+1)); }
up() { for _ in $(seq 60); do (exec 3<>/dev/tcp/127.0.0.1/$1) 2>/dev/null && return; sleep .2; done; echo "nothing listens on $1" >&2; }
has() { command -v "$1" >/dev/null || { echo "no $1" >&2; return 1; }; }

# --- Mosquitto --------------------------------------------------------------------------------
mq() { printf 'listener %s 127.0.0.1\nallow_anonymous true\ncafile %s\ncertfile %s\nkeyfile %s\nrequire_certificate true\n' $port $1 $2 $3 > mq.conf; }
if has mosquitto; then
  next; mq $w/none.pem server.pem server.key; log mosquitto-ca mosquitto -c mq.conf
  next; mq root.pem server.der server.key; log mosquitto-certificate mosquitto -c mq.conf
  next; mq root.pem server.pem nothing.txt; log mosquitto-key mosquitto -c mq.conf
  next; mq root.pem server.pem client.key; log mosquitto-pair mosquitto -c mq.conf
  next; mq root.pem server.pem server.key; echo "crlfile nothing.txt" >> mq.conf; log mosquitto-crl mosquitto -c mq.conf
  next; mq root.pem server.pem server.key; mosquitto -c mq.conf > mq.log 2>&1 & up $port
  for c in stranger wronguse oldclient; do : > mq.log
    openssl s_client -connect 127.0.0.1:$port -CAfile root.pem -cert $c.pem -key $c.key </dev/null >/dev/null 2>&1; sleep .5; keep mosquitto-$c mq.log; done
  : > mq.log; openssl s_client -connect 127.0.0.1:$port </dev/null >/dev/null 2>&1; sleep .5; keep mosquitto-none mq.log
  if has mosquitto_sub; then
    log mosquitto-sub-none mosquitto_sub -h localhost -p $port -t x --cafile root.pem -W 3 -d
    log mosquitto-sub-ca mosquitto_sub -h localhost -p $port -t x --cafile none.pem -W 3
  fi
fi

# --- OpenVPN ----------------------------------------------------------------------------------
ov() { printf 'dev null\nifconfig-noexec\nproto tcp-%s\n%s\nca %s\ncert %s\nkey %s\nverb 3\ncipher AES-256-GCM\n' $1 "$2" $3 $4 $5; }
if has openvpn; then
  for fault in "ca none.pem client.pem client.key" "certificate root.pem server.der client.key" "key root.pem client.pem nothing.txt" "pair root.pem client.pem server.key" "no-roots nothing.txt client.pem client.key"; do
    set -- $fault; next; ov client "tls-client
remote 127.0.0.1 $port" $2 $3 $4 > ov.conf; log openvpn-$1 openvpn --config ov.conf; done
  # a server with each certificate, and what the client says
  for fault in "no-key-usage nousage client" "expired expired client" "name elsewhere client" "refused server stranger" "wrong-use server wronguse"; do
    set -- $fault; next
    ov server "tls-server
dh none
local 127.0.0.1
lport $port
remote-cert-tls client" root.pem $2.pem $2.key > srv.conf
    ov client "tls-client
remote 127.0.0.1 $port
remote-cert-tls server
connect-retry-max 1
verify-x509-name server name" root.pem $3.pem $3.key > cli.conf
    timeout 12 openvpn --config srv.conf > srv.log 2>&1 & sleep 1
    timeout 8 openvpn --config cli.conf > cli.log 2>&1
    case $1 in refused|wrong-use) keep openvpn-server-$1 srv.log;; *) keep openvpn-$1 cli.log;; esac; done
fi

# --- PostgreSQL -------------------------------------------------------------------------------
pg=/usr/lib/postgresql/15/bin
if [ -x $pg/initdb ] && id postgres >/dev/null 2>&1; then
  install -d -o postgres pg; install -d -o postgres -m 777 pgs; cp server.pem server.key client.key root.pem pgs/; chown postgres pgs/*; chmod 600 pgs/*.key
  P="setpriv --reuid=postgres --regid=postgres --clear-groups"
  $P $pg/initdb -D $w/pg -A trust >/dev/null 2>&1
  printf 'hostssl all all 127.0.0.1/32 cert\n' > pg/pg_hba.conf
  pgc() { printf "port=$port\nlisten_addresses='127.0.0.1'\nunix_socket_directories=''\nssl=on\nssl_ca_file='$w/pgs/root.pem'\nssl_cert_file='$w/pgs/$1'\nssl_key_file='$w/pgs/$2'\n" > pg/postgresql.conf; }
  next; pgc server.pem none.key; log postgres-no-key $P $pg/postgres -D $w/pg
  pgc server.pem client.key; log postgres-pair $P $pg/postgres -D $w/pg
  chmod 644 pgs/server.key; pgc server.pem server.key; log postgres-rights $P $pg/postgres -D $w/pg; chmod 600 pgs/server.key
  pgc none.pem server.key; log postgres-no-certificate $P $pg/postgres -D $w/pg
  pgc server.pem server.key; $P $pg/postgres -D $w/pg > pg.log 2>&1 & up $port
  pq() { local n=$1; shift; log $n psql "host=127.0.0.1 port=$port user=$1 dbname=postgres sslmode=verify-full sslrootcert=$2 sslcert=$3 sslkey=$4" -c 'select 1'; }
  chmod 600 client.key stranger.key
  pq psql-root client other.pem client.pem client.key
  pq psql-no-root client none.pem client.pem client.key
  pq psql-none client root.pem none none
  pq psql-user somebody root.pem client.pem client.key
  : > pg.log; pq psql-refused client root.pem stranger.pem stranger.key; sleep .3; keep postgres-refused pg.log
  chmod 644 client.key; pq psql-rights client root.pem client.pem client.key; chmod 600 client.key
  pq psql-pair client root.pem client.pem stranger.key; chmod 644 client.key stranger.key
  log psql-name psql "host=127.0.0.2 hostaddr=127.0.0.1 port=$port user=client dbname=postgres sslmode=verify-full sslrootcert=root.pem" -c 'select 1'
fi

# --- Redis, MariaDB, lighttpd -----------------------------------------------------------------
if has redis-server; then
  rd() { log $1 redis-server --port 0 --tls-port $port --tls-cert-file $2 --tls-key-file $3 --tls-ca-cert-file $4; }
  next; rd redis-certificate server.der server.key root.pem; rd redis-key server.pem client.key root.pem; rd redis-ca server.pem server.key none.pem
  redis-server --port 0 --tls-port $port --tls-cert-file server.pem --tls-key-file server.key --tls-ca-cert-file root.pem > rd.log 2>&1 & up $port
  : > rd.log; openssl s_client -connect 127.0.0.1:$port -cert stranger.pem -key stranger.key </dev/null >/dev/null 2>&1; sleep .5; keep redis-stranger rd.log
  log redis-cli-root redis-cli -p $port --tls --cacert other.pem --cert client.pem --key client.key ping
fi
if has mariadbd; then
  mkdir -p md
  for f in "ca none.pem server.pem server.key" "certificate root.pem server.der server.key" "key root.pem server.pem nothing.txt" "pair root.pem server.pem client.key"; do set -- $f
    log mariadb-$1 mariadbd --no-defaults --user=root --datadir=$w/md --bootstrap --ssl-ca=$w/$2 --ssl-cert=$w/$3 --ssl-key=$w/$4; done
fi
if has lighttpd; then
  lt() { printf 'server.document-root="%s"\nserver.port=%s\nserver.bind="127.0.0.1"\nserver.modules=("mod_openssl")\nssl.engine="enable"\nssl.pemfile="%s"\nssl.privkey="%s"\n' $w $port $w/$2 $w/$3 > lt.conf; log $1 lighttpd -D -f lt.conf ${LIGHTTPD_MODULES:+-m $LIGHTTPD_MODULES}; }
  next; lt lighttpd-pair server.pem client.key; lt lighttpd-key server.pem nothing.txt
fi

# --- HAProxy, nginx, stunnel: files -----------------------------------------------------------
hp() { printf 'global\n log stdout format raw local0\ndefaults\n mode http\n timeout connect 2s\n timeout client 2s\n timeout server 2s\nfrontend f\n bind 127.0.0.1:%s ssl crt %s %s\n' $port $w/$2 "$3" > hp.cfg; log $1 haproxy -c -f hp.cfg; }
if has haproxy; then
  cat server.pem server.key > both.pem
  next; hp haproxy-stat none.pem ""; hp haproxy-no-key server.pem ""; hp haproxy-no-certificate nothing.txt ""; hp haproxy-ca-file both.pem "ca-file $w/none.pem verify required"; hp haproxy-no-ca-file both.pem "verify required"; hp haproxy-crl both.pem "ca-file $w/root.pem verify required crl-file $w/nothing.txt"
fi
ng() { printf 'pid %s/n.pid; error_log stderr; events {}\nhttp { access_log off; server { listen 127.0.0.1:%s ssl; ssl_certificate %s; ssl_certificate_key %s; %s } }\n' $w $port $w/$2 $w/$3 "$4" > ng.conf; log $1 nginx -t -c $w/ng.conf -p $w; }
if has nginx; then
  next; ng nginx-no-file none.pem server.key ""; ng nginx-locked server.pem locked.key ""; ng nginx-empty nothing.txt server.key ""; ng nginx-client-ca server.pem server.key "ssl_client_certificate $w/nothing.txt; ssl_verify_client on;"; ng nginx-no-client-ca server.pem server.key "ssl_verify_client on;"; ng nginx-crl server.pem server.key "ssl_crl $w/nothing.txt;"
fi
if has stunnel4; then
  st() { printf 'foreground = yes\npid =\n[x]\naccept = 127.0.0.1:%s\nconnect = 127.0.0.1:1\ncert = %s\nkey = %s\n' $port $w/$2 $w/$3 > st.conf; log $1 stunnel4 st.conf; }
  next; st stunnel-pair server.pem client.key; st stunnel-certificate server.der server.key
fi

# --- Erlang, Python, openssl, curl ------------------------------------------------------------
next; sp=$port; openssl s_server -quiet -accept 127.0.0.1:$sp -cert elsewhere.pem -key elsewhere.key >/dev/null 2>&1 &
next; se=$port; openssl s_server -quiet -accept 127.0.0.1:$se -cert expired.pem -key expired.key >/dev/null 2>&1 &
next; sc=$port; openssl s_server -quiet -accept 127.0.0.1:$sc -cert server.pem -key server.key -CAfile root.pem -Verify 2 -verify_return_error >/dev/null 2>&1 &
up $sp; up $se; up $sc
er() { log $1 erl -noshell -eval "ssl:start(), logger:set_primary_config(level, notice), io:format(\"~p~n\", [ssl:connect(\"localhost\", $2, [{verify,verify_peer},{cacertfile,\"$3\"}$4], 5000)]), timer:sleep(500), halt()."; }
if has erl; then
  er erlang-unknown-ca $sc other.pem; er erlang-host $sp root.pem; er erlang-expired $se root.pem
  er erlang-refused $sc root.pem ",{certfile,\"stranger.pem\"},{keyfile,\"stranger.key\"},{versions,['tlsv1.2']}"
  er erlang-file $sc none.pem
fi
log python-own-pem python3 -c "import ssl; ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain('server.der','server.key')"
log python-own-no-key python3 -c "import ssl; ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain('server.pem','nothing.txt')"
log openssl-pkcs12-pair openssl pkcs12 -export -in server.pem -inkey client.key -passout pass:x -out x.p12
log openssl-ca-pair openssl x509 -req -in server.csr -CA root.pem -CAkey other.key -out x.pem
log openssl-no-file openssl x509 -in none.pem -noout
openssl s_server -quiet -accept 127.0.0.1:$((port+1)) -cert server.pem -key server.key >/dev/null 2>&1 & next; up $port
log s-client-sent-alert openssl s_client -connect 127.0.0.1:$port -CAfile other.pem -verify_return_error -state -brief
log curl-verbose-alert curl -v --cacert other.pem https://localhost:$port/
log curl-verbose-refused curl -v --cacert root.pem --cert stranger.pem --key stranger.key https://localhost:$sc/
ls "$out"/*.log | wc -l
