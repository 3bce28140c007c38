package dev.tenantry.identity.mfa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.token.KeyVault;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.MasterSecret;

/** What is kept of secrets: those that are needed again are encrypted, those that are only compared leave a MAC. */
@Component
class FactorSecrets {

    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final KeyVault vault;
    private final byte[] macKey;

    FactorSecrets(MasterSecret secret) {
        this.vault = new KeyVault(secret, "identity/second-factors");
        this.macKey = secret.derive("identity/second-factor-codes");
    }

    String seal(UUID factor, byte[] secret) {
        return Base64.getEncoder().encodeToString(vault.seal(factor.toString(), secret));
    }

    byte[] open(UUID factor, String sealed) {
        return vault.open(factor.toString(), Base64.getDecoder().decode(sealed));
    }

    /** Six random digits. */
    String newCode() {
        var number = Integer.toString(random.nextInt(CODES));
        return "0".repeat(6 - number.length()) + number;
    }

    /**
     * What is kept of a code. Without the installation's secret it cannot be found by trying all codes.
     *
     * @param purpose whose code it is, for what: the same code leaves another MAC elsewhere
     */
    String mac(String purpose, String code) {
        return Base64.getEncoder().encodeToString(Digests.hmac(macKey, purpose + "\n" + code));
    }

    boolean isMac(String purpose, String code, String kept) {
        return MessageDigest.isEqual(mac(purpose, code).getBytes(StandardCharsets.US_ASCII),
                kept.getBytes(StandardCharsets.US_ASCII));
    }
}
