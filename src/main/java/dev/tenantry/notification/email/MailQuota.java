package dev.tenantry.notification.email;

import java.sql.Timestamp;
import java.time.Clock;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Receipt;
import dev.tenantry.notification.delivery.DeliveryException;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;

/**
 * How many receivers an organization's workflows may write to in a period: a mail beyond waits until there is room. Marketing does not use
 * up all of it, so that what people need still goes out.
 */
@Component
class MailQuota {

    static final Limit LIMIT = Limit.WORKFLOW_MAILS_PER_ORGANIZATION;

    private static final double MARKETING = 0.8;
    private static final String WAITS = """
            update outbound_emails set limited_until = ?, version = version + 1
            where organization_id = ? and id = ? and lease_epoch = ?""";

    private final Limits limits;
    private final RolePool worker;
    private final Clock clock;

    MailQuota(Limits limits, @Qualifier("workerPool") RolePool worker, Clock clock) {
        this.limits = limits;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * Has it sent where there is room; what is tried again is counted already, unless the processes ended that made all attempts before, and what
     * the way puts off, or refuses without asking anybody, is not.
     *
     * @throws DeliveryException where it is not to be sent now, or has more receivers than there may be, besides what the way throws
     */
    Receipt within(MailAttempt attempt, MailOutbox.Way way) throws DeliveryException {
        if (attempt.cause() instanceof MailCause.Personal) {
            // Counted when it was written.
            return way.take(attempt);
        }
        var isCharged = charge(attempt);
        try {
            return way.take(attempt);
        } catch (DeliveryException failure) {
            if (isCharged && failure.isUnasked()) {
                limits.refund(LIMIT, attempt.organizationId().toString(), attempt.mail().envelope().size());
            }
            throw failure;
        }
    }

    private boolean charge(MailAttempt attempt) throws DeliveryException {
        if (attempt.attempts() > attempt.losses() + 1) {
            return false;
        }
        var quota = limits.quota(LIMIT);
        var receivers = attempt.mail().envelope().size();
        if (receivers > quota.most()) {
            throw DeliveryException.forGood("the mail has " + receivers
                    + " receivers, and the organization's workflows may write to " + quota.told());
        }
        var share = attempt.mail().purpose() == MessagePurpose.MARKETING ? MARKETING : 1;
        var wait = limits.take(LIMIT, attempt.organizationId().toString(), receivers, share);
        if (wait.isZero()) {
            return true;
        }
        var _ = worker.inTransaction(() -> worker.jdbc()
                .sql(WAITS)
                .params(Timestamp.from(clock.instant().plus(wait)), attempt.organizationId(), attempt.id(),
                        attempt.epoch())
                .update());
        throw DeliveryException.deferred("the organization's workflows have written to as many receivers as they may, "
                + quota.told() + (share < 1 ? ", of which marketing has four fifths" : ""), wait);
    }
}
