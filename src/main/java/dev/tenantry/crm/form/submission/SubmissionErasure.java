package dev.tenantry.crm.form.submission;

import java.util.List;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** What somebody has sent goes with the lead that it has become, and with the contact whose address it has. Events first, as everywhere. */
@Component
@Order(0)
class SubmissionErasure implements Erasure {

    private static final String OF_LEADS = """
            select s.id from form_submissions s where s.organization_id = app.org_id() and s.lead_id = any(cast(? as bigint[])) order by s.id""";
    private static final String OF_CONTACTS = """
            select s.id from form_submissions s
            where s.organization_id = app.org_id() and s.email_key in (
                select c.email_key from contacts c where c.organization_id = app.org_id() and c.id = any(cast(? as bigint[]))
                union select o ->> 'key' from contacts c, jsonb_array_elements(c.other_emails) as o
                where c.organization_id = app.org_id() and c.id = any(cast(? as bigint[]))) order by s.id""";

    private final JdbcClient jdbc;
    private final SubmissionDeletions deletions;

    SubmissionErasure(JdbcClient jdbc, SubmissionDeletions deletions) {
        this.jdbc = jdbc;
        this.deletions = deletions;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        var gone = switch (type) {
            case "lead" -> found(OF_LEADS, ids, 1);
            case "contact" -> found(OF_CONTACTS, ids, 2);
            default -> List.<Long>of();
        };
        if (!gone.isEmpty()) {
            deletions.delete(gone);
        }
    }

    private List<Long> found(String query, List<Long> ids, int times) {
        var statement = jdbc.sql(query);
        for (var time = 0; time < times; time++) {
            statement = statement.param(ids.toArray(Long[]::new));
        }
        return statement.query((row, _) -> row.getLong(1)).list();
    }
}
