package dev.tenantry.notification;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whom a mail has not reached.
 *
 * @param reason what the mail server has answered, why it was given up, or why the address is not written to
 */
public record RefusedRecipient(String recipient, String reason) {

    /** Of two lists as long as each other. */
    public static List<RefusedRecipient> of(String[] recipients, String[] reasons) {
        return IntStream.range(0, recipients.length)
                .mapToObj(index -> new RefusedRecipient(recipients[index], reasons[index]))
                .toList();
    }
}
