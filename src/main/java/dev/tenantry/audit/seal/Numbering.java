package dev.tenantry.audit.seal;

import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;

/**
 * Tells which entries are to be sealed: those of all transactions before the oldest one that is still open. Of these nothing can be added any more, so
 * that each is told once, whichever way ids, times and commits are ordered.
 */
@Component
class Numbering {

    /** Entries at a time; those of one transaction stay together. */
    private static final int MOST = 20_000;
    /** Transactions without an entry that are passed over in memory before that is written. */
    private static final long WORTH_WRITING = 100_000;

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended('audit numbering', 0))";
    private static final String BOUNDS = """
            select sealed_before::text::bigint as since, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon from audit_log_sealing where log = 'audit_logs'""";
    /** The first transaction that is too much. By its bare name what is ordered by would be the text that is selected, and no index serves that. */
    private static final String FULL = """
            select (select a.transaction_id::text::bigint from audit_logs a where a.transaction_id >= ?::text::xid8 and a.transaction_id < ?::text::xid8
                    order by a.transaction_id limit 1) as first,
                coalesce((select a.transaction_id::text::bigint from audit_logs a where a.transaction_id >= ?::text::xid8 and a.transaction_id < ?::text::xid8
                    order by a.transaction_id offset ? limit 1), ?) as until""";
    private static final String TELL = """
            insert into audit_log_unsealed (organization_id, entry_id, created_at)
            select a.organization_id, a.id, a.created_at from audit_logs a
            where a.transaction_id >= ?::text::xid8 and a.transaction_id < ?::text::xid8
              and not exists (select from audit_log_seals s where s.organization_id = a.organization_id and s.entry_id = a.id)
            on conflict do nothing""";
    private static final String MOVE = "update audit_log_sealing set sealed_before = ?::text::xid8 where log = 'audit_logs'";
    private static final String WAITING = "select distinct organization_id from audit_log_unsealed";

    private final RolePool worker;

    Numbering(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    private record Bounds(long since, long horizon) {}

    /** @param first transaction with an entry; 0 where there is none */
    private record Part(long first, long until) {}

    /** @return whether there may be more at once */
    boolean tell() {
        return worker.inTransaction(() -> worker.jdbc().sql(LOCK).query(Boolean.class).single() && tellNext());
    }

    /** Whose entries are to be sealed. */
    List<UUID> waiting() {
        return List.copyOf(worker.jdbc().sql(WAITING).query(UUID.class).list());
    }

    /** All entries of transactions before it have been told of. */
    long sealedBefore() {
        return bounds().since;
    }

    private boolean tellNext() {
        var bounds = bounds();
        if (bounds.horizon < bounds.since) {
            return tellRestored(bounds);
        }
        var part = part(bounds);
        if (part.first == 0) {
            if (bounds.horizon - bounds.since > WORTH_WRITING) {
                move(bounds.horizon);
            }
            return false;
        }
        var until = Math.max(part.until, part.first + 1);
        tell(bounds.since, until);
        move(until);
        return until < bounds.horizon;
    }

    /** The server counts transactions anew, as after a restoration into another one: whatever has no seal is told of, once. */
    private boolean tellRestored(Bounds bounds) {
        tell(0, Long.MAX_VALUE);
        move(bounds.horizon);
        return false;
    }

    private void tell(long since, long until) {
        worker.jdbc().sql(TELL).params(text(since), text(until)).update();
    }

    private void move(long until) {
        worker.jdbc().sql(MOVE).param(text(until)).update();
    }

    private Bounds bounds() {
        return worker.jdbc().sql(BOUNDS).query((row, _) -> new Bounds(row.getLong(1), row.getLong(2))).single();
    }

    private Part part(Bounds bounds) {
        var since = text(bounds.since);
        var until = text(bounds.horizon);
        return worker.jdbc()
                .sql(FULL)
                .params(since, until, since, until, MOST, bounds.horizon)
                .query((row, _) -> new Part(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static String text(long transaction) {
        return Long.toString(transaction);
    }
}
