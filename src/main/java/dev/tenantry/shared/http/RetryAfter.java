package dev.tenantry.shared.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** What another server asks for by {@code Retry-After}: a number of seconds, or a date in any of the forms of RFC 9110. */
public final class RetryAfter {

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter
            .ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String SECONDS = "\\d{1,18}";

    private RetryAfter() {}

    /**
     * @param header  as it stands; null where there is none
     * @param longest what is asked for beyond this is not granted
     * @return how long to wait; null where the header says nothing
     */
    public static @Nullable Duration read(@Nullable String header, Instant now, Duration longest) {
        var asked = header == null ? null : asked(header.strip(), now);
        if (asked == null) {
            return null;
        }
        var wait = asked.isNegative() ? Duration.ZERO : asked;
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private static @Nullable Duration asked(String text, Instant now) {
        if (text.matches(SECONDS)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        var date = DateUtils.parseStandardDate(text);
        return date == null ? askedOf(ASCTIME, text, now) : Duration.between(now, date);
    }

    private static @Nullable Duration askedOf(DateTimeFormatter format, String text, Instant now) {
        try {
            return Duration.between(now, Instant.from(format.parse(text)));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
