package dev.tenantry.crm.googlecalendar;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;

/** What Google shows with what it tells: whose calendar it is, and, behind a dot, what nobody guesses. What is kept of it is its hash. */
record ChannelToken(UUID organizationId, UUID userId, Long calendarId, String text) {

    private static final int LONGEST = 200;
    private static final int BYTES = 40;
    private static final UUID NOBODY = new UUID(0, 0);

    static ChannelToken next(UUID organizationId, UUID userId, Long calendar) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(userId.getMostSignificantBits())
                .putLong(userId.getLeastSignificantBits())
                .putLong(calendar);
        return new ChannelToken(organizationId, userId, calendar,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()) + "." + RandomText.next());
    }

    /** Of what was sent; nobody's, where it is of another form. */
    static ChannelToken read(String text) {
        var dot = text.length() > LONGEST ? 0 : Math.max(0, text.indexOf('.'));
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, dot)));
            return new ChannelToken(new UUID(bytes.getLong(), bytes.getLong()),
                    new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong(), text);
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new ChannelToken(NOBODY, NOBODY, 0L, text);
        }
    }

    String hash() {
        return Digests.fingerprint(text);
    }
}
