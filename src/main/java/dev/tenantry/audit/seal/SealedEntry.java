package dev.tenantry.audit.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.verify.EntryForm;
import dev.tenantry.audit.verify.EntryForm.Kind;

/** An entry as it is hashed: the texts of its columns that are not null, whatever columns there are. */
record SealedEntry(Map<String, String> texts) {

    /** Columns of a query: names and texts of an entry's columns, of a row {@code l}. Times are told in the zone of {@link #ZONE}. */
    static final String TEXTS = "array_agg(e.key order by e.key) as names, array_agg(e.value order by e.key) as texts";
    static final String COLUMNS = "cross join lateral jsonb_each_text(to_jsonb(l)) e";
    /** After as many characters of entries whoever reads them does something with these, and then goes on. */
    static final long MOST_WEIGHT = 4_000_000;
    /** How many the database sends at a time. */
    static final int CHUNK = 16;
    /** Before it, in its transaction. */
    static final String ZONE = "select set_config('TimeZone', 'UTC', true)";

    /** Null where there is no entry. Of two that call themselves alike the texts do not fit any seal. */
    static @Nullable SealedEntry read(ResultSet row) throws SQLException {
        if (row.getArray("names") == null) {
            return null;
        }
        var names = (String[]) row.getArray("names").getArray();
        var values = (String[]) row.getArray("texts").getArray();
        var texts = new HashMap<String, String>();
        for (var at = 0; at < names.length; at++) {
            texts.merge(names[at], values[at], (one, other) -> one + '\n' + other);
        }
        return new SealedEntry(texts);
    }

    /** How long it is, about. */
    long weight() {
        return texts.values().stream().mapToLong(String::length).sum();
    }

    String id() {
        return text(EntryForm.ID);
    }

    String createdAt() {
        return text(EntryForm.CREATED);
    }

    @Nullable
    String expiresAt() {
        return texts.get(EntryForm.EXPIRES);
    }

    Map<String, String> of(Kind kind) {
        var some = new TreeMap<>(texts);
        some.keySet().removeIf(column -> EntryForm.kind(column) != kind);
        return some;
    }

    /** @param kind of which the digests are */
    Map<String, String> digests(Kind kind, byte[] salt) {
        var digests = of(kind);
        digests.replaceAll((column, text) -> EntryForm.digest(salt, column, text));
        return digests;
    }

    String body(byte[] salt, byte[] valueSalt) {
        var digests = digests(Kind.DETAIL, salt);
        digests.putAll(digests(Kind.VALUE, valueSalt));
        return EntryForm.body(salt, of(Kind.CLEAR), digests);
    }

    byte[] leaf(String body) {
        return EntryForm.leaf(text(EntryForm.ORGANIZATION), id(), createdAt(), expiresAt(), body);
    }

    private String text(String column) {
        return Objects.requireNonNull(texts.get(column));
    }
}
