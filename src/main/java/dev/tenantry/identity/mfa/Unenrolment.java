package dev.tenantry.identity.mfa;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;

/** Takes second factors away, and with them what sessions proved by them. */
@Service
class Unenrolment {

    private final RolePool pool;
    private final FactorStore factors;
    private final FactorRemoval removal;
    private final ActionTrail trail;
    private final AccessCache accesses;

    Unenrolment(RolePool authPool, FactorStore factors, FactorRemoval removal, ActionTrail trail,
            AccessCache accesses) {
        this.pool = authPool;
        this.factors = factors;
        this.removal = removal;
        this.trail = trail;
        this.accesses = accesses;
    }

    void remove(Caller caller, UUID id) {
        pool.inTransaction(() -> {
            factors.lockPerson(caller.userId());
            var factor = factors.lock(caller.userId(), id).orElseThrow(FactorErrors::notFound);
            if (factor.isVerified() && caller.assurance().level().equals(Assurance.AAL1)) {
                throw FactorErrors.insufficientAalToUnenrol();
            }
            var isLast = removal.remove(factor);
            var action = Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "factor.removed",
                    id.toString(), Map.of("type", factor.type().toString(), "wasLast", isLast));
            trail.record(factor.isVerified() ? action.asWarning() : action);
        });
        accesses.forgetUser(caller.userId());
    }
}
