package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Imports as background jobs, which people look at, follow and cancel without knowing what they are. */
class ImportJobTests extends ApiTest {

    private static final String JOBS = "/api/v1/jobs";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void areWhereARunSaysAndTellWhatCameOfIt() throws Exception {
        var person = people.signUp();
        var job = started(person, "externalId,name\n1,One\n2,\n3,Three\n");

        var events = events(follow(person, job));

        var last = events.getLast();
        assertThat(last).contains("\"state\":\"completed\"", "\"created\":2", "\"failed\":1",
                "\"done\":3,\"total\":3,\"percent\":100");
        var shown = person.api().get(job).expect(200);
        assertThat(last).isEqualTo("data: " + shown.text());
        assertThat(shown.at("/kind")).isEqualTo("imports");
        assertThat(shown.at("/errors")).isEqualTo(shown.at("/resource") + "/errors");
        assertThat(shown.at("/cancellation")).isEmpty();
        var list = person.api().get(JOBS + "?total=true").expect(200);
        assertThat(list.at("/total")).isEqualTo("1");
        assertThat(list.at("/results/0/id")).isEqualTo(shown.id());
        person.api().put(job + "/cancellation", "").expect(409);
    }

    @Test
    void areListedPageByPageTheNewestFirst() throws Exception {
        var person = people.signUp();
        var jobs = Stream.of("1", "2", "3").map(_ -> waiting(person)).toList();

        var first = person.api().get(JOBS + "?limit=2").expect(200);
        var second = person.api().get(first.at("/paging/next/link")).expect(200);

        assertThat(Stream.of(first.at("/results/0/id"), first.at("/results/1/id"), second.at("/results/0/id")))
                .containsExactlyElementsOf(jobs.reversed());
        assertThat(second.at("/paging/next/after")).isEmpty();
        person.api().get(JOBS + "?after=nonsense").expect(400);
        person.api().get(JOBS + "?sort=id").expect(400);
    }

    @Test
    void areCancelledOnceAndForAll() throws Exception {
        var person = people.signUp();
        var job = JOBS + "/" + waiting(person);
        var stream = follow(person, job);

        var cancelled = person.api().put(person.api().get(job).at("/cancellation"), "").expect(200);

        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        assertThat(person.api().put(job + "/cancellation", "").expect(200).text()).isEqualTo(cancelled.text());
        assertThat(events(stream)).last().asString().contains("\"state\":\"cancelled\"");
    }

    /** Its worker and other callers write the import meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "dry-run"})
    void areCancelledWhileTheyRunByWhoeverAsks(String mode) {
        var person = people.signUp();
        var rows = IntStream.range(0, 4_000).mapToObj("%d,Company\n"::formatted).collect(Collectors.joining());
        var running = new Importing(person.api());
        for (var round = 0; round < 3; round++) {
            var uploaded = running.upload("companies", "externalId,name\n" + rows.replace(",", "-" + round + ","))
                    .expect(201);
            running.map(uploaded, mapping -> mapping).expect(200);
            var job = person.api()
                    .send("PUT", "/api/v1/imports/" + uploaded.id() + "/" + mode, null)
                    .expect(202)
                    .header("Location");
            running.await(uploaded.id(), "running");

            var answers = Parallel.times(8, () -> person.api().put(job + "/cancellation", ""));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers).extracting(answer -> answer.at("/state")).containsOnly("cancelled");
            assertThat(person.api().get(job).at("/state")).isEqualTo("cancelled");
        }
    }

    @Test
    void takeTheRightsOfImports() throws Exception {
        var person = people.signUp();
        var job = JOBS + "/" + waiting(person);
        var key = api.bearer(person.api()
                .post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"contacts:read\"]}")
                .expect(201)
                .at("/key"));

        for (var path : List.of(job, job + "/events")) {
            assertThat(key.get(path).expect(403).at("/detail")).isEqualTo("this needs the permission imports:read");
        }
        assertThat(key.put(job + "/cancellation", "").expect(403).at("/detail")).contains("imports:");
        assertThat(key.get(JOBS).expect(200).json().at("/results")).isEmpty();
        var stranger = people.signUp().api();
        for (var path : List.of(job, job + "/events", JOBS + "/imports-x", JOBS + "/7", JOBS + "/others-7")) {
            stranger.get(path).expect(404);
        }
        stranger.put(job + "/cancellation", "").expect(404);
    }

    @Test
    void areFollowedForAsLongAsTheRightsLast() throws Exception {
        var host = people.signUp();
        var person = people.signUpInto(host, "admin");
        var job = JOBS + "/" + waiting(host);
        var stream = follow(person, job);

        host.api().delete("/api/v1/organization/members/" + person.userId()).expect(204);

        assertThat(events(stream)).hasSize(1).first().asString().contains("\"state\":\"queued\"");
    }

    @Test
    void areFollowedByAPersonOnlySoManyAtATime() throws Exception {
        var person = people.signUp();
        var job = JOBS + "/" + waiting(person);
        var streams = new ArrayList<InputStream>();
        for (var count = 0; count < 4; count++) {
            streams.add(follow(person, job));
        }

        var refused = person.api().get(job + "/events").expect(429);

        assertThat(refused.header("Retry-After")).isNotEmpty();
        person.api().put(job + "/cancellation", "").expect(200);
        for (var stream : streams) {
            assertThat(events(stream)).last().asString().contains("\"state\":\"cancelled\"");
        }
        events(follow(person, job));
    }

    /** @return its path */
    private static String started(Person person, String file) {
        var importing = new Importing(person.api());
        var uploaded = importing.upload("companies", file).expect(201);
        importing.map(uploaded, mapping -> mapping).expect(200);
        return person.api()
                .send("PUT", "/api/v1/imports/" + uploaded.id() + "/run", null)
                .expect(202)
                .header("Location");
    }

    /** One that nobody ever runs: no worker has it in its queue. @return its id */
    private static String waiting(Person person) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var insert = connection.prepareStatement(
                        """
                insert into imports (organization_id, target, file_name, file_size, delimiter, delimiter_basis, byte_order_mark, columns,
                    row_count, state, mode) values (?, 'contacts', 'f.csv', 1, ',', 'detected', false, '[]', 1, 'queued', 'run') returning id""")) {
            insert.setObject(1, person.organizationId());
            var inserted = insert.executeQuery();
            inserted.next();
            return "imports-" + inserted.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** With the first event on its way. */
    private InputStream follow(Person person, String job) throws IOException, InterruptedException {
        var response = CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + job + "/events"))
                .header("Authorization", "Bearer " + person.accessToken())
                .header("Accept", "text/event-stream")
                .build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.headers().firstValue("Cache-Control")).hasValueSatisfying(
                caching -> assertThat(caching).contains("no-cache"));
        return response.body();
    }

    /** The data of all, once the stream has ended. */
    private static List<String> events(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith("data: "))
                    .toList();
        }
    }
}
