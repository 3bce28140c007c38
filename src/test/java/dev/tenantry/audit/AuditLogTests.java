package dev.tenantry.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuditLogTests extends ApiTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void tellsWhoChangedWhatAndFromWhere() {
        var person = people.signUp();
        var contact = person.api()
                .with("X-Request-Id", "audit-create")
                .with("User-Agent", "a test")
                .post("/api/v1/contacts", "{\"name\": \"Ada\"}")
                .expect(201);
        person.api().patch("/api/v1/contacts/" + contact.id(), "{\"name\": \"Ada Lovelace\"}").expect(200);

        var log = person.api()
                .get("/api/v1/audit-logs?filter=" + encoded("resourceType[eq]:contact,resourceId[eq]:" + contact.id()))
                .expect(200);

        assertThat(log.json().at("/results")).hasSize(2);
        assertThat(log.at("/results/0/actionType")).isEqualTo("contact.updated");
        assertThat(log.at("/results/0/oldValues/name")).isEqualTo("Ada");
        assertThat(log.at("/results/0/newValues/name")).isEqualTo("Ada Lovelace");
        assertThat(log.at("/results/0/changes/0")).isEqualTo("name");
        assertThat(log.at("/results/1/actionType")).isEqualTo("contact.created");
        assertThat(log.at("/results/1/requestId")).isEqualTo("audit-create");
        assertThat(log.at("/results/1/userAgent")).isEqualTo("a test");
        assertThat(log.at("/results/1/ipAddress")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(log.at("/results/1/userId")).isEqualTo(person.userId().toString());
    }

    @Test
    void showsOneEntry() {
        var person = people.signUp();
        person.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);
        var id = person.api().get("/api/v1/audit-logs?limit=1").expect(200).at("/results/0/id");

        var entry = person.api().get("/api/v1/audit-logs/" + id).expect(200);

        assertThat(entry.id()).isEqualTo(id);
        person.api().with("If-None-Match", entry.header("ETag")).get("/api/v1/audit-logs/" + id).expect(304);
    }

    @Test
    void keepsTheLogsOfOthersToThem() {
        var one = people.signUp();
        var other = people.signUp();
        one.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);
        var id = one.api().get("/api/v1/audit-logs?limit=1").expect(200).at("/results/0/id");

        var foreign = other.api().get("/api/v1/audit-logs/" + id).expect(404);
        var absent = other.api().get("/api/v1/audit-logs/9223372036854775807").expect(404);

        assertThat(foreign.at("/detail")).isEqualTo(absent.at("/detail"));
        assertThat(other.api().get("/api/v1/audit-logs?limit=200").expect(200).text())
                .doesNotContain(one.organizationId().toString(), "\"Ada\"");
    }

    @Test
    void needsThePermission() {
        var owner = people.signUp();
        var member = people.signUpInto(owner, "member");

        var refused = member.api().get("/api/v1/audit-logs").expect(403);

        assertThat(refused.at("/detail")).contains("audit-logs:read");
    }

    @Test
    void keepsTheValuesOfWhatTheCallerMayNotReadToItself() {
        var person = people.signUp();
        var contact = person.api()
                .post("/api/v1/contacts", "{\"name\": \"Zora\", \"email\": \"Zora@x.test\"}")
                .expect(201);
        person.api().patch("/api/v1/contacts/" + contact.id(), "{\"name\": \"Zora Lovelace\"}").expect(200);
        var log = "/api/v1/audit-logs?filter=" + encoded("resourceType[eq]:contact");

        var blind = key(person, "\"audit-logs:read\"").get(log).expect(200);
        var masked = key(person, "\"audit-logs:read\", \"contacts:read\"").get(log).expect(200);
        var seeing = key(person, "\"audit-logs:read\", \"contacts:read\", \"personal-data:read\"").get(log)
                .expect(200);

        assertThat(blind.text().toLowerCase(Locale.ROOT)).doesNotContain("zora");
        assertThat(blind.json().at("/results/0/oldValues").isMissingNode()).isTrue();
        assertThat(blind.at("/results/0/lacking/0")).isEqualTo("contacts:read");
        assertThat(blind.json().at("/results/0/changes").toString()).isEqualTo("[\"name\"]");
        assertThat(blind.json().at("/results/1/changes").toString()).isEqualTo("[\"email\",\"name\"]");
        assertThat(masked.text().toLowerCase(Locale.ROOT)).doesNotContain("zora");
        assertThat(masked.at("/results/0/oldValues/name")).isEqualTo("[pii]");
        assertThat(masked.json().at("/results/0/lacking").toString()).isEqualTo("[\"personal-data:read\"]");
        assertThat(seeing.at("/results/0/oldValues/name")).isEqualTo("Zora");
        assertThat(seeing.json().at("/results/0/lacking").isMissingNode()).isTrue();
    }

    /** A column that is kept to find a property by is none. */
    @Test
    void tellsOfPropertiesThatTheApiKnows() {
        var person = people.signUp();
        var contact = person.api().post("/api/v1/contacts", "{\"name\": \"Ada\", \"email\": \"a@x.test\"}").expect(201);
        person.api().patch("/api/v1/contacts/" + contact.id(), "{\"email\": \"b@x.test\"}").expect(200);

        var log = person.api()
                .get("/api/v1/audit-logs?filter=" + encoded("resourceType[eq]:contact"))
                .expect(200);

        assertThat(log.json().at("/results/0/newValues").propertyNames()).containsExactly("email");
        assertThat(log.json().at("/results/1/newValues").propertyNames()).containsExactlyInAnyOrder("name", "email");
    }

    @Test
    void walksThroughAllPages() {
        var person = people.signUp();
        for (var count = 0; count < 7; count++) {
            person.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);
        }
        var seen = new ArrayList<String>();
        var next = "/api/v1/audit-logs?limit=2&filter=" + encoded("actionType[eq]:contact.created");
        while (!next.isEmpty()) {
            var page = person.api().get(next).expect(200);
            page.json().at("/results").forEach(entry -> seen.add(entry.path("id").asString()));
            next = page.at("/paging/next/link");
        }

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_logs set action_type = 'x'", "delete from audit_logs"})
    void isAppendOnlyForTheApplication(String statement) {
        var person = people.signUp();
        var context = new TenantContext(person.organizationId(), person.userId());
        var transaction = new TransactionTemplate(transactions);

        assertThatThrownBy(
                () -> context.run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(statement).update())))
                .hasStackTraceContaining("permission denied");
    }

    private Api key(Person person, String scopes) {
        return api.bearer(person.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
