package dev.tenantry.identity.link;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

import org.springframework.test.context.TestPropertySource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;

/** A test of an installation that is in production: addresses are confirmed. All such tests share one context. */
@TestPropertySource(properties = {"tenantry.identity.auto-confirm=false", "tenantry.identity.send-interval=1m",
    "tenantry.identity.answer-after=50ms", "tenantry.identity.anonymous-enabled=true",
    "tenantry.identity.phone-enabled=true", "tenantry.identity.reauthenticate-for-password=true",
    "tenantry.identity.redirect-urls=https://app.example.test/welcome?from=mail,myapp://signed-in",
    "tenantry.limits.codes-per-address=60/1h",
    "tenantry.pool.size=8", "tenantry.pool.auth-size=8"})
abstract class ConfirmingApiTest extends ApiTest {

    static final String PASSWORD = "correct horse battery staple";

    static String address() {
        return UUID.randomUUID() + "@example.test";
    }

    /** A number that nobody has. */
    static String number() {
        return "43" + Long.toString(1_000_000_000L + (UUID.randomUUID().getLeastSignificantBits() >>> 34));
    }

    Answer post(String path, String json, Object... values) {
        return api.post("/auth/v1" + path, json.formatted(values));
    }

    Answer signUp(String email) {
        return post("/signup", """
                {"email": "%s", "password": "%s", "data": {"name": "Ada"}}""", email, PASSWORD);
    }

    Answer signIn(String email, String password) {
        return post("/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""", email, password);
    }

    /** Somebody whose address is confirmed. @return the session */
    Answer member(String email) {
        signUp(email).expect(200);
        var session = post("/verify", """
                {"type": "signup", "token_hash": "%s"}""", Mailbox.newest(email).token()).expect(200);
        Mailbox.rest(email);
        return session;
    }

    Api as(Answer session) {
        return api.bearer(session.at("/access_token"));
    }

    /** As a browser opens a link that somebody clicks on. */
    Answer click(String link) {
        return api.with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .with("Sec-Fetch-User", "?1")
                .get(link);
    }

    /** As the page's button does. */
    Answer press(String token, String type) {
        return api.send("POST", "/auth/v1/verify/confirmation",
                BodyPublishers.ofString("token=%s&type=%s&redirect_to=".formatted(token, type)),
                "application/x-www-form-urlencoded");
    }
}
