package dev.tenantry.notification;

import java.util.HashMap;
import java.util.Map;

/**
 * What somebody is to be told.
 *
 * @param recipient an e-mail address, or a telephone number in its international form
 * @param template  the name of a template: {@code confirmation}, {@code recovery}, {@code magic-link},
 *                  {@code email-change}, {@code reauthentication}, {@code invite}, {@code organization-invitation},
 *                  {@code security-alert}, {@code agent-findings}, {@code approval-requested},
 *                  {@code approval-escalated}, {@code member-still-named}, {@code webhook-disabled}, {@code sms-otp}
 * @param values    what its placeholders stand for, links and codes among it; a placeholder without a value is left empty
 */
public record Message(Channel channel, String recipient, String template, Map<String, String> values) {

    public Message {
        values = Map.copyOf(values);
    }

    /** Whom it goes to stands in it as {@code email}, unless the values say otherwise. */
    public static Message email(String recipient, String template, Map<String, String> values) {
        var filled = new HashMap<>(values);
        filled.putIfAbsent("email", recipient);
        return new Message(Channel.EMAIL, recipient, template, filled);
    }

    public static Message sms(String recipient, String template, Map<String, String> values) {
        return new Message(Channel.SMS, recipient, template, values);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Message[" + channel + ", " + template + "]";
    }
}
