package dev.tenantry.identity.admin;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Factor;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.identity.error.PlatformErrors;
import dev.tenantry.identity.mfa.FactorRemoval;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Takes accounts away. The personal organization goes with them, whoever is a guest there, and so do those that nobody else
 * belongs to; one that others belong to needs another owner before, who can act for it. Its audit log keeps who did what when, and of
 * the person's name and address nothing stays there: {@code app.forget_person}.
 */
@Service
class AccountDeletion {

    private final RolePool pool;
    private final Users users;
    private final AccountStore store;
    private final FactorRemoval factors;
    private final ChangeControl control;

    AccountDeletion(RolePool authPool, Users users, AccountStore store, FactorRemoval factors,
            ChangeControl control) {
        this.pool = authPool;
        this.users = users;
        this.store = store;
        this.factors = factors;
        this.control = control;
    }

    /**
     * @param isSoft whether the row stays, with nothing in it that anybody could sign in with or be recognized by
     * @throws AuthException    404
     * @throws ProblemException 409 where others would be left without an owner
     */
    void delete(UUID id, boolean isSoft) {
        pool.inTransaction(() -> {
            if (!store.lock(id)) {
                throw PlatformErrors.userNotFound();
            }
            control.check(id, true);
            refuseLastOwner(id);
            control.trail().changed(id, "user.deleted", Map.of("soft", isSoft));
            store.endSessions(id);
            if (isSoft) {
                store.hide(id);
            } else {
                store.delete(id);
            }
        });
        control.forget(id);
    }

    /** @throws AuthException 404 */
    Factor deleteFactor(UUID id, UUID factorId) {
        var factor = pool.inTransaction(() -> {
            var known = find(id).factors().stream().filter(one -> one.id().equals(factorId)).findFirst();
            control.check(id, false);
            if (!factors.removeForPerson(id, factorId)) {
                throw FactorErrors.notFound();
            }
            control.trail().changed(id, "factor.deleted", Map.of("factor", factorId));
            return known.orElseThrow(FactorErrors::notFound);
        });
        control.forget(id);
        return factor;
    }

    private void refuseLastOwner(UUID id) {
        var left = store.solelyOwned(id);
        if (!left.isEmpty()) {
            throw ProblemException.conflict("the account is the last owner who can act for organizations that others "
                    + "belong to; make somebody else an owner first: "
                    + left.stream().map(UUID::toString).collect(Collectors.joining(", ")));
        }
    }

    private User find(UUID id) {
        return users.find(id).orElseThrow(PlatformErrors::userNotFound);
    }
}
