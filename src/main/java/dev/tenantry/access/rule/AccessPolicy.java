package dev.tenantry.access.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Locations;

/**
 * All that an organization has stated of addresses. The first rule that says something of one decides; of what none says anything it comes.
 *
 * @param organization  its name
 * @param bypassedUntil until when nothing of it holds; null where all of it does
 */
public record AccessPolicy(String organization, List<AccessRule> rules, @Nullable Instant bypassedUntil) {

    public static final AccessPolicy NONE = new AccessPolicy("", List.of(), null);

    public AccessPolicy {
        rules = rules.stream().sorted(Comparator.comparingInt(AccessRule::order)).toList();
    }

    /** @param address null: nobody knows it */
    public AccessDecision decide(@Nullable IpAddress address, Locations locations, Instant now) {
        return isBypassed(now)
                ? AccessDecision.ADMITTED
                : decideBypassedOrNot(address, locations, now);
    }

    public boolean isBypassed(Instant now) {
        return bypassedUntil != null && bypassedUntil.isAfter(now);
    }

    /** What the rules say where they do not pause. */
    public AccessDecision decideBypassedOrNot(@Nullable IpAddress address, Locations locations, Instant now) {
        var asked = new AccessRule.Asked(address, locations, now);
        for (var rule : rules) {
            var decision = rule.decide(asked);
            if (decision != null) {
                return decision;
            }
        }
        return AccessDecision.ADMITTED;
    }

    /** From when on the rules refuse an address that they admit now; null: never, as far as they say. */
    public @Nullable Instant admitsUntil(@Nullable IpAddress address, Locations locations, Instant now) {
        return rules.stream()
                .flatMap(AccessRule::changes)
                .filter(now::isBefore)
                .distinct()
                .sorted()
                .filter(then -> !decideBypassedOrNot(address, locations, then).isAdmitted())
                .findFirst()
                .orElse(null);
    }

    /** What is stated of a kind. */
    public <R extends AccessRule> Optional<R> of(Class<R> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The same with one in place of what was stated of its kind. */
    public AccessPolicy with(AccessRule rule) {
        var others = new ArrayList<>(rules);
        others.removeIf(one -> one.getClass() == rule.getClass());
        others.add(rule);
        return new AccessPolicy(organization, others, bypassedUntil);
    }
}
