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

    static final String TYPE = "send_email";
    static final String SCHEMA = """
            {
              "description": "a mail to send",
              "examples": [{ "to": ["{{contact.email}}"], "subject": "Welcome", "text": "Dear {{contact.name}}" }],
              "type": "object",
              "required": ["to", "subject", "text"],
              "additionalProperties": false,
              "properties": {
                "to": { "type": "array", "minItems": 1, "maxItems": 20, "items": { "type": "string", "minLength": 1, "maxLength": 320 },
                    "description": "addresses, or placeholders of such; all get one mail and see each other's addresses, \
            and whoever is named twice gets it once" },
                "subject": { "type": "string", "minLength": 1, "maxLength": 500, "description": "text with placeholders" },
                "text": { "type": "string", "minLength": 1, "maxLength": 50000,
                    "description": "text with placeholders; the step fails where it, or the subject, is empty once they are \
            filled in" }
              }
            }""";

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
