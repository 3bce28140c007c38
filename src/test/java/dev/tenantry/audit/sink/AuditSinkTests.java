package dev.tenantry.audit.sink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class AuditSinkTests extends ApiTest {

    private static final String SINKS = "/api/v1/audit-sinks";
    private static final String TOKEN = "b4fc6d0c-hec-token";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern MESSAGE = Pattern.compile("<(\\d+)>1 (\\S+) tenantry audit - (\\S+) - \uFEFF(\\{.*})",
            Pattern.DOTALL);

    /** Down, and up again: what was written meanwhile is told, values are not, and nothing is missing. */
    @Test
    void tellsSplunkAllThatIsWrittenAndNoValues() throws Exception {
        var person = people.signUp();
        var tokens = new CopyOnWriteArrayList<String>();
        var busy = new AtomicReference<>(true);
        try (var splunk = new HookReceiver()) {
            splunk.answerWith(exchange -> {
                tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
                if (busy.get()) {
                    HookReceiver.answer(exchange, 503, "{\"text\":\"Server is busy\",\"code\":9}");
                } else {
                    HookReceiver.answer(exchange, 200, "{\"text\":\"Success\",\"code\":0}");
                }
            });
            var sink = SINKS + "/" + person.api().post(SINKS, splunk(splunk)).expect(201).id();
            var created = Instant.now();
            person.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);

            await(() -> person.api().get(sink).at("/status").equals("failing"));
            var failing = person.api().get(sink).expect(200);
            assertThat(failing.at("/lastError")).isEqualTo("the server answered 503: Server is busy");
            assertThat(Instant.parse(failing.at("/oldestWaitingAt"))).isBetween(created.minusSeconds(60),
                    Instant.now());
            assertThat(failing.at("/sentCount")).isEqualTo("0");

            var refused = splunk.deliveries().size();
            busy.set(false);
            person.api().patch(sink, "{\"name\": \"Ours\"}").expect(200);
            var wanted = logged(person.api());
            await(() -> ids(splunk, refused).containsAll(wanted));

            var told = splunk.deliveries().getLast().body();
            assertThat(told).doesNotContain("Zora", "lacking", "userName")
                    .contains("\"sourcetype\":\"tenantry:audit\"");
            assertThat(tokens).containsOnly("Splunk " + TOKEN);
            await(() -> person.api().get(sink).at("/status").equals("active"));
            assertThat(person.api().get(sink).text()).doesNotContain(TOKEN);
        }
    }

    @Test
    void tellsSyslogWhichOwnsItsName() throws Exception {
        var person = people.signUp();
        try (var server = new SyslogServer("localhost")) {
            person.api().post(SINKS, syslog(server, server.pem())).expect(201);
            person.api().post("/api/v1/contacts", "{\"name\": \"\\u0627\\u0644 \\ud83d\\ude00\"}").expect(201);

            await(() -> server.messages().stream().anyMatch(message -> message.contains("contact.created")));

            for (var text : server.messages()) {
                var message = MESSAGE.matcher(text);
                assertThat(message.matches()).as(text).isTrue();
                assertThat(message.group(1)).isEqualTo("110");
                var said = JSON.readTree(message.group(4));
                assertThat(said.path("organizationId").asString()).isEqualTo(person.organizationId().toString());
                assertThat(said.at("/entry/actionType").asString()).isEqualTo(message.group(3));
                assertThat(said.at("/entry/createdAt").asString()).isEqualTo(message.group(2));
                assertThat(said.at("/entry/newValues").isMissingNode()).isTrue();
            }
        }
    }

    @Test
    void isTriedAndSaysWhatCameOfIt() throws Exception {
        var person = people.signUp();
        try (var right = new SyslogServer("localhost");
                var wrong = new SyslogServer("elsewhere");
                var splunk = new HookReceiver()) {
            splunk.answerWith(exchange -> HookReceiver.answer(exchange, 403,
                    "{\"text\":\"Invalid token %s\",\"code\":4}".formatted(TOKEN)));

            assertThat(tried(person, syslog(right, right.pem()))).isEmpty();
            assertThat(right.messages()).anyMatch(message -> message.contains("audit-sink.tested"));
            assertThat(tried(person, syslog(wrong, wrong.pem()))).contains("certificate");
            assertThat(tried(person, syslog(right, wrong.pem()))).contains("certificate");
            assertThat(wrong.messages()).noneMatch(message -> message.startsWith("<"));
            assertThat(tried(person, splunk(splunk))).isEqualTo("the server answered 403: Invalid token ***");
        }
    }

    @Test
    void isPausedAndGoesOnWithWhatCameMeanwhile() throws Exception {
        var person = people.signUp();
        try (var server = new SyslogServer("localhost")) {
            var sink = SINKS + "/" + person.api()
                    .post(SINKS, syslog(server, server.pem()).replace("\"name\"", "\"enabled\": false, \"name\""))
                    .expect(201)
                    .id();
            assertThat(person.api().get(sink).at("/status")).isEqualTo("paused");
            person.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);

            person.api().patch(sink, "{\"enabled\": true}").expect(200);

            await(() -> server.messages().stream().anyMatch(message -> message.contains("contact.created")));
            person.api().delete(sink).expect(204);
            person.api().get(sink).expect(404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            splunk_hec | https://splunk.example/ | | token
            splunk_hec | https://10.1.2.3/services/collector | "token": "abcdef", | url
            splunk_hec | http://splunk.example/ | "token": "abcdef", | url
            splunk_hec | https://splunk.example/ | "token": "a b c d", | token
            splunk_hec | https://splunk.example/ | "token": "abcdef", "caCertificates": "x", | caCertificates
            syslog | https://logs.example | | url
            syslog | tls://127.0.0.1:6514 | | url
            syslog | tls://logs.example/path | | url
            syslog | tls://logs.example | "token": "abcdef", | token
            syslog | tls://logs.example | "caCertificates": "none", | caCertificates""")
    void refusesWhatCannotBe(String type, String url, String more, String field) {
        var answer = people.signUp()
                .api()
                .post(SINKS,
                        "{%s \"name\": \"s\", \"type\": \"%s\", \"url\": \"%s\"}".formatted(more == null ? "" : more,
                                type, url))
                .expect(422);

        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    }

    /** Whoever may change where a sink leads does not learn the token by that. */
    @Test
    void tellsNoOtherServerItsToken() {
        var person = people.signUp();
        var sink = SINKS + "/" + person.api()
                .post(SINKS,
                        "{\"name\": \"s\", \"type\": \"splunk_hec\", \"url\": \"https://one.example\", \"token\": \"abcdef\"}")
                .expect(201)
                .id();

        assertThat(person.api().patch(sink, "{\"url\": \"https://two.example\"}").expect(422).at("/errors/0/field"))
                .isEqualTo("token");
        person.api().patch(sink, "{\"url\": \"https://two.example\", \"token\": \"ghijkl\"}").expect(200);
        person.api().patch(sink, "{\"type\": \"syslog\"}").expect(422);
    }

    @Test
    void isForThoseWhoMayReadTheLogOfFewSinks() {
        var owner = people.signUp();
        var manager = people.signUpInto(owner, "manager");
        var body = "{\"name\": \"s\", \"type\": \"syslog\", \"url\": \"tls://logs.example\", \"enabled\": false}";
        for (var count = 0; count < 5; count++) {
            owner.api().post(SINKS, body).expect(201);
        }

        assertThat(owner.api().post(SINKS, body).expect(409).at("/detail")).contains("5");
        manager.api().get(SINKS).expect(403);
        manager.api().post(SINKS, body).expect(403);
    }

    private static String tried(Person person, String sink) {
        var id = person.api().post(SINKS, sink.replace("\"name\"", "\"enabled\": false, \"name\"")).expect(201).id();
        var answer = person.api().post(SINKS + "/" + id + "/test", "").expect(200);
        person.api().delete(SINKS + "/" + id).expect(204);
        assertThat(answer.at("/taken")).isEqualTo(String.valueOf(answer.at("/error").isEmpty()));
        return answer.at("/error");
    }

    private static String splunk(HookReceiver receiver) {
        return "{\"name\": \"Splunk\", \"type\": \"splunk_hec\", \"url\": \"%s\", \"token\": \"%s\"}"
                .formatted(receiver.url("/services/collector/event"), TOKEN);
    }

    private static String syslog(SyslogServer server, String issuers) {
        return "{\"name\": \"Syslog\", \"type\": \"syslog\", \"url\": \"%s\", \"caCertificates\": \"%s\"}"
                .formatted(server.url(), issuers);
    }

    /** The entries of contacts, by id. */
    private static Set<String> logged(Api api) {
        var ids = new HashSet<String>();
        api.get("/api/v1/audit-logs?limit=200&filter="
                + URLEncoder.encode("resourceType[eq]:contact", StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .path("results")
                .forEach(entry -> ids.add(entry.path("id").asString()));
        return ids;
    }

    private static Set<String> ids(HookReceiver receiver, int from) {
        var ids = new HashSet<String>();
        List.copyOf(receiver.deliveries())
                .stream()
                .skip(from)
                .flatMap(delivery -> delivery.body().lines())
                .forEach(line -> ids.add(JSON.readTree(line).at("/event/id").asString()));
        return ids;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var patience = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.sleep(50);
        }
    }
}
