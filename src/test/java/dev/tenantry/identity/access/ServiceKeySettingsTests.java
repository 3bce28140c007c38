package dev.tenantry.identity.access;

import org.junit.jupiter.api.Test;

import dev.tenantry.shared.crypto.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceKeySettingsTests {

    private static final String LONG_ENOUGH = "0123456789abcdef0123456789abcdef";

    @Test
    void refusesToStartWithAShortKey() {
        var tooShort = new ServiceKeySettings(new Secret(LONG_ENOUGH.substring(1)));

        assertThatThrownBy(() -> new ServiceKey(tooShort)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TENANTRY_IDENTITY_SERVICE_KEY")
                .hasMessageNotContaining(LONG_ENOUGH.substring(1));
    }

    @Test
    void takesNothingForTheKeyWhereThereIsNone() {
        assertThat(new ServiceKey(new ServiceKeySettings(null)).is("")).isFalse();
        assertThat(new ServiceKey(new ServiceKeySettings(new Secret(""))).is("")).isFalse();
        assertThat(new ServiceKey(new ServiceKeySettings(new Secret(LONG_ENOUGH))).is(LONG_ENOUGH)).isTrue();
    }

    @Test
    void isNotShown() {
        assertThat(new ServiceKeySettings(new Secret(LONG_ENOUGH))).asString().doesNotContain(LONG_ENOUGH);
        assertThat(new ServiceKey(new ServiceKeySettings(new Secret(LONG_ENOUGH)))).asString()
                .doesNotContain(LONG_ENOUGH);
    }
}
