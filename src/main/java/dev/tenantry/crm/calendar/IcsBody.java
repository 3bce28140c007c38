package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** A file that is a request's body: UTF-8, a million bytes at most. */
final class IcsBody {

    private static final int LONGEST = 1_000_000;

    private IcsBody() {}

    /** @throws ProblemException 413; 400 where it is no UTF-8 */
    static String of(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "a file may have " + LONGEST + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(IcsOctets.unsplit(bytes))).toString();
        } catch (CharacterCodingException _) {
            throw ProblemException.malformed("body", "must be UTF-8");
        }
    }
}
