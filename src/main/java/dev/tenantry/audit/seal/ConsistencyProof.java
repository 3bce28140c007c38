package dev.tenantry.audit.seal;

import java.util.List;

import dev.tenantry.shared.web.Versioned;

/**
 * That the log of one size begins with that of a smaller one (RFC 9162, 2.1.4).
 *
 * @param from     the smaller size
 * @param to       the larger size
 * @param fromRoot root of the first so many entries
 * @param toRoot   root of all of these
 * @param path     hashes of subtrees, the smallest first
 * @param head     what was signed last
 */
record ConsistencyProof(long from, long to, String fromRoot, String toRoot, List<String> path, HeadResponse head)
        implements
            Versioned {

    @Override
    public int version() {
        return 0;
    }
}
