package dev.tenantry.automation.approval;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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

    /** Those of the members who may be sent one now by the running transaction, which counts once it is committed. */
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
            refundUnlessCommitted(organization, subject);
            return true;
        }
        limits.refund(Limit.APPROVAL_MAILS_PER_MEMBER, subject);
        return false;
    }

    /** A mail is queued by the running transaction, or not at all. */
    private void refundUnlessCommitted(String organization, String subject) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    limits.refund(Limit.APPROVAL_MAILS_PER_MEMBER, subject);
                    limits.refund(Limit.WORKFLOW_MAILS_PER_ORGANIZATION, organization);
                }
            }
        });
    }
}
