package dev.tenantry.automation;

import java.util.List;
import java.util.UUID;

import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.MailServer;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails are to people by their names, and are sent, compared and noted by their addresses; their pages lead to no scripts. */
class NamedRecipientTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Carriers carriers;
    @SuppressWarnings("NullAway.Init")
    private MailServer server;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Workflows workflows = Workflows.of(api);
    private final String address = UUID.randomUUID() + "@example.test";
    private final String copied = UUID.randomUUID() + "@example.test";

    @BeforeEach
    void open() {
        server = new MailServer(carriers);
        server.start();
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Käthe Müller                    | Käthe Müller
            Müller, Käthe                   | Müller, Käthe
            Otto "the boss"                 | Otto "the boss"
            山田 太郎                       | 山田 太郎
            """)
    void areNamedInWhatIsSent(String stated, String name) throws Exception {
        var ended = run(
                "\"to\":[%s],\"cc\":[%s],\"replyTo\":%s,\"text\":\"x\"".formatted(text(stated + " <" + address + ">"),
                        text("{{trigger.name}} <" + copied + ">"), text(stated + " <answers@example.test>")),
                JSON.createObjectNode().put("name", stated).toString());

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        var message = server.received(address).getFirst();
        var to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
        var cc = (InternetAddress) message.getRecipients(Message.RecipientType.CC)[0];
        var replyTo = (InternetAddress) message.getReplyTo()[0];
        assertThat(to.getAddress() + " " + to.getPersonal()).isEqualTo(address + " " + name);
        assertThat(cc.getAddress() + " " + cc.getPersonal()).isEqualTo(copied + " " + name);
        assertThat(replyTo.getAddress() + " " + replyTo.getPersonal()).isEqualTo("answers@example.test " + name);
        assertThat(ended.json().at("/steps/0/result/sentTo").toString())
                .isEqualTo("[\"%s\",\"%s\"]".formatted(address, copied));
        var kept = person.api().get("/api/v1/outbound-emails?filter=recipient[eq]:" + address).expect(200);
        assertThat(kept.json().at("/results/0/names").path(address).asString()).isEqualTo(name);
        assertThat(kept.at("/results/0/recipients/0")).isEqualTo(address);
    }

    @Test
    void areNotWrittenToByWhateverName() {
        person.api()
                .post("/api/v1/suppressions", "{\"channel\":\"email\",\"address\":\"%s\"}".formatted(address))
                .expect(201);

        var workflow = workflows
                .manual(step("\"to\":[\"Otto <%s>\",\"Käthe <%s>\"],\"text\":\"x\"".formatted(address, copied)));
        var ended = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(person.api().get("/api/v1/workflows/" + workflow).at("/warnings/0/message"))
                .startsWith("1 of 2 recipients not written to: " + address);
        assertThat(ended.at("/steps/0/result/refused/0/recipient")).as(ended.text()).isEqualTo(address);
        assertThat(server.received(copied)).as("one copy, and none for the other, though it names both").hasSize(1);
    }

    @Test
    void unsubscribeByTheirAddress() throws Exception {
        person.api()
                .post("/api/v1/consents",
                        "{\"channel\":\"email\",\"address\":\"%s\",\"status\":\"granted\"}".formatted(address))
                .expect(201);

        run("\"purpose\":\"marketing\",\"to\":[\"Otto <%s>\"],\"text\":\"x\"".formatted(address), "{}");
        var mail = ((String) server.received(address).getFirst().getContent()).strip();
        api.post(mail.substring(mail.indexOf("/unsubscribe")), "").expect(200);

        assertThat(person.api().get("/api/v1/suppressions").at("/results/0/address")).isEqualTo(address);
    }

    /** Whatever contacts are called: nobody else is written to, and no header begins. */
    @ParameterizedTest
    @ValueSource(strings = {"Eve <eve@example.test>,", "x\r\nBcc: eve@example.test", "quoted\" <eve@example.test>, \"",
        "Eve\u2028x", "Eve\tMiller", "a\\b", "=?UTF-8?Q?Boss?=",
        "Boss =?UTF-8?B?Qm9zcw==?= of all the others in the whole company"})
    void haveNoNameThatIsMoreThanOne(String name) throws Exception {
        var form = name.startsWith("quoted") ? "\"{{trigger.name}}\" <%s>" : "{{trigger.name}} <%s>";

        var ended = run("\"to\":[%s],\"replyTo\":%1$s,\"text\":\"x\"".formatted(text(form.formatted(address))),
                JSON.createObjectNode().put("name", name).toString());

        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        var message = server.received(address).getFirst();
        assertThat(message.getAllRecipients()).hasSize(1);
        for (var one : List.of(message.getAllRecipients()[0], message.getReplyTo()[0])) {
            assertThat(((InternetAddress) one).getPersonal()).isEqualTo(name.replaceAll("[\\s\u2028]+", " "));
            assertThat(((InternetAddress) one).getAddress()).isEqualTo(address);
        }
        assertThat(server.received("eve@example.test")).isEmpty();
    }

    @Test
    void areToldThatTheirNameIsTooLong() {
        var ended = run("\"to\":[%s],\"text\":\"x\"".formatted(text("{{trigger.name}} <" + address + ">")),
                JSON.createObjectNode().put("name", "x".repeat(201)).toString());

        assertThat(ended.at("/errorDetails")).contains("the name before the address may have")
                .doesNotContain("no e-mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?UTF-8?Q?Invoice?= 1",
        "x =?utf-8?B?SGVsbG8=?= y, which goes on for longer than a line of a header does"})
    void areSentSubjectsAsTheyAre(String subject) throws Exception {
        run("\"to\":[\"%s\"],\"subject\":\"{{trigger.subject}}\",\"text\":\"x\"".formatted(address),
                JSON.createObjectNode().put("subject", subject).toString());

        assertThat(server.received(address).getFirst().getSubject()).isEqualTo(subject);
    }

    @Test
    void unsubscribeByTheirAddressWhateverTheirName() throws Exception {
        person.api()
                .post("/api/v1/consents",
                        "{\"channel\":\"email\",\"address\":\"%s\",\"status\":\"granted\"}".formatted(address))
                .expect(201);

        run("\"purpose\":\"marketing\",\"to\":[\"{{trigger.name}} <%s>\"],\"text\":\"x\"".formatted(address),
                "{\"name\":\"A <b>\"}");
        var mail = ((String) server.received(address).getFirst().getContent()).strip();
        api.post(mail.substring(mail.indexOf("/unsubscribe")), "").expect(200);

        assertThat(person.api().get("/api/v1/suppressions").at("/results/0/address")).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "to":["Otto <otto>"],"text":"x"                                 | steps[0].config.to[0]  | invalid-email
            "to":["a@b.example"],"replyTo":"Otto","text":"x"                | steps[0].config.replyTo | invalid-email
            "to":["a@b.example"],"html":"<p title={{trigger.x}}>x</p>"      | steps[0].config.html   | invalid-html
            "to":["a@b.example"],"html":"<a href='javascript:x'>x</a>"      | steps[0].config.html   | invalid-html
            """)
    void areRefusedWithThePlace(String config, String field, String code) {
        var refused = workflows.create("{\"type\":\"manual\"}", step(config)).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo(field + " " + code);
    }

    @Test
    void areSentNoLinkToAScript() {
        var html = "\"to\":[\"%s\"],\"html\":\"<a href='{{trigger.url}}'>x</a>\"".formatted(address);

        var script = run(html, "{\"url\":\" jAvascript:alert(1)\"}");
        var page = run(html, "{\"url\":\"https://a.example/?a=1&b='\"}");

        assertThat(script.at("/errorDetails")).contains("href leads to");
        assertThat(page.at("/status")).as(page.text()).isEqualTo("succeeded");
        assertThat(server.received(address)).hasSize(1);
    }

    @Test
    void areSentNoTemplateThatCannotBeFilledInSafely() {
        var template = """
                {"name":"news","subject":"x","body":"x","html":"%s"}""";

        var refused = person.api()
                .post("/api/v1/email-templates", template.formatted("<p>x</p>\\n<p class={{name}}>x</p>"))
                .expect(422);
        person.api().post("/api/v1/email-templates", template.formatted("<a href='{{link}}'>x</a>")).expect(201);
        var ended = run(
                "\"to\":[\"%s\"],\"template\":\"news\",\"values\":{\"link\":\"{{trigger.url}}\"}".formatted(address),
                "{\"url\":\"javascript:x\"}");

        assertThat(refused.at("/errors/0/field")).isEqualTo("html");
        assertThat(refused.at("/errors/0/message")).startsWith("{{name}} in line 2 ");
        assertThat(ended.at("/errorDetails")).contains("href leads to");
    }

    private Answer run(String config, String input) {
        return workflows.ended(workflows.start(workflows.manual(step(config)), input));
    }

    private static String step(String config) {
        return "[{\"type\":\"send_email\",\"config\":{%s%s}}]".formatted(config,
                config.contains("\"template\"") || config.contains("\"subject\"") ? "" : ",\"subject\":\"x\"");
    }

    private static String text(String value) {
        return JSON.writeValueAsString(value);
    }
}
