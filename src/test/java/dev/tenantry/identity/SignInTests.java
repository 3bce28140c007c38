package dev.tenantry.identity;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class SignInTests extends ApiTest {

    @Autowired
    private RolePool authPool;

    @Test
    void letsInWithTheRightPassword() {
        var person = people.signUp();

        var answer = signIn(person.email(), person.password()).expect(200);

        assertThat(answer.at("/user/id")).isEqualTo(person.userId().toString());
        api.bearer(answer.at("/access_token")).get("/auth/v1/user").expect(200);
    }

    /** Whoever changes a password ends what was begun with the old one, and what is just about to. */
    @Test
    void beginsNoSessionWithAPasswordThatIsJustBeingReplaced() throws Exception {
        var person = people.signUp();

        try (var other = TestDatabase.server().connectAsSuperuser(); var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update auth.users set encrypted_password = '"
                    + new BCryptPasswordEncoder(4).encode("an entirely new one") + "' where id = '" + person.userId()
                    + "'");
            var answer = CompletableFuture.supplyAsync(() -> signIn(person.email(), person.password()));
            awaitSomebodyWhoWaits(statement);
            other.commit();

            assertThat(answer.join().expect(400).at("/error_code")).isEqualTo("invalid_credentials");
        }

        signIn(person.email(), "an entirely new one").expect(200);
    }

    @Test
    void answersAStrangerLikeAWrongPassword() {
        var person = people.signUp();

        var wrong = signIn(person.email(), "a wrong password").expect(400);
        var unknown = signIn("nobody-" + UUID.randomUUID() + "@example.test", "a wrong password").expect(400);

        assertThat(wrong.at("/error_code")).isEqualTo("invalid_credentials");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void recordsEveryAttempt() {
        var person = people.signUp();
        signIn(person.email(), "a wrong password");
        signIn(person.email(), person.password());

        var attempts = authPool.jdbc()
                .sql("select success from login_attempts where user_id = ? and ip_address is not null and user_agent is not null order by id")
                .param(person.userId())
                .query(Boolean.class)
                .list();

        assertThat(attempts).containsExactly(false, true);
    }

    @Test
    void evaluatesAtMostFiveOfAHundredGuesses() {
        var person = people.signUp();

        var answers = Parallel.times(100, () -> signIn(person.email(), "a wrong password"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(400, 429));
        assertThat(evaluated(person.email())).isEqualTo(5);
        assertThat(answers.stream().filter(answer -> answer.status() == 400)).hasSize(5);
        var locked = signIn(person.email(), person.password()).expect(429);
        assertThat(locked.at("/error_code")).isEqualTo("over_request_rate_limit");
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(800, 900);
    }

    /** Guesses at a password count for nothing once there is another one, as after a recovery. */
    @Test
    void letsInByANewPasswordWhoeverGuessedAtTheOldOne() {
        var person = people.signUp();
        for (var guess = 0; guess < 5; guess++) {
            signIn(person.email(), "wrong " + guess);
        }
        signIn(person.email(), person.password()).expect(429);

        person.api().put("/auth/v1/user", "{\"password\": \"another correct horse\"}").expect(200);

        signIn(person.email(), "another correct horse").expect(200);
    }

    @Test
    void locksAnAddressThatNobodyHasJustTheSame() {
        var email = "nobody-" + UUID.randomUUID() + "@example.test";

        var answers = Parallel.times(30, () -> signIn(email, "a wrong password"));

        assertThat(evaluated(email)).isEqualTo(5);
        assertThat(answers.stream().filter(answer -> answer.status() == 429)).hasSize(25);
    }

    @Test
    void letsEverybodyInWhoKnowsThePasswordHoweverManyAtOnce() {
        var person = people.signUp();

        var answers = Parallel.times(30, () -> signIn(person.email(), person.password()));

        assertThat(answers).allSatisfy(answer -> answer.expect(200));
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        var person = people.signUp();
        for (var round = 0; round < 3; round++) {
            for (var guess = 0; guess < 4; guess++) {
                signIn(person.email(), "a wrong password").expect(400);
            }
            signIn(person.email(), person.password()).expect(200);
        }
    }

    @Test
    void opensAgainWhenTheLockHasPassed() {
        var person = people.signUp();
        for (var guess = 0; guess < 5; guess++) {
            signIn(person.email(), "a wrong password").expect(400);
        }
        signIn(person.email(), person.password()).expect(429);

        authPool.jdbc()
                .sql("update auth.sign_in_throttles set locked_until = now() where email = ?")
                .param(person.email())
                .update();

        signIn(person.email(), "a wrong password").expect(400);
        signIn(person.email(), person.password()).expect(200);
    }

    @Test
    void keepsASuspendedAccountOutAndSaysSoToItsOwnerAlone() {
        var person = people.signUp();
        authPool.jdbc().sql("update auth.users set is_active = false where id = ?").param(person.userId()).update();

        assertThat(signIn(person.email(), person.password()).expect(400).at("/error_code")).isEqualTo("user_banned");
        assertThat(signIn(person.email(), "a wrong password").expect(400).at("/error_code"))
                .isEqualTo("invalid_credentials");
    }

    @Test
    void rehashesAPasswordThatAnotherSystemHashed() {
        var person = people.signUp();
        var imported = new BCryptPasswordEncoder(4).encode("an imported password");
        authPool.jdbc()
                .sql("update auth.users set encrypted_password = ? where id = ?")
                .params(imported, person.userId())
                .update();

        signIn(person.email(), "an imported password").expect(200);

        var hash = authPool.jdbc()
                .sql("select encrypted_password from auth.users where id = ?")
                .param(person.userId())
                .query(String.class)
                .single();
        assertThat(hash).startsWith("{bcrypt}");
        signIn(person.email(), "an imported password").expect(200);
    }

    @Test
    void refusesOtherGrants() {
        for (var path : new String[]{"/auth/v1/token?grant_type=magic", "/auth/v1/token"}) {
            var answer = api.post(path, "{}").expect(400);
            assertThat(answer.at("/error_code")).isEqualTo("invalid_credentials");
            assertThat(answer.at("/msg")).isEqualTo("unsupported_grant_type");
        }
    }

    /** Frontends look for these codes and words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                 | validation_failed   | missing email or phone
            {"password": "something"}                                          | validation_failed   | missing email or phone
            {"email": "a@example.test", "phone": "431234567", "password": "x"} | validation_failed   | Only an email address or phone number should be provided on login.
            {"email": "a@example.test"}                                        | invalid_credentials | Invalid login credentials
            {"email": "a@example.test", "password": ""}                        | invalid_credentials | Invalid login credentials
            """)
    void saysWhatIsMissing(String body, String code, String text) {
        var answer = api.post("/auth/v1/token?grant_type=password", body).expect(400);

        assertThat(answer.at("/error_code")).isEqualTo(code);
        assertThat(answer.at("/msg")).isEqualTo(text);
    }

    private int evaluated(String email) {
        return authPool.jdbc()
                .sql("select count(*) from login_attempts where email = ? and failure_reason is distinct from 'locked'")
                .param(email)
                .query(Integer.class)
                .single();
    }

    private Answer signIn(String email, String password) {
        return api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    private static void awaitSomebodyWhoWaits(Statement statement) throws SQLException, InterruptedException {
        for (var attempt = 0; attempt < 400; attempt++) {
            try (var waiting = statement.executeQuery(
                    "select count(*) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))")) {
                waiting.next();
                if (waiting.getInt(1) > 0) {
                    return;
                }
            }
            // What is seen of activity stays the same within a transaction, unless one asks for it anew.
            statement.execute("select pg_stat_clear_snapshot()");
            Thread.sleep(10);
        }
        throw new AssertionError("nobody waits");
    }
}
