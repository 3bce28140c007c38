package dev.tenantry.automation.run.start;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away what was decided some time ago, as events are, beyond so many of a workflow, and what rules need to know no more. */
@Component
class AdmissionRetention extends Retention {

    static final int MOST_OF_A_WORKFLOW = 5_000;

    private static final String FORGET_OLD = """
            delete from workflow_admissions a using (
                select organization_id, id from workflow_admissions where created_at < now() - ? * interval '1 millisecond' limit 5000) old
            where pg_try_advisory_xact_lock(7463729) and a.organization_id = old.organization_id and a.id = old.id""";
    /** Of workflows that something was decided for lately: the others have not become more. */
    private static final String FORGET_MANY = """
            delete from workflow_admissions a using (
                select beyond.organization_id, beyond.id
                from (select distinct organization_id, workflow_id from workflow_admissions where created_at > now() - interval '1 hour') lately
                cross join lateral (
                    select d.organization_id, d.id from workflow_admissions d
                    where d.organization_id = lately.organization_id and d.workflow_id = lately.workflow_id
                    order by d.created_at desc offset ? limit 5000) beyond
                limit 5000) old
            where pg_try_advisory_xact_lock(7463729) and a.organization_id = old.organization_id and a.id = old.id""";
    private static final String FORGET_KEYS = """
            delete from workflow_admission_keys k using (
                select organization_id, workflow_id, rule, key from workflow_admission_keys where valid_until < now() limit 5000) old
            where pg_try_advisory_xact_lock(7463730) and k.organization_id = old.organization_id and k.workflow_id = old.workflow_id
              and k.rule = old.rule and k.key = old.key and k.valid_until < now()""";
    /** What goes back to one of them later is counted anew. */
    private static final String FORGET_CAUSES = """
            delete from workflow_causes c using (
                select organization_id, root_id from workflow_causes where updated_at < now() - interval '1 day' limit 5000) old
            where pg_try_advisory_xact_lock(7463731) and c.organization_id = old.organization_id and c.root_id = old.root_id
              and c.updated_at < now() - interval '1 day'""";

    private final RolePool worker;
    private final EngineSettings settings;

    AdmissionRetention(@Qualifier("workerPool") RolePool worker, EngineSettings settings) {
        super("admissions' retention", Duration.ofMinutes(10));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET_OLD).param(settings.eventRetention().toMillis()).update()
                + worker.jdbc().sql(FORGET_MANY).param(MOST_OF_A_WORKFLOW).update()
                + worker.jdbc().sql(FORGET_KEYS).update()
                + worker.jdbc().sql(FORGET_CAUSES).update();
    }
}
