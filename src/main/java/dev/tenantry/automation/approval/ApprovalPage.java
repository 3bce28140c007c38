package dev.tenantry.automation.approval;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.approval.ApprovalMails.About;
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
        return link.state() == LinkState.OPEN && link.about() != null && link.message() != null
                ? form(HttpStatus.OK, link.message(), link.about(), values())
                : answer(HttpStatus.GONE,
                        values().put("title", "Nothing to answer").put("reason", link.state().reason()));
    }

    /** Thanks, where the answer counts. */
    ResponseEntity<String> answered(Standing link, boolean isApproved) {
        return link.state() == LinkState.OPEN
                ? answer(HttpStatus.OK, values().put("title", "Thank you")
                        .put("reason", isApproved ? "You have approved it." : "You have rejected it."))
                : of(link);
    }

    /** Where there is no such link. */
    ResponseEntity<String> nothing() {
        return answer(HttpStatus.NOT_FOUND, values().put("title", "This link leads nowhere")
                .put("reason",
                        "Open it from the mail once more, as a whole. It may be of somebody who is no member any more."));
    }

    /** The form once more, with what was written in it. */
    ResponseEntity<String> again(Standing link, String fault, @Nullable String comment) {
        return link.state() == LinkState.OPEN && link.about() != null && link.message() != null
                ? form(HttpStatus.UNPROCESSABLE_CONTENT, link.message(), link.about(),
                        values().put("fault", fault).put("comment", comment))
                : of(link);
    }

    private ResponseEntity<String> form(HttpStatus status, String message, About about, ObjectNode values) {
        message.lines().forEach(values.putArray("lines")::add);
        return answer(status, values.put("title", "Your approval is asked for")
                .put("isOpen", true)
                .put("workflow", about.workflow())
                .put("organization", about.organization())
                .put("about", about.records())
                .put("until", about.until()));
    }

    private static ObjectNode values() {
        return JsonNodeFactory.instance.objectNode();
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
