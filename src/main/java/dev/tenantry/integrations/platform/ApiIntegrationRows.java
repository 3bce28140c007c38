package dev.tenantry.integrations.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.vault.WrappedKey;

/** The rows, by the administrators' role. */
@Component
class ApiIntegrationRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COLUMNS = """
            e.id, e.display_name, e.provider_name, e.provider_type, e.is_active, e.status, e.configuration, e.credentials, e.last_ping_at,
            e.last_error, e.created_by, e.version, e.created_at, e.updated_at""";
    static final RowListQuery<ApiIntegrationResponse> QUERY = new RowListQuery<>(
            ListDefinition.of(ApiIntegrationResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("displayName", "e.display_name", String.class, false)
                    .computed("providerName", "e.provider_name", String.class, false)
                    .computed("providerType", "e.provider_type", String.class, false)
                    .computed("active", "e.is_active", Boolean.class, false)
                    .computed("status", "e.status", String.class, false)
                    .computed("lastPingAt", "e.last_ping_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .build(),
            COLUMNS, "api_integrations e", null, ApiIntegrationRows::read);
    private static final String LOCK = """
            select e.provider_name, e.configuration, e.credentials, e.master_key_id, e.wrapped from api_integrations e where e.id = ? for update""";
    private static final String INSERT = """
            insert into api_integrations (provider_type, display_name, is_active, configuration, credentials, master_key_id, wrapped,
                id, provider_name, created_by, status)
            values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update api_integrations set provider_type = ?, display_name = ?, is_active = ?, configuration = ?::jsonb, credentials = ?::jsonb,
                master_key_id = ?, wrapped = ?, version = version + 1
            where id = ?""";
    private static final String PINGED = """
            update api_integrations set last_ping_at = now(), last_error = ?::text, status = ?
            where id = ?""";
    /** Whoever is first: for an instance that ends meanwhile, the next one comes after the interval. */
    private static final String CLAIM = """
            update api_integrations set last_ping_at = now() where id = (
                select d.id from api_integrations d where d.is_active and coalesce(d.last_ping_at < now() - ? * interval '1 second', true)
                order by d.last_ping_at nulls first limit 1 for update skip locked)
            returning id, provider_name, configuration, credentials, master_key_id, wrapped""";

    private final RolePool pool;

    ApiIntegrationRows(RolePool adminPool) {
        this.pool = adminPool;
    }

    /** As it is kept. @param credentials sealed by the key, by name */
    record Kept(String provider, JsonNode configuration, Map<String, String> credentials, WrappedKey key) {}

    /** One that is to be asked whether it is still there. */
    record Due(UUID id, Kept kept) {}

    /** What of it changes. */
    record State(
            IntegrationType type,
            String displayName,
            boolean isActive,
            JsonNode configuration,
            Map<String, String> credentials,
            WrappedKey key) {}

    Optional<Kept> lock(UUID id) {
        return pool.jdbc()
                .sql(LOCK)
                .param(id)
                .query((row, _) -> kept(row))
                .optional();
    }

    /** The active one that was asked the longest ago, if that is as long ago as this; nobody else claims it now. */
    static Optional<Due> claim(RolePool worker, Duration interval) {
        return worker.jdbc()
                .sql(CLAIM)
                .param(interval.toSeconds())
                .query((row, _) -> new Due(row.getObject("id", UUID.class), kept(row)))
                .optional();
    }

    Optional<ApiIntegrationResponse> find(UUID id) {
        return QUERY.find(pool.jdbc(), id);
    }

    void insert(UUID id, String provider, @Nullable UUID createdBy, State state) {
        pool.jdbc()
                .sql(INSERT)
                .params(parameters(state))
                .param(id)
                .param(provider)
                .param(createdBy)
                .param(ApiIntegrationStatus.PENDING.toString())
                .update();
    }

    void update(UUID id, State state) {
        pool.jdbc().sql(UPDATE).params(parameters(state)).param(id).update();
    }

    void delete(UUID id) {
        pool.jdbc().sql("delete from api_integrations where id = ?").param(id).update();
    }

    /** @param error null: it answered as it should */
    void pinged(UUID id, @Nullable String error) {
        pinged(pool, id, error);
    }

    /** Likewise, by another role. */
    static void pinged(RolePool pool, UUID id, @Nullable String error) {
        var status = error == null ? ApiIntegrationStatus.CONNECTED : ApiIntegrationStatus.ERROR;
        pool.jdbc().sql(PINGED).param(error).param(status.toString()).param(id).update();
    }

    private static Object[] parameters(State state) {
        return new Object[]{state.type.toString(), state.displayName, state.isActive, state.configuration.toString(),
            JSON.writeValueAsString(state.credentials), state.key.masterKeyId(), state.key.wrapped()};
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getString("provider_name"), JSON.readTree(row.getString("configuration")), credentials(row),
                new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped")));
    }

    private static Map<String, String> credentials(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("credentials"), new TypeReference<>() {
        });
    }

    private static ApiIntegrationResponse read(ResultSet row, int number) throws SQLException {
        return new ApiIntegrationResponse(row.getObject("id", UUID.class), row.getString("display_name"),
                row.getString("provider_name"), row.getString("provider_type"), row.getBoolean("is_active"),
                row.getString("status"), JSON.readTree(row.getString("configuration")), credentials(row).keySet(),
                Rows.instantOrNull(row, "last_ping_at"), row.getString("last_error"),
                row.getObject("created_by", UUID.class), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
