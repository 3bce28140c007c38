package dev.tenantry.audit.debuglog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class DebugLogTests extends ApiTest {

    private static final String SESSIONS = "/api/v1/debug-sessions";
    private static final String LOGS = "/api/v1/debug-logs?limit=200";
    private static final Logger CRM = silent("dev.tenantry.crm.Example");
    private static final Logger METERING = silent("dev.tenantry.metering.Example");

    @Test
    void keepsTheLinesOfTheTenantAloneWhoeverElseLogs() throws InterruptedException {
        var one = people.signUp();
        var other = people.signUp();
        var silent = people.signUp();
        begin(one.api(), "crm", "debug");
        begin(other.api(), "crm", "warn");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100)
                    .forEach(number -> List.of(one, other, silent)
                            .forEach(person -> threads.submit(() -> context(person).run(() -> say(person, number)))));
        }
        CRM.warn("nobody's");

        var seen = lines(one, 200);
        assertThat(seen).hasSize(200).doesNotHaveDuplicates().allMatch(line -> line.contains(one.userId().toString()));
        assertThat(lines(other, 100)).hasSize(100)
                .allMatch(line -> line.startsWith("warns")
                        && line.contains(other.userId().toString()));
        assertThat(silent.api().get(LOGS).expect(200).json().at("/results")).isEmpty();
        Workflows.await(() -> one.api().get(SESSIONS).at("/results/0/lines").equals("200"), "lines are not counted");
        assertThat(one.api().get(SESSIONS).at("/results/0/droppedLines")).isEqualTo("0");
    }

    @Test
    void linesAreTakenAfterTheLogIsConfiguredAnew() {
        var loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        var person = people.signUp();
        begin(person.api(), "crm", "debug");
        loggers.getTurboFilterList().clear();

        Workflows.await(() -> {
            context(person).run(() -> CRM.debug("heard again"));
            return person.api().get(LOGS).text().contains("heard again");
        }, "lines are not taken any more");
    }

    @Test
    void linesAreMaskedFilteredAndTold() {
        var person = people.signUp();
        begin(person.api(), "crm", "info");
        var failure = new IllegalStateException("Ada's secret");

        context(person).run(() -> {
            CRM.info("mail to {} with \0", "ada@example.test");
            CRM.error("import {} fails", 17, failure);
            CRM.debug("too little");
            METERING.error("another module's");
        });

        assertThat(lines(person, 2)).containsExactly("import 17 fails", "mail to [pii] with \uFFFD");
        var filter = "&filter=" + URLEncoder.encode("logLevel[eq]:error,module[eq]:crm", StandardCharsets.UTF_8);
        var told = person.api().get(LOGS + filter).expect(200);
        assertThat(told.json().at("/results")).hasSize(1);
        assertThat(told.at("/results/0/context/failure")).isEqualTo("java.lang.IllegalStateException");
        assertThat(told.at("/results/0/userId")).isEqualTo(person.userId().toString());
        var next = person.api().get("/api/v1/debug-logs?limit=1").expect(200).at("/paging/next/link");
        assertThat(person.api().get(next).expect(200).at("/results/0/message")).startsWith("mail to");
    }

    @Test
    void tooManyAtOnceAreDroppedAndCounted() {
        var person = people.signUp();
        begin(person.api(), "crm", "debug");

        context(person).run(() -> IntStream.range(0, 5_000).forEach(number -> CRM.debug("line {}", number)));

        Workflows.await(() -> {
            var told = person.api().get(SESSIONS).expect(200);
            return Integer.parseInt(told.at("/results/0/lines"))
                    + Integer.parseInt(told.at("/results/0/droppedLines")) == 5_000;
        }, "not every line is accounted for");
        assertThat(Integer.parseInt(person.api().get(SESSIONS).at("/results/0/droppedLines"))).isPositive();
    }

    @Test
    void whatIsDecidedAndWrittenIsTold() {
        var person = people.signUp();
        for (var module : List.of("crm", "identity", "access")) {
            begin(person.api(), module, "debug");
        }

        var contact = person.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201).id();
        person.api().get("/api/v1/contacts/1").expect(404);
        api.post("/auth/v1/token?grant_type=password",
                "{\"email\": \"%s\", \"password\": \"wrong\"}".formatted(person.email()));

        Workflows.await(() -> {
            var told = person.api().get(LOGS).expect(200).text();
            return told.contains("contact " + contact + " is created: ") && told.contains("name")
                    && told.contains("GET /api/v1/contacts/{id} is refused with 404: ")
                    && told.contains("sign-in.failed: ")
                    && told.contains("an address is admitted, which asks for /api/v1/contacts")
                    && !told.contains("Zora");
        }, "it is not told");
    }

    @Test
    void whatARequestDoesIsTold() {
        var person = people.signUp();
        begin(person.api(), "shared", "debug");

        person.api().with("X-Request-Id", "looked-at").get("/api/v1/contacts?limit=1").expect(200);

        var filter = "&filter=" + URLEncoder.encode("requestId[eq]:\"looked-at\"", StandardCharsets.UTF_8);
        Workflows.await(() -> person.api()
                .get(LOGS + filter)
                .text()
                .contains("GET /api/v1/contacts was answered with 200"), "the request is not told of");
    }

    @Test
    void endsWhenItIsTakenAway() {
        var person = people.signUp();
        var session = begin(person.api(), "crm", "debug");

        context(person).run(() -> CRM.debug("before"));
        person.api().delete(SESSIONS + "/" + session).expect(204);
        context(person).run(() -> CRM.debug("behind"));

        assertThat(lines(person, 1)).containsExactly("before");
        var refused = person.api().post(SESSIONS, body("nowhere", "debug", 5)).expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("module");
        assertThat(refused.at("/errors/0/message")).contains("automation", "crm", "shared");
        person.api().post(SESSIONS, body("crm", "debug", 1_441)).expect(422);
        people.signUpInto(person, "member").api().get(LOGS).expect(403);
    }

    /** The application's own log has none of its lines. */
    private static Logger silent(String name) {
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(name);
        logger.setLevel(Level.OFF);
        return logger;
    }

    private static void say(Person person, int number) {
        CRM.debug("debugs {} {}", person.userId(), number);
        CRM.warn("warns {} {}", person.userId(), number);
    }

    private static List<String> lines(Person person, int most) {
        var messages = new ArrayList<String>();
        Workflows.await(() -> {
            messages.clear();
            person.api()
                    .get(LOGS)
                    .expect(200)
                    .json()
                    .at("/results")
                    .forEach(line -> messages
                            .add(line.path("message").asString()));
            return messages.size() >= most;
        }, "the lines are not written");
        return messages;
    }

    private static String begin(Api api, String module, String level) {
        return api.post(SESSIONS, body(module, level, 5)).expect(201).id();
    }

    private static String body(String module, String level, int minutes) {
        return """
                {"module": "%s", "logLevel": "%s", "minutes": %d}""".formatted(module, level, minutes);
    }

    private static TenantContext context(Person person) {
        return new TenantContext(person.organizationId(), person.userId());
    }
}
