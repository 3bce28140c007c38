package dev.tenantry.crm.projecttemplate;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.template.Rendering;
import dev.tenantry.shared.template.TemplateBudget;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.template.TextTemplate;

/** What projects of a template and their parts are called and say: texts with places for what they are about. */
final class TemplateTexts {

    static final String DEAL = "opportunity.name";
    static final String CONTACT = "contact.name";
    static final String COMPANY = "company.name";
    static final String START = "startsOn";

    private static final Set<String> KNOWN = Set.of(DEAL, CONTACT, COMPANY, START);
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Where there is nothing to say: no character of any text. */
    private static final String NOTHING = "\ufdd0";
    private static final String SEPARATOR = "[\\s/|:;,·•&+\\u2010-\\u2015-]";
    private static final String SEPARATORS = SEPARATOR + "*+";
    private static final Pattern BRACKETED = Pattern
            .compile("[(\\[<]" + SEPARATORS + NOTHING + "(?:" + SEPARATORS + NOTHING + ")*" + SEPARATORS + "[)\\]>]");
    private static final Pattern LEADING = Pattern.compile("^(?:" + NOTHING + SEPARATORS + ")+");
    private static final Pattern SEPARATED = Pattern.compile("(?<!" + SEPARATOR + ")" + SEPARATORS + NOTHING);

    private TemplateTexts() {}

    /** Null where nothing is wrong with it. */
    static @Nullable String fault(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var template = TextTemplate.of(text);
        return template.isFlat()
                ? template.fault(name -> KNOWN.contains(name)
                        ? null
                        : "{{" + name
                                + "}} is none of {{opportunity.name}}, {{company.name}}, {{contact.name}} and {{startsOn}}")
                : "a text of a template has neither sections nor remarks";
    }

    /** A name in one line: what is missing takes what separates it from the rest along. Blank where nothing is left. */
    static String name(String text, Map<String, String> values) {
        var filled = BRACKETED.matcher(fill(text, values, TextTarget.HEADER)).replaceAll(NOTHING);
        filled = SEPARATED.matcher(LEADING.matcher(filled).replaceAll("")).replaceAll("");
        return BLANKS.matcher(filled).replaceAll(" ").strip();
    }

    /** A description, without what is missing. */
    static @Nullable String description(@Nullable String text, Map<String, String> values) {
        return text == null ? null : fill(text, values, TextTarget.PLAIN).replace(NOTHING, "");
    }

    private static String fill(String text, Map<String, String> values, TextTarget target) {
        return TextTemplate.of(text)
                .fill(new Rendering(name -> StringNode.valueOf(said(values.getOrDefault(name, ""))),
                        (_, value) -> value.asString(), target, new TemplateBudget()));
    }

    private static String said(String value) {
        return value.isBlank() ? NOTHING : value.replace(NOTHING, "");
    }
}
