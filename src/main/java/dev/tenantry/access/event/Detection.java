package dev.tenantry.access.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tenantry.access.policy.SecurityEventType;

/**
 * What a detector has found.
 *
 * @param description for people; names nobody
 * @param total       how much there was of it
 * @param more        what of that has come since it was last told
 * @param threshold   how much there may be of it
 * @param indicators  further numbers that it was found by
 */
public record Detection(
        SecurityEventType type,
        Severity severity,
        String description,
        Subject subject,
        int total,
        int more,
        int threshold,
        Map<String, Object> indicators) {

    private static final double MOST = 0.99;

    /** Each event of the subject's that was none raises by a half what it takes for the next. */
    int raisedThreshold(int falsePositives) {
        return (int) Math.ceil(threshold * (1 + 0.5 * falsePositives));
    }

    /** One half where it is just enough, three quarters where it is twice as much, and so on. */
    BigDecimal confidence(int raised) {
        return BigDecimal.valueOf(Math.min(MOST, 1 - 0.5 * raised / Math.max(total, 1)))
                .setScale(2, RoundingMode.HALF_UP);
    }

    Map<String, Object> indicators(int falsePositives) {
        var all = new LinkedHashMap<String, Object>(indicators);
        all.put("observed", total);
        all.put("threshold", raisedThreshold(falsePositives));
        all.put("falsePositives", falsePositives);
        return all;
    }
}
