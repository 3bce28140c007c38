package dev.tenantry.identity;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FirstSuperAdminTests extends ApiTest {

    @Autowired
    private Accounts accounts;

    @Test
    void makesTheAccountThatTheConfigurationNames() {
        var email = UUID.randomUUID() + "@example.test";

        start(new SuperAdminSettings(email, "correct horse battery staple"));
        start(new SuperAdminSettings(email, "another password, which changes nothing"));

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
    void saysWhatIsMissing() {
        var settings = new SuperAdminSettings(UUID.randomUUID() + "@example.test", null);

        assertThatThrownBy(() -> start(settings)).hasMessageContaining("TENANTRY_SUPER_ADMIN_PASSWORD");
    }

    private void start(SuperAdminSettings settings) {
        new FirstSuperAdmin(accounts, settings).run(new DefaultApplicationArguments());
    }
}
