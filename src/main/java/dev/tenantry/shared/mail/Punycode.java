package dev.tenantry.shared.mail;

import java.util.Arrays;

/** Labels of domain names in ASCII, RFC 3492, without what they begin with there. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int FIRST = 0x80;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final char DELIMITER = '-';

    private Punycode() {}

    static String encode(String label) {
        var points = label.codePoints().toArray();
        var out = new StringBuilder();
        Arrays.stream(points).filter(point -> point < FIRST).forEach(out::appendCodePoint);
        var basic = out.length();
        if (basic > 0) {
            out.append(DELIMITER);
        }
        var delta = 0;
        var bias = INITIAL_BIAS;
        var handled = basic;
        for (var next = FIRST; handled < points.length; next++, delta++) {
            var least = least(points, next);
            delta = Math.addExact(delta, Math.multiplyExact(least - next, handled + 1));
            next = least;
            for (var point : points) {
                if (point < next) {
                    delta++;
                } else if (point == next) {
                    append(out, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }
        return out.toString();
    }

    private static int least(int[] points, int from) {
        return Arrays.stream(points).filter(point -> point >= from).min().orElseThrow();
    }

    private static void append(StringBuilder out, int delta, int bias) {
        var left = delta;
        for (var at = BASE;; at += BASE) {
            var threshold = threshold(at, bias);
            if (left < threshold) {
                out.append(DIGITS.charAt(left));
                return;
            }
            out.append(DIGITS.charAt(threshold + (left - threshold) % (BASE - threshold)));
            left = (left - threshold) / (BASE - threshold);
        }
    }

    /** @throws IllegalArgumentException, {@link ArithmeticException} or {@link IndexOutOfBoundsException} where it is nothing encoded */
    static String decode(String ascii) {
        var end = Math.max(0, ascii.lastIndexOf(DELIMITER));
        var points = new int[ascii.length()];
        var length = end;
        for (var index = 0; index < end; index++) {
            points[index] = ascii.charAt(index);
        }
        var point = FIRST;
        var place = 0;
        var bias = INITIAL_BIAS;
        for (var from = end > 0 ? end + 1 : 0; from < ascii.length();) {
            var before = place;
            var weight = 1;
            for (var at = BASE;; at += BASE) {
                var digit = digit(ascii.charAt(from++));
                place = Math.addExact(place, Math.multiplyExact(digit, weight));
                var threshold = threshold(at, bias);
                if (digit < threshold) {
                    break;
                }
                weight = Math.multiplyExact(weight, BASE - threshold);
            }
            length++;
            bias = adapted(place - before, length, before == 0);
            point = Math.addExact(point, place / length);
            place %= length;
            System.arraycopy(points, place, points, place + 1, length - 1 - place);
            points[place++] = point;
        }
        return new String(points, 0, length);
    }

    private static int digit(char character) {
        var digit = DIGITS.indexOf(character);
        if (digit < 0) {
            throw new IllegalArgumentException("no digit");
        }
        return digit;
    }

    private static int threshold(int at, int bias) {
        return Math.clamp(at - bias, T_MIN, T_MAX);
    }

    private static int adapted(int delta, int length, boolean isFirst) {
        var left = isFirst ? delta / DAMP : delta / 2;
        left += left / length;
        var bias = 0;
        for (; left > (BASE - T_MIN) * T_MAX / 2; bias += BASE) {
            left /= BASE - T_MIN;
        }
        return bias + (BASE - T_MIN + 1) * left / (left + SKEW);
    }
}
