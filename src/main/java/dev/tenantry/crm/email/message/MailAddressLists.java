package dev.tenantry.crm.email.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;

/** Whom fields of a header name, as many as a mail may. */
final class MailAddressLists {

    private static final int LONGEST = 320;

    private final Notices notices;
    private int found;

    MailAddressLists(Notices notices) {
        this.notices = notices;
    }

    List<Mailbox> read(String name, List<String> fields) {
        var mailboxes = new ArrayList<Mailbox>();
        for (var field : fields) {
            for (var address : addresses(name, MimeUtility.unfold(field))) {
                add(name, address, mailboxes);
            }
        }
        return mailboxes;
    }

    private void add(String name, InternetAddress address, List<Mailbox> mailboxes) {
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
        if (mailboxes.stream().noneMatch(other -> other.key().equals(mailbox.key()))) {
            mailboxes.add(mailbox);
        }
    }

    /** As far as they can be told apart. */
    private List<InternetAddress> addresses(String name, String field) {
        try {
            return Stream.of(InternetAddress.parseHeader(field, false)).flatMap(MailAddressLists::members).toList();
        } catch (AddressException _) {
            notices.add("the field " + name + " is not written as addresses are", field);
            return Stream.of(field.split(",")).flatMap(MailAddressLists::alone).toList();
        }
    }

    private static Stream<InternetAddress> alone(String part) {
        try {
            return Stream.of(InternetAddress.parseHeader(part, false)).flatMap(MailAddressLists::members);
        } catch (AddressException _) {
            return Stream.of();
        }
    }

    private static Stream<InternetAddress> members(InternetAddress address) {
        try {
            return address.isGroup() ? Stream.of(address.getGroup(false)) : Stream.of(address);
        } catch (AddressException _) {
            return Stream.of();
        }
    }
}
