package dev.tenantry.crm.email.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Texts of headers, with their encoded words (RFC 2047) as what they say, wherever they stand. */
final class EncodedText {

    /** The charset, for some with a language behind it (RFC 2231). */
    private static final Pattern WORD = Pattern
            .compile("=\\?([^?*\\s]{1,80})(?:\\*[^?\\s]{0,80})?\\?([BbQq])\\?([^?\\r\\n]*)\\?=");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*+");
    private static final Pattern FOLD = Pattern.compile("[\\r\\n]++[ \\t]*+");
    private static final int HEXADECIMAL = 16;
    private static final byte[] NOTHING = {};

    private final String field;
    private final Notices notices;

    /** @param field that it is of, for people */
    EncodedText(String field, Notices notices) {
        this.field = field;
        this.notices = notices;
    }

    /** What it says. */
    String read(String text) {
        return replaced(unfolded(text), UnaryOperator.identity());
    }

    /** The same text, with its words in UTF-8, which everything reads. */
    String inUtf8(String text) {
        return replaced(unfolded(text), said -> "=?UTF-8?B?"
                + Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8)) + "?=");
    }

    /** Of as many lines as it has, in one. */
    static String unfolded(String text) {
        return FOLD.matcher(text).replaceAll(" ");
    }

    /**
     * What is not encoded, though it is not ASCII: UTF-8, or else what the text is in, or Windows'.
     *
     * @param octets  of a header, each as the character of its number
     * @param charset of the text; null: it names none
     */
    String written(String octets, @Nullable String charset) {
        if (ASCII.matcher(octets).matches()) {
            return octets;
        }
        var bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        var utf8 = PartText.of(bytes, null);
        if (utf8.isWhole() && utf8.text() != null) {
            return utf8.text();
        }
        notices.add("the field " + field + " has octets in no charset that it names");
        var known = charset == null || MailCharsets.find(charset) == null ? StandardCharsets.US_ASCII.name() : charset;
        return Objects.requireNonNullElse(said(known, bytes), octets);
    }

    /** Words of one charset that follow each other are one text: characters may be cut in between. */
    private String replaced(String text, UnaryOperator<String> as) {
        var read = new StringBuilder(text.length());
        var run = new Run(as);
        var words = WORD.matcher(text);
        var end = 0;
        while (words.find()) {
            var between = text.substring(end, words.start());
            var label = words.group(1).toLowerCase(Locale.ROOT);
            var octets = decoded(label, words.group(2), words.group(3));
            if (octets == null || !run.isOf(label) || !between.isBlank()) {
                var isContinued = octets != null && run.label != null && between.isBlank();
                run.end(read);
                read.append(isContinued ? "" : between);
            }
            if (octets == null) {
                read.append(words.group());
            } else {
                run.add(label, octets);
            }
            end = words.end();
        }
        run.end(read);
        return read.append(text, end, text.length()).toString();
    }

    /** Words that follow each other. */
    private final class Run {

        private final UnaryOperator<String> as;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private @Nullable String label;

        Run(UnaryOperator<String> as) {
            this.as = as;
        }

        boolean isOf(String charset) {
            return charset.equals(label);
        }

        void add(String charset, byte[] word) {
            label = charset;
            octets.writeBytes(word);
        }

        void end(StringBuilder read) {
            if (label != null) {
                read.append(as.apply(Objects.requireNonNull(said(label, octets.toByteArray()))));
                label = null;
                octets.reset();
            }
        }
    }

    /** What octets say; null where nobody knows the charset. What cannot be read is told. */
    @Nullable
    String said(String label, byte[] octets) {
        var said = PartText.of(octets, label);
        if (!said.isWhole()) {
            notices.add(said.text() == null
                    ? "the field " + field + " has words in a charset that is not known"
                    : "the field " + field + " has octets that its charset does not have", label);
        }
        return said.text();
    }

    /** Null where it cannot be read: it stays as it is written. */
    private byte @Nullable [] decoded(String label, String encoding, String written) {
        if (said(label, NOTHING) == null) {
            return null;
        }
        try {
            return encoding.equalsIgnoreCase("B") ? Base64.getMimeDecoder().decode(written) : quoted(written, '=');
        } catch (IllegalArgumentException _) {
            notices.add("the field " + field + " has words that are not encoded as they say", written);
            return null;
        }
    }

    /** @param mark before the two digits of an octet @throws IllegalArgumentException where there are none */
    static byte[] quoted(String written, char mark) {
        var octets = new ByteArrayOutputStream(written.length());
        for (var at = 0; at < written.length(); at++) {
            var character = written.charAt(at);
            if (character == mark) {
                if (at + 2 >= written.length()) {
                    throw new IllegalArgumentException(written);
                }
                octets.write(Integer.parseInt(written, at + 1, at + 3, HEXADECIMAL));
                at += 2;
            } else if (character == '_' && mark == '=') {
                octets.write(' ');
            } else {
                octets.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }
}
