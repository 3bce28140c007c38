package dev.tenantry.automation.why;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Comparisons.Explained;
import dev.tenantry.automation.why.WhyResponse.Occurrence;
import dev.tenantry.automation.why.WhyResponse.Stage;
import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.integrations.WebhookMessages.Standing;
import dev.tenantry.integrations.WebhookMessages.Told;

/** A message on its way through the stages, up to the one that decided. */
final class MessageExplanation {

    private final UUID workflow;
    private final Told told;
    private final WebhookConsumer.@Nullable Outcome noted;
    private final Evidence evidence;
    private final History history;
    private final List<Explained> filter;
    private final boolean showsValues;
    private final List<Stage> stages = new ArrayList<>();

    /** @param noted what became of the message by the workflow; null where nothing is */
    MessageExplanation(UUID workflow, Told told, WebhookConsumer.@Nullable Outcome noted, Evidence evidence,
            History history, List<Explained> filter, boolean showsValues) {
        this.workflow = workflow;
        this.told = told;
        this.noted = noted;
        this.evidence = evidence;
        this.history = history;
        this.filter = filter;
        this.showsValues = showsValues;
    }

    Occurrence occurrence() {
        var outcome = outcome();
        var version = history.versionOf(evidence);
        var run = evidence.run();
        return new Occurrence(null, null, told.receivedAt(), version == null ? null : Integer.valueOf(version.number()),
                outcome, stages,
                run == null ? null : Long.valueOf(run.id()), run == null ? null : run.status());
    }

    private Outcome outcome() {
        if (told.standing() == Standing.PENDING) {
            return ended(StageName.DISPATCH, "the message waits to be processed", Outcome.NOT_DISPATCHED);
        }
        if (told.standing() == Standing.REFUSED || noted == null && told.standing() == Standing.FAILED) {
            return ended(StageName.DISPATCH, "the message was "
                    + (told.standing() == Standing.REFUSED ? "refused" : "given up") + quoted(told.error()),
                    Outcome.NOT_DISPATCHED);
        }
        stages.add(new Stage(StageName.DISPATCH, true, "the message has been processed"));
        var isActive = noted == null
                ? history.wasActive(evidence)
                : noted.result() != WebhookConsumer.Result.NOT_ACTIVE;
        if (!isActive) {
            return ended(StageName.ACTIVE, history.whyInactive(evidence), Outcome.NOT_ACTIVE);
        }
        stages.add(new Stage(StageName.ACTIVE, true, "the workflow was active"));
        if (noted == null && !isMeant()) {
            return ended(StageName.EVENT, "it came to an address that the workflow does not listen at",
                    Outcome.NOT_MEANT);
        }
        stages.add(new Stage(StageName.EVENT, true, "it came to the address that the workflow listens at"));
        return noted == null
                ? ended(StageName.ADMISSION, "nothing is recorded of it", Outcome.UNRECORDED)
                : decided(noted);
    }

    private boolean isMeant() {
        var version = history.versionOf(evidence);
        return workflow.equals(told.workflow()) || version != null && told.integration() != null
                && told.integration().toString().equals(version.trigger().integrationId());
    }

    private Outcome decided(WebhookConsumer.Outcome noted) {
        return switch (noted.result()) {
            case FILTERED, UNANSWERED -> {
                stages.add(Why.filter(false, filter, showsValues));
                yield Outcome.FILTERED;
            }
            case NOT_ACTIVE -> throw new IllegalStateException("said before");
            case FAILED -> ended(StageName.ADMISSION, "no run could be begun" + quoted(noted.reason()), Outcome.FAILED);
            case STARTED, TURNED_AWAY -> begun();
        };
    }

    private Outcome begun() {
        stages.add(Why.filter(true, filter, showsValues));
        var run = evidence.run();
        if (run == null) {
            stages.add(new Stage(StageName.ADMISSION, true, "it was let in, and its run is there no more"));
            return Outcome.STARTED;
        }
        if (run.outcome() == Outcome.STARTED) {
            stages.add(new Stage(StageName.ADMISSION, true, "it was let in"));
        }
        stages.add(Explanation.stage(run));
        return run.outcome();
    }

    private Outcome ended(StageName name, String reason, Outcome outcome) {
        stages.add(new Stage(name, false, reason));
        return outcome;
    }

    /** It can tell values of the message. */
    private String quoted(@Nullable String reason) {
        return showsValues && reason != null ? ": " + reason : "";
    }
}
