package dev.tenantry.shared.vault;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.tenantry.shared.crypto.Secret;

/**
 * What organizations' keys are kept under.
 *
 * @param masterKeys texts of at least 32 random characters each: the first one encrypts, the others still decrypt, and so does
 *                   the one that derives from the installation's secret, which encrypts where none is configured
 */
@ConfigurationProperties("tenantry.encryption")
record EncryptionSettings(@DefaultValue List<Secret> masterKeys) {

    private static final int SHORTEST = 32;

    EncryptionSettings {
        if (masterKeys.stream().anyMatch(key -> key.value().length() < SHORTEST)) {
            throw new IllegalArgumentException(
                    "each of TENANTRY_ENCRYPTION_MASTER_KEYS has to be at least " + SHORTEST + " random characters");
        }
        masterKeys = List.copyOf(masterKeys);
    }
}
