package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Takes runs that have not ended from the version that they began with to the current one, and tells why others stay. One that has not
 * begun goes; of others every step that they have come to must be the same one there: of the same id and type, at the same place, by which
 * the history knows it.
 */
@Service
@Transactional
class RunMigrations {

    /** In one transaction. */
    private static final int MOST = 5_000;
    private static final String CURRENT = """
            select current_version, published_by from workflow_definitions
            where organization_id = app.org_id() and id = ? and is_active for no key update""";
    /** Those that have not ended. Whoever works on one, or begins or ends it, is let be. */
    private static final String LOCK = """
            with runs as materialized (
                select l.id, l.status, l.carried_permissions from workflow_execution_logs l
                where l.organization_id = app.org_id() and l.workflow_id = ? and l.version_number = ? and l.id > ? and l.path is null
                  and l.status = any (?)
                order by l.id limit ?),
            queued as materialized (
                select q.id, q.step_index, q.leased_by from workflow_run_queue q
                where q.organization_id = app.org_id() and q.id in (select id from runs) order by q.id for update skip locked),
            waiting as materialized (
                select b.id, b.step_index from workflow_backlog b
                where b.organization_id = app.org_id() and b.id in (select id from runs) order by b.id for update skip locked)
            select r.id, r.status, r.carried_permissions, coalesce(q.step_index, b.step_index) as step_index, q.leased_by is not null as is_leased,
                exists (select from workflow_execution_logs p
                    where p.organization_id = app.org_id() and p.parent_run_id = r.id and p.path is not null) as has_parts,
                array(select s.step_index from workflow_execution_steps s
                    where s.organization_id = app.org_id() and s.execution_log_id = r.id) as reached
            from runs r left join queued q on q.id = r.id left join waiting b on b.id = r.id order by r.id""";
    private static final String MOVE = """
            with queued as (
                update workflow_run_queue set user_id = ? where organization_id = app.org_id() and id = any (?))
            update workflow_execution_logs set version_number = ?, published_by = ?, version = version + 1
            where organization_id = app.org_id() and id = any (?)""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final RunStarter starter;
    private final RunRights rights;
    private final Carried carried;
    private final AuditTrail audit;

    RunMigrations(JdbcClient jdbc, CompiledVersions versions, RunStarter starter, RunRights rights, Carried carried,
            AuditTrail audit) {
        this.carried = carried;
        this.jdbc = jdbc;
        this.versions = versions;
        this.starter = starter;
        this.rights = rights;
        this.audit = audit;
    }

    private record Current(int version, @Nullable UUID publisher) {}

    /** @param next the place of the step that it goes on with; null where nobody may take it now @param reached those that it has come to */
    private record Open(
            Long id,
            Set<String> carried,
            RunStatus status,
            @Nullable Integer next,
            boolean isLeased,
            boolean hasParts,
            List<Integer> reached) {

        /** One that has not begun has come to none. */
        Stream<Integer> places() {
            return next == null || reached.isEmpty() && next == 0
                    ? reached.stream()
                    : Stream.concat(reached.stream(), Stream.of(next)).distinct().sorted();
        }
    }

    /** @param after the run that it goes on behind; 0 where it begins @param isPreview whether nothing is to be changed */
    MigrationResponse migrate(UUID workflow, int from, long after, boolean isPreview) {
        if (!starter.exists(workflow)) {
            throw ProblemException.notFound();
        }
        var current = jdbc.sql(CURRENT)
                .param(workflow)
                .query((row, _) -> new Current(row.getInt(1), row.getObject(2, UUID.class)))
                .optional()
                .orElseThrow(() -> ProblemException.conflict("the workflow is not active"));
        if (from == current.version) {
            throw ProblemException.conflict("this is the current version");
        }
        var before = document(workflow, from).orElseThrow(ProblemException::notFound);
        var now = document(workflow, current.version).orElseThrow();
        var moving = new LinkedHashSet<Long>();
        var left = new TreeMap<String, Integer>();
        var open = jdbc.sql(LOCK)
                .params(workflow, from, after, RunStatus.CANCELLED.origins(), MOST)
                .query(RunMigrations::read)
                .list();
        for (var run : open) {
            objection(run, before, now).ifPresentOrElse(reason -> left.merge(reason, 1, Integer::sum),
                    () -> moving.add(run.id));
        }
        var held = open.stream()
                .filter(run -> moving.contains(run.id))
                .flatMap(run -> run.carried.stream())
                .collect(Collectors.toSet());
        var reading = carried.reading(new RunContent(Version.of(workflow, from), held));
        rights.demandToHandOver(reading, Version.of(workflow, current.version), current.publisher);
        if (!isPreview && !moving.isEmpty()) {
            move(workflow, from, current, moving);
            carried.add(List.copyOf(moving), carried.beyond(now, reading));
        }
        return new MigrationResponse(from, current.version, isPreview, moving.size(),
                left.entrySet()
                        .stream()
                        .map(reason -> new MigrationResponse.Left(reason.getKey(), reason.getValue()))
                        .toList(),
                open.size() < MOST, open.size() < MOST ? null : open.getLast().id);
    }

    private Optional<WorkflowDocument> document(UUID workflow, int number) {
        var version = Version.of(workflow, number);
        return Optional.ofNullable(versions.of(List.of(version)).get(version));
    }

    private static Optional<String> objection(Open run, WorkflowDocument before, WorkflowDocument after) {
        if (run.isLeased) {
            return Optional.of("a step is under way");
        }
        if (run.next == null) {
            return Optional.of(run.status == RunStatus.PARKED ? "it is parked" : "it is being worked on");
        }
        if (run.hasParts) {
            return Optional.of("it has begun steps within a step");
        }
        return run.places()
                .filter(place -> place < before.steps().size())
                .map(place -> objection(place, before, after))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable String objection(int place, WorkflowDocument before, WorkflowDocument after) {
        var step = before.steps().get(place);
        var same = after.steps().stream().filter(other -> other.id().equals(step.id())).findFirst().orElse(null);
        if (same == null) {
            return "the step " + step.id() + " is gone";
        }
        if (!same.type().equals(step.type())) {
            return "the step " + step.id() + " is no " + step.type() + " any more";
        }
        return same.index() == place ? null : "the step " + step.id() + " stands elsewhere";
    }

    private void move(UUID workflow, int from, Current current, Collection<Long> runs) {
        var ids = runs.toArray(Long[]::new);
        jdbc.sql(MOVE)
                .param(current.publisher)
                .param(ids)
                .param(current.version)
                .param(current.publisher)
                .param(ids)
                .update();
        audit.record(new AuditEntry("workflow.runs-migrated", AuditEntry.Category.DATA_MODIFICATION, "workflow",
                workflow.toString(), Map.of("version", from), Map.of("version", current.version, "runs", ids.length)));
    }

    private static Open read(ResultSet row, int number) throws SQLException {
        return new Open(row.getLong("id"), RunContent.carried(row), RunStatus.of(row.getString("status")),
                row.getObject("step_index", Integer.class), row.getBoolean("is_leased"), row.getBoolean("has_parts"),
                List.of((Integer[]) row.getArray("reached").getArray()));
    }
}
