package dev.tenantry.shared.journal;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What records have said, from when until when: a row of what holds, {@code valid_until} null, and one of whatever held before. One in the trash, or
 * deleted for good, says nothing from then on.
 *
 * @param table   of the records, {@code exchange_rates}
 * @param history where it is kept, {@code exchange_rate_history}
 * @param key     the history's column of the record, {@code rate_id}
 * @param columns what is kept, by the same names in both
 */
public record DatedHistory(String table, String history, String key, List<String> columns) {

    /** That a record is otherwise than it was, or gone. */
    public record Written(Long record, Instant at) {}

    /** What holds no more ends before what holds now begins: the count of the former is asked by the latter. */
    public String insert() {
        return """
                with noted as materialized (select distinct n.id from unnest(?::bigint[]) as n (id)),
                live as materialized (
                    select r.id, %4$s from %1$s r join noted n on n.id = r.id
                    where r.organization_id = app.org_id() and r.deleted_at is null),
                same as materialized (
                    select l.id from live l
                    join %2$s h on h.organization_id = app.org_id() and h.%3$s = l.id and h.valid_until is null
                    where (%5$s) is not distinct from (%6$s)),
                ended as (
                    update %2$s h set valid_until = greatest(?, h.began_at) from noted n
                    where h.organization_id = app.org_id() and h.%3$s = n.id and h.valid_until is null
                      and not exists (select from same where same.id = n.id)
                    returning h.id)
                insert into %2$s (organization_id, %3$s, %7$s, began_at)
                select app.org_id(), l.id, %6$s, ?
                from live l where not exists (select from same where same.id = l.id) and (select count(*) from ended) >= 0"""
                .formatted(table, history, key, of("r."), of("h."), of("l."), of(""));
    }

    /** Of {@link #insert()}. */
    public @Nullable Object[] parameters(List<Written> written) {
        var now = written.getLast().at;
        return new @Nullable Object[]{written.stream().map(Written::record).distinct().toArray(Long[]::new), now, now};
    }

    private String of(String row) {
        return columns.stream().map(column -> row + column).collect(Collectors.joining(", "));
    }
}
