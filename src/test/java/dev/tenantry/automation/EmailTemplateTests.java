package dev.tenantry.automation;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization's own texts, and the mails of workflows that are made of them. */
class EmailTemplateTests extends ApiTest {

    private static final String TEMPLATES = "/api/v1/email-templates";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WELCOME = """
            [{"type":"send_email","config":{"to":["ada@example.test"],"template":"welcome","values":{"customer":"{{trigger.name}}"}}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
    }

    @Test
    void areKeptByWhoeverMayAuthorWorkflows() {
        var made = add(api, "welcome", "Hello {{customer}}", "{{ customer }}, {{amount}}").expect(201);
        var path = TEMPLATES + "/" + made.id();
        var member = people.signUpInto(owner, "member").api();

        assertThat(made.header("Location")).endsWith(path);
        assertThat(made.json().at("/placeholders").toString()).isEqualTo("[\"amount\",\"customer\"]");
        assertThat(member.get(path).expect(200).at("/body")).isEqualTo("{{ customer }}, {{amount}}");
        assertThat(member.get(TEMPLATES + "?filter=name[eq]:welcome").expect(200).at("/results/0/id"))
                .isEqualTo(made.id());
        add(member, "other", "x", "y").expect(403);
        member.patch(path, "{\"subject\":\"mine\"}").expect(403);
        member.delete(path).expect(403);
        assertThat(add(api, "welcome", "x", "y").expect(409).at("/errors/0/field")).isEqualTo("name");

        var renamed = api.with("If-Match", made.header("ETag")).patch(path, "{\"name\":\"hello\"}").expect(200);
        api.with("If-Match", made.header("ETag")).put(path, body("late", "x", "y")).expect(412);

        assertThat(renamed.at("/subject")).isEqualTo("Hello {{customer}}");
        assertThat(api.get("/api/v1/audit-logs").expect(200).text()).contains("email-template");
        api.delete(path).expect(204);
        api.get(path).expect(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Welcome | x | y | name | pattern",
        "a | {{customer | y | subject | invalid-template",
        "a | x | {{contact.name}} | body | invalid-template", "a | x | {{1+1}} | body | invalid-template",
        "a | x | {{#items}}{{name}} | body | invalid-template",
        "a | x | {{#items}}{{a.b}}{{/items}}{{a.b}} | body | invalid-template",
        "a | x | {{{name}}} | body | invalid-template",
        "a | {{>name}} | y | subject | invalid-template",
        "a | '' | y | subject | not-blank", "a | %501 | y | subject | size", "a | x | %50001 | body | size"})
    void areCheckedBeforeTheyAreKept(String name, String subject, String text, String field, String code) {
        var refused = add(api, name, sized(subject), sized(text)).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo(field + " " + code);
    }

    /** Whoever reads a mail reads it as it is written there; what says nothing leaves it as the organization writes. */
    @Test
    void areWrittenAsWhoeverReadsThemWrites() {
        var steps = "[{\"type\":\"send_email\",\"config\":{\"to\":[\"ada@example.test\"],\"subject\":\"x\",\"text\":\"{{trigger.at}} {{trigger.price}}\",%s}}]";
        var workflow = workflows
                .manual(steps.formatted("\"locale\":\"{{trigger.locale}}\",\"zone\":\"{{contact.zone}}\""));
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\",\"zone\":\"Asia/Tokyo\"}").expect(201).id();
        var input = "{\"at\":\"2026-01-31T20:00:00Z\",\"price\":{\"amount\":\"1234.5\",\"currency\":\"EUR\"},\"locale\":\"%s\",\"contactId\":\"%s\"}";

        var german = workflows.ended(workflows.start(workflow, input.formatted("de-DE", contact)));
        var usual = workflows.ended(workflows.start(workflow, input.formatted("", contact)));
        var none = workflows.ended(workflows.start(workflow, input.formatted("not a tag", contact)));

        assertThat(text(german).replace('\u00a0', ' ')).isEqualTo("01.02.2026 05:00 (Asia/Tokyo) 1.234,50 €");
        assertThat(text(usual).replace('\u00a0', ' ')).isEqualTo("2026-02-01 05:00 (Asia/Tokyo) €1,234.50");
        assertThat(none.at("/steps/0/errorMessage")).contains("locale", "not a tag");
        assertThat(workflows.create("{\"type\":\"manual\"}",
                steps.formatted("\"locale\":\"deutsch!\",\"zone\":\"Mars/Olympus\"")).expect(422).json().at("/errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("steps[0].config.locale", "steps[0].config.zone");
    }

    private String text(Answer run) {
        return api.get("/api/v1/outbound-emails?filter=runId[eq]:" + run.id()).expect(200).at("/results/0/text");
    }

    @Test
    void standInMailsWithTheValuesOfTheRun() {
        add(api, "welcome", "مرحبا {{customer}} 👩‍🚀", "שלום {{customer}}!\n{{to}} — {{evil}} e\u0301 {{nothing}}.")
                .expect(201);
        var workflow = workflows
                .manual("""
                [{"type":"send_email","config":{"to":["{{trigger.email}}"],"template":"welcome","values":{
                  "customer":"{{trigger.name}} 你好","to":"{{trigger.amount}}","evil":"{{trigger.evil}}","nothing":"{{trigger.x}}"}}}]""");

        var run = workflows.ended(workflows.start(workflow, """
                {"name":"Åsa\\r\\nBcc: all@example.test","email":"ada@example.test","evil":"{{customer}} {{trigger.name}}",
                 "amount":{"amount":"12.50","currency":"USD"}}"""));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        var mail = mailOf(run);
        assertThat(mail.json().at("/results/0/recipients").toString()).isEqualTo("[\"ada@example.test\"]");
        assertThat(mail.at("/results/0/subject")).isEqualTo("مرحبا Åsa Bcc: all@example.test 你好 👩‍🚀");
        assertThat(mail.at("/results/0/text").replace('\u00a0', ' ')).isEqualTo(
                "שלום Åsa\r\nBcc: all@example.test 你好!\n$12.50 — {{customer}} {{trigger.name}} e\u0301 .");
    }

    @Test
    void stayWhileActiveWorkflowsSendThem() {
        var path = TEMPLATES + "/" + add(api, "welcome", "Hello {{customer}}", "x").expect(201).id();
        var workflow = workflows.manual(WELCOME);
        var unseeing = people.signUp();
        var key = api.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[\"workflows:delete\"]}")
                .expect(201)
                .at("/key");

        for (var refused : List.of(api.delete(path), api.patch(path, "{\"name\":\"hello\"}"),
                api.put(path, body("hello", "x", "y")))) {
            assertThat(refused.expect(409).at("/detail")).contains("A workflow (" + workflow + ")", "evenIfUsed=true");
        }
        assertThat(Api.at(port()).bearer(key).delete(path).expect(409).at("/detail")).doesNotContain(workflow);
        unseeing.api().delete(path).expect(404);

        api.patch(path, "{\"subject\":\"Hi {{customer}}\"}").expect(200);
        api.patch(path + "?evenIfUsed=true", "{\"name\":\"hello\"}").expect(200);
        api.delete(path).expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "run"})
    void stayWhileDraftsAndRunsSendThem(String what) {
        var path = TEMPLATES + "/" + add(api, "welcome", "Hello {{customer}}", "x").expect(201).id();
        var delay = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";
        var workflow = workflows.manual(delay + (what.equals("run") ? "," + WELCOME.substring(1) : "]"));
        if (what.equals("run")) {
            workflows.start(workflow, "{}");
            api.delete("/api/v1/workflows/" + workflow + "/activation").expect(200);
        } else {
            api.put("/api/v1/workflows/" + workflow + "/draft",
                    "{\"trigger\":{\"type\":\"manual\"},\"steps\":%s}".formatted(WELCOME)).expect(200);
        }

        assertThat(api.delete(path).expect(409).at("/detail")).contains("(" + workflow + ")", "evenIfUsed=true");
        api.delete(path + "?evenIfUsed=true").expect(204);
    }

    @Test
    void canBePages() {
        var made = api
                .post(TEMPLATES,
                        """
                {"name":"page","subject":"x","body":"Dear {{customer}}","html":"<p title='{{title}}'>Dear {{customer}}</p>"}""")
                .expect(201);
        assertThat(api.post(TEMPLATES, "{\"name\":\"a\",\"subject\":\"x\",\"body\":\"y\",\"html\":\"{{1+1}}\"}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("html");
        var workflow = workflows.manual("""
                [{"type":"send_email","config":{"to":["otto@example.test"],"template":"page","values":{
                  "customer":"{{trigger.name}}","title":"{{trigger.title}}"}}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"name\":\"A & <B>\",\"title\":\"it's\"}"));

