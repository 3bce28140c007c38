package dev.tenantry.identity.mfa;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.web.RequestDetails;

/** The rows of challenges. */
@Component
class ChallengeStore {

    /** Several tabs may each ask; an attacker should not be able to hoard. */
    private static final int OPEN = 3;

    private final JdbcClient jdbc;
    private final MfaSettings settings;

    ChallengeStore(RolePool authPool, MfaSettings settings) {
        this.jdbc = authPool.jdbc();
        this.settings = settings;
    }

    /** Why no answer to a challenge is evaluated. */
    enum Closed {
        UNKNOWN, OVER, EXHAUSTED
    }

    void insert(UUID id, Factor factor, UUID session, @Nullable String sentCode, @Nullable String toBeSigned) {
        var request = RequestDetails.currentOrNull();
        jdbc.sql(
                """
                insert into auth.mfa_challenges (id, factor_id, user_id, session_id, ip_address, otp_code, web_authn_session_data)
                values (?, ?, ?, ?, ?::inet, ?, case when ?::text is not null then jsonb_build_object('challenge', ?::text) end)""")
                .param(id)
                .param(factor.id())
                .param(factor.userId())
                .param(session)
                .param(request == null ? null : request.address())
                .param(sentCode)
                .param(toBeSigned)
                .param(toBeSigned)
                .update();
        jdbc.sql("""
                delete from auth.mfa_challenges where factor_id = ? and verified_at is null and id not in (
                    select id from auth.mfa_challenges where factor_id = ? and verified_at is null
                    order by created_at desc, id desc limit ?)""").params(factor.id(), factor.id(), OPEN).update();
    }

    /** Takes one of the answers that are evaluated, before it is. Empty where there is none left to take. */
    Optional<Challenge> book(UUID id, UUID factor, UUID session) {
        return jdbc.sql("""
                update auth.mfa_challenges set attempts = attempts + 1
                where id = ? and factor_id = ? and session_id = ? and verified_at is null and attempts < ?
                    and created_at > now() - ? * interval '1 second'
                returning otp_code, web_authn_session_data ->> 'challenge'""")
                .params(id, factor, session, settings.attempts(), settings.challengeLife().toSeconds())
                .query((row, _) -> new Challenge(id, Secret.of(row.getString(1)), row.getString(2)))
                .optional();
    }

    Closed whyClosed(UUID id, UUID factor, UUID session) {
        return jdbc.sql("""
                select verified_at is not null or created_at <= now() - ? * interval '1 second'
                from auth.mfa_challenges where id = ? and factor_id = ? and session_id = ?""")
                .params(settings.challengeLife().toSeconds(), id, factor, session)
                .query(Boolean.class)
                .optional()
                .map(isOver -> isOver ? Closed.OVER : Closed.EXHAUSTED)
                .orElse(Closed.UNKNOWN);
    }

    /** @return whether nobody was faster */
    boolean close(UUID id) {
        return jdbc.sql("update auth.mfa_challenges set verified_at = now() where id = ? and verified_at is null")
                .param(id)
                .update() == 1;
    }
}
