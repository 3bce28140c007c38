package dev.tenantry.audit.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.classification.ValueMasks;
import dev.tenantry.audit.logs.ValueRights;
import dev.tenantry.audit.verify.EntryForm.Kind;
import dev.tenantry.audit.verify.Hash;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.access.PersonalData;

/** The rows of a bundle, a page of them in memory at a time. */
@Component
class BundleRows {

    static final int PAGE = 500;

    /** What was erased while the log is held is told to nobody. */
    private static final String HELD = "left join audit_held_erasures h on h.organization_id = l.organization_id and h.resource_type = l.resource_type"
            + " and h.resource_id = l.resource_id and h.transaction_id <> l.transaction_id ";
    private static final String TEXTS = "(select " + SealedEntry.TEXTS
            + ", bool_or(h.resource_id is not null) as erased from audit_logs l " + HELD + SealedEntry.COLUMNS
            + " where l.organization_id = app.org_id() and l.id = s.entry_id and e.value is not null) t ";
    private static final String SEALS = """
            with s as (select * from audit_log_seals where organization_id = app.org_id() and position >= ? and position < ? order by position limit ?)
            select s.position, s.entry_id, to_jsonb(s.entry_created_at) #>> '{}', to_jsonb(s.entry_expires_at) #>> '{}', encode(s.body_hash, 'hex'),
                encode(s.leaf_hash, 'hex'), encode(s.previous_hash, 'hex'), encode(s.chain_hash, 'hex'), encode(s.subtree_hashes, 'hex'), s.salt, s.value_salt,
                s.digests, t.names, t.texts, t.erased
            from s cross join lateral\s""" + TEXTS + "order by s.position";
    private static final String HEADS = """
            select size, statement from audit_log_heads where organization_id = app.org_id() and size > ? and size <= ? order by size""";
    /** What is in the log and was not sealed when it was time: nobody has written it as entries are written. */
    private static final String UNSEALED = """
            select l.id from audit_logs l where l.organization_id = app.org_id() and l.transaction_id < ?::text::xid8
              and not exists (select from audit_log_seals s where s.organization_id = app.org_id() and s.entry_id = l.id)
              and not exists (select from audit_log_unsealed u where u.organization_id = app.org_id() and u.entry_id = l.id) order by l.id limit ?""";

    private static final String UNSIGNED = """
            select s.position, s.entry_id from audit_log_seals s where s.organization_id = app.org_id() and s.position >= (
                select coalesce(max(h.size), 0) from audit_log_heads h where h.organization_id = app.org_id()) order by s.position limit ?""";

    private static final TypeReference<Map<String, @Nullable Object>> VALUES = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final ValueRights rights;
    private final ValueMasks masks;
    private final JsonMapper json;

