package dev.tenantry.automation.expression;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;

/** What {@link Shapes} know of values, as the types of one expression, which nobody shares. Their names tell nothing of our classes but how they are called. */
@SuppressWarnings("Immutable")
final class ExpressionTypes implements CelTypeProvider {

    private final Map<String, StructType> objects = new HashMap<>();
    private final Map<Type, String> names = new HashMap<>();

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(objects.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    CelType of(Type type) {
        return switch (Shapes.kind(type)) {
            case ANYTHING -> SimpleType.DYN;
            case BOOLEAN -> NullableType.create(SimpleType.BOOL);
            case NUMBER -> NullableType.create(isWhole(type) ? SimpleType.INT : SimpleType.DOUBLE);
            // A time is nullable as it is.
            case TEXT -> type == Instant.class ? SimpleType.TIMESTAMP : NullableType.create(SimpleType.STRING);
            case LIST -> ListType.create(element(type));
            case OBJECT -> Shapes.names(type).isEmpty() && !(type instanceof Shapes.Members)
                    ? MapType.create(SimpleType.STRING, element(type))
                    : object(type);
        };
    }

    /** Whether its numbers have no fractions: those that have are decimal texts in JSON. */
    static boolean isWhole(Type type) {
        return type != BigDecimal.class && type != Double.class && type != double.class && type != Float.class
                && type != float.class;
    }

    private CelType element(Type type) {
        return of(Objects.requireNonNullElse(Shapes.member(type, "0"), Shapes.ANYTHING));
    }

    private CelType object(Type type) {
        var name = names.get(type);
        if (name == null) {
            name = simpleName(type) + (objects.isEmpty() ? "" : objects.size());
            names.put(type, name);
            objects.put(name, StructType.create(name, ImmutableSet.copyOf(Shapes.names(type)),
                    member -> Optional.ofNullable(Shapes.member(type, member)).map(this::of)));
        }
        return StructTypeReference.create(name);
    }

    private static String simpleName(Type type) {
        return switch (type) {
            case Class<?> itself -> itself.getSimpleName();
            case ParameterizedType parameterized -> simpleName(parameterized.getRawType());
            default -> "object";
        };
    }
}
