package dev.tenantry.automation.step;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Suppressions;
import dev.tenantry.shared.text.OwnLocale;
import dev.tenantry.shared.web.PageTexts;

/**
 * The link of a marketing mail by which its receiver asks for no more: each is one address's, so such a mail goes to one. What makes it that
 * one's is put in when the mail is handed over, and nobody sees it here.
 */
@Component
class UnsubscribeLinks {

    static final String ROOT = "unsubscribe";

    private static final String URL = "url";
    private static final String TEXT = "text";
    private static final String HTML = "html";
    private static final String BODY_END = "</body>";

    private static final PageTexts TEXTS = PageTexts.of("notification/unsubscribe");

    private final Suppressions suppressions;
    private final OwnLocale locale;

    UnsubscribeLinks(Suppressions suppressions, OwnLocale locale) {
        this.suppressions = suppressions;
        this.locale = locale;
    }

    /** Checks the texts of a mail, and that one with such a link is one person's. */
    static void check(JsonNode config, Faults faults) {
        if (WrittenTo.purpose(config) != MessagePurpose.MARKETING) {
            faults.templates(config);
            return;
        }
        faults.knowing(ROOT, Map.of(URL, String.class)).templates(config);
        if (config.path(Email.TO).size() > 1) {
            faults.at(Email.TO).add("size", "a marketing mail goes to one recipient, whose the link to unsubscribe is");
        }
        for (var name : List.of(Email.CC, Email.BCC)) {
            if (config.has(name)) {
                faults.at(name)
                        .add("excluded", "a marketing mail goes to one recipient, whose the link to unsubscribe is");
            }
        }
    }

    static ObjectNode value(String url) {
        return Outcome.object().put(URL, url);
    }

    /** From here on the step's texts can name it, where its mail is marketing; null where it is none. */
    @Nullable
    String state(StepRun run) {
        var config = run.step().config();
        if (WrittenTo.purpose(config) != MessagePurpose.MARKETING) {
            return null;
        }
        var url = suppressions.unsubscribeUrl();
        run.scope().state(ROOT, value(url));
        return url;
    }

    /** Texts that do not show it get a line that does; the mail names it, whatever they show. */
    JsonNode show(String url, ObjectNode mail) {
        var text = mail.path(TEXT).asString("");
        var isTextLacking = !text.isBlank() && !text.contains(url);
        var html = mail.path(HTML).asString("");
        var escaped = HtmlUtils.htmlEscape(url);
        var isHtmlLacking = !html.isBlank() && !html.contains(url) && !html.contains(escaped);
        var unsubscribe = isTextLacking || isHtmlLacking
                ? TEXTS.alone(locale.ownLocale()).of("unsubscribe")
                : "";
        if (isTextLacking) {
            mail.put(TEXT, text + "\n\n" + unsubscribe + ": " + url);
        }
        if (isHtmlLacking) {
            var end = html.toLowerCase(Locale.ROOT).lastIndexOf(BODY_END);
            var at = end < 0 ? html.length() : end;
            mail.put(HTML, html.substring(0, at) + "<p><a href=\"" + escaped + "\">" + unsubscribe + "</a></p>"
                    + html.substring(at));
        }
        return mail.put(Email.UNSUBSCRIBE_URL, url);
    }
}
