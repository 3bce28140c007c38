package dev.tenantry.identity.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.alert.UserAgent;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.time.DayZone;

/** Reads sessions as their people see them. */
@Component
class OpenSessionRows {

    private static final String COLUMNS = """
            e.id, e.organization_id, e.user_agent, host(e.ip) as ip, e.aal, e.created_at, e.refreshed_at, e.not_after,
            array(select by ->> 'method' from jsonb_array_elements(e.amr) as by) as methods""";

    private final RolePool pool;
    private final DayZone zone;
    private final Locations locations;

    OpenSessionRows(RolePool authPool, DayZone zone, Locations locations) {
        this.pool = authPool;
        this.zone = zone;
        this.locations = locations;
    }

    /** @param given the named parameters of the listing's own condition */
    Page<OpenSession> list(ListDefinition<OpenSession> listing, ListRequest request, Map<String, Object> given) {
        var caller = Caller.current();
        return new RowListQuery<>(listing, COLUMNS, "auth.sessions e", null, (row, _) -> read(row, caller))
                .list(pool.jdbc(), request, zone, given);
    }

    private OpenSession read(ResultSet row, Caller caller) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var address = row.getString("ip");
        return new OpenSession(id, row.getObject("organization_id", UUID.class), id.equals(caller.sessionId()),
                UserAgent.of(row.getString("user_agent")).describe(), address, locations.of(address),
                row.getString("aal"), List.of((String[]) row.getArray("methods").getArray()),
                Rows.instant(row, "created_at"), Rows.instant(row, "refreshed_at"), Rows.instant(row, "not_after"));
    }
}
