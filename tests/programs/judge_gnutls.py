"""Reads questions, one a line: TIME ROLE HOST LEAF SENT ROOTS, certificates in base64, "-" for none.
Answers with what libgnutls says with profile "medium": "ok" or its sentences, and in brackets what
it could not read. The argument "version" asks for its version."""
import base64, ctypes as C, sys

G = C.CDLL("libgnutls.so.30")
P = C.c_void_p
DNS_NAME, PURPOSE, MEDIUM = 1, 2, 5 << 24

class Datum(C.Structure):
    _fields_ = [("data", P), ("size", C.c_uint)]

class Given(C.Structure):
    _fields_ = [("type", C.c_int), ("data", C.c_char_p), ("size", C.c_uint)]

G.gnutls_check_version.restype = C.c_char_p
G.gnutls_strerror.restype = C.c_char_p
if sys.argv[1:] == ["version"]:
    print(G.gnutls_check_version(None).decode())
    sys.exit()

now = 0
def clock(place):
    if place:
        place[0] = now
    return now
clock = C.CFUNCTYPE(C.c_long, C.POINTER(C.c_long))(clock)
G.gnutls_global_set_time_function(clock)

def read(texts, what):
    found = []
    for text in texts.split(","):
        if text == "-":
            continue
        der = base64.b64decode(text)
        buffer, certificate = C.create_string_buffer(der, len(der)), P()
        G.gnutls_x509_crt_init(C.byref(certificate))
        datum = Datum(C.addressof(buffer), len(der))
        error = G.gnutls_x509_crt_import(certificate, C.byref(datum), 0)
        if error < 0:
            unread.append(f"{what}: {G.gnutls_strerror(error).decode()}")
        else:
            found.append(certificate)
    return found

for line in sys.stdin:
    time, role, host, leaf, sent, roots = line.split()
    now, unread, trusted = int(time), [], P()
    G.gnutls_x509_trust_list_init(C.byref(trusted), 0)
    for root in read(roots, "root"):
        G.gnutls_x509_trust_list_add_cas(trusted, (P * 1)(root), 1, 0)
    chain = read(leaf, "leaf")
    good = bool(chain)
    chain += read(sent, "intermediate")
    if not good:
        print("; ".join(unread))
        continue
    usage = b"1.3.6.1.5.5.7.3.2" if role == "client" else b"1.3.6.1.5.5.7.3.1"
    given = [Given(PURPOSE, usage, 0)]
    if host != "-" and role == "server":
        # A host is given as TLS clients give it: as text, whatever it is.
        given.append(Given(DNS_NAME, host.encode(), 0))
    status = C.c_uint(0)
    error = G.gnutls_x509_trust_list_verify_crt2(
        trusted, (P * len(chain))(*chain), len(chain), (Given * len(given))(*given), len(given),
        MEDIUM, C.byref(status), None)
    if error < 0:
        print(f"error: {G.gnutls_strerror(error).decode()}")
        continue
    out = Datum()
    G.gnutls_certificate_verification_status_print(status.value, 1, C.byref(out), 0)
    text = C.string_at(out.data, out.size).decode().strip() if status.value else "ok"
    print(text + (f" [{'; '.join(unread)}]" if unread and status.value else ""))
