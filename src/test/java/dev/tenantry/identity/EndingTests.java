package dev.tenantry.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
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

        Answer answer;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var session = 0; session < SESSIONS; session++) {
                var signedIn = people.signIn(victim.email());
                for (var thread = 0; thread < 2; thread++) {
                    threads.submit(() -> refresh(signedIn, ended));
                }
            }
            pause();
            answer = admin.send(method, path.replace("{id}", victim.userId().toString()), body);
            ended.set(true);
        }

        assertThat(answer.status()).as(answer.text()).isIn(200, 204);
    }

    private List<Integer> refresh(Person person, AtomicBoolean ended) {
        var statuses = new ArrayList<Integer>();
        var token = person.refreshToken();
        while (!ended.get()) {
            var answer = Api.at(port())
                    .post("/auth/v1/token?grant_type=refresh_token", "{\"refresh_token\": \"%s\"}".formatted(token));
            statuses.add(answer.status());
            token = answer.status() == 200 ? answer.at("/refresh_token") : token;
        }
        return statuses;
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
