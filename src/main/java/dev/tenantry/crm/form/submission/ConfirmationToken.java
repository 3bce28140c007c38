package dev.tenantry.crm.form.submission;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;

/** The end of the link by which an address is confirmed: whose it is and which, and, behind a dot, what nobody guesses. What is kept of it is its hash. */
record ConfirmationToken(UUID organizationId, long submissionId, String text) {

    private static final int BYTES = 24;
    private static final int LONGEST = 100;
    private static final UUID NOBODY = new UUID(0, 0);

    static ConfirmationToken next(UUID organizationId, long submissionId) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(submissionId);
        return new ConfirmationToken(organizationId, submissionId,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()) + "." + RandomText.next());
    }

    /** Of what was sent; nobody's, where it is of another form. */
    static ConfirmationToken read(String text) {
        var dot = text.length() > LONGEST ? 0 : Math.max(0, text.indexOf('.'));
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, dot)));
            return new ConfirmationToken(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong(), text);
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new ConfirmationToken(NOBODY, 0, text);
        }
    }

    String hash() {
        return Digests.fingerprint(text);
    }
}
