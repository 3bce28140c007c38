package dev.tenantry.crm.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.crm.imports.mapping.Reference;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * What a dry run would have written by now, so that later rows find what they would find in the run: in its transaction, and
 * of those that have ended, as the records themselves compare, and as many. Holds hashes: a file can have many rows.
 */
final class DryRun {

    private static final int SEVERAL = 2;

    private final RecordRegistry records;
    private final Set<Long> once = new HashSet<>();
    private final Set<Long> severalTimes = new HashSet<>();
    /** Of these, what the current transaction has made once more: it is found there, too, and is the same. */
    private final Set<Long> again = new HashSet<>();
    /** Of records that have it by now; it may be that they had it before. */
    private final Set<Long> changed = new HashSet<>();

    private final DryRunTransactions.Current transaction = new DryRunTransactions.Current();
    /** Of the current transaction, where they can be found. */
    private final List<Additions> unsettled = new ArrayList<>();

    DryRun(RecordRegistry records) {
        this.records = records;
    }

    DryRunTransactions.Current transaction() {
        return transaction;
    }

    /**
     * What a chunk would have written.
     *
     * @param created what each new record is found by
     * @param changed what others are found by
     */
    record Additions(List<Set<Long>> created, Set<Long> changed) {}

    /**
     * How many records each leads to, in the current transaction: one, two for several, or none.
     *
     * @param stored how many of them are in the database
     */
    Map<Key, Integer> count(Map<Key, Integer> stored) {
        var identities = Key.identities(records, stored.keySet());
        var counts = new HashMap<Key, Integer>();
        stored.forEach((key, count) -> counts.put(key, count(count, identities.get(key))));
        return counts;
    }

    private int count(int stored, Key.@Nullable Identity identity) {
        if (identity == null) {
            return stored;
        }
        var hash = hash(identity);
        var created = (severalTimes.contains(hash) ? SEVERAL : once.contains(hash) ? 1 : 0)
                - (again.contains(hash) ? 1 : 0);
        return stored + created == 0 && changed.contains(hash) ? 1 : Math.min(stored + created, SEVERAL);
    }

    /** Those of the rows whose record would be there by now, in the current transaction. */
    List<MappedRow> tried(String type, List<MappedRow> rows) {
        var counts = count(rows.stream()
                .flatMap(row -> keys(type, row).stream())
                .distinct()
                .collect(Collectors.toMap(key -> key, _ -> 0)));
        return rows.stream()
                .filter(row -> keys(type, row).stream().anyMatch(key -> counts.getOrDefault(key, 0) > 0))
                .toList();
    }

    /** Rows whose records have been made once more in the current transaction. */
    void madeAgain(RunningImport running, Collection<MappedRow> rows) {
        addAgain(rows.stream().flatMap(row -> foundBy(running, row).stream()).toList());
    }

    /** A company that has been made once more in the current transaction. */
    void madeAgain(Reference company) {
        addAgain(foundBy(company));
    }

    /** A chunk's attempt: where it fails, nothing of what it has made again is found. */
    <T> T attempt(Supplier<T> work) {
        var before = Set.copyOf(again);
        try {
            return work.get();
        } catch (RuntimeException failure) {
            again.retainAll(before);
            throw failure;
        }
    }

    private void addAgain(Collection<Key> keys) {
        hashes(keys, Key.identities(records, List.copyOf(keys))).stream().filter(once::contains).forEach(again::add);
    }

    Additions additions(RunningImport running, ChunkResult result) {
        var created = new ArrayList<Set<Key>>();
        result.created().forEach(row -> created.add(foundBy(running, row)));
        result.companies().forEach(reference -> created.add(foundBy(reference)));
        var others = result.changed().stream().flatMap(row -> foundBy(running, row).stream()).toList();
        var identities = Key.identities(records,
                Stream.concat(created.stream().flatMap(Set::stream), others.stream()).distinct().toList());
        return new Additions(created.stream().map(keys -> hashes(keys, identities)).toList(),
                hashes(others, identities));
    }

    void add(Additions additions) {
        unsettled.add(additions);
    }

    /** The transaction in which they could be found has ended. */
    void settle() {
        unsettled.forEach(this::remember);
        unsettled.clear();
        again.clear();
    }

    private void remember(Additions additions) {
        additions.created.stream().flatMap(Set::stream).filter(hash -> !once.add(hash)).forEach(severalTimes::add);
        changed.addAll(additions.changed);
    }

    private static Set<Key> foundBy(RunningImport running, MappedRow row) {
        var type = running.target().type();
        var keys = new LinkedHashSet<>(keys(type, row));
        var property = running.selfReference();
        if (property != null) {
            var value = row.properties().path(property).asString("");
            if (!value.isEmpty()) {
                keys.add(new Key(type, property, value));
            }
        }
        return keys;
    }

    /** A company that is added by its external id is called by it. */
    private static Set<Key> foundBy(Reference company) {
        return new LinkedHashSet<>(
                List.of(Key.of(company), new Key(company.type(), References.NAME, company.value())));
    }

    private static List<Key> keys(String type, MappedRow row) {
        return row.keys().entrySet().stream().map(key -> new Key(type, key.getKey(), key.getValue())).toList();
    }

    private static Set<Long> hashes(Collection<Key> keys, Map<Key, Key.Identity> identities) {
        return keys.stream()
                .map(identities::get)
                .filter(Objects::nonNull)
                .map(DryRun::hash)
                .collect(Collectors.toSet());
    }

    /** FNV-1a, 64 bits: among a million keys, two of the same hash are less likely than one in ten million. */
    private static long hash(Key.Identity identity) {
        var hash = 0xcbf29ce484222325L;
        var text = identity.type() + '\0' + identity.property() + '\0' + identity.identifier();
        for (var index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
        }
        return hash;
    }
}
