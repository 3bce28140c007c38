package dev.tenantry.audit.sink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;

/** How far the platform's sinks have come. Nothing is noted where somebody else has changed or claimed one since: what was sent comes again then. */
@Component
class PlatformSinkStore {

    /** Longer than a server may take. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String DUE = "select id from audit_platform_sinks where is_enabled and due_at <= now() order by due_at";
    private static final String CLAIM = """
            update audit_platform_sinks set due_at = now() + ? * interval '1 millisecond' where id = ? and is_enabled and due_at <= now()
            returning id, sink_type, url, sealed_token, master_key_id, wrapped, ca_certificates, sent_before, round_before, round_entry, failures, due_at""";
    private static final String PLACE = """
            select pg_snapshot_xmin(s.s)::text::bigint, pg_snapshot_xmax(s.s)::text::bigint from (select pg_current_snapshot() as s) s""";
    private static final String NEXT = """
            select organization_id, id from audit_logs
            where (request_path ^@ '/admin/' or request_path ^@ '/auth/v1/admin/' or action_type = 'audit-log.altered')
              and transaction_id >= ?::text::xid8 and transaction_id < ?::text::xid8 and id > ?
            order by id limit ?""";
    private static final String MOVE = """
            update audit_platform_sinks set sent_before = ?, round_before = ?, round_entry = ?, sent_count = sent_count + ?,
                last_sent_at = case when ? then now() else last_sent_at end, oldest_waiting_at = null, failures = 0, last_error = null,
                due_at = now() + ? * interval '1 millisecond'
            where id = ? and due_at = ? returning due_at""";
    private static final String FAIL = """
            update audit_platform_sinks set failures = failures + 1, last_error = ?, last_failed_at = now(), oldest_waiting_at = ?,
                due_at = now() + ? * interval '1 millisecond'
            where id = ? and due_at = ?""";

    private final RolePool worker;
    private final PlatformTargets targets;
    private final SinkEntries log;
    private final Clock clock;

    PlatformSinkStore(@Qualifier("workerPool") RolePool worker, PlatformTargets targets, SinkEntries log, Clock clock) {
        this.worker = worker;
        this.targets = targets;
        this.log = log;
        this.clock = clock;
    }

    /** @param until by which it is known that nobody else has it */
    record Claim(UUID sink, SinkTarget target, SinkCursor cursor, int failures, Instant until) {}

    private record Found(UUID organization, Long id) {}

    List<UUID> due() {
        return List.copyOf(worker.jdbc().sql(DUE).query(UUID.class).list());
    }

    Optional<Claim> claim(UUID sink) {
        return worker.jdbc().sql(CLAIM).params(LEASE.toMillis(), sink).query(this::read).optional();
    }

    /** What is to be sent next, all of it one organization's. */
    SinkBatch next(Claim claim) {
        var place = worker.jdbc()
                .sql(PLACE)
                .query((row, _) -> new SettledEntries.Place(row.getLong(1), row.getLong(2), 0))
                .single();
        var cursor = claim.cursor.at(place, clock.instant());
        if (!cursor.isInRound()) {
            return new SinkBatch(claim.target, List.of(), cursor);
        }
        var found = worker.jdbc()
                .sql(NEXT)
                .params(cursor.sentBefore(), cursor.roundEnd(), cursor.roundEntry(), SinkEntries.BATCH)
                .query((row, _) -> new Found(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
        if (found.isEmpty()) {
            return new SinkBatch(claim.target, List.of(), cursor.ended());
        }
        var organization = found.getFirst().organization;
        var ids = found.stream().takeWhile(one -> one.organization.equals(organization)).map(Found::id).toList();
        var entries = new TenantContext(organization, null).call(() -> log.of(ids));
        return new SinkBatch(claim.target.about(organization), entries, cursor.behind(SinkEntries.end(ids, entries)));
    }

    /** The server has taken it. @return the claim that goes on; empty where it is somebody else's by now */
    Optional<Claim> taken(Claim claim, SinkBatch batch) {
        return move(claim, batch, LEASE);
    }

    /** Nothing waits. */
    void idle(Claim claim, SinkBatch batch) {
        move(claim, batch, SinkPauses.IDLE);
    }

    void failed(Claim claim, SinkBatch batch, String reason, Duration pause) {
        worker.jdbc()
                .sql(FAIL)
                .params(reason, batch.entries().getFirst().createdAt().atOffset(ZoneOffset.UTC), pause.toMillis(),
                        claim.sink)
                .param(Rows.timestamp(claim.until))
                .update();
    }

    private Optional<Claim> move(Claim claim, SinkBatch batch, Duration until) {
        var next = batch.next();
        var count = batch.entries().size();
        return worker.jdbc()
                .sql(MOVE)
                .param(next.sentBefore())
                .param(next.roundBefore())
                .param(next.roundEntry())
                .params(count, count > 0, until.toMillis(), claim.sink)
                .param(Rows.timestamp(claim.until))
                .query((row, _) -> new Claim(claim.sink, claim.target, next, 0,
                        Rows.instant(row, "due_at")))
                .optional();
    }

    private Claim read(ResultSet row, int number) throws SQLException {
        var cursor = new SinkCursor(row.getLong("sent_before"), row.getObject("round_before", Long.class),
                row.getLong("round_entry"), 0, 0, null, clock.instant());
        return new Claim(row.getObject("id", UUID.class), targets.read(row, number), cursor, row.getInt("failures"),
                Rows.instant(row, "due_at"));
    }
}
