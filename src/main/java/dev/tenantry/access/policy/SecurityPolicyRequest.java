package dev.tenantry.access.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.FieldRule;

/** @param rules one for each type of events; about those of types without one nothing is done by itself */
record SecurityPolicyRequest(@NotNull @Size(max = 20) List<@Valid @NotNull MitigationRule> rules) {

    @FieldRule(field = "rules", code = "duplicate", message = "rules have each eventType once")
    boolean isWithEachTypeOnce() {
        var seen = new HashSet<SecurityEventType>();
        return rules == null || rules.stream()
                .filter(rule -> rule != null && rule.eventType() != null)
                .map(MitigationRule::eventType)
                .allMatch(seen::add);
    }

    /** @throws ProblemException 422 where something is to be done that cannot be done about the type */
    void check() {
        var faults = IntStream.range(0, rules.size())
                .boxed()
                .flatMap(index -> rules.get(index).faults("rules[" + index + "].mitigations"))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** For all types, in one order. */
    List<MitigationRule> complete() {
        return complete(rules);
    }

    static List<MitigationRule> complete(List<MitigationRule> stated) {
        return Arrays.stream(SecurityEventType.values())
                .map(type -> stated.stream()
                        .filter(rule -> Objects.equals(rule.eventType(), type))
                        .findFirst()
                        .map(MitigationRule::ordered)
                        .orElseGet(() -> MitigationRule.none(type)))
                .toList();
    }
}
