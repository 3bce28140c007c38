package dev.tenantry.identity.signin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.signal.SignInHistory;

/** Reads what {@link LoginAttempts} has recorded of wrong secrets. Whoever is refused with the right one tries nothing out. */
@Component
class FailedSignIns implements SignInHistory {

    private static final String WRONG = " and not success and failure_reason = 'invalid_credentials' and created_at > ?";
    private static final String OF_NETWORK = " from login_attempts where ip_address <<= ?::inet" + WRONG;

    private final JdbcClient jdbc;

    FailedSignIns(RolePool authPool) {
        this.jdbc = authPool.jdbc();
    }

    @Override
    public int failures(UUID userId, Instant since) {
        return jdbc
                .sql("select count(*) from login_attempts where user_id = ?" + WRONG)
                .params(userId, since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    @Override
    public int namesTried(String network, Instant since) {
        return jdbc.sql("select count(distinct email)" + OF_NETWORK)
                .params(network, since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    @Override
    public Set<UUID> accountsTried(String network, Instant since) {
        return Set.copyOf(jdbc.sql("select distinct user_id" + OF_NETWORK + " and user_id is not null limit 100")
                .params(network, since.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
    }
}
