package dev.tenantry.shared.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one secret of an installation, from which every other is derived. All instances on a database share it. */
public final class MasterSecret {

    private final byte[] secret;

    public MasterSecret(String secret) {
        if (secret.length() < 32) {
            throw DatabaseUnavailableException.weakSecret();
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** 32 bytes that depend on the secret and the purpose alone. */
    public byte[] derive(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The derived bytes in hexadecimal digits, for a password. */
    public String derivePassword(String purpose) {
        return HexFormat.of().formatHex(derive(purpose));
    }
}
