package dev.tenantry.automation.email;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.definition.ValueFormatters;
import dev.tenantry.notification.MailTemplates;
import dev.tenantry.shared.mail.HtmlLinks;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.TextUse;

/** Templates as members send them by themselves. */
@Component
class FilledTemplates implements MailTemplates {

    private static final String TEMPLATE = "template";
    private static final String SUBJECT = "subject";
    private static final String TEXT = "text";
    private static final String HTML = "html";

    private final EmailTemplates templates;
    private final ValueFormatters formatters;

    FilledTemplates(EmailTemplates templates, ValueFormatters formatters) {
        this.templates = templates;
        this.formatters = formatters;
    }

    @Override
    public MailContent fill(String name, ObjectNode values) {
        var text = templates.find(name)
                .orElseThrow(
                        () -> ProblemException.invalid(TEMPLATE, "unknown-reference", "there is no template " + name));
        if (text.hasUnsubscribeUrl()) {
            throw ProblemException.invalid(TEMPLATE, "excluded",
                    "the template has a place for " + EmailTemplates.UNSUBSCRIBE_URL
                            + ", which marketing mails have alone");
        }
        for (var place : text.placeholders()) {
            if (!values.has(place)) {
                throw ProblemException.invalid("values." + place, "required", "the template has a place for " + place);
            }
        }
        var texts = JsonNodeFactory.instance.objectNode().put(SUBJECT, text.subject()).put(TEXT, text.body());
        if (text.html() != null) {
            texts.put(HTML, text.html());
        }
        return content(Template.fill(texts, values, JsonNodeFactory.instance.objectNode(), formatters.plain(),
                use -> use.equals(HTML) ? TextUse.HTML : TextUse.READ));
    }

    private static MailContent content(JsonNode said) {
        var html = said.path(HTML).asString(null);
        var fault = html == null ? null : HtmlLinks.fault(html);
        if (fault != null) {
            throw ProblemException.invalid("values", "invalid-html", fault);
        }
        return new MailContent(said.path(SUBJECT).asString(), said.path(TEXT).asString(), html);
    }
}
