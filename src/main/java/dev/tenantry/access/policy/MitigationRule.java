package dev.tenantry.access.policy;

import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

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

    @FieldRule(field = "mitigations", code = "not-applicable", message = "mitigations are what can be done about events of the type: the documentation of eventType says which")
    boolean isApplicable() {
        return eventType == null || done().stream().filter(Objects::nonNull).allMatch(eventType::isMetBy);
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
