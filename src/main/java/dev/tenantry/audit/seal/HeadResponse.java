package dev.tenantry.audit.seal;

import java.time.Instant;

import dev.tenantry.audit.verify.SignedHead;
import dev.tenantry.shared.web.Versioned;

/**
 * What the log was when it was signed last.
 *
 * @param size      how many entries are sealed
 * @param root      of the Merkle tree (RFC 9162) over their leaves
 * @param chain     the hash chain up to the last of them
 * @param signedAt  when that was signed
 * @param keyId     by which of the published keys
 * @param statement all of that as it was signed: a JWS in its compact form, ES256
 */
record HeadResponse(long size, String root, String chain, Instant signedAt, String keyId, String statement)
        implements
            Versioned {

    static HeadResponse of(SignedHead head) {
        return new HeadResponse(head.size(), head.root(), head.chain(), head.time(), head.keyId(), head.statement());
    }

    /** It is never changed, only followed by another one. */
    @Override
    public int version() {
        return 0;
    }
}
