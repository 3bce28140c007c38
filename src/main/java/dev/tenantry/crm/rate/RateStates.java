package dev.tenantry.crm.rate;

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

/** Keeps what was known of rates, from when until when, whoever changes them: it is written with the transaction. */
@Component
class RateStates {

    private final ObjectProvider<TransactionJournal> journal;
    private final Clock clock;

    RateStates(ObjectProvider<TransactionJournal> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    private record Written(Long rate, Instant at) {}

    @PostPersist
    @PostUpdate
    void written(ExchangeRate rate) {
        journal.getObject().add(States.TABLE, new Written(rate.getId(), clock.instant()));
    }

    /** One that is deleted for good is known no more from then on, as one in the trash. */
    @PostRemove
    void removed(ExchangeRate rate) {
        written(rate);
    }

    private enum States implements JournalTable<Written> {

        TABLE;

        /** What holds no more ends before what holds now begins: the count of the former is asked by the latter. */
        @Override
        public String insert() {
            return """
                    with noted as materialized (select distinct n.id from unnest(?::bigint[]) as n (id)),
                    live as materialized (
                        select r.id, r.from_currency, r.to_currency, r.valid_on, r.rate from exchange_rates r join noted n on n.id = r.id
                        where r.organization_id = app.org_id() and r.deleted_at is null),
                    same as materialized (
                        select l.id from live l
                        join exchange_rate_history h on h.organization_id = app.org_id() and h.rate_id = l.id and h.valid_until is null
                        where (h.from_currency, h.to_currency, h.valid_on, h.rate) = (l.from_currency, l.to_currency, l.valid_on, l.rate)),
                    ended as (
                        update exchange_rate_history h set valid_until = greatest(?, h.began_at) from noted n
                        where h.organization_id = app.org_id() and h.rate_id = n.id and h.valid_until is null
                          and not exists (select from same where same.id = n.id)
                        returning h.id)
                    insert into exchange_rate_history (organization_id, rate_id, from_currency, to_currency, valid_on, rate, began_at)
                    select app.org_id(), l.id, l.from_currency, l.to_currency, l.valid_on, l.rate, ?
                    from live l where not exists (select from same where same.id = l.id) and (select count(*) from ended) >= 0""";
        }

        @Override
        public @Nullable Object[] parameters(List<Written> written) {
            var now = written.getLast().at;
            return new @Nullable Object[]{written.stream().map(Written::rate).distinct().toArray(Long[]::new), now,
                now};
        }
    }
}
