package dev.tenantry.crm.quote;

import java.net.http.HttpRequest;
import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes out with a quote, and what comes of its answer elsewhere. */
class QuoteReactionTests extends ApiTest {

    private static final String QUOTES = "/api/v1/quotes";

    private Api as = Api.at(0);
    private String id = "";
    private String link = "";

    @BeforeEach
    void sendOne() {
        as = people.signUp().api();
        var deal = as.post("/api/v1/opportunities", "{\"name\": \"Looms\"}").expect(201).id();
        as.post("/api/v1/opportunities/" + deal + "/line-items", """
                {"name": "Loom", "unitPrice": {"amount": "100.00", "currency": "EUR"}}""").expect(201);
        id = as.post(QUOTES, "{\"opportunityId\": \"%s\"}".formatted(deal)).expect(201).id();
        var sent = as.put(QUOTES + "/" + id + "/sending", "{\"mail\": false}").expect(200).at("/link");
        link = sent.substring(sent.indexOf("/quotes"));
    }

    @Test
    void workflowsReactWithTheDeal() {
        var workflows = Workflows.of(as);
        var workflow = workflows.onEvent("quote.declined",
                """
                [{"type": "create_task", "config": {"title": "{{opportunity.name}} {{trigger.number}}: {{trigger.comment}}"}}]""");

        Api.at(port())
                .send("POST", link, HttpRequest.BodyPublishers.ofString("decision=decline&name=Xi&comment=Dear"),
                        "application/x-www-form-urlencoded")
                .expect(200);

        Workflows.await(() -> as.get("/api/v1/tasks").text().contains("-0001: Dear"), "nobody reacts");
        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        assertThat(as.get("/api/v1/tasks").at("/results/0/title")).startsWith("Looms Q-");
    }

    @Test
    void itsEventsAreForWhoMayReadQuotesAndGoWithTheDeal() throws SQLException {
        var endpoint = "{\"url\":\"https://example.com/hook\",\"subscriptions\":[{\"event\":\"quote.*\"}]}";

        var refused = key("opportunities:read").post("/api/v1/webhook-endpoints", endpoint).expect(403);
        key("quotes:read").post("/api/v1/webhook-endpoints", endpoint).expect(201);

        assertThat(refused.at("/detail")).contains("quotes:read").doesNotContain("opportunities:read");
        var deal = as.get(QUOTES + "/" + id).at("/opportunityId");
        assertThat(events()).isPositive();
        as.delete("/api/v1/opportunities/" + deal + "?permanent=true").expect(204);
        assertThat(events()).isZero();
    }

    private long events() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var count = connection.prepareStatement(
                        """
                        select count(*) from domain_events where starts_with(event_name, 'quote.') and payload ->> 'quoteId' = ?""")) {
            count.setString(1, id);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Api key(String reading) {
        return Api.at(port())
                .bearer(as.post("/api/v1/api-keys", """
                {"name":"k","scopes":["webhook-endpoints:read","webhook-endpoints:create","%s"]}""".formatted(reading))
                        .expect(201)
                        .at("/key"));
    }

    @Test
    void theDocumentIsTheSameForWhoeverMayHaveIt() {
        var document = as.get(QUOTES + "/" + id + "/document").expect(200);
        var shared = Api.at(port()).get(link.replace("/quotes", "/quotes/document.pdf")).expect(200);

        assertThat(document.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(document.text()).startsWith("%PDF-").isEqualTo(shared.text());
        as.put(QUOTES + "/" + id + "/withdrawal", "").expect(200);
        assertThat(as.get(QUOTES + "/" + id + "/document").text()).isEqualTo(document.text());
        assertThat(Api.at(port()).get(link.replace("/quotes", "/quotes/document.pdf")).expect(410).at("/detail"))
                .contains("withdrawn");
        assertThat(people.signUp().api().get(QUOTES + "/" + id + "/document").status()).isEqualTo(404);
    }
}
