package dev.tenantry.automation.step;

import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.integrations.Integrations.Wanted;
import dev.tenantry.integrations.Operation;

/** The integration that a step's config names, where it names one. */
final class StatedIntegration {

    static final String NAME = "integration";
    /** What it takes to name one. */
    static final String PERMISSION = "integrations:use";

    private StatedIntegration() {}

    static @Nullable UUID of(JsonNode config) {
        return config.has(NAME) ? UUID.fromString(config.path(NAME).asString()) : null;
    }

    /**
     * What is to be asked by the same one at each attempt.
     *
     * @param integration null where there is none yet
     */
    static JsonNode chosen(JsonNode prepared, @Nullable UUID integration) {
        return integration == null ? prepared : ((ObjectNode) prepared).put(NAME, integration.toString());
    }

    /** What nobody was asked by, so that another one may be. */
    static JsonNode unchosen(Step step, JsonNode prepared) {
        return step.config().has(NAME) ? prepared : ((ObjectNode) prepared).deepCopy().without(NAME);
    }

    /** @param exists whether there is this one, connected or not, that does what the step has it do */
    static void check(JsonNode config, Faults faults, Predicate<UUID> exists) {
        if (Template.isOpen(config.path(NAME))) {
            faults.at(NAME).add("invalid", "an integration is named by its id, which has no placeholders");
            return;
        }
        var integration = of(config);
        if (integration != null && faults.at(NAME).maySee(PERMISSION) && !exists.test(integration)) {
            faults.at(NAME).add("unknown-reference", "there is no such integration");
        }
    }

    /** One that does such operations: this one, where one is named. */
    static void require(JsonNode config, Class<? extends Operation> asked, Prerequisites needed) {
        var place = config.has(NAME) ? needed.at(NAME) : needed;
        place.add(new ConnectedIntegrations.Needed(new Wanted(of(config), asked)));
    }
}