    BundleRows(JdbcClient jdbc, PlatformTransactionManager transactions, ValueRights rights, ValueMasks masks,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.masks = masks;
        this.json = json;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** A line, and which position it is of. */
    record Line(long position, Map<String, Object> content) {}

    /** Of the seals from one position to another, a page at most, which ends where it gets too long. */
    List<Line> seals(long from, long to) {
        return in(() -> jdbc.sql(SEALS)
                .withFetchSize(SealedEntry.CHUNK)
                .params(from, to, PAGE)
                .query(this::page));
    }

    private List<Line> page(ResultSet rows) throws SQLException {
        var page = new ArrayList<Line>();
        for (var weight = 0L; weight < SealedEntry.MOST_WEIGHT && rows.next();) {
            var entry = SealedEntry.read(rows);
            page.add(line(rows, entry));
            weight += entry == null ? 0 : entry.weight();
        }
        return page;
    }

    /** Of the heads of more than the first and at most the last size. */
    Map<Long, String> heads(long after, long to) {
        var heads = new TreeMap<Long, String>();
        in(() -> {
            jdbc.sql(HEADS)
                    .params(after, to)
                    .query((RowCallbackHandler) row -> heads.put(row.getLong(1), row.getString(2)));
            return heads;
        });
        return heads;
    }

    /** Ids of entries without a seal. @param before entries of transactions before it have been told to be sealed */
    List<String> unsealed(long before) {
        return in(() -> jdbc.sql(UNSEALED).params(Long.toString(before), PAGE).query(String.class).list());
    }

    /** Seals behind what is signed by now. */
    List<Line> unsigned() {
        return in(() -> jdbc.sql(UNSIGNED)
                .param(PAGE)
                .query((row, _) -> new Line(row.getLong(1), Map.of("position", row.getLong(1), "id", row.getString(2))))
                .list());
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(reading.execute(_ -> {
            jdbc.sql(SealedEntry.ZONE).query((RowCallbackHandler) _ -> {});
            return work.get();
        }));
    }

    private Line line(ResultSet row, @Nullable SealedEntry entry) throws SQLException {
        var line = new LinkedHashMap<String, Object>();
        line.put("position", row.getLong("position"));
        line.put("id", row.getString("entry_id"));
        line.put("createdAt", row.getString(3));
        put(line, "expiresAt", row.getString(4));
        if (entry != null) {
            add(line, entry, row);
        }
        line.put("bodyHash", row.getString(5));
        line.put("leafHash", row.getString(6));
        line.put("previousHash", row.getString(7));
        line.put("chainHash", row.getString(8));
        line.put("subtreeHashes", row.getString(9));
        return new Line(row.getLong("position"), line);
    }

    /** Values that the caller may not see, or that were erased, are told by their digests alone. */
    private void add(Map<String, Object> line, SealedEntry entry, ResultSet row) throws SQLException {
        var salt = row.getBytes("salt");
        var valueSalt = row.getBytes("value_salt");
        var stored = row.getString("digests");
        var shown = entry.of(Kind.CLEAR);
        shown.putAll(entry.of(Kind.OUTER));
        line.put("entry", shown);
        var values = entry.of(Kind.DETAIL);
        var digests = new TreeMap<String, Object>();
        if (stored != null) {
            json.readTree(stored)
                    .properties()
                    .forEach(digest -> digests.put(digest.getKey(), digest.getValue().asString("")));
        }
        if (valueSalt == null) {
            line.put("erased", true);
        } else if (row.getBoolean("erased")) {
            line.put("erased", true);
            digests.putAll(entry.digests(Kind.VALUE, valueSalt));
        } else if (isShown(entry, shown.getOrDefault("resource_type", ""))) {
            values.putAll(entry.of(Kind.VALUE));
            line.put("valueSalt", hex(valueSalt));
        } else {
            digests.putAll(entry.digests(Kind.VALUE, valueSalt));
        }
        line.put("values", values);
        line.put("digests", digests);
        put(line, "salt", salt == null ? null : hex(salt));
    }

    /** All values of an entry have one salt: where any is masked for whoever asks, all are told by their digests alone. */
    private boolean isShown(SealedEntry entry, String resource) {
        var stored = entry.of(Kind.VALUE);
        try {
            var madeAt = OffsetDateTime.parse(entry.createdAt()).toInstant();
            return rights.lacked(resource).isEmpty() && isUnmasked(resource, stored.get("old_values"), madeAt)
                    && isUnmasked(resource, stored.get("new_values"), madeAt);
        } catch (JacksonException | DateTimeException _) {
            // Somebody has tampered with it, which the digests tell.
            return false;
        }
    }

    private boolean isUnmasked(String resource, @Nullable String stored, Instant madeAt) {
        if (stored == null) {
            return true;
        }
        Map<String, @Nullable Object> values = json.readValue(stored, VALUES);
        return values.equals(masks.shown(resource, values, madeAt, ActingRights.may(PersonalData.PERMISSION)));
    }

    private static void put(Map<String, Object> line, String member, @Nullable String value) {
        if (value != null) {
            line.put(member, value);
        }
    }

    private static String hex(byte[] bytes) {
        return Hash.hex(bytes);
    }
}
