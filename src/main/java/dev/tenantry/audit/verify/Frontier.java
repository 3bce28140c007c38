package dev.tenantry.audit.verify;

import java.util.ArrayList;
import java.util.List;

/** The complete subtrees that a growing tree consists of, the largest first: all that it takes to add a leaf and to know the root. */
public final class Frontier {

    private final List<byte[]> roots;
    private long size;

    /** @param roots those of a tree of this size */
    public Frontier(long size, List<byte[]> roots) {
        if (roots.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(size + " leaves are not " + roots.size() + " subtrees");
        }
        this.size = size;
        this.roots = new ArrayList<>(roots);
    }

    public long size() {
        return size;
    }

    /** @return the roots of the subtrees that the leaf completes, the smallest first, one after the other */
    public byte[] add(byte[] leaf) {
        var completed = new ArrayList<byte[]>();
        var root = leaf;
        for (var left = size; (left & 1) == 1; left >>= 1) {
            root = MerkleTree.node(roots.removeLast(), root);
            completed.add(root);
        }
        roots.add(root);
        size++;
        return joined(completed);
    }

    /** @throws IllegalStateException of a tree without leaves */
    public byte[] root() {
        return roots.reversed()
                .stream()
                .reduce((right, left) -> MerkleTree.node(left, right))
                .orElseThrow(
                        () -> new IllegalStateException("the tree has no leaves"));
    }

    private static byte[] joined(List<byte[]> hashes) {
        var all = new byte[hashes.size() * Hash.BYTES];
        for (var at = 0; at < hashes.size(); at++) {
            System.arraycopy(hashes.get(at), 0, all, at * Hash.BYTES, Hash.BYTES);
        }
        return all;
    }
}
