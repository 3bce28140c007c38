package dev.tenantry.crm.timeline;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** Entries with a record's text go with the record, from all timelines; others that it is a subject of, with their last one. */
@Component
class TimelineErasure implements Erasure {

    private static final String OWN = """
            delete from activities where organization_id = app.org_id() and record_id = any(cast(:ids as bigint[])) and starts_with(kind, :type || '.')""";
    private static final String DELETE = """
            delete from activities where organization_id = app.org_id() and num_nonnulls(contact_id, company_id, opportunity_id) = 1
                and case :type when 'contact' then contact_id when 'company' then company_id else opportunity_id end = any(cast(:ids as bigint[]))""";
    private static final List<String> UNLINK = List.of(
            "update activities set contact_id = null where organization_id = app.org_id() and :type = 'contact' and contact_id = any(cast(:ids as bigint[]))",
            "update activities set company_id = null where organization_id = app.org_id() and :type = 'company' and company_id = any(cast(:ids as bigint[]))",
            "update activities set opportunity_id = null where organization_id = app.org_id() and :type = 'opportunity' and opportunity_id = any(cast(:ids as bigint[]))");

    private final JdbcClient jdbc;

    TimelineErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        run(OWN, type, ids);
        if (List.of("contact", "company", "opportunity").contains(type)) {
            run(DELETE, type, ids);
            UNLINK.forEach(statement -> run(statement, type, ids));
        }
    }

    private void run(String statement, String type, List<Long> ids) {
        jdbc.sql(statement)
                .param("type", type)
                .param("ids", ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                .update();
    }
}
