package dev.tenantry.automation.step;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.text.VisibleText;

/** Asks one of the organization's integrations: that which the step names, or the oldest connected one that does such things. */
abstract class IntegrationAction implements ExternalAction {

    private final Integrations integrations;
    private final Class<? extends Operation> asked;

    /** @param asked what the integration has to be able to do */
    IntegrationAction(Integrations integrations, Class<? extends Operation> asked) {
        this.integrations = integrations;
        this.asked = asked;
    }

    /** What the step's config, filled in, asks for. */
    abstract Operation operation(JsonNode prepared);

    /** What is wrong with the config as far as it is known when a workflow is saved, besides its placeholders and its integration. */
    void checkStated(JsonNode config, Faults faults) {}

    /**
     * The config, filled in, as it is asked by.
     *
     * @throws dev.tenantry.shared.problem.ProblemException where it cannot be asked
     */
    JsonNode demand(JsonNode stated, JsonNode filled) {
        return filled;
    }

    /** What the step comes to without anybody being asked, as it stands right before that; null where somebody is. */
    @Nullable
    JsonNode instead(JsonNode prepared) {
        return null;
    }

    /** The texts of the config that there is nothing to ask without: each says something, once it is filled in. */
    Set<String> said() {
        return Set.of();
    }

    /** What is kept of an answer. */
    abstract JsonNode result(Answer answer);

    /** What a text of the config is for. */
    abstract TextUse use(String property);

    @Override
    public final Set<String> permissions(Step step) {
        return Set.of(StatedIntegration.PERMISSION);
    }

    @Override
    public final void check(Step step, Faults faults) {
        faults.templates(step.config());
        StatedIntegration.check(step.config(), faults, integration -> integrations.exists(integration, asked));
        checkStated(step.config(), faults);
    }

    /** What it cannot do without, as far as it is known when a workflow is saved, besides its integration. */
    void requireStated(JsonNode config, Prerequisites needed) {}

    @Override
    public final void require(Step step, Prerequisites needed) {
        StatedIntegration.require(step.config(), asked, needed);
        requireStated(step.config(), needed);
    }

    @Override
    public final Class<? extends Operation> asks() {
        return asked;
    }

    @Override
    public final JsonNode prepare(StepRun run) {
        var config = run.step().config();
        var prepared = demand(config, run.filled(config, this::use));
        return chosen(prepared);
    }

    private JsonNode chosen(JsonNode prepared) {
        return prepared.has(StatedIntegration.NAME)
                ? prepared
                : StatedIntegration.chosen(prepared, integrations.findFor(asked).orElse(null));
    }

    @Override
    public final JsonNode completed(Step step, JsonNode kept) {
        return chosen(kept.deepCopy());
    }

    @Override
    public final JsonNode unasked(Step step, JsonNode prepared) {
        return StatedIntegration.unchosen(step, prepared);
    }

    @Override
    public final @Nullable String objection(Step step, JsonNode prepared) {
        return said().stream()
                .filter(text -> VisibleText.isBlank(prepared.path(text).asString("")))
                .findFirst()
                .map(text -> "the " + text + " is empty once it is filled in")
                .orElse(null);
    }

    @Override
    public final Outcome act(Step step, String idempotencyKey, JsonNode prepared) {
        var objection = objection(step, prepared);
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        var instead = instead(prepared);
        if (instead != null) {
            return new Outcome.Done(instead, step.next());
        }
        var operation = operation(prepared);
        var integration = StatedIntegration.of(prepared);
        if (integration == null) {
            return Outcome.unasked("there is no connected integration that does this");
        }
        var answer = integrations.ask(integration, operation, idempotencyKey, step.timeout(USUAL_TIMEOUT));
        return outcome(prepared, answer, step.next());
    }

    /** What the answer comes to. */
    Outcome outcome(JsonNode prepared, Answer answer, int next) {
        return Outcome.of(answer, result(answer), next);
    }
}
