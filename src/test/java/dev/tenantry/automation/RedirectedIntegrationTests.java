package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever says where an integration leads could have told to themselves what workflows send by it. */
class RedirectedIntegrationTests extends ApiTest {

    private static final String PATH = "/api/v1/integrations/";
    private static final String STEP = "{\"type\":\"send_sms\",\"config\":{%s\"to\":\"+49 151 12345678\",\"text\":\"{{%s}}\"}}";
    private static final String BY_ANY = STEP.formatted("", "contact.name");

    private static final String MAIL = "{\"type\":\"send_email\",\"config\":{\"to\":[\"a@example.test\"],\"subject\":\"x\",\"text\":\"{{contact.name}}\"}}";
    private static final String HTTP = "{\"type\":\"http_call\",\"config\":{\"integration\":\"%s\",\"operation\":\"find\",\"parameters\":{\"a\":\"{{contact.name}}\"}}}";
    private static final String OPERATIONS = "{'openapi':'3.1.0','paths':{'/x':{'get':{'operationId':'find','parameters':[{'name':'a','in':'query','schema':{'type':'string'}}]}}}}";

    private final OtherSide before = new OtherSide();
    private final OtherSide after = new OtherSide();
    @SuppressWarnings("NullAway.Init")
    private Api owner;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        owner = people.signUp().api();
        workflows = Workflows.of(owner);
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    /** By one that names it or goes by whichever there is, by one that is carried out, and by one that is on its way only. */
    @ParameterizedTest
    @CsvSource({"NAMED", "ANY", "CARRIED_OUT", "UNDER_WAY"})
    void takesTheRightToReadWhatWorkflowsSend(String way) {
        var id = connected();
        var named = STEP.formatted("\"integration\":\"%s\",".formatted(id), "contact.name");
        switch (way) {
            case "NAMED" -> workflows.manual("[" + named + "]");
            case "ANY" -> workflows.manual("[" + BY_ANY + "]");
            case "CARRIED_OUT" -> workflows.manual("""
                    [{"type":"sub_workflow","config":{"workflowId":"%s","input":{"to":"{{contact.name}}"}}}]"""
                    .formatted(workflows.manual("[" + STEP.formatted("", "trigger.to") + "]")));
            default -> {
                var workflow = workflows.manual(
                        "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}," + named + "]");
                workflows.start(workflow, "{}");
                owner.delete("/api/v1/workflows/" + workflow + "/activation").expect(200);
            }
        }
        var elsewhere = configuration(after) + ",\"credentials\":{\"authToken\":\"another\"}}";
        var poor = key("\"integrations:read\",\"integrations:update\"");

        for (var change : new String[]{elsewhere, "{\"credentials\":{\"authToken\":\"another\"}}"}) {
            assertThat(poor.patch(PATH + id, change).expect(403).at("/detail")).contains("contacts:read");
        }
        poor.patch(PATH + id, "{\"name\":\"Other\"}").expect(200);
        assertThat(owner.get(PATH + id).at("/status")).isEqualTo("connected");
        key("\"integrations:read\",\"integrations:update\",\"contacts:read\",\"workflows:read\"")
                .patch(PATH + id + "?evenIfUsed=true", elsewhere)
                .expect(200);
    }

