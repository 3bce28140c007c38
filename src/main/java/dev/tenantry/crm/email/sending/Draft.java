package dev.tenantry.crm.email.sending;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.email.message.Attachment;
import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.NamedAddress;

/**
 * What a member wants to be sent.
 *
 * @param subject  null: the one of the mail that it answers
 * @param html     null: it is plain text
 * @param isSigned whether the member's signature is to stand below
 */
record Draft(
        List<Mailbox> to,
        List<Mailbox> cc,
        List<Mailbox> bcc,
        @Nullable String subject,
        String text,
        @Nullable String html,
        List<Attachment> attachments,
        boolean isSigned) {

    /** Whoever is named twice, in whatever spelling, gets it once: as all see, where that is one of the ways. */
    Draft {
        var seen = new HashSet<String>();
        to = once(to, seen);
        cc = once(cc, seen);
        bcc = once(bcc, seen);
    }

    private static List<Mailbox> once(List<Mailbox> all, Set<String> seen) {
        var some = new ArrayList<Mailbox>();
        for (var one : all) {
            if (seen.add(one.key())) {
                some.add(one);
            }
        }
        return List.copyOf(some);
    }

    /** @param stated addresses; null: none */
    static List<Mailbox> mailboxes(@Nullable List<String> stated) {
        return stated == null ? List.of() : stated.stream().map(NamedAddress::of).map(Draft::mailbox).toList();
    }

    private static Mailbox mailbox(NamedAddress named) {
        return new Mailbox(named.address().toString(), named.name());
    }

    /** @param answers where answers go; null: to the sender */
    MailAddresses addresses(@Nullable String answers) {
        var names = new HashMap<String, String>();
        for (var all : List.of(to, cc, bcc)) {
            for (var one : all) {
                if (one.name() != null) {
                    names.put(one.address(), one.name());
                }
            }
        }
        return new MailAddresses(bare(to), bare(cc), bare(bcc), answers, names);
    }

    private static List<String> bare(List<Mailbox> all) {
        return all.stream().map(Mailbox::address).toList();
    }
}
