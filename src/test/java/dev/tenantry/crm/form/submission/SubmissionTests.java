package dev.tenantry.crm.form.submission;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.crm.form.Visitor;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What visitors send: kept as it came, once each, told from spam, confirmed, and made into leads. */
class SubmissionTests extends ApiTest {

    private static final String FORMS = "/api/v1/forms";
    private static final String SUBMISSIONS = "/api/v1/form-submissions";
    private static final String FIELDS = """
            {"type": "object", "required": ["name", "email"], "properties": {
                "name": {"type": "string", "title": "Your name", "maxLength": 100},
                "email": {"type": "string", "format": "email", "title": "Your address", "description": "We answer there"},
                "phone": {"type": "string", "format": "tel", "title": "Your number"},
                "site": {"type": "string", "format": "uri", "title": "Your page"},
                "seats": {"type": "integer", "title": "Seats", "minimum": 1, "maximum": 500},
                "when": {"type": "string", "format": "date", "title": "From when"},
                "plan": {"type": "string", "enum": ["s", "l"], "title": "Plan", "x-labels": {"s": "Small", "l": "Large"}},
                "topics": {"type": "array", "title": "Topics", "maxItems": 2, "items": {"type": "string", "enum": ["a", "b", "c"]}},
                "call": {"type": "boolean", "title": "Call me"},
                "text": {"type": "string", "title": "Your message", "x-multiline": true}}}""";
    private static final String MAPPING = """
            {"name": "name", "email": "email", "phone": "phone", "site": "website", "text": "message"}""";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private SubmissionUpkeep upkeep;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;
    private Api as = Api.at(0);
    private String email = "";

    @BeforeEach
    void signUp() {
        as = people.signUp().api();
        email = "visitor-" + UUID.randomUUID() + "@example.com";
    }

    @Test
    void areKeptAsTheyCameAndShownAgainWhereSomethingIsWrong() {
        var visitor = Visitor.of(port(), published(""));

        var wrong = visitor.send("name", "Zoë <b>\"&", "email", "no address", "seats", "501", "when", "2026-02-30",
                "plan", "x",
                "text", "one\r\ntwo", "other", "1");
        assertThat(wrong.expect(422).text()).contains("Zoë &lt;b&gt;&quot;&amp;", "no address", "one", "two",
                "role=\"alert\"", "href=\"#f-email\"", "Seats: must be 500 or less", "From when: must be a day",
                "Plan: choose one", "aria-invalid=\"true\"", "aria-describedby=\"f-email-hint f-email-wrong\"", "other")
                .doesNotContain("<b>", "<script");
        assertThat(list("").size()).isZero();
        var sent = visitor.send("name", "Zoë İstanbul 👩‍👧", "email", email, "phone", "+49 (0) 151 12345678", "seats",
                "5",
                "when", "2024-02-29", "plan", "l", "topics", "a", "topics", "c", "call", "true", "text", "one\r\ntwo");

        assertThat(sent.expect(303).header("Location")).endsWith("/thanks");
        var kept = as.get(SUBMISSIONS).json().at("/results/0");
        assertThat(kept.at("/answers").toString()).isEqualTo(
                "{\"call\":true,\"name\":\"Zoë İstanbul 👩‍👧\",\"plan\":\"l\",\"text\":\"one\\ntwo\",\"when\":\"2024-02-29\",\"email\":\"%s\",\"phone\":\"+49 (0) 151 12345678\",\"seats\":5,\"topics\":[\"a\",\"c\"]}"
                        .formatted(email));
        assertThat(
                List.of(kept.at("/status").asString(), kept.at("/email").asString(), kept.at("/formVersion").asString(),
                        kept.at("/submittedFrom").asString()))
                .containsExactly("processed", email, "1", "127.0.0.1");
        assertThat(Api.at(port()).get(visitor.path() + "/thanks").expect(200).text()).contains("Thank you");
    }

