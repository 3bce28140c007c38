package dev.tenantry.automation.run.show;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away runs that have been kept long enough after their end, with all that they did. One instance at a time does. */
@Component
class RunRetention extends Retention {

    /**
     * By the organization and the status, as an index has them, and what has succeeded, which that index leaves out, by when it was made. A part goes with the whole, which
     * may go on by what it has come to.
     */
    private static final String FORGET = """
            select coalesce(sum(app.delete_runs(old.organization_id, old.ids)), 0) from (
                select ended.organization_id, array_agg(ended.id) as ids from (
                    select ended.organization_id, ended.id
                    from (select s.organization_id, coalesce((s.settings ->> 'runRetentionDays')::integer * interval '1 day',
                            ? * interval '1 second') as kept from organization_settings s) s
                    cross join lateral (
                        (select e.organization_id, e.id from workflow_execution_logs e
                        where e.organization_id = s.organization_id and e.status = '%1$s' and e.created_at < now() - s.kept
                            and e.execution_end < now() - s.kept and (e.parent_run_id is null or not e.is_awaited)
                        order by e.created_at limit 1000)
                        union all
                        select other.organization_id, other.id from unnest(?::text[]) as ends (status)
                        cross join lateral (
                            select e.organization_id, e.id from workflow_execution_logs e
                            where e.organization_id = s.organization_id and e.status = ends.status and e.status <> '%1$s'
                                and e.created_at < now() - s.kept and e.execution_end < now() - s.kept and (e.parent_run_id is null or not e.is_awaited)
                            order by e.created_at, e.id limit 1000) other) ended
                    limit 5000) ended
                group by ended.organization_id) old
            where pg_try_advisory_xact_lock(7463728)""".formatted(RunStatus.SUCCEEDED);

    private final RolePool worker;
    private final EngineSettings settings;

    RunRetention(@Qualifier("workerPool") RolePool worker, EngineSettings settings) {
        super("runs' retention", Duration.ofHours(1));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc()
                .sql(FORGET)
                .params(settings.runRetention().toSeconds(), RunStatus.ends())
                .query(Integer.class)
                .single();
    }
}
