package dev.tenantry.audit.verify;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Against the definitions of RFC 9162 as they stand there, over all leaves. */
class MerkleTreeTests {

    private static final int MOST = 33;
    private static final List<byte[]> LEAVES = IntStream.range(0, MOST)
            .mapToObj(leaf -> Hash.of(new byte[]{0, (byte) leaf}))
            .toList();
    private static final MerkleTree TREE = new MerkleTree(
            (height, index) -> root(LEAVES.subList((int) index << height, (int) index + 1 << height)));

    @Test
    void growsToTheRootOfAllLeaves() {
        var frontier = new Frontier(0, List.of());

        for (var size = 1; size <= MOST; size++) {
            var completed = frontier.add(LEAVES.get(size - 1));

            assertThat(frontier.root()).isEqualTo(root(LEAVES.subList(0, size))).isEqualTo(TREE.root(size));
            assertThat(completed).hasSize(Hash.BYTES * Integer.numberOfTrailingZeros(size));
        }
    }

    @Test
    void provesThatALeafIsInATree() {
        for (var size = 1; size <= MOST; size++) {
            for (var leaf = 0; leaf < size; leaf++) {
                assertThat(included(leaf, size, LEAVES.get(leaf), TREE.inclusion(leaf, size)))
                        .isEqualTo(root(LEAVES.subList(0, size)));
            }
        }
    }

    @Test
    void provesThatATreeContinuesAnother() {
        for (var size = 1; size <= MOST; size++) {
            for (var first = 1; first <= size; first++) {
                var path = TREE.consistency(first, size);

                assertThat(isConsistent(first, size, path)).as("from %s to %s", first, size).isTrue();
            }
        }
    }

    @Test
    void comesFromAPartToTheRoot() {
        for (var from = 0; from < MOST; from++) {
            for (var to = from + 1; to <= MOST; to++) {
                var leaves = LEAVES.subList(from, to).iterator();
                var around = TREE.around(from, to, MOST).iterator();

                assertThat(MerkleTree.root(from, to, MOST, given(leaves, around))).isEqualTo(root(LEAVES));
                assertThat(leaves.hasNext() || around.hasNext()).isFalse();
            }
        }
    }

    private static MerkleTree.Leaves given(Iterator<byte[]> leaves, Iterator<byte[]> around) {
        return new MerkleTree.Leaves() {
            @Override
            public byte[] leaf() {
                return leaves.next();
            }

            @Override
            public byte[] around() {
                return around.next();
            }

            @Override
            public void completed(int height, byte[] hash) {
                // nobody has stated it
            }
        };
    }

    /** 2.1.1. */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return Hash.of(new byte[]{1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** 2.1.3.2. */
    private static byte[] included(long leaf, long size, byte[] hash, List<byte[]> path) {
        var node = leaf;
        var last = size - 1;
        var root = hash;
        for (var other : path) {
            if ((node & 1) == 1 || node == last) {
                root = Hash.of(new byte[]{1}, other, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash.of(new byte[]{1}, root, other);
            }
            node >>= 1;
            last >>= 1;
        }
        assertThat(last).isZero();
        return root;
    }

    /** 2.1.4.2. */
    private static boolean isConsistent(int first, int second, List<byte[]> given) {
        if (first == second) {
            return given.isEmpty();
        }
        var path = new ArrayList<>(given);
        if (Integer.bitCount(first) == 1) {
            path.addFirst(root(LEAVES.subList(0, first)));
        }
        var node = first - 1;
        var last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        var one = path.getFirst();
        var other = path.getFirst();
        for (var hash : path.subList(1, path.size())) {
            if ((node & 1) == 1 || node == last) {
                one = Hash.of(new byte[]{1}, hash, one);
                other = Hash.of(new byte[]{1}, hash, other);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                other = Hash.of(new byte[]{1}, other, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Hash.hex(one).equals(Hash.hex(root(LEAVES.subList(0, first))))
                && Hash.hex(other).equals(Hash.hex(root(LEAVES.subList(0, second))));
    }
}
