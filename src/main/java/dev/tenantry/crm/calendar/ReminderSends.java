package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.ReminderRecipients.Recipient;
import dev.tenantry.crm.calendar.ReminderTimes.Due;
import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.tenancy.Localizations;

/** Notes whom is reminded of what, once, and hands the mail over in the same transaction. */
@Component
class ReminderSends {

    static final String TEMPLATE = "event-reminder";

    private static final String MISSED = "missed: nobody was there to send it before this began";
    private static final String UNKNOWN = "no address of the recipient's is known";
    private static final String NOT_INVITED = "not invited: who is no member is mailed reminders of what the invitation was mailed of before";
    private static final String TOO_MANY = "too many messages to this recipient, or of this organization, in the last hour";
    private static final String NOTE = """
            insert into event_reminders (organization_id, crm_event_id, rule_number, occurs_at, recipient, member_id, contact_id, address, channel,
                scheduled_at, status, error_message, notification_id, private_to, message, due_at)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then now() end)
            on conflict on constraint event_reminders_recipient_key do nothing""";

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final Consents consents;
    private final Limits limits;
    private final Tickets tickets;
    private final Localizations localizations;

    ReminderSends(JdbcClient jdbc, Notifications notifications, Consents consents, Limits limits,
            Tickets tickets, Localizations localizations) {
        this.tickets = tickets;
        this.localizations = localizations;
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.consents = consents;
        this.limits = limits;
    }

    /** @param id the rule's @param eventId of the series, or of what takes place once */
    record Rule(long id, Long eventId, ReminderMethod method, @Nullable String message) {}

    /** @param mail in the outbox @param text that is to be sent by an integration */
    private record Noted(ReminderStatus status, @Nullable String error, @Nullable UUID mail, @Nullable String text) {}

    /** What has begun is noted as missed. */
    void send(Rule rule, Due due, List<Recipient> recipients, Instant now) {
        var format = localizations.ownFormat();
        var refused = due.start().isAfter(now) ? refused(rule.method, recipients) : Map.<String, String>of();
        for (var recipient : recipients) {
            var error = due.start().isAfter(now) ? refused.get(recipient.key()) : MISSED;
            if (error != null) {
                note(rule, due, recipient, new Noted(ReminderStatus.FAILED, error, null, null));
            } else if (rule.method == ReminderMethod.EMAIL) {
                mail(rule, due, recipient, EventText.of(format.to(recipient.language())));
            } else {
                text(rule, due, recipient, EventText.of(format.to(recipient.language())));
            }
        }
    }

    private void text(Rule rule, Due due, Recipient recipient, EventText words) {
        var text = words.inShort(due.event(), due.time(), recipient.zone(), rule.message);
        if (note(rule, due, recipient, new Noted(ReminderStatus.SCHEDULED, null, null, text))) {
            tickets.add(ReminderTextQueue.NAME);
        }
    }

    private void mail(Rule rule, Due due, Recipient recipient, EventText words) {
        var mail = Ids.next();
        var isRecorded = notifications.provider(Channel.EMAIL).isBlank();
        if (note(rule, due, recipient,
                new Noted(isRecorded ? ReminderStatus.SENT : ReminderStatus.SCHEDULED, null, mail, null))) {
            notifications.queue(mail, Message.email(Objects.requireNonNull(recipient.address()), TEMPLATE,
                    words.reminder(due.event(), due.time(), recipient.zone(), rule.message))
                    .answeredTo(recipient.isMember() ? null : owner(due.event())));
        }
    }

    /** Where guests' answers go, as those to invitations do; null of what is nobody's. */
    private @Nullable String owner(CalendarEvent event) {
        return event.getOwnerId() == null
                ? null
                : jdbc.sql("select address from app.reached_members(app.org_id(), array[?])")
                        .param(event.getOwnerId())
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }

    /** @return whether it is the first time */
    private boolean note(Rule rule, Due due, Recipient recipient, Noted noted) {
        return jdbc.sql(NOTE)
                .params(rule.eventId, rule.id)
                .param(Rows.timestamp(due.start()))
                .param(recipient.key())
                .param(recipient.memberId())
                .param(recipient.contactId())
                .param(recipient.address())
                .param(rule.method.toString())
                .param(Rows.timestamp(due.at()))
                .param(noted.status.toString())
                .param(noted.error)
                .param(noted.mail)
                .param(due.event().getPrivateTo())
                .param(noted.text)
                .param(noted.text != null)
                .update() == 1;
    }

    /** Why who is not sent anything, by their keys. */
    private Map<String, String> refused(ReminderMethod method, List<Recipient> recipients) {
        var refused = new HashMap<String, String>();
        var addresses = recipients.stream().map(Recipient::address).filter(Objects::nonNull).toList();
        var unwanted = consents.refused(channel(method), MessagePurpose.TRANSACTIONAL, addresses);
        for (var recipient : recipients) {
            var address = recipient.address();
            if (address == null) {
                refused.put(recipient.key(), UNKNOWN);
            } else if (unwanted.stream().anyMatch(one -> one.recipient().equals(address))) {
                refused.put(recipient.key(), Consents.NOT_WRITTEN_TO);
            } else if (method == ReminderMethod.EMAIL && !recipient.isMember() && !recipient.isInvited()) {
                refused.put(recipient.key(), NOT_INVITED);
            } else if (!recipient.isMember() && !isLeft(method, address)) {
                refused.put(recipient.key(), TOO_MANY);
            }
        }
        return refused;
    }

    private static ContactChannel channel(ReminderMethod method) {
        return switch (method) {
            case EMAIL -> ContactChannel.EMAIL;
            case WHATSAPP -> ContactChannel.WHATSAPP;
        };
    }

    /** Who is no member need not have asked for it. What is mailed counts with whatever else members have mailed to others. */
    private boolean isLeft(ReminderMethod method, String address) {
        var limit = switch (method) {
            case EMAIL -> Limit.MAILS_PER_ORGANIZATION;
            case WHATSAPP -> Limit.REMINDERS_PER_ORGANIZATION;
        };
        var organization = TenantContext.current().organizationId().toString();
        if (!limits.take(limit, organization).isZero()) {
            return false;
        }
        if (limits.takeUnasked(address).isZero()) {
            return true;
        }
        limits.refund(limit, organization);
        return false;
    }
}
