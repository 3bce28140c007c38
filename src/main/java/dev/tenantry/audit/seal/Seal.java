package dev.tenantry.audit.seal;

import java.security.SecureRandom;

import dev.tenantry.audit.verify.Frontier;
import dev.tenantry.audit.verify.Hash;

/**
 * A seal that is made.
 *
 * @param subtrees roots of the subtrees that its leaf completes
 */
@SuppressWarnings("ArrayRecordComponent")
record Seal(
        SealedEntry entry,
        long position,
        String body,
        byte[] leaf,
        byte[] previous,
        byte[] chain,
        byte[] subtrees,
        byte[] salt,
        byte[] valueSalt) {

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param before the tree, to which it is added @param previous the end of the chain */
    static Seal next(SealedEntry entry, Frontier before, byte[] previous) {
        var salt = random();
        var valueSalt = random();
        var body = entry.body(salt, valueSalt);
        var leaf = entry.leaf(body);
        var position = before.size();
        return new Seal(entry, position, body, leaf, previous, Hash.of(previous, leaf), before.add(leaf), salt,
                valueSalt);
    }

    private static byte[] random() {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
