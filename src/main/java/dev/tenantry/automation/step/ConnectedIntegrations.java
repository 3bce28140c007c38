package dev.tenantry.automation.step;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Integrations.Wanted;

/** The integrations that steps ask. */
@Component
class ConnectedIntegrations implements PrerequisiteCheck<ConnectedIntegrations.Needed> {

    private final Integrations integrations;

    ConnectedIntegrations(Integrations integrations) {
        this.integrations = integrations;
    }

    /** One that does something. */
    record Needed(Wanted wanted) implements Prerequisite {

        @Override
        public String code() {
            return "not-connected";
        }

        @Override
        public Set<String> permissions() {
            return Set.of(StatedIntegration.PERMISSION);
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var unmet = new HashMap<Needed, String>();
        integrations.objections(needed.stream().map(Needed::wanted).toList())
                .forEach((wanted, reason) -> unmet.put(new Needed(wanted), reason));
        return unmet;
    }
}
