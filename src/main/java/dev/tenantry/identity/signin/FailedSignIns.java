package dev.tenantry.identity.signin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.signal.FailedSource;
import dev.tenantry.shared.signal.SignInHistory;

/** Reads what {@link LoginAttempts} has recorded of wrong secrets, and of those that were not looked at since there had been too many. Whoever is refused with the right one tries nothing out. */
@Component
class FailedSignIns implements SignInHistory {

    private static final String WRONG = " and not success and failure_reason in ('invalid_credentials', 'locked') and created_at > ?";
    private static final String OF_NETWORK = " from login_attempts where ip_address <<= ?::inet" + WRONG;

    /** Who guesses a password is not known by it: what counts is who signed in before the first failure. */
    private static final String SOURCES = """
            select f.address, f.agent, f.failures, exists (select from login_attempts s where s.user_id = :user and s.success and s.ip_address <<= f.network
                and s.created_at < f.first and s.created_at > f.first - interval '90 days') as is_known
            from (select network, count(*) as failures, min(created_at) as first, (array_agg(host(ip_address) order by created_at desc))[1] as address,
                    (array_agg(user_agent order by created_at desc))[1] as agent
                  from (select ip_address, user_agent, created_at, network(set_masklen(ip_address, case family(ip_address) when 4 then 32 else 64 end)) as network
                        from login_attempts where user_id = :user and ip_address is not null and not success and failure_reason in ('invalid_credentials', 'locked')
                          and created_at > :since) as attempts
                  group by network) as f
            order by is_known, f.failures desc, f.first limit 50""";

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
    public List<FailedSource> sources(UUID userId, Instant since) {
        return jdbc.sql(SOURCES)
                .param("user", userId)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new FailedSource(row.getString("address"), row.getString("agent"),
                        row.getInt("failures"), row.getBoolean("is_known")))
                .list();
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