    @Test
    void aPageThatIsSentFiftyTimesAtOnceCountsOnce() {
        var visitor = Visitor.of(port(), published(
                ", \"handling\": \"lead\", \"protection\": {\"minimumSeconds\": 0, \"mostPerHour\": 1}"));
        var token = visitor.open();

        var answers = Parallel.times(50, () -> visitor.sendBy(token, "name", "Ada", "email", email).status());

        assertThat(answers).containsOnly(303);
        var kept = as.get(SUBMISSIONS).json().at("/results");
        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.at("/0/replays").asInt()).isEqualTo(49);
        assertThat(kept.at("/0/status").asString()).isEqualTo("processed");
        assertThat(as.get("/api/v1/leads").json().at("/results").size()).isEqualTo(1);
        assertThat(visitor.sendBy(token, "name", "Another", "email", email).expect(409).text())
                .contains("has sent something before", "Another");
        assertThat(list("").size()).isEqualTo(1);
    }

    @Test
    void becomeLeadsWithWhereTheyCameFrom() {
        var form = published(", \"handling\": \"lead\"");
        var visitor = Visitor.of(port(), form);
        var page = visitor.api().get(visitor.path() + "?utm_source=news&utm_campaign=May&name=Ada&none=x").expect(200);
        assertThat(page.text()).contains("value=\"Ada\"", "name=\"_utm_source\" value=\"news\"").doesNotContain("none");

        visitor.sendBy(Visitor.token(page), "name", "Ada", "email", email, "site", "https://www.acme.example/about",
                "text",
                "Hello", "_utm_source", "news", "_utm_campaign", "May", "_referrer", "https://search.example/")
                .expect(303);

        var lead = as.get("/api/v1/leads").json().at("/results/0");
        assertThat(List.of(lead.at("/name").asString(), lead.at("/email").asString(), lead.at("/domain").asString(),
                lead.at("/message").asString(), lead.at("/source").asString(), lead.at("/utmSource").asString(),
                lead.at("/utmCampaign").asString(), lead.at("/referrer").asString()))
                .containsExactly("Ada", email, "acme.example", "Hello", "Contact us", "news", "May",
                        "https://search.example/");
        assertThat(as.get(SUBMISSIONS).at("/results/0/leadId")).isEqualTo(lead.at("/id").asString());
        as.delete("/api/v1/leads/" + lead.at("/id").asString() + "?permanent=true").expect(204);
        assertThat(list("").size()).isZero();
        assertThat(as.get("/api/v1/audit-logs").text()).doesNotContain(email);
    }

    @Test
    void spamIsKeptApartAndReleased() {
        var visitor = Visitor.of(port(),
                published(", \"handling\": \"lead\", \"protection\": {\"minimumSeconds\": 0}"));
        visitor.send("name", "Bot", "email", email, "_homepage", "https://spam.example").expect(303);
        visitor.send("name", "Fleeting", "email", "x@mailinator.com").expect(303);
        var hasty = Visitor.of(port(), published(", \"protection\": {\"minimumSeconds\": 300}"));
        hasty.send("name", "Hasty", "email", email).expect(303);

        var spam = as.get(SUBMISSIONS + "?filter=status[eq]:spam&sort=id").json().at("/results");
        assertThat(spam.valueStream().map(one -> one.at("/reason").asString())).hasSize(3)
                .anyMatch(reason -> reason.contains("nobody sees"))
                .anyMatch(reason -> reason.contains("last for minutes"))
                .anyMatch(reason -> reason.contains("after the page was shown"));
        assertThat(as.get("/api/v1/leads").json().at("/results").size()).isZero();
        var bot = as.get(SUBMISSIONS + "?filter=status[eq]:spam")
                .json()
                .at("/results")
                .valueStream()
                .filter(one -> one.at("/answers/name").asString().equals("Bot"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();
        assertThat(as.delete(SUBMISSIONS + "/" + bot + "/spam-mark").expect(200).at("/status")).isEqualTo("processed");
        assertThat(as.get("/api/v1/leads").json().at("/results").size()).isEqualTo(1);
        as.delete(SUBMISSIONS + "/" + bot + "/spam-mark").expect(409);
        as.put(SUBMISSIONS + "/" + bot + "/spam-mark", "").expect(409);
        as.delete(SUBMISSIONS + "/" + bot).expect(204);
        as.get(SUBMISSIONS + "/" + bot).expect(404);
    }

    @Test
    void whatComesTooOftenFromOneAddressIsSpam() {
        var visitor = Visitor.of(port(), published(", \"protection\": {\"minimumSeconds\": 0, \"mostPerHour\": 3}"));
        for (var time = 0; time < 5; time++) {
            visitor.send("name", "N" + time, "email", email).expect(303);
        }

        assertThat(list("?filter=status[eq]:processed").size()).isEqualTo(3);
        assertThat(list("?filter=status[eq]:spam").size()).isEqualTo(2);
    }

    @Test
    void spamShutsAFormForNobodyAndIsKeptInNumber() throws SQLException {
        var form = published(", \"protection\": {\"minimumSeconds\": 0}");
        var visitor = Visitor.of(port(), form);
        var token = visitor.open();
        visitor.sendBy(token, "name", "Ada", "email", email).expect(303);
        var address = visitor.path().substring(visitor.path().lastIndexOf('/') + 1);
        limits.take(Limit.FORM_SUBMISSIONS_PER_FORM, address, limits.most(Limit.FORM_SUBMISSIONS_PER_FORM) - 1);

        visitor.send("name", "Eve", "email", email).expect(429);
        visitor.sendBy(token, "name", "Ada", "email", email).expect(303);
        visitor.send("name", "Bot", "email", email, "_homepage", "x").expect(303);
        assertThat(list("?filter=status[eq]:spam").size()).isEqualTo(1);
        execute("""
                insert into form_submissions (organization_id, form_id, form_version, page_key, content_hash, status, put_aside_at, answers, submitted_from)
                select organization_id, form_id, form_version, 'k' || n, content_hash, status, put_aside_at, answers, submitted_from
                from form_submissions, generate_series(1, 49) n where put_aside_at is not null and form_id = """
                + form.id());
        visitor.send("name", "Bot", "email", email, "_homepage", "x").expect(303);
        assertThat(list("?filter=status[eq]:spam&limit=100").size()).isEqualTo(50);
    }

    @Test
    void pagesThatWereShownBeforeAreGuardedAsTheFormIsNow() {
        var form = published("");
        var visitor = Visitor.of(port(), form);
        var token = visitor.open();
        as.patch(FORMS + "/" + form.id(), "{\"protection\": {\"minimumSeconds\": 0, \"proofOfWork\": true}}")
                .expect(200);
        as.put(FORMS + "/" + form.id() + "/publication", "").expect(200);

        visitor.sendBy(token, "name", "Ada", "email", email).expect(303);

        assertThat(as.get(SUBMISSIONS).at("/results/0/reason")).contains("proof of work");
    }

    @Test
    void areToldOfOnceAndOnceTheyAreConfirmed() throws SQLException {
        var visitor = Visitor.of(port(), published(", \"doubleOptIn\": true, \"handling\": \"lead\""));
        visitor.send("name", "Ada", "email", email).expect(303);
        var path = SUBMISSIONS + "/" + as.get(SUBMISSIONS).at("/results/0/id");
        assertThat(told()).isEmpty();
        as.put(path + "/spam-mark", "").expect(200);
        assertThat(as.delete(path + "/spam-mark").expect(200).at("/asks")).isEqualTo("2");
        as.put(path + "/spam-mark", "").expect(200);
        as.delete(path + "/spam-mark").expect(200);
        as.put(path + "/spam-mark", "").expect(200);
        var asked = as.delete(path + "/spam-mark").expect(200);
        assertThat(asked.at("/asks") + asked.at("/reason")).isEqualTo(
                "3no mail was sent: the address has been asked 3 times");

        execute("update forms set published_by = '" + UUID.randomUUID() + "' where id = "
                + as.get(path).at("/formId"));
        confirm(Visitor.path(Mailbox.newest(email).link()));
        assertThat(as.get(path).at("/status")).isEqualTo("failed");
        assertThat(told()).containsExactly("form.submitted", "form.confirmed");
        as.put(path + "/spam-mark", "").expect(200);
        var released = as.delete(path + "/spam-mark").expect(200);

        assertThat(released.at("/status")).as("nothing is asked anew").isEqualTo("failed");
        assertThat(released.at("/confirmedAt")).isNotEmpty();
        assertThat(told()).hasSize(2);
    }

    @Test
    void areAskedOnceThereIsRoomForTheMail() throws SQLException {
        var form = published(", \"doubleOptIn\": true");
        var organization = texts("select organization_id from forms where id = " + form.id()).getFirst();
        limits.take(Limit.FORM_MAILS_PER_ORGANIZATION, organization, limits.most(Limit.FORM_MAILS_PER_ORGANIZATION));
        Visitor.of(port(), form).send("name", "Ada", "email", email).expect(303);
        var kept = as.get(SUBMISSIONS).json().at("/results/0");
        assertThat(kept.at("/asks").asInt()).isZero();
        assertThat(kept.at("/reason").asString()).contains("no mail has been sent yet");

        limits.refund(Limit.FORM_MAILS_PER_ORGANIZATION, organization, limits.most(Limit.FORM_MAILS_PER_ORGANIZATION));
        execute("update form_submissions set ask_at = now() where id = " + kept.at("/id").asString());
        upkeep.work();

        assertThat(as.get(SUBMISSIONS).at("/results/0/asks")).isEqualTo("1");
        assertThat(confirm(Visitor.path(Mailbox.newest(email).link())).status()).isEqualTo(200);
    }

    @Test
    void spamIsKeptFromWhenItWasPutAside() throws SQLException {
        Visitor.of(port(), published(", \"handling\": \"lead\", \"doubleOptIn\": true"))
                .send("name", "Ada", "email", email)
                .expect(303);
        var id = as.get(SUBMISSIONS).at("/results/0/id");
        execute("update form_submissions set created_at = now() - interval '90 days' where id = " + id);
        as.put(SUBMISSIONS + "/" + id + "/spam-mark", "").expect(200);
        upkeep.work();
        assertThat(list("").size()).isEqualTo(1);

        var old = "update form_submissions set put_aside_at = now() - interval '61 days', held_until = %s where id = "
                + id;
        execute(old.formatted("now() + interval '1 hour'"));
        upkeep.work();
        assertThat(list("").size()).as("what the upkeep has failed of").isEqualTo(1);
        execute(old.formatted("null"));
        upkeep.work();
        assertThat(list("").size()).isZero();
    }

    @Test
    void goFromWhatReceiversAreTold() throws SQLException {
        var form = published(", \"protection\": {\"minimumSeconds\": 0}");
        var visitor = Visitor.of(port(), form);
        visitor.send("name", "Ada", "email", email).expect(303);
        visitor.send("name", "Eve", "email", email).expect(303);
        var ids = as.get(SUBMISSIONS + "?sort=id")
                .json()
                .at("/results")
                .valueStream()
                .map(one -> one.at("/id").asString())
                .toList();
        execute("""
                with endpoint as (insert into webhook_endpoints (organization_id, id, url, subscriptions, is_enabled, disabled_reason, maintained_by)
                    select organization_id, gen_random_uuid(), 'https://example.com', '[]', false, 'by-hand', gen_random_uuid() from forms where id = %1$s returning organization_id, id)
                insert into webhook_deliveries (organization_id, webhook_endpoint_id, message_id, event_id, event_name, aggregate_type, aggregate_id, body, due_at)
                select e.organization_id, e.id, 'm' || s, s, 'form.submitted', 'form', '%1$s', '{"data": {"submissionId": ' || s || '}}',
                    case when s = %2$s then now() + interval '1 hour' end
                from endpoint e, unnest(array[%2$s, %3$s]) s""".formatted(form.id(), ids.getFirst(), ids.getLast()));

        as.delete(SUBMISSIONS + "/" + ids.getFirst()).expect(204);

        assertThat(texts(
                "select event_id || ' ' || (due_at is not null) from webhook_deliveries where aggregate_type = 'form' and aggregate_id = '"
                        + form.id() + "'"))
                .containsExactly(ids.getLast() + " true");
    }

    @Test
    void nothingComesOfThemBeforeTheAddressIsConfirmed() {
        var visitor = Visitor.of(port(), published(
                """
                , "doubleOptIn": true, "handling": "lead", "consents": [{"purpose": "marketing", "text": "Write to me"}, {"purpose": "terms", "text": "Terms", "required": true}]"""));
        assertThat(visitor.send("name", "Ada", "email", email).expect(422).text()).contains("Terms: is needed",
                "#f-_consent1");
        visitor.send("name", "Ada", "email", email, "_consent0", "true", "_consent1", "true").expect(303);
        assertThat(as.get("/api/v1/leads").json().at("/results").size()).isZero();
        var link = Visitor.path(Mailbox.newest(email).link());

        assertThat(Api.at(port()).get(link).expect(200).text()).contains("<form method=\"post\">", email);
        assertThat(as.get(SUBMISSIONS).at("/results/0/status")).isEqualTo("received");
        assertThat(as.get("/api/v1/consents").json().at("/results").size()).isZero();
        var answers = Parallel.times(20, () -> confirm(link).status());

        assertThat(answers).containsOnly(200);
        assertThat(Api.at(port()).get(link).expect(200).text()).doesNotContain("<form");
        var kept = as.get(SUBMISSIONS).json().at("/results/0");
        assertThat(List.of(kept.at("/status").asString(), kept.at("/confirmedFrom").asString())).containsExactly(
                "processed",
                "127.0.0.1");
        assertThat(as.get("/api/v1/leads").json().at("/results").size()).isEqualTo(1);
        var consents = as.get("/api/v1/consents").json().at("/results");
        assertThat(consents.size()).isEqualTo(1);
        assertThat(consents.at("/0/text").asString()).isEqualTo("Write to me");
        assertThat(consents.at("/0/source").asString()).contains("Contact us, version 1", "confirmed from 127.0.0.1");
        for (var nowhere : List.of("/form-confirmations", "/form-confirmations?token=x", link + "A")) {
            assertThat(Api.at(port()).get(nowhere).status()).as(nowhere).isEqualTo(404);
            assertThat(confirm(nowhere).status()).as(nowhere).isEqualTo(404);
        }
    }

    @Test
    void whatIsNotConfirmedInTimeIsDeleted() throws SQLException {
        var visitor = Visitor.of(port(), published(", \"doubleOptIn\": true"));
        visitor.send("name", "Ada", "email", email).expect(303);
        var link = Visitor.path(Mailbox.newest(email).link());
        var id = as.get(SUBMISSIONS).at("/results/0/id");
        as.put(SUBMISSIONS + "/" + id + "/confirmation-request", "").expect(200);
        assertThat(Api.at(port()).get(link).status()).as("the former link").isEqualTo(404);
        var newer = Visitor.path(Mailbox.newest(email).link());
        as.put(SUBMISSIONS + "/" + id + "/confirmation-request", "").expect(200);
        as.put(SUBMISSIONS + "/" + id + "/confirmation-request", "").expect(409);

        execute("update form_submissions set expires_at = now() - interval '1 second' where id = "
                + Long.parseLong(id));
        assertThat(confirm(newer).status()).isEqualTo(404);
        upkeep.work();
        assertThat(list("")).isEmpty();
    }

    @Test
    void theRightsOfWhoeverPublishedAreAskedAgain() throws SQLException {
        var form = published(", \"handling\": \"lead\"");
        var visitor = Visitor.of(port(), form);
        execute("update forms set published_by = '" + UUID.randomUUID() + "' where id = " + form.id());

        visitor.send("name", "Ada", "email", email).expect(303);

        var kept = as.get(SUBMISSIONS).json().at("/results/0");
        assertThat(kept.at("/status").asString()).isEqualTo("failed");
        assertThat(kept.at("/reason").asString()).contains("leads:create");
        as.put(FORMS + "/" + form.id() + "/publication", "").expect(200);
        assertThat(as.put(SUBMISSIONS + "/" + kept.at("/id").asString() + "/processing", "").expect(200).at("/status"))
                .isEqualTo("processed");
        assertThat(as.get("/api/v1/leads").json().at("/results").size()).isEqualTo(1);
    }

    @Test
    void theRightToRecordConsentsIsAskedWhenOneIsGiven() throws SQLException {
        var form = published(
                ", \"doubleOptIn\": true, \"consents\": [{\"purpose\": \"marketing\", \"text\": \"Write to me\"}]");
        var visitor = Visitor.of(port(), form);
        execute("update forms set published_by = '" + UUID.randomUUID() + "' where id = " + form.id());
        visitor.send("name", "Ada", "email", email, "_consent0", "true").expect(303);

        confirm(Visitor.path(Mailbox.newest(email).link()));

        assertThat(as.get(SUBMISSIONS).at("/results/0/reason")).contains("consents:create");
        assertThat(as.get("/api/v1/consents").json().at("/results").size()).isZero();
    }

    @Test
    void goWithTheContactWhoseAddressTheyHave() {
        var visitor = Visitor.of(port(), published(""));
        visitor.send("name", "Ada", "email", email.toUpperCase(Locale.ROOT)).expect(303);
        var contact = as.post("/api/v1/contacts", "{\"name\": \"Ada\", \"email\": \"%s\"}".formatted(email))
                .expect(201)
                .id();

        as.delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(list("").size()).isZero();
    }

    @Test
    void areWrittenAsCsvWithoutFormulas() {
        var form = published(", \"protection\": {\"minimumSeconds\": 0}");
        var visitor = Visitor.of(port(), form);
        visitor.send("name", "=1+1", "email", email, "topics", "a", "topics", "b").expect(303);
        visitor.send("name", "Spam", "email", email, "_homepage", "x").expect(303);

        var file = as.get(FORMS + "/" + form.id() + "/submissions").expect(200).text();

        assertThat(file.lines().toList()).hasSize(2);
        assertThat(file.lines().findFirst().orElseThrow().split(",")).doesNotHaveDuplicates()
                .startsWith("id", "createdAt", "status")
                .contains("email", "answers.email", "name");
        assertThat(file).contains("'=1+1", "\"a, b\"", email).doesNotContain("Spam");
        as.get(FORMS + "/1/submissions").expect(404);
        for (var column : List.of("email", "answers")) {
            as.post("/api/v1/data-classifications",
                    """
                    {"tableName": "form_submissions", "columnName": "%s", "sensitivityLevel": "restricted", "classificationReason": "x"}"""
                            .formatted(column))
                    .expect(201);
        }
        assertThat(as.get(FORMS + "/" + form.id() + "/submissions").expect(200).text())
                .contains(",[restricted],")
                .doesNotContain("=1+1", email);
    }

    @Test
    void areWrittenAsCsvInTheOrderOfTheFormWithWhereTheyCameFromAndWhatWasConsentedTo() {
        var form = published(
                """
                , "doubleOptIn": true, "protection": {"minimumSeconds": 0}, "consents": [{"purpose": "terms", "text": "I have read it"}, {"purpose": "marketing", "text": "Write to me"},
                 {"purpose": "marketing", "text": "Call me"}]""");
        var visitor = Visitor.of(port(), form);
        visitor.send("name", "Ada", "email", email, "_utm_source", "fair", "_utm_campaign", "=spring", "_referrer",
                "https://a.example/x", "_page", "https://b.example/", "_consent0", "on", "_consent2", "on").expect(303);
        as.patch(FORMS + "/" + form.id(),
                """
                {"fields": {"properties": {"phone": null, "zip": {"type": "string", "title": "Code"}}}, "mapping": {"phone": null}}""")
                .expect(200);
        as.put(FORMS + "/" + form.id() + "/publication", "").expect(200);

        var file = as.get(FORMS + "/" + form.id() + "/submissions").expect(200).text();

        assertThat(file.lines().findFirst().orElseThrow())
                .endsWith("leadId,name,answers.email,site,seats,when,plan,topics,call,text,zip,phone,"
                        + "origin.utm_source,origin.utm_medium,origin.utm_campaign,origin.utm_term,origin.utm_content,origin.referrer,"
                        + "origin.page,consents.marketing,consents.terms,consents.texts");
        assertThat(file).endsWith(
                "fair,,'=spring,,,https://a.example/x,https://b.example/,\"false, true\",true,\"I have read it\nCall me\"\r\n");
    }

    @Test
    void startWorkflowsThatNameWhatWasSent() {
        as.post("/api/v1/workflows",
                """
                {"name": "Thank", "trigger": {"type": "event", "event": "form.submitted", "filter": [{"field": "trigger.answers.seats", "operator": "gt", "value": 3}]},
                 "steps": [{"type": "create_task", "config": {"title": "Call {{trigger.answers.name}} of {{trigger.form}}"}}]}""")
                .expect(201);
        var workflow = as.get("/api/v1/workflows").at("/results/0/id");
        as.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        var visitor = Visitor.of(port(), published(", \"protection\": {\"minimumSeconds\": 0}"));

        visitor.send("name", "Ada", "email", email, "seats", "2").expect(303);
        visitor.send("name", "Eve", "email", email, "seats", "4").expect(303);

        Workflows.await(() -> as.get("/api/v1/tasks").text().contains("Call Eve of Contact us"), "no task was made");
        assertThat(as.get("/api/v1/tasks").json().at("/results").size()).isEqualTo(1);
        var eve = as.get(SUBMISSIONS + "?sort=-id").at("/results/0/id");
        as.delete(SUBMISSIONS + "/" + eve).expect(204);
        assertThat(as.get("/api/v1/workflow-runs").text()).doesNotContain(email);
    }

    @Test
    void membersAreTold() {
        var member = people.signUp();
        var own = member.api();
        as = own;
        var form = published(", \"notifiedMembers\": [\"%s\"]".formatted(member.userId()));

        Visitor.of(port(), form).send("name", "Ada", "email", email).expect(303);

        assertThat(Mailbox.newest(member.email()).body()).contains("Your name: Ada", email);
    }

    @Test
    void programsSendWhatPagesSend() {
        var form = published(
                ", \"allowedOrigins\": [\"https://shop.example\"], \"protection\": {\"minimumSeconds\": 0}");
        var path = Visitor.path(form.at("/url"));
        var api = Api.at(port());
        var definition = api.get(path + "/definition").expect(200);
        assertThat(definition.at("/fields/properties/email/format")).isEqualTo("email");
        var body = "{\"shownPage\": \"%s\", \"answers\": %s}";

        var wrong = api.post(path + "/submissions", body.formatted(definition.at("/shownPage"),
                "{\"name\": \"Ada\", \"email\": \"x\", \"seats\": \"5\"}")).expect(422);
        assertThat(wrong.at("/errors/0/field")).isEqualTo("answers.seats");
        var other = api.post(path + "/submissions",
                body.formatted(definition.at("/shownPage"), "{\"email\": \"x\", \"none\": 1}")).expect(422);
        assertThat(other.text()).contains("answers.email", "answers.name", "answers.none");
        assertThat(api.post(path + "/submissions", body.formatted(definition.at("/shownPage"),
                "{}, \"consents\": [0], \"origin\": {\"utmSource\": \"x\"}")).expect(422).text())
                .contains("\"consents[0]\"", "\"origin.utmSource\"", "utm_source");
        var good = body.formatted(definition.at("/shownPage"),
                "{\"name\": \"Ada\", \"email\": \"%s\", \"seats\": 5}".formatted(email));
        api.post(path + "/submissions", good).expect(202);
        api.with("Origin", "https://shop.example").post(path + "/submissions", good).expect(202);
        assertThat(api.with("Origin", "https://evil.example")
                .post(path + "/submissions", good)
                .expect(403)
                .header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(api.with("Origin", "https://shop.example")
                .get(path + "/definition")
                .expect(200)
                .header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        api.post(path + "/submissions", good.replace("Ada", "Eve")).expect(409);
        api.post(path + "/submissions", body.formatted("x", "{}")).expect(409);
        assertThat(list("").size()).isEqualTo(1);
    }

    @Test
    void pagesTellBrowsersWhoMayShowThem() {
        var framed = Visitor.path(published(
                ", \"allowedOrigins\": [\"https://Shop.example:443\"], \"redirectUrl\": \"https://shop.example/thanks?x=1\"")
                .at("/url"));
        var page = Api.at(port()).get(framed).expect(200);
        assertThat(page.response().headers().allValues("Content-Security-Policy")).singleElement()
                .asString()
                .contains("frame-ancestors https://shop.example", "form-action 'self' https://shop.example",
                        "script-src 'self'");
        assertThat(page.header("X-Frame-Options")).isEmpty();
        assertThat(page.header("Set-Cookie")).isEmpty();
        var alone = Api.at(port()).get(Visitor.path(published("").at("/url"))).expect(200);
        assertThat(alone.response().headers().allValues("Content-Security-Policy")).singleElement()
                .asString()
                .contains("frame-ancestors 'none'");
        assertThat(alone.header("X-Frame-Options")).isEqualTo("DENY");
        var visitor = new Visitor(Api.at(port()), framed);
        assertThat(visitor.send("name", "Ada", "email", email).expect(303).header("Location"))
                .isEqualTo("https://shop.example/thanks?x=1");
    }

    @Test
    void pagesSpeakTheFormsLanguage() {
        var arabic = Api.at(port()).get(Visitor.path(published(", \"language\": \"ar\"").at("/url"))).expect(200);
        assertThat(arabic.text()).contains("lang=\"ar\" dir=\"rtl\"", "إرسال");
        var other = Api.at(port()).get(Visitor.path(published(", \"language\": \"ja\"").at("/url"))).expect(200);
        assertThat(other.text()).contains("lang=\"ja\" dir=\"ltr\"", "Send");
    }

    @Test
    void mailsAreInTheFormsLanguageElseInTheOrganizations() {
        var member = people.signUp();
        as = member.api();
        as.patch("/api/v1/organization/settings", "{\"language\": \"fr\"}").expect(200);
        var german = Visitor.of(port(), published(", \"language\": \"de\", \"doubleOptIn\": true"));
        var none = Visitor.of(port(), published(", \"notifiedMembers\": [\"%s\"]".formatted(member.userId())));

        assertThat(german.send("name", "Ada", "email", email, "seats", "1.5").expect(422).text())
                .contains("muss eine ganze Zahl sein");
        german.send("name", "Ada", "email", email, "seats", "5,0").expect(303);
        none.send("name", "Ada", "email", email).expect(303);

        assertThat(Mailbox.newest(email).subject()).startsWith("Bitte bestätigen Sie");
        assertThat(Mailbox.newest(member.email()).subject()).contains("un envoi est arrivé");
    }

    @Test
    void aTokenThatIsForgedOrOfAnotherFormIsTooOld() {
        var first = Visitor.of(port(), published(""));
        var second = Visitor.of(port(), published(""));

        for (var token : List.of("", "x", second.open(), first.open().substring(1))) {
            assertThat(first.sendBy(token, "name", "Ada", "email", email).expect(409).text()).contains("once more",
                    "Ada", email);
        }
        assertThat(list("").size()).isZero();
    }

    private Answer published(String more) {
        var protection = more.contains("protection") ? "" : ", \"protection\": {\"minimumSeconds\": 0}";
        var id = as.post(FORMS, "{\"name\": \"Contact us\", \"fields\": %s, \"mapping\": %s%s%s}"
                .formatted(FIELDS, MAPPING, protection, more)).expect(201).id();
        return as.put(FORMS + "/" + id + "/publication", "").expect(200);
    }

    private List<JsonNode> list(String query) {
        return as.get(SUBMISSIONS + query).expect(200).json().at("/results").valueStream().toList();
    }

    private Answer confirm(String link) {
        return Api.at(port())
                .send("POST", link, HttpRequest.BodyPublishers.ofString("x=1"), "application/x-www-form-urlencoded");
    }

    private List<String> told() throws SQLException {
        return texts(
                "select event_name from domain_events where aggregate_type = 'form' and event_name in ('form.submitted', 'form.confirmed') and payload ->> 'email' = '"
                        + email + "' order by id");
    }

    private static List<String> texts(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
