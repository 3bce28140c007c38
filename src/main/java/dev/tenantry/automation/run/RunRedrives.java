package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;

/** Many runs that go on where they failed or were parked, or begin after they were refused, so many at a time and so many a minute. */
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
    private static final String VERSIONS = "select distinct workflow_id, version_number" + STUCK
            + " and (workflow_id, version_number) > (?, ?) order by workflow_id, version_number limit ?";
    /** An error that the caller may not see is not compared with anything. */
    private static final String WITH_ERROR = """
             and (?::text is null or position(lower(?) in lower(error_details)) > 0 and (workflow_id, version_number) in (
                select * from unnest(?::uuid[], ?::integer[])) and coalesce(carried_permissions, '{}') <@ ?::text[])""";
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

    /** Those that there were too many of: what is too deep is refused again, and what nobody keeps any more cannot begin. */
    private static final String FIND_REFUSED = "select id, workflow_id, version_number, carried_permissions, trigger_id, event_id"
            + STUCK
            + WITH_ERROR + """
             and depth < ? and event_id in (select e.id from domain_events e where e.organization_id = app.org_id())
             order by id limit ?""";

    private final JdbcClient jdbc;
    private final RunStarter starter;
    private final RunRights rights;
    private final RunControl control;
    private final RefusedRuns refusals;
    private final AuditTrail audit;

    RunRedrives(JdbcClient jdbc, RunStarter starter, RunRights rights, RunControl control, RefusedRuns refusals,
            AuditTrail audit) {
        this.refusals = refusals;
        this.jdbc = jdbc;
        this.starter = starter;
        this.rights = rights;
        this.control = control;
        this.audit = audit;
    }

    private record Stuck(Long id, RunContent content, boolean isHeld) {}

    private record Waiting(Long id, RunContent content, RefusedRuns.Refused refused) {}

    /** @throws ProblemException 422 where there is no such workflow, and 403 where what one of them does takes more than the caller may */
    RedriveResponse redrive(RedriveRequest request) {
        request.demandFilter();
        if (request.workflowId() != null && !starter.exists(request.workflowId())) {
            throw ProblemException.invalid("workflowId", "not-found", "there is no such workflow");
        }
        var readable = request.errorContains() == null ? Set.<Version>of() : readable(request);
        return request.isOfRefused() ? begin(request, readable) : goOn(request, readable);
    }

    private RedriveResponse goOn(RedriveRequest request, Set<Version> readable) {
        var stuck = find(request, readable);
        demandRights(stuck.stream().map(Stuck::content));
        var isPreview = Boolean.TRUE.equals(request.dryRun());
        var held = stuck.stream().filter(Stuck::isHeld).map(Stuck::id).toList();
        if (!isPreview && !held.isEmpty()) {
            control.retryAll(held, apart(request));
            record(held.getFirst(), held.size());
        }
        return new RedriveResponse(isPreview, held.size(), stuck.size() - held.size(),
                stuck.size() < MOST && held.size() == stuck.size());
    }

    /** What there is to begin is looked for once more when the workflows are locked: somebody may have had it begin since. */
    private RedriveResponse begin(RedriveRequest request, Set<Version> readable) {
        var _ = refusals.ready(refused(request, readable).stream().map(Waiting::refused).toList());
        var found = refused(request, readable);
        demandRights(found.stream().map(Waiting::content));
        var ready = refusals.ready(found.stream().map(Waiting::refused).toList());
        demandRights(ready.stream()
                .map(one -> new RunContent(Version.of(one.workflow().workflowId(), one.workflow().version()),
                        Set.of())));
        var isPreview = Boolean.TRUE.equals(request.dryRun());
        var begun = isPreview || ready.isEmpty() ? ready.size() : refusals.begin(ready, apart(request));
        if (!isPreview && begun > 0) {
            record(found.getFirst().id, begun);
        }
        return new RedriveResponse(isPreview, begun, found.size() - begun, found.size() < MOST);
    }

    private void demandRights(Stream<RunContent> contents) {
        contents.distinct().forEach(rights::demandToRetry);
    }

    /** Milliseconds. */
    private static double apart(RedriveRequest request) {
        var rate = request.ratePerMinute();
        return rate == null ? 0 : Duration.ofMinutes(1).toMillis() / (double) rate;
    }

    private void record(Long first, int runs) {
        audit.record(new AuditEntry("workflow-run.redriven", AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                first.toString(), Map.of(), Map.of("runs", runs)));
    }

    /** Of all that have such runs those whose errors the caller may see, so many looked at at a time. */
    private Set<Version> readable(RedriveRequest request) {
        var readable = new HashSet<Version>();
        var last = Version.of(new UUID(0, 0), 0);
        List<Version> some;
        do {
            some = stuck(VERSIONS, request).params(last.workflowId(), last.number(), MOST)
                    .query((row, _) -> version(row))
                    .list();
            rights.readable(some.stream().map(version -> new RunContent(version, Set.of())).toList())
                    .forEach(content -> readable.add(content.version()));
            last = some.isEmpty() ? last : some.getLast();
        } while (some.size() == MOST);
        return readable;
    }

    /** @param readable versions whose runs' errors the caller may see */
    private List<Stuck> find(RedriveRequest request, Set<Version> readable) {
        return stuck(FIND, request, readable).param(MOST)
                .param(request.statuses())
                .query((row, _) -> new Stuck(row.getLong("id"), RunContent.read(row), row.getBoolean("is_held")))
                .list();
    }

    private List<Waiting> refused(RedriveRequest request, Set<Version> readable) {
        return stuck(FIND_REFUSED, request, readable).param(refusals.tooDeep())
                .param(MOST)
                .query((row, _) -> new Waiting(row.getLong("id"), RunContent.read(row),
                        new RefusedRuns.Refused(row.getObject("workflow_id", UUID.class),
                                row.getObject("trigger_id", UUID.class), row.getLong("event_id"))))
                .list();
    }

    private JdbcClient.StatementSpec stuck(String sql, RedriveRequest request, Set<Version> readable) {
        return stuck(sql, request).param(request.errorContains())
                .param(request.errorContains())
                .params(readable.stream().map(Version::workflowId).toArray(UUID[]::new),
                        readable.stream().map(Version::number).toArray(Integer[]::new))
                .param(Caller.current().permissions().toArray(String[]::new));
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
}
