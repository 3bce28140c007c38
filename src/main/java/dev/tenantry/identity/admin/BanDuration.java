package dev.tenantry.identity.admin;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tenantry.identity.error.AuthException;

/** How long an account is banned, in the notation of Go's durations, which Supabase's clients send: {@code 1h30m}. */
final class BanDuration {

    /** Ends the ban. */
    static final String NONE = "none";

    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{0,9})?|\\.\\d{1,9})(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("\\+?(?:" + PART.pattern() + "){1,8}|\\+?0");
    private static final Map<String, BigDecimal> SECONDS = Map.of("ns", new BigDecimal("1e-9"), "us",
            new BigDecimal("1e-6"), "µs", new BigDecimal("1e-6"), "ms", new BigDecimal("1e-3"), "s", BigDecimal.ONE,
            "m",
            new BigDecimal(60), "h", new BigDecimal(3600));
    private static final Duration LONGEST = Duration.ofDays(365_000);

    private BanDuration() {}

    /** @throws AuthException 400 where the text is no duration, or longer than a thousand years */
    static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw AuthException.malformed("invalid format for ban duration: use hours, minutes and seconds, 24h");
        }
        var seconds = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal(part.group(1).replaceFirst("\\.$", ""))
                        .multiply(SECONDS.getOrDefault(part.group(2), BigDecimal.ZERO)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
            throw AuthException.malformed("invalid format for ban duration: longer than a thousand years");
        }
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }
}
