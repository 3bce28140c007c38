package dev.tenantry.automation.run.start;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunStatus;

/**
 * How many runs go back to a first cause: counted where they are a handful, as they nearly always are, and kept with the cause where they
 * are more, so that no turn counts what another one has.
 */
final class CauseStore {

    /** From so many on a count is kept, or from fewer, where a minute has fewer: what is counted says nothing of minutes that are to come. */
    static final int COUNTED = 100;

    private static final String RUNS = """
            l.workflow_id, count(l.id) as looked_at, count(*) filter (where l.event_id is not null and l.status <> ?) as runs,
                count(*) filter (where l.status = ?) as refused,
                count(*) filter (where l.event_id is not null and l.status <> ? and l.created_at > now() - ? * interval '1 millisecond') as begun,
                (extract(epoch from min(l.created_at) filter (where l.event_id is not null and l.status <> ?
                    and l.created_at > now() - ? * interval '1 millisecond') - now()) * 1000)::bigint as at
            """;
    /** Of each cause that many at most, and none of one whose count is kept. */
    private static final String LOOK = "select c.root_id, c.is_kept, " + RUNS + """
            from (select r.root_id, k.root_id is not null as is_kept from unnest(?::uuid[]) as r (root_id)
                left join workflow_causes k on k.organization_id = app.org_id() and k.root_id = r.root_id) c
            left join lateral (
                select r.id, r.workflow_id, r.event_id, r.status, r.created_at from workflow_execution_logs r
                where r.organization_id = app.org_id() and r.root_id = c.root_id and not c.is_kept limit ?) l on true
            group by c.root_id, c.is_kept, l.workflow_id""";
    private static final String COUNT = "select l.root_id, " + RUNS + """
            from workflow_execution_logs l where l.organization_id = app.org_id() and l.root_id = any (?)
            group by l.root_id, l.workflow_id""";
    private static final String KEPT = """
            select c.root_id, c.runs, c.refused, m.key::uuid as workflow_id, (m.value ->> 'begun')::int as begun,
                (m.value ->> 'at')::bigint - (extract(epoch from now()) * 1000)::bigint as at
            from workflow_causes c left join lateral jsonb_each(c.minutes) m on true
            where c.organization_id = app.org_id() and c.root_id = any (?)""";
    private static final String KEEP = """
            insert into workflow_causes (organization_id, root_id, runs, refused, minutes)
            select app.org_id(), c.root_id, c.runs, c.refused, coalesce((
                select jsonb_object_agg(m.workflow_id, jsonb_build_object('begun', m.begun, 'at', (extract(epoch from now()) * 1000)::bigint + m.at))
                from unnest(?::uuid[], ?::uuid[], ?::int[], ?::bigint[]) as m (root_id, workflow_id, begun, at) where m.root_id = c.root_id), '{}')
            from unnest(?::uuid[], ?::int[], ?::int[]) as c (root_id, runs, refused) order by c.root_id
            on conflict on constraint workflow_causes_pkey
            do update set runs = workflow_causes.runs + excluded.runs, refused = workflow_causes.refused + excluded.refused,
                minutes = excluded.minutes""";
    private static final String ADD = """
            update workflow_causes c set runs = c.runs + m.runs
            from (select w.root_id, n.runs from (select root_id, count(*) as runs from unnest(?::uuid[]) as r (root_id) group by 1) n
                join workflow_causes w on w.organization_id = app.org_id() and w.root_id = n.root_id order by w.root_id for update of w) m
            where c.organization_id = app.org_id() and c.root_id = m.root_id""";

    private final JdbcClient jdbc;
    private final int counted;

    CauseStore(JdbcClient jdbc, EngineSettings settings) {
        this.jdbc = jdbc;
        this.counted = Math.min(COUNTED, settings.runsPerRootPerMinute());
    }

