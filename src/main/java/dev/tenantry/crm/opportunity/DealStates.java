package dev.tenantry.crm.opportunity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;

/**
 * Keeps what forecasts go by of deals, from when until when, whoever changes them: it is written with the transaction, once for
 * each deal, as that stands then. The journal is there later than what listens to entities.
 */
@Component
class DealStates {

    private final ObjectProvider<TransactionJournal> journal;
    private final Clock clock;

    DealStates(ObjectProvider<TransactionJournal> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    private record Written(Long deal, Instant at) {}

    @PostPersist
    @PostUpdate
    void written(Opportunity deal) {
        journal.getObject().add(States.TABLE, new Written(deal.getId(), clock.instant()));
    }

    private enum States implements JournalTable<Written> {

        TABLE;

        /** What holds no more ends before what holds now begins: the count of the former is asked by the latter. A deal in the trash has none. */
        @Override
        public String insert() {
            return """
                    with written as materialized (
                        select o.id, o.pipeline_id, s.id as stage_id, coalesce(o.closed_owner_id, o.owner_id) as owner_id, o.amount, o.currency,
                               coalesce(o.closed_on, o.expected_close_on) as close_on, o.closed_on is not null as is_closed,
                               case when o.closed_on is null then o.forecast_category end as forecast_category,
                               o.deleted_at is not null as is_trashed
                        from opportunities o
                        join pipeline_stages s on s.organization_id = o.organization_id and s.pipeline_id = o.pipeline_id and s.name = o.stage
                        where o.organization_id = app.org_id() and o.id = any (?::bigint[])),
                    same as materialized (
                        select w.id from written w
                        join opportunity_history h on h.organization_id = app.org_id() and h.opportunity_id = w.id and h.valid_until is null
                        where not w.is_trashed
                          and (h.pipeline_id, h.stage_id, h.owner_id, h.amount, h.currency, h.close_on, h.is_closed, h.forecast_category)
                              is not distinct from
                              (w.pipeline_id, w.stage_id, w.owner_id, w.amount, w.currency, w.close_on, w.is_closed, w.forecast_category)),
                    ended as (
                        update opportunity_history h set valid_until = greatest(?, h.began_at) from written w
                        where h.organization_id = app.org_id() and h.opportunity_id = w.id and h.valid_until is null
                          and not exists (select from same where same.id = w.id)
                        returning h.id)
                    insert into opportunity_history (organization_id, opportunity_id, pipeline_id, stage_id, owner_id, amount, currency,
                                                     close_on, is_closed, forecast_category, began_at)
                    select app.org_id(), w.id, w.pipeline_id, w.stage_id, w.owner_id, w.amount, w.currency, w.close_on, w.is_closed,
                           w.forecast_category, ?
                    from written w
                    where not w.is_trashed and not exists (select from same where same.id = w.id) and (select count(*) from ended) >= 0""";
        }

        @Override
        public @Nullable Object[] parameters(List<Written> written) {
            var now = written.getLast().at;
            return new @Nullable Object[]{written.stream().map(Written::deal).distinct().toArray(Long[]::new), now,
                now};
        }
    }
}
