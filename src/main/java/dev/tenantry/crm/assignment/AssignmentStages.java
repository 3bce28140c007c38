package dev.tenantry.crm.assignment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;
import dev.tenantry.shared.listing.Filter;

/** Which deals rules are for, whatever their stages are called. */
@Component
class AssignmentStages implements StageReferences {

    private static final String FILTERS = """
            select id, filter from assignment_rules
            where organization_id = app.org_id() and type = 'opportunity' and filter like '%stage%' for update""";
    private static final String RENAME = """
            update assignment_rules set filter = ?, version = version + 1 where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;

    AssignmentStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Filtered(Long id, String filter) {}

    @Override
    public void rename(StageRenaming renaming) {
        jdbc.sql(FILTERS)
                .query((row, _) -> new Filtered(row.getLong("id"), row.getString("filter")))
                .list()
                .forEach(rule -> renaming.of(Filter.of(rule.filter))
                        .ifPresent(filter -> jdbc.sql(RENAME).params(filter, rule.id).update()));
    }
}
