package dev.tenantry.integrations.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.vault.RowSecrets;
import dev.tenantry.shared.vault.WrappedKey;

/**
 * What an integration of the platform is told, as it is kept.
 *
 * @param version     that was read: what comes of asking says nothing of a later one
 * @param credentials sealed by the key, by name
 */
public record PlatformConnection(
        int version,
        String provider,
        JsonNode configuration,
        Map<String, String> credentials,
        WrappedKey key) {

    /** What it is read from. */
    public static final String COLUMNS = "version, provider_name, configuration, credentials, master_key_id, wrapped";

    private static final JsonMapper JSON = new JsonMapper();

    public static PlatformConnection of(ResultSet row) throws SQLException {
        return new PlatformConnection(row.getInt("version"), row.getString("provider_name"),
                JSON.readTree(row.getString("configuration")),
                credentials(row), new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped")));
    }

    public static Map<String, String> credentials(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("credentials"), new TypeReference<>() {
        });
    }

    /** @param id the row's */
    public Map<String, Secret> opened(UUID id, RowSecrets secrets) {
        var opened = new LinkedHashMap<String, Secret>();
        credentials.forEach((name, value) -> opened.put(name, secrets.open(id, key, name, value)));
        return opened;
    }
}
