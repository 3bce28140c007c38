package dev.tenantry.integrations.inbound;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.Secret;

/**
 * The end of an address: whose it is, and what nobody guesses, as 64 characters of base64url. So it is found without looking
 * through all organizations, and one that is made up is looked for as well, which takes the same time.
 */
record ReceiverToken(UUID organizationId, UUID receiverId, Secret text) {

    private static final int LENGTH = 64;
    private static final int RANDOM_BYTES = 16;
    private static final UUID NOBODY = new UUID(0, 0);

    static ReceiverToken next(UUID organizationId, UUID receiverId) {
        var bytes = ByteBuffer.allocate(LENGTH / 4 * 3)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(receiverId.getMostSignificantBits())
                .putLong(receiverId.getLeastSignificantBits())
                .put(AesGcm.newKey(), 0, RANDOM_BYTES);
        return new ReceiverToken(organizationId, receiverId,
                new Secret(Base64.getUrlEncoder().encodeToString(bytes.array())));
    }

    /** Of what was sent; nobody's, where it is of another form. */
    static ReceiverToken read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.length() == LENGTH ? text : ""));
            return new ReceiverToken(new UUID(bytes.getLong(), bytes.getLong()),
                    new UUID(bytes.getLong(), bytes.getLong()), new Secret(text));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException _) {
            return new ReceiverToken(NOBODY, NOBODY, new Secret(text));
        }
    }
}
