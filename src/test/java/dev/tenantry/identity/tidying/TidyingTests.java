package dev.tenantry.identity.tidying;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class TidyingTests extends ApiTest {

    @Autowired
    private RolePool authPool;
    @Autowired
    private Tidying tidying;

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

        assertThat(tidying.tidy()).isGreaterThanOrEqualTo(2);

        assertThat(count("auth.sessions where user_id = ?", gone.userId())).isZero();
        assertThat(count("auth.sessions where user_id = ?", ended.userId())).isEqualTo(1);
        assertThat(count("auth.sign_in_throttles where email = ?", email)).isZero();
    }

    private void endedBefore(UUID user, String time) {
        authPool.jdbc()
                .sql("update auth.sessions set not_after = now() - ?::interval where user_id = ?")
                .params(time, user)
                .update();
    }

    private int count(String rows, Object value) {
        return authPool.jdbc().sql("select count(*) from " + rows).param(value).query(Integer.class).single();
    }
}
