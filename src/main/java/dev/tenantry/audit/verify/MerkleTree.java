package dev.tenantry.audit.verify;

import java.util.ArrayList;
import java.util.List;

/** The tree of RFC 9162, of whose subtrees the complete ones are known. */
public final class MerkleTree {

    private static final byte[] NODE = {1};

    private final Nodes nodes;

    public MerkleTree(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Roots of subtrees that are complete, and so never change. */
    @FunctionalInterface
    public interface Nodes {
        /** @param height 0: a leaf @param index among those of this height */
        byte[] at(int height, long index);
    }

    public static byte[] node(byte[] left, byte[] right) {
        return Hash.of(NODE, left, right);
    }

    /** Of the first so many leaves; one at least. */
    public byte[] root(long size) {
        return range(0, size);
    }

    /** 2.1.3.1: what it takes to come from the leaf to the root. */
    public List<byte[]> inclusion(long leaf, long size) {
        var path = new ArrayList<byte[]>();
        var from = 0L;
        var to = size;
        while (to - from > 1) {
            var middle = from + split(to - from);
            if (leaf < middle) {
                path.add(range(middle, to));
                to = middle;
            } else {
                path.add(range(from, middle));
                from = middle;
            }
        }
        return path.reversed();
    }

    /** 2.1.4.1: what it takes to come from the root of the first so many leaves to that of more. */
    public List<byte[]> consistency(long first, long size) {
        var path = new ArrayList<byte[]>();
        var from = 0L;
        var to = size;
        var isWhole = true;
        while (first != to) {
            var middle = from + split(to - from);
            if (first <= middle) {
                path.add(range(middle, to));
                to = middle;
            } else {
                path.add(range(from, middle));
                from = middle;
                isWhole = false;
            }
        }
        if (!isWhole) {
            path.add(range(from, to));
        }
        return path.reversed();
    }

    /** What it takes besides leaves one after the other to come to the root, in the order in which {@link #root(long, long, long, Leaves)} asks. */
    public List<byte[]> around(long from, long to, long size) {
        var hashes = new ArrayList<byte[]>();
        around(0, size, from, to, hashes);
        return hashes;
    }

    private void around(long begin, long end, long from, long to, List<byte[]> hashes) {
        if (end <= from || begin >= to) {
            hashes.add(range(begin, end));
        } else if (begin < from || end > to) {
            var middle = begin + split(end - begin);
            around(begin, middle, from, to, hashes);
            around(middle, end, from, to, hashes);
        }
    }

    /** Where leaves and the hashes around them come from, one after the other. */
    public interface Leaves {
        byte[] leaf();

        byte[] around();

        /** A subtree is complete whose last leaf was the one before. @param height 1 at least */
        void completed(int height, byte[] hash);
    }

    /** Of so many leaves, of which those from one to another are given: each is asked for once, in their order, and none is kept. */
    public static byte[] root(long from, long to, long size, Leaves leaves) {
        return root(0, size, from, to, leaves);
    }

    private static byte[] root(long begin, long end, long from, long to, Leaves leaves) {
        if (end <= from || begin >= to) {
            return leaves.around();
        }
        if (end - begin == 1) {
            return leaves.leaf();
        }
        var middle = begin + split(end - begin);
        var left = root(begin, middle, from, to, leaves);
        var node = node(left, root(middle, end, from, to, leaves));
        if (Long.bitCount(end - begin) == 1 && end <= to) {
            leaves.completed(Long.numberOfTrailingZeros(end - begin), node);
        }
        return node;
    }

    /** The right side of a tree may be one that is not complete. */
    private byte[] range(long from, long to) {
        var leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            var height = Long.numberOfTrailingZeros(leaves);
            return nodes.at(height, from >> height);
        }
        var middle = from + split(leaves);
        return node(range(from, middle), range(middle, to));
    }

    /** The largest power of two that is smaller. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
