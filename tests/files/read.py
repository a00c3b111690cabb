"""Reads every file of a folder as programs on OpenSSL, GnuTLS, Mbed TLS and cryptography do, as far as they
are installed: file, program, and the number of certificates or the words of the refusal."""
import ctypes as C, os, sys

def library(name):
    try:
        return C.CDLL(name)
    except OSError:
        return None

def openssl(path):
    S.TLS_server_method.restype = S.SSL_CTX_new.restype = C.c_void_p
    S.SSL_CTX_new.argtypes = [C.c_void_p]
    S.SSL_CTX_use_certificate_chain_file.argtypes = [C.c_void_p, C.c_char_p]
    S.SSL_CTX_ctrl.argtypes = [C.c_void_p, C.c_int, C.c_long, C.c_void_p]
    K.ERR_get_error.restype = C.c_ulong
    K.ERR_error_string_n.argtypes = [C.c_ulong, C.c_char_p, C.c_size_t]
    K.OPENSSL_sk_num.argtypes = [C.c_void_p]
    context = S.SSL_CTX_new(S.TLS_server_method())
    K.ERR_clear_error()
    if S.SSL_CTX_use_certificate_chain_file(context, path) != 1:
        text = C.create_string_buffer(300)
        K.ERR_error_string_n(K.ERR_get_error(), text, 300)
        return text.value.decode()
    others = C.c_void_p()
    S.SSL_CTX_ctrl(context, 115, 0, C.byref(others))
    return 1 + (K.OPENSSL_sk_num(others) if others else 0)

def gnutls(path):
    G.gnutls_strerror.restype = C.c_char_p
    given = C.c_void_p()
    G.gnutls_certificate_allocate_credentials(C.byref(given))
    text = open(path, "rb").read()
    class Datum(C.Structure):
        _fields_ = [("data", C.c_char_p), ("size", C.c_uint)]
    datum, certificates, count = Datum(text, len(text)), C.c_void_p(), C.c_uint()
    error = G.gnutls_x509_crt_list_import2(C.byref(certificates), C.byref(count), C.byref(datum), 1, 0)
    # gnutls_certificate_set_x509_key_file, which also wants a key, calls this otherwise.
    none = "Base64 decoding error." if error == -49 else None
    return count.value if error >= 0 else none or G.gnutls_strerror(error).decode()

def mbedtls(path):
    chain = C.create_string_buffer(8192)
    M.mbedtls_x509_crt_init(chain)
    error = M.mbedtls_x509_crt_parse_file(chain, path)
    if error < 0:
        text = C.create_string_buffer(300)
        M.mbedtls_strerror(error, text, C.c_size_t(300))
        return text.value.decode()
    return "some" if error else "all"

def pyca(path):
    try:
        return len(x509.load_pem_x509_certificates(open(path, "rb").read()))
    except ValueError as error:
        return "ValueError: " + str(error)

programs = []
S, K = library("libssl.so.3"), library("libcrypto.so.3")
if S and K:
    programs.append(("openssl30", openssl))
G = library("libgnutls.so.30")
if G:
    programs.append(("gnutls", gnutls))
M = library("libmbedx509.so.1")
if M:
    programs.append(("mbedtls", mbedtls))
try:
    from cryptography import x509
    programs.append(("pyca", pyca))
except ImportError:
    pass
for name in sorted(os.listdir(sys.argv[1])):
    for program, read in programs:
        print(name, program, read(os.path.join(sys.argv[1], name).encode()), sep="\t")
