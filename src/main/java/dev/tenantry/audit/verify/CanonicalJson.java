package dev.tenantry.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** RFC 8785 of objects whose values are texts and such objects: names in the order of their UTF-16 units, and one way to write a text. */
final class CanonicalJson {

    private static final String SHORT = "\b\t\n\f\r\"\\";
    private static final String SHORT_NAMES = "btnfr\"\\";
    private static final int FIRST_PRINTED = 0x20;

    private CanonicalJson() {}

    static byte[] of(Map<String, ?> object) {
        var out = new StringBuilder();
        write(object, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> object) {
            var separator = '{';
            for (var member : new TreeMap<>(object).entrySet()) {
                out.append(separator);
                quote((String) member.getKey(), out);
                out.append(':');
                write(member.getValue(), out);
                separator = ',';
            }
            out.append(object.isEmpty() ? "{}" : "}");
        } else {
            quote((String) value, out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (var at = 0; at < text.length(); at++) {
            var unit = text.charAt(at);
            var known = SHORT.indexOf(unit);
            if (known >= 0) {
                out.append('\\').append(SHORT_NAMES.charAt(known));
            } else if (unit < FIRST_PRINTED) {
                out.append("\\u00").append(Character.forDigit(unit >> 4, 16)).append(Character.forDigit(unit & 15, 16));
            } else {
                out.append(unit);
            }
        }
        out.append('"');
    }
}
