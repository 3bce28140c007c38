package dev.tenantry.identity.session;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.signal.SessionEnder;

/** Ends sessions in nobody's name. */
@Component
class ForcedEnds implements SessionEnder {

    private static final String END = """
            delete from auth.sessions where organization_id = ? and user_id = ? and id = coalesce(?, id) and impersonator_id is null returning id""";

    private final RolePool pool;
    private final ActionTrail trail;
    private final AccessCache accesses;

    ForcedEnds(RolePool authPool, ActionTrail trail, AccessCache accesses) {
        this.pool = authPool;
        this.trail = trail;
        this.accesses = accesses;
    }

    @Override
    public void end(UUID organization, UUID member, @Nullable UUID session) {
        pool.inTransaction(() -> pool.jdbc()
                .sql(END)
                .params(organization, member)
                .param(session)
                .query(UUID.class)
                .list()
                .forEach(one -> trail.record(Action.of(organization, null, null, "session.revoked", one.toString(),
                        Map.of("user", member)).asWarning().ofOrganization())));
        accesses.forgetUser(member);
    }
}
