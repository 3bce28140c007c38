package dev.tenantry.crm.email;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.crm.email.message.QuotedText;
import dev.tenantry.shared.text.Texts;

/**
 * A mail that is to be kept.
 *
 * @param members  whoever captured it, and the members who took part in it
 * @param isShared whether all members see it
 */
record CapturedEmail(
        MailMessage message,
        EmailDirection direction,
        UUID capturer,
        List<UUID> members,
        boolean isShared,
        boolean isAlwaysPrivate,
        boolean isUnverified,
        Instant sentAt,
        List<String> notices) {

    private static final int EXCERPT = 2_000;
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);

    /** @param now when it came, which counts where it says no time that can be */
    static CapturedEmail of(MailMessage message, EmailDirection direction, UUID capturer, List<UUID> members,
            Handling handling, Instant now) {
        var stated = message.sentAt();
        var isAbsurd = stated != null && (stated.isBefore(EARLIEST) || stated.isAfter(now.plus(AHEAD)));
        var notices = new ArrayList<>(message.notices());
        if (isAbsurd) {
            notices.add("it says that it was sent at " + stated + ", and counts as sent when it came");
        }
        return new CapturedEmail(message, direction, capturer, members,
                handling.isShared() && !handling.isAlwaysPrivate(), handling.isAlwaysPrivate(),
                handling.isUnverified(), stated == null || isAbsurd ? now : stated, notices);
    }

    /** How it is to be dealt with. */
    record Handling(boolean isShared, boolean isAlwaysPrivate, boolean isUnverified) {}

    String excerpt() {
        return Texts.beginning(QuotedText.of(message.text()).body().strip(), EXCERPT);
    }

    String[] recipients() {
        return Stream.concat(message.to().stream(), message.cc().stream())
                .map(CapturedEmail::shown)
                .toArray(String[]::new);
    }

    private static String shown(Mailbox mailbox) {
        return mailbox.name() == null ? mailbox.address() : mailbox.name() + " <" + mailbox.address() + ">";
    }
}
