package dev.tenantry.crm.email.capture;

import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.subethamail.smtp.RejectException;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;

/** How much is taken at addresses to which anybody may write who knows them, before it is kept. */
@Component
class MailQuotas {

    private static final int KILOBYTE = 1_000;
    /** Of what an organization takes, the part that may be in answers: whoever was ever written to can send some. */
    private static final double SHARE_OF_ANSWERS = 0.5;

    private final Limits limits;

    MailQuotas(Limits limits) {
        this.limits = limits;
    }

    /** @throws RejectException where the address takes no more mails for now */
    void admit(Limit limit, String address) throws RejectException {
        demand(limits.take(limit, address));
    }

    /** @param size in octets @throws RejectException where there is no room for the mail for now */
    void admitCaptured(UUID organization, String address, long size) throws RejectException {
        admit(Limit.CAPTURED_KILOBYTES_PER_ADDRESS, address, organization, size, 1);
    }

    /** Likewise, at the address that a mail has for its answers. */
    void admitAnswer(UUID organization, String address, long size) throws RejectException {
        admit(Limit.ANSWER_KILOBYTES_PER_MAIL, address, organization, size, SHARE_OF_ANSWERS);
    }

    private void admit(Limit own, String address, UUID organization, long size, double share) throws RejectException {
        var kilobytes = Math.toIntExact(size / KILOBYTE + 1);
        demand(limits.take(own, address, kilobytes));
        var wait = limits.take(Limit.CAPTURED_KILOBYTES_PER_ORGANIZATION, organization.toString(), kilobytes, share);
        if (!wait.isZero()) {
            limits.refund(own, address, kilobytes);
            demand(wait);
        }
    }

    private static void demand(Duration wait) throws RejectException {
        if (!wait.isZero()) {
            throw new RejectException(452, "4.7.1 this address has taken as many mails as it may for now");
        }
    }
}
