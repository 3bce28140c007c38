package dev.tenantry.shared.idempotency;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** An answer that is kept is given to whoever may ask for it now. */
class ReplayTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts";
    private static final String BODY = "{\"name\": \"Ada\"}";

    private Person host;
    private Person guest;

    @BeforeEach
    void meet() {
        host = people.signUp();
        guest = people.signUpInto(host, "member");
    }

    @Test
    void isNotGivenToWhoMayNotAskAnyMore() {
        post(guest.api()).expect(201);

        host.api().put(member() + "/role", "{\"role\": \"viewer\"}").expect(200);

        assertThat(post(guest.api()).expect(403).at("/detail")).contains("contacts:create");
        guest.api()
                .with("Idempotency-Key", "k")
                .with("Content-Type", "text/plain")
                .send("POST", CONTACTS, BodyPublishers.ofString(BODY), "text/plain")
                .expect(403);
    }

    @Test
    void isNotGivenToWhoHasLeft() {
        post(guest.api()).expect(201);

        host.api().delete(member()).expect(204);

        post(guest.api()).expect(401);
    }

    @Test
    void isNotGivenToAKeyWithoutTheScope() {
        post(host.api()).expect(201);
        var key = host.api().post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:read"]}""").expect(201).at("/key");

        assertThat(post(api.bearer(key)).expect(403).at("/detail")).contains("contacts:create");
    }

    /** What an answer shows depends on more than the right to ask. */
    @Test
    void isNotGivenToAKeyThatMayLess() {
        post(host.api()).expect(201);
        var key = host.api().post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:create"]}""").expect(201).at("/key");

        var refused = post(api.bearer(key)).expect(409);

        assertThat(refused.at("/detail")).contains("other rights", "/api/v1/contacts/");
        post(host.api()).expect(201);
    }

    @Test
    void isNotGivenWithoutTheSecondFactorThatTheRequestNeeds() {
        var raised = Authenticator.enrol(api, host).person();
        var invitation = "{\"email\": \"kim@example.test\"}";
        raised.api().with("Idempotency-Key", "i").post("/api/v1/invitations", invitation).expect(201);

        var lower = people.signIn(host.email()).api().with("Idempotency-Key", "i");

        assertThat(lower.post("/api/v1/invitations", invitation).expect(403).at("/code"))
                .isEqualTo("step-up-required");
    }

    @Test
    void isNotGivenToWhoActsAsThePerson() {
        var invitation = "{\"email\": \"lee@example.test\"}";
        host.api().with("Idempotency-Key", "i").post("/api/v1/invitations", invitation).expect(201);
        var acting = api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + host.userId() + "/impersonation", "{\"reason\": \"ticket 4711: asks again\"}")
                .expect(201)
                .at("/accessToken"));

        assertThat(acting.with("Idempotency-Key", "i").post("/api/v1/invitations", invitation).expect(403).at("/code"))
                .isEqualTo("impersonated");
    }

    @Test
    void isNotKeptWhereItIsAboutWhoAsks() {
        host.api().put(member() + "/role", "{\"role\": \"viewer\"}").expect(200);
        post(guest.api()).expect(403);

        host.api().put(member() + "/role", "{\"role\": \"member\"}").expect(200);

        post(guest.api()).expect(201);
    }

    /** Nobody who may not ask makes the server take in what they send. */
    @Test
    void isRefusedBeforeTheBodyIsRead() throws IOException {
        host.api().put(member() + "/role", "{\"role\": \"viewer\"}").expect(200);

        try (var socket = new Socket("localhost", port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST " + CONTACTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + guest.accessToken()
                            + "\r\nIdempotency-Key: big\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var answer = new byte[12];

            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length)).isEqualTo(12);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
        }
    }

    private String member() {
        return "/api/v1/organization/members/" + guest.userId();
    }

    private static Answer post(Api who) {
        return who.with("Idempotency-Key", "k").post(CONTACTS, BODY);
    }
}
