package dev.tenantry.crm.forecasttarget;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;

/** Keeps what was aimed at, from when until when, whoever changes them: it is written with the transaction. */
@Component
class TargetStates {

    private final ObjectProvider<TransactionJournal> journal;
    private final Clock clock;

    TargetStates(ObjectProvider<TransactionJournal> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    private record Written(Long target, Instant at) {}

    @PostPersist
    @PostUpdate
    void written(ForecastTarget target) {
        journal.getObject().add(States.TABLE, new Written(target.getId(), clock.instant()));
    }

    /** One that is deleted for good is aimed at no more from then on, as one in the trash. */
    @PostRemove
    void removed(ForecastTarget target) {
        written(target);
    }

    private enum States implements JournalTable<Written> {

        TABLE;

        /** What holds no more ends before what holds now begins: the count of the former is asked by the latter. */
        @Override
        public String insert() {
            return """
                    with noted as materialized (select distinct n.id from unnest(?::bigint[]) as n (id)),
                    live as materialized (
                        select r.id, r.month, r.owner_id, r.team_id, r.amount, r.currency from forecast_targets r join noted n on n.id = r.id
                        where r.organization_id = app.org_id() and r.deleted_at is null),
                    same as materialized (
                        select l.id from live l
                        join forecast_target_history h on h.organization_id = app.org_id() and h.target_id = l.id and h.valid_until is null
                        where (h.month, h.owner_id, h.team_id, h.amount, h.currency)
                            is not distinct from (l.month, l.owner_id, l.team_id, l.amount, l.currency)),
                    ended as (
                        update forecast_target_history h set valid_until = greatest(?, h.began_at) from noted n
                        where h.organization_id = app.org_id() and h.target_id = n.id and h.valid_until is null
                          and not exists (select from same where same.id = n.id)
                        returning h.id)
                    insert into forecast_target_history (organization_id, target_id, month, owner_id, team_id, amount, currency, began_at)
                    select app.org_id(), l.id, l.month, l.owner_id, l.team_id, l.amount, l.currency, ?
                    from live l where not exists (select from same where same.id = l.id) and (select count(*) from ended) >= 0""";
        }

        @Override
        public @Nullable Object[] parameters(List<Written> written) {
            var now = written.getLast().at;
            return new @Nullable Object[]{written.stream().map(Written::target).distinct().toArray(Long[]::new), now,
                now};
        }
    }
}
