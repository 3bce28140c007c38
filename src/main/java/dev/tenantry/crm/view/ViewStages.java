package dev.tenantry.crm.view;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;
import dev.tenantry.shared.listing.Filter;

/** Which deals views show, whatever their stages are called: members' own views, too. */
@Component
class ViewStages implements StageReferences {

    private static final String FILTERS = "select id, filter from app.view_filters(app.org_id(), 'opportunity')";
    private static final String RENAME = "select app.filter_view(app.org_id(), ?, ?)";

    private final JdbcClient jdbc;

    ViewStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Filtered(Long id, String filter) {}

    @Override
    public void rename(StageRenaming renaming) {
        jdbc.sql(FILTERS)
                .query((row, _) -> new Filtered(row.getLong("id"), row.getString("filter")))
                .list()
                .forEach(view -> renaming.of(Filter.of(view.filter))
                        .ifPresent(filter -> jdbc.sql(RENAME).params(view.id, filter).query().listOfRows()));
    }
}
