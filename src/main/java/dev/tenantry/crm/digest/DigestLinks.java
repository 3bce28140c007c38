package dev.tenantry.crm.digest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.database.MasterSecret;

/**
 * Where a mail of somebody's day leads whoever wants no more of them: whose it is and which, encrypted and authenticated, so that nothing of it
 * shows in logs and nobody makes one up. What it was for is ended by it alone: one that is asked for later is another one.
 */
@Component
@EnableConfigurationProperties(DigestSettings.class)
class DigestLinks {

    private static final String PURPOSE = "daily digest endings";
    private static final int BYTES = 5 * Long.BYTES;
    private static final int LONGEST = 200;

    private final DigestSettings settings;
    private final AesGcm cipher;

    DigestLinks(DigestSettings settings, MasterSecret secret) {
        this.settings = settings;
        this.cipher = new AesGcm(secret.derive(PURPOSE));
    }

    /** @param member whose it is */
    record Ending(UUID organizationId, UUID member, long digest) {}

    String of(Ending ending) {
        var plain = ByteBuffer.allocate(BYTES)
                .putLong(ending.organizationId.getMostSignificantBits())
                .putLong(ending.organizationId.getLeastSignificantBits())
                .putLong(ending.member.getMostSignificantBits())
                .putLong(ending.member.getLeastSignificantBits())
                .putLong(ending.digest);
        return settings.endingUrl() + "?token="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.seal(plain.array(), PURPOSE));
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Ending> open(String token) {
        if (token.isEmpty() || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var plain = ByteBuffer.wrap(cipher.open(Base64.getUrlDecoder().decode(token), PURPOSE));
            return Optional.of(new Ending(new UUID(plain.getLong(), plain.getLong()),
                    new UUID(plain.getLong(), plain.getLong()), plain.getLong()));
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException _) {
            return Optional.empty();
        }
    }
}
