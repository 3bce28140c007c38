package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;

/** Many runs that go on where they failed or were parked, so many at a time and so many a minute. */
@Service
@Transactional
class RunRedrives {

    /** In one transaction. */
    private static final int MOST = 1_000;
    private static final String FIND = """
            select id, workflow_id, version_number from workflow_execution_logs
            where organization_id = app.org_id() and status = any (?) and (?::uuid is null or workflow_id = ?)
              and (?::text is null or position(lower(?) in lower(error_details)) > 0)
              and (?::timestamptz is null or created_at >= ?) and (?::timestamptz is null or created_at < ?)
              and (parent_run_id is null or not is_awaited)
              and workflow_id in (select id from workflow_definitions where organization_id = app.org_id() and deleted_at is null)
            order by id limit ? for update skip locked""";

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

    private record Version(UUID workflow, int number) {}

    private record Stuck(Long id, Version version) {}

    /** @throws ProblemException 422 where there is no such workflow, and 403 where what one of them does takes more than the caller may */
    RedriveResponse redrive(RedriveRequest request) {
        request.demandFilter();
        if (request.workflowId() != null && !starter.exists(request.workflowId())) {
            throw ProblemException.invalid("workflowId", "not-found", "there is no such workflow");
        }
        var stuck = find(request);
        demandRights(stuck.stream().map(Stuck::version).collect(Collectors.toSet()));
        var isPreview = Boolean.TRUE.equals(request.dryRun());
        if (!isPreview && !stuck.isEmpty()) {
            var rate = request.ratePerMinute();
            var apart = rate == null ? 0 : Duration.ofMinutes(1).toMillis() / (double) rate;
            control.retryAll(stuck.stream().map(Stuck::id).toList(), apart);
            audit.record(new AuditEntry("workflow-run.redriven", AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                    stuck.getFirst().id.toString(), Map.of(), Map.of("runs", stuck.size())));
        }
        return new RedriveResponse(isPreview, stuck.size(), stuck.size() < MOST);
    }

    private List<Stuck> find(RedriveRequest request) {
        var from = Rows.timestamp(request.from());
        var to = Rows.timestamp(request.to());
        return jdbc.sql(FIND)
                .param(request.statuses())
                .param(request.workflowId())
                .param(request.workflowId())
                .param(request.errorContains())
                .param(request.errorContains())
                .param(from)
                .param(from)
                .param(to)
                .param(to)
                .param(MOST)
                .query((row, _) -> new Stuck(row.getLong("id"),
                        new Version(row.getObject("workflow_id", UUID.class), row.getInt("version_number"))))
                .list();
    }

    private void demandRights(Collection<Version> versions) {
        versions.forEach(version -> rights.demandToRetry(version.workflow, version.number));
    }
}
