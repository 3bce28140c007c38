package dev.tenantry.notification.email;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Receipt;
import dev.tenantry.notification.delivery.DeliveryException;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.shared.problem.UsedUp;

/**
 * How many receivers an organization's workflows may write to in a period: a mail beyond waits until there is room. Marketing does not use
 * up all of it, so that what people need still goes out.
 */
@Component
class MailQuota {

    static final Limit LIMIT = Limit.WORKFLOW_MAILS_PER_ORGANIZATION;

    private static final double MARKETING = 0.8;
    private static final String WAITS = """
            update outbound_emails set limited_until = ?, limited_by = ?, limited_scope = ?, limited_most = ?, limited_period = ?, version = version + 1
            where organization_id = ? and id = ? and lease_epoch = ?""";

    private final Limits limits;
    private final WorkMeter quotas;
    private final RolePool worker;
    private final Clock clock;

    MailQuota(Limits limits, WorkMeter quotas, @Qualifier("workerPool") RolePool worker, Clock clock) {
        this.limits = limits;
        this.quotas = quotas;
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
        if (attempt.attempts() > attempt.losses() + 1) {
            return way.take(attempt);
        }
        charge(attempt);
        var counted = count(attempt);
        try {
            return way.take(attempt);
        } catch (DeliveryException failure) {
            if (failure.isUnasked()) {
                counted.putBack();
                refund(attempt);
            }
            throw failure;
        }
    }

    /** Under the organization's quota, as what its members send. */
    private WorkMeter.Counted count(MailAttempt attempt) throws DeliveryException {
        var receivers = attempt.mail().envelope().size();
        var most = quotas.most(Work.MAILS, attempt.organizationId());
        if (receivers > most) {
            refund(attempt);
            throw DeliveryException
                    .forGood("the mail has " + receivers + " receivers, and the organization's quota is " + most);
        }
        var counted = quotas.count(Work.MAILS, attempt.organizationId(), receivers);
        if (!counted.retryAfter().isZero()) {
            refund(attempt);
            var usedUp = counted.usedUp();
            var why = "the organization has written to as many receivers as its quota allows";
            throw usedUp == null
                    ? DeliveryException.deferred("it cannot be counted now to how many receivers", counted.retryAfter())
                    : waiting(attempt, counted.retryAfter(), usedUp, why + ": " + usedUp.inWords());
        }
        return counted;
    }

    private void refund(MailAttempt attempt) {
        limits.refund(LIMIT, attempt.organizationId().toString(), attempt.mail().envelope().size());
    }

    private void charge(MailAttempt attempt) throws DeliveryException {
        var quota = limits.quota(LIMIT);
        var receivers = attempt.mail().envelope().size();
        if (receivers > quota.most()) {
            throw DeliveryException.forGood("the mail has " + receivers
                    + " receivers, and the organization's workflows may write to " + quota.told());
        }
        var share = attempt.mail().purpose() == MessagePurpose.MARKETING ? MARKETING : 1;
        var wait = limits.take(LIMIT, attempt.organizationId().toString(), receivers, share);
        if (!wait.isZero()) {
            var usedUp = limits.refusal(LIMIT, "", wait).usedUp();
            throw waiting(attempt, wait, Objects.requireNonNull(usedUp),
                    "the organization's workflows have written to as many receivers as they may, "
                            + quota.told() + (share < 1 ? ", of which marketing has four fifths" : ""));
        }
    }

    private DeliveryException waiting(MailAttempt attempt, Duration wait, UsedUp by, String why) {
        var _ = worker.inTransaction(() -> worker.jdbc()
                .sql(WAITS)
                .params(Timestamp.from(clock.instant().plus(wait)), by.policy(), by.scope(), by.most())
                .param(by.period())
                .params(attempt.organizationId(), attempt.id(), attempt.epoch())
                .update());
        return DeliveryException.deferred(why, wait);
    }
}
