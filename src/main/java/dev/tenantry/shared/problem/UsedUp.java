package dev.tenantry.shared.problem;

import java.time.Duration;
import java.time.Instant;

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

    static String told(Duration window) {
        var seconds = (int) Math.ceilDiv(window.toMillis(), 1000L);
        return switch (seconds) {
            case 0 -> "burst";
            case 3_600 -> "hour";
            case 86_400 -> "day";
            default -> seconds + "s";
        };
    }

    String inWords() {
        return "%s: %s a %s of one %s, until %s".formatted(policy, most, window, scope, resetsAt)
                .replace(" a burst ", " at once ")
                .replace(" a hour ", " an hour ");
    }
}
