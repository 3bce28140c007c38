package dev.tenantry.welcome.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The demo organization.
 *
 * @param enabled whether the first start makes one; absent: with the embedded PostgreSQL
 */
@ConfigurationProperties("tenantry.demo")
record DemoSettings(@Nullable Boolean enabled) {

    boolean isWanted(boolean embedded) {
        return enabled == null ? embedded : enabled;
    }
}
