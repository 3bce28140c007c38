package dev.tenantry.automation.run.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.database.Rows;

/**
 * Takes runs that have not ended, with those within their steps. Whoever works on one, or begins or ends it, is let be. What they have come to is
 * read behind the locks: it stays so.
 */
@Component
class RunTrees {

    /** Runs in one transaction, and those within steps of theirs besides: the last run's are taken all. */
    private static final int MOST = 5_000;
    private static final int MOST_PARTS = 2_000;
    private static final String LOCK = """
            with runs as materialized (
                select l.id from workflow_execution_logs l
                where l.organization_id = app.org_id() and l.workflow_id = ? and l.version_number = ? and l.id > ? and l.path is null
                  and l.status = any (?)
                order by l.id limit ?),
            queued as materialized (
                select q.id, q.step_index, q.leased_by from workflow_run_queue q
                where q.organization_id = app.org_id() and q.id in (select id from runs) order by q.id for update skip locked),
            waiting as materialized (
                select b.id, b.step_index from workflow_backlog b
                where b.organization_id = app.org_id() and b.id in (select id from runs) order by b.id for update skip locked)
            select r.id, coalesce(q.step_index, b.step_index) as step_index, q.leased_by is not null as is_leased
            from runs r left join queued q on q.id = r.id left join waiting b on b.id = r.id order by r.id""";
    private static final String WITH_PARTS = """
            select r.id from unnest(?::bigint[]) as r (id) where exists (select from workflow_execution_logs p
                where p.organization_id = app.org_id() and p.parent_run_id = r.id and p.path is not null)""";
    /** No further ones begin while those are locked that begin them. */
    private static final String LOCK_PARTS = """
            with parts as materialized (
                select l.id from workflow_execution_logs l
                where l.organization_id = app.org_id() and l.parent_run_id = any (?) and l.path is not null),
            queued as materialized (
                select q.id, q.step_index, q.leased_by from workflow_run_queue q
                where q.organization_id = app.org_id() and q.id in (select id from parts) order by q.id for update skip locked)
            select p.id, q.step_index, q.leased_by is not null as is_leased from parts p left join queued q on q.id = p.id order by p.id""";
    private static final String REACHED = """
            select l.id, l.status, l.waiting_until, l.carried_permissions, array_to_string(l.block, '/') as block, array(select s.step_index from workflow_execution_steps s
                where s.organization_id = app.org_id() and s.execution_log_id = l.id) as reached
            from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = any (?)""";

    private final JdbcClient jdbc;

    RunTrees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param isComplete whether these are all */
    record Taken(List<RunTree> trees, boolean isComplete) {}

    private record Held(long id, @Nullable Integer next, boolean isLeased) {}

    /** Runs of a workflow's version. @param after the run that they come behind; 0 where they are the first */
    Taken take(UUID workflow, int version, long after) {
        var runs = jdbc.sql(LOCK)
                .params(workflow, version, after, RunStatus.CANCELLED.origins(), MOST)
                .query(RunTrees::held)
                .list();
        var withParts = new HashSet<>(jdbc.sql(WITH_PARTS)
                .param(runs.stream().map(Held::id).toArray(Long[]::new))
                .query(Long.class)
                .list());
        var held = new ArrayList<List<Held>>();
        var parts = 0;
        for (var run : runs) {
            if (parts > MOST_PARTS) {
                break;
            }
            var tree = withParts.contains(run.id) ? withParts(run) : List.of(run);
            parts += tree.size() - 1;
            held.add(tree);
        }
        return new Taken(read(held), runs.size() < MOST && held.size() == runs.size());
    }

    private List<Held> withParts(Held run) {
        var tree = new ArrayList<>(List.of(run));
        for (var level = tree.subList(0, 1); !level.isEmpty();) {
            var parts = jdbc.sql(LOCK_PARTS)
                    .param(level.stream().map(Held::id).toArray(Long[]::new))
                    .query(RunTrees::held)
                    .list();
            tree.addAll(parts);
            level = parts;
        }
        return tree;
    }

    private List<RunTree> read(List<List<Held>> held) {
        var places = new HashMap<Long, Held>();
        held.forEach(tree -> tree.forEach(one -> places.put(one.id, one)));
        var nodes = new HashMap<Long, RunTree.Node>();
        jdbc.sql(REACHED)
                .param(places.keySet().toArray(Long[]::new))
                .query((row, _) -> node(row, places))
                .list()
                .forEach(node -> nodes.put(node.id(), node));
        return held.stream()
                .map(tree -> new RunTree(
                        tree.stream().map(one -> Objects.requireNonNull(nodes.get(one.id))).toList()))
                .toList();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(row.getLong("id"), row.getObject("step_index", Integer.class), row.getBoolean("is_leased"));
    }

    private static RunTree.Node node(ResultSet row, Map<Long, Held> places) throws SQLException {
        var held = Objects.requireNonNull(places.get(row.getLong("id")));
        return new RunTree.Node(held.id, row.getString("block"), RunStatus.of(row.getString("status")),
                RunContent.carried(row), held.next, held.isLeased,
                List.of((Integer[]) row.getArray("reached").getArray()), Rows.instantOrNull(row, "waiting_until"));
    }
}
