package dev.tenantry.automation.why;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Explained;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.why.WhyStore.Version;
import dev.tenantry.integrations.WebhookConsumer.Outcome;
import dev.tenantry.integrations.WebhookMessages;
import dev.tenantry.integrations.WebhookMessages.Told;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;

/** Tells why a workflow did or did not run by a message of another service. */
@Service
@Transactional(readOnly = true)
class WhyOfMessages {

    private static final String TO_SEE_MESSAGES = "webhook-events:read";

    private final WhyStore store;
    private final WebhookMessages messages;
    private final Comparisons comparisons;
    private final Rights rights;

    WhyOfMessages(WhyStore store, WebhookMessages messages, Comparisons comparisons, Rights rights) {
        this.store = store;
        this.messages = messages;
        this.comparisons = comparisons;
        this.rights = rights;
    }

    /** @throws ProblemException 404 where there is no such workflow or message, 403 where the caller may not see messages */
    WhyResponse of(UUID workflowId, String message) {
        var workflow = store.workflow(workflowId).orElseThrow(() -> AskedAbout.unknown("workflow"));
        if (!Caller.current().may(TO_SEE_MESSAGES)) {
            throw ProblemException.forbidden(TO_SEE_MESSAGES);
        }
        var messageId = messages.find(message, workflowId).orElseThrow(() -> AskedAbout.unknown("message"));
        var told = messages.find(messageId).orElseThrow(() -> AskedAbout.unknown("message"));
        var document = WorkflowDocument.read(workflow.document());
        var lacking = rights.lackedToSee(document);
        var outcome = told.outcomes().stream().filter(one -> one.workflowId().equals(workflowId)).findFirst();
        var run = outcome.map(Outcome::runId).flatMap(id -> store.run(workflowId, id)).orElse(null);
        var evidence = new Evidence(told.receivedAt(), told.standing() != WebhookMessages.Standing.PENDING,
                told.error(),
                run, null, outcome.map(Outcome::reason).orElse(null), null);
        var history = new History(store.triggers(workflowId), store.versions(workflowId));
        var version = history.versionOf(evidence);
        var shows = version == null
                ? lacking.isEmpty()
                : store.readable(workflowId, Stream.of(version.number())).contains(version.number());
        var occurrence = new MessageExplanation(workflowId, told, outcome.orElse(null), evidence, history,
                explained(told, version), shows).occurrence();
        return new WhyResponse(workflowId, null, messageId, workflow.isActive(), workflow.version(),
                workflow.publication().member() == null ? null : rights.objection(document, workflow.publication()),
                lacking.isEmpty() ? null : lacking, List.of(occurrence));
    }

    /** What the filter that was in force then says of it now; nothing where it cannot be asked. */
    private List<Explained> explained(Told told, @Nullable Version version) {
        if (version == null || told.message() == null || version.trigger().type() != Trigger.Type.WEBHOOK) {
            return List.of();
        }
        var scope = new Scope(Map.of("trigger", () -> Objects.requireNonNull(told.message())));
        return comparisons
                .explain(List.of(
                        new Comparisons.Question(version.trigger(), version.trigger().filter(), scope, true)))
                .getFirst();
    }
}
