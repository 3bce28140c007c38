package dev.tenantry.access.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what organizations have stated of one kind. A component that is one is found at start. */
public interface AccessRuleSource {

    /**
     * Of those that have stated something.
     *
     * @param organizations null: of all
     */
    Map<UUID, ? extends AccessRule> read(JdbcClient jdbc, UUID @Nullable [] organizations);

    /** @param some a condition for some organizations, with one parameter */
    static <T> List<T> rows(JdbcClient jdbc, String sql, String some, UUID @Nullable [] organizations,
            RowMapper<T> row) {
        return organizations == null
                ? jdbc.sql(sql).query(row).list()
                : jdbc.sql(sql + some).param(organizations).query(row).list();
    }

    static UUID organization(ResultSet row) throws SQLException {
        return row.getObject("organization_id", UUID.class);
    }
}
