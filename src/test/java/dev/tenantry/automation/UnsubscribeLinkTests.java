package dev.tenantry.automation;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.mail.Multipart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** Marketing mails have a link by which whoever gets them asks for no more; opening it asks for nothing. */
class UnsubscribeLinkTests extends ApiTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/unsubscribe\\?token=[A-Za-z0-9_-]+)");

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;
    @SuppressWarnings("NullAway.Init")
    private MailServer server;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Api anybody = api;
    private Workflows workflows = Workflows.of(api);
    private final String recipient = UUID.randomUUID() + "@bücher.example";
    private final String delivered = recipient.replace("bücher", "xn--bcher-kva");
    private final String spelledOtherwise = recipient.toUpperCase(Locale.ROOT)
            .replace("BÜCHER", "xn--bcher-kva");

    @BeforeEach
    void open() {
        server = new MailServer(carriers);
        person = people.signUp();
        anybody = api;
        workflows = Workflows.of(person.api());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void haveTheirReceiverUnsubscribe() throws Exception {
        server.start();
        consent();
        var contact = person.api()
                .post("/api/v1/contacts", "{\"name\":\"Otto\",\"email\":\"%s\"}".formatted(spelledOtherwise))
                .expect(201)
                .id();
        var told = workflows.onEvent("contact.unsubscribed",
                "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{contact.name}} {{trigger.channel}}\"}}]");
        run(mail("\"purpose\":\"marketing\",", recipient), "{}");
        var message = server.received(delivered).getFirst();
        var link = link((String) message.getContent());

        var shown = anybody.get(link).expect(200);
        var before = suppressions();
        var done = Parallel.times(10, () -> form(link, "List-Unsubscribe=One-Click").expect(200).text());
        var again = form(link, "List-Unsubscribe=One-Click").expect(200);

        assertThat(message.getHeader("List-Unsubscribe", null)).isEqualTo("<http://localhost:8080" + link + ">");
        assertThat(message.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(shown.text()).contains("<form method=\"post\">", recipient);
        assertThat(shown.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(before.json().path("results")).isEmpty();
        assertThat(again.text()).contains("You are unsubscribed").doesNotContain("<form");
        assertThat(done).containsOnly(again.text());
        assertThat(anybody.get(link).expect(200).text()).isEqualTo(shown.text());
        var kept = suppressions();
        assertThat(kept.json().path("results")).hasSize(1);
        assertThat(kept.at("/results/0/reason") + kept.at("/results/0/scope")).isEqualTo("unsubscribedmarketing");
        assertThat(workflows.ended(workflows.onlyRun(told).id()).at("/status")).isEqualTo("succeeded");
        assertThat(person.api().get("/api/v1/tasks").at("/results/0/title")).isEqualTo("Otto email");
        assertThat(person.api().get("/api/v1/contacts/" + contact + "/timeline").text())
                .contains("contact.unsubscribed");
        assertThat(person.api()
                .get("/api/v1/audit-logs?filter=actionType[eq]:suppression.created")
                .json()
                .path("results")).hasSize(1);
        assertThat(run(mail("\"purpose\":\"marketing\",", recipient), "{}").at("/steps/0/result/refused/0/reason"))
                .startsWith("is not written to");
        assertThat(run(mail("", recipient), "{}").at("/steps/0/result/delivery")).isEqualTo("sent");
    }

    /** RFC 8058 prefers the form in parts; whatever it is, the link alone says what is asked for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/form-data; boundary=b                |
            multipart/form-data                            |
            application/x-www-form-urlencoded              | List-Unsubscribe=One-Click
            application/x-www-form-urlencoded              | token=x&a=%00
            application/json                               | {
            text/plain; charset=UTF-16                     | x
            no type                                        | x
            multipart/form-data; boundary=b                | large
            application/octet-stream                       | large
            application/octet-stream                       | none
            text/plain                                     | larger than any body
            text/plain\\r\\nContent-Encoding: gzip            | x
            text/plain\\r\\nContent-Type: x/y                 | x""")
    void takeWhateverMailProgramsSend(String type, @Nullable String stated) throws Exception {
        var link = linkOfAMail();
        var parts = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        var body = switch (stated) {
            case null -> parts;
            case "large" -> "x".repeat(1024 * 1024);
            case "none" -> "";
            case "larger than any body" -> "x".repeat(2_097_153);
            default -> stated;
        };

        assertThat(posted(link, type.translateEscapes(), body)).startsWith("HTTP/1.1 200")
                .contains("You are unsubscribed");

        assertThat(suppressions().json().path("results")).hasSize(1);
        assertThat(posted("/unsubscribe", type.translateEscapes(), body)).startsWith("HTTP/1.1 404");
    }

    private String posted(String link, String type, String body) {
        return RawHttp.send(port(), "POST " + link + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    /** Not even pieces of them, which an expression could take out: nothing that is kept here has the token. */
    @Test
    void areTheirReceiversAlone() throws Exception {
        server.start();
        consent();
        var steps = """
                [{"type":"send_email","config":{"purpose":"marketing","to":["%s"],"subject":"x {{unsubscribe.url}}",
                  "text":"Leave: {{unsubscribe.url}} the-recipients-own-token","html":"<a href='https://t.example/?to={{unsubscribe.url}}'>x</a>"}}]"""
                .formatted(recipient);
        var workflow = workflows.manual(steps);
        var tried = person.api().post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(200);
        var run = workflows.ended(workflows.start(workflow, "{}"));
        var kept = outbound(run.id());

        var message = server.received(delivered).getFirst();
        var link = link(message.getSubject());
        var token = link.substring(link.indexOf('=') + 1);
        var parts = (Multipart) message.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Leave: http://localhost:8080" + link + " the-recipients-own-token");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("%3D" + token);
        for (var shown : new Answer[]{tried, run, kept}) {
            assertThat(shown.text()).contains("the-recipients-own-token").doesNotContain(token);
            assertThat(anybody.get("/unsubscribe?token=the-recipients-own-token").status()).isEqualTo(404);
        }
        anybody.get(link).expect(200);
    }

    @Test
    void speakTheLanguageOfTheOrganization() throws Exception {
        person.api().patch("/api/v1/organization/settings", "{\"locale\":\"fr-CH\"}").expect(200);

        var link = linkOfAMail();

        assertThat((String) server.received(delivered).getFirst().getContent()).contains("Se désabonner: http");
        assertThat(anybody.get(link).expect(200).text()).contains("<html lang=\"fr-CH\" dir=\"ltr\">",
                ">Se désabonner</button>");
        assertThat(form(link, "List-Unsubscribe=One-Click").expect(200).text()).contains("Vous êtes désabonné");
    }

    @Test
    void knowNoMadeUpLinks() throws Exception {
        var link = linkOfAMail();
        var forged = link.substring(0, link.length() - 6) + (link.endsWith("AAAAAA") ? "BBBBBB" : "AAAAAA");

        for (var nowhere : new String[]{forged, link + "A", "/unsubscribe", "/unsubscribe?token=",
            "/unsubscribe?token=x", "/unsubscribe?token=" + "A".repeat(401)}) {
            assertThat(anybody.get(nowhere).status()).as(nowhere).isEqualTo(404);
            assertThat(form(nowhere, "List-Unsubscribe=One-Click").status()).as(nowhere).isEqualTo(404);
        }
        assertThat(anybody.with("Accept", "text/html").get(forged).expect(404).text())
                .contains("This link leads nowhere")
                .doesNotContain("<form");
        assertThat(suppressions().json().path("results")).isEmpty();
    }

    @Test
    void nameTheLinkWhereTheTextsDo() throws Exception {
        server.start();
        consent();
        person.api().post("/api/v1/email-templates", """
                {"name":"news","subject":"News","body":"Dear {{name}}, leave: {{unsubscribe.url}}",
                 "html":"<body><p>{{name}}</p></body>"}""").expect(201);
        var step = "[{\"type\":\"send_email\",\"config\":{%s\"to\":[\"%s\"],%s}}]";
        var own = step.formatted("\"purpose\":\"marketing\",", recipient,
                "\"subject\":\"x\",\"html\":\"<a href='{{unsubscribe.url}}'>Leave</a>\"");
        var named = "\"template\":\"news\",\"values\":{\"name\":\"Otto\"}";

        var stated = outbound(run(own, "{}").id());
        var templated = outbound(run(step.formatted("\"purpose\":\"marketing\",", recipient, named), "{}").id());
        var refused = workflows.create("{\"type\":\"manual\"}", step.formatted("", recipient, named)).expect(422);
        var unknown = workflows.create("{\"type\":\"manual\"}",
                step.formatted("", recipient, "\"subject\":\"x\",\"text\":\"{{unsubscribe.url}}\"")).expect(422);

        assertThat(stated.at("/results/0/html")).startsWith("<a href='http://localhost:8080/unsubscribe?token=")
                .doesNotContain("Unsubscribe</a>");
        assertThat(templated.at("/results/0/text")).startsWith("Dear Otto, leave: http://localhost:8080/unsubscribe")
                .doesNotContain("Unsubscribe: ");
        assertThat(templated.at("/results/0/html")).startsWith("<body><p>Otto</p><p><a href=\"http://localhost:8080")
                .endsWith(">Unsubscribe</a></p></body>");
        assertThat(templated.at("/results/0/purpose")).isEqualTo("marketing");
        assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0].config.template");
        assertThat(unknown.at("/errors/0/code")).isEqualTo("invalid-template");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "to":["a@b.example","c@b.example"]            | steps[0].config.to
            "to":["a@b.example"],"cc":["c@b.example"]     | steps[0].config.cc
            "to":["a@b.example"],"bcc":["c@b.example"]    | steps[0].config.bcc""")
    void sendMarketingToOneAtATime(String recipients, String field) {
        var refused = workflows.create("{\"type\":\"manual\"}",
                "[{\"type\":\"send_email\",\"config\":{\"purpose\":\"marketing\",\"subject\":\"x\",\"text\":\"y\",%s}}]"
                        .formatted(recipients))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    private static String mail(String purpose, String recipient) {
        return """
                [{"type":"send_email","config":{%s"to":["%s"],"subject":"x","text":"Hello"}}]"""
                .formatted(purpose, recipient);
    }

    private Answer run(String steps, String input) {
        return workflows.ended(workflows.start(workflows.manual(steps), input));
    }

    private Answer outbound(String run) {
        return person.api().get("/api/v1/outbound-emails?filter=runId[eq]:" + run).expect(200);
    }

    private String linkOfAMail() throws Exception {
        server.start();
        consent();
        run(mail("\"purpose\":\"marketing\",", recipient), "{}");
        return link((String) server.received(delivered).getFirst().getContent());
    }

    private Answer suppressions() {
        return person.api().get("/api/v1/suppressions").expect(200);
    }

    private static String link(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private Answer form(String link, String body) {
        return anybody.send("POST", link, BodyPublishers.ofString(body), FORM);
    }

    private void consent() {
        person.api()
                .post("/api/v1/consents", "{\"channel\":\"email\",\"address\":\"%s\",\"status\":\"granted\"}"
                        .formatted(recipient))
                .expect(201);
    }
}
