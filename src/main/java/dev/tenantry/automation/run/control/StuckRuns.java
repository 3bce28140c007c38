package dev.tenantry.automation.run.control;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.start.RefusedRuns;
import dev.tenantry.automation.run.start.RunStarter;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;

/** The runs that a redrive may be about, the oldest first, from one on: those that go on, and those that have not begun. */
@Component
class StuckRuns {

    private static final String STUCK = """
             from workflow_execution_logs
            where organization_id = app.org_id() and status = any (?) and (?::uuid is null or workflow_id = ?)
              and (?::timestamptz is null or created_at >= ?) and (?::timestamptz is null or created_at < ?)
              and (parent_run_id is null or not is_awaited)
              and workflow_id in (select id from workflow_definitions where organization_id = app.org_id() and deleted_at is null)""";
    private static final String VERSIONS = "select distinct workflow_id, version_number" + STUCK
            + RunRights.FURTHER;
    /** An error that the caller may not see is not compared with anything. */
    private static final String WITH_ERROR = " and (?::text is null or position(lower(?) in lower(error_details)) > 0 and "
            + RunRights.SEES.formatted("workflow_id", "version_number", "carried_permissions") + ") and id > ?";
    /** Whoever works on one is let be, but not passed over without a word. */
    private static final String FIND = "with stuck as materialized (select id, workflow_id, version_number, carried_permissions"
            + STUCK
            + WITH_ERROR
            + """
             order by id limit ?),
            held as materialized (
                select l.id from workflow_execution_logs l
                where l.organization_id = app.org_id() and l.id in (select id from stuck) and l.status = any (?) order by l.id for update skip locked)
            select s.id, s.workflow_id, s.version_number, s.carried_permissions, h.id is not null as is_held from stuck s left join held h on h.id = s.id order by s.id""";
    /** Those that an event asked for; others were turned away by the enrolment. */
    private static final String FIND_REFUSED = "select id, workflow_id, trigger_id, event_id, depth"
            + STUCK + WITH_ERROR + " and event_id is not null order by id limit ?";

    private final JdbcClient jdbc;
    private final RunRights rights;
    private final RunStarter starter;

    StuckRuns(JdbcClient jdbc, RunRights rights, RunStarter starter) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.starter = starter;
    }

    /** @param isHeld whether the transaction has it; somebody else is working on it otherwise */
    record Stuck(Long id, RunContent content, boolean isHeld) {}

    /** @throws ProblemException 422 where there is no such workflow */
    List<Stuck> find(RedriveRequest request, int most) {
        return stuck(FIND, request, readable(request)).param(most)
                .param(request.statuses())
                .query((row, _) -> new Stuck(row.getLong("id"), RunContent.read(row), row.getBoolean("is_held")))
                .list();
    }

    /** @throws ProblemException 422 where there is no such workflow */
    List<RefusedRuns.Refused> findRefused(RedriveRequest request, int most) {
        return stuck(FIND_REFUSED, request, readable(request)).param(most)
                .query((row, _) -> new RefusedRuns.Refused(row.getLong("id"), row.getObject("workflow_id", UUID.class),
                        row.getObject("trigger_id", UUID.class), row.getLong("event_id"), row.getInt("depth")))
                .list();
    }

    /** Of all that have such runs those whose errors the caller may see. */
    private String[] readable(RedriveRequest request) {
        if (request.workflowId() != null && !starter.exists(request.workflowId())) {
            throw ProblemException.invalid("workflowId", "not-found", "there is no such workflow");
        }
        return request.errorContains() == null
                ? new String[0]
                : rights.readableVersions(() -> stuck(VERSIONS, request));
    }

    private JdbcClient.StatementSpec stuck(String sql, RedriveRequest request, String[] readable) {
        return stuck(sql, request).param(request.errorContains())
                .param(request.errorContains())
                .param(readable)
                .param(Caller.current().permissions().toArray(String[]::new))
                .param(request.after() == null ? 0L : request.after());
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
}
