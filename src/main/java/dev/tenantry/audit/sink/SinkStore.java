package dev.tenantry.audit.sink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;

/** How far sinks have come, for the worker that has the claim. Nothing is noted where somebody else has it by now, or nobody: what was sent comes again then. */
@Component
class SinkStore {

    private static final String CLAIMED = """
            select id, sink_type, url, sealed_token, ca_certificates, sent_before, round_before, round_entry, floor_entry, mark_entry, mark_before, marked_at
            from audit_sinks where organization_id = app.org_id() and id = ? and lease_epoch = ? and is_enabled""";
    private static final String MOVE = """
            update audit_sinks s set sent_before = ?, round_before = ?, round_entry = ?, floor_entry = ?, mark_entry = ?, mark_before = ?, marked_at = ?,
                sent_count = s.sent_count + ?, last_sent_at = case when ? then now() else s.last_sent_at end, oldest_waiting_at = null, failures = 0,
                last_error = null, lease_losses = 0
            where s.organization_id = app.org_id() and s.id = ? and s.lease_epoch = ?""";
    private static final String FAIL = """
            update audit_sinks s set failures = s.failures + 1, last_error = ?, last_failed_at = now(), oldest_waiting_at = ?, lease_losses = 0
            where s.organization_id = app.org_id() and s.id = ? and s.lease_epoch = ? returning s.failures""";

    private final JdbcClient jdbc;
    private final SettledEntries settled;
    private final SinkEntries log;
    private final SinkTokens tokens;
    private final Clock clock;

    SinkStore(JdbcClient jdbc, SettledEntries settled, SinkEntries log, SinkTokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.settled = settled;
        this.log = log;
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Claimed(SinkTarget target, SinkCursor cursor) {}

    /** What is to be sent next; empty where it is not this instance's any more, or paused. */
    @Transactional(readOnly = true)
    Optional<SinkBatch> next(SinkClaim claim) {
        return jdbc.sql(CLAIMED).params(claim.sinkId(), claim.epoch()).query(this::read).optional().map(this::batch);
    }

    /** The server has taken it. @return whether that is noted */
    @Transactional
    boolean taken(SinkClaim claim, SinkBatch batch) {
        var cursor = batch.next();
        var count = batch.entries().size();
        return jdbc.sql(MOVE)
                .param(cursor.sentBefore())
                .param(cursor.roundBefore())
                .param(cursor.roundEntry())
                .param(cursor.floorEntry())
                .param(cursor.markEntry())
                .param(cursor.markBefore())
                .param(cursor.markedAt().atOffset(ZoneOffset.UTC))
                .params(count, count > 0, claim.sinkId(), claim.epoch())
                .update() == 1;
    }

    /** @return how many attempts in a row have failed; empty where it is not this instance's any more */
    @Transactional
    Optional<Integer> failed(SinkClaim claim, SinkBatch batch, String reason) {
        return jdbc.sql(FAIL)
                .params(reason, batch.entries().getFirst().createdAt().atOffset(ZoneOffset.UTC), claim.sinkId(),
                        claim.epoch())
                .query(Integer.class)
                .optional();
    }

    private SinkBatch batch(Claimed claimed) {
        var cursor = claimed.cursor.at(settled.now(), clock.instant());
        if (!cursor.isInRound()) {
            return new SinkBatch(claimed.target, List.of(), cursor);
        }
        var ids = settled.next(cursor, SinkEntries.BATCH);
        if (ids.isEmpty()) {
            return new SinkBatch(claimed.target, List.of(), cursor.ended());
        }
        var entries = log.of(ids);
        return new SinkBatch(claimed.target, entries, cursor.behind(SinkEntries.end(ids, entries)));
    }

    private Claimed read(ResultSet row, int number) throws SQLException {
        var organization = TenantContext.current().organizationId();
        var id = row.getObject("id", UUID.class);
        var target = new SinkTarget(organization, SinkType.of(row.getString("sink_type")), row.getString("url"),
                tokens.open(id, row.getString("sealed_token")), row.getString("ca_certificates"));
        var cursor = new SinkCursor(row.getLong("sent_before"), row.getObject("round_before", Long.class),
                row.getLong("round_entry"), row.getLong("floor_entry"), row.getLong("mark_entry"),
                row.getObject("mark_before", Long.class), Rows.instant(row, "marked_at"));
        return new Claimed(target, cursor);
    }
}
