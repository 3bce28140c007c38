package dev.tenantry.automation.approval;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/** How many mails people are sent that ask them something: a few each, and of an organization as many as its workflows may send. */
@Component
class ApprovalAllowance {

    private final Limits limits;

    ApprovalAllowance(Limits limits) {
        this.limits = limits;
    }

    /** Those of the members who may be sent one now, which counts. */
    List<UUID> take(List<UUID> members) {
        return members.stream().filter(this::take).toList();
    }

    boolean take(UUID member) {
        var organization = TenantContext.current().organizationId().toString();
        var subject = organization + "/" + member;
        if (!limits.take(Limit.APPROVAL_MAILS_PER_MEMBER, subject).isZero()) {
            return false;
        }
        if (limits.take(Limit.WORKFLOW_MAILS_PER_ORGANIZATION, organization).isZero()) {
            return true;
        }
        limits.refund(Limit.APPROVAL_MAILS_PER_MEMBER, subject);
        return false;
    }
}
