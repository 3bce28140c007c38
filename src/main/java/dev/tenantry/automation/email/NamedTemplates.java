package dev.tenantry.automation.email;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;

/** The templates of mails that steps send. */
@Component
public class NamedTemplates implements PrerequisiteCheck<NamedTemplates.Needed> {

    private final EmailTemplates templates;

    NamedTemplates(EmailTemplates templates) {
        this.templates = templates;
    }

    /** One of the name. @param values that it is given */
    public record Needed(String name, Set<String> values) implements Prerequisite {

        @Override
        public String code() {
            return "unknown-reference";
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var known = templates.all(needed.stream().map(Needed::name).collect(Collectors.toSet()));
        var unmet = new HashMap<Needed, String>();
        for (var one : needed) {
            var text = known.get(one.name);
            if (text == null) {
                unmet.put(one, "there is no template " + one.name + " any more");
            } else if (!one.values.containsAll(text.placeholders())) {
                unmet.put(one, "the template " + one.name + " has places that the step states no values for: "
                        + text.placeholders().stream().filter(place -> !one.values.contains(place)).toList());
            }
        }
        return unmet;
    }
}
