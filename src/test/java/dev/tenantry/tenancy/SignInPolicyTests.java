package dev.tenantry.tenancy;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

class SignInPolicyTests extends ApiTest {

    private static final String POLICY = "/api/v1/organization/sign-in-policy";

    @Autowired
    private RolePool authPool;

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

    /** An administrator who meets a policy deposes no owner by it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"allowedEmailDomains": ["elsewhere.test"]}                 | allowedEmailDomains
            {"ssoRequired": true, "ssoProviderId": "PROVIDER"}          | ssoRequired
            {"mfaRequired": true}                                       | mfaRequired
            {"mfaRequiredRoles": ["owner"]}                             | mfaRequiredRoles
            """)
    void shutsNoOwnersOut(String body, String field) {
        var provider = provider();
        var host = people.signUp();
        var guest = people.signUp("admin-" + UUID.randomUUID() + "@elsewhere.test");
        People.join(guest.userId(), host.organizationId(), "admin");
        var admin = Authenticator.enrol(api, people.switchTo(guest, host.organizationId())).person();
        authPool.jdbc()
                .sql("update auth.sessions set amr = amr || ?::jsonb where user_id = ?")
                .params("[{\"method\": \"sso/saml\", \"provider\": \"%s\"}]".formatted(provider), admin.userId())
                .update();

        var refused = admin.api().put(POLICY, body.replace("PROVIDER", provider.toString())).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo("locks-out");
        host.api().get("/api/v1/contacts").expect(200);
        admin.api().put(POLICY, "{\"sessionLength\": 3600, \"mfaRequiredRoles\": [\"admin\"]}").expect(200);
    }

    /** Not one of several either: who is shut out could not take it back. */
    @Test
    void shutsOutNoOwnerWhileAnotherOneStays() {
        var host = people.signUp();
        var acting = host;
        for (var role : new String[]{"owner", "admin"}) {
            var guest = people.signUp(role + "-" + UUID.randomUUID() + "@elsewhere.test");
            People.join(guest.userId(), host.organizationId(), role);
            var member = people.switchTo(guest, host.organizationId()).api();
            var policy = "{\"allowedEmailDomains\": [\"elsewhere.test\"]}";
            if (role.equals("admin")) {
                assertThat(member.put(POLICY, policy).expect(422).at("/errors/0/code")).isEqualTo("locks-out");
                // Nor behind a demand that the owner has still to meet.
                Authenticator.enrol(api, people.signIn(acting.email()));
                member.put(POLICY, "{\"mfaRequiredRoles\": [\"owner\"]}").expect(200);
                assertThat(member.put(POLICY, policy).expect(422).at("/errors/0/code")).isEqualTo("locks-out");
                member.put(POLICY, "{}").expect(200);
            } else {
                member.put(POLICY, "{\"allowedEmailDomains\": [\"elsewhere.test\", \"example.test\"]}").expect(200);
                acting = guest;
            }
        }
        host.api().get("/api/v1/contacts").expect(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesAnIdentityProviderThatThereIs(boolean isRequired) {
        var host = people.signUp();

        var refused = host.api()
                .put(POLICY, "{\"ssoRequired\": %b, \"ssoProviderId\": \"%s\"}".formatted(isRequired,
                        UUID.randomUUID()))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("ssoProviderId");
        assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-reference");
        host.api().put(POLICY, "{\"ssoProviderId\": \"%s\"}".formatted(provider())).expect(200);
    }

    private UUID provider() {
        var id = UUID.randomUUID();
        authPool.jdbc().sql("insert into auth.sso_providers (id) values (?)").param(id).update();
        return id;
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
