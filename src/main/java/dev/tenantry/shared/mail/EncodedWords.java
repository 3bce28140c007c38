package dev.tenantry.shared.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;

/** Texts of headers in ASCII that mail programs would take for encoded ones (RFC 2047), and show otherwise than they are. */
final class EncodedWords {

    private static final String START = "=?";
    /** An encoded word fits in a line with the name of its header. */
    private static final int AT_A_TIME = 36;

    private EncodedWords() {}

    /** The text as it stands in a header; others stay what they are, and are encoded where that is needed. */
    static String of(String text) {
        if (!text.contains(START) || !text.chars().allMatch(character -> character < 0x80)) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        var words = new ArrayList<String>();
        for (var from = 0; from < bytes.length; from += AT_A_TIME) {
            var some = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + AT_A_TIME));
            words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(some) + "?=");
        }
        return String.join(" ", words);
    }
}
