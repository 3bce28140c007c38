package dev.tenantry.identity.federation.oidc;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.Identities;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;

/** Takes ways to sign in away from accounts, but never the last one. */
@Service
class Unlinking {

    private final RolePool pool;
    private final Identities identities;
    private final ActionTrail trail;

    Unlinking(RolePool authPool, Identities identities, ActionTrail trail) {
        this.pool = authPool;
        this.identities = identities;
        this.trail = trail;
    }

    /** @throws AuthException 422 where it is not the caller's, or the only one */
    void unlink(Caller caller, UUID identity) {
        pool.inTransaction(() -> {
            var all = identities.lockAll(caller.userId());
            if (!all.contains(identity)) {
                throw ExternalErrors.identityNotFound();
            }
            if (all.size() == 1) {
                throw ExternalErrors.singleIdentity();
            }
            identities.remove(caller.userId(), identity);
            trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "identity.unlinked",
                    identity.toString(), Map.of("id", identity)));
        });
    }
}
