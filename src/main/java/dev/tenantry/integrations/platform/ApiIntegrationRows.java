package dev.tenantry.integrations.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.offer.IntegrationOffers;
import dev.tenantry.integrations.offer.PlatformConnection;
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
            e.id, e.display_name, e.description, e.provider_name, e.provider_type, e.is_active, e.is_offered, e.status, e.configuration, e.credentials, e.last_ping_at,
            e.last_error, e.created_by, e.version, e.created_at, e.updated_at""";
    static final RowListQuery<ApiIntegrationResponse> QUERY = new RowListQuery<>(
            ListDefinition.of(ApiIntegrationResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("displayName", "e.display_name", String.class, false)
                    .computed("providerName", "e.provider_name", String.class, false)
                    .computed("providerType", "e.provider_type", String.class, false)
                    .computed("active", "e.is_active", Boolean.class, false)
                    .computed("offered", "e.is_offered", Boolean.class, false)
                    .computed("status", "e.status", String.class, false)
                    .computed("lastPingAt", "e.last_ping_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .build(),
            COLUMNS, "api_integrations e", null, ApiIntegrationRows::read);
    private static final String LOCK = "select " + PlatformConnection.COLUMNS
            + " from api_integrations where id = ? for update";
    private static final String WITHDRAW = """
            select app.withdraw_integration_offer(e.id, ?) from api_integrations e where e.id = ? and e.is_offered and e.is_active""";
    private static final String INSERT = """
            insert into api_integrations (provider_type, display_name, description, is_active, is_offered, configuration, credentials, master_key_id, wrapped,
                id, provider_name, created_by, status)
            values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)""";
    /** Where it leads elsewhere, or shows itself otherwise, nobody knows whether it is there until it is asked, which it is soon. */
    private static final String UPDATE = """
            update api_integrations set provider_type = ?, display_name = ?, description = ?, is_active = ?, is_offered = ?,
                configuration = ?::jsonb, credentials = ?::jsonb, master_key_id = ?, wrapped = ?, version = version + 1,
                status = case when configuration = ?::jsonb and credentials = ?::jsonb then status else ? end,
                last_ping_at = case when configuration = ?::jsonb and credentials = ?::jsonb then last_ping_at end
            where id = ?""";
    private static final String PINGED = """
            update api_integrations set last_ping_at = now(), last_error = ?::text, status = ?
            where id = ? and version = ?""";
    /** Whoever is first: for an instance that ends meanwhile, the next one comes after the interval. */
    private static final String CLAIM = """
            update api_integrations set last_ping_at = now() where id = (
                select d.id from api_integrations d where d.is_active and coalesce(d.last_ping_at < now() - ? * interval '1 second', true)
                order by d.last_ping_at nulls first limit 1 for update skip locked)
            returning id, \
            """ + PlatformConnection.COLUMNS;

    private final RolePool pool;

    ApiIntegrationRows(RolePool adminPool) {
        this.pool = adminPool;
    }

    /** One that is to be asked whether it is still there. */
    record Due(UUID id, PlatformConnection kept) {}

    /** What of it changes. */
    record State(
            IntegrationType type,
            String displayName,
            @Nullable String description,
            boolean isActive,
            boolean isOffered,
            JsonNode configuration,
            Map<String, String> credentials,
            WrappedKey key) {}

    Optional<PlatformConnection> lock(UUID id) {
        return pool.jdbc()
                .sql(LOCK)
                .param(id)
                .query((row, _) -> PlatformConnection.of(row))
                .optional();
    }

    /** Disconnects what organizations have made of it, where it is offered. */
    void withdraw(UUID id) {
        pool.jdbc().sql(WITHDRAW).params(IntegrationOffers.WITHDRAWN, id).query(row -> {});
    }

    /** The active one that was asked the longest ago, if that is as long ago as this; nobody else claims it now. */
    static Optional<Due> claim(RolePool worker, Duration interval) {
        return worker.jdbc()
                .sql(CLAIM)
                .param(interval.toSeconds())
                .query((row, _) -> new Due(row.getObject("id", UUID.class), PlatformConnection.of(row)))
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
        var configuration = state.configuration.toString();
        var credentials = JSON.writeValueAsString(state.credentials);
        pool.jdbc()
                .sql(UPDATE)
                .params(parameters(state))
                .params(configuration, credentials, ApiIntegrationStatus.PENDING.toString(), configuration, credentials)
                .param(id)
                .update();
    }

    void delete(UUID id) {
        pool.jdbc().sql("delete from api_integrations where id = ?").param(id).update();
    }

    /** Nothing where it is another one meanwhile. @param version that was asked @param error null: it answered as it should */
    void pinged(UUID id, int version, @Nullable String error) {
        pinged(pool, id, version, error);
    }

    /** Likewise, by another role. */
    static void pinged(RolePool pool, UUID id, int version, @Nullable String error) {
        var status = error == null ? ApiIntegrationStatus.CONNECTED : ApiIntegrationStatus.ERROR;
        pool.jdbc().sql(PINGED).param(error).param(status.toString()).param(id).param(version).update();
    }

    private static List<@Nullable Object> parameters(State state) {
        return Arrays.asList(state.type.toString(), state.displayName, state.description, state.isActive,
                state.isOffered, state.configuration.toString(),
                JSON.writeValueAsString(state.credentials), state.key.masterKeyId(), state.key.wrapped());
    }

    private static ApiIntegrationResponse read(ResultSet row, int number) throws SQLException {
        return new ApiIntegrationResponse(row.getObject("id", UUID.class), row.getString("display_name"),
                row.getString("description"),
                row.getString("provider_name"), row.getString("provider_type"), row.getBoolean("is_active"),
                row.getBoolean("is_offered"),
                row.getString("status"), JSON.readTree(row.getString("configuration")),
                PlatformConnection.credentials(row).keySet(),
                Rows.instantOrNull(row, "last_ping_at"), row.getString("last_error"),
                row.getObject("created_by", UUID.class), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
