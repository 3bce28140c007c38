package dev.tenantry.notification.email;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.WaitingWork;
import dev.tenantry.shared.work.Signals;

/** Mails beyond a quota. They go before those that were written later. */
@Component
class WaitingMails implements WaitingWork {

    /** Whatever waits has a ticket. What another instance is waking already is passed over. */
    private static final String WAKE = """
            with woken as (
                update outbound_emails m set due_at = m.created_at, limited_until = null, version = m.version + 1
                from (select e.organization_id, e.id from outbound_emails e
                    where e.organization_id = any (array(select t.organization_id from work_tickets t where t.queue = any (array[?, ?])))
                        and e.due_at > now() and e.limited_until > now() and e.leased_by is null
                    for update of e skip locked) as w
                where m.organization_id = w.organization_id and m.id = w.id
                returning m.organization_id, m.integration_id)
            insert into work_tickets (organization_id, queue)
            select distinct organization_id, case when integration_id is null then ? else ? end from woken""";

    private final RolePool worker;
    private final Signals signals;

    WaitingMails(@Qualifier("workerPool") RolePool worker, Signals signals) {
        this.worker = worker;
        this.signals = signals;
    }

    @Override
    public void askAgain() {
        var isAny = worker.inTransaction(() -> worker.jdbc()
                .sql(WAKE)
                .params(MailOutbox.NAME, MailOutbox.OF_OWN_SERVERS, MailOutbox.NAME, MailOutbox.OF_OWN_SERVERS)
                .update()) > 0;
        if (isAny) {
            signals.raise(MailOutbox.NAME);
            signals.raise(MailOutbox.OF_OWN_SERVERS);
        }
    }
}
