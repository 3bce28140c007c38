package dev.tenantry.automation.run.step;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.MailOrigin;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Signals;

/** Runs that wait for what becomes of a mail. */
@Component
class RunMails implements MailOrigin<MailCause.Step> {

    private static final String WAKE = """
            with woken as (
                update workflow_run_queue set due_at = now() where organization_id = ? and id = ? and step_index = ? returning organization_id)
            insert into work_tickets (organization_id, queue) select organization_id, ? from woken""";

    private final RunReader reader;
    private final Rights rights;
    private final RunTransactions transactions;
    private final RolePool worker;
    private final Signals signals;

    RunMails(RunReader reader, Rights rights, RunTransactions transactions, @Qualifier("workerPool") RolePool worker,
            Signals signals) {
        this.reader = reader;
        this.rights = rights;
        this.transactions = transactions;
        this.worker = worker;
        this.signals = signals;
    }

    @Override
    public Class<MailCause.Step> kind() {
        return MailCause.Step.class;
    }

    @Override
    public @Nullable String objection(MailCause.Step step) {
        return transactions.run(() -> reader.find(step.runId())
                .filter(run -> run.stepIndex() == step.stepIndex())
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
    public void wake(UUID organizationId, MailCause.Step step) {
        if (worker.jdbc()
                .sql(WAKE)
                .params(organizationId, step.runId(), step.stepIndex(), RunQueue.NAME)
                .update() == 1) {
            signals.afterCommit(RunQueue.NAME);
        }
    }
}
