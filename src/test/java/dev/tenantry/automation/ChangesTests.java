package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What events tell of changes. */
class ChangesTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aChangeIsToldWithWhatWasAndIs() throws SQLException {
        var host = people.signUp();
        var deal = host.api().post("/api/v1/opportunities", """
                {"name": "A", "product": "x", "amount": {"amount": "1.50", "currency": "EUR"}}""").expect(201).id();

        host.api()
                .patch("/api/v1/opportunities/" + deal, """
                {"name": "A", "product": null, "agent": "Bob", "amount": {"amount": "2.50"}, "stage": "Engaging"}""")
                .expect(200);

        var events = events(host, "opportunity.updated");
        assertThat(events).hasSize(1);
        var changes = events.getFirst().path("changes");
        assertThat(changes.propertyNames()).containsExactlyInAnyOrder("product", "agent", "amount", "stage");
        assertThat(changes.at("/product/before").asString()).isEqualTo("x");
        assertThat(changes.at("/product/after").isNull()).isTrue();
        assertThat(changes.at("/agent/before").isNull()).isTrue();
        assertThat(changes.at("/amount/before/amount").asString()).isEqualTo("1.50");
        assertThat(changes.at("/amount/after/amount").asString()).isEqualTo("2.50");
        assertThat(events.getFirst().path("name").asString()).isEqualTo("A");
        assertThat(events(host, "opportunity.stage-changed").getFirst().at("/changes/stage/after").asString())
                .isEqualTo("Engaging");
    }

    @Test
    void whatChangesNothingIsNotToldHoweverItIsWritten() throws SQLException {
        var host = people.signUp();
        var id = host.api().post("/api/v1/contacts", """
                {"name": "Ada", "externalId": "a", "email": "ada@example.test"}""").expect(201).id();
        var before = host.api().get("/api/v1/contacts/" + id);

        host.api().post("/api/v1/contacts/batch/update", """
                {"inputs": [{"id": "%s", "properties": {}}, {"id": "%1$s"}]}""".formatted(id)).expect(200);
        host.api().post("/api/v1/contacts/batch/upsert", """
                {"inputs": [{"id": "a", "idProperty": "externalId", "properties": {"name": "Ada"}},
                            {"id": "ada@example.test", "idProperty": "email"}]}""").expect(200);

        assertThat(events(host, "contact.updated")).isEmpty();
        assertThat(host.api().get("/api/v1/contacts/" + id).text()).isEqualTo(before.text());
    }

    @Test
    void aWorkflowNamesWhatChanged() throws SQLException {
        var host = people.signUp();
        var workflows = Workflows.of(host.api());
        var workflow = workflows.active("""
                {"type": "event", "event": "contact.updated",
                 "filter": [{"field": "trigger.changes.email", "operator": "exists", "value": true}]}""", """
                [{"type": "create_task",
                  "config": {"title": "{{trigger.changes.email.before}} is {{trigger.changes.email.after}}"}}]""");
        var contact = "/api/v1/contacts/" + host.api().post("/api/v1/contacts", """
                {"name": "Ada", "email": "old@example.test"}""").expect(201).id();

        host.api().patch(contact, "{}").expect(200);
        host.api().patch(contact, "{\"name\": \"Ada Lovelace\"}").expect(200);
        host.api().patch(contact, "{\"email\": \"new@example.test\"}").expect(200);

        var run = workflows.onlyRun(workflow);
        assertThat(host.api().get("/api/v1/tasks/" + run.at("/steps/0/result/taskId")).at("/title"))
                .isEqualTo("old@example.test is new@example.test");
    }

    private static List<JsonNode> events(Person host, String name) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select payload from domain_events where organization_id = ? and event_name = ? order by id")) {
            statement.setObject(1, host.organizationId());
            statement.setString(2, name);
            var events = new ArrayList<JsonNode>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(JSON.readTree(rows.getString(1)));
                }
            }
            return events;
        }
    }
}
