package dev.tenantry.audit.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.verify.Frontier;
import dev.tenantry.audit.verify.Hash;
import dev.tenantry.audit.verify.MerkleTree;
import dev.tenantry.shared.problem.ProblemException;

/** The current organization's tree: the root of a complete subtree is with the seal that completed it, so that a proof takes as many rows as it has hashes. */
@Component
class StoredTree {

    private static final String SEALS = """
            select position, leaf_hash, subtree_hashes from audit_log_seals
            where organization_id = app.org_id() and position = any (?)""";

    private final JdbcClient jdbc;

    StoredTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A complete subtree. */
    private record Place(int height, long index) {

        /** Of the seal that completed it. */
        long position() {
            return (index + 1 << height) - 1;
        }
    }

    /** What follows from subtrees: asked twice, for which ones it takes and for the result. */
    <T> T compute(Function<MerkleTree, T> question) {
        var places = new HashSet<Place>();
        var _ = question.apply(new MerkleTree((height, index) -> {
            places.add(new Place(height, index));
            return Hash.zeros();
        }));
        var hashes = read(places);
        return question
                .apply(new MerkleTree((height, index) -> Objects.requireNonNull(hashes.get(new Place(height, index)))));
    }

    /** What a tree of this size consists of. */
    Frontier frontier(long size) {
        var places = new ArrayList<Place>();
        var begin = 0L;
        for (var left = size; left > 0; left -= Long.highestOneBit(left)) {
            var height = Long.numberOfTrailingZeros(Long.highestOneBit(left));
            places.add(new Place(height, begin >> height));
            begin += 1L << height;
        }
        var hashes = read(Set.copyOf(places));
        return new Frontier(size, places.stream().map(hashes::get).toList());
    }

    private Map<Place, byte[]> read(Set<Place> places) {
        var rows = new HashMap<Long, List<byte[]>>();
        jdbc.sql(SEALS)
                .param(places.stream().map(Place::position).distinct().toArray(Long[]::new))
                .query(row -> {
                    rows.put(row.getLong(1), List.of(row.getBytes(2), row.getBytes(3)));
                });
        var hashes = new HashMap<Place, byte[]>();
        for (var place : places) {
            var row = rows.get(place.position());
            if (row == null || row.getLast().length < place.height * Hash.BYTES) {
                throw ProblemException.conflict(
                        "the seal at position " + place.position()
                                + " of the audit log was changed in the database, or is gone");
            }
            hashes.put(place, place.height == 0 ? row.getFirst() : part(row.getLast(), place.height));
        }
        return hashes;
    }

    private static byte[] part(byte[] subtrees, int height) {
        return Arrays.copyOfRange(subtrees, (height - 1) * Hash.BYTES, height * Hash.BYTES);
    }
}
