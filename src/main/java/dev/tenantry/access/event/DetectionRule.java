package dev.tenantry.access.event;

import dev.tenantry.access.policy.SecurityEventType;

/**
 * What a detector goes by.
 *
 * @param text      what is said of it, for people; names nobody
 * @param threshold how much there may be of it
 * @param ceiling   to which false positives raise the threshold at most
 */
public record DetectionRule(SecurityEventType type, Severity severity, String text, int threshold, int ceiling) {

    public DetectionRule {
        if (text.isBlank() || threshold < 1 || ceiling < threshold) {
            throw new IllegalArgumentException(
                    "what is said of %s, and how much there may be of it, is missing".formatted(type));
        }
    }

    /** Of what is counted: each event that was none raises by a half how much there may be. */
    public static DetectionRule counting(SecurityEventType type, Severity severity, String text, int threshold) {
        return new DetectionRule(type, severity, text, threshold, Integer.MAX_VALUE);
    }

    /** Whether what it goes by is a number of things, and not what signs are worth. */
    boolean isCount() {
        return ceiling == Integer.MAX_VALUE;
    }

    /** The same, with what is right for somebody. */
    public DetectionRule with(int otherThreshold) {
        return new DetectionRule(type, severity, text, otherThreshold, Math.max(ceiling, otherThreshold));
    }

    /** What it takes to be one more of the subject's, of whose events so many were none. */
    int raised(int falsePositives) {
        return (int) Math.min(ceiling, Math.ceil(threshold * (1 + 0.5 * falsePositives)));
    }
}
