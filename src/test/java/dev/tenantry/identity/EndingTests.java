package dev.tenantry.identity;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever refreshes without a pause is suspended, signed out and deleted all the same, at once. */
class EndingTests extends ApiTest {

    private static final int SESSIONS = 3;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | /admin/users/{id}/suspension | {"reason": "ticket 4711: somebody else has it"}
            DELETE | /admin/users/{id}/sessions   |
            PUT    | /auth/v1/admin/users/{id}    | {"ban_duration": "24h"}
            DELETE | /auth/v1/admin/users/{id}    |
            """)
    void endsAnAccountsSessionsWhileTheyAreRefreshed(String method, String path, String body) {
        var somebody = people.signUp();
        People.promote(somebody.userId());
        var admin = people.signIn(somebody.email()).api();
        var victim = people.signUp();
        var ended = new AtomicBoolean();
        var underWay = new CountDownLatch(SESSIONS * 2);

        Answer answer;
        var refreshing = new ArrayList<Future<Tokens>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var session = 0; session < SESSIONS; session++) {
                var signedIn = people.signIn(victim.email());
                for (var thread = 0; thread < 2; thread++) {
                    refreshing.add(threads.submit(() -> refresh(signedIn, underWay, ended)));
                }
            }
            try {
                await(underWay);
                answer = admin.send(method, path.replace("{id}", victim.userId().toString()), body);
            } finally {
                ended.set(true);
            }
        }

        assertThat(answer.status()).as(answer.text()).isIn(200, 204);
        for (var thread : refreshing) {
            var tokens = thread.resultNow();
            assertThat(tokens.refreshes()).as("while it was not ended").isPositive();
            assertThat(refresh(tokens.refresh()).status()).isIn(400, 403);
            assertThat(Api.at(port()).bearer(tokens.access()).get("/auth/v1/user").status()).isIn(401, 403);
        }
    }

    /** What somebody has last, and how often it was renewed. */
    private record Tokens(String access, String refresh, int refreshes) {}

    private Tokens refresh(Person person, CountDownLatch underWay, AtomicBoolean ended) {
        var tokens = new Tokens(person.accessToken(), person.refreshToken(), 0);
        while (!ended.get()) {
            var answer = refresh(tokens.refresh);
            if (answer.status() == 200) {
                tokens = new Tokens(answer.at("/access_token"), answer.at("/refresh_token"), tokens.refreshes + 1);
                if (tokens.refreshes == 1) {
                    underWay.countDown();
                }
            }
        }
        return tokens;
    }

    private Answer refresh(String token) {
        return Api.at(port())
                .post("/auth/v1/token?grant_type=refresh_token", "{\"refresh_token\": \"%s\"}".formatted(token));
    }

    private static void await(CountDownLatch underWay) {
        try {
            var areAll = underWay.await(20, TimeUnit.SECONDS);
            assertThat(areAll).as("all sessions are refreshed").isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
