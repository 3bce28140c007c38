package dev.tenantry.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class BackupCodeTests extends ApiTest {

    private static final String CODES = "/api/v1/profile/backup-codes";

    @Autowired
    private RolePool authPool;

    @Test
    void tellsTenCodesOnceAndKeepsNone() {
        var person = Authenticator.enrol(api, people.signUp()).person();

        var answer = person.api().put(CODES, "").expect(200);
        var codes = codes(answer);

        assertThat(new HashSet<>(codes)).hasSize(10).allMatch(code -> code.matches("[a-z2-9]{5}-[a-z2-9]{5}"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var kept = authPool.jdbc()
                .sql("select array_to_string(backup_codes, ' ') from auth.mfa_backup_codes where user_id = ?")
                .param(person.userId())
                .query(String.class)
                .single();
        assertThat(codes).allSatisfy(code -> assertThat(kept).doesNotContain(code, code.replace("-", "")));
        assertThat(remaining(person)).isEqualTo("10");
    }

    @Test
    void raisesASessionByACodeHoweverItIsTyped() {
        var person = people.signUp();
        var code = codes(Authenticator.enrol(api, person).person().api().put(CODES, "")).getFirst();
        var elsewhere = people.signIn(person.email());

        var answer = use(elsewhere, " " + code.toUpperCase(Locale.ROOT).replace("-", " ")).expect(200);

        assertThat(Tokens.claims(answer.at("/access_token")).at("/aal").asString()).isEqualTo("aal2");
        assertThat(remaining(elsewhere)).isEqualTo("9");
        assertThat(use(elsewhere, code).expect(422).at("/error_code")).isEqualTo("mfa_verification_failed");
    }

    /** With a factor that somebody else takes away goes what was written down beside it, whatever is left. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithAFactorThatAnAdministratorTakesAway(boolean isAnotherLeft) {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var code = codes(enrolled.person().api().put(CODES, "")).getFirst();
        var raised = Authenticator.raised(api, person, use(people.signIn(person.email()), code));
        if (isAnotherLeft) {
            authPool.jdbc()
                    .sql("insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status) values (gen_random_uuid(), ?, 'other', 'totp', 'verified')")
                    .param(person.userId())
                    .update();
        }
        var key = "a-service-key-that-is-known-to-tests-alone";

        api.bearer(key)
                .with("apikey", key)
                .delete("/auth/v1/admin/users/" + person.userId() + "/factors/" + enrolled.factorId())
                .expect(200);

        assertThat(remaining(raised)).isEqualTo("0");
        assertThat(authPool.jdbc()
                .sql("select count(*) from auth.sessions where user_id = ? and aal <> 'aal1'")
                .param(person.userId())
                .query(Integer.class)
                .single()).isZero();
        use(people.signIn(person.email()), code).expect(422);
    }

    @Test
    void acceptsACodeOnceHoweverManyPresentItAtOnce() {
        var person = people.signUp();
        var raised = Authenticator.enrol(api, person).person();
        var code = codes(raised.api().put(CODES, "")).getFirst();

        var answers = Parallel.times(50, () -> use(raised, code));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.status() == 422 || answer.status() == 429);
        assertThat(remaining(raised)).isEqualTo("9");
    }

    @Test
    void evaluatesNoMoreThanAPersonMayGuess() {
        var person = Authenticator.enrol(api, people.signUp()).person();
        person.api().put(CODES, "").expect(200);

        var answers = Parallel.times(60, () -> use(person, "aaaaa-aaaaa"));

        assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(20);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(40);
    }

    /** Whoever has the password, and guesses, keeps nobody from the codes on paper. */
    @Test
    void staysAWayInWhileSomebodyElseGuesses() {
        var person = Authenticator.enrol(api, people.signUp()).person();
        var code = codes(person.api().put(CODES, "")).getFirst();
        authPool.jdbc()
                .sql("""
                        insert into user_2fa_attempts (user_id, attempt_type, success, ip_address)
                        select ?, type, false, '203.0.113.7' from unnest(array['totp', 'backup_code']) as type, generate_series(1, 50)""")
                .param(person.userId())
                .update();

        use(people.signIn(person.email()), code).expect(200);
    }

    @Test
    void makesTheFormerCodesWorthless() {
        var person = Authenticator.enrol(api, people.signUp()).person();
        var former = codes(person.api().put(CODES, "").expect(200)).getFirst();

        person.api().put(CODES, "").expect(200);

        use(person, former).expect(422);
    }

    @Test
    void standsInForAnotherFactorAlone() {
        assertThat(people.signUp().api().put(CODES, "").expect(409).at("/code")).isEqualTo("conflict");
    }

    @Test
    void asksForTheSecondFactorFirst() {
        var person = people.signUp();
        Authenticator.enrol(api, person);

        var refused = people.signIn(person.email()).api().put(CODES, "").expect(403);

        assertThat(refused.at("/code")).isEqualTo("step-up-required");
    }

    @Test
    void endsWithTheLastFactor() {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        var code = codes(enrolled.person().api().put(CODES, "").expect(200)).getFirst();
        enrolled.person().api().delete("/auth/v1/factors/" + enrolled.factorId()).expect(200);

        use(enrolled.person(), code).expect(422);

        assertThat(remaining(enrolled.person())).isEqualTo("0");
    }

    @Test
    void tellsHowThingsStand() {
        var person = people.signUp();
        var before = state(person);

        var after = state(Authenticator.enrol(api, person).person());

        assertThat(before.at("/isEnabled")).isEqualTo("false");
        assertThat(before.at("/lastVerifiedAt")).isEmpty();
        assertThat(after.at("/isEnabled")).isEqualTo("true");
        assertThat(after.at("/method")).isEqualTo("totp");
        assertThat(after.at("/lastVerifiedAt")).isNotEmpty();
        assertThat(after.at("/isEnforcedByPolicy")).isEqualTo("false");
    }

    private static Answer state(Person person) {
        return person.api().get("/api/v1/profile/second-factor").expect(200);
    }

    private static String remaining(Person person) {
        return state(person).at("/backupCodesRemaining");
    }

    private static Answer use(Person person, String code) {
        return person.api().post("/auth/v1/factors/backup-codes/verify", "{\"code\": \"%s\"}".formatted(code));
    }

    private static List<String> codes(Answer answer) {
        return answer.json().at("/codes").valueStream().map(code -> code.asString()).toList();
    }
}
