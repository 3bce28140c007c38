package dev.tenantry.crm.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8, or UTF-16 where its byte order mark says so, and guesses at nothing else: what is not, ends in a problem
 * that names the line. The byte order mark is left out.
 */
final class TextReader extends Reader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 15).flip();
    private Charset charset = StandardCharsets.UTF_8;
    private CharsetDecoder decoder = strict(charset);
    private long line = 1;
    private char last;
    private @Nullable Character pending;
    private boolean started;
    private boolean ended;

    TextReader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (pending != null) {
            target[offset] = pending;
            pending = null;
            return 1;
        }
        if (length == 1) {
            return readOne(target, offset);
        }
        var chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (!ended && !fill()) {
                ended = true;
            }
            var result = decoder.decode(bytes, chars, ended);
            count(target, offset, chars.position());
            if (result.isError()) {
                throw CsvFaults.encoding(line, charset);
            }
            if (ended && chars.position() == 0) {
                return -1;
            }
        }
        return chars.position();
    }

    /** A character may be two: the second waits for the next call. */
    private int readOne(char[] target, int offset) throws IOException {
        var pair = new char[2];
        var read = read(pair, 0, 2);
        if (read > 0) {
            target[offset] = pair[0];
        }
        if (read == 2) {
            pending = pair[1];
        }
        return Math.min(read, 1);
    }

    /** @return false at the end of the file */
    private boolean fill() throws IOException {
        bytes.compact();
        var read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + read).flip();
        if (!started) {
            started = true;
            begin();
        }
        return read > 0;
    }

    private void begin() {
        refuse("a spreadsheet or an archive", 'P', 'K', 3, 4);
        refuse("a document of an older office program", 0xD0, 0xCF, 0x11, 0xE0);
        for (var candidate : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var mark = BYTE_ORDER_MARK.getBytes(candidate);
            if (startsWith(mark)) {
                charset = candidate;
                decoder = strict(charset);
                bytes.position(bytes.position() + mark.length);
                return;
            }
        }
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private void refuse(String format, int... signature) {
        var start = new byte[signature.length];
        for (var index = 0; index < signature.length; index++) {
            start[index] = (byte) signature[index];
        }
        if (startsWith(start)) {
            throw CsvFaults.otherFormat(format);
        }
    }

    private boolean startsWith(byte[] start) {
        return bytes.remaining() >= start.length
                && Arrays.equals(bytes.array(), bytes.position(), bytes.position() + start.length, start, 0,
                        start.length);
    }

    private void count(char[] decoded, int from, int length) {
        for (var index = from; index < from + length; index++) {
            var next = decoded[index];
            if (next == '\r' || next == '\n' && last != '\r') {
                line++;
            } else if (next == 0) {
                throw CsvFaults.binary(line);
            }
            last = next;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
