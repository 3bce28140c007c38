package dev.tenantry.audit.logs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class AuditSearchTests extends ApiTest {

    private static final String INSERT = """
            insert into audit_logs (organization_id, action_type, action_category, action_description, resource_type, resource_id, ip_address, user_agent,
                success, error_message, created_at)
            select '%s', 'found.once', 'security', d.text, 'member', d.id, d.address::inet, d.agent, d.success, d.error, now() - interval '1 day' * d.days
            from (values ('v4', 'Caf\u00e9 STRASSE closed', '192.0.2.77', 'curl/8', true, null, 1), ('v6', 'caf\u00e9 opened', '2001:db8:0:1::5', 'Mozilla', false, 'no such user', 2),
                ('none', 'nothing of it', null, null, true, null, 3)) as d (id, text, address, agent, success, error, days)""";

    private static final String SEVERE = """
            insert into audit_logs (organization_id, action_type, action_category, severity_level, action_description, resource_type, resource_id)
            values ('%1$s', 'found.once', 'security', '%2$s', 'found', 'member', '%2$s')""";

    /** What is found, the newest first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ipAddress[eq]:192.0.2.77 | v4
            ipAddress[eq]:192.0.2.0/24 | v4
            ipAddress[eq]:0.0.0.0/0 | v4
            ipAddress[eq]:::ffff:192.0.2.77 | v4
            ipAddress[eq]:2001:db8::/32 | v6
            ipAddress[in]:(192.0.2.64/26,2001:db8:0:1::5) | v4 v6
            ipAddress[neq]:192.0.2.0/24 | v6 none
            ipAddress[nin]:(192.0.2.0/24,2001:db8::/32) | none
            ipAddress[is]:NULL | none
            ipAddress[eq]:192.0.2.128/25 |
            actionDescription[contains]:"CAFE" | v4 v6
            actionDescription[contains]:"strasse c" | v4
            actionDescription[startsWith]:"caf\u00e9 o" | v6
            actionDescription[contains]:"absent" |
            or(actionDescription[contains]:"nothing",userAgent[startsWith]:"CURL") | v4 none
            errorMessage[contains]:"user",success[eq]:false | v6""")
    void findsBy(String filter, String found) throws SQLException {
        var person = people.signUp();
        insert(person);

        assertThat(ids(person.api(), filter)).isEqualTo(found == null ? "" : found);
    }

    @Test
    void goesOnPageByPageInWhatItFinds() throws SQLException {
        var person = people.signUp();
        insert(person);
        var first = person.api()
                .get("/api/v1/audit-logs?limit=1&filter=" + encoded("actionDescription[contains]:\"cafe\""))
                .expect(200);

        var second = person.api().get(first.at("/paging/next/link")).expect(200);

        assertThat(first.at("/results/0/resourceId")).isEqualTo("v4");
        assertThat(second.at("/results/0/resourceId")).isEqualTo("v6");
        assertThat(second.at("/paging/next/link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.77/24", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0.1",
        "fe80::1%eth0", "localhost",
        "2001:db8::/129", "0300.0.2.1.9", "::1/1/1"})
    void refusesWhatIsNoNetwork(String network) {
        var answer = people.signUp()
                .api()
                .get("/api/v1/audit-logs?filter=" + encoded("ipAddress[eq]:\"" + network + "\""))
                .expect(400);

        assertThat(answer.at("/errors/0/field")).isEqualTo("ipAddress");
    }

    /** Ranks are no letters: critical is more than warning. */
    @Test
    void comparesSeveritiesByRank() throws SQLException {
        var person = people.signUp();
        for (var severity : List.of("critical", "info", "warning", "error")) {
            execute(SEVERE.formatted(person.organizationId(), severity));
        }

        assertThat(ids(person.api(), "severityLevel[gte]:warning")).isEqualTo("error warning critical");
        assertThat(ids(person.api(), "severityLevel[gt]:critical")).isEmpty();
        assertThat(ids(person.api(), "severityLevel[between]:(info,warning)")).isEqualTo("warning info");
        assertThat(ids(person.api(), "severityLevel[lt]:error&sort=severityLevel")).isEqualTo("info warning");
        assertThat(ids(person.api(), "severityLevel[neq]:info&sort=-severityLevel"))
                .isEqualTo("critical error warning");
        for (var filter : List.of("severityLevel[gte]:Critical", "severityLevel[eq]:warn",
                "actionCategory[eq]:exports")) {
            assertThat(person.api().get("/api/v1/audit-logs?filter=" + encoded(filter)).expect(400).text())
                    .contains("one of [");
        }
    }

    /** Whether the request states a correlation of its own or not, by which it is found, too. */
    @Test
    void isFoundByWhatAProblemNames() {
        var owner = people.signUp();
        var viewer = people.signUpInto(owner, "viewer").api();
        var stated = "order-" + owner.userId();
        owner.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);

        var plain = viewer.post("/api/v1/api-keys", "{}").expect(403).at("/correlationId");
        var correlated = viewer.with("X-Correlation-Id", stated)
                .put("/api/v1/audit-retention", "{}")
                .expect(403)
                .at("/correlationId");

        for (var known : List.of(plain, correlated, stated)) {
            var found = owner.api()
                    .get("/api/v1/audit-logs?filter=" + encoded("correlationId[eq]:\"" + known + "\""))
                    .expect(200);
            assertThat(found.json().path("results")).as(known).hasSize(1);
            assertThat(found.at("/results/0/actionType")).isEqualTo("request.refused");
        }
        assertThat(owner.api()
                .get("/api/v1/audit-logs?limit=200&filter="
                        + encoded("correlationId[nin]:(\"" + correlated + "\",\"" + plain + "\")"))
                .expect(200)
                .text()).contains("contact.created").doesNotContain("request.refused");
    }

    @Test
    void writesAddressesAsRfc5952Does() throws SQLException {
        var person = people.signUp();
        insert(person);

        assertThat(person.api()
                .get("/api/v1/audit-logs?filter=" + encoded("resourceId[eq]:v6"))
                .expect(200)
                .at("/results/0/ipAddress")).isEqualTo("2001:db8:0:1::5");
    }

    @Test
    void isInNoOrderOfAddresses() {
        people.signUp().api().get("/api/v1/audit-logs?sort=ipAddress").expect(400);
    }

    private static void insert(Person person) throws SQLException {
        execute(INSERT.formatted(person.organizationId()));
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String ids(Api api, String filter) {
        List<String> ids = new ArrayList<>();
        var order = filter.contains("&") ? filter.substring(filter.indexOf('&')) : "";
        var asked = filter.substring(0, filter.length() - order.length());
        api.get("/api/v1/audit-logs?filter=" + encoded("actionType[eq]:found.once," + asked) + order)
                .expect(200)
                .json()
                .path("results")
                .forEach(entry -> ids.add(entry.path("resourceId").asString()));
        return String.join(" ", ids);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
