package dev.tenantry.crm.email.sending;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.NamedAddress;

/**
 * Who a mail is from: the member's own address by the organization's own server where that stands for the address's domain, and else the server's
 * own address in the member's name, which is answered to the member.
 *
 * @param member  the member's address, which is proven
 * @param sender  as the mail says
 * @param replyTo where answers go; null: to the sender
 */
record Author(Mailbox member, Mails.Sender sender, @Nullable String replyTo) {

    private static final int LONGEST_NAME = 200;

    static Author of(Mailbox member, Mails.Sender server) {
        var own = server.integration() != null && domain(server.address()).equals(member.domain());
        var from = own ? member.address() : NamedAddress.bare(server.address());
        return new Author(member, new Mails.Sender(named(member.name(), from), server.integration()),
                own ? null : named(member.name(), member.address()));
    }

    private static String domain(String address) {
        var bare = EmailAddress.canonical(NamedAddress.bare(address));
        return bare.substring(bare.lastIndexOf('@') + 1);
    }

    /** A name that could be no name in a header is left out. */
    private static String named(@Nullable String name, String address) {
        if (name == null || name.isBlank()) {
            return address;
        }
        var shown = name.replaceAll("[\\\\\"\\s\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ").strip();
        var stated = "\"" + shown + "\" <" + address + ">";
        return name.length() <= LONGEST_NAME && NamedAddress.fault(stated) == null ? stated : address;
    }
}
