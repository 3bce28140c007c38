package dev.tenantry.audit.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. Each has to be of the name that was asked for. */
final class SyslogTrust {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final int MOST = 100;

    private final SSLSocketFactory sockets;

    private SyslogTrust(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    /** @param pem those who issue them; null: those whom everybody believes */
    static SyslogTrust of(@Nullable String pem) throws IOException {
        try {
            if (pem == null) {
                return new SyslogTrust((SSLSocketFactory) SSLSocketFactory.getDefault());
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : read(pem)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new SyslogTrust(context.getSocketFactory());
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("the certificates cannot be read", unreadable);
        }
    }

    /** What is wrong with certificates that somebody states; null where nothing is. */
    static @Nullable String fault(String pem) {
        try {
            var count = read(pem).size();
            if (count == 0 || count > MOST) {
                return "these are " + count + " certificates, and 1 to " + MOST + " are wanted";
            }
            return null;
        } catch (GeneralSecurityException _) {
            return "these are no certificates as PEM";
        }
    }

    private static Collection<? extends Certificate> read(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    /** @param host whose certificate it has to be */
    SSLSocket over(Socket connected, String host) throws IOException {
        var socket = (SSLSocket) sockets.createSocket(connected, host, connected.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        socket.setSSLParameters(parameters);
        return socket;
    }
}
