package dev.tenantry.identity;

import java.util.Base64;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshTests extends ApiTest {

    @Autowired
    private RolePool authPool;

    @Test
    void yieldsTheNextTokensOfTheSameSession() {
        var person = people.signUp();

        var answer = refresh(person.refreshToken()).expect(200);

        assertThat(answer.at("/refresh_token")).isNotEqualTo(person.refreshToken());
        assertThat(session(answer.at("/access_token"))).isEqualTo(session(person.accessToken()));
        assertThat(answer.at("/user/id")).isEqualTo(person.userId().toString());
        api.bearer(answer.at("/access_token")).get("/api/v1/profile").expect(200);
    }

    @Test
    void yieldsTheCurrentTokenForTheOneBeforeItHoweverLateItComes() {
        var person = people.signUp();
        var next = refresh(person.refreshToken()).at("/refresh_token");
        age(person);

        var again = refresh(person.refreshToken()).expect(200);

        assertThat(again.at("/refresh_token")).isEqualTo(next);
    }

    @Test
    void yieldsTheCurrentTokenForAnOlderOneForAFewSeconds() {
        var person = people.signUp();
        var second = refresh(person.refreshToken()).at("/refresh_token");
        var third = refresh(second).at("/refresh_token");

        assertThat(refresh(person.refreshToken()).expect(200).at("/refresh_token")).isEqualTo(third);
    }

    @Test
    void endsTheSessionWhereAnOldTokenComesBack() {
        var person = people.signUp();
        var second = refresh(person.refreshToken()).at("/refresh_token");
        var third = refresh(second).at("/refresh_token");
        age(person);

        var reused = refresh(person.refreshToken()).expect(400);

        assertThat(reused.at("/error_code")).isEqualTo("refresh_token_already_used");
        assertThat(refresh(third).expect(400).at("/error_code")).isEqualTo("refresh_token_not_found");
        person.api().get("/api/v1/profile").expect(401);
        var admin = people.signIn(person.email());
        assertThat(admin.api().get("/api/v1/audit-logs").expect(200).text()).contains("session.refresh-token-reused");
    }

    @Test
    void keepsOneLineageWhereManyRefreshAtOnce() {
        keepsOneLineage(20, 16);
    }

    @Test
    @Tag("stress")
    void keepsOneLineageHoweverManyRefreshAtOnce() {
        keepsOneLineage(200, 64);
    }

    private void keepsOneLineage(int rounds, int callers) {
        var person = people.signUp();
        var token = person.refreshToken();

        for (var round = 0; round < rounds; round++) {
            var presented = token;
            var answers = Parallel.times(callers, () -> refresh(presented));

            assertThat(answers).allSatisfy(answer -> answer.expect(200));
            var yielded = answers.stream().map(answer -> answer.at("/refresh_token")).collect(Collectors.toSet());
            assertThat(yielded).hasSize(1).doesNotContain(presented);
            assertThat(live(person)).isEqualTo(1);
            token = yielded.iterator().next();
        }
    }

    @Test
    void signsNobodyOutWhereManyTabsRefreshOnAndOn() {
        var person = people.signUp();

        var last = Parallel.times(8, () -> {
            var token = person.refreshToken();
            for (var round = 0; round < 10; round++) {
                token = refresh(token).expect(200).at("/refresh_token");
            }
            return token;
        });

        assertThat(live(person)).isEqualTo(1);
        last.forEach(token -> refresh(token).expect(200));
    }

    @Test
    void refusesForgedTokens() {
        var person = people.signUp();
        var other = people.signUp();
        var bytes = Base64.getUrlDecoder().decode(person.refreshToken());
        var forged = new HashSet<String>();
        for (var index = 0; index < bytes.length; index++) {
            var changed = bytes.clone();
            changed[index] ^= 1;
            forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        var spliced = Base64.getUrlDecoder().decode(other.refreshToken());
        System.arraycopy(bytes, 0, spliced, 0, 17);
        forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(spliced));
        forged.add(person.refreshToken() + "A");
        forged.add("nonsense");
        forged.add("*");

        assertThat(forged).allSatisfy(
                token -> assertThat(refresh(token).expect(400).at("/error_code")).isEqualTo("refresh_token_not_found"));

        refresh(person.refreshToken()).expect(200);
    }

    @Test
    void refusesATokenOfAnEndedSession() {
        var person = people.signUp();
        authPool.jdbc()
                .sql("update auth.sessions set not_after = now() where user_id = ?")
                .param(person.userId())
                .update();

        assertThat(refresh(person.refreshToken()).expect(400).at("/error_code")).isEqualTo("session_expired");
    }

    @Test
    void refusesATokenOfASuspendedAccount() {
        var person = people.signUp();
        authPool.jdbc().sql("update auth.users set is_active = false where id = ?").param(person.userId()).update();

        assertThat(refresh(person.refreshToken()).expect(400).at("/error_code")).isEqualTo("user_banned");
    }

    @Test
    void waitsForWhoeverHasTheSessionAndThenAsksToComeAgain() throws Exception {
        var person = people.signUp();

        try (var other = TestDatabase.server().connectAsSuperuser(); var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery("select id from auth.sessions where user_id = '" + person.userId() + "' for update");
            var busy = refresh(person.refreshToken()).expect(503);

            assertThat(busy.header("Retry-After")).isNotEmpty();
            assertThat(busy.at("/error_code")).isEqualTo("request_timeout");
            other.rollback();
        }

        refresh(person.refreshToken()).expect(200);
    }

    @Test
    void asksForAToken() {
        assertThat(api.post("/auth/v1/token?grant_type=refresh_token", "{}").expect(400).at("/msg"))
                .contains("refresh_token");
    }

    private Answer refresh(String token) {
        return api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(token));
    }

    private void age(Person person) {
        authPool.jdbc()
                .sql("update auth.sessions set refreshed_at = refreshed_at - interval '11 seconds' where id = ?")
                .param(session(person.accessToken()))
                .update();
    }

    private int live(Person person) {
        return authPool.jdbc()
                .sql("select count(*) from auth.refresh_tokens where user_id = ? and not revoked")
                .param(person.userId())
                .query(Integer.class)
                .single();
    }

    private static UUID session(String accessToken) {
        return UUID.fromString(Tokens.claims(accessToken).at("/session_id").asString());
    }
}
