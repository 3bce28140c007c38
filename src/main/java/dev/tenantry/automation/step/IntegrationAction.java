package dev.tenantry.automation.step;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.record.TextUse;

/** Asks one of the organization's integrations: that which the step names, or the oldest connected one that does such things. */
abstract class IntegrationAction implements ExternalAction {

    private static final String INTEGRATION = "integration";

    private final Integrations integrations;

    IntegrationAction(Integrations integrations) {
        this.integrations = integrations;
    }

    /** What the step's config, filled in, asks for. */
    abstract Operation operation(JsonNode prepared);

    /** What is kept of an answer. */
    abstract JsonNode result(Answer answer);

    /** What a text of the config is for. */
    abstract TextUse use(String property);

    @Override
    public final Set<String> permissions(Step step) {
        return Set.of("integrations:use");
    }

    @Override
    public final void check(Step step, Faults faults) {
        faults.templates(step.config());
        var integration = step.config().path(INTEGRATION);
        if (Template.isOpen(integration)) {
            faults.at(INTEGRATION).add("invalid", "an integration is named by its id, which has no placeholders");
        } else if (integration.isString() && !integrations.exists(UUID.fromString(integration.asString()))) {
            faults.at(INTEGRATION).add("unknown-reference", "there is no such integration");
        }
    }

    @Override
    public final JsonNode prepare(StepRun run) {
        return run.filled(run.step().config(), this::use);
    }

    @Override
    public final Outcome act(String idempotencyKey, JsonNode prepared, int next, Duration timeout) {
        var operation = operation(prepared);
        var integration = prepared.has(INTEGRATION)
                ? UUID.fromString(prepared.path(INTEGRATION).asString())
                : integrations.findFor(operation.getClass()).orElse(null);
        if (integration == null) {
            return Outcome.failedForGood("there is no connected integration that does this");
        }
        var answer = integrations.ask(integration, operation, idempotencyKey, timeout);
        return Outcome.of(answer, result(answer), next);
    }
}
