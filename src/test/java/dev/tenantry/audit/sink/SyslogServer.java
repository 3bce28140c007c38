package dev.tenantry.audit.sink;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server that reads what RFC 5425 has over TLS: messages with their lengths in octets before them. */
final class SyslogServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int LONGEST = 1_000_000;

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final SSLServerSocket socket;
    private final String certificate;

    /** @param name whose certificate it has */
    SyslogServer(String name) throws GeneralSecurityException, IOException {
        var all = KeyStore.getInstance(Path.of("src/test/resources/syslog-keys.p12").toFile(), PASSWORD);
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(name, all.getKey(name, PASSWORD), PASSWORD, all.getCertificateChain(name));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        socket = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        certificate = Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(all.getCertificate(name).getEncoded());
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "tls://localhost:" + socket.getLocalPort();
    }

    /** As a text of JSON has it. */
    String pem() {
        return "-----BEGIN CERTIFICATE-----\\n" + certificate.replace("\n", "\\n") + "\\n-----END CERTIFICATE-----\\n";
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                var in = client.getInputStream();
                for (var length = length(in); length >= 0; length = length(in)) {
                    var message = in.readNBytes(length);
                    if (message.length < length) {
                        throw new EOFException("a message is cut");
                    }
                    messages.add(new String(message, StandardCharsets.UTF_8));
                }
            } catch (SocketException _) {
                // closed
            } catch (IOException unfinished) {
                messages.add("failed: " + unfinished.getMessage());
            }
        }
    }

    /** @return -1 at the end */
    private static int length(InputStream in) throws IOException {
        var length = 0;
        var octet = in.read();
        if (octet < 0) {
            return -1;
        }
        while (octet != ' ') {
            if (octet < '0' || octet > '9' || length > LONGEST) {
                throw new IOException("no length of a message: " + octet);
            }
            length = length * 10 + octet - '0';
            octet = in.read();
        }
        return length;
    }
}
