package dev.tenantry.automation.step;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.email.EmailTemplates;
import dev.tenantry.automation.email.NamedTemplates;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.shared.mail.HtmlLinks;
import dev.tenantry.shared.mail.HtmlPlaceholders;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.TextUse;

/** What a step's mail says, stated by the step itself or by a template that the step gives values. */
final class EmailTexts {

    private static final List<String> ADDRESSES = List.of(Email.TO, Email.CC, Email.BCC, Email.REPLY_TO);
    private static final String TEMPLATE = "template";
    private static final String VALUES = "values";
    private static final String SUBJECT = "subject";
    private static final String TEXT = "text";
    private static final String HTML = "html";
    private static final List<String> STATED = List.of(SUBJECT, TEXT, HTML);
    private static final String TO_SEE_TEMPLATES = "workflows:read";
    private static final String UNKNOWN = "unknown-reference";
    private static final String LACKING = "required";

    private final EmailTemplates templates;
    private final UnsubscribeLinks links;

    EmailTexts(EmailTemplates templates, UnsubscribeLinks links) {
        this.templates = templates;
        this.links = links;
    }

    /** What is wrong with its page, and what a template demands of the step as the template is now. */
    void check(JsonNode config, Faults faults) {
        if (config.has(HTML)) {
            var fault = HtmlPlaceholders.fault(config.path(HTML).asString());
            if (fault != null) {
                faults.at(HTML).add("invalid-html", fault);
            }
        }
        if (!config.has(TEMPLATE)) {
            return;
        }
        STATED.stream()
                .filter(config::has)
                .forEach(text -> faults.at(text)
                        .add("excluded", "the template has it, and the step states none besides"));
        if (!faults.at(TEMPLATE).maySee(TO_SEE_TEMPLATES)) {
            return;
        }
        var name = config.path(TEMPLATE).asString();
        templates.find(name)
                .ifPresentOrElse(text -> check(name, text, config, faults),
                        () -> faults.at(TEMPLATE).add(UNKNOWN, unknown(name)));
    }

    private static void check(String name, EmailTemplates.Text text, JsonNode config, Faults faults) {
        var values = config.path(VALUES);
        text.placeholders()
                .stream()
                .filter(placeholder -> !values.has(placeholder))
                .forEach(placeholder -> faults.at(VALUES)
                        .at(placeholder)
                        .add(LACKING, lacking(name, placeholder, values)));
        if (text.hasUnsubscribeUrl() && WrittenTo.purpose(config) != MessagePurpose.MARKETING) {
            faults.at(TEMPLATE)
                    .add("excluded", "the template has a place for " + EmailTemplates.UNSUBSCRIBE_URL
                            + ", which mails have alone whose purpose is marketing");
        }
    }

    /** The template, with places for what the step states. */
    void require(JsonNode config, Prerequisites needed) {
        if (config.has(TEMPLATE)) {
            needed.at(TEMPLATE)
                    .add(new NamedTemplates.Needed(config.path(TEMPLATE).asString(),
                            Set.copyOf(config.path(VALUES).propertyNames())));
        }
    }

    /**
     * The mail, {@code {"to":[…],"subject":…,"text":…,"html":…}}. An address is no text that people read.
     *
     * @throws ProblemException where there is no such template any more, where it takes another value by now, where it is
     *     too much, or where a link of its page leads to a script
     */
    JsonNode fill(StepRun run) {
        var url = links.state(run);
        var mail = (ObjectNode) said(run, url);
        var fault = mail.has(HTML) ? HtmlLinks.fault(mail.path(HTML).asString()) : null;
        if (fault != null) {
            throw ProblemException.invalid(HTML, "invalid-html", fault);
        }
        return url == null ? mail : links.show(url, mail);
    }

    private JsonNode said(StepRun run, @Nullable String url) {
        var config = run.step().config();
        if (!config.has(TEMPLATE)) {
            return run.filled(config, EmailTexts::use);
        }
        var addresses = Outcome.object();
        ADDRESSES.stream().filter(config::has).forEach(name -> addresses.set(name, config.path(name)));
        return saidByTemplate(run, url).setAll((ObjectNode) run.filled(addresses, EmailTexts::use));
    }

    static TextUse use(String name) {
        if (ADDRESSES.contains(name)) {
            return TextUse.ADDRESS;
        }
        return name.equals(HTML) ? TextUse.HTML : TextUse.READ;
    }

    /** Paths of the run are in the values alone: a template has names, and what stands in their places is not looked at again. */
    private ObjectNode saidByTemplate(StepRun run, @Nullable String url) {
        var config = run.step().config();
        var name = config.path(TEMPLATE).asString();
        var text = templates.find(name)
                .orElseThrow(() -> ProblemException.invalid(TEMPLATE, UNKNOWN, unknown(name)));
        var values = run.filled(config.path(VALUES));
        demand(name, text, values);
        var texts = Outcome.object().put(SUBJECT, text.subject()).put(TEXT, text.body());
        if (text.html() != null) {
            texts.put(HTML, text.html());
        }
        if (url != null && text.hasUnsubscribeUrl()) {
            ((ObjectNode) values).set(UnsubscribeLinks.ROOT, UnsubscribeLinks.value(url));
        }
        return (ObjectNode) Template.fill(texts, values, run.filled(config.path(VALUES), _ -> TextUse.READ),
                run.formatter(), EmailTexts::use);
    }

    private static void demand(String name, EmailTemplates.Text text, JsonNode values) {
        for (var placeholder : text.placeholders()) {
            if (!values.has(placeholder)) {
                throw ProblemException.invalid(VALUES + "." + placeholder, LACKING, lacking(name, placeholder, values));
            }
        }
    }

    private String unknown(String name) {
        var known = templates.names();
        return "there is no template " + name + (known.isEmpty() ? ", and no other one" : ", but " + known);
    }

    private static String lacking(String template, String placeholder, JsonNode values) {
        var stated = values.propertyNames();
        return "the template " + template + " has a place for " + placeholder + ", and the step states "
                + (stated.isEmpty() ? "no values" : "no such value, but " + stated);
    }
}
