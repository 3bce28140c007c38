package dev.tenantry.access.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a detector has found.
 *
 * @param total      how much there was of it
 * @param more       what of that has come since it was last told
 * @param indicators further numbers that it was found by
 * @param addresses  from where it came: what is blocked, where the organization wants that
 * @param isMailed   whether people are told by mail; not where they are by another of their organizations
 */
public record Detection(
        DetectionRule rule,
        Subject subject,
        int total,
        int more,
        Map<String, Object> indicators,
        List<String> addresses,
        boolean isMailed) {

    private static final double MOST = 0.99;

    /** From where the subject was seen last. */
    public Detection(DetectionRule rule, Subject subject, int total, int more, Map<String, Object> indicators) {
        this(rule, subject, total, more, indicators,
                subject.address() == null ? List.of() : List.of(subject.address()));
    }

    public Detection(DetectionRule rule, Subject subject, int total, int more, Map<String, Object> indicators,
            List<String> addresses) {
        this(rule, subject, total, more, indicators, addresses, true);
    }

    public Detection unmailed() {
        return new Detection(rule, subject, total, more, indicators, addresses, false);
    }

    int threshold(int falsePositives) {
        return rule.raised(falsePositives);
    }

    /** One half where it is just enough, three quarters where it is twice as much, and so on. */
    BigDecimal confidence(int falsePositives) {
        return BigDecimal.valueOf(Math.min(MOST, 1 - 0.5 * threshold(falsePositives) / Math.max(total, 1)))
                .setScale(2, RoundingMode.HALF_UP);
    }

    Map<String, Object> indicators(int falsePositives) {
        var all = new LinkedHashMap<String, Object>(indicators);
        all.put("observed", total);
        all.put("threshold", threshold(falsePositives));
        all.put("falsePositives", falsePositives);
        return all;
    }
}
