package dev.tenantry.identity.link;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

class SignUpConfirmationTests extends ConfirmingApiTest {

    @Test
    void tellsByNoWordThatCannotBeKeptWhetherThereIsAnAccount() {
        var known = address();
        member(known);

        for (var data : List.of("""
                {"note": "a\\u0000b"}""", """
                {"deep": [{"a\\u0000b": 1}]}""")) {
            for (var email : List.of(known, address())) {
                post("/signup", """
                        {"email": "%s", "password": "%s", "data": %s}""", email, PASSWORD, data).expect(400);
                post("/magiclink", """
                        {"email": "%s", "data": %s}""", email, data).expect(400);
            }
        }
    }

    @Test
    void answersWithTheUserAndMailsALink() {
        var email = address();

        var user = signUp(email).expect(200);

        assertThat(user.at("/email")).isEqualTo(email);
        assertThat(user.json().propertyNames()).doesNotContain("access_token", "email_confirmed_at", "confirmed_at")
                .contains("confirmation_sent_at");
        assertThat(user.json().at("/identities")).hasSize(1);
        assertThat(Mailbox.of(email)).hasSize(1);
        assertThat(Mailbox.newest(email).template()).isEqualTo("confirmation");
        assertThat(Mailbox.newest(email).link()).startsWith("/auth/v1/verify?token=")
                .contains("&type=signup&redirect_to=http%3A%2F%2Flocalhost%3A3000");
    }

    @Test
    void letsNobodyInBeforeTheAddressIsConfirmed() {
        var email = address();
        signUp(email).expect(200);

        assertThat(signIn(email, PASSWORD).expect(400).at("/error_code")).isEqualTo("email_not_confirmed");
        assertThat(signIn(email, "a wrong password").expect(400).at("/error_code")).isEqualTo("invalid_credentials");
        var session = post("/verify", """
                {"type": "signup", "email": "%s", "token": "%s"}""", email, Mailbox.newest(email).code()).expect(200);

        assertThat(session.at("/user/email_confirmed_at")).isNotEmpty();
        assertThat(session.at("/user/identities/0/identity_data/email_verified")).isEqualTo("true");
        as(session).get("/api/v1/profile").expect(200);
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void answersAsIfAnAddressThatIsTakenWereFree() {
        var email = address();
        member(email);

        var again = signUp(email).expect(200);
        Mailbox.rest(email);

        assertThat(again.at("/email")).isEqualTo(email);
        assertThat(again.at("/id")).isNotEmpty();
        assertThat(again.at("/app_metadata/provider")).isEqualTo("email");
        assertThat(again.at("/user_metadata/name")).isEqualTo("Ada");
        assertThat(again.json().at("/identities").isArray()).isTrue();
        assertThat(again.json().at("/identities")).isEmpty();
        assertThat(again.json().propertyNames()).contains("confirmation_sent_at").doesNotContain("email_confirmed_at");
        assertThat(Mailbox.of(email)).hasSize(1);
    }

    @Test
    void sendsTheConfirmationAgainAndEndsBothByTheUseOfOne() {
        var email = address();
        signUp(email).expect(200);
        var first = Mailbox.newest(email);
        Mailbox.rest(email);

        assertThat(post("/resend", """
                {"type": "signup", "email": "%s"}""", email).expect(200).text()).isEqualTo("{}");

        assertThat(Mailbox.of(email)).hasSize(2);
        post("/verify", """
                {"type": "email", "email": "%s", "token": "%s"}""", email, Mailbox.newest(email).code()).expect(200);
        assertThat(post("/verify", """
                {"type": "signup", "token_hash": "%s"}""", first.token()).expect(403).at("/error_code"))
                .isEqualTo("otp_expired");
    }

    @Test
    void doesNotTrustAPasswordThatWasChosenBeforeTheMailboxWasProved() {
        var email = address();
        signUp(email).expect(200);
        Mailbox.rest(email);
        post("/magiclink", """
                {"email": "%s"}""", email).expect(200);

        click(Mailbox.newest(email).link()).expect(303);

        assertThat(signIn(email, PASSWORD).expect(400).at("/error_code")).isEqualTo("invalid_credentials");
    }

    @Test
    void signsUpWithoutAnything() {
        var session = post("/signup", """
                {"data": {"colour": "green"}}""").expect(200);

        assertThat(session.at("/user/is_anonymous")).isEqualTo("true");
        assertThat(session.at("/user/email")).isEmpty();
        assertThat(session.at("/user/user_metadata/colour")).isEqualTo("green");
        as(session).get("/api/v1/organization").expect(200);
    }

    @Test
    void turnsSomebodyAnonymousIntoSomebodyWithAnAddress() {
        var email = address();
        var session = post("/signup", "{}").expect(200);
        assertThat(as(session).put("/auth/v1/user", """
                {"password": "%s"}""".formatted(PASSWORD)).expect(422).at("/error_code"))
                .isEqualTo("validation_failed");

        var proposed = as(session).put("/auth/v1/user", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD)).expect(200);
        var confirmed = as(session).post("/auth/v1/verify", """
                {"type": "email_change", "email": "%s", "token": "%s"}""".formatted(email,
                Mailbox.newest(email).code())).expect(200);

        assertThat(proposed.at("/new_email")).isEqualTo(email);
        assertThat(proposed.at("/is_anonymous")).isEqualTo("true");
        assertThat(confirmed.at("/user/id")).isEqualTo(session.at("/user/id"));
        assertThat(confirmed.at("/user/email")).isEqualTo(email);
        assertThat(confirmed.at("/user/is_anonymous")).isEqualTo("false");
        assertThat(confirmed.at("/user/identities/0/provider")).isEqualTo("email");
        assertThat(confirmed.at("/user/app_metadata/providers/0")).isEqualTo("email");
        signIn(email, PASSWORD).expect(200);
        assertThat(as(confirmed).get("/api/v1/profile").expect(200).at("/email")).isEqualTo(email);
    }

