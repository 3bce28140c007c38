package dev.tenantry.crm.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.EventReplies;
import dev.tenantry.crm.email.EmailCapture.Captured;
import dev.tenantry.crm.email.EmailCapture.Origin;
import dev.tenantry.crm.email.message.Attachment;
import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** Keeps a mail as it came, and hands what it brings along to whom that is for: reports of mail servers, answers to invitations. */
@Service
@Transactional
public class EmailIntake {

    private static final int LONGEST_CALENDAR = 1_000_000;
    private static final int MOST_CALENDARS = 5;
    private static final Set<String> CALENDARS = Set.of("text/calendar", "application/ics");
    private static final String TO_SUPPRESS = "suppressions:create";
    private static final String TO_CHANGE_EVENTS = "events:update";

    private final EmailCapture capture;
    private final MailReturns returns;
    private final EventReplies replies;
    private final Authority authority;

    EmailIntake(EmailCapture capture, MailReturns returns, EventReplies replies, Authority authority) {
        this.capture = capture;
        this.returns = returns;
        this.replies = replies;
        this.authority = authority;
    }

    /**
     * For the current member.
     *
     * @param message what the mail says
     * @throws dev.tenantry.shared.problem.ProblemException as {@link EmailCapture#capture}
     */
    public Captured take(MailMessage message, MailFile mail, Origin origin) {
        var captured = capture.capture(message, origin);
        if (returns.isReport(mail.mime()) && rights().contains(TO_SUPPRESS)) {
            returns.take(mail.mime(), null);
        }
        if (origin.isProven()) {
            message.attachments()
                    .stream()
                    .filter(EmailIntake::isCalendar)
                    .limit(MOST_CALENDARS)
                    .forEach(file -> answer(message, file));
        }
        return captured;
    }

    /** What the member may do now, by the way that a request has come where one has. */
    private Set<String> rights() {
        return Caller.currentOrNull() == null ? authority.of(TenantContext.currentUser()) : authority.ofCaller();
    }

    private static boolean isCalendar(Attachment file) {
        return CALENDARS.contains(file.contentType()) && file.size() <= LONGEST_CALENDAR;
    }

    private void answer(MailMessage message, Attachment file) {
        var sender = message.sender();
        if (sender != null && rights().contains(TO_CHANGE_EVENTS)) {
            try (var content = file.content().open()) {
                replies.takeMailed(content.readAllBytes(), sender.key());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
