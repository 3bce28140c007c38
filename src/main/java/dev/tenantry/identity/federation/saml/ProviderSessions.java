package dev.tenantry.identity.federation.saml;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.shared.database.RolePool;

/** The sessions that were begun by an organization's identity provider, which end with it. */
@Component
class ProviderSessions {

    private final JdbcClient jdbc;
    private final AccessCache accesses;

    ProviderSessions(RolePool authPool, AccessCache accesses) {
        this.jdbc = authPool.jdbc();
        this.accesses = accesses;
    }

    /** Who has something to lose, or to win, by a change of a provider. */
    record Affected(List<UUID> people, List<UUID> organizations) {}

    /**
     * In the transaction that takes the provider out of use. Codes go first: whoever redeems one meanwhile is waited for, and
     * the session found.
     */
    Affected end(UUID provider) {
        jdbc.sql("delete from auth.flow_state where sso_provider_id = ?").param(provider).update();
        var people = jdbc.sql("""
                delete from auth.sessions
                where amr @> jsonb_build_array(jsonb_build_object('provider', cast(? as text))) returning user_id""")
                .param(provider.toString())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        return new Affected(people, tell(provider));
    }

    /** In the transaction that puts it into use, or changes it. */
    Affected keep(UUID provider) {
        return new Affected(List.of(), tell(provider));
    }

    /** After that transaction: what is in memory of them here. Other instances are told by the database. */
    void forget(Affected affected) {
        affected.people.forEach(accesses::forgetUser);
        affected.organizations.forEach(accesses::forgetOrganization);
    }

    private List<UUID> tell(UUID provider) {
        return jdbc.sql("select app.provider_changed(?)")
                .param(provider)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }
}
