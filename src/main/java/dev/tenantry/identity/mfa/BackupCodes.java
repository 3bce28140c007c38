package dev.tenantry.identity.mfa;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.identity.link.onetime.TypedCode;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;

/** Codes on paper, for who has lost the other second factors. Each is good once. */
@Service
class BackupCodes {

    private static final int COUNT = 10;
    private static final int LENGTH = 10;
    /** Without what looks alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();
    private final RolePool pool;
    private final FactorSecrets secrets;
    private final FactorAttempts attempts;
    private final Users users;
    private final Sessions sessions;
    private final ActionTrail trail;

    BackupCodes(RolePool authPool, FactorSecrets secrets, FactorAttempts attempts, Users users, Sessions sessions,
            ActionTrail trail) {
        this.pool = authPool;
        this.secrets = secrets;
        this.attempts = attempts;
        this.users = users;
        this.sessions = sessions;
        this.trail = trail;
    }

    /**
     * Makes new codes; those from before are good no longer.
     *
     * @throws ProblemException 409 where there is no second factor that they could stand in for
     */
    List<String> renew(Caller caller) {
        var codes = Stream.generate(this::code).distinct().limit(COUNT).toList();
        pool.inTransaction(() -> {
            users.lock(caller.userId());
            if (!users.find(caller.userId()).orElseThrow(AuthException::sessionNotFound).hasSecondFactor()) {
                throw ProblemException.conflict("enrol and verify a second factor first");
            }
            pool.jdbc()
                    .sql("""
                            insert into auth.mfa_backup_codes (user_id, backup_codes) values (?, ?)
                            on conflict (user_id) do update set backup_codes = excluded.backup_codes""")
                    .params(caller.userId(),
                            codes.stream().map(code -> mac(caller.userId(), code)).toArray(String[]::new))
                    .update();
            trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(),
                    "backup-codes.renewed", caller.userId().toString(), Map.of("count", COUNT)));
        });
        return codes;
    }

    /** Raises the session of who has one. What it decides is committed; only then the caller is told. */
    TokenPair use(Caller caller, String code) {
        return pool.inTransaction(() -> evaluate(caller, code)).get();
    }

    private Supplier<TokenPair> evaluate(Caller caller, String code) {
        // One at a time, so that no more are evaluated than there may be.
        pool.jdbc()
                .sql("select true from auth.mfa_backup_codes where user_id = ? for update")
                .param(caller.userId())
                .query(Boolean.class)
                .optional();
        attempts.refuseBackupCodesWhereTooMany(caller.userId());
        var isRight = useUp(caller.userId(), mac(caller.userId(), code));
        attempts.record(caller.userId(), "backup_code", isRight);
        if (!isRight) {
            return () -> {
                throw FactorErrors.verificationFailed("Invalid backup code entered");
            };
        }
        trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "backup-code.used",
                caller.userId().toString(), Map.of()).asWarning());
        return sessions.raise(caller.sessionId(), SignInMethod.BACKUP_CODE, null);
    }

    private boolean useUp(UUID user, String mac) {
        return pool.jdbc().sql("""
                update auth.mfa_backup_codes set backup_codes = array_remove(backup_codes, ?)
                where user_id = ? and ? = any (backup_codes)""").params(mac, user, mac).update() == 1;
    }

    private String code() {
        var code = new StringBuilder();
        IntStream.range(0, LENGTH).forEach(index -> {
            if (index == LENGTH / 2) {
                code.append('-');
            }
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        });
        return code.toString();
    }

    private String mac(UUID user, String code) {
        return secrets.mac("backup " + user, TypedCode.normal(code));
    }
}
