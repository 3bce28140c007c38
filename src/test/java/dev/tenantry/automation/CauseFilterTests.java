package dev.tenantry.automation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs and mails are found by the record that they are about, and mails by whom they go to. */
class CauseFilterTests extends ApiTest {

    private static final String RUNS = "/api/v1/workflow-runs";
    private static final String MAILS = "/api/v1/outbound-emails";
    private static final String MAIL = """
            [{"type": "for_each", "config": {"items": ["a"], "steps": [
                {"type": "send_email", "config": {"to": ["Office@Bücher.example", "{{contact.email}}"], "subject": "x", "text": "y"}}]}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person person;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    @Test
    void findsWhatARecordsEventsAndPeopleHaveBegunWithItsParts() {
        var workflow = workflows.onEvent("contact.created", MAIL);
        var ada = contact("ada");
        var bob = contact("bob");
        Workflows.await(() -> mails("workflowId[eq]:" + workflow).size() == 2, "not both are sent");
        var asked = workflows.start(workflow, "{\"contactId\": \"%s\"}".formatted(ada));
        workflows.ended(asked);

        assertThat(ids(RUNS, "record[eq]:contact/" + ada + ",path[is]:NULL")).hasSize(2).contains(asked);
        assertThat(ids(RUNS, "record[eq]:contact/" + ada)).hasSize(4);
        assertThat(ids("/api/v1/workflows/" + workflow + "/runs", "record[eq]:contact/" + bob)).hasSize(1)
                .doesNotContain(asked);
        assertThat(ids(RUNS, "record[in]:(contact/" + ada + ",contact/" + bob + "),path[is]:NULL")).hasSize(3);
        assertThat(ids(RUNS, "record[neq]:contact/" + ada)).hasSize(2);
        assertThat(ids(RUNS, "record[eq]:company/" + ada)).isEmpty();
        assertThat(mails("record[eq]:contact/" + ada)).hasSize(2);
        assertThat(mails("record[eq]:contact/" + bob)).hasSize(1);
        assertThat(person.api().get(MAILS + "?total=true&limit=1&filter=record[eq]:contact/" + ada).at("/total"))
                .isEqualTo("2");
    }

    @Test
    void findsMailsByWhomTheyGoToHoweverThatIsWritten() {
        var workflow = workflows.onEvent("contact.created", MAIL);
        contact("ada");
        contact("bob");
        Workflows.await(() -> mails("workflowId[eq]:" + workflow).size() == 2, "not both are sent");

        assertThat(mails("recipient[eq]:\"office@xn--bcher-kva.example\"")).hasSize(2);
        assertThat(mails("recipient[eq]:\"OFFICE@bücher.example\"")).hasSize(2);
        assertThat(mails("recipient[eq]:\"ada@example.test\"")).hasSize(1);
        assertThat(mails("recipient[in]:(\"ADA@example.test\",\"bob@example.test\")")).hasSize(2);
        assertThat(mails("recipient[nin]:(\"ada@example.test\",\"eve@example.test\")")).hasSize(1);
        assertThat(mails("recipient[eq]:\"example.test\"")).isEmpty();
        assertThat(ids(people.signUp().api(), MAILS, "recipient[eq]:\"ada@example.test\"")).isEmpty();
        assertThat(ids(people.signUp().api(), RUNS, "record[neq]:contact/1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record[eq]:17", "record[eq]:planet/1", "record[eq]:contact/x", "record[is]:NULL",
        "record[in]:(contact/1,NULL)", "or(record[eq]:contact/,id[eq]:1)", "record[contains]:contact"})
    void refusesWhatNamesNoRecord(String filter) {
        var refused = person.api().get(RUNS + "?filter=" + encoded(filter)).expect(400);

        assertThat(refused.at("/errors/0/field")).startsWith("record");
    }

    @Test
    void asksForTheRightToReadTheRecord() {
        var key = person.api().post("/api/v1/api-keys", """
                {"name": "runs", "scopes": ["workflows:read", "companies:read"]}""").expect(201);
        var poor = Api.at(port()).bearer(key.at("/key"));

        poor.get(RUNS + "?filter=record[eq]:company/1").expect(200);
        assertThat(poor.get(RUNS + "?filter=or(id[eq]:1,record[eq]:contact/1)").expect(403).at("/detail"))
                .contains("contacts:read");
        poor.get(RUNS + "?sort=record").expect(400);
    }

    private String contact(String name) {
        return person.api()
                .post("/api/v1/contacts", "{\"name\": \"%s\", \"email\": \"%s@example.test\"}".formatted(name, name))
                .expect(201)
                .id();
    }

    private List<String> mails(String filter) {
        return ids(MAILS, filter);
    }

    private List<String> ids(String list, String filter) {
        return ids(person.api(), list, filter);
    }

    private static List<String> ids(Api api, String list, String filter) {
        var page = api.get(list + "?filter=" + encoded(filter)).expect(200).json();
        var ids = StreamSupport.stream(page.at("/results").spliterator(), false)
                .map(row -> row.at("/id").asString())
                .toList();
        return ids;
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}
