// Reads questions, one a line: TIME ROLE HOST LEAF SENT ROOTS, certificates in base64, "-" for none.
// Answers with what the JDK's trust manager says: "ok" or the exception. The handshake around it is
// made up, because only so the time can be chosen.
import java.io.*;
import java.nio.ByteBuffer;
import java.security.cert.*;
import java.util.*;
import javax.net.ssl.*;

public class Judge {
    static final SSLParameters HTTPS = new SSLParameters(), NO_HOST = new SSLParameters();

    static List<X509Certificate> read(String texts) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> list = new ArrayList<>();
        for (String text : texts.split(",")) {
            if (!text.equals("-")) {
                byte[] der = Base64.getDecoder().decode(text);
                list.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        return list;
    }

    static SSLSession session(String host) {
        return (SSLSession) java.lang.reflect.Proxy.newProxyInstance(Judge.class.getClassLoader(),
            new Class<?>[] {SSLSession.class}, (proxy, method, arguments) -> switch (method.getName()) {
                case "getPeerHost" -> host;
                case "getProtocol" -> "TLSv1.2";
                case "getCipherSuite" -> "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
                default -> method.getReturnType() == int.class ? (Object) 0
                    : method.getReturnType() == boolean.class ? (Object) true : null;
            });
    }

    static class Engine extends SSLEngine {
        final SSLSession session;
        Engine(String host) { super(host, 443); session = session(host); }
        public SSLEngineResult wrap(ByteBuffer[] a, int b, int c, ByteBuffer d) { return null; }
        public SSLEngineResult unwrap(ByteBuffer a, ByteBuffer[] b, int c, int d) { return null; }
        public Runnable getDelegatedTask() { return null; }
        public void closeInbound() {}
        public boolean isInboundDone() { return false; }
        public void closeOutbound() {}
        public boolean isOutboundDone() { return false; }
        public String[] getSupportedCipherSuites() { return new String[0]; }
        public String[] getEnabledCipherSuites() { return new String[0]; }
        public void setEnabledCipherSuites(String[] a) {}
        public String[] getSupportedProtocols() { return new String[] {"TLSv1.3"}; }
        public String[] getEnabledProtocols() { return new String[] {"TLSv1.3"}; }
        public void setEnabledProtocols(String[] a) {}
        public SSLSession getSession() { return session; }
        public SSLSession getHandshakeSession() { return session; }
        public void beginHandshake() {}
        public SSLEngineResult.HandshakeStatus getHandshakeStatus() { return null; }
        public void setUseClientMode(boolean a) {}
        public boolean getUseClientMode() { return true; }
        public void setNeedClientAuth(boolean a) {}
        public boolean getNeedClientAuth() { return false; }
        public void setWantClientAuth(boolean a) {}
        public boolean getWantClientAuth() { return false; }
        public void setEnableSessionCreation(boolean a) {}
        public boolean getEnableSessionCreation() { return true; }
        public SSLParameters getSSLParameters() { return session.getPeerHost().equals("-") ? NO_HOST : HTTPS; }
    }

    static void judge(String[] f) throws Exception {
        List<X509Certificate> chain = read(f[3]);
        chain.addAll(read(f[4]));
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate root : read(f[5])) anchors.add(new TrustAnchor(root, null));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setDate(new Date(Long.parseLong(f[0]) * 1000));
        parameters.setRevocationEnabled(false);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        X509ExtendedTrustManager manager = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        X509Certificate[] sent = chain.toArray(new X509Certificate[0]);
        if (f[1].equals("client")) manager.checkClientTrusted(sent, "EC");
        else manager.checkServerTrusted(sent, "ECDHE_ECDSA", new Engine(f[2]));
    }

    public static void main(String[] arguments) throws Exception {
        HTTPS.setEndpointIdentificationAlgorithm("HTTPS");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            try {
                judge(line.split(" "));
                System.out.println("ok");
            } catch (Exception exception) {
                System.out.println(exception);
            }
        }
    }
}
