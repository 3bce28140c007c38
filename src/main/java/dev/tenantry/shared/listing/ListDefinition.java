package dev.tenantry.shared.listing;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.CamelCase;

/**
 * What a list of a resource can be asked: its fields, the order it has by default, and how it is searched. The entity is
 * called {@code e} in every expression.
 *
 * @param entity    the entity's name in HQL
 * @param condition what holds for every row of the list, for example {@code e.deletedAt is null}
 * @param sort      the default order
 * @param search    the database function that finds ids by text, see {@link Search}; null where the resource cannot be
 *                  searched
 * @param searched  what it looks in, in words
 */
public record ListDefinition<E>(
        Class<E> entity,
        @Nullable String condition,
        Map<String, Field> fields,
        String sort,
        @Nullable String search,
        @Nullable String searched) {

    /** In the place of a function: there is none. */
    static final String IN_PLACE = "";

    public static <E> Builder<E> of(Class<E> entity) {
        return new Builder<>(entity);
    }

    /** For lists of rows that the function does not find, those in the trash: they are searched on the way through them. */
    public ListDefinition<E> searchedInPlace() {
        return new ListDefinition<>(entity, condition, fields, sort, search == null ? null : IN_PLACE, searched);
    }

    /** The same resource under another condition: the trash, the children of something. */
    public ListDefinition<E> under(String otherCondition) {
        return new ListDefinition<>(entity, otherCondition, fields, sort, search, searched);
    }

    /** With the time at which each of its rows went to the trash. */
    public ListDefinition<E> withDeletedAt() {
        return with(new Field("deletedAt", "e.deletedAt", "e.deletedAt", Instant.class, false, Field.Matching.EXACT));
    }

    /** With a further field. */
    public ListDefinition<E> with(Field field) {
        var more = new LinkedHashMap<>(fields);
        more.put(field.name(), field);
        return new ListDefinition<>(entity, condition, Collections.unmodifiableMap(more), sort, search, searched);
    }

    Field field(String name) {
        var field = fields.get(name);
        if (field == null) {
            throw ProblemException.unknown(name,
                    "there is no field of this name to filter or sort by; there are " + fields.keySet());
        }
        return field;
    }

    /** A field as it is compared. @throws ProblemException 400 where there is none, or it is not compared so */
    public Field comparable(String name, String operator) {
        var field = field(name);
        if (!field.operators().contains(operator)) {
            throw ProblemException.unknown(name + "[" + operator + "]",
                    "this field takes the operators " + field.operators().stream().sorted().toList());
        }
        return field;
    }

    /** Collects a listing's fields. */
    public static final class Builder<E> {

        private final Class<E> entity;
        private final Map<String, Field> fields = new LinkedHashMap<>();
        private @Nullable String condition;
        private @Nullable String search;
        private @Nullable String searched;
        private String sort = "-createdAt";

        private Builder(Class<E> entity) {
            this.entity = entity;
        }

        /** A field that is compared as it is. */
        public Builder<E> field(String name, Class<?> type) {
            return computed(name, "e." + name, type, false);
        }

        public Builder<E> nullable(String name, Class<?> type) {
            return computed(name, "e." + name, type, true);
        }

        /** Text that people write, whose folded form is kept in a column beside it: {@code job_title_key} for jobTitle. */
        public Builder<E> text(String name) {
            return folded(name, keyColumn(name), false);
        }

        public Builder<E> nullableText(String name) {
            return folded(name, keyColumn(name), true);
        }

        /** Text that people write. @param expression over {@code e}: its folded form */
        public Builder<E> folded(String name, String expression, boolean nullable) {
            return add(new Field(name, expression, expression, String.class, nullable, Field.Matching.FOLDED));
        }

        /** Text of any length that people write: its beginning decides where it stands in an order. */
        public Builder<E> longText(String name) {
            return add(new Field(name, "fold(e." + name + ")", "fold(left(e." + name + ", 200))", String.class, false,
                    Field.Matching.FOLDED));
        }

        /** An e-mail address, or a telephone number. @param expression over {@code e}: its canonical form */
        public Builder<E> address(String name, String expression, boolean nullable) {
            return add(new Field(name, expression, expression, String.class, nullable, Field.Matching.ADDRESS));
        }

        /** A network address, which networks are compared with, too. */
        public Builder<E> address(String name) {
            return computed(name, "e." + name, InetAddress.class, true);
        }

        /** A range of network addresses, which is compared by what both have. @param first expression over {@code e} @param last likewise */
        public Builder<E> addresses(String name, String first, String last) {
            return add(new Field(name, first, last, InetAddress.class, false, Field.Matching.EXACT));
        }

        /** A field that has one of some values which are known at start, as the constants of an enum are. */
        public Builder<E> oneOf(String name, List<String> values) {
            return add(Field.oneOf(name, "e." + name, String.class, false, values));
        }

        /** Likewise, in a column that may have none. */
        public Builder<E> nullableOneOf(String name, List<String> values) {
            return add(Field.oneOf(name, "e." + name, String.class, true, values));
        }

        /** A field that has one of these values, of which each is more than the one before. */
        public Builder<E> ranked(String name, List<String> values) {
            return add(Ranks.field(name, "e." + name, String.class, values));
        }

        /** Likewise, of an enum whose constants are in that order. */
        public Builder<E> ranked(String name, Class<? extends Enum<?>> type) {
            return add(Ranks.field(name, "e." + name, type, List.of(type.getEnumConstants())));
        }

        /** A field that an expression over {@code e} computes, compared as it is. */
        public Builder<E> computed(String name, String expression, Class<?> type, boolean nullable) {
            return add(new Field(name, expression, expression, type, nullable, Field.Matching.EXACT));
        }

        /** Texts that rows are found by. @param finder the function of the database, see {@link Field#found} */
        public Builder<E> found(String name, String finder, Field.Matching matching) {
            return add(Field.found(name, finder, matching));
        }

        public Builder<E> where(String always) {
            condition = always;
            return this;
        }

        /** @param what it looks in, in words: {@code name and domain} */
        public Builder<E> searchedBy(String function, String what) {
            search = function;
            searched = what;
            return this;
        }

        /** On the way through its rows. @param what it looks in, in words */
        public Builder<E> searchedIn(String what) {
            return searchedBy(IN_PLACE, what);
        }

        public Builder<E> sortedBy(String order) {
            sort = order;
            return this;
        }

        public ListDefinition<E> build() {
            return new ListDefinition<>(entity, condition,
                    Collections.unmodifiableMap(new LinkedHashMap<>(fields)), sort,
                    search, searched);
        }

        /** The database makes it, and no entity needs it. */
        private static String keyColumn(String name) {
            var column = CamelCase.split(name, "_") + "_key";
            return "column(e." + column + " as String)";
        }

        private Builder<E> add(Field field) {
            fields.put(field.name(), field);
            return this;
        }
    }

    /** The sort keys of an order, {@code -createdAt,name}. */
    List<SortKey> order(@Nullable String requested) {
        return SortKey.parse(this, requested == null || requested.isBlank() ? sort : requested);
    }
}
