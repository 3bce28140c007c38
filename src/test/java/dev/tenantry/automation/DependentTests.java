package dev.tenantry.automation;

import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever changes what published workflows go by has them do something in their publishers' names. */
class DependentTests extends ApiTest {

    private static final String TEMPLATES = "/api/v1/email-templates";
    private static final String EVENTS = "/api/v1/webhook-events";
    private static final String SECRET = "an-inbound-secret-of-ours";
    private static final String STATED = "{\"secret\":\"another-secret-of-ours\"}";
    private static final String NOTE = """
            [{"type":"add_note","config":{"body":"as told","contactId":"{{trigger.body.id}}"}}]""";
    private static final String MAIL = """
            [{"type":"send_email","config":{"to":["{{contact.email}}"],"template":"welcome","values":{"customer":"{{contact.name}}"}}}]""";

    @SuppressWarnings("NullAway.Init")
    private Api owner;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        owner = people.signUp().api();
        workflows = Workflows.of(owner);
    }

    @Test
    void signaturesOfAWorkflowsMessages() {
        var workflow = workflows.active("{\"type\":\"webhook\",\"verification\":\"token\",\"tokenHeader\":\"X-Proof\"}",
                NOTE);
        var webhook = "/api/v1/workflows/" + workflow + "/webhook";
        var poor = key("\"workflows:read\",\"workflows:update\",\"webhook-events:read\",\"webhook-events:update\"");

        isRefused(poor.post(webhook + "/secret/rotations", STATED));

        owner.post(webhook + "/secret/rotations", "{\"secret\":\"%s\"}".formatted(SECRET)).expect(200);
        var event = api.with("X-Proof", SECRET).post(owner.get(webhook).at("/path"), "{\"id\":1}").expect(202).id();
        isRefused(poor.post(EVENTS + "/" + event + "/replays", ""));
    }

    @Test
    void signaturesOfAnIntegrationsMessages() {
        var integration = owner.post("/api/v1/integrations", """
                {"name":"Payments","provider":"stripe","configuration":{},"credentials":{"secretKey":"sk_test_1"}}""")
                .expect(201)
                .id();
        var webhook = "/api/v1/integrations/" + integration + "/webhook";
        var poor = key("\"integrations:read\",\"integrations:update\"");
        poor.post(webhook, "").expect(200);
        poor.post(webhook + "/secret/rotations", STATED).expect(200);
        workflows.active("{\"type\":\"webhook\",\"integrationId\":\"%s\"}".formatted(integration), NOTE);

        isRefused(poor.post(webhook + "/secret/rotations", STATED));
        isRefused(poor.post(webhook, ""));

        owner.post(webhook + "/secret/rotations", STATED).expect(200);
    }

    @Test
    void textsOfMails() {
        var template = owner.post(TEMPLATES, template("welcome", "Hello {{customer}}")).expect(201).id();
        workflows.manual(MAIL);
        var poor = key("\"workflows:read\",\"workflows:create\",\"workflows:update\",\"workflows:delete\"");
        var other = poor.post(TEMPLATES, template("other", "x")).expect(201).id();

        isRefused(poor.put(TEMPLATES + "/" + template, template("welcome", "Hi {{customer}}")));
        isRefused(poor.patch(TEMPLATES + "/" + template, "{\"name\":\"renamed\"}"));
        isRefused(poor.patch(TEMPLATES + "/" + other, "{\"name\":\"welcome\"}"));
        isRefused(poor.delete(TEMPLATES + "/" + template));
        owner.delete(TEMPLATES + "/" + template + "?evenIfUsed=true").expect(204);
        isRefused(poor.post(TEMPLATES, template("welcome", "Hi {{customer}}")));

        poor.patch(TEMPLATES + "/" + other, "{\"subject\":\"y\"}").expect(200);
        owner.post(TEMPLATES, template("welcome", "Hi {{customer}}")).expect(201);
    }

    @Test
    void textsThatActiveWorkflowsLack() {
        var template = owner.post(TEMPLATES, template("welcome", "Hello {{customer}}")).expect(201).id();
        workflows.manual(MAIL);
        owner.delete(TEMPLATES + "/" + template + "?evenIfUsed=true").expect(204);
        var author = key("\"workflows:create\",\"contacts:read\"");

        assertThat(author.post(TEMPLATES, template("welcome", "Hi {{customer}}")).expect(403).at("/detail"))
                .contains("workflows:update");
        author.post(TEMPLATES, template("other", "Hi {{customer}}")).expect(201);
        key("\"workflows:create\",\"workflows:update\",\"contacts:read\"")
                .post(TEMPLATES, template("welcome", "Hi {{customer}}"))
                .expect(201);
    }

    /** Each save leaves one behind, for good. */
    @Test
    void textsHoweverManyVersionsThereAre() throws SQLException {
        var template = owner.post(TEMPLATES, template("welcome", "Hello {{customer}}")).expect(201).id();
        var workflow = workflows.manual(MAIL);
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        insert into workflow_versions (organization_id, id, workflow_id, version_number, workflow_json, permissions)
                        select organization_id, gen_random_uuid(), workflow_id, version_number + n, workflow_json, permissions
                        from workflow_versions cross join generate_series(1, 2500) n where workflow_id = ?::uuid""")) {
            statement.setString(1, workflow);
            assertThat(statement.executeUpdate()).isEqualTo(2_500);
        }

        isRefused(key("\"workflows:update\",\"workflows:read\"")
                .patch(TEMPLATES + "/" + template, "{\"subject\":\"y\"}"));
        key("\"workflows:update\",\"workflows:read\",\"contacts:read\"")
                .patch(TEMPLATES + "/" + template, "{\"subject\":\"y\"}")
                .expect(200);
    }

    /** What is about to send it counts as well: a draft, and runs of what is active no more. */
    @Test
    void textsThatDraftsLack() {
        var workflow = workflows.manual("[{\"type\":\"stop\",\"config\":{}}]");
        owner.put("/api/v1/workflows/" + workflow + "/draft", """
                {"trigger":{"type":"manual"},"steps":%s}""".formatted(MAIL)).expect(200);
        var author = key("\"workflows:create\",\"contacts:read\"");

        assertThat(author.post(TEMPLATES, template("welcome", "Hi {{customer}}")).expect(403).at("/detail"))
                .contains("workflows:update");
    }

    /** A run that is on its way finds the template when it comes to its step. */
    @ParameterizedTest
    @ValueSource(strings = {"of a workflow that is active no more", "within another step"})
    void textsOfMailsThatAreStillToBeSent(String place) {
        var template = owner.post(TEMPLATES, template("welcome", "Hello {{customer}}")).expect(201).id();
        var mail = MAIL.substring(1, MAIL.length() - 1);
        if (place.startsWith("within")) {
            workflows.manual("""
                    [{"type":"for_each","config":{"items":["a"],"steps":%s}}]"""
                    .formatted(MAIL));
        } else {
            var workflow = workflows
                    .manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}," + mail + "]");
            workflows.start(workflow, "{}");
            owner.delete("/api/v1/workflows/" + workflow + "/activation").expect(200);
        }

        isRefused(key("\"workflows:read\",\"workflows:update\"").patch(TEMPLATES + "/" + template,
                "{\"subject\":\"y\"}"));
    }

    /** They hand to it what they have read, and the other one could send that anywhere. */
    @Test
    void whatOtherWorkflowsCarryOut() {
        var child = workflows.manual("[{\"type\":\"stop\",\"config\":{\"outcome\":\"succeeded\"}}]");
        var variable = owner.post("/api/v1/workflows/" + child + "/variables",
                "{\"name\":\"where\",\"type\":\"string\",\"value\":\"x\"}").expect(201).id();
        var poor = key("\"workflows:read\",\"workflows:update\",\"workflows:create\"");
        var path = "/api/v1/workflows/" + child;
        var other = "{\"steps\":[{\"type\":\"stop\",\"config\":{\"outcome\":\"succeeded\",\"reason\":\"%s\"}}]}";
        poor.patch(path, other.formatted("before")).expect(200);
        var between = workflows.manual("""
                [{"type":"sub_workflow","config":{"workflowId":"%s","input":{"name":"{{trigger.name}}"}}}]"""
                .formatted(child));
        workflows.manual("""
                [{"type":"sub_workflow","config":{"workflowId":"%s","input":{"name":"{{contact.name}}"}}}]"""
                .formatted(between));

        for (var refused : new Answer[]{poor.patch(path, other.formatted("{{trigger.name}}")),
            poor.patch(path + "/variables/" + variable, "{\"value\":\"y\"}")}) {
            assertThat(refused.expect(403).at("/detail"))
                    .isEqualTo("what other workflows hand to it needs contacts:read");
        }

        var drafted = poor.put(path + "/draft", "{\"trigger\":{\"type\":\"manual\"},"
                + other.formatted("{{trigger.name}}").substring(1)).expect(200);
        assertThat(drafted.at("/problems/0/message")).isEqualTo("what other workflows hand to it needs contacts:read");
        assertThat(owner.get(path + "/draft").expect(200).json().path("problems")).isEmpty();

        poor.patch(path, "{\"name\":\"Another name\"}").expect(200);
        owner.patch(path, other.formatted("{{trigger.name}}")).expect(200);
        key("\"workflows:read\",\"workflows:update\",\"contacts:read\"").patch(path, other.formatted("after"))
                .expect(200);
    }

    private static void isRefused(Answer answer) {
        assertThat(answer.expect(403).at("/detail")).contains("what workflows do by it needs");
    }

    private static String template(String name, String subject) {
        return "{\"name\":\"%s\",\"subject\":\"%s\",\"body\":\"x\"}".formatted(name, subject);
    }

    private Api key(String scopes) {
        return api.bearer(owner.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }
}
