package dev.tenantry.automation.expression;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that are matched in linear time. They are measured before they are compiled: what repeats what repeats multiplies, and a
 * line of it would be a program that no memory holds.
 */
final class Patterns {

    /** Characters of a pattern. */
    static final int LONGEST = 500;
    /** Characters, with all repeats written out: the time that it takes is those of the text, so many times. */
    private static final int LARGEST = 200;
    /** Of all that are kept, in characters. */
    private static final int MOST_KEPT = 50_000;

    /** The parts of a pattern that are looked for at each character for as much as a character costs itself. */
    private static final int PARTS_FOR_ONE = 4;

    private static final LoadingCache<String, Compiled> COMPILED = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((String text, Compiled _) -> 1 + text.length())
            .build(Patterns::compile);

    private Patterns() {}

    private record Compiled(Pattern pattern, long size) {}

    /** Whether it is found in the text, which costs as much as both multiply to. @throws IllegalArgumentException where it is none, or too large */
    static boolean matches(String text, String pattern) {
        var compiled = COMPILED.get(pattern);
        Budget.spendOn(text, 1 + compiled.size / PARTS_FOR_ONE);
        return compiled.pattern.matcher(text).find();
    }

    /** What is wrong with a pattern; null where nothing is. */
    static @Nullable String fault(String pattern) {
        try {
            var _ = COMPILED.get(pattern);
            return null;
        } catch (IllegalArgumentException fault) {
            return fault.getMessage();
        }
    }

    private static Compiled compile(String text) {
        if (text.length() > LONGEST) {
            throw new Refusal("a pattern has at most " + LONGEST + " characters");
        }
        var size = new Size(text).most();
        if (size > LARGEST) {
            throw new Refusal("the pattern is too large: what repeats in it multiplies to more than "
                    + LARGEST + " characters");
        }
        try {
            return new Compiled(Pattern.compile(text), size);
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException("the pattern cannot be understood: " + fault.getMessage(), fault);
        }
    }

    /**
     * How many characters the pattern has with all repeats written out: an upper bound, as it takes for a repeat whatever looks like
     * one, and for its count what is largest in it.
     */
    private static final class Size {

        private final String text;
        private int at;

        Size(String text) {
            this.text = text;
        }

        long most() {
            var size = 0L;
            while (at < text.length()) {
                size = plus(size, sequence());
                at++;
            }
            return size;
        }

        /** As far as the bracket that ends it, or the end. */
        private long sequence() {
            var size = 0L;
            while (at < text.length() && text.charAt(at) != ')') {
                size = plus(size, times(atom(), repeats()));
            }
            return size;
        }

        private long atom() {
            var first = text.charAt(at++);
            if (first == '(') {
                var size = sequence();
                at++;
                return size + 1;
            }
            if (first == '\\') {
                at++;
            } else if (first == '[') {
                skipClass();
            }
            return 1;
        }

        private void skipClass() {
            // A bracket right at the beginning is one of its characters.
            at += text.startsWith("^", at) ? 2 : 1;
            while (at < text.length() && text.charAt(at) != ']') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }

        /** Several in a row multiply. */
        private long repeats() {
            var times = 1L;
            while (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
                times = times(times, text.charAt(at) == '{' ? count() : 2);
                at++;
            }
            return times;
        }

        private long count() {
            var largest = 1L;
            var number = 0L;
            for (; at < text.length() && text.charAt(at) != '}'; at++) {
                var digit = Character.digit(text.charAt(at), 10);
                number = digit < 0 ? 0 : plus(times(number, 10), digit);
                largest = Math.max(largest, number + 1);
            }
            return largest;
        }

        private static long plus(long one, long other) {
            return Math.min(Integer.MAX_VALUE, one + other);
        }

        private static long times(long one, long other) {
            return Math.min(Integer.MAX_VALUE, one * other);
        }
    }
}
