package dev.tenantry.metering.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.limit.Work;

/**
 * The rules of one moment. An organization with an override of a policy has that in the policy's place. What requests fall under is found once for
 * each endpoint, and for those organizations and roles of which any rule speaks.
 */
final class Rules {

    private static final int MOST_KNOWN = 50_000;

    /** @param organization null: any of which no rule speaks; the role likewise */
    private record Question(Route route, @Nullable UUID organization, @Nullable String role) {}

    /** @param until when a rule that decided ends; null: never */
    private record Known(List<Rule> rules, @Nullable Instant until) {}

    private final List<Rule> everybodys;
    private final Map<UUID, List<Rule>> own = new HashMap<>();
    private final Set<String> roles = new HashSet<>();
    private final Cache<Question, Known> known = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    Rules(List<Rule> all) {
        everybodys = all.stream().filter(rule -> rule.organizationId() == null).toList();
        for (var rule : all) {
            var organization = rule.organizationId();
            if (organization != null) {
                own.computeIfAbsent(organization, _ -> new ArrayList<>()).add(rule);
            }
            if (rule.role() != null) {
                roles.add(rule.role());
            }
        }
    }

    List<Rule> of(Route route, UUID organization, String role, Instant now) {
        var question = new Question(route, own.containsKey(organization) ? organization : null,
                roles.contains(role) ? role : null);
        var found = known.getIfPresent(question);
        if (found == null || found.until != null && !found.until.isAfter(now)) {
            found = new Known(Resolution.of(all(organization, role, now), route), end(organization, now));
            known.put(question, found);
        }
        return found.rules;
    }

    Optional<Rule> of(Work work, UUID organization, Instant now) {
        return Resolution.of(all(organization, "", now), work);
    }

    /** All that hold in the organization, each policy once. */
    List<Rule> all(UUID organization, Instant now) {
        return all(organization, rule -> rule.isInForce(now));
    }

    private List<Rule> all(UUID organization, String role, Instant now) {
        return all(organization, rule -> rule.isInForce(now) && rule.isFor(role));
    }

    private List<Rule> all(UUID organization, Predicate<Rule> which) {
        var special = own.getOrDefault(organization, List.of()).stream().filter(which).toList();
        var replaced = special.stream().map(Rule::id).toList();
        return Stream
                .concat(special.stream(), everybodys.stream().filter(which.and(rule -> !replaced.contains(rule.id()))))
                .toList();
    }

    private @Nullable Instant end(UUID organization, Instant now) {
        Instant first = null;
        for (var rule : own.getOrDefault(organization, List.of())) {
            var until = rule.validUntil();
            if (until != null && until.isAfter(now) && (first == null || until.isBefore(first))) {
                first = until;
            }
        }
        return first;
    }
}
