package dev.tenantry.operations.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An import's file that arrives slowly, over a connection of its own. */
final class SlowUpload implements AutoCloseable {

    private static final String BOUNDARY = "between-the-parts";
    private static final String END = "\r\n--" + BOUNDARY + "--\r\n";

    private final Socket socket;
    private final byte[] rest;

    /** Sends the first half. */
    SlowUpload(int port, String token, String csv) {
        var body = """
                --%1$s\r
                Content-Disposition: form-data; name="target"\r
                \r
                contacts\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="slow.csv"\r
                Content-Type: text/csv\r
                \r
                """.formatted(BOUNDARY) + csv + END;
        var half = body.length() / 2;
        var head = """
                POST /api/v1/imports HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Connection: close\r
                Content-Type: multipart/form-data; boundary=%s\r
                Content-Length: %d\r
                \r
                """.formatted(token, BOUNDARY, body.length());
        rest = body.substring(half).getBytes(StandardCharsets.US_ASCII);
        try {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + body.substring(0, half)).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends the rest. @return the whole answer */
    String finish() {
        try {
            socket.getOutputStream().write(rest);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
