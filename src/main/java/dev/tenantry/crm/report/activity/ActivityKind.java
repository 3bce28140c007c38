package dev.tenantry.crm.report.activity;

import dev.tenantry.crm.report.ReportSql;

/** What members do, and who may know of it. */
enum ActivityKind {

    TASKS_COMPLETED("tasks:read", counted("t.completed_at", "t.assignee_id", """
            tasks t where t.organization_id = app.org_id() and t.deleted_at is null and t.completed_at is not null""")),
    /** Those of series are computed besides. */
    EVENTS_HELD("events:read", counted("e.event_start_time", "e.owner_id", """
            crm_events e where e.organization_id = app.org_id() and e.deleted_at is null and e.status = 'confirmed' and e.series_id is null
                and e.recurrence_rule is null and e.recurrence_dates = '{}'""")),
    NOTES_WRITTEN("notes:read", counted("n.created_at", "n.author_id", """
            notes n where n.organization_id = app.org_id() and n.deleted_at is null""")),
    EMAILS_SENT("emails:read",
            counted("e.sent_at", "p.member_id",
                    """
            emails e join email_participants p on p.organization_id = app.org_id() and p.email_id = e.id and p.role = 'from'
            where e.organization_id = app.org_id() and e.deleted_at is null and e.direction = 'outbound' and not e.is_automatic""")),
    DEALS_CREATED("opportunities:read", counted("o.created_at", "o.owner_id", """
            opportunities o where o.organization_id = app.org_id() and o.deleted_at is null""")),
    DEALS_WON("opportunities:read", """
            select width_bucket(o.closed_on, (select cast(:days as date[]))) as part, %1$s as member, count(*) as times
            from opportunities o where o.organization_id = app.org_id() and o.deleted_at is null and o.status = 'won'
                and o.closed_on between :from and :to and %2$s
            group by 1, 2 limit :most""".formatted(ReportSql.owner("o"), ReportSql.owned(ReportSql.owner("o"))));

    private final String permission;
    private final String sql;

    ActivityKind(String permission, String sql) {
        this.permission = permission;
        this.sql = sql;
    }

    /** By when the parts of the period begin, which is looked up and not computed for each row; the list is read once, as what is asked for. */
    private static String counted(String at, String member, String rows) {
        return """
                select width_bucket(%1$s, (select cast(:begins as timestamptz[]))) as part, %2$s as member, count(*) as times
                from %3$s and %1$s >= :begin and %1$s < :end and %4$s
                group by 1, 2 limit :most""".formatted(at, member, rows, ReportSql.owned(member));
    }

    String permission() {
        return permission;
    }

    /** How often, by part of the period and member; no more of these than are asked for. */
    String sql() {
        return sql;
    }
}
