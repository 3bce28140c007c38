package dev.tenantry.automation.approval;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;

/**
 * What a mailed link ends with: whose it is, which one, and 256 bits that nobody guesses, as 86 characters of base64url. One that is made up
 * is looked for as well, which takes the same time.
 */
record ApprovalToken(UUID organizationId, UUID linkId, Secret text) {

    private static final int LENGTH = 86;
    private static final int BYTES = 64;
    private static final int RANDOM_BYTES = 32;
    private static final UUID NOBODY = new UUID(0, 0);

    static ApprovalToken next(UUID organizationId, UUID linkId) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(linkId.getMostSignificantBits())
                .putLong(linkId.getLeastSignificantBits())
                .put(AesGcm.newKey(), 0, RANDOM_BYTES);
        return new ApprovalToken(organizationId, linkId,
                new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array())));
    }

    /** Of what was sent; nobody's, where it is of another form. */
    static ApprovalToken read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.length() == LENGTH ? text : ""));
            return new ApprovalToken(new UUID(bytes.getLong(), bytes.getLong()),
                    new UUID(bytes.getLong(), bytes.getLong()), new Secret(text));
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new ApprovalToken(NOBODY, NOBODY, new Secret(text));
        }
    }

    /** What is kept of it. */
    String fingerprint() {
        return Digests.fingerprint(text.value());
    }
}
