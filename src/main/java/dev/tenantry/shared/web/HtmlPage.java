package dev.tenantry.shared.web;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.template.Rendering;
import dev.tenantry.shared.template.TemplateBudget;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.template.TextTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A page for whoever opens a mailed link, with places for values: no script, nothing from elsewhere, kept nowhere. */
public final class HtmlPage {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final TextTemplate template;

    private HtmlPage(String text) {
        template = TextTemplate.of(text);
    }

    /** @param resource where it is in the class path */
    public static HtmlPage of(String resource) {
        try {
            return new HtmlPage(new ClassPathResource(resource).getContentAsString(UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** To be filled in. */
    public static ObjectNode values() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The page as a text, for whoever sends it with other rules for browsers. @throws IllegalStateException where a place has no value */
    public String fill(ObjectNode values) {
        return template
                .fill(new Rendering(path -> values.at("/" + path.replace('.', '/')), HtmlPage::text, TextTarget.HTML,
                        new TemplateBudget()));
    }

    /** A place that has no value is an error of the page's: nobody would see that a button has lost its word. */
    private static String text(String path, JsonNode value) {
        if (value.isMissingNode()) {
            throw new IllegalStateException("A page has a place for " + path + ", which nobody has given it");
        }
        return value.asString();
    }

    public ResponseEntity<String> answer(HttpStatus status, ObjectNode values) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(fill(values));
    }
}
