package dev.tenantry.identity.link;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Mailbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Links and codes that people ask for. */
class RequestTests extends ConfirmingApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"/recover", "/magiclink", "/otp", "/resend"})
    void tellsNobodyWhetherThereIsAnAccount(String path) {
        var known = address();
        member(known);
        var unknown = address();
        var body = """
                {"type": "signup", "email": "%s"}""";

        var start = System.nanoTime();
        var toKnown = post(path, body, known).expect(200);
        var afterKnown = System.nanoTime();
        var toUnknown = post(path, body, unknown).expect(200);
        var afterUnknown = System.nanoTime();

        assertThat(toKnown.text()).isEqualTo("{}").isEqualTo(toUnknown.text());
        assertThat(Duration.ofNanos(afterKnown - start)).isGreaterThan(Duration.ofMillis(50));
        assertThat(Duration.ofNanos(afterUnknown - afterKnown)).isGreaterThan(Duration.ofMillis(50));
        for (var email : new String[]{known, unknown}) {
            var again = post(path, body, email).expect(429);
            assertThat(again.at("/error_code")).isEqualTo("over_email_send_rate_limit");
            assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 60);
        }
    }

    @Test
    void makesNoAccountWhereTheClientSaysSo() {
        var email = address();

        var refused = post("/otp", """
                {"email": "%s", "create_user": false}""", email).expect(422);
        var byPhone = post("/otp", """
                {"phone": "%s", "create_user": false}""", number()).expect(422);

        assertThat(refused.at("/error_code")).isEqualTo("otp_disabled");
        assertThat(byPhone.at("/error_code")).isEqualTo("otp_disabled");
        assertThat(Mailbox.of(email)).isEmpty();
    }

    @Test
    void signsSomebodyNewUpByACode() {
        var email = address();

        post("/otp", """
                {"email": "%s", "data": {"name": "Grace"}}""", email).expect(200);
        var session = post("/verify", """
                {"type": "email", "email": "%s", "token": "%s"}""", email, Mailbox.newest(email).code()).expect(200);

        assertThat(session.at("/user/email_confirmed_at")).isNotEmpty();
        assertThat(session.at("/user/user_metadata/name")).isEqualTo("Grace");
    }

    @Test
    void signsInByACodeOnTheTelephone() {
        var number = number();

        post("/otp", """
                {"phone": "%s", "channel": "sms"}""", number).expect(200);
        var limited = post("/otp", """
                {"phone": "%s"}""", number).expect(429);
        var session = post("/verify", """
                {"type": "sms", "phone": "+%s", "token": "%s"}""", number, Mailbox.newest("+" + number).code())
                .expect(200);

        assertThat(limited.at("/error_code")).isEqualTo("over_sms_send_rate_limit");
        assertThat(session.at("/user/phone")).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /recover   | {}                                          | 400
            /recover   | {"email": "nobody"}                         | 400
            /otp       | {}                                          | 400
            /otp       | {"email": "a@example.test", "phone": "431"} | 400
            /otp       | {"phone": "call me"}                        | 400
            /resend    | {"email": "a@example.test"}                 | 400
            /resend    | {"email": "a@example.test", "type": "x"}    | 400
            /resend    | {"type": "sms"}                             | 400
            /magiclink | {"email": "a@example.test", "code_challenge": "short", "code_challenge_method": "s256"} | 400
            /otp       | {"phone": "431234567", "channel": "whatsapp"} | 400
            /signup    | {"phone": "431234567", "channel": "whatsapp", "password": "correct horse battery"} | 400
            """)
    void saysWhatIsWrongWithARequest(String path, String body, int status) {
        assertThat(post(path, "%s", body).expect(status).at("/error_code")).isEqualTo("validation_failed");
    }

    @Test
    void recoversAPasswordByTheMailedLink() {
        var email = address();
        var before = member(email);
        post("/recover", """
                {"email": "%s"}""", email).expect(200);

        var session = post("/verify", """
                {"type": "recovery", "token_hash": "%s"}""", Mailbox.newest(email).token()).expect(200);
        as(session).put("/auth/v1/user", """
                {"password": "an entirely new one"}""").expect(200);

        signIn(email, "an entirely new one").expect(200);
        assertThat(signIn(email, PASSWORD).expect(400).at("/error_code")).isEqualTo("invalid_credentials");
        as(before).get("/auth/v1/user").expect(403);
        as(session).get("/auth/v1/user").expect(200);
    }
}
