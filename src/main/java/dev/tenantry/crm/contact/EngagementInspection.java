package dev.tenantry.crm.contact;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/**
 * Contacts with whom nothing has happened for long, as their timelines say. What is done about one is something that happens: it is
 * found again as long after.
 */
@Component
class EngagementInspection implements Inspection {

    private static final String INACTIVE = """
            select c.id, coalesce((select max(a.occurred_at) from activities a
                where a.organization_id = app.org_id() and a.subject_type = 'contact' and a.subject_id = c.id), c.created_at)::date as last_on
            from contacts c
            where c.organization_id = app.org_id() and c.deleted_at is null and c.created_at < ?
              and not exists (select 1 from activities a where a.organization_id = app.org_id() and a.subject_type = 'contact'
                  and a.subject_id = c.id and a.occurred_at >= ?)
            order by c.id desc limit ?""";
    private static final String CONTACTS = "select count(*) from contacts where organization_id = app.org_id() and deleted_at is null";

    private final JdbcClient jdbc;

    EngagementInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "user_engagement";
    }

    @Override
    public void look(Report report) {
        var since = report.now().minus(Duration.ofDays(report.setting("inactiveDays"))).atOffset(ZoneOffset.UTC);
        report.figure("contacts", jdbc.sql(CONTACTS).query(Long.class).single());
        jdbc.sql(INACTIVE).params(since, since, Report.MOST).query(row -> {
            var id = row.getString(1);
            var last = row.getString(2);
            report.find(new Finding("contact-inactive", "contact-inactive:" + id + ":" + last,
                    "Nothing has happened with a contact since " + last, Map.of("contactId", id)));
        });
        report.figure("inactive", report.findings().size());
    }
}
