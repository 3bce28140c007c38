package dev.tenantry.crm.calendar;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;

/** The end of a feed's address: whose it is, and, behind a dot, what nobody guesses. What is kept of it is its hash. */
record FeedToken(UUID organizationId, UUID userId, String text) {

    private static final int LONGEST = 100;
    private static final int ID_BYTES = 16;
    private static final UUID NOBODY = new UUID(0, 0);

    static FeedToken next(UUID organizationId, UUID userId) {
        var bytes = ByteBuffer.allocate(2 * ID_BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(userId.getMostSignificantBits())
                .putLong(userId.getLeastSignificantBits());
        return new FeedToken(organizationId, userId,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()) + "." + RandomText.next());
    }

    /** Of what was sent; nobody's, where it is of another form. */
    static FeedToken read(String text) {
        var dot = text.length() > LONGEST ? 0 : Math.max(0, text.indexOf('.'));
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, dot)));
            return new FeedToken(new UUID(bytes.getLong(), bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong()),
                    text);
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new FeedToken(NOBODY, NOBODY, text);
        }
    }

    String hash() {
        return Digests.fingerprint(text);
    }
}
