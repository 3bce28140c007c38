package dev.tenantry.automation.version;

/** The versions that workflows are carried out by: those in force, and those of runs that have not ended. */
public final class EffectiveVersions {

    /**
     * {@code workflow_id, version_number, workflow_json} of each. Every version is looked up by itself, however many runs it has; to be
     * materialized before it is asked what a version says.
     */
    public static final String SQL = """
            select v.workflow_id, v.version_number, v.workflow_json from workflow_versions v
            where v.organization_id = app.org_id() and (
                exists (select from workflow_definitions w where w.organization_id = app.org_id() and w.id = v.workflow_id
                    and w.current_version = v.version_number and w.is_active and w.deleted_at is null offset 0)
                or exists (select from workflow_execution_logs l where l.organization_id = app.org_id() and l.workflow_id = v.workflow_id
                    and l.version_number = v.version_number and l.execution_end is null offset 0))""";

    private EffectiveVersions() {}
}
