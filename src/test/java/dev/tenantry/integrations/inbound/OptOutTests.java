package dev.tenantry.integrations.inbound;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Who answers a text message with STOP gets no more by that channel, until they say START. */
class OptOutTests extends ApiTest {

    private static final String SECRET = "the auth token of the account";
    private static final String NUMBER = "+4915112345678";
    private static final String SUPPRESSIONS = "/api/v1/suppressions";

    private static final String ROTATIONS = "/webhook/secret/rotations";
    private static final String STATED = "{\"secret\":\"" + SECRET + "\"}";
    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{trigger.body.Body}}\"}}]";
    private static final String NOTHING = "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT1S\"}}]";

    private static final String TWILIO = "{\"trigger\":{\"type\":\"webhook\",\"verification\":\"twilio\",\"tokenHeader\":null}}";

    @Autowired
    @Qualifier("authPool")
    private RolePool authPool;

    private UUID organization = new UUID(0, 0);
    private Api own = Api.at(0);
    private String address = "";

    @BeforeEach
    void somebody() {
        var person = people.signUp();
        organization = person.organizationId();
        own = person.api();
        address = keyed(told(own, "twilio", TASK));
    }

    private static String told(Api by, String verification, String steps) {
        var workflow = Workflows.of(by)
                .active("{\"type\":\"webhook\",\"verification\":\"%s\"}".formatted(verification), steps);
        return "/api/v1/workflows/" + workflow;
    }

    private String keyed(String workflow) {
        own.post(workflow + ROTATIONS, STATED).expect(200);
        return own.get(workflow + "/webhook").expect(200).at("/path");
    }

    @ParameterizedTest
    @CsvSource({"STOP,+4915112345678,sms", "' stopall ',+4915112345678,sms",
        "Unsubscribe,whatsapp:+4915112345678,whatsapp",
        "cancel,+4915112345678,sms", "End,+4915112345678,sms", "QUIT,whatsapp:+4915112345678,whatsapp"})
    void isSuppressedByTheChannelThatIsStopped(String text, String from, String channel) {
        receive(from, text, "SM1");
        receive(from, text, "SM1");
        receive(from, text, "SM2");

        var kept = own.get(SUPPRESSIONS).expect(200);
        assertThat(kept.json().path("results")).hasSize(1);
        assertThat(kept.at("/results/0/channel") + kept.at("/results/0/address")).isEqualTo(channel + NUMBER);
        assertThat(kept.at("/results/0/reason") + kept.at("/results/0/scope")).isEqualTo("unsubscribedall");
        assertThat(own.get("/api/v1/audit-logs?filter=actionType[eq]:suppression.created").json().path("results"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "unstop"})
    void isWrittenToAgain(String text) {
        receive(NUMBER, "STOP", "SM1");
        receive("whatsapp:" + NUMBER, "STOP", "SM2");
        receive(NUMBER, text, "SM3");
        // What came before comes again, and means no more than it did.
        receive(NUMBER, "STOP", "SM1");

        var kept = own.get(SUPPRESSIONS).expect(200);
        assertThat(kept.json().path("results")).hasSize(1);
        assertThat(kept.at("/results/0/channel")).isEqualTo("whatsapp");
        assertThat(own.get("/api/v1/audit-logs?filter=actionType[eq]:suppression.deleted").json().path("results"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribed", "manual"})
    void staysSuppressedBySomebodyElse(String reason) {
        own.post(SUPPRESSIONS, "{\"channel\":\"sms\",\"address\":\"%s\",\"reason\":\"%s\"}".formatted(NUMBER, reason))
                .expect(201);

        receive(NUMBER, "STOP", "SM1");
        receive(NUMBER, "START", "SM2");

        assertThat(own.get(SUPPRESSIONS).json().path("results")).hasSize(1);
    }

    @Test
    void staysSuppressedWhereAnotherNumberIsToldToStart() {
        var first = address;
        address = keyed(told(own, "twilio", TASK));
        receive(NUMBER, "STOP", "SM1");
        var second = address;

        address = first;
        receive(NUMBER, "START", "SM2");

        assertThat(own.get(SUPPRESSIONS).json().path("results")).hasSize(1);
        address = second;
        receive(NUMBER, "START", "SM3");
        assertThat(own.get(SUPPRESSIONS).json().path("results")).isEmpty();
    }

    @Test
    void isNotForgedByWhoMayNotSuppress() {
        var scopes = "\"workflows:read\",\"workflows:create\",\"workflows:update\",\"webhook-events:read\"";
        var poor = key(scopes);
        var forged = told(poor, "twilio", NOTHING);
        var changed = told(poor, "token\",\"tokenHeader\":\"X-Proof", NOTHING);

        assertThat(poor.post(forged + ROTATIONS, STATED).expect(403).text()).contains("suppressions:create");
        poor.post(changed + ROTATIONS, STATED).expect(200);
        own.patch(changed, TWILIO).expect(200);
        assertThat(own.get(changed + "/webhook").at("/secretSet")).isEqualTo("false");
        assertThat(poor.post(changed + ROTATIONS, STATED).expect(403).text()).contains("suppressions:create");

        assertThat(key(scopes + ",\"suppressions:create\"").post(forged + ROTATIONS, STATED).expect(403).text())
                .contains("suppressions:delete");
        key(scopes + ",\"suppressions:create\",\"suppressions:delete\"").post(forged + ROTATIONS, STATED).expect(200);
    }

    /** Neither the one in force nor the one before, whoever changes the verification, and whatever the trigger is between. */
    @ParameterizedTest
    @ValueSource(strings = {"directly", "after another rotation", "by another trigger"})
    void isNotForgedBySecretsOfAnotherVerification(String way) {
        var workflow = told(own, "token\",\"tokenHeader\":\"X-Proof", NOTHING);
        address = keyed(workflow);
        if (way.startsWith("after")) {
            own.post(workflow + ROTATIONS, "{\"secret\":\"another-secret-of-ours\"}").expect(200);
        }
        if (way.startsWith("by")) {
            own.patch(workflow, "{\"trigger\":{\"type\":\"manual\",\"verification\":null,\"tokenHeader\":null}}")
                    .expect(200);
        }

        own.patch(workflow, TWILIO).expect(200);
        send(NUMBER, "STOP", "SM1").expect(401);
        own.post(workflow + ROTATIONS, "{\"secret\":\"the-secret-of-twilio-itself\"}").expect(200);

        send(NUMBER, "STOP", "SM2").expect(401);
        assertThat(own.get(SUPPRESSIONS).json().path("results")).isEmpty();
        assertThat(own.get(workflow + "/webhook").json().has("previousUntil")).isFalse();
    }

    private Api key(String scopes) {
        var made = own.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[" + scopes + "]}").expect(201);
        return api.bearer(made.at("/key"));
    }

    @Test
    void saysNothingOfItByAnythingElse() {
        receive(NUMBER, "please stop", "SM1");
        receive(NUMBER, "Stop it", "SM2");
        receive("SHOP", "STOP", "SM3");
        receive("", "", "SM4");

        assertThat(own.get(SUPPRESSIONS).json().path("results")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deactivated", "in the trash", "of another trigger"})
    void isSuppressedWhateverTheWorkflowsState(String state) {
        var workflow = address(state);

        send(NUMBER, "hello", "SM1").expect(404);
        receive(NUMBER, "STOP", "SM2");
        receive(NUMBER, "STOP", "SM2");

        assertThat(own.get(SUPPRESSIONS).json().path("results")).hasSize(1);
        var kept = own.get("/api/v1/webhook-events").expect(200);
        assertThat(kept.json().path("results")).hasSize(1);
        assertThat(kept.at("/results/0/status")).isEqualTo("failed");
        assertThat(kept.at("/results/0/errorMessage")).contains("consent is recorded");
        receive(NUMBER, "START", "SM3");
        assertThat(own.get(SUPPRESSIONS).json().path("results")).isEmpty();
        api.send("POST", address, BodyPublishers.ofString("Body=STOP&From=%2B4915112345678"),
                "application/x-www-form-urlencoded").expect(404);
        assertThat(own.get(workflow + "/runs").json().path("results")).isEmpty();
    }

    private String address(String state) {
        var workflow = told(own, "twilio", TASK);
        address = keyed(workflow);
        switch (state) {
            case "deactivated" -> own.delete(workflow + "/activation").expect(200);
            case "in the trash" -> own.delete(workflow).expect(204);
            default -> own.patch(workflow, "{\"trigger\":{\"type\":\"manual\",\"verification\":null}}").expect(200);
        }
        return workflow;
    }

    @Test
    void isSuppressedWhereTheIntegrationIsOff() {
        var integration = "/api/v1/integrations/" + own.post("/api/v1/integrations", """
                {"provider":"twilio","type":"sms","name":"texts",
                 "configuration":{"accountSid":"AC1","from":"+4930123"},"credentials":{"authToken":"a token"}}""")
                .expect(201)
                .at("/id");
        own.post(integration + "/webhook", "").expect(200);
        address = keyed(integration);

        send(NUMBER, "hello", "SM1").expect(404);
        receive(NUMBER, "STOP", "SM2");

        assertThat(own.get(SUPPRESSIONS).json().path("results")).hasSize(1);
    }

    @Test
    void isSuppressedWhereTheOrganizationIsSuspended() {
        suspend("unpaid");

        receive(NUMBER, "STOP", "SM1");

        suspend(null);
        Workflows.await(() -> own.get(SUPPRESSIONS).status() == 200, "it is suspended");
        assertThat(own.get(SUPPRESSIONS).json().path("results")).hasSize(1);
    }

    private void suspend(@Nullable String reason) {
        authPool.jdbc()
                .sql("select app.suspend_organization(?, ?)")
                .params(organization, reason)
                .query(Boolean.class)
                .single();
    }

    private void receive(String from, String text, String id) {
        send(from, text, id).expect(200);
    }

    private Answer send(String from, String text, String id) {
        var body = "Body=" + encoded(text) + "&From=" + encoded(from) + "&MessageSid=" + id;
        var signed = "http://localhost:" + port() + address + "Body" + text + "From" + from + "MessageSid" + id;
        return api.with("X-Twilio-Signature", signature(signed))
                .send("POST", address, BodyPublishers.ofString(body), "application/x-www-form-urlencoded");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
