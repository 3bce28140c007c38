package dev.tenantry.audit.export;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;

/** The end of a link: whose export it is and which, and, behind a dot, what nobody guesses. What is kept of it is its hash. */
record ExportToken(UUID organizationId, UUID exportId, String text) {

    private static final int LONGEST = 100;
    private static final int ID_BYTES = 16;
    private static final UUID NOBODY = new UUID(0, 0);

    static ExportToken next(UUID organizationId, UUID exportId) {
        var bytes = ByteBuffer.allocate(2 * ID_BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(exportId.getMostSignificantBits())
                .putLong(exportId.getLeastSignificantBits());
        return new ExportToken(organizationId, exportId,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()) + "." + RandomText.next());
    }

    /** Of what was sent; nobody's, where it is of another form. */
    static ExportToken read(String text) {
        var dot = text.length() > LONGEST ? 0 : Math.max(0, text.indexOf('.'));
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, dot)));
            return new ExportToken(new UUID(bytes.getLong(), bytes.getLong()),
                    new UUID(bytes.getLong(), bytes.getLong()), text);
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new ExportToken(NOBODY, NOBODY, text);
        }
    }

    String hash() {
        return Digests.fingerprint(text);
    }
}
