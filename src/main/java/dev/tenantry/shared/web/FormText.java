package dev.tenantry.shared.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/** The text of parameters, in a query or a form: well-formed UTF-8 without the character U+0000, whether anybody asks for it or not. */
final class FormText {

    private FormText() {}

    /** @throws ProblemException 400 naming the parameter */
    static void check(HttpServletRequest form) {
        form.getParameterMap().forEach((name, values) -> {
            for (var value : values) {
                if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                    throw malformed(name.replace("\0", ""));
                }
            }
        });
    }

    /** @throws ProblemException 400 naming the parameter */
    static void check(@Nullable String query) {
        if (query == null || query.indexOf('%') < 0) {
            return;
        }
        for (var parameter : query.split("&")) {
            var name = parameter.split("=", 2)[0];
            if (!isText(parameter)) {
                throw malformed(isText(name) ? name : "");
            }
        }
    }

    private static boolean isText(String encoded) {
        var bytes = ByteBuffer.allocate(encoded.length());
        for (var index = 0; index < encoded.length(); index++) {
            var next = encoded.charAt(index);
            if (next == '%') {
                var high = digit(encoded, index + 1);
                var low = digit(encoded, index + 2);
                if (high < 0 || low < 0 || high + low == 0) {
                    return false;
                }
                bytes.put((byte) (high * 16 + low));
                index += 2;
            } else {
                bytes.put((byte) next);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static int digit(String text, int index) {
        return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
    }

    private static ProblemException malformed(String parameter) {
        return ProblemException.malformed(parameter,
                "a parameter must be UTF-8 with percent-encoding, without the character U+0000");
    }
}
