package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says to the server what no HTTP client would. */
public final class RawHttp {

    private RawHttp() {}

    /**
     * Sends the text as it is and reads to the end of the connection.
     *
     * @return the answer's head and body
     */
    public static String send(int port, String request) {
        return send(port, request, "127.0.0.1");
    }

    /** @param from the address that the connection comes from, one of this machine's */
    public static String send(int port, String request, String from) {
        try (var socket = new Socket("127.0.0.1", port, InetAddress.ofLiteral(from), 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