    @Test
    void signsUpAndInByTelephone() {
        var number = number();
        var body = """
                {"phone": "+%s", "password": "%s"}""".formatted(number, PASSWORD);

        var user = post("/signup", "%s", body).expect(200);
        var early = post("/token?grant_type=password", "%s", body).expect(400);
        var session = post("/verify", """
                {"type": "sms", "phone": "%s", "token": "%s"}""", number, Mailbox.newest("+" + number).code())
                .expect(200);

        assertThat(user.at("/phone")).isEqualTo(number);
        assertThat(early.at("/error_code")).isEqualTo("phone_not_confirmed");
        assertThat(session.at("/user/phone_confirmed_at")).isNotEmpty();
        post("/token?grant_type=password", "%s", body).expect(200);
        Mailbox.rest(number);
        assertThat(post("/signup", "%s", body).expect(200).json().at("/identities")).isEmpty();
    }

    @Test
    void tellsTheTruthAboutHowToSignUp() {
        var settings = api.get("/auth/v1/settings").expect(200);

        assertThat(settings.at("/external/phone")).isEqualTo("true");
        assertThat(settings.at("/external/anonymous_users")).isEqualTo("true");
        assertThat(settings.at("/mailer_autoconfirm")).isEqualTo("false");
        assertThat(settings.at("/sms_provider")).isEmpty();
    }

    @Test
    void makesOneAccountOfManySignUpsAtOnce() {
        var email = address();

        var answers = Parallel.times(16, () -> signUp(email));

        assertThat(answers.stream().map(Answer::status)).containsOnly(200);
        assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
        assertThat(Mailbox.of(email)).hasSize(1);
        post("/verify", """
                {"type": "signup", "token_hash": "%s"}""", Mailbox.newest(email).token()).expect(200);
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void refusesAPasswordThatEverybodyHas() {
        var answer = post("/signup", """
                {"email": "%s", "password": "Password1"}""", address()).expect(422);

        assertThat(answer.at("/error_code")).isEqualTo("weak_password");
        assertThat(answer.at("/weak_password/reasons/0")).isEqualTo("pwned");
    }
}
