package dev.tenantry.automation.workflow;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.ComparedTag;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.shared.record.RecordTags;

/** The tags that filters and conditions compare with. */
@Component
class ComparedTags implements PrerequisiteCheck<ComparedTag> {

    private final RecordTags tags;

    ComparedTags(RecordTags tags) {
        this.tags = tags;
    }

    @Override
    public Class<ComparedTag> kind() {
        return ComparedTag.class;
    }

    @Override
    public Map<ComparedTag, String> unmet(UUID workflow, Set<ComparedTag> compared) {
        var known = tags.names(compared.stream()
                .map(ComparedTag::id)
                .filter(NamedTags::isId)
                .map(Long::valueOf)
                .collect(Collectors.toSet()));
        return compared.stream()
                .filter(tag -> !NamedTags.isId(tag.id()) || !known.containsKey(Long.valueOf(tag.id())))
                .collect(Collectors.toMap(Function.identity(), tag -> "there is no tag with the id " + tag.id()));
    }
}