    /** Whoever it is from, by whose account it goes and where it goes to. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            smtp   | "host":"a.example","from":"a@example.test","username":"a" | "from":"b@example.test"
            smtp   | "host":"a.example","from":"a@example.test","username":"a" | "from":"Boss <a@example.test>"
            smtp   | "host":"a.example","from":"a@example.test","username":"a" | "username":"b"
            smtp   | "host":"a.example","from":"a@example.test","username":"a" | "username":null
            twilio | "accountSid":"AC1","from":"+4930123"                      | "from":"+4930124"
            twilio | "accountSid":"AC1","from":"+4930123"                      | "whatsAppFrom":"+4930124"
            twilio | "accountSid":"AC1","from":"+4930123"                      | "accountSid":"AC2"
            slack  | "username":"A"                                            | "username":"B"
            http   | "url":"https://a.example"                                 | "headers":{"X-Account":"b"}
            http   | "url":"https://a.example"                                 | "authentication":"basic"
            """)
    void takesItForEachPropertyThatDecidesWhoSends(String provider, String configuration, String change) {
        var id = connectedUnasked(provider, configuration);
        workflows.manual("[%s]".formatted(switch (provider) {
            case "smtp" -> MAIL;
            case "twilio" -> BY_ANY;
            case "slack" -> "{\"type\":\"post_message\",\"config\":{\"text\":\"{{contact.name}}\"}}";
            default -> HTTP.formatted(id);
        }));
        var patch = "{\"configuration\":{" + change + "}}";

        var refused = key("\"integrations:read\",\"integrations:update\"").patch(PATH + id, patch).expect(403);
        var unchanged = owner.get(PATH + id);
        var used = owner.patch(PATH + id, patch).expect(409);
        var changed = owner.patch(PATH + id + "?evenIfUsed=true", patch).expect(200);

        assertThat(refused.at("/detail")).contains("contacts:read");
        assertThat(used.at("/detail")).contains("A workflow", "evenIfUsed=true");
        assertThat(unchanged.at("/status")).isEqualTo("connected");
        assertThat(changed.at("/status")).isEqualTo("disconnected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http   | "url":"https://a.example" | "testPath":"/health"
            openai | "model":"small"           | "model":"large"
            """)
    void staysWithWhomItIsByWhatDecidesNothing(String provider, String configuration, String change) {
        var id = connectedUnasked(provider, configuration);
        workflows.manual("[%s]".formatted(provider.equals("http")
                ? HTTP.formatted(id)
                : "{\"type\":\"ai_generate\",\"config\":{\"prompt\":\"{{contact.name}}\"}}"));

        var changed = key("\"integrations:read\",\"integrations:update\"")
                .patch(PATH + id, "{\"configuration\":{" + change + "}}")
                .expect(200);

        assertThat(changed.at("/status")).isEqualTo("connected");
    }

    /** Nobody is there to be asked. */
    private String connectedUnasked(String provider, String configuration) {
        var credential = Map.of("smtp", "password", "twilio", "authToken", "slack", "webhookUrl", "openai", "apiKey")
                .getOrDefault(provider, "secret");
        var id = owner.post("/api/v1/integrations", """
                {"name":"Ours","provider":"%s","configuration":{%s},"credentials":{"%s":"https://a.example"}}"""
                .formatted(provider, configuration, credential)).expect(201).id();
        if (provider.equals("http")) {
            owner.post(PATH + id + "/operations/imports", "{\"document\":\"" + OPERATIONS + "\"}").expect(200);
        }
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("update integrations set status = 'connected' where id = '%s'".formatted(id));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return id;
    }

    /** What names none goes by whichever is connected. */
    @Test
    void isTakenToConnectOneToo() {
        var id = create();
        workflows.manual("[" + BY_ANY + "]");

        key("\"integrations:read\",\"integrations:update\"").put(PATH + id + "/connection", "").expect(403);

        owner.put(PATH + id + "/connection", "").expect(200);
    }

    /** Which one a step goes by that names none is settled when a run comes to it. */
    @Test
    void isTakenToMakeWayForAnother() {
        var id = connected();
        workflows.manual("[" + BY_ANY + "]");
        var poor = key("\"integrations:read\",\"integrations:update\",\"integrations:delete\"");

        for (var change : new Answer[]{poor.delete(PATH + id + "/connection?evenIfUsed=true"),
            poor.delete(PATH + id + "?evenIfUsed=true")}) {
            assertThat(change.expect(403).at("/detail")).contains("contacts:read");
        }

        owner.delete(PATH + id + "/connection?evenIfUsed=true").expect(200);
        poor.delete(PATH + id).expect(204);
    }

