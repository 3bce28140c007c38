package dev.tenantry.shared.mail;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Whom a mail names.
 *
 * @param to      at least one
 * @param cc      who is told besides, as all see
 * @param bcc     who is told besides, as nobody sees
 * @param replyTo where answers go; null: to the sender
 */
public record MailAddresses(List<String> to, List<String> cc, List<String> bcc, @Nullable String replyTo) {

    public MailAddresses {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }

    public static MailAddresses to(List<String> to) {
        return new MailAddresses(to, List.of(), List.of(), null);
    }

    /** Whom the mail is to reach, in this order. */
    public List<String> all() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    }

    public boolean areValid() {
        return all().stream().allMatch(EmailAddress::isValid) && (replyTo == null || EmailAddress.isValid(replyTo));
    }
}
