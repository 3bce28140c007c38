package dev.tenantry.crm.assignment;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Filter;

/** Which deals rules are for, whatever their stages are called. */
@Component
class AssignmentStages implements StageReferences {

    private static final String FILTERS = """
            select id, name, filter, deleted_at is not null as is_trashed from assignment_rules
            where organization_id = app.org_id() and type = 'opportunity' and filter like '%stage%' order by id for update""";
    private static final String RENAME = """
            update assignment_rules set filter = ?, version = version + 1 where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;

    AssignmentStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Filtered(Long id, String name, String filter, boolean isTrashed) {}

    @Override
    public void rename(StageRenaming renaming) {
        filtered().forEach(rule -> renaming.of(Filter.of(rule.filter))
                .ifPresent(filter -> jdbc.sql(RENAME).params(filter, rule.id).update()));
    }

    @Override
    public List<String> naming(StageRenaming going) {
        var isKnown = Caller.current().may("assignment-rules:read");
        return filtered().stream()
                .filter(rule -> !rule.isTrashed)
                .filter(rule -> going.of(Filter.of(rule.filter)).isPresent())
                .map(rule -> isKnown ? "the assignment rule " + rule.name + " (" + rule.id + ")" : "an assignment rule")
                .toList();
    }

    private List<Filtered> filtered() {
        return jdbc.sql(FILTERS)
                .query((row, _) -> new Filtered(row.getLong("id"), row.getString("name"), row.getString("filter"),
                        row.getBoolean("is_trashed")))
                .list();
    }
}
