package dev.tenantry.notification;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/** What comes back of the mails that were sent. */
public interface MailReturns {

    /**
     * A mail that was sent, as one of the addresses names it that were made for what comes back of it.
     *
     * @param isAnswer whether the address was made for answers, and not for reports
     */
    record Returned(UUID organizationId, UUID mail, boolean isAnswer) {}

    /** Of such an address. @param local what stands before the @ @return empty where it was not made here */
    Optional<Returned> open(String local);

    /** Where the answers go to a mail of the current organization; null where nothing is configured to take them. */
    @Nullable
    String answersTo(UUID mail);

    /** Whether a message is a report of a mail server, or a complaint. */
    boolean isReport(MimeMessage message);

    /**
     * Notes what a report says of a mail of the current organization, in the current transaction, for which addresses may end up being written
     * to no more.
     *
     * @param mail that it was returned for, by the address at which it has arrived; null: by what it tells itself, which is to be a
     *             Message-ID of ours, or a return path
     * @return whether it is about a mail that was sent
     */
    boolean take(MimeMessage message, @Nullable UUID mail);

    /**
     * Notes that the mail server itself has refused recipients of a mail of the current organization, as if they had been reported: those alone of
     * whom it says that there is no such address.
     *
     * @param refused what it says, by recipient
     */
    void takeRefused(UUID mail, Map<String, String> refused);

    /** The mail of the current organization that has the id. */
    Optional<SentMail> find(UUID mail);

    /** The mail of the current organization that has the Message-ID. @param messageId with its angle brackets */
    Optional<SentMail> find(String messageId);

    /** What has come back of each of the mails of the current organization, in order. */
    Map<UUID, List<ReportedBounce>> of(Collection<UUID> mails);
}
