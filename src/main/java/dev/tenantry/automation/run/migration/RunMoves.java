package dev.tenantry.automation.run.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.Carried;
import dev.tenantry.automation.run.migration.NewPlaces.Placed;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.notification.Mails;

/** Writes that locked runs are of another version from now on, and where they stand there. */
@Component
class RunMoves {

    /** By their ids, as they are not only changed but name one another. */
    private static final String LOCK = """
            select l.id from workflow_execution_logs l
            where l.organization_id = app.org_id() and l.id = any (?::bigint[] || array(
                select c.id from workflow_execution_logs c where c.organization_id = app.org_id() and c.parent_run_id = any (?)))
            order by l.id for no key update""";
    /** What another workflow has begun stays within what that one may. */
    private static final String VERSION = """
            with queued as (
                update workflow_run_queue set user_id = ? where organization_id = app.org_id() and id = any (?))
            update workflow_execution_logs l set version_number = ?, published_by = ?, version = l.version + 1,
                published_scopes = case when w.parent_run_id is null then ?::text[] else app.scopes_within(l.published_scopes, ?::text[]) end
            from workflow_execution_logs w
            where l.organization_id = app.org_id() and l.id = any (?) and w.organization_id = app.org_id() and w.id = coalesce(l.ancestors[1], l.id)""";
    private static final String BLOCKS = """
            update workflow_execution_logs l set block = string_to_array(b.block, '/')
            from unnest(?::bigint[], ?::text[]) as b (run, block) where l.organization_id = app.org_id() and l.id = b.run""";
    /** Two steps that change places would meet: so all leave first, and come then. Their runs as an array besides: joined alone, all could be read that there are. */
    private static final String LEAVE = """
            with moved as materialized (select * from unnest(?::bigint[], ?::int[], ?::int[]) as m (run, was, becomes)),
            queued as (
                update workflow_run_queue q set step_index = m.becomes from moved m
                where q.organization_id = app.org_id() and q.id = any (array(select run from moved)) and q.id = m.run and q.step_index = m.was),
            waiting as (
                update workflow_backlog b set step_index = m.becomes from moved m
                where b.organization_id = app.org_id() and b.id = any (array(select run from moved)) and b.id = m.run and b.step_index = m.was),
            asked as (
                update workflow_approvals a set step_index = m.becomes from moved m
                where a.organization_id = app.org_id() and a.execution_log_id = any (array(select run from moved)) and a.execution_log_id = m.run and a.step_index = m.was),
            begun as (
                update workflow_execution_logs c set parent_step = -1 - m.becomes from moved m
                where c.organization_id = app.org_id() and c.parent_run_id = any (array(select run from moved)) and c.parent_run_id = m.run and c.parent_step = m.was)
            update workflow_execution_steps s set step_index = -1 - m.becomes from moved m
            where s.organization_id = app.org_id() and s.execution_log_id = any (array(select run from moved)) and s.execution_log_id = m.run and s.step_index = m.was""";
    private static final String COME = """
            with begun as (
                update workflow_execution_logs set parent_step = -1 - parent_step
                where organization_id = app.org_id() and parent_run_id = any (?) and parent_step < 0)
            update workflow_execution_steps set step_index = -1 - step_index
            where organization_id = app.org_id() and execution_log_id = any (?) and step_index < 0""";

    private final JdbcClient jdbc;
    private final Carried carried;
    private final Mails mails;
    private final AuditTrail audit;

    RunMoves(JdbcClient jdbc, Carried carried, Mails mails, AuditTrail audit) {
        this.jdbc = jdbc;
        this.carried = carried;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * The runs among those whose places change that have mails on their way: whoever sends one looks for its run where it was.
     *
     * @param trees each with those within its steps
     */
    Set<Long> sending(Collection<List<Placed>> trees) {
        var moved = ids(trees, run -> !run.moved().isEmpty());
        return moved.length == 0 ? Set.of() : mails.onTheirWay(moved);
    }

    /**
     * @param trees       each with those within its steps
     * @param permissions to read what they have from the version before, as the other one does not take them itself
     */
    void move(Version from, Version to, Publication publication, Collection<List<Placed>> trees,
            Set<String> permissions) {
        var all = ids(trees, _ -> true);
        var moved = ids(trees, run -> !run.moved().isEmpty());
        jdbc.sql(LOCK).param(all).param(moved).query(Long.class).list();
        jdbc.sql(VERSION)
                .param(publication.member())
                .param(all)
                .param(to.number())
                .param(publication.member())
                .param(publication.scopeNames())
                .param(publication.scopeNames())
                .param(all)
                .update();
        carried.add(List.of(all), permissions);
        moveBlocks(trees.stream().flatMap(List::stream).filter(Placed::isBlockMoved).toList());
        movePlaces(trees.stream().flatMap(List::stream).filter(run -> !run.moved().isEmpty()).toList(), moved);
        audit.record(new AuditEntry("workflow.runs-migrated", AuditEntry.Category.DATA_MODIFICATION, "workflow",
                from.workflowId().toString(), Map.of("version", from.number()),
                Map.of("version", to.number(), "runs", trees.size())));
    }

    private static Long[] ids(Collection<List<Placed>> trees, Predicate<Placed> which) {
        return trees.stream().flatMap(List::stream).filter(which).map(Placed::run).toArray(Long[]::new);
    }

    private void moveBlocks(List<Placed> runs) {
        if (!runs.isEmpty()) {
            jdbc.sql(BLOCKS)
                    .param(runs.stream().map(Placed::run).toArray(Long[]::new))
                    .param(runs.stream().map(Placed::block).toArray(String[]::new))
                    .update();
        }
    }

    private void movePlaces(List<Placed> moved, Long[] runs) {
        if (moved.isEmpty()) {
            return;
        }
        var run = new ArrayList<Long>();
        var was = new ArrayList<Integer>();
        var becomes = new ArrayList<Integer>();
        moved.forEach(one -> one.moved().forEach((place, now) -> {
            run.add(one.run());
            was.add(place);
            becomes.add(now);
        }));
        jdbc.sql(LEAVE)
                .param(run.toArray(Long[]::new))
                .param(was.toArray(Integer[]::new))
                .param(becomes.toArray(Integer[]::new))
                .update();
        jdbc.sql(COME).param(runs).param(runs).update();
        mails.move(run, was, becomes);
    }
}
