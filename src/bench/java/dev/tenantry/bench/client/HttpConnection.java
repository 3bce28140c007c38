package dev.tenantry.bench.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A keep-alive connection to a server on this machine that reads no more of an answer than it must to find its end:
 * the status, the length and whether the server closes the connection.
 */
final class HttpConnection implements AutoCloseable {
    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");
    private static final byte[] CONNECTION_CLOSE = ascii("connection: close");
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream input;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private boolean closing;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        input = socket.getInputStream();
    }

    /** Sends the request, reads the answer to its end and returns its status. */
    int exchange(byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException cutOff) {
            // A server need not read what it refuses; its answer may be here all the same.
            closing = true;
        }
        return readAnswer();
    }

    /** Sends some more of a request whose answer is not awaited yet. */
    void send(byte[] part) throws IOException {
        socket.getOutputStream().write(part);
    }

    /** Whether there is something to read. */
    boolean isAnswering() throws IOException {
        return input.available() > 0;
    }

    /** Whether the server said that it closes the connection after the answer just read. */
    boolean isClosing() {
        return closing;
    }

    /** From another thread: whoever reads or writes gets an exception. */
    void cutOff() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    int readAnswer() throws IOException {
        var end = readLine();
        var status = (buffer[end.start + 9] - '0') * 100 + (buffer[end.start + 10] - '0') * 10
                + buffer[end.start + 11] - '0';
        var length = 0L;
        var chunked = false;
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            if (startsWith(line, CONTENT_LENGTH)) {
                length = number(line, CONTENT_LENGTH.length, 10);
            } else if (startsWith(line, TRANSFER_ENCODING)) {
                chunked = true;
            } else if (startsWith(line, CONNECTION_CLOSE)) {
                closing = true;
            }
        }
        if (chunked) {
            skipChunks();
        } else {
            skip(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        while (true) {
            var size = number(readLine(), 0, 16);
            skip(size);
            var blank = readLine();
            if (!blank.isEmpty()) {
                throw new IOException("a chunk is longer than it said");
            }
            if (size == 0) {
                return;
            }
        }
    }

    private void skip(long length) throws IOException {
        var left = length;
        while (left > 0) {
            if (position == limit) {
                fill();
            }
            var taken = (int) Math.min(left, limit - position);
            position += taken;
            left -= taken;
        }
    }

    /** The next line as a span of the buffer, without its line end. */
    private Line readLine() throws IOException {
        var scanned = position;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    var line = new Line(position, scanned > position ? scanned - 1 : scanned);
                    position = scanned + 1;
                    return line;
                }
            }
            var offset = scanned - position;
            fill();
            scanned = position + offset;
        }
    }

    private void fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        if (limit == buffer.length) {
            throw new IOException("a line of the answer is longer than " + buffer.length + " bytes");
        }
        var read = input.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            throw new EOFException("the server closed the connection within an answer");
        }
        limit += read;
    }

    private boolean startsWith(Line line, byte[] lowerCasePrefix) {
        if (line.end - line.start < lowerCasePrefix.length) {
            return false;
        }
        for (var i = 0; i < lowerCasePrefix.length; i++) {
            var read = buffer[line.start + i];
            if ((read >= 'A' && read <= 'Z' ? read + 32 : read) != lowerCasePrefix[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(Line line, int skipped, int radix) {
        var text = new String(buffer, line.start + skipped, line.end - line.start - skipped, StandardCharsets.US_ASCII);
        return Long.parseLong(text.strip(), radix);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Line(int start, int end) {
        boolean isEmpty() {
            return start == end;
        }
    }
}
