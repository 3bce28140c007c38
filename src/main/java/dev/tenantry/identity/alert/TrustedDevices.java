package dev.tenantry.identity.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.Users;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.RequestDetails;

/**
 * The devices that people trust. Trust keeps a device from being reported as new, and lets nobody skip a second factor:
 * whoever gets hold of a device, or of its token, has one proof in the hand and not two.
 */
@Service
@EnableConfigurationProperties(DeviceSettings.class)
class TrustedDevices {

    private static final String TRUSTED = "is_active and (expires_at is null or expires_at > now())";
    private static final String COLUMNS = """
            id, device_fingerprint, device_name, device_type, browser, os, host(ip_address) as address, trusted_at, last_used_at, expires_at""";

    private final RolePool pool;
    private final ActionTrail trail;
    private final DeviceSettings settings;
    private final Users users;

    TrustedDevices(RolePool authPool, ActionTrail trail, DeviceSettings settings,
            Users users) {
        this.pool = authPool;
        this.trail = trail;
        this.settings = settings;
        this.users = users;
    }

    List<DeviceResponse> list(UUID user) {
        return pool.jdbc()
                .sql("select " + COLUMNS + " from trusted_devices where user_id = ? and " + TRUSTED
                        + " order by trusted_at desc, id")
                .param(user)
                .query(reader())
                .list();
    }

    /** Trusts the device that the request comes from, for as long as devices are trusted. */
    DeviceResponse trust(Caller caller, @Nullable String name) {
        return pool.inTransaction(() -> {
            users.lock(caller.userId());
            var known = DeviceToken.currentFingerprint();
            var isKnown = known != null && isOwn(caller.userId(), known);
            var token = isKnown ? null : RandomText.next();
            var fingerprint = token == null ? String.valueOf(known) : Digests.fingerprint(token);
            var device = save(caller.userId(), fingerprint, name);
            record(caller, device.id(), "trusted");
            return device.with(token);
        });
    }

    /** @throws ProblemException 404 where the person trusts no such device */
    void revoke(Caller caller, UUID id) {
        pool.inTransaction(() -> {
            var revoked = pool.jdbc()
                    .sql("update trusted_devices set is_active = false where id = ? and user_id = ? and " + TRUSTED)
                    .params(id, caller.userId())
                    .update();
            if (revoked == 0) {
                throw ProblemException.notFound();
            }
            record(caller, id, "revoked");
        });
    }

    /** Notes that a device signs in, in the transaction of the caller. @return whether the person trusts it */
    boolean signsIn(UUID user, @Nullable String fingerprint) {
        return fingerprint != null && pool.jdbc()
                .sql("update trusted_devices set last_used_at = now() where user_id = ? and device_fingerprint = ? and "
                        + TRUSTED)
                .params(user, fingerprint)
                .update() == 1;
    }

    private boolean isOwn(UUID user, String fingerprint) {
        return pool.jdbc()
                .sql("select exists (select from trusted_devices where user_id = ? and device_fingerprint = ?)")
                .params(user, fingerprint)
                .query(Boolean.class)
                .single();
    }

    private DeviceResponse save(UUID user, String fingerprint, @Nullable String name) {
        var request = RequestDetails.currentOrNull();
        var agent = UserAgent.of(request == null ? null : request.userAgent());
        return pool.jdbc()
                .sql("""
                        insert into trusted_devices as d (id, user_id, device_fingerprint, device_name, device_type, browser, os, ip_address, expires_at)
                        values (:id, :user, :fingerprint, :name, :type, :browser, :os, :address::inet, now() + :life * interval '1 second')
                        on conflict (user_id, device_fingerprint) do update set device_name = coalesce(excluded.device_name, d.device_name),
                            device_type = excluded.device_type, browser = excluded.browser, os = excluded.os, ip_address = excluded.ip_address,
                            trusted_at = now(), last_used_at = now(), expires_at = excluded.expires_at, is_active = true
                        returning """
                        + " " + COLUMNS)
                .param("id", Ids.next())
                .param("user", user)
                .param("fingerprint", fingerprint)
                .param("name", name)
                .param("type", agent.type())
                .param("browser", agent.browser())
                .param("os", agent.os())
                .param("address", request == null ? null : request.address())
                .param("life", settings.life().toSeconds())
                .query(reader())
                .single();
    }

    private void record(Caller caller, UUID device, String verb) {
        trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "device." + verb,
                device.toString(), Map.of()));
    }

    private static RowMapper<DeviceResponse> reader() {
        var current = DeviceToken.currentFingerprint();
        return (row, _) -> new DeviceResponse(row.getObject("id", UUID.class), row.getString("device_name"),
                row.getString("device_type"), row.getString("browser"), row.getString("os"), row.getString("address"),
                Rows.instant(row, "trusted_at"), Rows.instant(row, "last_used_at"), expiry(row),
                row.getString("device_fingerprint").equals(current), null);
    }

    private static @Nullable Instant expiry(ResultSet row) throws SQLException {
        return Rows.instantOrNull(row, "expires_at");
    }
}
