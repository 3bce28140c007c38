package dev.tenantry.identity.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.problem.ProblemException;

/** The caller's own alerts; row security shows no others. */
@Service
@Transactional(readOnly = true)
class Alerts {

    private static final String COLUMNS = "id, alert_type, severity, title, message, metadata, is_acknowledged, acknowledged_at, created_at";

    private static final FixedList<AlertResponse, Long> LIST = new FixedList<>("security-alerts", 1,
            alert -> List.of(alert.id()), keys -> Long.valueOf(keys.getFirst()));

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Alerts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Page<AlertResponse> list(PageRequest request) {
        var after = LIST.after(request);
        var found = jdbc.sql("select " + COLUMNS + " from security_alerts where user_id = auth.uid() and id < ? "
                + "order by id desc limit ?")
                .params(after == null ? Long.MAX_VALUE : after, request.limit() + 1)
                .query(this::read)
                .list();
        return LIST.page(found, request, request.total() ? count() : null);
    }

    /** Once is enough: a second time changes nothing. */
    @Transactional
    AlertResponse acknowledge(long id) {
        jdbc.sql("""
                update security_alerts set is_acknowledged = true, acknowledged_at = now(), acknowledged_by = user_id
                where id = ? and user_id = auth.uid() and not is_acknowledged""").param(id).update();
        return jdbc.sql("select " + COLUMNS + " from security_alerts where id = ? and user_id = auth.uid()")
                .param(id)
                .query(this::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    private Long count() {
        return jdbc.sql("select count(*) from security_alerts where user_id = auth.uid()").query(Long.class).single();
    }

    private AlertResponse read(ResultSet row, int number) throws SQLException {
        var metadata = row.getString("metadata");
        return new AlertResponse(row.getString("id"), row.getString("alert_type"), row.getString("severity"),
                row.getString("title"), row.getString("message"),
                metadata == null ? null : json.readValue(metadata, new TypeReference<Map<String, Object>>() {
                }), row.getBoolean("is_acknowledged"), Rows.instantOrNull(row, "acknowledged_at"),
                Rows.instant(row, "created_at"));
    }
}
