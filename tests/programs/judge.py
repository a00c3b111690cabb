"""Reads questions, one a line: TIME ROLE HOST LEAF SENT ROOTS, certificates in base64, "-" for none.
Answers with what cryptography says: "ok" or the error."""
import base64, datetime, ipaddress, sys, warnings
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

warnings.simplefilter("ignore")

def read(texts):
    return [x509.load_der_x509_certificate(base64.b64decode(t)) for t in texts.split(",") if t != "-"]

def name(host):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)

for line in sys.stdin:
    time, role, host, leaf, sent, roots = line.split()
    at = datetime.datetime.fromtimestamp(int(time), datetime.timezone.utc)
    try:
        builder = PolicyBuilder().store(Store(read(roots))).time(at)
        verifier = builder.build_client_verifier() if role == "client" else builder.build_server_verifier(name(host))
        verifier.verify(read(leaf)[0], read(sent))
        print("ok")
    except VerificationError as error:
        print(error)
    except Exception as error:
        # What it does not even read.
        print(f"{type(error).__name__}: {error}")