    /** By cause; nothing of those that have no runs. */
    Map<UUID, Cause> read(UUID[] roots) {
        var causes = new HashMap<UUID, Cause>();
        var kept = new HashSet<UUID>();
        var lookedAt = new HashMap<UUID, Integer>();
        jdbc.sql(LOOK).params(parameters(roots)).param(counted).query((RowCallbackHandler) row -> {
            var root = row.getObject("root_id", UUID.class);
            if (row.getBoolean("is_kept")) {
                kept.add(root);
            } else if (row.getInt("looked_at") > 0) {
                lookedAt.merge(root, row.getInt("looked_at"), Integer::sum);
                count(causes.computeIfAbsent(root, _ -> new Cause()), row);
            }
        });
        lookedAt.values().removeIf(some -> some < counted);
        if (!kept.isEmpty()) {
            Object sought = kept.toArray(UUID[]::new);
            jdbc.sql(KEPT).param(sought).query((RowCallbackHandler) row -> addKept(causes, row));
        }
        if (!lookedAt.isEmpty()) {
            causes.putAll(ofMany(lookedAt.keySet()));
        }
        return causes;
    }

    /** Those that have become more than a handful. */
    void keep(Map<UUID, Cause> causes) {
        var many = new HashMap<>(causes);
        many.values().removeIf(cause -> !cause.isToBeKept(counted));
        if (many.isEmpty()) {
            return;
        }
        var roots = new ArrayList<UUID>();
        var workflows = new ArrayList<UUID>();
        var minutes = new ArrayList<Cause.Minute>();
        many.forEach((root, cause) -> cause.eachMinute((workflow, minute) -> {
            roots.add(root);
            workflows.add(workflow);
            minutes.add(minute);
        }));
        jdbc.sql(KEEP)
                .params(roots.toArray(UUID[]::new), workflows.toArray(UUID[]::new),
                        minutes.stream().map(Cause.Minute::begun).toArray(Integer[]::new),
                        minutes.stream().map(Cause.Minute::at).toArray(Long[]::new),
                        many.keySet().toArray(UUID[]::new),
                        many.values().stream().map(Cause::moreRuns).toArray(Integer[]::new),
                        many.values().stream().map(Cause::moreRefused).toArray(Integer[]::new))
                .update();
    }

    /** Runs that begin outside of a dispatcher's turn. @param roots of each the cause */
    void add(List<UUID> roots) {
        if (!roots.isEmpty()) {
            Object some = roots.toArray(UUID[]::new);
            jdbc.sql(ADD).param(some).update();
        }
    }

    /** Whose count has been forgotten. */
    private Map<UUID, Cause> ofMany(Set<UUID> roots) {
        var causes = new HashMap<UUID, Cause>();
        jdbc.sql(COUNT)
                .params(parameters(roots.toArray(UUID[]::new)))
                .query((RowCallbackHandler) row -> count(
                        causes.computeIfAbsent(row.getObject("root_id", UUID.class), _ -> Cause.many()), row));
        return causes;
    }

    private static List<Object> parameters(UUID[] roots) {
        var refused = RunStatus.REFUSED.toString();
        return List.of(refused, refused, refused, Cause.WINDOW, refused, Cause.WINDOW, roots);
    }

    private static void count(Cause cause, ResultSet row) throws SQLException {
        cause.count(row.getInt("runs"), row.getInt("refused"));
        if (row.getInt("begun") > 0) {
            cause.last(row.getObject("workflow_id", UUID.class), minute(row));
        }
    }

    private static void addKept(Map<UUID, Cause> causes, ResultSet row) throws SQLException {
        var root = row.getObject("root_id", UUID.class);
        var cause = causes.get(root);
        if (cause == null) {
            cause = Cause.kept(row.getInt("runs"), row.getInt("refused"));
            causes.put(root, cause);
        }
        var workflow = row.getObject("workflow_id", UUID.class);
        if (workflow != null) {
            cause.last(workflow, minute(row));
        }
    }

    private static Cause.Minute minute(ResultSet row) throws SQLException {
        return new Cause.Minute(row.getLong("at"), row.getInt("begun"));
    }
}
