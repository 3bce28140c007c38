package dev.tenantry.notification;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is to be told.
 *
 * @param recipient an e-mail address, or a telephone number in its international form
 * @param template  the name of a template: {@code confirmation}, {@code recovery}, {@code magic-link},
 *                  {@code email-change}, {@code reauthentication}, {@code invite}, {@code organization-invitation},
 *                  {@code security-alert}, {@code agent-findings}, {@code approval-requested},
 *                  {@code approval-escalated}, {@code approvals-collected}, {@code member-still-named}, {@code webhook-disabled},
 *                  {@code event-invitation}, {@code event-update}, {@code booking-invitation}, {@code booking-update}, {@code booking-notice}, {@code booking-host-left}, {@code event-cancellation}, {@code event-reminder},
 *                  {@code daily-digest}, {@code google-calendar-stopped}, {@code quote-sent}, {@code quote-accepted}, {@code quote-declined}, {@code sms-otp}, {@code form-confirmation},
 *                  {@code form-submitted}, {@code quota-alert}, {@code address-notice}, {@code security-event}, {@code security-event-backlog}, {@code security-event-assigned}
 * @param values    what its placeholders stand for, links and codes among it; a placeholder without a value is left empty
 * @param calendar  iCalendar that comes along; null where none does
 * @param replyTo   where answers go; null: to the sender
 */
public record Message(
        Channel channel,
        String recipient,
        String template,
        Map<String, String> values,
        @Nullable String calendar,
        @Nullable String replyTo) {

    /** Among the values, the language (BCP 47) of whoever reads it; absent: the organization's. */
    public static final String LANGUAGE = "language";

    public Message {
        values = Map.copyOf(values);
    }

    /** The same with an invitation, an update or a cancellation (RFC 5546) that calendar programs take from it. */
    public Message with(String invitation) {
        return new Message(channel, recipient, template, values, invitation, replyTo);
    }

    /** The same, whose answers go to that address. */
    public Message answeredTo(@Nullable String address) {
        return new Message(channel, recipient, template, values, calendar, address);
    }

    /** Whom it goes to stands in it as {@code email}, unless the values say otherwise. */
    public static Message email(String recipient, String template, Map<String, String> values) {
        var filled = new HashMap<>(values);
        filled.putIfAbsent("email", recipient);
        return new Message(Channel.EMAIL, recipient, template, filled, null, null);
    }

    public static Message sms(String recipient, String template, Map<String, String> values) {
        return new Message(Channel.SMS, recipient, template, values, null, null);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Message[" + channel + ", " + template + "]";
    }
}
