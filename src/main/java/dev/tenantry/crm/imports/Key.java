package dev.tenantry.crm.imports;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tenantry.crm.imports.mapping.Reference;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.text.Spelling;

/**
 * A value by which records of a kind are found. Which values mean the same is for the records to say: a name is equal to
 * another one that is spelled the same, an external id only to itself.
 *
 * @param type     the kind of record
 * @param property that identifies them
 */
record Key(String type, String property, String value) {

    private record Place(String type, String property) {}

    /** A key as it is compared: equal for values that mean the same. */
    record Identity(String type, String property, Object identifier) {}

    static Key of(Reference reference) {
        return new Key(reference.type(), reference.by(), reference.value());
    }

    /** What each is compared as, one exchange a property; without the values that no record can have. */
    static Map<Key, Identity> identities(RecordRegistry records, Collection<Key> keys) {
        var values = new LinkedHashMap<Place, Set<String>>();
        keys.stream()
                .filter(Key::isRecord)
                .forEach(key -> values.computeIfAbsent(new Place(key.type, key.property), _ -> new LinkedHashSet<>())
                        .add(key.value));
        var identifiers = values.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey,
                        entry -> records.of(entry.getKey().type)
                                .identifiers(entry.getKey().property, entry.getValue())));
        var identities = new HashMap<Key, Identity>();
        for (var key : keys) {
            var identifier = identifiers.getOrDefault(new Place(key.type, key.property), Map.of()).get(key.value);
            if (identifier != null) {
                identities.put(key, new Identity(key.type, key.property, spelled(records, key, identifier)));
            }
        }
        return identities;
    }

    /** Members are looked for alone: nothing that is imported makes any. */
    private boolean isRecord() {
        return !type.equals(Reference.MEMBER);
    }

    /** Two names of one file that are spelled differently are two records. */
    private static Object spelled(RecordRegistry records, Key key, Object identifier) {
        return identifier instanceof String && records.of(key.type).matching(key.property) == Field.Matching.FOLDED
                ? Spelling.of(key.value)
                : identifier;
    }
}
