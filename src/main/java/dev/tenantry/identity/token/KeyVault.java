package dev.tenantry.identity.token;

import java.security.GeneralSecurityException;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.database.MasterSecret;

/**
 * Encrypts the secrets of accounts and of the platform for their storage, the id of what has the secret authenticated along,
 * so that it cannot be moved to another. Every purpose has a key of its own, which is the installation's: what is an
 * organization's is kept by {@link dev.tenantry.shared.vault.TenantSecrets}.
 */
public final class KeyVault {

    private final AesGcm cipher;

    public KeyVault(MasterSecret secret, String purpose) {
        this.cipher = new AesGcm(secret.derive(purpose));
    }

    public byte[] seal(String id, byte[] plain) {
        return cipher.seal(plain, id);
    }

    /** @throws IllegalStateException where the master secret is not the one that sealed it, or the id is another */
    public byte[] open(String id, byte[] sealed) {
        try {
            return cipher.open(sealed, id);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "the keys cannot be read: is TENANTRY_SECRET the one that this database was set up with?", failure);
        }
    }
}
