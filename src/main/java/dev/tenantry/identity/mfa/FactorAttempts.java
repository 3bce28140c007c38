package dev.tenantry.identity.mfa;

import java.time.Duration;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedRefusals;
import dev.tenantry.audit.Refusal;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.RequestDetails;

/** Records who used a second factor, or tried to, and bounds the trying. */
@Component
class FactorAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String FAILURES = """
            select count(*) from user_2fa_attempts
            where user_id = ? and not success and created_at > now() - ? * interval '1 second'""";

    private final JdbcClient jdbc;
    private final AuditedRefusals refusals;
    private final int limit;

    FactorAttempts(RolePool authPool, AuditedRefusals refusals, MfaSettings settings) {
        this.jdbc = authPool.jdbc();
        this.refusals = refusals;
        this.limit = settings.failureLimit();
    }

    /** @param type totp, phone, webauthn or backup_code */
    void record(UUID user, String type, boolean isSuccess) {
        var request = RequestDetails.currentOrNull();
        jdbc.sql("""
                insert into user_2fa_attempts (user_id, attempt_type, success, ip_address, user_agent)
                values (?, ?, ?, ?::inet, ?)""")
                .param(user)
                .param(type)
                .param(isSuccess)
                .param(request == null ? null : request.address())
                .param(request == null ? null : request.userAgent())
                .update();
        if (!isSuccess) {
            refusals.tell(new Refusal(null, user, AuditEntry.Category.AUTHENTICATION, "factor.failed", "warning",
                    "second factor refused", user.toString(), type));
        }
    }

    /**
     * A challenge can be asked for again and again, so what counts is the person.
     *
     * @throws ProblemException 429 where there were too many wrong answers lately
     */
    void refuseWhereTooMany(UUID user) {
        refuse(jdbc.sql(FAILURES + " and attempt_type <> 'backup_code'").params(user, WINDOW.toSeconds()));
    }

    /**
     * Codes on paper are too long to be guessed, whoever tries: what counts is the person and where it comes from, so that
     * nobody keeps a person from the last way in by guessing elsewhere.
     *
     * @throws ProblemException 429 where there were too many wrong ones lately
     */
    void refuseBackupCodesWhereTooMany(UUID user) {
        var request = RequestDetails.currentOrNull();
        refuse(jdbc
                .sql(FAILURES + " and attempt_type = 'backup_code' and ip_address is not distinct from ?::inet")
                .params(user, WINDOW.toSeconds())
                .param(request == null ? null : request.address()));
    }

    private void refuse(JdbcClient.StatementSpec failures) {
        if (failures.query(Long.class).single() >= limit) {
            throw ProblemException.rateLimited("too many wrong answers to challenges; try again later",
                    "wrong-factors-per-account", "account", limit, WINDOW, WINDOW);
        }
    }
}
