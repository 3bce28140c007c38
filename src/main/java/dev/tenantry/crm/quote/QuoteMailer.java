package dev.tenantry.crm.quote;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Mails quotes to whom they are for: kept in the current transaction, sent once that is committed. */
@Component
class QuoteMailer {

    /** The deal's owner, or else whoever sends it. */
    private static final String ANSWERED = """
            select m.email from app.members(app.org_id()) m
            where m.user_id = coalesce((select o.owner_id from opportunities o where o.organization_id = app.org_id() and o.id = ?), auth.uid())""";

    private final QuoteLinks links;
    private final Notifications notifications;
    private final Consents consents;
    private final Limits limits;
    private final JdbcClient jdbc;

    QuoteMailer(QuoteLinks links, Notifications notifications, Consents consents, Limits limits, JdbcClient jdbc) {
        this.links = links;
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.consents = consents;
        this.limits = limits;
    }

    /** Where the customer answers. */
    String link(Long quote) {
        return links.to(quote);
    }

    /** @throws ProblemException 409 where it has no address, or one that is not written to; 429 */
    void mail(QuoteResponse quote, String link, @Nullable String message) {
        var address = quote.recipientEmail();
        if (address == null) {
            throw ProblemException.conflict("the quote has no recipientEmail: state one, or send it without a mail");
        }
        if (!consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(address)).isEmpty()) {
            throw ProblemException.conflict("recipientEmail is not written to");
        }
        limits.chargeUnasked(address);
        limits.charge(Limit.MAILS_PER_ORGANIZATION, TenantContext.current().organizationId().toString());
        notifications.queue(Message.email(address, "quote-sent",
                Map.of("link", link, "number", number(quote), "title", quote.title(), "organization",
                        text(quote.sender()), "recipient", text(quote.recipientName()), "message", text(message),
                        "total", quote.format().money(quote.gross()), "until",
                        quote.format().day(quote.expiresOn()), "replaces", worded(quote, "replaces")))
                .answeredTo(
                        jdbc.sql(ANSWERED).param(quote.opportunityId()).query(String.class).optional().orElse(null)));
    }

    /** Two revisions are told apart by it. */
    private static String number(QuoteResponse quote) {
        var revision = worded(quote, "revision");
        return text(quote.number()) + (revision.isEmpty() ? "" : " (" + revision + ")");
    }

    /** What is said of a revision, in the language of the quote; empty for the first one. */
    private static String worded(QuoteResponse quote, String name) {
        return quote.revision() == 1 ? "" : QuoteText.of(quote.format()).of(name, quote.revision());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
