"""Reads questions, one a line: TIME ROLE HOST LEAF SENT ROOTS, certificates in base64, "-" for none.
Answers with what libcrypto says at security level 2: "ok", the error where a certificate cannot be
read, or code and message of the first fault (argument "first") or of the last one ("last", as
programs see it that go on after each). The argument "version" asks for its version."""
import base64, ctypes as C, ipaddress, sys

L = C.CDLL("libcrypto.so.3")
P = C.c_void_p

def call(name, result, *kinds):
    function = getattr(L, name)
    function.restype, function.argtypes = result, kinds
    return function

if sys.argv[1] == "version":
    print(call("OpenSSL_version", C.c_char_p, C.c_int)(0).decode())
    sys.exit()

d2i = call("d2i_X509", P, P, C.POINTER(P), C.c_long)
store_new = call("X509_STORE_new", P)
store_free = call("X509_STORE_free", None, P)
store_add = call("X509_STORE_add_cert", C.c_int, P, P)
stack_new = call("OPENSSL_sk_new_null", P)
push = call("OPENSSL_sk_push", C.c_int, P, P)
new = call("X509_STORE_CTX_new", P)
init = call("X509_STORE_CTX_init", C.c_int, P, P, P, P)
free = call("X509_STORE_CTX_free", None, P)
default = call("X509_STORE_CTX_set_default", C.c_int, P, C.c_char_p)
param = call("X509_STORE_CTX_get0_param", P, P)
set_level = call("X509_VERIFY_PARAM_set_auth_level", None, P, C.c_int)
set_time = call("X509_VERIFY_PARAM_set_time", None, P, C.c_long)
set_host = call("X509_VERIFY_PARAM_set1_host", C.c_int, P, C.c_char_p, C.c_size_t)
set_flags = call("X509_VERIFY_PARAM_set_hostflags", None, P, C.c_uint)
set_address = call("X509_VERIFY_PARAM_set1_ip_asc", C.c_int, P, C.c_char_p)
Callback = C.CFUNCTYPE(C.c_int, C.c_int, P)
set_callback = call("X509_STORE_CTX_set_verify_cb", None, P, Callback)
verify = call("X509_verify_cert", C.c_int, P)
error = call("X509_STORE_CTX_get_error", C.c_int, P)
first_error = call("ERR_get_error", C.c_ulong)
clear = call("ERR_clear_error", None)
error_text = call("ERR_error_string_n", None, C.c_ulong, C.c_char_p, C.c_size_t)
words = call("X509_verify_cert_error_string", C.c_char_p, C.c_long)

def read(texts):
    for text in texts.split(","):
        if text != "-":
            der = base64.b64decode(text)
            buffer = C.create_string_buffer(der, len(der))
            yield d2i(None, C.byref(P(C.addressof(buffer))), len(der))

def goes_on(good, context):
    global last
    if not good:
        last = error(context)
    return 1

callback = Callback(goes_on)
for line in sys.stdin:
    time, role, host, leaf, sent, roots = line.split()
    clear()
    given = [*read(leaf), *read(sent)]
    if not all(given):
        # What the handshake ends with (tls_process_server_certificate).
        text = C.create_string_buffer(256)
        error_text(first_error(), text, 256)
        print(text.value.decode(), flush=True)
        continue
    leaf = given[0]
    store, others = store_new(), stack_new()
    for root in read(roots):
        if root:
            store_add(store, root)
    for certificate in given[1:]:
        push(others, certificate)
    context = new()
    init(context, store, leaf, others)
    default(context, b"ssl_client" if role == "client" else b"ssl_server")
    settings = param(context)
    set_level(settings, 2)
    set_time(settings, int(time))
    # X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, as TLS clients set it.
    set_flags(settings, 4)
    if host != "-":
        try:
            ipaddress.ip_address(host)
            set_address(settings, host.encode())
        except ValueError:
            set_host(settings, host.encode(), 0)
    last = 0
    if sys.argv[1] == "last":
        set_callback(context, callback)
    result = verify(context)
    code = last if sys.argv[1] == "last" else error(context)
    print("ok" if result == 1 and code == 0 else f"{code} {words(code).decode()}", flush=True)
    free(context)
    store_free(store)
