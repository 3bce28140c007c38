package dev.tenantry.tenancy.invitation;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What an invitation is accepted with: the organization, by which it is found among all tenants' invitations, as 22
 * characters of base64url, and 256 random bits as 43, which the mail alone tells.
 */
record InvitationToken(UUID organizationId, Secret secret) {

    private static final int ID_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})[A-Za-z0-9_-]{43}");

    static InvitationToken next(UUID organizationId) {
        var id = ByteBuffer.allocate(ID_BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .array();
        return new InvitationToken(organizationId,
                new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(id) + RandomText.next()));
    }

    /** @throws ProblemException 404 where it is none */
    static InvitationToken parse(Secret text) {
        var parts = FORM.matcher(text.value());
        if (!parts.matches()) {
            throw ProblemException.notFound();
        }
        var id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts.group(1)));
        return new InvitationToken(new UUID(id.getLong(), id.getLong()), text);
    }

    /** What is stored of it. */
    String fingerprint() {
        return Digests.fingerprint(secret.value());
    }
}
