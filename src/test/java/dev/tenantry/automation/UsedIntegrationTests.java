package dev.tenantry.automation;

import java.util.List;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.ScriptedMailServer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes by the only integration that does such things would be from somebody else without it, or would not go. */
class UsedIntegrationTests extends ApiTest {

    private static final String PATH = "/api/v1/integrations/";
    private static final String SMS = "{\"type\":\"send_sms\",\"config\":{\"to\":\"+49 151 12345678\",\"text\":\"x\"}}";
    private static final String MAIL = "{\"type\":\"send_email\",\"config\":{\"to\":[\"a@example.test\"],\"subject\":\"x\",\"text\":\"x\"}}";

    private final OtherSide other = new OtherSide();
    private final ScriptedMailServer server = new ScriptedMailServer();
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
        other.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SMS, MAIL})
    void staysWhereWorkflowsGoByItWithoutNamingIt(String step) {
        var first = connected(step);
        var workflow = workflows.manual(
                "[{\"type\":\"for_each\",\"config\":{\"items\":\"trigger.items\",\"steps\":[%s]}}]".formatted(step));
        workflows.draft("{\"type\":\"manual\"}", "[" + step + "]");

        var refusals = List.of(owner.delete(first), owner.delete(first + "/connection"));

        assertThat(refusals).allSatisfy(refused -> assertThat(refused.expect(409).at("/detail"))
                .contains("A workflow (" + workflow + ")", "evenIfUsed=true"));
        assertThat(owner.get(first).at("/status")).isEqualTo("connected");
        owner.delete(first + "/connection?evenIfUsed=true").expect(200);
        owner.delete(first + "/connection").expect(200);
        owner.delete(first).expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {SMS, MAIL})
    void goesWhereAnotherOneDoesTheSame(String step) {
        var first = connected(step);
        var second = connected(step);
        workflows.manual("[" + step + "]");

        owner.delete(first + "/connection").expect(200);
        owner.delete(first).expect(204);

        assertThat(owner.delete(second).status()).isEqualTo(409);
        owner.delete(second + "?evenIfUsed=true").expect(204);
    }

    @Test
    void staysWhereItWouldBeDisconnectedByAChange() {
        var first = connected(MAIL);
        var workflow = workflows.manual("[" + MAIL + "]");
        var change = "{\"configuration\":{\"from\":\"other@example.test\"}}";
        var whole = "{\"name\":\"Ours\",\"provider\":\"smtp\",\"configuration\":{\"host\":\"localhost\",\"port\":%d,\"security\":\"none\",\"from\":\"other@example.test\"}}"
                .formatted(server.port());

        for (var refused : List.of(owner.patch(first, change), owner.put(first, whole))) {
            assertThat(refused.expect(409).at("/detail")).contains("A workflow (" + workflow + ")", "evenIfUsed=true");
        }

        owner.patch(first, "{\"name\":\"Renamed\"}").expect(200);
        assertThat(owner.get(first).at("/status")).isEqualTo("connected");
        owner.patch(first + "?evenIfUsed=true", change).expect(200);
        assertThat(owner.get(first).at("/status")).isEqualTo("disconnected");
        owner.put(first, whole.replace("other@", "third@")).expect(200);
    }

    /** Each would go by the other one. */
    @Test
    void oneOfTwoStaysThatGoAtOnce() throws Exception {
        workflows.manual("[" + SMS + "]");
        for (var round = 0; round < 4; round++) {
            var first = connected(SMS);
            var second = connected(SMS);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = List.of(threads.submit(() -> owner.delete(first)),
                        threads.submit(() -> owner.delete(second + "/connection")));
                assertThat(List.of(answers.getFirst().get().status() / 100, answers.getLast().get().status() / 100))
                        .containsExactlyInAnyOrder(2, 4);
            }
            for (var one : List.of(first, second)) {
                owner.delete(one + "?evenIfUsed=true");
            }
        }
    }

    @Test
    void tellsTheirNamesToWhoMaySeeThemAlone() {
        var first = connected(SMS);
        var workflow = workflows.manual("[" + SMS + "]");
        var key = owner.post("/api/v1/api-keys", """
                {"name":"program","scopes":["integrations:read","integrations:update","integrations:delete"]}""")
                .expect(201)
                .at("/key");

        for (var path : List.of(first, first + "/connection")) {
            assertThat(api.bearer(key).delete(path).expect(409).at("/detail")).contains("evenIfUsed")
                    .doesNotContain(workflow);
        }
    }

    private String connected(String step) {
        var told = step.equals(SMS)
                ? "\"provider\":\"twilio\",\"credentials\":{\"authToken\":\"secret\"},\"configuration\":{\"accountSid\":\"AC1\",\"from\":\"+4930123\",\"baseUrl\":\"%s\"}"
                        .formatted(other.url())
                : "\"provider\":\"smtp\",\"configuration\":{\"host\":\"localhost\",\"port\":%d,\"security\":\"none\",\"from\":\"crm@example.test\"}"
                        .formatted(server.port());
        var id = owner.post("/api/v1/integrations", "{\"name\":\"Ours\"," + told + "}").expect(201).id();
        owner.put(PATH + id + "/connection", "").expect(200);
        return PATH + id;
    }
}
