package dev.tenantry.audit.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.audit.verify.BundleVerifier;
import dev.tenantry.audit.verify.Hash;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Tells a part of the log with all that it takes to verify it without asking us. */
@Service
@Transactional
class BundleExport {

    private static final int MOST = 1_000_000;
    private static final String CHAIN = """
            select encode(chain_hash, 'hex') from audit_log_seals where organization_id = app.org_id() and position = ?""";

    private final JdbcClient jdbc;
    private final SealProofs proofs;
    private final StoredTree tree;
    private final BundleSources sources;
    private final AuditTrail trail;
    private final JsonMapper json;

    BundleExport(JdbcClient jdbc, SealProofs proofs, StoredTree tree, BundleSources sources, AuditTrail trail,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.proofs = proofs;
        this.tree = tree;
        this.sources = sources;
        this.trail = trail;
        this.json = json;
    }

    /** @param isToEnd whether it is all that is signed, so that whatever is behind it was not */
    record Bundle(long from, long to, boolean isToEnd, long sealedBefore, Map<String, Object> header) {}

    /**
     * What is exported; that it is stands in the log.
     *
     * @param last where it ends, exclusive; null: with the last that is signed
     */
    Bundle open(long from, @Nullable Long last) {
        var head = proofs.head();
        var to = last == null ? head.size() : last;
        if (to > head.size() || from < 0 || from >= to) {
            throw ProblemException.invalid("from", "out-of-range",
                    "has to be at least 0 and smaller than `to`, which is at most " + head.size()
                            + ", the size of the signed head");
        }
        if (to - from > MOST) {
            throw ProblemException.invalid("to", "too-many",
                    "a bundle has " + MOST + " entries at most: ask for parts by `from` and `to`");
        }
        trail.record(new AuditEntry("audit-log.exported", AuditEntry.Category.DATA_ACCESS, "audit-log", null, Map.of(),
                Map.of("from", from, "to", to)));
        var header = new TreeMap<String, Object>(Map.of("format", BundleVerifier.FORMAT, "organizationId",
                TenantContext.current().organizationId().toString(), "from", from, "to", to, "head", head.statement(),
                "keys", sources.keys(),
                "previousHash", previous(from), "around",
                around(from, to, head.size())));
        return new Bundle(from, to, to == head.size(), sources.sealedBefore(), header);
    }

    private String previous(long from) {
        return from == 0
                ? Hash.hex(Hash.zeros())
                : jdbc.sql(CHAIN)
                        .param(from - 1)
                        .query(String.class)
                        .optional()
                        .orElseThrow(() -> ProblemException.conflict(
                                "the seal at position " + (from - 1) + " of the audit log is gone"));
    }

    private List<String> around(long from, long to, long size) {
        return tree.compute(nodes -> nodes.around(from, to, size)).stream().map(Hash::hex).toList();
    }

    /** Not in one transaction: whoever reads it may take their time. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void write(Bundle bundle, OutputStream out) throws IOException {
        line(out, bundle.header);
        for (var at = bundle.from; at < bundle.to;) {
            var page = sources.rows().seals(at, bundle.to);
            var end = page.isEmpty() ? bundle.to : page.getLast().position() + 1;
            var heads = sources.rows().heads(at, end);
            for (var row : page) {
                line(out, row.content());
                head(out, heads.get(row.position() + 1));
            }
            at = end;
        }
        if (bundle.isToEnd) {
            behind(bundle, out);
        }
    }

    /** What would not be there if the log were as it was signed. */
    private void behind(Bundle bundle, OutputStream out) throws IOException {
        for (var row : sources.rows().unsigned()) {
            line(out, row.content());
        }
        if (bundle.from == 0) {
            for (var id : sources.rows().unsealed(bundle.sealedBefore)) {
                line(out, Map.of("id", id));
            }
        }
    }

    private void head(OutputStream out, @Nullable String statement) throws IOException {
        if (statement != null) {
            line(out, Map.of("head", statement));
        }
    }

    private void line(OutputStream out, Map<String, Object> content) throws IOException {
        out.write(json.writeValueAsBytes(content));
        out.write('\n');
    }
}
