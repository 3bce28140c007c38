package dev.tenantry.shared.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;

/** Encrypts secrets of what is no organization's: each row has a data key of its own, which is kept beside them. */
@Component
public class RowSecrets {

    private final MasterKeys masters;

    RowSecrets(MasterKeys masters) {
        this.masters = masters;
    }

    /** @param row which it is for */
    public WrappedKey newKey(UUID row) {
        return masters.wrap(row, 0, AesGcm.newKey());
    }

    /** @param purpose what it is for within the row */
    public String seal(UUID row, WrappedKey key, String purpose, Secret secret) {
        var sealed = cipher(row, key).seal(secret.value().getBytes(StandardCharsets.UTF_8), row + "/" + purpose);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @throws ProblemException that says which key is missing, or that the value is another's */
    public Secret open(UUID row, WrappedKey key, String purpose, String sealed) {
        try {
            var opened = cipher(row, key).open(Base64.getUrlDecoder().decode(sealed), row + "/" + purpose);
            return new Secret(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw MasterKeys.unreadable("the value for " + purpose + " was sealed for something else, or changed");
        }
    }

    private AesGcm cipher(UUID row, WrappedKey key) {
        return new AesGcm(masters.unwrap(row, 0, key));
    }
}
