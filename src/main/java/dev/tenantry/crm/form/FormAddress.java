package dev.tenantry.crm.form;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.AesGcm;

/**
 * The end of a form's public address: whose it is, and what nobody guesses behind that. It is no secret, since every page that leads there
 * has it: but there is no other way to find what forms there are.
 *
 * @param text 43 characters of base64url
 */
public record FormAddress(UUID organizationId, String text) {

    private static final int BYTES = 32;
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH = 43;
    private static final UUID NOBODY = new UUID(0, 0);

    static FormAddress next(UUID organizationId) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .put(AesGcm.newKey(), 0, RANDOM_BYTES);
        return new FormAddress(organizationId,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    /** Of what was asked for; nobody's, where it is of another form. */
    public static FormAddress read(String text) {
        try {
            var bytes = text.length() == LENGTH
                    ? ByteBuffer.wrap(Base64.getUrlDecoder().decode(text))
                    : ByteBuffer.allocate(0);
            return new FormAddress(new UUID(bytes.getLong(), bytes.getLong()), text);
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new FormAddress(NOBODY, "");
        }
    }
}
