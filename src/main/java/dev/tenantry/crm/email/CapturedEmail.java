package dev.tenantry.crm.email;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;

/**
 * A mail that is to be kept.
 *
 * @param content  what has been made of the message
 * @param members  whoever captured it, and the members who took part in it
 * @param isShared whether all members see it
 */
record CapturedEmail(
        MailMessage message,
        EmailContent content,
        EmailDirection direction,
        UUID capturer,
        List<UUID> members,
        boolean isShared,
        boolean isAlwaysPrivate,
        boolean isUnverified,
        Instant sentAt,
        List<String> notices) {

    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);

    /** @param now when it came, which counts where it says no time that can be */
    static CapturedEmail of(MailMessage message, EmailContent content, UUID capturer, List<UUID> members,
            Handling handling, Instant now) {
        var stated = message.sentAt();
        var isAbsurd = stated != null && (stated.isBefore(EARLIEST) || stated.isAfter(now.plus(AHEAD)));
        var notices = new ArrayList<>(message.notices());
        if (handling.isTwin()) {
            notices.add("another mail that is here has the same Message-ID, and says something else");
        }
        if (isAbsurd) {
            notices.add("it says that it was sent at " + stated + ", and counts as sent when it came");
        }
        return new CapturedEmail(message, content, handling.direction(), capturer, members,
                handling.isShared() && !handling.isAlwaysPrivate(), handling.isAlwaysPrivate(),
                handling.isUnverified(), stated == null || isAbsurd ? now : stated, notices);
    }

    /** How it is to be dealt with. @param isTwin whether another one that the member sees has its Message-ID */
    record Handling(
            boolean isTwin,
            EmailDirection direction,
            boolean isShared,
            boolean isAlwaysPrivate,
            boolean isUnverified) {}

    String[] recipients() {
        return Stream.concat(message.to().stream(), message.cc().stream())
                .map(CapturedEmail::shown)
                .toArray(String[]::new);
    }

    private static String shown(Mailbox mailbox) {
        return mailbox.name() == null ? mailbox.address() : mailbox.name() + " <" + mailbox.address() + ">";
    }
}
