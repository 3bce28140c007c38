package dev.tenantry.automation.step;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.integrations.IntegrationOperations;
import dev.tenantry.integrations.IntegrationOperations.Named;

/** The operations by which steps ask APIs. */
@Component
class CalledOperations implements PrerequisiteCheck<CalledOperations.Needed> {

    private final IntegrationOperations operations;

    CalledOperations(IntegrationOperations operations) {
        this.operations = operations;
    }

    /** One of an integration. */
    record Needed(Named operation) implements Prerequisite {

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
        operations.objections(needed.stream().map(Needed::operation).toList())
                .forEach((operation, reason) -> unmet.put(new Needed(operation), reason));
        return unmet;
    }
}
