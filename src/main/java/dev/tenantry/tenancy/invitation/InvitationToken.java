package dev.tenantry.tenancy.invitation;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.crypto.Secret;

/** What an invitation is accepted with: 256 random bits, which the mail alone tells. */
record InvitationToken(Secret secret) {

    static InvitationToken next() {
        return new InvitationToken(new Secret(RandomText.next()));
    }

    /** What is stored of it. */
    String fingerprint() {
        return Digests.fingerprint(secret.value());
    }
}
