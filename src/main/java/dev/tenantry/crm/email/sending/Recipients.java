package dev.tenantry.crm.email.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Whom members write to: nobody who is not written to, and as many as they may. */
@Component
class Recipients {

    private final Consents consents;
    private final Limits limits;
    private final WorkMeter quotas;

    Recipients(Consents consents, Limits limits, WorkMeter quotas) {
        this.consents = consents;
        this.limits = limits;
        this.quotas = quotas;
    }

    /** Counts each of them; none where the running transaction is not committed. @throws ProblemException 422 that names those who are not written to; 429 */
    void admit(Draft draft) {
        var all = Stream.of(draft.to(), draft.cc(), draft.bcc()).flatMap(List::stream).map(Mailbox::address).toList();
        var refused = consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, all)
                .stream()
                .map(RefusedRecipient::recipient)
                .toList();
        if (!refused.isEmpty()) {
            var faults = new ArrayList<FieldError>();
            tell("to", draft.to(), refused, faults);
            tell("cc", draft.cc(), refused, faults);
            tell("bcc", draft.bcc(), refused, faults);
            throw ProblemException.invalid(faults);
        }
        charge(all);
    }

    private static void tell(String field, List<Mailbox> some, List<String> refused, List<FieldError> faults) {
        for (var index = 0; index < some.size(); index++) {
            if (refused.contains(some.get(index).address())) {
                faults.add(new FieldError(field + "[" + index + "]", "suppressed", Consents.NOT_WRITTEN_TO));
            }
        }
    }

    /** The smallest first; who is refused has used up nothing else. */
    private void charge(List<String> all) {
        var whose = TenantContext.current().organizationId();
        var organization = whose.toString();
        var member = organization + "/" + TenantContext.currentUser();
        var charged = new ArrayList<Runnable>();
        try {
            for (var address : all) {
                limits.chargeUnasked(address);
                charged.add(() -> limits.refundUnasked(address));
            }
            charge(Limit.RECEIVERS_PER_MEMBER, member, all.size());
            charged.add(() -> limits.refund(Limit.RECEIVERS_PER_MEMBER, member, all.size()));
            charge(Limit.MAILS_PER_ORGANIZATION, organization, all.size());
            charged.add(() -> limits.refund(Limit.MAILS_PER_ORGANIZATION, organization, all.size()));
            charged.add(counted(whose, all.size())::putBack);
        } catch (ProblemException refusal) {
            charged.forEach(Runnable::run);
            throw refusal;
        }
        AfterCommit.otherwise(() -> charged.forEach(Runnable::run));
    }

    /** Under the organization's quota, as what its workflows send. */
    private WorkMeter.Counted counted(UUID organization, int receivers) {
        var most = quotas.most(Work.MAILS, organization);
        if (receivers > most) {
            throw ProblemException.invalid("to", "too-many",
                    "the mail has " + receivers + " receivers, and the organization's quota is " + most);
        }
        var counted = quotas.count(Work.MAILS, organization, receivers);
        counted.orRefuse();
        return counted;
    }

    private void charge(Limit limit, String subject, int receivers) {
        var wait = limits.take(limit, subject, receivers);
        if (!wait.isZero()) {
            throw limits.refusal(limit, "mails may go to " + limits.quota(limit).told() + "; try again later", wait);
        }
    }
}
