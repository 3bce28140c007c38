package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/** Whom those who attend are mailed as, and how much: who wants none gets none, and nobody too much. */
@Component
class InvitationAllowance {

    private static final ScopedValue<Boolean> COUNTED = ScopedValue.newInstance();

    private final Limits limits;
    private final Consents consents;

    InvitationAllowance(Limits limits, Consents consents) {
        this.limits = limits;
        this.consents = consents;
    }

    /** What is done about mails that were counted already, as others than members cause them. */
    static void counted(Runnable work) {
        ScopedValue.where(COUNTED, true).run(work);
    }

    static boolean isCounted() {
        return COUNTED.isBound();
    }

    /** Those who are not written to. */
    Set<String> refused(Collection<String> addresses) {
        return consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, addresses)
                .stream()
                .map(RefusedRecipient::recipient)
                .collect(Collectors.toSet());
    }

    /** After which time a mail may go to the address; zero: now, which is counted. */
    Duration left(String address) {
        var pause = pause(address);
        return pause == null ? Duration.ZERO : pause.time;
    }

    private record Pause(Limit limit, Duration time) {}

    /** Likewise. @throws dev.tenantry.shared.problem.ProblemException 429 where none may go out for the organization */
    Duration demand(String address) {
        var pause = pause(address);
        if (pause == null || pause.limit == Limit.SENDS_PER_ADDRESS) {
            return pause == null ? Duration.ZERO : pause.time;
        }
        throw limits.refusal(pause.limit, "at most " + limits.most(pause.limit)
                + " mails go out for an organization in a while: invite again in "
                + pause.time.plusSeconds(59).toMinutes() + " minutes", pause.time);
    }

    /** Null where a mail may go to the address now, which is counted. */
    private @Nullable Pause pause(String address) {
        if (isCounted()) {
            return null;
        }
        var organization = TenantContext.current().organizationId().toString();
        var forAll = limits.take(Limit.MAILS_PER_ORGANIZATION, organization);
        if (!forAll.isZero()) {
            return new Pause(Limit.MAILS_PER_ORGANIZATION, forAll);
        }
        var forOne = limits.takeUnasked(address);
        if (forOne.isZero()) {
            return null;
        }
        limits.refund(Limit.MAILS_PER_ORGANIZATION, organization);
        return new Pause(Limit.SENDS_PER_ADDRESS, forOne);
    }

    /** The mail does not go. */
    void refund(String address) {
        if (!isCounted()) {
            limits.refund(Limit.MAILS_PER_ORGANIZATION, TenantContext.current().organizationId().toString());
            limits.refundUnasked(address);
        }
    }
}
