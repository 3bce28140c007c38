package dev.tenantry.notification;

import java.util.List;

/**
 * A mail as it is sent.
 *
 * @param messageId  with its angle brackets; the same however often it is sent, so that a receiver knows it for the same
 * @param sender     an address, or a name with an address in angle brackets
 * @param recipients addresses; all see each other
 */
public record Mail(String messageId, String sender, List<String> recipients, String subject, String text) {

    public Mail {
        recipients = List.copyOf(recipients);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
