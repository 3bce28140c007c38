package dev.tenantry.shared.limit;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may happen in a span of time, which begins with the first time.
 *
 * @param most at least 1
 */
public record Quota(int most, Duration window) {

    public Quota {
        if (most < 1 || window.toMillis() < 1) {
            throw new IllegalArgumentException("a quota is at least 1 in at least a millisecond");
        }
    }

    /** In words: {@code 2000 in PT1H}. */
    public String told() {
        return most + " in " + window;
    }

    /** Of its form in the configuration, {@code 10/1h}. @throws IllegalArgumentException where it is of another form */
    public static Quota of(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a quota is written like 10/1h");
        }
        return new Quota(Integer.parseInt(parts[0].strip()), DurationStyle.detectAndParse(parts[1].strip()));
    }
}
