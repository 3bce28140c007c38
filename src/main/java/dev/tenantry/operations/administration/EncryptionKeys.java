package dev.tenantry.operations.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.vault.MasterKeys;
import dev.tenantry.shared.vault.WrappedKey;

/** Which master keys organizations' data keys are wrapped by, and how all come to the current one. */
@Service
class EncryptionKeys {

    private static final int BATCH = 500;
    private static final String RESOURCE = "encryption-key";
    private static final String COUNT = """
            select master_key_id, count(*) from (
                select master_key_id from data_keys union all select master_key_id from api_integrations
                union all select master_key_id from audit_platform_sinks where wrapped is not null) k group by 1 order by 1""";

    private final RolePool pool;
    private final MasterKeys masters;
    private final AdminTrail trail;

    EncryptionKeys(RolePool adminPool, MasterKeys masters, AdminTrail trail) {
        this.pool = adminPool;
        this.masters = masters;
        this.trail = trail;
    }

    private record DataKey(UUID owner, int id, WrappedKey key) {}

    /** Where data keys are. */
    private enum Place {

        ORGANIZATIONS("""
                select organization_id as owner, id as number, master_key_id, wrapped from data_keys
                where master_key_id = any (?) order by 1, 2 limit ? for update""", """
                update data_keys set master_key_id = ?, wrapped = ? where organization_id = ? and id = ?"""),
        /** Each row has one. */
        PLATFORM("""
                select id as owner, 0 as number, master_key_id, wrapped from api_integrations
                where master_key_id = any (?) order by 1 limit ? for update""", """
                update api_integrations set master_key_id = ?, wrapped = ? where id = ? and 0 = ?"""),
        /** Likewise. */
        SINKS("""
                select id as owner, 0 as number, master_key_id, wrapped from audit_platform_sinks
                where master_key_id = any (?) order by 1 limit ? for update""", """
                update audit_platform_sinks set master_key_id = ?, wrapped = ? where id = ? and 0 = ?""");

        private final String old;
        private final String update;

        Place(String old, String update) {
            this.old = old;
            this.update = update;
        }
    }

    List<EncryptionKeyResponse> list() {
        return pool.inTransaction(() -> {
            var keys = keys();
            trail.listed(RESOURCE, keys.size());
            return keys;
        });
    }

    /** What a missing master key has wrapped stays as it is. */
    List<EncryptionKeyResponse> rewrap() {
        var old = masters.ids().stream().filter(id -> !id.equals(masters.current())).toArray(String[]::new);
        var rewrapped = 0;
        for (var place : Place.values()) {
            for (var batch = BATCH; batch == BATCH; rewrapped += batch) {
                batch = pool.inTransaction(() -> rewrap(place, old));
            }
        }
        var told = Map.of("dataKeys", rewrapped);
        return pool.inTransaction(() -> {
            trail.changed(null, RESOURCE, masters.current(), "rewrapped", told);
            return keys();
        });
    }

    private int rewrap(Place place, String[] old) {
        var keys = pool.jdbc().sql(place.old).param(old).param(BATCH).query(EncryptionKeys::read).list();
        for (var key : keys) {
            var wrapped = masters.rewrap(key.owner, key.id, key.key);
            pool.jdbc()
                    .sql(place.update)
                    .param(wrapped.masterKeyId())
                    .param(wrapped.wrapped())
                    .param(key.owner)
                    .param(key.id)
                    .update();
        }
        return keys.size();
    }

    private List<EncryptionKeyResponse> keys() {
        var counts = new LinkedHashMap<String, Long>();
        masters.ids().forEach(id -> counts.put(id, 0L));
        pool.jdbc().sql(COUNT).query((row, _) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts.entrySet()
                .stream()
                .map(key -> new EncryptionKeyResponse(key.getKey(), state(key.getKey()), key.getValue()))
                .toList();
    }

    private String state(String id) {
        return id.equals(masters.current()) ? "current" : masters.ids().contains(id) ? "old" : "missing";
    }

    private static DataKey read(ResultSet row, int number) throws SQLException {
        return new DataKey(row.getObject("owner", UUID.class), row.getInt("number"),
                new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped")));
    }
}
