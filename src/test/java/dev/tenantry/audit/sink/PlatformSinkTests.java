package dev.tenantry.audit.sink;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.People;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformSinkTests extends ApiTest {

    private static final String SINKS = "/admin/audit-sinks";
    private static final String TOKEN = "of-the-platform";

    /** In whoever's log it is, and nothing else of those logs. */
    @Test
    void tellsWhatIsDoneInTheAdministrationAtLeastOnce() throws Exception {
        var admin = admin();
        var busy = new AtomicBoolean(true);
        var owner = people.signUp();
        try (var splunk = new HookReceiver()) {
            splunk.answerWith(exchange -> HookReceiver.answer(exchange, busy.get() ? 503 : 200, "{}"));
            var sink = SINKS + "/" + admin.post(SINKS, splunk(splunk)).expect(201).id();
            owner.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);
            admin.put("/admin/organizations/" + owner.organizationId() + "/legal-hold", "{\"reason\": \"case 3\"}")
                    .expect(200);

            await(() -> admin.get(sink).expect(200).at("/status").equals("failing"));
            assertThat(admin.get(sink).at("/oldestWaitingAt")).isNotEmpty();
            busy.set(false);
            admin.put(sink, splunk(splunk)).expect(200);
            await(() -> told(splunk).contains("legal-hold.placed"));

            assertThat(told(splunk)).contains("\"organizationId\":\"" + owner.organizationId() + "\"")
                    .contains("audit-sink.created")
                    .doesNotContain("contact.created")
                    .doesNotContain("case 3");
            assertThat(admin.get(sink).text()).doesNotContain(TOKEN);
            assertThat(admin.get("/api/v1/audit-logs?limit=50").text()).doesNotContain(TOKEN);
            assertThat(admin.post(sink + "/test", "").expect(200).at("/taken")).isEqualTo("true");
            admin.delete(sink).expect(204);
            admin.get(sink).expect(404);
        }
    }

    @Test
    void isForSuperAdminsAndLikeAnOrganizationsSink() {
        var admin = admin();
        people.signUp().api().get(SINKS).expect(403);
        var bodies = List.of(
                "{\"name\": \"s\", \"type\": \"splunk_hec\", \"url\": \"https://splunk.example\"}",
                "{\"name\": \"s\", \"type\": \"syslog\", \"url\": \"tls://logs.example\", \"token\": \"abcdef\"}");
        bodies.forEach(
                body -> assertThat(admin.post(SINKS, body).expect(422).at("/errors/0/field")).isEqualTo("token"));
        var one = "{\"name\": \"s\", \"type\": \"splunk_hec\", \"url\": \"https://one.example\", \"enabled\": false%s}";

        var sink = SINKS + "/" + admin.post(SINKS, one.formatted(", \"token\": \"abcdef\"")).expect(201).id();

        assertThat(admin.get(sink).at("/status")).isEqualTo("paused");
        assertThat(admin.put(sink, one.formatted("").replace("one", "two")).expect(422).at("/errors/0/field"))
                .isEqualTo("token");
        admin.with("If-Match", "\"stale\"").put(sink, one.formatted("")).expect(412);
        admin.put(sink, one.formatted("")).expect(200);
        assertThat(admin.get(SINKS + "?filter=name%5Beq%5D:s").expect(200).json().at("/results")).hasSize(1);
        admin.delete(sink).expect(204);
    }

    /** What the column of organizations' sinks takes is compared with the types there are. */
    @Test
    void areOfTheSameTypes() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(distinct pg_get_constraintdef(oid)), count(*) from pg_constraint
                        where conname in ('audit_sinks_sink_type_check', 'audit_platform_sinks_sink_type_check')""")) {
            assertThat(rows.next()).isTrue();
            assertThat(List.of(rows.getInt(1), rows.getInt(2))).containsExactly(1, 2);
        }
    }

    private Api admin() {
        var person = people.signUp();
        People.promote(person.userId());
        return person.api();
    }

    private static String told(HookReceiver splunk) {
        return String.join("\n", List.copyOf(splunk.deliveries()).stream().map(HookReceiver.Delivery::body).toList());
    }

    private static String splunk(HookReceiver receiver) {
        return "{\"name\": \"Ours\", \"type\": \"splunk_hec\", \"url\": \"%s\", \"token\": \"%s\"}"
                .formatted(receiver.url("/services/collector/event"), TOKEN);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var patience = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.sleep(50);
        }
    }
}
