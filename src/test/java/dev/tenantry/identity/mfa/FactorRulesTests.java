package dev.tenantry.identity.mfa;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.AuthException;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FactorRulesTests {

    private static final IdentitySettings IDENTITY = new IdentitySettings("issuer", Duration.ofHours(1),
            Duration.ofDays(1), Duration.ofSeconds(10), true, 4, Duration.ofSeconds(1), 5, Duration.ofMinutes(1),
            "http://localhost:3000", List.of());

    @ParameterizedTest
    @EnumSource
    void refusesTypesThatAreNotEnabled(FactorType type) {
        assertThatThrownBy(() -> rules(false).refuseWhereDisabled(type)).isInstanceOf(AuthException.class)
                .hasMessageStartingWith("mfa_" + type + "_enroll_not_enabled");
        assertThatCode(() -> rules(true).refuseWhereDisabled(type)).doesNotThrowAnyException();
    }

    private static FactorRules rules(boolean isEnabled) {
        return new FactorRules(new MfaSettings(isEnabled, isEnabled, isEnabled, 10, Duration.ofMinutes(5), 5, 20,
                Duration.ofMinutes(1)), IDENTITY);
    }
}
