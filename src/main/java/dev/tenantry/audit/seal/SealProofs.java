package dev.tenantry.audit.seal;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.verify.Hash;
import dev.tenantry.audit.verify.SignedHead;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Proves what is sealed, each by as many rows as the proof has hashes. */
@Service
@Transactional(readOnly = true)
class SealProofs {

    private static final String SEAL = """
            select position, encode(leaf_hash, 'hex') from audit_log_seals where organization_id = app.org_id() and entry_id = ?""";
    private static final String ENTRY = "select exists (select from audit_logs where organization_id = app.org_id() and id = ?)";

    private final JdbcClient jdbc;
    private final Heads heads;
    private final StoredTree tree;

    SealProofs(JdbcClient jdbc, Heads heads, StoredTree tree) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.tree = tree;
    }

    private record Leaf(long position, String leaf) {}

    /** @throws ProblemException 409 where nothing is sealed yet */
    SignedHead head() {
        return heads.last()
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_SEALED,
                        "nothing of the organization's audit log is sealed yet"));
    }

    /** @param size null: that of the last head */
    InclusionProof inclusion(Long entry, @Nullable Long size) {
        var leaf = leaf(entry);
        var head = head();
        var of = size == null ? head.size() : size;
        if (of <= leaf.position || of > head.size()) {
            throw ProblemException.invalid("size", "out-of-range",
                    "has to be between " + (leaf.position + 1) + " and " + head.size()
                            + ", the size of the signed head");
        }
        return tree.compute(
                nodes -> new InclusionProof(entry.toString(), leaf.position, leaf.leaf, of, Hash.hex(nodes.root(of)),
                        hex(nodes.inclusion(leaf.position, of)), HeadResponse.of(head)));
    }

    /** @param last null: the size of the last head */
    ConsistencyProof consistency(long first, @Nullable Long last) {
        var head = head();
        var to = last == null ? head.size() : last;
        if (to > head.size()) {
            throw ProblemException.of(ProblemType.NOT_SEALED,
                    head.size() + " entries are sealed so far, and not " + to);
        }
        if (first < 1 || first > to) {
            throw ProblemException.invalid("from", "out-of-range", "has to be between 1 and " + to);
        }
        return tree
                .compute(nodes -> new ConsistencyProof(first, to, Hash.hex(nodes.root(first)), Hash.hex(nodes.root(to)),
                        hex(nodes.consistency(first, to)), HeadResponse.of(head)));
    }

    private Leaf leaf(Long entry) {
        return jdbc.sql(SEAL)
                .param(entry)
                .query((row, _) -> new Leaf(row.getLong(1), row.getString(2)))
                .optional()
                .orElseThrow(() -> jdbc.sql(ENTRY).param(entry).query(Boolean.class).single()
                        ? ProblemException.of(ProblemType.NOT_SEALED)
                        : ProblemException.notFound());
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(Hash::hex).toList();
    }
}
