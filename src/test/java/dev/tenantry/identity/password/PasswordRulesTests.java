package dev.tenantry.identity.password;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.AuthException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordRulesTests {

    private final IdentitySettings settings = new Binder(new MapConfigurationPropertySource(
            Map.of("tenantry.identity.password-cost", 4, "tenantry.identity.hash-wait", Duration.ofSeconds(10))))
            .bindOrCreate("tenantry.identity", IdentitySettings.class);
    private final PasswordRules rules = new PasswordRules(new Passwords(new HashPool(settings), settings));

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password1", "iloveyou", "QWERTYUIOP", "12345678", "football"})
    void refusesWhatManyPeopleHave(String password) {
        assertThatThrownBy(() -> rules.check(password)).isInstanceOfSatisfying(AuthException.class,
                refused -> assertThat(refused.code()).isEqualTo("weak_password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "aaaaaaab-", "ünïcödé!", "only lower case"})
    void demandsNoKindsOfCharacters(String password) {
        rules.check(password);

        assertThat(rules.hash(password)).startsWith("{bcrypt}");
    }

    @Test
    void refusesWhatIsTooShortOrTooLong() {
        assertThatThrownBy(() -> rules.check("seven 7")).hasMessageContaining("weak_password");
        assertThatThrownBy(() -> rules.check("x".repeat(73))).hasMessageContaining("72 bytes");
    }
}
