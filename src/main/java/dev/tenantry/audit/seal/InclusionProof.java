package dev.tenantry.audit.seal;

import java.util.List;

import dev.tenantry.shared.web.Versioned;

/**
 * That an entry is one of the first so many of the log (RFC 9162, 2.1.3).
 *
 * @param entryId  of the entry
 * @param position the leaf's index, from 0
 * @param leaf     its hash
 * @param size     how many entries the root is of
 * @param root     of the tree of these
 * @param path     hashes of the other subtrees, the smallest first
 * @param head     what was signed last
 */
record InclusionProof(
        String entryId,
        long position,
        String leaf,
        long size,
        String root,
        List<String> path,
        HeadResponse head)
        implements
            Versioned {

    @Override
    public int version() {
        return 0;
    }
}
