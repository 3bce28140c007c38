package dev.tenantry.identity;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class FactorTests extends ApiTest {

    private static final String FACTORS = "/auth/v1/factors";

    @Autowired
    private RolePool authPool;

    @Test
    void tellsAnAuthenticatorItsSecretOnce() {
        var person = people.signUp();

        var answer = enrol(person, "my phone").expect(200);

        assertThat(answer.at("/type")).isEqualTo("totp");
        assertThat(answer.at("/friendly_name")).isEqualTo("my phone");
        assertThat(answer.at("/totp/secret")).matches("[A-Z2-7]{32}");
        assertThat(answer.at("/totp/uri")).startsWith("otpauth://totp/localhost:")
                .contains("secret=" + answer.at("/totp/secret"), "issuer=localhost");
        assertThat(answer.at("/totp/qr_code")).startsWith("<svg").doesNotContain("#");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(stored(answer.id())).isNotEmpty().doesNotContain(answer.at("/totp/secret"));
        var user = person.api().get("/auth/v1/user").expect(200);
        assertThat(user.at("/factors/0/id")).isEqualTo(answer.id());
        assertThat(user.at("/factors/0/status")).isEqualTo("unverified");
        assertThat(user.text()).doesNotContain(answer.at("/totp/secret"));
    }

    @Test
    void raisesTheSessionThatVerifiesAndNoOther() {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var elsewhere = people.signIn(person.email());

        var answer = Authenticator.verify(elsewhere.api(), enrolled.factorId(), enrolled.codes().code(1)).expect(200);

        var claims = Tokens.claims(answer.at("/access_token"));
        assertThat(claims.at("/aal").asString()).isEqualTo("aal2");
        assertThat(claims.at("/session_id")).isEqualTo(Tokens.claims(elsewhere.accessToken()).at("/session_id"));
        assertThat(claims.at("/amr").toString()).contains("\"password\"", "\"totp\"");
        assertThat(answer.at("/user/factors/0/status")).isEqualTo("verified");
        var third = people.signIn(person.email());
        assertThat(Tokens.claims(third.accessToken()).at("/aal").asString()).isEqualTo("aal1");
        third.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void endsTheSessionsWithoutASecondFactorWhenThereComesToBeOne() {
        var person = people.signUp();
        var elsewhere = people.signIn(person.email());

        var raised = Authenticator.enrol(api, person).person();

        elsewhere.api().get("/api/v1/profile").expect(401);
        raised.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void acceptsACodeOnce() {
        var enrolled = Authenticator.enrol(api, people.signUp());
        var code = enrolled.codes().code(1);
        Authenticator.verify(enrolled.person().api(), enrolled.factorId(), code).expect(200);

        var again = Authenticator.verify(enrolled.person().api(), enrolled.factorId(), code).expect(422);

        assertThat(again.at("/error_code")).isEqualTo("mfa_verification_failed");
    }

    @Test
    void acceptsACodeOnceHoweverManyPresentItAtOnce() {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var sessions = IntStream.range(0, 10).mapToObj(_ -> people.signIn(person.email())).toList();
        var challenges = sessions.stream()
                .map(session -> Authenticator.challenge(session.api(), enrolled.factorId()).expect(200).id())
                .toList();
        var next = new java.util.concurrent.atomic.AtomicInteger();
        var code = enrolled.codes().code(1);

        // The newest challenges are open; five answers to each of three would do, fifty to the newest session's do too.
        var answers = Parallel.times(50, () -> {
            var index = 7 + next.getAndIncrement() % 3;
            return Authenticator.verify(sessions.get(index).api(), enrolled.factorId(), challenges.get(index), code);
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 200)
                .extracting(answer -> answer.at("/error_code"))
                .isSubsetOf("mfa_verification_failed", "mfa_verification_rejected", "mfa_challenge_expired");
        assertThat(attempts(person, true)).isEqualTo(2);
    }

    @Test
    void evaluatesFiveAnswersToAChallengeHoweverManyComeAtOnce() {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var challenge = Authenticator.challenge(enrolled.person().api(), enrolled.factorId()).expect(200).id();
        var wrong = enrolled.codes().wrongCode();

        var answers = Parallel.times(100, () -> Authenticator.verify(enrolled.person().api(), enrolled.factorId(),
                challenge, wrong));

        assertThat(answers).filteredOn(answer -> answer.at("/error_code").equals("mfa_verification_failed"))
                .hasSize(5)
                .allSatisfy(answer -> answer.expect(422));
        assertThat(answers).filteredOn(answer -> answer.at("/error_code").equals("mfa_verification_rejected"))
                .hasSize(95);
        assertThat(attempts(person, false)).isEqualTo(5);
        Authenticator.verify(enrolled.person().api(), enrolled.factorId(), challenge, enrolled.codes().code(1))
                .expect(403);
    }

    @Test
    void evaluatesNoMoreWhereThereWereTooManyWrongAnswers() {
        var enrolled = Authenticator.enrol(api, people.signUp());
        var own = enrolled.person().api();
        for (var round = 0; round < 4; round++) {
            var challenge = Authenticator.challenge(own, enrolled.factorId()).expect(200).id();
            for (var attempt = 0; attempt < 5; attempt++) {
                Authenticator.verify(own, enrolled.factorId(), challenge, enrolled.codes().wrongCode()).expect(422);
            }
        }

        var refused = Authenticator.challenge(own, enrolled.factorId()).expect(429);

        assertThat(refused.at("/error_code")).isEqualTo("over_request_rate_limit");
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }

    @Test
    void yieldsNothingMoreToARefreshTokenFromBeforeTheSecondFactor() {
        var person = people.signUp();
        var raised = Authenticator.enrol(api, person).person();

        var early = refresh(person.refreshToken());
        var next = refresh(raised.refreshToken()).expect(200);
        var late = refresh(person.refreshToken());

        assertThat(List.of(early, late)).allSatisfy(answer -> {
            answer.expect(400);
            assertThat(answer.text()).doesNotContain("access_token");
        });
        assertThat(Tokens.claims(next.at("/access_token")).at("/aal").asString()).isEqualTo("aal2");
        refresh(next.at("/refresh_token")).expect(200);
    }

    @Test
    void answersAChallengeOnlyToTheSessionThatAskedForIt() {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var other = people.signIn(person.email());
        var challenge = Authenticator.challenge(enrolled.person().api(), enrolled.factorId()).expect(200).id();

        var answer = Authenticator.verify(other.api(), enrolled.factorId(), challenge, enrolled.codes().code(1));

        assertThat(answer.expect(422).at("/error_code")).isEqualTo("mfa_factor_not_found");
    }

    @Test
    void answersNoChallengeThatHasExpired() {
        var enrolled = Authenticator.enrol(api, people.signUp());
        var challenge = Authenticator.challenge(enrolled.person().api(), enrolled.factorId()).expect(200).id();
        authPool.jdbc()
                .sql("update auth.mfa_challenges set created_at = created_at - interval '5 minutes' where id = ?::uuid")
                .param(challenge)
                .update();

        var answer = Authenticator.verify(enrolled.person().api(), enrolled.factorId(), challenge,
                enrolled.codes().code(1));

        assertThat(answer.expect(422).at("/error_code")).isEqualTo("mfa_challenge_expired");
    }

    @Test
    void asksForTheSecondFactorBeforeAnotherIsAdded() {
        var person = people.signUp();
        Authenticator.enrol(api, person);
        var elsewhere = people.signIn(person.email());

        assertThat(enrol(elsewhere, "another").expect(403).at("/error_code")).isEqualTo("insufficient_aal");
    }

    @Test
    void removesAVerifiedFactorForASessionThatUsedOne() {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var elsewhere = people.signIn(person.email());

        var refused = elsewhere.api().delete(FACTORS + "/" + enrolled.factorId()).expect(422);
        var removed = enrolled.person().api().delete(FACTORS + "/" + enrolled.factorId()).expect(200);

        assertThat(refused.at("/error_code")).isEqualTo("insufficient_aal");
        assertThat(removed.id()).isEqualTo(enrolled.factorId());
        var user = enrolled.person().api().get("/auth/v1/user").expect(200);
        assertThat(user.json().at("/factors")).isEmpty();
        var refreshed = refresh(enrolled.person().refreshToken()).expect(200);
        assertThat(Tokens.claims(refreshed.at("/access_token")).at("/aal").asString()).isEqualTo("aal1");
        assertThat(Tokens.claims(refreshed.at("/access_token")).at("/amr").toString()).doesNotContain("totp");
    }

    @Test
    void removesWhatWasNeverVerifiedForAnySession() {
        var person = people.signUp();
        var factor = enrol(person, "abandoned").expect(200).id();

        person.api().delete(FACTORS + "/" + factor).expect(200);

        person.api().delete(FACTORS + "/" + factor).expect(404);
    }

    @Test
    void refusesANameThatAnotherFactorHas() {
        var person = people.signUp();
        enrol(person, "phone").expect(200);

        assertThat(enrol(person, "phone").expect(422).at("/error_code")).isEqualTo("mfa_factor_name_conflict");
    }

    @Test
    void refusesMoreFactorsThanAPersonMayHave() {
        var person = people.signUp();
        IntStream.range(0, 10).forEach(number -> enrol(person, "factor " + number).expect(200));

        assertThat(enrol(person, "eleventh").expect(422).at("/error_code"))
                .isEqualTo("too_many_enrolled_mfa_factors");
    }

    @Test
    void keepsToTheLimitHoweverManyAreEnrolledAtOnce() {
        var person = people.signUp();
        var number = new java.util.concurrent.atomic.AtomicInteger();

        var answers = Parallel.times(30, () -> enrol(person, "factor " + number.incrementAndGet()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10);
    }

    @Test
    void treatsAnothersFactorAsNone() {
        var enrolled = Authenticator.enrol(api, people.signUp());
        var stranger = people.signUp();

        for (var factor : List.of(enrolled.factorId(), UUID.randomUUID().toString())) {
            assertThat(Authenticator.challenge(stranger.api(), factor).expect(404).at("/error_code"))
                    .isEqualTo("mfa_factor_not_found");
            Authenticator.verify(stranger.api(), factor, UUID.randomUUID().toString(), "000000").expect(404);
            stranger.api().delete(FACTORS + "/" + factor).expect(404);
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        var person = people.signUp();
        var factor = enrol(person, "phone").expect(200).id();

        for (var body : List.of("{}", "{\"factor_type\": \"smoke-signals\"}", "{\"factor_type\": \"phone\"}",
                "{\"factor_type\": \"phone\", \"phone\": \"no number\"}",
                "{\"factor_type\": \"totp\", \"issuer\": \"a:b\"}",
                "{\"factor_type\": \"totp\", \"friendly_name\": \"%s\"}".formatted("x".repeat(101)))) {
            assertThat(person.api().post(FACTORS, body).expect(400).at("/error_code")).isEqualTo("validation_failed");
        }
        for (var body : List.of("{}", "{\"code\": \"123456\"}",
                "{\"challenge_id\": \"%s\"}".formatted(UUID.randomUUID()))) {
            assertThat(person.api().post(FACTORS + "/" + factor + "/verify", body).expect(400).at("/error_code"))
                    .isEqualTo("validation_failed");
        }
        api.post(FACTORS, "{\"factor_type\": \"totp\"}").expect(401);
    }

    @Test
    void sendsACodeToAPhoneAndAcceptsItOnce() {
        var person = people.signUp();
        var factor = person.api().post(FACTORS, """
                {"factor_type": "phone", "phone": "+49 (170) 123-4567", "friendly_name": "mobile"}""").expect(200);
        assertThat(factor.at("/phone")).isEqualTo("+49 (170) 123-4567");
        assertThat(person.api()
                .post(FACTORS + "/" + factor.id() + "/challenge", "{\"channel\": \"whatsapp\"}")
                .expect(400)
                .at("/error_code")).isEqualTo("validation_failed");

        var challenge = Authenticator.challenge(person.api(), factor.id()).expect(200).id();
        var code = sentCode(person);
        assertThat(Authenticator.challenge(person.api(), factor.id()).expect(429).at("/error_code"))
                .isEqualTo("over_sms_send_rate_limit");
        var wrong = code.equals("000000") ? "000001" : "000000";
        Authenticator.verify(person.api(), factor.id(), challenge, wrong).expect(422);
        var answer = Authenticator.verify(person.api(), factor.id(), challenge, code).expect(200);

        assertThat(Tokens.claims(answer.at("/access_token")).at("/amr").toString()).contains("mfa/phone");
        Authenticator.verify(person.api(), factor.id(), challenge, code).expect(422);
        assertThat(authPool.jdbc()
                .sql("select otp_code from auth.mfa_challenges where id = ?::uuid")
                .param(challenge)
                .query(String.class)
                .single()).doesNotContain(code);
    }

    private Answer enrol(Person person, String name) {
        return person.api().post(FACTORS, """
                {"factor_type": "totp", "friendly_name": "%s"}""".formatted(name));
    }

    private Answer refresh(String token) {
        return api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(token));
    }

    private String stored(String factor) {
        return authPool.jdbc()
                .sql("select secret from auth.mfa_factors where id = ?::uuid")
                .param(factor)
                .query(String.class)
                .single();
    }

    private long attempts(Person person, boolean isSuccess) {
        return authPool.jdbc()
                .sql("select count(*) from user_2fa_attempts where user_id = ? and success = ?")
                .params(person.userId(), isSuccess)
                .query(Long.class)
                .single();
    }

    private static String sentCode(Person person) {
        try (var connection = dev.tenantry.support.TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        select body from outbound_notifications where organization_id = ? and channel = 'sms'
                        order by created_at desc limit 1""")) {
            statement.setObject(1, person.organizationId());
            var rows = statement.executeQuery();
            rows.next();
            return rows.getString(1).replaceAll("(?s).*?(\\d{6}).*", "$1");
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
