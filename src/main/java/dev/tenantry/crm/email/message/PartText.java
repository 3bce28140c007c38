package dev.tenantry.crm.email.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Octets as a text.
 *
 * @param text    null where nobody knows the charset
 * @param isWhole whether it says all that the octets do
 */
record PartText(@Nullable String text, boolean isWhole) {

    static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** @param label null: they are of none, and are ASCII or UTF-8 then */
    static PartText of(byte[] octets, @Nullable String label) {
        var charset = label == null || label.isBlank() ? StandardCharsets.UTF_8 : MailCharsets.find(label);
        if (charset == null) {
            return new PartText(null, false);
        }
        if (!charset.equals(StandardCharsets.US_ASCII)) {
            return read(octets, charset);
        }
        var read = read(octets, StandardCharsets.UTF_8);
        return read.isWhole ? read : read(octets, WINDOWS);
    }

    private static PartText read(byte[] octets, Charset charset) {
        try {
            return new PartText(clean(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString()), true);
        } catch (CharacterCodingException _) {
            return new PartText(clean(replaced(octets, charset)), false);
        }
    }

    private static String clean(String read) {
        return CleanText.text(!read.isEmpty() && read.charAt(0) == BYTE_ORDER_MARK ? read.substring(1) : read);
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
}
