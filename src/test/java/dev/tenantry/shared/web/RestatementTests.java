package dev.tenantry.shared.web;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever can be read and written at one path, by the API's description: to write what is there already writes nothing. */
class RestatementTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonNode paths = JSON.missingNode();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private Person host = new Person(Api.at(0), new UUID(0, 0), new UUID(0, 0), "", "", "", "");

    /** One resource of each kind. A new kind is to be added here. */
    @BeforeEach
    void makeOneOfEach() {
        paths = OpenApiValidator.of("http://localhost:" + port()).document().path("paths");
        host = host();
        var company = make("/api/v1/companies", """
                {"name": "Acme", "domain": "acme.test", "annualRevenue": {"amount": "12.5", "currency": "EUR"}}""");
        var contact = make("/api/v1/contacts", """
                {"name": "Ada", "email": "Ada@Bücher.com", "companyId": "%s", "externalId": "a-1"}"""
                .formatted(company));
        var deal = make("/api/v1/opportunities", """
                {"name": "Deal", "amount": {"amount": "10", "currency": "USD"}, "contactId": "%s", "stage": "Won",
                 "closedOn": "2026-01-02", "ownerId": "%s"}""".formatted(contact, host.userId()));
        var line = host.api().post("/api/v1/opportunities/" + deal + "/line-items", """
                {"name": "Cards", "quantity": "1.50", "unitPrice": {"amount": "12.50", "currency": "USD"},
                 "discountPercent": "10.0", "taxRate": "20"}""").expect(201).id();
        resources.put("/api/v1/opportunities/{id}/line-items/{lineItemId}",
                "/api/v1/opportunities/" + deal + "/line-items/" + line);
        make("/api/v1/quotes", """
                {"opportunityId": "%s", "terms": "Net 30", "recipientName": "Xi", "acceptedStage": "Won"}"""
                .formatted(deal));
        make("/api/v1/booking-pages",
                """
                {"name": "Intro call", "durations": [30, 60], "timeZone": "Europe/Vienna", "mostADay": 3, "reminders": [60],
                 "weeklyHours": [{"day": "monday", "hours": [{"from": "09:00", "until": "24:00"}]}],
                 "dateOverrides": [{"date": "2036-03-03", "hours": []}],
                 "questions": [{"name": "why", "label": "Why?", "kind": "choice", "required": true, "choices": ["A", "B"]}]}""");
        host.api().put("/api/v1/email-signature", "{\"text\": \"Jo\", \"html\": \"<p>Jo</p>\"}").expect(200);
        host.api().put("/api/v1/daily-digest", "{\"hour\": 7, \"weekdays\": [\"monday\"]}").expect(200);
        make("/api/v1/address-rules", "{\"address\": \"192.0.2.0/24\", \"description\": \"the office\"}");
        make("/api/v1/geo-restrictions",
                "{\"restrictionType\": \"country\", \"countryCodes\": [\"AQ\"], \"active\": false}");
        make("/api/v1/lost-reasons", "{\"name\": \"Too dear\"}");
        make("/api/v1/forms",
                """
                {"name": "Contact us", "language": "de", "theme": {"accent": "#1A2B3C"}, "mapping": {"email": "email"}, "doubleOptIn": true,
                 "fields": {"type": "object", "properties": {"email": {"type": "string", "format": "email", "title": "E-Mail", "x-order": 1},
                    "size": {"type": "number", "title": "Size", "minimum": 1.50}}},
                 "consents": [{"purpose": "terms", "text": "Terms", "required": true}], "protection": {"proofOfWork": true},
                 "redirectUrl": "https://example.com/", "allowedOrigins": ["https://example.com"], "notifiedMembers": ["%s"]}"""
                        .formatted(host.userId()));
        make("/api/v1/exchange-rates",
                """
                {"fromCurrency": "EUR", "toCurrency": "USD", "validOn": "2026-01-02", "rate": "1.0840", "source": "Bank"}""");
        make("/api/v1/forecast-targets", """
                {"month": "2026-05-01", "ownerId": "%s", "amount": {"amount": "5", "currency": "USD"}}"""
                .formatted(host.userId()));
        var list = make("/api/v1/price-lists", "{\"name\": \"Spring\", \"validUntil\": \"2030-05-31\"}");
        var prices = "/api/v1/products/" + make("/api/v1/products", """
                {"name": "Cards", "sku": "C-1", "billing": "recurring", "intervalMonths": 12}""") + "/prices";
        host.api().put(prices, """
                {"prices": [{"priceListId": "%s", "minimumQuantity": "1.50", "unitPrice": {"amount": "12.50", "currency": "USD"}},
                 {"unitPrice": {"amount": "13", "currency": "EUR"}}]}""".formatted(list)).expect(200);
        resources.put("/api/v1/products/{id}/prices", prices);
        make("/api/v1/tasks", """
                {"title": "Call", "dueAt": "2026-01-01T10:00:00.123456Z", "opportunityId": "%s"}""".formatted(deal));
        var event = make("/api/v1/events", """
                {"title": "Talk", "startAt": "2026-03-02T08:00:00Z", "endAt": "2026-03-02T09:00:00Z", "timeZone": "Europe/Vienna",
                 "recurrenceRule": "FREQ=WEEKLY", "excludedDates": ["2026-03-09T09:00:00"], "ownerId": "%s"}"""
                .formatted(host.userId()));
        host.api()
                .put("/api/v1/events/" + event + "/attendees",
                        """
                {"attendees": [{"contactId": "%s"}, {"email": "x@example.com", "answer": "tentative"}]}"""
                                .formatted(contact))
                .expect(200);
        resources.put("/api/v1/events/{id}/attendees", "/api/v1/events/" + event + "/attendees");
        host.api().put("/api/v1/events/" + event + "/reminders", """
                {"reminders": [{"method": "email", "minutesBefore": 30, "recipients": "owner"},
                 {"method": "whatsapp", "remindAt": "2036-03-02T08:00:00Z", "message": "Bring cake"}]}""").expect(200);
        resources.put("/api/v1/events/{id}/reminders", "/api/v1/events/" + event + "/reminders");
        var project = make("/api/v1/projects", "{\"name\": \"Rollout\", \"dueOn\": \"2026-05-01\"}");
        host.api()
                .put("/api/v1/projects/" + project + "/members/" + host.userId(), "{\"role\": \"Design\"}")
                .expect(200);
        resources.put("/api/v1/projects/{id}/members/{userId}",
                "/api/v1/projects/" + project + "/members/" + host.userId());
        make("/api/v1/project-templates",
                """
                {"name": "Rollout", "projectName": "{{opportunity.name}}", "members": [{"memberId": "%1$s", "role": "Design"}],
                 "milestones": [{"ref": "live", "name": "Live", "due": {"days": 5, "workingDays": true}}],
                 "tasks": [{"ref": "a", "title": "A", "due": {"days": 1}, "recurrence": "FREQ=DAILY", "milestone": "live",
                    "assignees": [{"memberId": "%1$s"}, {"role": "Design"}, {"ownerOf": "project"}]},
                  {"ref": "b", "title": "B", "priority": "high", "parent": "a", "waitsFor": ["a"]}]}"""
                        .formatted(host.userId()));
        make("/api/v1/milestones", "{\"name\": \"Live\", \"projectId\": \"%s\"}".formatted(project));
        make("/api/v1/leads", """
                {"name": "Lea", "email": "lea@example.com", "phone": "+43 1 5880 1", "domain": "example.com", "status": "unqualified",
                 "unqualifiedReason": "Too small", "source": "Fair", "utmCampaign": "spring", "ownerId": "%s"}"""
                .formatted(host.userId()));
        make("/api/v1/assignment-rules",
                """
                {"name": "In turn", "type": "lead", "filter": "source[eq]:\\"Fair\\"", "members": [{"memberId": "%s"}], "openLimit": 9}"""
                        .formatted(host.userId()));
        make("/api/v1/member-absences", """
                {"startsOn": "2036-03-02", "endsOn": "2036-03-09", "zone": "Europe/Vienna"}""");
        make("/api/v1/audit-sinks",
                """
                {"name": "Splunk", "type": "splunk_hec", "url": "https://splunk.example.com/", "token": "b4fc6d0c", "enabled": false}""");
        make("/api/v1/notes", "{\"body\": \"Hello\", \"contactId\": \"%s\"}".formatted(contact));
        make("/api/v1/tags", "{\"name\": \"Key account\", \"colour\": \"#1a7f37\"}");
        make("/api/v1/views", """
                {"name": "Engineers", "type": "contact", "filter": "jobTitle[contains]:engineer", "sort": "-name",
                 "columns": ["name", "email"], "shared": true}""");
        make("/api/v1/pipelines", """
                {"name": "Renewals", "stages": [{"name": "Due", "kind": "open", "probability": 80, "nextStages": ["Gone"],
                 "requiredFields": ["product", "amount"], "rottingDays": 9, "forecastCategory": "commit"},
                 {"name": "Gone", "kind": "lost", "probability": 0, "nextStages": []}]}""");
        make("/api/v1/roles", "{\"name\": \"Sellers\", \"permissions\": [\"contacts:read\"]}");
        var team = make("/api/v1/teams", "{\"name\": \"West\", \"settings\": {\"goal\": 1.50, \"big\": 12345678901}}");
        host.api().put("/api/v1/teams/" + team + "/members/" + host.userId(), "{}").expect(200);
        resources.put("/api/v1/teams/{id}/members/{userId}", "/api/v1/teams/" + team + "/members/" + host.userId());
        make("/api/v1/data-classifications", """
                {"tableName": "contacts", "columnName": "zone", "sensitivityLevel": "pii", "classificationReason": "Where they are",
                 "retentionDays": 30, "complianceTags": ["GDPR"]}""");
        var workflow = make("/api/v1/workflows", """
                {"name": "Greet", "trigger": {"type": "event", "event": "contact.updated"},
                 "steps": [{"type": "create_task", "config": {"title": "Call {{contact.name}}"}}]}""");
        var variables = "/api/v1/workflows/" + workflow + "/variables";
        var variable = host.api()
                .post(variables, "{\"name\": \"limit\", \"type\": \"number\", \"value\": 7}")
                .expect(201)
                .id();
        resources.put("/api/v1/workflows/{id}/variables/{variable}", variables + "/" + variable);
        var draft = "/api/v1/workflows/" + workflow + "/draft";
        host.api().put(draft, """
                {"trigger": {"type": "event", "event": "contact.created"},
                 "steps": [{"type": "create_task", "config": {"title": "Write to {{contact.name}}"}}]}""").expect(200);
        resources.put("/api/v1/workflows/{id}/draft", draft);
        make("/api/v1/automations",
                """
                {"name": "Call them", "event": "contact.created", "action": {"type": "create_task", "config": {"title": "Call"}}}""");
        make("/api/v1/email-templates",
                "{\"name\": \"welcome\", \"subject\": \"Welcome\", \"body\": \"Dear {{name}}\"}");
        make("/api/v1/integrations",
                """
                {"name": "Orders", "provider": "http", "configuration": {"url": "https://orders.example"}, "credentials": {}}""");
        make("/api/v1/webhook-endpoints", """
                {"url": "https://hooks.example/in", "subscriptions": [{"event": "contact.created"}]}""");
        make("/api/v1/agents", """
                {"name": "Revenue", "type": "payment_revenue", "description": "Looks at deals", "active": false, "cron": "0 9 * * MON",
                 "zone": "Europe/Vienna", "configuration": {"actions": ["task"], "periodDays": 7}}""");
        make("/api/v1/api-keys", "{\"name\": \"Key\", \"scopes\": [\"contacts:read\"]}");
        resources.put("/api/v1/organization/notification-templates/{name}",
                "/api/v1/organization/notification-templates/organization-invitation");
        host.api().put("/api/v1/profile/extensions/admin", "{\"department\": \"Sales\"}");
        host.api().put("/api/v1/profile/extensions/client", "{\"birthChartData\": {\"at\": 1.50, \"none\": null}}");
        host.api().put("/api/v1/profile/extensions/reader", "{\"readingRate\": \"2.50\", \"languages\": [\"en\"]}");
    }

    @Test
    void everyKindIsThere() {
        assertThat(kinds("put").keySet()).hasSizeGreaterThan(15);
        assertThat(kinds("patch").keySet()).hasSizeGreaterThan(12);
    }

    @Test
    void aPatchOfNothingChangesNothing() {
        var complaints = new ArrayList<String>();
        kinds("patch").forEach((kind, path) -> unchanged(kind, path, complaints,
                () -> host.api().patch(path, "{}")));

        assertThat(complaints).isEmpty();
    }

    @Test
    void aPatchOfWhatWasReadChangesNothing() {
        var complaints = new ArrayList<String>();
        kinds("patch").forEach((kind, path) -> unchanged(kind, path, complaints,
                () -> host.api().patch(path, host.api().get(path).text())));

        assertThat(complaints).isEmpty();
    }

    @Test
    void whatGetGavePutTakesAndChangesNothing() {
        var complaints = new ArrayList<String>();
        kinds("put").forEach((kind, path) -> unchanged(kind, path, complaints,
                () -> host.api().put(path, host.api().get(path).text())));

        assertThat(complaints).isEmpty();
    }

    @Test
    void whatGetGaveIsWhatTheDescriptionSaysThatPutAndPatchTake() {
        var validator = OpenApiValidator.of("http://localhost:" + port());
        var complaints = new ArrayList<String>();
        for (var method : List.of("put", "patch")) {
            kinds(method).forEach((kind, path) -> {
                var fault = validator.requestFault(method, path, host.api().get(path).json());
                if (!fault.isEmpty()) {
                    complaints.add(method + " " + kind + ": " + fault);
                }
            });
        }

        assertThat(complaints).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsRefusedByNameWhereItIsStatedOtherwise() {
        var complaints = new ArrayList<String>();
        kinds("put").forEach((kind, path) -> {
            var shown = (ObjectNode) host.api().get(path).expect(200).json();
            var readOnly = new TreeSet<>(shown.propertyNames());
            readOnly.removeAll(writable(kind));
            for (var name : readOnly) {
                var body = shown.deepCopy().put(name, "something else").toString();
                for (var answer : List.of(host.api().put(path, body), host.api().patch(path, body))) {
                    if (answer.status() != 405 && (answer.status() != 422 || !answer.at("/errors/0/field").equals(name)
                            || !answer.at("/errors/0/code").equals("read-only"))) {
                        complaints.add(kind + " " + name + ": " + answer.text());
                    }
                }
            }
            var unknown = host.api().put(path, shown.deepCopy().put("nonsense", 1).toString());
            if (unknown.status() != 400) {
                complaints.add(kind + ": takes nonsense");
            }
            unchanged(kind, path, complaints, () -> host.api().get(path));
        });

        assertThat(complaints).isEmpty();
    }

    @Test
    void aStaleVersionIsToldAsSuch() {
        var path = Objects.requireNonNull(kinds("put").get("/api/v1/contacts/{id}"));
        var read = host.api().get(path);
        host.api().patch(path, "{\"name\": \"B\"}").expect(200);

        host.api().with("If-Match", read.header("ETag")).put(path, read.text()).expect(412);
        host.api().put(path, read.text()).expect(422);
    }

    private Person host() {
        var owner = people.signUp();
        var market = owner.api().post("/api/v1/organizations", """
                {"name": "Market", "kind": "marketplace"}""").expect(201).id();
        return people.switchTo(owner, UUID.fromString(market));
    }

    private String make(String collection, String body) {
        var id = host.api().post(collection, body).expect(201).id();
        resources.put(collection + "/{id}", collection + "/" + id);
        return id;
    }

    /** The kinds that can be read at the path where they are written, with the path of the one that was made. */
    private Map<String, String> kinds(String method) {
        var found = new LinkedHashMap<String, String>();
        for (var path : paths.propertyNames()) {
            var item = paths.path(path);
            // What takes no body states nothing.
            if (path.startsWith("/api/v1/") && item.has("get") && item.path(method).has("requestBody")) {
                found.put(path, path.contains("{")
                        ? Objects.requireNonNull(resources.get(path), "make one of " + path)
                        : path);
            }
        }
        return found;
    }

    private List<String> writable(String kind) {
        var schema = paths.path(kind).at("/put/requestBody/content/application~1json/schema/$ref").asString();
        var document = OpenApiValidator.of("http://localhost:" + port()).document();
        return document.at(schema.substring(1))
                .path("properties")
                .properties()
                .stream()
                .filter(property -> !property.getValue().path("readOnly").asBoolean(false))
                .map(Map.Entry::getKey)
                .toList();
    }

    private interface Write {
        Answer send();
    }

    private void unchanged(String kind, String path, List<String> complaints, Write write) {
        var before = host.api().get(path);
        if (before.status() == 404) {
            complaints.add(kind + ": there is none");
            return;
        }
        var traces = traces();
        var answer = write.send();
        var after = host.api().get(path);
        if (answer.status() != 200) {
            complaints.add(kind + ": " + answer.status() + " " + answer.text());
        } else if (!after.text().equals(before.text()) || !after.header("ETag").equals(before.header("ETag"))
                || !answer.header("ETag").equals(before.header("ETag"))) {
            complaints.add(kind + ": " + before.text() + " became " + after.text());
        } else if (!traces().equals(traces)) {
            complaints.add(kind + ": leaves traces, " + traces + " became " + traces());
        }
    }

    private List<Long> traces() {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        select (select count(*) from audit_logs where organization_id = ? or user_id = ?),
                               (select count(*) from domain_events where organization_id = ?)""")) {
            statement.setObject(1, host.organizationId());
            statement.setObject(2, host.userId());
            statement.setObject(3, host.organizationId());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return List.of(rows.getLong(1), rows.getLong(2));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
