package dev.tenantry.crm.imports;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.MappedRow;
import dev.tenantry.crm.imports.mapping.Reference;
import dev.tenantry.shared.text.Spelling;

/**
 * The names of companies that a file spells in several ways: {@code Öl AŞ} and {@code Ol AŞ} are two, whichever of them is
 * there already. Holds hashes: a file can have many rows. Where two are the same by chance, a name is only found as it is
 * spelled.
 */
final class ContestedNames {

    static final ContestedNames NONE = new ContestedNames(Set.of());

    private final Set<Integer> spellings;

    private ContestedNames(Set<Integer> spellings) {
        this.spellings = spellings;
    }

    boolean contain(String name) {
        return !spellings.isEmpty() && spellings.contains(Spelling.of(name).hashCode());
    }

    /** The names by which a row would write a record that others refer to by name. */
    static Stream<String> of(ImportTarget target, MappedRow row) {
        var own = target.isAddedByReference()
                ? Stream.of(row.properties().path(References.NAME).asString(""))
                : Stream.<String>empty();
        return Stream.concat(own, row.references()
                .stream()
                .filter(reference -> reference.createMissing() && reference.by().equals(References.NAME))
                .map(Reference::value)).filter(name -> !name.isEmpty());
    }

    /** What a file's names are, eight bytes each: what they are folded to, and how they are spelled. */
    static final class Census {

        private long[] names = new long[1024];
        private int count;

        /** @param forms the folded form of each name */
        void add(Map<String, String> forms) {
            if (count + forms.size() > names.length) {
                names = Arrays.copyOf(names, 2 * names.length + forms.size());
            }
            forms.forEach((name, form) -> {
                if (!Spelling.isPlainCapitals(name)) {
                    names[count++] = (long) form.hashCode() << Integer.SIZE
                            | Integer.toUnsignedLong(Spelling.of(name).hashCode());
                }
            });
        }

        ContestedNames contested() {
            Arrays.sort(names, 0, count);
            var spellings = new HashSet<Integer>();
            for (var index = 1; index < count; index++) {
                var before = names[index - 1];
                var name = names[index];
                if (before != name && before >> Integer.SIZE == name >> Integer.SIZE) {
                    spellings.add((int) before);
                    spellings.add((int) name);
                }
            }
            return spellings.isEmpty() ? NONE : new ContestedNames(spellings);
        }
    }
}
