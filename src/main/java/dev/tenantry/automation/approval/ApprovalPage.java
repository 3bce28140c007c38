package dev.tenantry.automation.approval;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.approval.ApprovalMails.About;
import dev.tenantry.automation.approval.MailedLinks.Standing;
import dev.tenantry.shared.web.HtmlPage;

/** What a mailed link shows: a form that asks, or what has become of it. No script, nothing from elsewhere. */
@Component
class ApprovalPage {

    private final HtmlPage page = HtmlPage.of("automation/approval-page.html");

    /** A form, or why there is none. */
    ResponseEntity<String> of(Standing link) {
        return link.state() == LinkState.OPEN && link.about() != null && link.message() != null
                ? form(HttpStatus.OK, link.message(), link.about(), HtmlPage.values())
                : page.answer(HttpStatus.GONE,
                        HtmlPage.values().put("title", "Nothing to answer").put("reason", link.state().reason()));
    }

    /** Thanks, where the answer counts. */
    ResponseEntity<String> answered(Standing link, boolean isApproved) {
        return link.state() == LinkState.OPEN
                ? page.answer(HttpStatus.OK, HtmlPage.values()
                        .put("title", "Thank you")
                        .put("reason", isApproved ? "You have approved it." : "You have rejected it."))
                : of(link);
    }

    /** Where there is no such link. */
    ResponseEntity<String> nothing() {
        return page.answer(HttpStatus.NOT_FOUND, HtmlPage.values()
                .put("title", "This link leads nowhere")
                .put("reason",
                        "Open it from the mail once more, as a whole. It may be of somebody who is no member any more."));
    }

    /** The form once more, with what was written in it. */
    ResponseEntity<String> again(Standing link, String fault, @Nullable String comment) {
        return link.state() == LinkState.OPEN && link.about() != null && link.message() != null
                ? form(HttpStatus.UNPROCESSABLE_CONTENT, link.message(), link.about(),
                        HtmlPage.values().put("fault", fault).put("comment", comment))
                : of(link);
    }

    private ResponseEntity<String> form(HttpStatus status, String message, About about, ObjectNode values) {
        message.lines().forEach(values.putArray("lines")::add);
        return page.answer(status, values.put("title", "Your approval is asked for")
                .put("isOpen", true)
                .put("workflow", about.workflow())
                .put("organization", about.organization())
                .put("about", about.records())
                .put("until", about.until()));
    }
}