        assertThat(made.json().at("/placeholders").toString()).isEqualTo("[\"customer\",\"title\"]");
        assertThat(mailOf(run).at("/results/0/text")).isEqualTo("Dear A & <B>");
        assertThat(mailOf(run).at("/results/0/html"))
                .isEqualTo("<p title='it&#39;s'>Dear A &amp; &lt;B&gt;</p>");
    }

    @Test
    void haveSectionsForItemsAndForWhatIsMissing() {
        add(api, "order", "{{count}} items",
                "{{#items}}{{-index}}. {{name}}: {{price}}\n{{/items}}{{^note}}no note{{/note}}{{#note}}{{.}}{{/note}}")
                .expect(201);
        var workflow = workflows.manual("""
                [{"type":"send_email","missing":{"default":"some"},"config":{"to":["ada@example.test"],"template":"order","values":{
                  "items":"{{trigger.items}}","note":"{{trigger.note}}","count":"{{trigger.count}}"}}}]""");

        var run = workflows.ended(workflows.start(workflow, """
                {"items":[{"name":"<b>","price":{"amount":"12.50","currency":"USD"}},{"name":"{{note}}","price":{"amount":"1","currency":"USD"}}],
                 "note":false}"""));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(mailOf(run).at("/results/0/subject")).isEqualTo("some items");
        assertThat(mailOf(run).at("/results/0/text").replace('\u00a0', ' '))
                .isEqualTo("1. <b>: $12.50\n2. {{note}}: $1.00\nno note");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "template":"welcom" | template | unknown-reference | welcome
            "template":"welcome" | values.customer | required | no values
            "template":"welcome","values":{"client":"x"} | values.customer | required | [client]
            "template":"welcome","values":{"customer":"{{contact.nickname}}"} | values.customer | invalid-template | nickname
            "template":"welcome","values":{"customer":"x"},"subject":"x" | subject | excluded | the template has it
            "subject":"x","text":"y","values":{"customer":"x"} | values | dependent-required | template
            "subject":"x" | text | required | text
            """)
    void sayWhatAStepLacks(String texts, String field, String code, String told) {
        add(api, "welcome", "Hello {{customer}}", "{{customer}}").expect(201);

        var refused = workflows.create("{\"type\":\"manual\"}",
                "[{\"type\":\"send_email\",\"config\":{\"to\":[\"ada@example.test\"],%s}}]"
                        .formatted(texts))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).as(refused.text()).isEqualTo("steps[0].config." + field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
        assertThat(refused.at("/errors/0/message")).contains(told);
        assertThat(refused.json().at("/errors").size()).isEqualTo(1);
    }

    @Test
    void failTheStepForGoodThatTheyNoLongerSuit() {
        var template = TEMPLATES + "/" + add(api, "welcome", "Hello", "{{customer}}").expect(201).id();
        var workflow = workflows.manual(WELCOME);

        api.patch(template, "{\"body\":\"{{customer}} {{amount}}\"}").expect(200);
        var lacking = workflows.ended(workflows.start(workflow, "{\"name\":\"Ada\"}"));
        api.delete(template + "?evenIfUsed=true").expect(204);
        var gone = workflows.ended(workflows.start(workflow, "{\"name\":\"Ada\"}"));
        add(api, "welcome", "Hello again", "{{customer}}").expect(201);
        api.post("/api/v1/workflow-runs/" + gone.id() + "/retries", "").expect(201);
        var mended = workflows.ended(gone.id());

        assertThat(lacking.at("/errorDetails"))
                .isEqualTo("step 0 (send_email): values.amount: the template welcome has a"
                        + " place for amount, and the step states no such value, but [customer]");
        assertThat(lacking.at("/steps/0/retryCount")).isEqualTo("0");
        assertThat(gone.at("/errorDetails"))
                .isEqualTo("step 0 (send_email): template: there is no template welcome, and no other one");
        assertThat(mended.at("/status")).isEqualTo("succeeded");
        assertThat(mailOf(mended).at("/results/0/subject")).isEqualTo("Hello again");
    }

    @Test
    void areTheOrganizationsOwn() {
        var other = people.signUp().api();
        var theirs = add(other, "welcome", "Theirs", "{{customer}}").expect(201);

        workflows.create("{\"type\":\"manual\"}", WELCOME).expect(422);
        var own = add(api, "welcome", "Ours", "{{customer}}").expect(201);
        var workflow = workflows.manual(WELCOME);
        var run = workflows.ended(workflows.start(workflow, "{\"name\":\"Ada\"}"));
        api.delete(TEMPLATES + "/" + own.id() + "?evenIfUsed=true").expect(204);
        var without = workflows.ended(workflows.start(workflow, "{\"name\":\"Ada\"}"));

        assertThat(mailOf(run).at("/results/0/subject")).isEqualTo("Ours");
        assertThat(without.at("/status")).isEqualTo("failed");
        api.get(TEMPLATES + "/" + theirs.id()).expect(404);
    }

    @Test
    void failTheStepWhereTheyWouldGrowBeyondAMegabyte() {
        add(api, "welcome", "Hello", "{{customer}}".repeat(4_000)).expect(201);
        var workflow = workflows.manual(WELCOME);

        var most = workflows.ended(workflows.start(workflow, "{\"name\":\"%s\"}".formatted("x".repeat(200))));
        var more = workflows.ended(workflows.start(workflow, "{\"name\":\"%s\"}".formatted("x".repeat(300))));

        assertThat(mailOf(most).at("/results/0/text")).hasSize(800_000);
        assertThat(more.at("/errorDetails")).contains("longer than 1000000 characters");
        assertThat(more.at("/steps/0/retryCount")).isEqualTo("0");
    }

    private Answer mailOf(Answer run) {
        return api.get("/api/v1/outbound-emails?filter=runId[eq]:" + run.id()).expect(200);
    }

    private static Answer add(Api as, String name, String subject, String text) {
        return as.post(TEMPLATES, body(name, subject, text));
    }

    private static String body(String name, String subject, String text) {
        return JSON.createObjectNode().put("name", name).put("subject", subject).put("body", text).toString();
    }

    /** {@code %501} is a text of so many characters. */
    private static String sized(String text) {
        return text.startsWith("%") ? "x".repeat(Integer.parseInt(text.substring(1))) : text;
    }
}
