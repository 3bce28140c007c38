package dev.tenantry.crm.timeline;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Merging;

/** The timeline of a record that is merged into another one becomes a part of that one's. Entries with its text still go when it is deleted. */
@Component
class TimelineMerging implements Merging {

    private static final String MOVE = """
            update activities set subject_id = :into where organization_id = app.org_id() and subject_type = :type and subject_id = :from
                and not exists (select from activities o where o.organization_id = app.org_id() and o.subject_type = :type
                    and o.subject_id = :into and o.id = activities.id)""";
    private static final String REST = """
            delete from activities where organization_id = app.org_id() and subject_type = :type and subject_id = :from""";

    private final JdbcClient jdbc;

    TimelineMerging(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(String type, Long from, Long into) {
        jdbc.sql(MOVE).param("into", into).param("type", type).param("from", from).update();
        jdbc.sql(REST).param("type", type).param("from", from).update();
    }
}
