package dev.tenantry.automation.run.step;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MailOrigin;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Signals;

/** Runs that wait for what becomes of a mail. */
@Component
class RunMails implements MailOrigin {

    private static final String WAKE = """
            with woken as (
                update workflow_run_queue set due_at = now() where organization_id = ? and id = ? and step_index = ? returning organization_id)
            insert into work_tickets (organization_id, queue) select organization_id, ? from woken""";

    private final RunReader reader;
    private final Rights rights;
    private final RunTransactions transactions;
    private final RolePool worker;
    private final Signals signals;
    private final Consents consents;

    RunMails(RunReader reader, Rights rights, RunTransactions transactions, @Qualifier("workerPool") RolePool worker,
            Signals signals, Consents consents) {
        this.reader = reader;
        this.rights = rights;
        this.transactions = transactions;
        this.worker = worker;
        this.signals = signals;
        this.consents = consents;
    }

    @Override
    public @Nullable String objection(long runId, int stepIndex) {
        return transactions.run(() -> reader.find(runId)
                .filter(run -> run.stepIndex() == stepIndex)
                .map(this::objection)
                .orElse(Optional.of("the run no longer waits for it"))).orElse(null);
    }

    /** What is claimed before its organization is suspended, where nobody has any rights, is under way, as any step is. */
    private Optional<String> objection(RunState run) {
        return run.trashed() != null
                ? Optional.of(run.trashed() + " is in the trash")
                : Optional.ofNullable(rights.objection(run.document(), run.publication()))
                        .filter(_ -> !reader.isOrganizationSuspended());
    }

    @Override
    public List<RefusedRecipient> refused(Mail mail) {
        return consents.refused(ContactChannel.EMAIL, mail.purpose(), mail.envelope());
    }

    @Override
    public void wake(UUID organizationId, long runId, int stepIndex) {
        if (worker.jdbc().sql(WAKE).params(organizationId, runId, stepIndex, RunQueue.NAME).update() == 1) {
            signals.afterCommit(RunQueue.NAME);
        }
    }
}
