package dev.tenantry.access.policy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;

/**
 * What is done by itself about events of a type.
 *
 * @param mitigations those that fit whom an event is about are applied; none: people are told, and nothing is done
 * @param minutes     for how long, at most a day; absent: an hour
 */
public record MitigationRule(
        @NotNull SecurityEventType eventType,
        @Size(max = 20) @Nullable List<@NotNull Mitigation> mitigations,
        @Min(5) @Max(1440) @Nullable Integer minutes) {

    private static final int HOUR = 60;

    public MitigationRule {
        mitigations = mitigations == null ? List.of() : mitigations.stream().distinct().toList();
        minutes = minutes == null ? HOUR : minutes;
    }

    static MitigationRule none(SecurityEventType type) {
        return new MitigationRule(type, List.of(), null);
    }

    /** @param field of the rule's mitigations */
    Stream<FieldError> faults(String field) {
        return done().stream()
                .filter(mitigation -> !eventType.isMetBy(mitigation))
                .map(mitigation -> new FieldError(field, "not-applicable",
                        "%s is nothing that can be done about %s: possible is %s".formatted(mitigation, eventType,
                                eventType.mitigations())));
    }

    /** The same, whatever the order in which they were stated. */
    MitigationRule ordered() {
        return new MitigationRule(eventType, done().stream().sorted().toList(), minutes);
    }

    public List<Mitigation> done() {
        return Objects.requireNonNull(mitigations);
    }

    public int lasting() {
        return Objects.requireNonNull(minutes);
    }
}
