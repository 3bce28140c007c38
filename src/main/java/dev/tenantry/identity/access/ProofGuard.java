package dev.tenantry.identity.access;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.CredentialGuard;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Asks what looked like an attack in any organization of the person's: what the person signs in with is the same in all. */
@Component
class ProofGuard implements CredentialGuard {

    private final RolePool pool;

    ProofGuard(RolePool authPool) {
        this.pool = authPool;
    }

    @Override
    public void check(Caller caller) {
        var isDue = pool.jdbc()
                .sql("select app.is_proof_due(?, ?, ?, null)")
                .params(caller.userId(), caller.sessionId(), caller.assurance().level())
                .query(Boolean.class)
                .single();
        if (isDue) {
            throw ProblemException.of(ProblemType.PROOF_REQUIRED);
        }
    }
}
