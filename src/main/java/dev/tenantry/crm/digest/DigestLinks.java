package dev.tenantry.crm.digest;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.SealedTexts;
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
    private final SealedTexts texts;

    DigestLinks(DigestSettings settings, MasterSecret secret) {
        this.settings = settings;
        this.texts = new SealedTexts(secret.derive(PURPOSE), PURPOSE, LONGEST);
    }

    /** @param member whose it is */
    record Ending(UUID organizationId, UUID member, long digest) {}

    String of(Ending ending) {
        var plain = ByteBuffer.allocate(BYTES);
        SealedTexts.put(plain, ending.organizationId);
        SealedTexts.put(plain, ending.member).putLong(ending.digest);
        return settings.endingUrl() + "?token=" + texts.seal(plain);
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Ending> open(String token) {
        return texts.open(token,
                plain -> new Ending(SealedTexts.id(plain), SealedTexts.id(plain), plain.getLong()));
    }
}