    @Test
    void isTakenToSayWhatOperationsAre() {
        var id = owner.post("/api/v1/integrations", """
                {"name":"Ours","provider":"http","configuration":{"url":"%s"},"credentials":{}}"""
                .formatted(before.url())).expect(201).id();
        var document = "{\"document\":{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"x\",\"version\":\"1\"},\"paths\":{\"/%s\":"
                + "{\"get\":{\"operationId\":\"find\",\"parameters\":[{\"name\":\"q\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}}],"
                + "\"responses\":{\"200\":{\"description\":\"x\"}}}}}}}";
        var imports = PATH + id + "/operations/imports";
        owner.post(imports, document.formatted("find")).expect(200);
        owner.put(PATH + id + "/connection", "").expect(200);
        workflows.manual("""
                [{"type":"http_call","config":{"operation":"find","parameters":{"q":"{{contact.name}}"}}}]""");
        var poor = key("\"integrations:read\",\"integrations:update\"");

        assertThat(poor.post(imports, document.formatted("other")).expect(403).at("/detail")).contains("contacts:read");

        owner.post(imports, document.formatted("other")).expect(200);
    }

    /** They have it told what they find. */
    @Test
    void isTakenWhereAgentsHaveAModelTold() {
        var id = owner
                .post("/api/v1/integrations",
                        """
                {"name":"Ours","provider":"openai","configuration":{"model":"small","baseUrl":"%s/v1"},"credentials":{"apiKey":"secret"}}"""
                                .formatted(before.url()))
                .expect(201)
                .id();
        var poor = key("\"integrations:read\",\"integrations:update\"");
        poor.put(PATH + id + "/connection", "").expect(200);
        owner.post("/api/v1/agents", """
                {"name":"Deals","type":"payment_revenue","description":"x","configuration":{"summary":"ai"}}""")
                .expect(201);

        var refused = poor.patch(PATH + id, "{\"credentials\":{\"apiKey\":\"another\"}}").expect(403);

        assertThat(refused.at("/detail")).contains("opportunities:read");
    }

    @Test
    void isTriedAnewBeforeItIsUsed() {
        var id = connected();

        var same = owner.patch(PATH + id, "{\"credentials\":{\"authToken\":\"rotated\"}}").expect(200);
        var moved = owner
                .patch(PATH + id, configuration(after) + ",\"credentials\":{\"authToken\":\"another\"}}")
                .expect(200);
        var run = workflows.ended(workflows.start(workflows.manual("[" + STEP.formatted("", "run.id") + "]"), "{}"));
        owner.put(PATH + id + "/connection", "").expect(200);

        assertThat(same.at("/status")).isEqualTo("connected");
        assertThat(moved.at("/status")).isEqualTo("disconnected");
        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(owner.get(PATH + id).at("/status")).isEqualTo("connected");
    }

    /** What the credentials themselves say, as Slack's address. */
    @Test
    void isTriedAnewWhereACredentialSaysThePlace() {
        var id = owner.post("/api/v1/integrations", """
                {"name":"Ours","provider":"slack","configuration":{},"credentials":{"webhookUrl":"%s"}}"""
                .formatted(before.url())).expect(201).id();
        owner.put(PATH + id + "/connection", "").expect(200);

        var moved = owner.patch(PATH + id, "{\"credentials\":{\"webhookUrl\":\"%s\"}}".formatted(after.url()));

        assertThat(moved.expect(200).at("/status")).isEqualTo("disconnected");
    }

    private String connected() {
        var id = create();
        owner.put(PATH + id + "/connection", "").expect(200);
        return id;
    }

    private String create() {
        return owner.post("/api/v1/integrations", """
                {"name":"Ours","provider":"twilio",%s,"credentials":{"authToken":"secret"}}"""
                .formatted(configuration(before).substring(1))).expect(201).id();
    }

    /** The beginning of a document. */
    private static String configuration(OtherSide side) {
        return "{\"configuration\":{\"accountSid\":\"AC1\",\"from\":\"+4930123\",\"baseUrl\":\"%s\"}"
                .formatted(side.url());
    }

    private Api key(String scopes) {
        return api.bearer(owner.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }
}
