package dev.tenantry.automation;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What workflows go by is changed by those alone who may do what they do, whether they are in force now or can be brought back. */
class KeptWorkflowTests extends ApiTest {

    private static final String STOP = "[{\"type\":\"stop\",\"config\":{\"outcome\":\"succeeded\"}}]";
    private static final String TRIGGER = "{\"type\":\"webhook\",\"verification\":\"token\",\"tokenHeader\":\"X-Proof\"}";

    private final OtherSide other = new OtherSide();
    @SuppressWarnings("NullAway.Init")
    private Api owner;
    @SuppressWarnings("NullAway.Init")
    private Api poor;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    private enum Way {
        DEACTIVATED, TRASHED, NEVER_ACTIVATED, DRAFT, EARLIER
    }

    private enum Thing {
        INTEGRATION, CONNECTION, TEMPLATE, SECRET, CHILD, VARIABLE
    }

    @BeforeEach
    void somebody() {
        owner = people.signUp().api();
        poor = api.bearer(owner.post("/api/v1/api-keys", """
                {"name":"program","scopes":["workflows:read","workflows:update","workflows:create","workflows:delete",
                 "integrations:read","integrations:update","webhook-events:read"]}""").expect(201).at("/key"));
        workflows = Workflows.of(owner);
    }

    @AfterEach
    void close() {
        other.close();
    }

    static Stream<Arguments> all() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Thing.values()).map(thing -> Arguments.of(way, thing)))
                .filter(one -> one.get()[0] != Way.TRASHED || !isOfTheWorkflow((Thing) one.get()[1]));
    }

    /** Of one in the trash nobody changes these. */
    private static boolean isOfTheWorkflow(Thing thing) {
        return thing == Thing.SECRET || thing == Thing.VARIABLE;
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesTheRightsOfWhatCanBeBroughtBack(Way way, Thing thing) {
        var changed = switch (thing) {
            case INTEGRATION,
                    CONNECTION ->
                "/api/v1/integrations/" + owner
                        .post("/api/v1/integrations",
                                """
                    {"name":"Ours","provider":"http","configuration":{"url":"%s"},"credentials":{}}"""
                                        .formatted(other.url()))
                        .expect(201)
                        .id();
            case TEMPLATE -> "/api/v1/email-templates/" + owner.post("/api/v1/email-templates",
                    "{\"name\":\"welcome\",\"subject\":\"Hi {{customer}}\",\"body\":\"x\"}").expect(201).id();
            case CHILD -> "/api/v1/workflows/" + workflows.manual(STOP);
            case SECRET, VARIABLE -> "";
        };
        if (thing == Thing.INTEGRATION || thing == Thing.CONNECTION) {
            owner.post(changed + "/operations/imports",
                    "{\"document\":{\"openapi\":\"3.1.0\",\"paths\":{\"/x\":{\"get\":"
                            + "{\"operationId\":\"find\",\"parameters\":[{\"name\":\"a\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}}]}}}}}")
                    .expect(200);
        }
        var workflow = "/api/v1/workflows/" + kept(way, steps(thing, changed.substring(changed.lastIndexOf('/') + 1)));

        var refused = switch (thing) {
            case INTEGRATION -> poor.patch(changed, "{\"configuration\":{\"headers\":{\"X-Account\":\"b\"}}}");
            case CONNECTION -> poor.put(changed + "/connection", "");
            case TEMPLATE -> poor.patch(changed, "{\"body\":\"y\"}");
            case CHILD -> poor.put(changed,
                    """
                    {"name":"A workflow","trigger":{"type":"manual"},"steps":[{"type":"stop","config":{"outcome":"failed"}}]}""");
            case SECRET -> poor.post(workflow + "/webhook/secret/rotations", "{\"secret\":\"another-secret-of-ours\"}");
            case VARIABLE ->
                poor.post(workflow + "/variables", "{\"name\":\"where\",\"type\":\"string\",\"value\":\"x\"}");
        };

        assertThat(refused.expect(403).at("/detail")).contains("contacts:read");
    }

    private static String steps(Thing thing, String id) {
        return switch (thing) {
            case INTEGRATION, CONNECTION ->
                """
                    [{"type":"http_call","config":{"integration":"%s","operation":"find","parameters":{"a":"{{contact.name}}"}}}]"""
                        .formatted(id);
            case TEMPLATE ->
                """
                    [{"type":"send_email","config":{"to":["a@example.test"],"template":"welcome","values":{"customer":"{{contact.name}}"}}}]""";
            case CHILD -> """
                    [{"type":"sub_workflow","config":{"workflowId":"%s","input":{"name":"{{contact.name}}"}}}]"""
                    .formatted(id);
            case SECRET, VARIABLE -> "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{contact.name}}\"}}]";
        };
    }

    private String kept(Way way, String steps) {
        var workflow = switch (way) {
            case NEVER_ACTIVATED -> workflows.draft(TRIGGER, steps);
            case DRAFT -> workflows.active(TRIGGER, STOP);
            default -> workflows.active(TRIGGER, steps);
        };
        var path = "/api/v1/workflows/" + workflow;
        switch (way) {
            case DEACTIVATED -> poor.delete(path + "/activation").expect(200);
            case TRASHED -> poor.delete(path).expect(204);
            case EARLIER -> poor.patch(path, "{\"steps\":%s}".formatted(STOP)).expect(200);
            case DRAFT ->
                owner.put(path + "/draft", "{\"trigger\":%s,\"steps\":%s}".formatted(TRIGGER, steps)).expect(200);
            case NEVER_ACTIVATED -> {
            }
        }
        return workflow;
    }
}
