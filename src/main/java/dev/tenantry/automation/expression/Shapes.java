package dev.tenantry.automation.expression;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be said of values in JSON by the Java types that they are made from. */
public final class Shapes {

    /** Nothing is known of it. */
    public static final Type ANYTHING = Object.class;

    private Shapes() {}

    public enum Kind {
        ANYTHING, TEXT, NUMBER, BOOLEAN, LIST, OBJECT
    }

    /** An object that has these and nothing else. */
    public record Members(Map<String, Type> types) implements Type {

        /** Of which nothing is known but their names. */
        public static Members named(Collection<String> names) {
            return new Members(names.stream().collect(Collectors.toMap(name -> name, _ -> ANYTHING)));
        }
    }

    /** A list of these. */
    public record ListOf(Type element) implements Type {}

    public static Kind kind(Type type) {
        if (type instanceof Members) {
            return Kind.OBJECT;
        }
        if (type instanceof ListOf) {
            return Kind.LIST;
        }
        var raw = raw(type);
        if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            return Kind.ANYTHING;
        }
        if (raw.isArray() || Collection.class.isAssignableFrom(raw)) {
            return Kind.LIST;
        }
        if (raw.isRecord() || Map.class.isAssignableFrom(raw)) {
            return Kind.OBJECT;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Kind.BOOLEAN;
        }
        return Number.class.isAssignableFrom(raw) || raw.isPrimitive() ? Kind.NUMBER : Kind.TEXT;
    }

    /** The values that there are, as JSON has them; empty where they cannot be counted. */
    public static List<String> constants(Type type) {
        var raw = raw(type);
        return raw.isEnum() ? Arrays.stream(raw.getEnumConstants()).map(Object::toString).toList() : List.of();
    }

    /** What a value of the type has under a name, or at an index; null where it can have nothing there. */
    public static @Nullable Type member(Type type, String name) {
        return switch (kind(type)) {
            case ANYTHING -> ANYTHING;
            case LIST -> name.chars().allMatch(Character::isDigit) ? argument(type, 0) : null;
            case OBJECT -> type instanceof Members(var types)
                    ? types.get(name)
                    : raw(type).isRecord() ? component(raw(type), name) : argument(type, 1);
            case TEXT, NUMBER, BOOLEAN -> null;
        };
    }

    /** The names that a value of the type has; empty where it could be any. */
    public static List<String> names(Type type) {
        if (type instanceof Members(var types)) {
            return List.copyOf(types.keySet());
        }
        return raw(type).isRecord()
                ? Arrays.stream(raw(type).getRecordComponents()).map(RecordComponent::getName).toList()
                : List.of();
    }

    private static @Nullable Type component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(RecordComponent::getGenericType)
                .findFirst()
                .orElse(null);
    }

    private static Type argument(Type type, int index) {
        if (type instanceof ListOf(var element)) {
            return element;
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getActualTypeArguments().length > index) {
            return parameterized.getActualTypeArguments()[index];
        }
        return raw(type).isArray() ? raw(type).getComponentType() : ANYTHING;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> itself -> itself;
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
            default -> Object.class;
        };
    }
}
