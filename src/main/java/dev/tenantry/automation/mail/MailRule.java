package dev.tenantry.automation.mail;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.record.TextUse;

/** What both ways of sending demand of a step. */
final class MailRule {

    private MailRule() {}

    /** The step's config with its texts filled in: an address is none that people read. */
    static JsonNode filled(StepRun run) {
        return Template.fill(run.step().config(), run.scope(), run.wording(),
                name -> name.equals("to") ? TextUse.COMPARED : TextUse.READ);
    }

    static void check(Step step, Faults faults) {
        faults.templates(step.config());
        var to = step.config().path("to");
        for (var index = 0; index < to.size(); index++) {
            var recipient = to.path(index).asString();
            if (!recipient.contains("{{") && !EmailAddress.isValid(recipient)) {
                faults.at("to").at(index).add("invalid-email", "this is no e-mail address");
            }
        }
    }
}
