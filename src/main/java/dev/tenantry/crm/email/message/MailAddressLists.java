package dev.tenantry.crm.email.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Whom fields of a header name, as many as a mail may. */
final class MailAddressLists {

    private static final int LONGEST = 320;
    /** Characters of one with its name and comments. */
    private static final int LONGEST_PIECE = 4_000;

    private final Notices notices;
    private int found;

    MailAddressLists(Notices notices) {
        this.notices = notices;
    }

    List<Mailbox> read(String name, List<String> fields) {
        var mailboxes = new LinkedHashMap<String, Mailbox>();
        var text = new EncodedText(name, notices);
        for (var field : fields) {
            for (var piece : AddressPieces.of(text.inUtf8(field))) {
                addresses(name, piece).forEach(address -> add(name, address, mailboxes));
            }
        }
        return List.copyOf(mailboxes.values());
    }

    private void add(String name, InternetAddress address, Map<String, Mailbox> mailboxes) {
        var written = address.getAddress() == null ? "" : CleanText.line(address.getAddress());
        if (written.isEmpty() || written.length() > LONGEST) {
            notices.add("the field " + name + " has an address that is none", written);
            return;
        }
        if (++found > MailBounds.MAILBOXES) {
            throw MailBounds.exceeded(MailBounds.MAILBOXES + " addresses");
        }
        var called = address.getPersonal() == null ? "" : CleanText.line(address.getPersonal());
        var mailbox = new Mailbox(written, called.isEmpty() || called.equals(written) ? null : called);
        mailboxes.putIfAbsent(mailbox.key(), mailbox);
    }

    /** As far as they can be told apart. */
    private Stream<InternetAddress> addresses(String name, String piece) {
        try {
            if (piece.length() <= LONGEST_PIECE) {
                return Stream.of(InternetAddress.parseHeader(piece, false));
            }
        } catch (AddressException _) {
            // said below
        }
        notices.add("the field " + name + " is not written as addresses are", piece);
        return Stream.of(piece.split("[,;]")).filter(part -> part.length() <= LONGEST).flatMap(MailAddressLists::alone);
    }

    private static Stream<InternetAddress> alone(String part) {
        try {
            return Stream.of(InternetAddress.parseHeader(part, false)).filter(address -> !address.isGroup());
        } catch (AddressException _) {
            return Stream.of();
        }
    }
}
