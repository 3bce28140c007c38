package dev.tenantry.identity;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityCleanupTests extends ApiTest {

    @Autowired
    private RolePool authPool;
    @Autowired
    private IdentityCleanup cleanup;

    @Test
    void takesAwayWhatEndedADayAgoAndNothingElse() {
        var gone = people.signUp();
        var ended = people.signUp();
        var email = UUID.randomUUID() + "@example.test";
        endedBefore(gone.userId(), "25 hours");
        endedBefore(ended.userId(), "23 hours");
        authPool.jdbc()
                .sql("insert into auth.sign_in_throttles (email, attempted_at) values (?, now() - interval '25 hours')")
                .param(email)
                .update();

        authPool.jdbc()
                .sql("insert into auth.send_limits (recipient, sent_at) values (?, now() - interval '25 hours')")
                .param(email)
                .update();
        token(gone.userId(), "25 hours");
        token(ended.userId(), "23 hours");

        assertThat(cleanup.clean()).isGreaterThanOrEqualTo(4);

        assertThat(count("auth.sessions where user_id = ?", gone.userId())).isZero();
        assertThat(count("auth.sessions where user_id = ?", ended.userId())).isEqualTo(1);
        assertThat(count("auth.sign_in_throttles where email = ?", email)).isZero();
        assertThat(count("auth.send_limits where recipient = ?", email)).isZero();
        assertThat(count("auth.one_time_tokens where user_id = ?", gone.userId())).isZero();
        assertThat(count("auth.one_time_tokens where user_id = ?", ended.userId())).isEqualTo(1);
    }

    @Test
    void takesAwayChallengesThatNobodyCanAnswerAnyMore() {
        var enrolled = Authenticator.enrol(api, people.signUp());
        var old = UUID.fromString(Authenticator.challenge(enrolled.person().api(), enrolled.factorId()).id());
        var young = UUID.fromString(Authenticator.challenge(enrolled.person().api(), enrolled.factorId()).id());
        authPool.jdbc()
                .sql("update auth.mfa_challenges set created_at = now() - interval '25 hours' where id = ?")
                .param(old)
                .update();

        cleanup.clean();

        assertThat(count("auth.mfa_challenges where id = ?", old)).isZero();
        assertThat(count("auth.mfa_challenges where id = ?", young)).isEqualTo(1);
    }

    private void endedBefore(UUID user, String time) {
        authPool.jdbc()
                .sql("update auth.sessions set not_after = now() - ?::interval where user_id = ?")
                .params(time, user)
                .update();
    }

    private void token(UUID user, String time) {
        authPool.jdbc()
                .sql("insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, code_hash, expires_at) "
                        + "values (gen_random_uuid(), ?, 'recovery_token', 'x', 'x', 'x', now() - ?::interval)")
                .params(user, time)
                .update();
    }

    private int count(String rows, Object value) {
        return authPool.jdbc().sql("select count(*) from " + rows).param(value).query(Integer.class).single();
    }
}
