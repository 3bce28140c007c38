package dev.tenantry.tenancy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class SignInPolicyTests extends ApiTest {

    private static final String POLICY = "/api/v1/organization/sign-in-policy";

    @Test
    void demandsNothingUntilItIsSet() {
        var host = people.signUp();

        var none = host.api().get(POLICY).expect(200);

        assertThat(none.header("ETag")).startsWith("\"0-");
        assertThat(none.json().at("/mfaRequired").asBoolean()).isFalse();
        assertThat(none.json().at("/allowedEmailDomains").size()).isZero();
    }

    @Test
    void takesEffectOnTheNextRequestOfThoseWhoDoNotMeetIt() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");
        guest.api().get("/api/v1/contacts").expect(200);

        var none = host.api().get(POLICY).header("ETag");
        var set = host.api()
                .with("If-Match", none)
                .put(POLICY, """
                {"mfaRequiredRoles": ["member"], "allowedEmailDomains": ["EXAMPLE.test"], "sessionLength": 3600}""")
                .expect(200);

        assertThat(set.header("ETag")).startsWith("\"1-");
        assertThat(set.at("/allowedEmailDomains/0")).isEqualTo("example.test");
        assertThat(guest.api().get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("mfa-required");
        host.api().with("If-Match", none).put(POLICY, "{}").expect(412);
        host.api().put(POLICY, "{}").expect(200);
        guest.api().get("/api/v1/contacts").expect(200);
        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("sign-in-policy.updated", "example.test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"allowedEmailDomains": ["elsewhere.test"]} | allowedEmailDomains
            {"ssoRequired": true}                       | ssoRequired
            {"mfaRequired": true}                       | mfaRequired
            {"mfaRequiredRoles": ["owner"]}             | mfaRequiredRoles
            """)
    void letsNobodyShutThemselvesOut(String body, String field) {
        var host = people.signUp();

        var refused = host.api().put(POLICY, body).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo("locks-out");
        assertThat(host.api().get(POLICY).expect(200).header("ETag")).startsWith("\"0-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sessionLength": 10}               | 422 | sessionLength
            {"allowedEmailDomains": ["no one"]} | 422 | allowedEmailDomains[0]
            {"mfaRequiredRoles": ["emperor"]}   | 400 | mfaRequiredRoles[0]
            {"passwords": false}                | 400 | passwords
            """)
    void refusesWhatIsNoPolicy(String body, int status, String field) {
        var refused = people.signUp().api().put(POLICY, body).expect(status);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void isForThoseAloneWhoMaySetIt() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "manager");

        guest.api().get(POLICY).expect(403);
        guest.api().put(POLICY, "{}").expect(403);
    }
}
