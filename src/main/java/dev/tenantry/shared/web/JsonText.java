package dev.tenantry.shared.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import dev.tenantry.shared.problem.ProblemException;

/**
 * The text of a JSON body, before anything is made of it. It is UTF-8 and nothing else: bytes that are none, which a reader
 * that means well would turn into other characters, are refused with their place. A byte order mark in front is skipped.
 */
public final class JsonText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonText() {}

    /** @throws ProblemException 400 or 413, with the field and the place, where it is not JSON within the limits */
    public static void check(byte[] body) {
        var in = ByteBuffer.wrap(body);
        var text = CharBuffer.allocate(body.length);
        var result = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, text, true);
        text.flip();
        var start = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        var scan = new JsonScan(text.array(), start, text.limit() - start);
        if (result.isError()) {
            throw scan.refuseEnd("text must be UTF-8, which byte " + (in.position() + 1) + " is not");
        }
        scan.check();
    }
}
