package dev.tenantry.identity.session;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.alert.AlertType;
import dev.tenantry.identity.alert.SecurityAlerts;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.signal.SessionEnder;

/** Ends sessions in nobody's name. */
@Component
class ForcedEnds implements SessionEnder {

    private static final String END = """
            delete from auth.sessions where organization_id = ? and user_id = ? and id = coalesce(?, id) and impersonator_id is null returning id""";

    private static final String TOLD = """
            Something that was done in it looked like an attack on an organization that you work in, which has such sessions ended. Sign in again. If it was \
            not you, change your password, and ask the organization's administrators what was noticed.""";

    private final RolePool pool;
    private final ActionTrail trail;
    private final SecurityAlerts alerts;
    private final AccessCache accesses;

    ForcedEnds(RolePool authPool, ActionTrail trail, SecurityAlerts alerts, AccessCache accesses) {
        this.pool = authPool;
        this.trail = trail;
        this.alerts = alerts;
        this.accesses = accesses;
    }

    @Override
    public void end(UUID organization, UUID member, @Nullable UUID session) {
        pool.inTransaction(() -> {
            var ended = pool.jdbc().sql(END).params(organization, member).param(session).query(UUID.class).list();
            ended.forEach(one -> trail.record(Action.of(organization, null, null, "session.revoked", one.toString(),
                    Map.of("user", member)).asWarning().ofOrganization()));
            if (!ended.isEmpty()) {
                alerts.raise(member, AlertType.SUSPICIOUS_LOGIN, TOLD,
                        Map.of("organizationId", organization, "sessionIds",
                                ended.stream().map(String::valueOf).toList()));
            }
        });
        accesses.forgetUser(member);
    }
}
