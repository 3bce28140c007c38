package dev.tenantry.crm.timeline;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** Entries with a record's text go with the record, from all timelines; and its own timeline does. */
@Component
class TimelineErasure implements Erasure {

    private static final String OWN = """
            delete from activities where organization_id = app.org_id() and record_id = any(cast(:ids as bigint[])) and starts_with(kind, :type || '.')""";
    private static final String TIMELINE = """
            delete from activities where organization_id = app.org_id() and subject_type = :type and subject_id = any(cast(:ids as bigint[]))""";

    private final JdbcClient jdbc;

    TimelineErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        for (var statement : List.of(OWN, TIMELINE)) {
            jdbc.sql(statement)
                    .param("type", type)
                    .param("ids", ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                    .update();
        }
    }
}
