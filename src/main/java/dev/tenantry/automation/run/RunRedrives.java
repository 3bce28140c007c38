package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;

/** Many runs that go on where they failed or were parked, so many at a time and so many a minute. */
@Service
@Transactional
class RunRedrives {

    /** In one transaction. */
    private static final int MOST = 1_000;
    private static final String STUCK = """
             from workflow_execution_logs
            where organization_id = app.org_id() and status = any (?) and (?::uuid is null or workflow_id = ?)
              and (?::timestamptz is null or created_at >= ?) and (?::timestamptz is null or created_at < ?)
              and (parent_run_id is null or not is_awaited)
              and workflow_id in (select id from workflow_definitions where organization_id = app.org_id() and deleted_at is null)""";
    private static final String VERSIONS = "select distinct workflow_id, version_number" + STUCK + " limit ?";
    /** An error that the caller may not see is not compared with anything. */
    private static final String WITH_ERROR = """
             and (?::text is null or position(lower(?) in lower(error_details)) > 0 and (workflow_id, version_number) in (
                select * from unnest(?::uuid[], ?::integer[])))""";
    private static final String FIND = "select id, workflow_id, version_number" + STUCK + WITH_ERROR
            + " order by id limit ? for update skip locked";

    private final JdbcClient jdbc;
    private final RunStarter starter;
    private final RunRights rights;
    private final RunControl control;
    private final AuditTrail audit;

    RunRedrives(JdbcClient jdbc, RunStarter starter, RunRights rights, RunControl control, AuditTrail audit) {
        this.jdbc = jdbc;
        this.starter = starter;
        this.rights = rights;
        this.control = control;
        this.audit = audit;
    }

    private record Stuck(Long id, Version version) {}

    /** @throws ProblemException 422 where there is no such workflow, and 403 where what one of them does takes more than the caller may */
    RedriveResponse redrive(RedriveRequest request) {
        request.demandFilter();
        if (request.workflowId() != null && !starter.exists(request.workflowId())) {
            throw ProblemException.invalid("workflowId", "not-found", "there is no such workflow");
        }
        var versions = request.errorContains() == null ? Set.<Version>of() : versions(request);
        var stuck = find(request, rights.readable(versions));
        demandRights(stuck.stream().map(Stuck::version).collect(Collectors.toSet()));
        var isPreview = Boolean.TRUE.equals(request.dryRun());
        if (!isPreview && !stuck.isEmpty()) {
            var rate = request.ratePerMinute();
            var apart = rate == null ? 0 : Duration.ofMinutes(1).toMillis() / (double) rate;
            control.retryAll(stuck.stream().map(Stuck::id).toList(), apart);
            audit.record(new AuditEntry("workflow-run.redriven", AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                    stuck.getFirst().id.toString(), Map.of(), Map.of("runs", stuck.size())));
        }
        return new RedriveResponse(isPreview, stuck.size(), stuck.size() < MOST && versions.size() < MOST);
    }

    private Set<Version> versions(RedriveRequest request) {
        return stuck(VERSIONS, request).param(MOST).query((row, _) -> version(row)).set();
    }

    /** @param readable versions whose runs' errors the caller may see */
    private List<Stuck> find(RedriveRequest request, Set<Version> readable) {
        return stuck(FIND, request).param(request.errorContains())
                .param(request.errorContains())
                .params(readable.stream().map(Version::workflowId).toArray(UUID[]::new),
                        readable.stream().map(Version::number).toArray(Integer[]::new))
                .param(MOST)
                .query((row, _) -> new Stuck(row.getLong("id"), version(row)))
                .list();
    }

    private JdbcClient.StatementSpec stuck(String sql, RedriveRequest request) {
        var from = Rows.timestamp(request.from());
        var to = Rows.timestamp(request.to());
        return jdbc.sql(sql)
                .param(request.statuses())
                .param(request.workflowId())
                .param(request.workflowId())
                .param(from)
                .param(from)
                .param(to)
                .param(to);
    }

    private static Version version(ResultSet row) throws SQLException {
        return Version.of(row.getObject("workflow_id", UUID.class), row.getInt("version_number"));
    }

    private void demandRights(Collection<Version> versions) {
        versions.forEach(version -> rights.demandToRetry(version.workflowId(), version.number()));
    }
}
