package dev.tenantry.audit.classification;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Masks what in a line looks like a secret, a card's number or how to reach a person. Values of columns have no business there. */
public final class TextMasks {

    private static final Pattern SUSPICIOUS = Pattern.compile("[@=+:.]|[0-9]{4}|sk_|[Bb]earer");
    /** A card has 13 to 19 digits, alone or in groups. */
    private static final Pattern CARD = Pattern.compile("(?<![\\w.-])\\d(?:[ -]?\\d){12,18}(?![\\w-])");

    private static final Pattern TYPE = Pattern.compile("[\\w$./]{1,300}");
    private static final Pattern SEVERAL_WORDS = Pattern.compile("[A-Z][a-z0-9]{1,60}[A-Z]");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{5,16}[.]?");

    /** @param group which part of what is found is masked */
    private record Kind(Pattern pattern, Sensitivity level, int group) {

        Kind(String pattern, Sensitivity level, int group) {
            this(Pattern.compile(pattern), level, group);
        }

        String hide(String line) {
            return pattern.matcher(line).replaceAll(found -> Matcher.quoteReplacement(hidden(found)));
        }

        private String hidden(MatchResult found) {
            var whole = found.group();
            return level == Sensitivity.PII && isObject(whole)
                    ? whole
                    : whole.substring(0, found.start(group) - found.start()) + level.mask()
                            + whole.substring(found.end(group) - found.start());
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("eyJ[\\w-]{8,}(?:\\.[\\w-]*){1,4}", Sensitivity.RESTRICTED, 0),
            new Kind("\\b(?:sk|whsec|pk|rk)_[\\w.-]{8,}", Sensitivity.RESTRICTED, 0),
            new Kind("(?i)\\b(?:bearer|basic)\\s+([\\w.~+/=-]{8,})", Sensitivity.RESTRICTED, 1),
            new Kind(
                    "(?i)(?:password|passwd|secret|token|api_?key|credential|authorization)s?\"?\\s*[=:]\\s*\"?([^\\s\"&,;]{1,4096})",
                    Sensitivity.RESTRICTED, 1),
            new Kind("-----BEGIN [A-Z ]{1,40}-----[\\s\\S]{0,8192}?-----END [A-Z ]{1,40}-----", Sensitivity.RESTRICTED,
                    0),
            new Kind("(?:\"[^\",:{}\\r\\n]{1,64}\"|[^\\s@<>()\\[\\],;:\"]{1,64})@[^\\s@<>()\\[\\],;:\"'/]{1,253}",
                    Sensitivity.PII, 0),
            new Kind("(?<![\\w+])\\+\\d(?:[ ()./-]{0,2}\\d){6,14}", Sensitivity.PII, 0));

    private TextMasks() {}

    /** The line without what nobody is to find in it. */
    public static String masked(String line) {
        if (!SUSPICIOUS.matcher(line).find()) {
            return line;
        }
        var hidden = line;
        for (var kind : KINDS) {
            hidden = kind.hide(hidden);
        }
        return CARD.matcher(hidden).replaceAll(found -> isCard(found) ? Sensitivity.PCI.mask() : found.group());
    }

    /** What objects without words of their own are called, {@code org.postgresql.jdbc.PgConnection@48a242ce}: no mail address has such a domain. */
    private static boolean isObject(String text) {
        var at = Math.max(0, text.lastIndexOf('@'));
        var type = text.substring(text.lastIndexOf('=', at) + 1, at);
        var hash = text.substring(at + 1);
        return TYPE.matcher(type).matches() && HASH.matcher(hash).matches()
                && hash.chars().anyMatch(Character::isDigit)
                && (type.contains(".")
                        ? type.chars().skip(type.indexOf('.')).anyMatch(Character::isUpperCase)
                        : SEVERAL_WORDS.matcher(type).lookingAt());
    }

    /** By the check digit: most numbers of that length are none. */
    private static boolean isCard(MatchResult found) {
        var digits = found.group().chars().filter(Character::isDigit).map(digit -> digit - '0').toArray();
        var sum = IntStream.range(0, digits.length)
                .map(place -> place % 2 == 0
                        ? digits[digits.length - 1 - place]
                        : doubled(digits[digits.length - 1 - place]))
                .sum();
        return sum % 10 == 0;
    }

    private static int doubled(int digit) {
        return digit < 5 ? digit * 2 : digit * 2 - 9;
    }
}
