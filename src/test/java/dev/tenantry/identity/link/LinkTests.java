package dev.tenantry.identity.link;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

class LinkTests extends ConfirmingApiTest {

    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";

    @Test
    void signsInWhoeverClicksOnTheLink() {
        var email = address();
        member(email);
        post("/recover", """
                {"email": "%s"}""", email).expect(200);

        var answer = click(Mailbox.newest(email).link()).expect(303);

        var place = URI.create(answer.header("Location"));
        assertThat(place.toString()).startsWith("http://localhost:3000#access_token=");
        assertThat(place.getRawFragment().replaceAll("=[^&]*", ""))
                .isEqualTo("access_token&expires_at&expires_in&refresh_token&token_type&type");
        assertThat(place.getRawFragment()).endsWith("&token_type=bearer&type=recovery");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        api.bearer(place.getRawFragment().replaceFirst("access_token=([^&]*).*", "$1"))
                .get("/auth/v1/user")
                .expect(200);
    }

    @Test
    void isNotUsedUpByWhateverLooksAtIt() {
        var email = address();
        signUp(email).expect(200);
        var mail = Mailbox.newest(email);

        api.send("HEAD", mail.link(), null).expect(200);
        api.with("Sec-Purpose", "prefetch").with("Sec-Fetch-Mode", "navigate").get(mail.link()).expect(200);
        api.with("Purpose", "prefetch").get(mail.link()).expect(200);
        api.with("X-Moz", "prefetch").get(mail.link()).expect(200);
        api.with("User-Agent", "curl/8").get(mail.link()).expect(200);
        var page = api.get(mail.link()).expect(200);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
                        + "form-action 'self' http://localhost:3000");
        assertThat(page.text()).contains("action=\"verify/confirmation\"", mail.token()).doesNotContain("<script");
        assertThat(press(mail.token(), "signup").expect(303).header("Location")).contains("#access_token=");
    }

    @Test
    void isGoodOnce() {
        var email = address();
        signUp(email).expect(200);
        var mail = Mailbox.newest(email);

        click(mail.link()).expect(303);
        var again = click(mail.link()).expect(303);

        assertThat(again.header("Location")).startsWith(
                "http://localhost:3000#error=access_denied&error_code=otp_expired&error_description=Email+link");
        assertThat(press(mail.token(), "signup").expect(303).header("Location")).contains("error_code=otp_expired");
    }

    @Test
    void letsOneOfManyInWhoUseItAtOnce() {
        var email = address();
        signUp(email).expect(200);
        var mail = Mailbox.newest(email);

        var answers = Parallel.times(50, () -> post("/verify", """
                {"type": "signup", "token_hash": "%s"}""", mail.token()));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> assertThat(answer.at("/error_code")).isEqualTo("otp_expired"));
    }

    @Test
    void letsOneOfManyInWhoTypeTheCodeAtOnce() {
        var email = address();
        signUp(email).expect(200);
        var code = Mailbox.newest(email).code();

        var answers = Parallel.times(50, () -> post("/verify", """
                {"type": "signup", "email": "%s", "token": "%s"}""", email, code));

        assertThat(answers.stream().map(Answer::status).filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().map(Answer::status)).containsOnly(200, 403);
    }

    @Test
    void evaluatesNoMoreThanFiveGuesses() {
        var email = address();
        signUp(email).expect(200);
        var mail = Mailbox.newest(email);
        var wrong = mail.code().equals("000000") ? "000001" : "000000";

        var answers = Parallel.times(20, () -> post("/verify", """
                {"type": "signup", "email": "%s", "token": "%s"}""", email, wrong));

        assertThat(answers.stream().map(Answer::status)).containsOnly(403);
        post("/verify", """
                {"type": "signup", "email": "%s", "token": "%s"}""", email, mail.code()).expect(403);
        // Guessing the digits does not take the link away.
        click(mail.link()).expect(303);
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void evaluatesNoMoreGuessesOfAnHourHoweverManyCodesAreSent() {
        var known = address();
        signUp(known).expect(200);
        for (var email : List.of(known, address())) {
            for (var mail = 0; mail < 6; mail++) {
                Mailbox.rest(email);
                post("/resend", "{\"type\": \"signup\", \"email\": \"%s\"}", email).expect(200);
                var answers = Parallel.times(10, () -> guess(email, "not it"));
                assertThat(answers.stream().map(Answer::status)).containsOnly(403);
            }
            Mailbox.rest(email);
            post("/resend", "{\"type\": \"signup\", \"email\": \"%s\"}", email).expect(200);

            var refused = guess(email, email.equals(known) ? Mailbox.newest(email).code() : "123456").expect(429);

            assertThat(refused.at("/error_code")).isEqualTo("over_request_rate_limit");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3000, 3600);
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"codes-per-address\";q=60");
            assertThat(refused.header("RateLimit"))
                    .isEqualTo("\"codes-per-address\";r=0;t=" + refused.header("Retry-After"));
        }
        click(Mailbox.newest(known).link()).expect(303);
        signIn(known, PASSWORD).expect(200);
    }

    @Test
    void takesACodeHoweverItIsTyped() {
        var email = address();
        signUp(email).expect(200);
        var code = Mailbox.newest(email).code();

        guess(email, " " + code.substring(0, 3) + "\u2009-\u00a0" + fullWidth(code.substring(3))).expect(200);
    }

    private Answer guess(String email, String code) {
        return post("/verify", """
                {"type": "signup", "email": "%s", "token": "%s"}""", email, code);
    }

    private static String fullWidth(String digits) {
        return digits.chars()
                .map(digit -> digit - '0' + '\uff10')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void expires() {
        var email = address();
        signUp(email).expect(200);
        var mail = Mailbox.newest(email);
        Mailbox.expire(email);

        assertThat(post("/verify", """
                {"type": "signup", "email": "%s", "token": "%s"}""", email, mail.code()).expect(403)
                .at("/error_code")).isEqualTo("otp_expired");
        assertThat(click(mail.link()).expect(303).header("Location")).contains("error_code=otp_expired");
    }

    @Test
    void isOfOneType() {
        var email = address();
        signUp(email).expect(200);

        post("/verify", """
                {"type": "recovery", "token_hash": "%s"}""", Mailbox.newest(email).token()).expect(403);
    }

    @Test
    void leadsToAllowedPlacesAlone() {
        var email = address();
        member(email);
        var allowed = "https%3A%2F%2Fapp.example.test%2Fwelcome%3Ffrom%3Dmail";

        post("/recover?redirect_to=" + allowed, """
                {"email": "%s"}""", email).expect(200);
        var right = click(Mailbox.newest(email).link()).expect(303);
        Mailbox.rest(email);
        post("/recover?redirect_to=" + allowed + "2", """
                {"email": "%s"}""", email).expect(200);
        var mail = Mailbox.newest(email);
        var wrong = click("/auth/v1/verify?type=recovery&token=" + mail.token()
                + "&redirect_to=https%3A%2F%2Fevil.example.test").expect(303);

        assertThat(right.header("Location")).startsWith("https://app.example.test/welcome?from=mail#access_token=");
        assertThat(mail.link()).endsWith("redirect_to=http%3A%2F%2Flocalhost%3A3000");
        assertThat(wrong.header("Location")).startsWith("http://localhost:3000#access_token=");
    }

    @Test
    void yieldsACodeToWhoeverBeganWithAChallenge() throws Exception {
        var email = address();
        member(email);

        var mail = beginWithAChallenge(email);
        var page = api.get(mail.link()).expect(200);
        var place = click(mail.link()).expect(303).header("Location");
        var code = place.replace("myapp://signed-in?code=", "");

        assertThat(mail.token()).startsWith("pkce_");
        assertThat(page.header("Content-Security-Policy")).endsWith("form-action 'self' myapp:");
        assertThat(place).startsWith("myapp://signed-in?code=").doesNotContain("#");
        assertThat(exchange(code, "another" + VERIFIER).expect(400).at("/error_code")).isEqualTo("bad_code_verifier");
        assertThat(exchange(code, VERIFIER).expect(200).at("/user/email")).isEqualTo(email);
        assertThat(exchange(code, VERIFIER).expect(404).at("/error_code")).isEqualTo("flow_state_not_found");
        assertThat(click(mail.link()).expect(303).header("Location"))
                .startsWith("myapp://signed-in?error=access_denied&error_code=otp_expired");
    }

    @Test
    void yieldsACodeThatIsWorthNothingOnceThePasswordHasChanged() throws Exception {
        var email = address();
        var session = member(email);
        var place = click(beginWithAChallenge(email).link()).expect(303).header("Location");

        as(session).put("/auth/v1/user", "{\"password\": \"an entirely new one\"}").expect(200);

        assertThat(exchange(place.replace("myapp://signed-in?code=", ""), VERIFIER).expect(404).at("/error_code"))
                .isEqualTo("flow_state_not_found");
    }

    private Mailbox.Received beginWithAChallenge(String email) throws Exception {
        var challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        post("/otp?redirect_to=myapp%3A%2F%2Fsigned-in", """
                {"email": "%s", "code_challenge": "%s", "code_challenge_method": "s256"}""", email, challenge)
                .expect(200);
        return Mailbox.newest(email);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                        | 400 | validation_failed
            {"type": "signup"}                                                        | 400 | validation_failed
            {"type": "nonsense", "token_hash": "x"}                                   | 400 | validation_failed
            {"type": "signup", "token": "123456"}                                     | 400 | validation_failed
            {"type": "sms", "token": "123456", "email": "a@example.test"}             | 400 | validation_failed
            {"type": "signup", "token_hash": "x", "email": "a@example.test"}          | 400 | validation_failed
            {"type": "signup", "token": "123456", "email": "nobody@example.test"}     | 403 | otp_expired
            {"type": "sms", "token": "123456", "phone": "not a number"}               | 400 | validation_failed
            {"type": "signup", "token_hash": "x"}                                     | 403 | otp_expired
            """)
    void saysWhatIsWrongWithARequest(String body, int status, String code) {
        assertThat(post("/verify", "%s", body).expect(status).at("/error_code")).isEqualTo(code);
    }

    private Answer exchange(String code, String verifier) {
        return post("/token?grant_type=pkce", """
                {"auth_code": "%s", "code_verifier": "%s"}""", code, verifier);
    }
}
