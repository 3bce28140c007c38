package dev.tenantry.identity;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FirstSuperAdminTests extends ApiTest {

    @Autowired
    private Accounts accounts;
    @Autowired
    private RolePool authPool;

    @Test
    void makesTheAccountThatTheConfigurationNames() {
        var email = UUID.randomUUID() + "@example.test";

        start(new SuperAdminSettings(email, new Secret("correct horse battery staple")));
        start(new SuperAdminSettings(email, new Secret("another password, which changes nothing")));

        var admin = people.signIn(email);
        admin.api().get("/admin/signing-keys").expect(200);
        assertThat(accounts.haveSuperAdmin()).isTrue();
        assertThat(accounts.find(email).orElseThrow().organizationId()).isEqualTo(admin.organizationId());
    }

    @Test
    void promotesAnAccountThatIsThere() {
        var person = people.signUp();

        start(new SuperAdminSettings(person.email(), null));

        people.signIn(person.email()).api().get("/admin/signing-keys").expect(200);
    }

    @Test
    void makesAnAccountAnewWhoseAddressNobodyHasProven() {
        var stranger = people.signUp();
        var enrolled = Authenticator.enrol(api, stranger).person();
        enrolled.api().put("/api/v1/profile/backup-codes", "").expect(200);
        var key = enrolled.api()
                .post("/api/v1/api-keys", "{\"name\": \"left behind\", \"scopes\": [\"contacts:read\"]}")
                .expect(201)
                .at("/key");
        api.bearer(key).get("/api/v1/contacts").expect(200);
        authPool.jdbc()
                .sql("update auth.users set email_confirmed_at = null, phone = ?, phone_confirmed_at = now() where id = ?")
                .params(Long.toString(System.nanoTime()).replaceAll("^0*", "4"), stranger.userId())
                .update();
        assertThatThrownBy(() -> start(new SuperAdminSettings(stranger.email(), null)))
                .hasMessageContaining("TENANTRY_SUPER_ADMIN_PASSWORD");

        start(new SuperAdminSettings(stranger.email(), new Secret("the operator's own words")));

        enrolled.api().get("/admin/signing-keys").expect(401);
        api.bearer(key).get("/api/v1/contacts").expect(401);
        api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(stranger.email(), stranger.password())).expect(400);
        var session = api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "the operator's own words"}""".formatted(stranger.email())).expect(200);
        var admin = api.bearer(session.at("/access_token"));
        admin.get("/admin/signing-keys").expect(200);
        assertThat(session.json().at("/user/factors")).isEmpty();
        assertThat(session.at("/user/phone")).isEmpty();
        assertThat(admin.get("/api/v1/profile/second-factor").at("/backupCodesRemaining")).isEqualTo("0");
    }

    @Test
    void saysWhatIsMissing() {
        var settings = new SuperAdminSettings(UUID.randomUUID() + "@example.test", null);

        assertThatThrownBy(() -> start(settings)).hasMessageContaining("TENANTRY_SUPER_ADMIN_PASSWORD");
    }

    private void start(SuperAdminSettings settings) {
        new FirstSuperAdmin(accounts, settings).run(new DefaultApplicationArguments());
    }
}
