package dev.tenantry.identity;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What an organization demands of who signs in, it demands of the members in whose names keys call. */
class KeyPolicyTests extends ApiTest {

    private static final String POLICY = "/api/v1/organization/sign-in-policy";

    @Autowired
    private RolePool authPool;

    private Person host;
    private Person guest;
    private Api program = api;

    @BeforeEach
    void makeAKey() {
        host = people.signUp();
        guest = people.signUpInto(host, "admin");
        program = api.bearer(guest.api().post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["contacts:read"]}""").expect(201).at("/key"));
        program.get("/api/v1/contacts").expect(200);
    }

    @Test
    void aMembersAddressMustBeAllowed() {
        authPool.jdbc()
                .sql("update auth.users set email = ? where id = ?")
                .params(UUID.randomUUID() + "@elsewhere.test", guest.userId())
                .update();

        demand("{\"allowedEmailDomains\": [\"example.test\"]}");

        assertRefused("email-domain-not-allowed");
        demand("{}");
        program.get("/api/v1/contacts").expect(200);
    }

    @Test
    void aMemberMustHaveTheSecondFactorThatIsDemanded() {
        demand("{\"mfaRequiredRoles\": [\"admin\"]}");

        assertRefused("mfa-required");
        Authenticator.enrol(api, guest);
        program.get("/api/v1/contacts").expect(200);
    }

    @Test
    void aMemberMustBeKnownToTheProviderThatIsDemanded() {
        var provider = UUID.randomUUID();
        authPool.jdbc().sql("insert into auth.sso_providers (id) values (?)").param(provider).update();
        authPool.jdbc().sql("""
                update auth.sessions set amr = jsonb_build_array(jsonb_build_object('method', 'sso/saml', 'provider', ?::text))
                where user_id = ?""").params(provider.toString(), host.userId()).update();
        host = people.switchTo(host, host.organizationId());

        demand("{\"ssoRequired\": true}");

        assertRefused("sso-required");
        authPool.jdbc()
                .sql("""
                insert into auth.identities (id, user_id, provider, provider_id, identity_data) values (?, ?, ?, ?, '{}')""")
                .params(UUID.randomUUID(), guest.userId(), "sso:" + provider, guest.email())
                .update();
        demand("{\"ssoRequired\": true, \"sessionLength\": 86400}");
        program.get("/api/v1/contacts").expect(200);
    }

    private void demand(String policy) {
        host.api().put(POLICY, policy).expect(200);
    }

    private void assertRefused(String code) {
        assertThat(program.get("/api/v1/contacts").expect(403).at("/code")).isEqualTo(code);
    }
}
