package dev.tenantry.identity.mfa;

import java.util.UUID;

import org.springframework.stereotype.Component;

/** Takes second factors away, and with them what rests on them: what sessions proved, and backup codes. In the transaction of the caller. */
@Component
public class FactorRemoval {

    private final FactorStore factors;

    FactorRemoval(FactorStore factors) {
        this.factors = factors;
    }

    /**
     * Where an administrator takes a factor away, somebody has lost it, or another one has it: codes that were written down
     * beside it are worth no more.
     *
     * @return whether the person had the factor
     */
    public boolean removeForPerson(UUID user, UUID id) {
        factors.lockPerson(user);
        var factor = factors.lock(user, id);
        factor.ifPresent(known -> {
            if (!remove(known) && known.isVerified()) {
                factors.forgetCodes(user);
            }
        });
        return factor.isPresent();
    }

    /** @return whether the person has no second factor any more */
    boolean remove(Factor factor) {
        factors.lowerSessions(factor.id());
        factors.delete(factor.id());
        var isLast = factor.isVerified() && factors.of(factor.userId()).stream().noneMatch(Factor::isVerified);
        if (isLast) {
            factors.forgetBackup(factor.userId());
        }
        return isLast;
    }
}
