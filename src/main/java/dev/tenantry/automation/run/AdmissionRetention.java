package dev.tenantry.automation.run;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away what was decided some time ago, as events are, beyond so many of a workflow, and what rules need to know no more. */
@Component
class AdmissionRetention extends Retention {

    private static final int MOST_OF_A_WORKFLOW = 5_000;

    private static final String FORGET = """
            delete from workflow_admissions a using (
                select organization_id, id from (
                    select organization_id, id, created_at, row_number() over (partition by organization_id, workflow_id order by id desc) as place
                    from workflow_admissions) all_of_them
                where place > ? or created_at < now() - ? * interval '1 millisecond' limit 5000) old
            where pg_try_advisory_xact_lock(7463729) and a.organization_id = old.organization_id and a.id = old.id""";
    private static final String FORGET_KEYS = """
            delete from workflow_admission_keys k using (
                select organization_id, workflow_id, rule, key from workflow_admission_keys where valid_until < now() limit 5000) old
            where pg_try_advisory_xact_lock(7463730) and k.organization_id = old.organization_id and k.workflow_id = old.workflow_id
              and k.rule = old.rule and k.key = old.key and k.valid_until < now()""";

    private final RolePool worker;
    private final EngineSettings settings;

    AdmissionRetention(@Qualifier("workerPool") RolePool worker, EngineSettings settings) {
        super("admissions' retention", Duration.ofMinutes(10));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).params(MOST_OF_A_WORKFLOW, settings.eventRetention().toMillis()).update()
                + worker.jdbc().sql(FORGET_KEYS).update();
    }
}
