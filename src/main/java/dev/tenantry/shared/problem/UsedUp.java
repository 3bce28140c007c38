package dev.tenantry.shared.problem;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A quota, or a limit, of which there is nothing left.
 *
 * @param policy   its name
 * @param scope    what it counts together: the requests of an organization, user or api_key; of a limit what its name says, such as source
 * @param window   hour, day, month, a number of seconds ({@code 30s}), or burst: what may come at once
 * @param most     how often at most in one
 * @param resetsAt when there is room again
 */
public record UsedUp(String policy, String scope, String window, int most, Instant resetsAt) {

    /** How long the window is, as ISO 8601 has it; null of what may come at once. */
    public @Nullable String period() {
        return switch (window) {
            case "burst" -> null;
            case "hour" -> "PT1H";
            case "day" -> "P1D";
            case "month" -> "P1M";
            default -> Duration.ofSeconds(seconds()).toString();
        };
    }

    /** Of a window that is told so. */
    private int seconds() {
        return Integer.parseInt(window.substring(0, window.length() - 1));
    }

    static String told(Duration window) {
        var seconds = (int) Math.ceilDiv(window.toMillis(), 1000L);
        return switch (seconds) {
            case 0 -> "burst";
            case 3_600 -> "hour";
            case 86_400 -> "day";
            default -> seconds + "s";
        };
    }

    /** {@code sign-ins: 5 in 15 minutes for one account, until 2026-11-30T12:00:00Z}. */
    public String inWords() {
        return "%s: %s %s for one %s, until %s".formatted(policy, most, span(), scope.replace('_', ' '), resetsAt);
    }

    private String span() {
        return switch (window) {
            case "burst" -> "at once";
            case "hour" -> "an hour";
            case "day", "month" -> "a " + window;
            default -> "in " + span(seconds());
        };
    }

    private static String span(int seconds) {
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return counted(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(int number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
