package dev.tenantry.audit.sink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.vault.RowSecrets;
import dev.tenantry.shared.vault.WrappedKey;

/** Where the platform's sinks lead, with their tokens, each of which is encrypted under a key of its own. */
@Component
class PlatformTargets {

    static final String FIND = """
            select id, sink_type, url, sealed_token, master_key_id, wrapped, ca_certificates from audit_platform_sinks where id = ?""";
    /** No organization's, until it is known whose entries are sent. */
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String PURPOSE = "token";

    private final RowSecrets secrets;

    PlatformTargets(RowSecrets secrets) {
        this.secrets = secrets;
    }

    /** A token as it is kept. */
    record Sealed(String text, WrappedKey key) {}

    Sealed seal(UUID sink, Secret token) {
        var key = secrets.newKey(sink);
        return new Sealed(secrets.seal(sink, key, PURPOSE, token), key);
    }

    SinkTarget read(ResultSet row, int number) throws SQLException {
        return new SinkTarget(NOBODY, SinkType.of(row.getString("sink_type")), row.getString("url"), token(row),
                row.getString("ca_certificates"));
    }

    private @Nullable Secret token(ResultSet row) throws SQLException {
        var sealed = row.getString("sealed_token");
        return sealed == null
                ? null
                : secrets.open(row.getObject("id", UUID.class),
                        new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped")), PURPOSE, sealed);
    }
}
