package dev.tenantry.automation.approval;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.approval.MailedLinks.Standing;
import dev.tenantry.shared.template.Rendering;
import dev.tenantry.shared.template.TemplateBudget;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.template.TextTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a mailed link shows: a form that asks, or what has become of it. No script, nothing from elsewhere. */
@Component
class ApprovalPage {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final String page;

    ApprovalPage() throws java.io.IOException {
        page = new ClassPathResource("automation/approval-page.html").getContentAsString(UTF_8);
    }

    /** A form, or why there is none. */
    ResponseEntity<String> of(Standing link) {
        var values = JsonNodeFactory.instance.objectNode();
        if (link.state() != LinkState.OPEN || link.message() == null) {
            return answer(HttpStatus.GONE,
                    values.put("title", "Nothing to answer").put("reason", link.state().reason()));
        }
        link.message().lines().forEach(values.putArray("lines")::add);
        return answer(HttpStatus.OK, values.put("title", "Your approval is asked for").put("isOpen", true));
    }

    /** Thanks, where the answer counts. */
    ResponseEntity<String> answered(Standing link, boolean isApproved) {
        return link.state() == LinkState.OPEN
                ? answer(HttpStatus.OK, JsonNodeFactory.instance.objectNode()
                        .put("title", "Thank you")
                        .put("reason", isApproved ? "You have approved it." : "You have rejected it."))
                : of(link);
    }

    private ResponseEntity<String> answer(HttpStatus status, ObjectNode values) {
        var html = TextTemplate.of(page)
                .fill(new Rendering(values::path, (_, value) -> value.asString(), TextTarget.HTML,
                        new TemplateBudget()));
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(html);
    }
}
