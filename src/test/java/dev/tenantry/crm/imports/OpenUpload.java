package dev.tenantry.crm.imports;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A file that is sent in chunks, without its length, up to its end but for that. */
final class OpenUpload implements AutoCloseable {

    private static final String ROW = "1,Ada Lovelace\n";

    private final Socket socket;

    /** @param size of the file, about */
    OpenUpload(int port, String token, int size) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        write("""
                POST /api/v1/imports HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Connection: close\r
                Content-Type: multipart/form-data; boundary=here\r
                Transfer-Encoding: chunked\r
                \r
                """.formatted(token));
        try {
            chunk("""
                    --here\r
                    Content-Disposition: form-data; name="target"\r
                    \r
                    contacts\r
                    --here\r
                    Content-Disposition: form-data; name="file"; filename="open.csv"\r
                    \r
                    externalId,name
                    """.stripTrailing() + "\n" + ROW.repeat(size / ROW.length()));
        } catch (SocketException _) {
            // It has been refused by now, which the answer tells.
        }
    }

    /** What has been sent has come. */
    void awaitArrival() throws InterruptedException {
        Thread.sleep(500);
    }

    /** Sends the end. @return the whole answer */
    String finish() throws IOException {
        try (socket) {
            try {
                chunk("\r\n--here--\r\n");
                write("0\r\n\r\n");
            } catch (SocketException _) {
                // As above.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void chunk(String text) throws IOException {
        write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
