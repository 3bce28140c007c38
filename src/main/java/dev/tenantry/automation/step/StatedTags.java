package dev.tenantry.automation.step;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.shared.record.RecordTags;

/** The tags that steps name. */
@Component
class StatedTags implements PrerequisiteCheck<StatedTags.Needed> {

    private final RecordTags tags;

    StatedTags(RecordTags tags) {
        this.tags = tags;
    }

    /** A tag that is called so. @param permission to see it */
    record Needed(String name, String permission) implements Prerequisite {

        @Override
        public String code() {
            return "unknown-reference";
        }

        @Override
        public Set<String> permissions() {
            return Set.of(permission);
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var known = tags.named(needed.stream().map(Needed::name).collect(Collectors.toSet()));
        return needed.stream()
                .filter(tag -> !known.containsKey(tag.name))
                .collect(Collectors.toMap(Function.identity(), tag -> TagAction.unknown(tag.name)));
    }
}
