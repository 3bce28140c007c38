package dev.tenantry.automation.mail;

import java.util.Set;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;

/** Keeps the mail where it can be looked at; no server is configured to send it. */
class RecordedEmailAction implements LocalAction {

    private final Outbox outbox;
    private final MailSettings settings;

    RecordedEmailAction(Outbox outbox, MailSettings settings) {
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public String type() {
        return MailRule.TYPE;
    }

    @Override
    public String schema() {
        return MailRule.SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        MailRule.check(step, faults);
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public JsonNode prepare(StepRun run) {
        return Mail.of(run.idempotencyKey(), settings.from(), MailRule.filled(run)).toJson();
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var mail = Mail.read(prepared);
        var objection = mail.objection();
        if (objection != null) {
            return Outcome.failedForGood(objection);
        }
        outbox.add(run.runId(), run.step().index(), mail, "recorded");
        return Outcome.done(run, Outcome.object().put("messageId", mail.messageId()).put("delivery", "recorded"));
    }
}
