package dev.tenantry.crm.email.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/**
 * Octets as a text.
 *
 * @param text    null where nobody knows the charset
 * @param isWhole whether it says all that the octets do
 */
record PartText(@Nullable String text, boolean isWhole) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** @param charset null: the part names none, and is ASCII or UTF-8 then */
    static PartText of(byte[] octets, @Nullable String charset) {
        var known = charset(charset);
        if (known == null) {
            return new PartText(null, false);
        }
        try {
            return new PartText(CleanText.text(known.newDecoder().decode(ByteBuffer.wrap(octets)).toString()), true);
        } catch (CharacterCodingException _) {
            return new PartText(CleanText.text(replaced(octets, known)), false);
        }
    }

    private static String replaced(byte[] octets, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Programs call Windows' code page Latin 1 (WHATWG's Encoding Standard), and UTF-8 ASCII. */
    private static @Nullable Charset charset(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return StandardCharsets.UTF_8;
        }
        try {
            var charset = Charset.forName(MimeUtility.javaCharset(name.strip()));
            if (charset.equals(StandardCharsets.US_ASCII)) {
                return StandardCharsets.UTF_8;
            }
            return charset.equals(StandardCharsets.ISO_8859_1) ? WINDOWS : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }
}
