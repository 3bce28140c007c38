package dev.tenantry.automation.approval;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.approval.ApprovalMails.About;
import dev.tenantry.automation.approval.MailedLinks.Standing;
import dev.tenantry.shared.web.HtmlPage;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What a mailed link shows: a form that asks, or what has become of it. No script, nothing from elsewhere. */
@Component
class ApprovalPage {

    private final HtmlPage page = HtmlPage.of("automation/approval-page.html");
    private final PageTexts texts = PageTexts.of("automation/approval");

    /** A form, or why there is none. */
    ResponseEntity<String> of(Standing link) {
        var words = texts.alone(link.locale());
        return link.state() == LinkState.OPEN && link.about() != null && link.message() != null
                ? form(HttpStatus.OK, link.message(), link.about(), words,
                        HtmlPage.values().put("comment", ""))
                : told(HttpStatus.GONE, words, "nothing", link.state().reason());
    }

    /** Thanks, where the answer counts. */
    ResponseEntity<String> answered(Standing link, boolean isApproved) {
        return link.state() == LinkState.OPEN
                ? told(HttpStatus.OK, texts.alone(link.locale()), "thanks", isApproved ? "approved" : "rejected")
                : of(link);
    }

    /** Where there is no such link. */
    ResponseEntity<String> nothing() {
        return told(HttpStatus.NOT_FOUND, texts.in(Locale.ENGLISH), "nowhere", "nowhere-text");
    }

    /** The form once more, with what was written in it, which is too long. */
    ResponseEntity<String> again(Standing link, @Nullable String comment) {
        var words = texts.alone(link.locale());
        return link.state() == LinkState.OPEN && link.about() != null && link.message() != null
                ? form(HttpStatus.UNPROCESSABLE_CONTENT, link.message(), link.about(), words,
                        HtmlPage.values()
                                .put("fault", words.of("too-long", LinkAnswers.LONGEST_COMMENT))
                                .put("comment", comment))
                : of(link);
    }

    private ResponseEntity<String> told(HttpStatus status, Words words, String title, String reason) {
        return page.answer(status, base(words, title, HtmlPage.values()).put("reason", words.of(reason)));
    }

    private ResponseEntity<String> form(HttpStatus status, String message, About about, Words words,
            ObjectNode values) {
        message.lines().forEach(values.putArray("lines")::add);
        return page.answer(status, base(words, "title", values).put("isOpen", true)
                .put("waits", words.of("waits", about.workflow(), about.organization(), about.until()))
                .put("about", words.of("about", about.records()))
                .put("commentLabel", words.of("comment"))
                .put("approve", words.of("approve"))
                .put("reject", words.of("reject")));
    }

    private static ObjectNode base(Words words, String title, ObjectNode values) {
        return values.put("language", words.locale().toLanguageTag())
                .put("direction", words.direction())
                .put("title", words.of(title));
    }
}
