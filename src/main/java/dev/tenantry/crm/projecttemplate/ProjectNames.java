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

/** What projects of a template are called: a text with places for what they are about. */
final class ProjectNames {

    static final String DEAL = "opportunity.name";
    static final String CONTACT = "contact.name";
    static final String COMPANY = "company.name";
    static final String START = "startsOn";

    private static final Set<String> KNOWN = Set.of(DEAL, CONTACT, COMPANY, START);
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ProjectNames() {}

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
                : "a name has neither sections nor remarks";
    }

    /** In one line, without what is missing. Blank where nothing is left. */
    static String fill(String text, Map<String, String> values) {
        var filled = TextTemplate.of(text)
                .fill(new Rendering(name -> StringNode.valueOf(values.getOrDefault(name, "")),
                        (_, value) -> value.asString(), TextTarget.HEADER, new TemplateBudget()));
        return BLANKS.matcher(filled).replaceAll(" ").strip();
    }
}
