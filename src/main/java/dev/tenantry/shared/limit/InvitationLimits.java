package dev.tenantry.shared.limit;

import java.util.UUID;

import org.springframework.stereotype.Component;

/** Bounds the mails by which organizations invite people, who need not know of it. */
@Component
public class InvitationLimits {

    private final Limits limits;

    InvitationLimits(Limits limits) {
        this.limits = limits;
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 429 where the organization, or anybody, sends the person too many */
    public void charge(UUID organization, String address) {
        limits.charge(Limit.INVITATIONS_PER_ADDRESS, organization + " " + Limits.recipient(address));
        limits.chargeUnasked(address);
        limits.charge(Limit.MAILS_PER_ORGANIZATION, organization.toString());
    }
}
