package dev.tenantry.shared.database;

import java.io.InputStream;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** What is kept in parts, of which one at a time is in memory. */
public final class PartsInputStream extends InputStream {

    private final Parts parts;
    private byte[] part = {};
    private int place;
    private int next;

    public PartsInputStream(Parts parts) {
        this.parts = parts;
    }

    /** Of a number from 0 on; null behind the last. */
    public interface Parts {

        byte @Nullable [] get(int number);
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : part[place++] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        var count = Math.min(length, part.length - place);
        System.arraycopy(part, place, bytes, offset, count);
        place += count;
        return count;
    }

    /** Where there is more, there is some of it at hand: who reads what is compressed asks whether something follows. */
    @Override
    public int available() {
        return isAtEnd() ? 0 : part.length - place;
    }

    private boolean isAtEnd() {
        while (place == part.length) {
            var more = parts.get(next++);
            if (more == null) {
                part = new byte[0];
                place = 0;
                return true;
            }
            part = more;
            place = 0;
        }
        return false;
    }
}
