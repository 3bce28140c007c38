package dev.tenantry.crm.quote;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a customer is offered: drafted of a deal's lines, sent with a number, answered once by a link. */
class QuoteTests extends ApiTest {

    private static final String QUOTES = "/api/v1/quotes";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private QuoteUpkeep upkeep;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);
    private String deal = "";
    private String customer = "";

    @BeforeEach
    void makeADeal() {
        owner = people.signUp();
        as = owner.api();
        customer = "customer-" + UUID.randomUUID() + "@example.com";
        var contact = as.post("/api/v1/contacts", "{\"name\": \"Xi\", \"email\": \"%s\"}".formatted(customer))
                .expect(201);
        deal = as.post("/api/v1/opportunities", "{\"name\": \"Looms\", \"contactId\": \"%s\"}".formatted(contact.id()))
                .expect(201)
                .id();
        as.post("/api/v1/opportunities/" + deal + "/line-items",
                """
                {"name": "Loom", "quantity": "2", "unitPrice": {"amount": "100.00", "currency": "EUR"}, "taxRate": "20"}""")
                .expect(201);
    }

    @Test
    void isASnapshotThatStaysOnceItIsSent() {
        var quote = draft("");
        assertThat(List.of(quote.at("/status"), quote.at("/title"), quote.at("/recipientName"),
                quote.at("/recipientEmail"), quote.at("/net/amount"), quote.at("/gross/amount")))
                .containsExactly("draft", "Looms", "Xi", customer, "200.00", "240.00");
        var path = QUOTES + "/" + quote.id();
        as.patch(path, "{\"terms\": \"Net 30\"}").expect(200);
        as.post("/api/v1/opportunities/" + deal + "/line-items", """
                {"name": "Shuttle", "unitPrice": {"amount": "10.00", "currency": "EUR"}}""").expect(201);
        assertThat(as.get(path).at("/net/amount")).isEqualTo("200.00");
        assertThat(as.put(path + "/snapshot", "").expect(200).at("/net/amount")).isEqualTo("210.00");

        var sent = as.put(path + "/sending", "").expect(200);

        assertThat(sent.at("/quote/number")).matches("Q-\\d{4}-0001");
        assertThat(as.get(path + "/line-items").json().at("/results").size()).isEqualTo(2);
        as.patch(path, "{\"terms\": \"Other\"}").expect(409);
        as.put(path + "/snapshot", "").expect(409);
        as.put(path + "/sending", "{}").expect(409);
        as.delete(path).expect(409);
        assertThat(as.get("/api/v1/opportunities/" + deal + "/timeline").text()).contains("quote.sent");
        assertThat(as.get(QUOTES + "?filter=status[eq]:sent,opportunityId[eq]:" + deal).json().at("/results").size())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeOffered() {
        var empty = as.post("/api/v1/opportunities", "{\"name\": \"Empty\"}").expect(201).id();
        as.post(QUOTES, "{\"opportunityId\": \"%s\"}".formatted(empty)).expect(409);
        assertThat(as.post(QUOTES, "{\"opportunityId\": \"%s\", \"expiresOn\": \"2020-01-01\"}".formatted(deal))
                .expect(422)
                .at("/errors/0/code")).isEqualTo("past");
        as.post(QUOTES, "{\"opportunityId\": \"%s\", \"contactId\": \"1\"}".formatted(deal)).expect(422);
        people.signUp().api().post(QUOTES, "{\"opportunityId\": \"%s\"}".formatted(deal)).expect(422);
        var quote = draft("");
        as.patch(QUOTES + "/" + quote.id(), "{\"contactId\": null, \"recipientEmail\": null}").expect(200);
        as.put(QUOTES + "/" + quote.id() + "/sending", "{}").expect(409);
        as.delete(QUOTES + "/" + quote.id()).expect(204);
        as.get(QUOTES + "/" + quote.id()).expect(404);
    }

    @Test
    void numbersHaveNoGapsAndNoTwins() throws Exception {
        var drafts = IntStream.range(0, 12).mapToObj(_ -> draft("").id()).toList();

        var answers = together(drafts.stream()
                .map(id -> (Callable<Answer>) () -> as.put(QUOTES + "/" + id + "/sending", "{\"mail\": false}"))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200))
                .extracting(answer -> Integer.parseInt(answer.at("/quote/number").substring(7)))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void isWrittenAsTheOrganizationWritesWhenItIsSentAndStaysSo() {
        var settings = "/api/v1/organization/settings";
        as.patch(settings, """
                {"language": "de", "locale": "de-CH", "dateFormat": "dd.MM.yyyy", "postalAddress": "Bahnhofstrasse 1\\n8001 Zürich",
                 "taxNumber": "CHE-123.456.789 MWST"}""").expect(200);
        var company = as
                .post("/api/v1/companies",
                        """
                {"name": "Seide & Söhne", "addresses": [{"city": "Bern"}, {"label": "Billing", "lines": ["Gasse 2"], "postalCode": "3011", "city": "Bern"}]}""")
                .expect(201);
        as.patch("/api/v1/opportunities/" + deal, "{\"companyId\": \"%s\"}".formatted(company.id())).expect(200);
        as.post("/api/v1/opportunities/" + deal + "/line-items",
                """
                {"name": "Shed", "unitPrice": {"amount": "1234567.89", "currency": "EUR"}, "taxRate": "2.6"}""")
                .expect(201);

        var link = sent(", \"expiresOn\": \"%s\"".formatted(LocalDate.now(ZoneOffset.UTC).plusDays(40)));
        as.patch(settings, "{\"language\": \"fr\", \"locale\": \"fr\", \"dateFormat\": null}").expect(200);

        var day = DateTimeFormatter.ofPattern("dd.MM.yyyy").format(LocalDate.now(ZoneOffset.UTC).plusDays(40));
        assertThat(Api.at(port()).get(link).expect(200).text()).contains("<html lang=\"de\" dir=\"ltr\">", day,
                "value=\"accept\">Annehmen</button>", "1’234’567.89 EUR",
                "20 % Steuer auf 200.00 EUR", "2.6 % Steuer auf 1’234’567.89 EUR", "CHE-123.456.789 MWST",
                "Bahnhofstrasse 1",
                "Seide &amp; Söhne", "Gasse 2", "3011 Bern");
        assertThat(Mailbox.newest(customer).body()).contains("1’266’906.66 EUR", day);
        var quote = as.get(QUOTES).json().at("/results/0");
        assertThat(as.get(QUOTES + "/" + quote.at("/id").asString() + "/document")
                .expect(200)
                .header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + quote.at("/number").asString() + "-1.pdf\"");
    }

    @Test
    void openingALinkDecidesNothing() {
        var link = sent("");

        var page = Api.at(port()).get(link).expect(200);
        Api.at(port()).get(link).expect(200);

        assertThat(page.text()).contains("<form method=\"post\">", "Loom", "240.00 EUR", "<label>");
        assertThat(page.text()).doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(as.get(QUOTES).at("/results/0/status")).isEqualTo("sent");
    }

    @Test
    void whatAPriceComesOfIsShownToTheCustomerAndAnswersReachTheOwner() {
        var product = as.post("/api/v1/products", """
                {"name": "Care", "billing": "recurring", "intervalMonths": 12}""").expect(201).id();
        as.post("/api/v1/opportunities/" + deal + "/line-items",
                """
                {"productId": "%s", "name": "Care", "quantity": "1", "unitPrice": {"amount": "80.00", "currency": "EUR"}, "discountPercent": "12.5"}"""
                        .formatted(product))
                .expect(201);

        var page = Api.at(port()).get(sent("")).expect(200);

        assertThat(page.text()).contains("Paid every 12 months. Discount 12.5 %.", "70.00 EUR");
        assertThat(replyTo(customer)).isEqualTo(owner.email());
    }

    @Test
    void aNameIsOneLine() {
        var link = sent("");

        assertThat(answer(link, "decision=accept&name=Xi%0D%0AYu").expect(422).text()).contains("control characters");
        answer(link, "decision=accept&name=Xi+Yu").expect(200);
    }

    private static String replyTo(String recipient) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection
                        .prepareStatement("select reply_to from outbound_notifications where recipient = ?")) {
            statement.setString(1, recipient);
            var rows = statement.executeQuery();
            rows.next();
            return rows.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void anAnswerIsRecordedOnceAndMovesTheDeal() {
        var link = sent(", \"acceptedStage\": \"Won\"");

        assertThat(answer(link, "decision=accept&name=").status()).isEqualTo(422);
        assertThat(answer(link, "decision=accept&name=%E2%80%8B%E3%85%A4").status()).isEqualTo(422);
        answer(link, "decision=accept&name=Xi+Yu&comment=gladly").expect(200);

        assertThat(answer(link, "decision=decline&name=Xi").expect(410).text()).contains("accepted already");
        Api.at(port()).get(link.replace("/quotes", "/quotes/document.pdf")).expect(200);
        Api.at(port()).get(link).expect(410);
        var quote = as.get(QUOTES).json().at("/results/0");
        assertThat(List.of(quote.path("status").asString(), quote.path("decidedBy").asString(),
                quote.path("comment").asString())).containsExactly("accepted", "Xi Yu", "gladly");
        assertThat(quote.path("decidedFrom").asString()).isEqualTo("127.0.0.1");
        assertThat(quote.path("decidedAt").asString()).isNotEmpty();
        assertThat(as.get("/api/v1/opportunities/" + deal).at("/status")).isEqualTo("won");
        assertThat(as.get("/api/v1/opportunities/" + deal + "/timeline").text())
                .contains("quote.accepted", "opportunity.stage-changed");
        assertThat(as.get("/api/v1/audit-logs").text()).contains("quote.updated", "Xi Yu");
    }

    @Test
    void aStageThatIsRefusedLeavesTheDealAndTells() {
        var refused = as.post(QUOTES, "{\"opportunityId\": \"%s\", \"acceptedStage\": \"Nowhere\"}".formatted(deal));
        assertThat(refused.expect(422).at("/errors/0/field")).isEqualTo("acceptedStage");
        var pipeline = as.get("/api/v1/pipelines").json().at("/results/0");
        as.put("/api/v1/pipelines/" + pipeline.path("id").asString(),
                """
                {"name": "Sales", "stages": [{"name": "Prospecting", "kind": "open", "probability": 1, "nextStages": ["Lost"]},
                 {"name": "Won", "kind": "won", "probability": 100}, {"name": "Lost", "kind": "lost", "probability": 0}]}""")
                .expect(200);
        var path = QUOTES + "/" + draft(", \"acceptedStage\": \"Won\"").id();
        as.patch(path, "{\"acceptedStage\": \"Nowhere\"}").expect(422);
        var told = as.put(path + "/sending", "").expect(200);
        assertThat(told.at("/warning")).contains("from Prospecting");

        answer(path(told.at("/link")), "decision=accept&name=Xi").expect(200);

        assertThat(as.get(QUOTES).at("/results/0/status")).isEqualTo("accepted");
        assertThat(as.get("/api/v1/opportunities/" + deal).at("/status")).isEqualTo("open");
        assertThat(as.get("/api/v1/opportunities/" + deal + "/timeline").text()).contains("quote.stays");
    }

    @Test
    void whatTheStageRequiresIsToldByName() {
        var pipeline = as.get("/api/v1/pipelines").json().at("/results/0");
        as.put("/api/v1/pipelines/" + pipeline.path("id").asString(),
                """
                {"name": "Sales", "stages": [{"name": "Prospecting", "kind": "open", "probability": 1},
                 {"name": "Commit", "kind": "open", "probability": 90, "requiredFields": ["expectedCloseOn", "agent"]},
                 {"name": "Won", "kind": "won", "probability": 100}, {"name": "Lost", "kind": "lost", "probability": 0}]}""")
                .expect(200);
        as.patch("/api/v1/opportunities/" + deal, "{\"ownerId\": \"" + owner.userId() + "\"}").expect(200);
        var path = QUOTES + "/" + draft(", \"acceptedStage\": \"Commit\"").id();

        var told = as.put(path + "/sending", "").expect(200);
        answer(path(told.at("/link")), "decision=accept&name=Xi").expect(200);

        for (var text : List.of(told.at("/warning"), Mailbox.newest(owner.email()).body(),
                as.get("/api/v1/opportunities/" + deal + "/timeline?filter=kind%5Beq%5D:quote.stays").text())) {
            assertThat(text).contains("expectedCloseOn: opportunities enter the stage Commit", "agent: ");
        }
        assertThat(Mailbox.newest(owner.email()).body()).contains("The deal stays in its stage");
    }

    @Test
    void whatACustomerDecidesIsMailedToTheOwnerAndTheSender() {
        var link = sent("");
        as.patch("/api/v1/opportunities/" + deal, "{\"ownerId\": \"" + owner.userId() + "\"}").expect(200);

        answer(link, "decision=decline&name=Xi+Yu&comment=too+dear").expect(200);

        assertThat(Mailbox.of(owner.email()).stream().filter(mail -> mail.template().equals("quote-declined")))
                .hasSize(1);
        assertThat(Mailbox.newest(owner.email()).body()).contains("Xi Yu", "too dear", "240.00 EUR");
    }

    @Test
    void ofADealInTheTrashNothingIsShownAcceptedOrSent() {
        var link = sent("");
        var accepted = sent("");
        answer(accepted, "decision=accept&name=Xi").expect(200);
        var draft = QUOTES + "/" + draft("").id();
        as.delete("/api/v1/opportunities/" + deal).expect(204);

        assertThat(Api.at(port()).get(link).expect(410).text()).contains("not offered any more").doesNotContain("Loom");
        answer(link, "decision=accept&name=Xi").expect(410);
        for (var one : List.of(link, accepted)) {
            Api.at(port()).get(one.replace("/quotes", "/quotes/document.pdf")).expect(410);
        }
        as.put(draft + "/sending", "").expect(409);
    }

    @Test
    void fiftyClicksGiveOneDecision() throws Exception {
        var link = sent("");

        var answers = together(IntStream.range(0, 50)
                .mapToObj(click -> (Callable<Integer>) () -> answer(link,
                        "decision=" + (click % 2 == 0 ? "accept" : "decline") + "&name=N" + click).status())
                .toList());

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 410);
        assertThat(as.get("/api/v1/opportunities/" + deal + "/timeline").text().split("\"quote[.]", -1))
                .hasSize(3);
    }

    /** Whoever clicks twice has answered once, and is thanked as often: for a while, and then told what has become of it. */
    @Test
    void theSameAnswerAtOnceIsTakenOnceAndAnsweredAlike() throws Exception {
        for (var decision : List.of("accept", "decline")) {
            var link = sent("");

            var answers = Parallel.times(10, () -> answer(link, "decision=" + decision + "&name=Xi&comment=so"));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
            answer(link, "decision=" + decision + "&name=Xi&comment=other").expect(410);
            execute("update quotes set decided_at = decided_at - interval '16 minutes' where recipient_email = '"
                    + customer + "'");
            answer(link, "decision=" + decision + "&name=Xi&comment=so").expect(410);
        }
        assertThat(as.get("/api/v1/opportunities/" + deal + "/timeline").text().split("\"quote[.]", -1))
                .hasSize(5);
    }

    @Test
    void aNewRevisionTakesThePlaceOfTheFormer() {
        var first = sent("");
        var id = as.get(QUOTES).at("/results/0/id");
        as.post(QUOTES + "/" + draft("").id() + "/revisions", "").expect(409);

        var revised = as.post(QUOTES + "/" + id + "/revisions", "").expect(201);
        as.post(QUOTES + "/" + id + "/revisions", "").expect(409);
        assertThat(Api.at(port()).get(first).status()).isEqualTo(200);
        var offered = Mailbox.newest(customer);
        var second = as.put(QUOTES + "/" + revised.id() + "/sending", "").expect(200);

        var mail = Mailbox.newest(customer);
        assertThat(offered.subject() + offered.body()).doesNotContainIgnoringCase("revision");
        assertThat(mail.subject()).contains("(revision 2)").isNotEqualTo(offered.subject());
        assertThat(mail.body()).contains("This is revision 2, and replaces those before it.");
        assertThat(second.at("/quote/revision")).isEqualTo("2");
        assertThat(second.at("/quote/number")).isEqualTo(as.get(QUOTES + "/" + id).at("/number"));
        assertThat(as.get(QUOTES + "/" + id).at("/status")).isEqualTo("superseded");
        assertThat(answer(first, "decision=accept&name=Xi").expect(410).text()).contains("newer");
        answer(path(second.at("/link")), "decision=decline&name=Xi").expect(200);
    }

    @Test
    void linksThatAreForgedWithdrawnOrOverAreAnswered() throws SQLException {
        var link = sent("");
        var id = as.get(QUOTES).at("/results/0/id");
        for (var nowhere : List.of("/quotes", "/quotes?token=", "/quotes?token=x", link + "A",
                link.substring(0, link.length() - 1))) {
            assertThat(Api.at(port()).get(nowhere).status()).as(nowhere).isEqualTo(404);
            assertThat(answer(nowhere, "decision=accept&name=Xi").status()).as(nowhere).isEqualTo(404);
        }
        execute("update quotes set expires_at = now() - interval '1 second' where id = " + Long.parseLong(id));
        assertThat(answer(link, "decision=accept&name=Xi").expect(410).text()).contains("time for an answer is over");
        upkeep.work();
        assertThat(as.get(QUOTES + "/" + id).at("/status")).isEqualTo("expired");
        as.put(QUOTES + "/" + id + "/withdrawal", "").expect(409);

        var other = sent("");
        var withdrawn = as.get(QUOTES + "?filter=status[eq]:sent").at("/results/0/id");
        as.put(QUOTES + "/" + withdrawn + "/withdrawal", "").expect(200);
        as.put(QUOTES + "/" + withdrawn + "/withdrawal", "").expect(200);
        assertThat(answer(other, "decision=accept&name=Xi").expect(410).text()).contains("withdrawn");
    }

    @Test
    void staysWithoutItsContactAndGoesWithItsDeal() {
        sent("");
        var quote = as.get(QUOTES).json().at("/results/0");
        as.delete("/api/v1/contacts/" + quote.path("contactId").asString() + "?permanent=true").expect(204);

        assertThat(as.get(QUOTES).text()).doesNotContain(customer).doesNotContain("\"recipientName\"");
        assertThat(as.get("/api/v1/audit-logs?filter=resourceType[eq]:quote").text()).doesNotContain(customer);
        as.delete("/api/v1/opportunities/" + deal + "?permanent=true").expect(204);
        assertThat(as.get(QUOTES).json().at("/results").size()).isZero();
    }

    private Answer draft(String more) {
        return as.post(QUOTES, "{\"opportunityId\": \"%s\"%s}".formatted(deal, more)).expect(201);
    }

    /** @return the mailed link */
    private String sent(String more) {
        as.put(QUOTES + "/" + draft(more).id() + "/sending", "{\"message\": \"As we said\"}").expect(200);
        return path(Mailbox.newest(customer).link());
    }

    private static String path(String link) {
        return link.substring(link.indexOf("/quotes"));
    }

    private Answer answer(String link, String form) {
        return Api.at(port())
                .send("POST", link, HttpRequest.BodyPublishers.ofString(form),
                        "application/x-www-form-urlencoded");
    }

    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(work).stream().map(done -> done.resultNow()).toList();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
