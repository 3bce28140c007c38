package dev.tenantry.identity.mfa;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.database.Rows;

/** Reads how the caller's second factors stand. */
@Service
@Transactional(readOnly = true)
class SecondFactors {

    private final JdbcClient jdbc;

    SecondFactors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SecondFactorResponse state() {
        return jdbc.sql(
                "select is_enabled, method, backup_codes_remaining, last_verified_at, enforced_by_policy from user_2fa_settings")
                .query(SecondFactors::read)
                .single();
    }

    private static SecondFactorResponse read(ResultSet row, int number) throws SQLException {
        return new SecondFactorResponse(row.getBoolean("is_enabled"), row.getString("method"),
                row.getInt("backup_codes_remaining"), Rows.instantOrNull(row, "last_verified_at"),
                row.getBoolean("enforced_by_policy"));
    }
}
