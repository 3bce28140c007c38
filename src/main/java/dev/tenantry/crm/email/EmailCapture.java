package dev.tenantry.crm.email;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The one way in: a mail that the current member brings, whichever way it came, is kept once. */
@Service
@Transactional
public class EmailCapture {

    private final EmailRows rows;
    private final EmailThreading threading;
    private final EmailParts parts;
    private final EmailPolicy policy;
    private final EmailAftermath aftermath;
    private final Clock clock;

    EmailCapture(EmailRows rows, EmailThreading threading, EmailParts parts, EmailPolicy policy,
            EmailAftermath aftermath, Clock clock) {
        this.rows = rows;
        this.threading = threading;
        this.parts = parts;
        this.policy = policy;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** @param isNew whether it was not here before */
    public record Captured(Long id, boolean isNew) {}

    /** How a mail has come. */
    public enum Origin {
        /** The member has brought it. */
        MEMBER,
        /** Somebody has sent it to the member's address for mails to be captured. */
        ADDRESS,
        /** Somebody who says to be the only one whom a mail of the member's was to has sent it to the address that was made for that mail. */
        RECIPIENT,
        /** Somebody has sent it to such an address, which several have, or who does not say to be of those. */
        STRANGER;

        private boolean isAnswer() {
            return this == RECIPIENT || this == STRANGER;
        }

        /** What it says to be from proves nothing at addresses that others than the member have. */
        private boolean isUnverified(boolean isMembers) {
            return switch (this) {
                case MEMBER -> false;
                case ADDRESS -> !isMembers;
                case RECIPIENT, STRANGER -> true;
            };
        }

        /** Whether it may answer invitations for its sender: whoever has the address is the member, or the only one who can answer there. */
        boolean isProven() {
            return this != STRANGER;
        }
    }

    /**
     * Keeps it, or finds that it is here, so that the member sees it from now on; where it is in the trash it is taken out of that.
     *
     * @throws ProblemException 422 where a rule says that such mails are never captured
     */
    public Captured capture(MailMessage message, Origin origin) {
        policy.demandMembership();
        var content = EmailContent.of(message);
        rows.lock();
        var effects = policy.effects(message);
        var members = members(message);
        var me = TenantContext.currentUser();
        var known = threading.join(content);
        if (known.isPresent()) {
            parts.addHidden(known.get(), message, me, members);
            if (origin == Origin.MEMBER || origin == Origin.ADDRESS) {
                takeBack(known.get());
            }
            return new Captured(known.get(), false);
        }
        var sender = message.sender();
        var author = sender == null ? null : members.get(sender.key());
        var captured = CapturedEmail.of(message, content, me, together(me, members),
                new CapturedEmail.Handling(
                        message.messageId() != null && rows.isNamed(content.identity()),
                        author == null || origin.isAnswer() ? EmailDirection.INBOUND : EmailDirection.OUTBOUND,
                        policy.shares(), effects.contains(EmailRuleEffect.ALWAYS_PRIVATE),
                        origin.isUnverified(me.equals(author))),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        var email = new Email(captured, threading.thread(content.identity(), message.references()));
        rows.add(email);
        parts.add(email, captured, members);
        aftermath.captured(email, domains(message));
        return new Captured(email.getId(), true);
    }

    /** Whoever brings it wants it, whoever has thrown it away. */
    private void takeBack(Long id) {
        rows.findTrashed(id).ifPresent(email -> {
            email.restore();
            rows.flush();
            aftermath.restored(email);
        });
    }

    private Map<String, UUID> members(MailMessage message) {
        return rows.members(mailboxes(message).map(Mailbox::key).distinct().toArray(String[]::new));
    }

    private static Set<String> domains(MailMessage message) {
        return mailboxes(message).map(Mailbox::domain).collect(Collectors.toSet());
    }

    private static Stream<Mailbox> mailboxes(MailMessage message) {
        return Stream.of(message.from(), message.to(), message.cc(), message.bcc()).flatMap(List::stream);
    }

    private static List<UUID> together(UUID me, Map<String, UUID> members) {
        var all = new LinkedHashSet<UUID>();
        all.add(me);
        all.addAll(members.values());
        return new ArrayList<>(all);
    }
}
