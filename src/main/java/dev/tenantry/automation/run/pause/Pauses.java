package dev.tenantry.automation.run.pause;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Pauses of all that an organization's workflows do. A pause sets no run aside by itself: whoever claims one that is due does, with
 * those that are due besides ({@code RunParking}). The end of one lets none go on by itself either ({@link Resumptions}). So both cost the
 * same however many runs there are.
 */
@Service
@Transactional(readOnly = true)
class Pauses implements PausedRuns {

    private final JdbcClient jdbc;
    private final Resumptions resumptions;
    private final AuditTrail audit;
    private final RunRights rights;

    Pauses(JdbcClient jdbc, Resumptions resumptions, AuditTrail audit, RunRights rights) {
        this.rights = rights;
        this.jdbc = jdbc;
        this.resumptions = resumptions;
        this.audit = audit;
    }

    AutomationPauseResponse current() {
        return jdbc.sql("select paused_at, paused_by from workflow_pauses where organization_id = app.org_id()")
                .query((row, _) -> new AutomationPauseResponse(Rows.instant(row, "paused_at"),
                        row.getObject("paused_by", UUID.class)))
                .optional()
                .orElse(AutomationPauseResponse.NONE);
    }

    @Transactional
    AutomationPauseResponse pause() {
        if (jdbc.sql(
                "insert into workflow_pauses (organization_id, paused_by) values (app.org_id(), auth.uid()) on conflict do nothing")
                .update() == 1) {
            note("paused");
        }
        return current();
    }

    @Transactional
    AutomationPauseResponse resume() {
        if (jdbc.sql("delete from workflow_pauses where organization_id = app.org_id()").update() == 1) {
            resumptions.begin();
            note("resumed");
        }
        return current();
    }

    @Override
    @Transactional
    public void demandToResume(UUID workflowId) {
        rights.demandToStart(workflowId);
    }

    @Override
    @Transactional
    public void letGoOn() {
        resumptions.begin();
    }

    private void note(String verb) {
        var organization = TenantContext.current().organizationId().toString();
        audit.record(new AuditEntry("automation." + verb, AuditEntry.Category.DATA_MODIFICATION, "organization",
                organization,
                Map.of(), Map.of()));
    }
}
