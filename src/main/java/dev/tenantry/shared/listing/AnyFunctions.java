package dev.tenantry.shared.listing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/**
 * Whether a value is any of many, which are one parameter, an array of texts: however many there are, the statement is the
 * same, and is parsed once. Found by Hibernate through {@code META-INF/services}.
 */
public final class AnyFunctions implements FunctionContributor {

    private static final Map<Class<?>, String> TYPES = Map.of(String.class, "text", Long.class, "bigint", Integer.class,
            "integer", BigDecimal.class, "numeric", UUID.class, "uuid", Instant.class, "timestamptz", LocalDate.class,
            "date", Boolean.class, "boolean");
    private static final String FOLDED = "folded";

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        var truth = Objects.requireNonNull(
                contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN));
        TYPES.values().forEach(type -> register(contributions, type, truth));
        register(contributions, FOLDED, truth);
    }

    private static void register(FunctionContributions contributions, String type,
            BasicType<Boolean> truth) {
        contributions.getFunctionRegistry()
                .patternDescriptorBuilder(name(type), pattern(type))
                .setInvariantType(truth)
                .setExactArgumentCount(2)
                .register();
    }

    /** In HQL. @param field of no enumeration @param values the parameter */
    static String hql(Field field, String values) {
        return name(type(field)) + "(" + field.path() + ", " + values + ")";
    }

    /** In SQL, likewise. */
    static String sql(Field field, String values) {
        return pattern(type(field)).replace("?1", field.path()).replace("?2", values);
    }

    private static String type(Field field) {
        return field.matching() == Field.Matching.FOLDED ? FOLDED : Objects.requireNonNull(TYPES.get(field.type()));
    }

    private static String pattern(String type) {
        return type.equals(FOLDED)
                ? "(?1=any(array(select app.fold(v) from unnest(cast(?2 as text[])) v)))"
                : "(?1=any(cast(?2 as " + type + "[])))";
    }

    private static String name(String type) {
        return "is_any_" + type;
    }
}
