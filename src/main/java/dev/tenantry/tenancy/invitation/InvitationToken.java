package dev.tenantry.tenancy.invitation;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;

/** What an invitation is accepted with: 256 random bits, which the mail alone tells. */
record InvitationToken(String secret) {

    static InvitationToken next() {
        return new InvitationToken(RandomText.next());
    }

    /** What is stored of it. */
    String fingerprint() {
        return Digests.fingerprint(secret);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "InvitationToken";
    }
}
