package dev.tenantry.audit.sink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;

/** The platform's sinks, which are told what happens in its administration. */
@Service
class PlatformSinks extends AdminRows<AuditSinkResponse> {

    private static final String RESOURCE = "audit-sink";
    private static final int MOST = 5;
    private static final RowListQuery<AuditSinkResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(AuditSinkResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("name", "e.name", String.class, false)
                    .computed("url", "e.url", String.class, false)
                    .computed("enabled", "e.is_enabled", Boolean.class, false)
                    .computed("lastSentAt", "e.last_sent_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .build(),
            """
                    e.id, e.name, e.sink_type, e.url, e.token_changed_at, e.ca_certificates, e.is_enabled, e.sent_count, e.last_sent_at,
                    e.oldest_waiting_at, e.failures, e.last_error, e.last_failed_at, e.version, e.created_at, e.updated_at""",
            "audit_platform_sinks e", null, PlatformSinks::read);
    private static final String COUNT = "select count(*) from audit_platform_sinks";
    private static final String INSERT = """
            insert into audit_platform_sinks (id, sink_type, name, url, ca_certificates, is_enabled, sent_before)
            values (?, ?, ?, ?, ?, ?, pg_snapshot_xmin(pg_current_snapshot())::text::bigint)""";
    private static final String UPDATE = """
            update audit_platform_sinks set name = ?, url = ?, ca_certificates = ?, is_enabled = ?, failures = 0, last_error = null, due_at = now(),
                version = version + 1
            where id = ?""";
    private static final String SEAL = """
            update audit_platform_sinks set sealed_token = ?, master_key_id = ?, wrapped = ?, token_changed_at = now() where id = ?""";

    private final RolePool pool;
    private final AdminTrail trail;
    private final SinkTransports transports;
    private final PlatformTargets targets;

    PlatformSinks(RolePool adminPool, AdminTrail trail, SinkTransports transports, PlatformTargets targets) {
        super(ROWS, RESOURCE, adminPool, trail);
        this.pool = adminPool;
        this.trail = trail;
        this.transports = transports;
        this.targets = targets;
    }

    @Override
    protected Object id(AuditSinkResponse sink) {
        return sink.id();
    }

    /** It is nobody's. */
    @Override
    protected @Nullable UUID organization(AuditSinkResponse sink) {
        return null;
    }

    /** One that is told what is written from now on. @throws ProblemException 422, 409 */
    AuditSinkResponse create(AuditSinkRequest request) {
        transports.check(request, false);
        var id = Ids.next();
        return pool.inTransaction(() -> {
            pool.jdbc().sql("lock table audit_platform_sinks in share row exclusive mode").update();
            if (pool.jdbc().sql(COUNT).query(Integer.class).single() >= MOST) {
                throw ProblemException.conflict("the platform has at most " + MOST + " sinks");
            }
            pool.jdbc()
                    .sql(INSERT)
                    .params(id, request.type().toString(), request.name(), request.url())
                    .param(request.caCertificates())
                    .param(request.isEnabled())
                    .update();
            sealStated(id, request);
            var made = ROWS.find(pool.jdbc(), id).orElseThrow();
            trail.created(null, RESOURCE, id.toString(), told(made));
            return made;
        });
    }

    /** @throws ProblemException 404, 412, 422 */
    AuditSinkResponse replace(UUID id, AuditSinkRequest request, IfMatch ifMatch) {
        return pool.inTransaction(() -> {
            var kept = locked(id, ifMatch);
            transports.checkChange(request, kept.type(), kept.url(), kept.tokenChangedAt() != null);
            pool.jdbc()
                    .sql(UPDATE)
                    .params(request.name(), request.url())
                    .param(request.caCertificates())
                    .params(request.isEnabled(), id)
                    .update();
            sealStated(id, request);
            var now = ROWS.find(pool.jdbc(), id).orElseThrow();
            trail.updated(null, RESOURCE, id.toString(), told(kept), told(now));
            return now;
        });
    }

    void delete(UUID id, IfMatch ifMatch) {
        pool.inTransaction(() -> {
            var kept = locked(id, ifMatch);
            pool.jdbc().sql("delete from audit_platform_sinks where id = ?").param(id).update();
            trail.deleted(null, RESOURCE, id.toString(), told(kept));
        });
    }

    /** That it is tried is what it is told. @throws ProblemException 404 */
    SinkTarget tried(UUID id) {
        return pool.inTransaction(() -> {
            var target = pool.jdbc()
                    .sql(PlatformTargets.FIND)
                    .param(id)
                    .query(targets::read)
                    .optional()
                    .orElseThrow(ProblemException::notFound);
            trail.changed(null, RESOURCE, id.toString(), "tested", Map.of());
            return target.about(Caller.current().organizationId());
        });
    }

    private void sealStated(UUID id, AuditSinkRequest request) {
        if (request.token() != null) {
            var sealed = targets.seal(id, request.token());
            pool.jdbc()
                    .sql(SEAL)
                    .params(sealed.text(), sealed.key().masterKeyId(), sealed.key().wrapped(), id)
                    .update();
        }
    }

    private static Map<String, Object> told(AuditSinkResponse sink) {
        return Map.of("name", sink.name(), "type", sink.type().toString(), "url", sink.url(), "enabled",
                sink.enabled());
    }

    private AuditSinkResponse locked(UUID id, IfMatch ifMatch) {
        pool.jdbc().sql("select id from audit_platform_sinks where id = ? for update").param(id).query(_ -> {});
        var kept = ROWS.find(pool.jdbc(), id).orElseThrow(ProblemException::notFound);
        ifMatch.check(() -> kept);
        return kept;
    }

    private static AuditSinkResponse read(ResultSet row, int number) throws SQLException {
        var isEnabled = row.getBoolean("is_enabled");
        var failures = row.getInt("failures");
        return new AuditSinkResponse(row.getObject("id", UUID.class), row.getString("name"),
                SinkType.of(row.getString("sink_type")), row.getString("url"),
                Rows.instantOrNull(row, "token_changed_at"), row.getString("ca_certificates"), isEnabled,
                SinkStatus.of(isEnabled, failures), row.getLong("sent_count"), Rows.instantOrNull(row, "last_sent_at"),
                Rows.instantOrNull(row, "oldest_waiting_at"), failures, row.getString("last_error"),
                Rows.instantOrNull(row, "last_failed_at"), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
