package dev.tenantry.automation.mail;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.shared.mail.EmailAddress;

/** What both ways of sending demand of a step. */
final class MailRule {

    static final String NO_ADDRESS = "a recipient is no e-mail address";

    private MailRule() {}

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
