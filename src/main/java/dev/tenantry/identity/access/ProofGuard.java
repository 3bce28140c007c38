package dev.tenantry.identity.access;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.CredentialGuard;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Asks what looked like an attack in any organization of the person's: what the person signs in with is the same in all. */
@Component
class ProofGuard implements CredentialGuard {

    private static final String IS_DUE = """
            select app.is_proof_due(p.id, s.id, coalesce(s.aal, 'aal1'), null)
            from (select ?::uuid as id, ?::uuid as session) as p left join auth.sessions s on s.id = p.session and s.user_id = p.id""";
    private static final String UNTIL = "select app.kept_out_until(?, ?, ?) as until";

    private final RolePool pool;
    private final Clock clock;

    ProofGuard(RolePool authPool, Clock clock) {
        this.pool = authPool;
        this.clock = clock;
    }

    @Override
    public void check(Caller caller) {
        if (pool.jdbc()
                .sql("select app.is_proof_due(?, ?, ?, null)")
                .params(caller.userId(), caller.sessionId(), caller.assurance().level())
                .query(Boolean.class)
                .single()) {
            throw refusal(ProblemType.PROOF_REQUIRED, null, caller.userId(), caller.keyId());
        }
    }

    @Override
    public void check(UUID person, @Nullable UUID session) {
        if (pool.jdbc().sql(IS_DUE).param(person).param(session).query(Boolean.class).single()) {
            throw refusal(ProblemType.PROOF_REQUIRED, null, person, null);
        }
    }

    @Override
    public ProblemException refusal(Caller caller, ProblemType type) {
        return switch (type) {
            case KEY_SUSPENDED, PROOF_REQUIRED ->
                refusal(type, caller.organizationId(), caller.userId(), caller.keyId());
            default -> ProblemException.of(type);
        };
    }

    /** @param organization null: any of the person's */
    private ProblemException refusal(ProblemType type, @Nullable UUID organization, UUID person,
            @Nullable UUID key) {
        var until = pool.jdbc()
                .sql(UNTIL)
                .param(organization)
                .param(person)
                .param(key)
                .query((row, _) -> Optional.ofNullable(Rows.instantOrNull(row, "until")))
                .single();
        return until.map(end -> ProblemException.refusedUntil(type, end, clock.instant()))
                .orElseGet(() -> ProblemException.of(type));
    }
}
