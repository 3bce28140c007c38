package dev.tenantry.shared.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A label of a domain name in ASCII, and as people write it. What IDNA 2003, which the platform knows, took for other letters is kept as IDNA 2008
 * has it, and as registries, browsers and mail servers do: {@code straße} is {@code xn--strae-oqa}, and {@code strasse} another name.
 */
final class DomainLabel {

    private static final String ENCODED = "xn--";
    private static final int LONGEST = 63;
    private static final int FLAGS = IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES;

    private DomainLabel() {}

    /** @throws IllegalArgumentException where it is none */
    static String ascii(String label) {
        var lower = lower(label);
        if (lower.indexOf('ß') < 0 && lower.indexOf('ς') < 0) {
            return IDN.toASCII(label, FLAGS).toLowerCase(Locale.ROOT);
        }
        // Whatever else is the matter with it is found so.
        IDN.toASCII(lower.replace('ß', 's').replace('ς', 'σ'), FLAGS);
        var ascii = ENCODED + Punycode.encode(lower);
        if (ascii.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        return ascii;
    }

    /** What is none, or nobody would write otherwise, stays as it is. */
    static String unicode(String ascii) {
        var known = IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED);
        if (!ascii.startsWith(ENCODED) || !known.equals(ascii)) {
            return known;
        }
        try {
            var decoded = Punycode.decode(ascii.substring(ENCODED.length()));
            return ascii(decoded).equals(ascii) ? decoded : ascii;
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException _) {
            return ascii;
        }
    }

    /** Letter by letter: a sigma is no final one for where it stands. */
    private static String lower(String label) {
        return Normalizer.normalize(label.codePoints()
                .mapToObj(character -> Character.toString(character).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining()), Normalizer.Form.NFC);
    }
}
