package dev.tenantry.shared.mail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where what comes back of a mail goes, and what the mail answers.
 *
 * @param returnPath whom servers tell that they cannot deliver it; null: the sender
 * @param answersTo  where answers go besides the address that the mail names for them; null: nowhere
 * @param inReplyTo  the Message-ID that it answers, with its angle brackets; null: none
 * @param references those of the conversation so far, the oldest first
 */
public record MailRouting(
        @Nullable String returnPath,
        @Nullable String answersTo,
        @Nullable String inReplyTo,
        List<String> references) {

    public static final MailRouting NONE = new MailRouting(null, null, null, List.of());

    public MailRouting {
        references = List.copyOf(references);
    }

    /** The same, with what comes back going there. */
    public MailRouting returning(@Nullable String path) {
        return new MailRouting(path, answersTo, inReplyTo, references);
    }

    /** The same, with answers going there besides. */
    public MailRouting answered(@Nullable String address) {
        return new MailRouting(returnPath, address, inReplyTo, references);
    }
}
