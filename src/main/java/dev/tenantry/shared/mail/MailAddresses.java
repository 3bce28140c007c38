package dev.tenantry.shared.mail;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Whom a mail names. Recipients are addresses alone, as which they are sent to, compared and noted.
 *
 * @param to      at least one
 * @param cc      who is told besides, as all see
 * @param bcc     who is told besides, as nobody sees
 * @param replyTo where answers go, as {@link NamedAddress} has it; null: to the sender
 * @param names   what recipients are called, by their addresses as they are spelled here; of the others nothing
 */
public record MailAddresses(
        List<String> to,
        List<String> cc,
        List<String> bcc,
        @Nullable String replyTo,
        Map<String, String> names) {

    public MailAddresses {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        names = Map.copyOf(names);
    }

    public static MailAddresses to(List<String> to) {
        return new MailAddresses(to, List.of(), List.of(), null, Map.of());
    }

    /** The same, with answers going there; null: to the sender. */
    public MailAddresses answeredTo(@Nullable String address) {
        return new MailAddresses(to, cc, bcc, address, names);
    }

    /** Whom the mail is to reach, in this order. */
    public List<String> all() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    }

    public boolean areValid() {
        return all().stream().allMatch(EmailAddress::isValid)
                && (replyTo == null || NamedAddress.fault(replyTo) == null);
    }
}
