package dev.tenantry.metering.rule;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A limit as it is in force.
 *
 * @param name           of the policy, or of the organization's own limit
 * @param organizationId whose it is alone; null: everybody's
 * @param role           of those whom it is for; null: whatever the role
 * @param windows        all of them hold
 * @param burstLimit     null: requests may come at once
 * @param validUntil     null: for good
 */
public record Rule(
        UUID id,
        String name,
        Source source,
        @Nullable UUID organizationId,
        EndpointPattern pattern,
        Scope scope,
        @Nullable String role,
        List<WindowLimit> windows,
        @Nullable BurstLimit burstLimit,
        @Nullable Instant validUntil) {

    /** Where its numbers come from. The more specific comes first. */
    public enum Source {

        /** A limit of the organization's own. */
        LIMIT,
        /** A policy with other numbers for the organization. */
        OVERRIDE, POLICY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of requests that are refused, the attribute that has the name of the rule by which they are. */
    public static final String REFUSED_BY = Rule.class.getName() + ".refused-by";

    public Rule {
        windows = List.copyOf(windows);
    }

    /** What all instances count together: its windows, and what bounds what they let through at once. */
    public List<WindowLimit> counted() {
        var bound = burstLimit == null ? null : burstLimit.bound();
        return bound == null ? windows : Stream.concat(windows.stream(), Stream.of(bound)).toList();
    }

    /** Of what is counted, as it is told. */
    public WindowLimit window(int index) {
        return index < windows.size() || burstLimit == null ? windows.get(index) : burstLimit.told();
    }

    /** How many there can be at once. */
    public int most() {
        var windowed = windows.stream().mapToInt(WindowLimit::most).min().orElse(Integer.MAX_VALUE);
        return burstLimit == null ? windowed : Math.min(windowed, burstLimit.burst());
    }

    public Unit unit() {
        return Unit.of(pattern);
    }

    boolean isFor(String callersRole) {
        return role == null || role.equals(callersRole);
    }

    boolean isInForce(Instant now) {
        return validUntil == null || validUntil.isAfter(now);
    }
}
