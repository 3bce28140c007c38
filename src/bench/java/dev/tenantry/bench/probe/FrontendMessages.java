package dev.tenantry.bench.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a client says in PostgreSQL's protocol, version 3, as far as it takes to know the role and which
 * statements run: <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">message formats</a>.
 */
final class FrontendMessages {
    private static final int PROTOCOL_3 = 3 << 16;
    private static final int LARGEST = 64 * 1024 * 1024;

    private final Map<String, String> prepared = new HashMap<>();
    private final List<String> statements = new ArrayList<>();
    private ByteBuffer pending = ByteBuffer.allocate(64 * 1024);
    private String role = "?";
    private boolean started;

    /** Takes the next bytes, which may begin and end within a message. */
    void accept(byte[] bytes, int length) throws IOException {
        append(bytes, length);
        pending.flip();
        while (started ? readMessage() : readStartup()) {
            // The condition reads.
        }
        pending.compact();
    }

    String role() {
        return role;
    }

    /** The statements run since the last call. */
    List<String> takeStatements() {
        var taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    private void append(byte[] bytes, int length) throws IOException {
        if (pending.remaining() < length) {
            var needed = pending.position() + length;
            if (needed > LARGEST) {
                throw new IOException("a message of more than " + LARGEST + " bytes");
            }
            pending = ByteBuffer.allocate(Math.max(needed, Math.min(LARGEST, 2 * pending.capacity())))
                    .put(pending.flip());
        }
        pending.put(bytes, 0, length);
    }

    private boolean readStartup() {
        if (pending.remaining() < 8 || pending.remaining() < pending.getInt(pending.position())) {
            return false;
        }
        var end = pending.position() + pending.getInt();
        started = pending.getInt() >> 16 == PROTOCOL_3 >> 16;
        while (started && pending.position() < end - 1) {
            var key = readText();
            var value = readText();
            if (key.equals("user")) {
                role = value;
            }
        }
        pending.position(end);
        return true;
    }

    private boolean readMessage() {
        if (pending.remaining() < 5 || pending.remaining() <= pending.getInt(pending.position() + 1)) {
            return false;
        }
        var type = (char) pending.get();
        var end = pending.position() + pending.getInt();
        if (type == 'Q') {
            statements.add(readText());
        } else if (type == 'P') {
            prepared.put(readText(), readText());
        } else if (type == 'B') {
            readText();
            statements.add(prepared.getOrDefault(readText(), "?"));
        }
        pending.position(end);
        return true;
    }

    private String readText() {
        var start = pending.position();
        var end = start;
        while (pending.get(end) != 0) {
            end++;
        }
        pending.position(end + 1);
        return new String(pending.array(), start, end - start, StandardCharsets.UTF_8);
    }
}
