package dev.tenantry.crm.form.page;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.form.PublishedForm;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the pages of forms have beside them: how they look, in the form's colours, and what they do where scripts run. */
@Component
class FormFiles {

    private static final String PLACE = "/* form */ null";

    private final String style = read("page.css");
    private final String script = read("page.js");
    private final String embed = read("embed.js");
    private final JsonMapper json;

    FormFiles(JsonMapper json) {
        this.json = json;
    }

    String script() {
        return script;
    }

    /** Colours have been checked: they are six digits each. */
    String style(PublishedForm form) {
        var theme = form.content().theme();
        if (theme == null) {
            return style;
        }
        var own = new StringBuilder(style).append(":root {");
        if (theme.accent() != null) {
            own.append(" --accent: ").append(theme.accent()).append(';');
        }
        if (theme.background() != null) {
            own.append(" --background: ").append(theme.background()).append(';');
        }
        if (theme.text() != null) {
            own.append(" --text: ").append(theme.text()).append(';');
        }
        return own.append(" }\n").toString();
    }

    String embed(PublishedForm form) {
        var values = JsonNodeFactory.instance.objectNode()
                .put("title", form.title())
                .put("redirect", form.content().redirectUrl());
        return embed.replace(PLACE, json.writeValueAsString(values));
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("crm/form/" + name).getContentAsString(UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
