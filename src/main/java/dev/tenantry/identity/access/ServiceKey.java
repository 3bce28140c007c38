package dev.tenantry.identity.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The key by which the operator's own backends administer accounts. It stands for nobody, and for no tenant. */
@Component
@EnableConfigurationProperties(ServiceKeySettings.class)
final class ServiceKey {

    private static final int MIN_LENGTH = 32;

    private final byte @Nullable [] key;

    ServiceKey(ServiceKeySettings settings) {
        var configured = settings.serviceKey();
        if (configured == null || configured.isBlank()) {
            this.key = null;
            return;
        }
        var key = configured.value().strip();
        if (key.length() < MIN_LENGTH) {
            throw new IllegalStateException(
                    "TENANTRY_IDENTITY_SERVICE_KEY has to have at least " + MIN_LENGTH + " characters");
        }
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** How long it takes to say so tells nothing of the key. */
    boolean is(String text) {
        return key != null && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), key);
    }
}
