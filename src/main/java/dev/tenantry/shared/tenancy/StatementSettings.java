package dev.tenantry.shared.tenancy;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

/** The parameters and settings of a statement that is not prepared yet: the setters that were called, to be called again. */
final class StatementSettings {

    private static final Set<Integer> UNTYPED = Set.of(Types.NULL, Types.OTHER, Types.TIMESTAMP,
            Types.TIMESTAMP_WITH_TIMEZONE, Types.TIME, Types.TIME_WITH_TIMEZONE, Types.ARRAY, Types.STRUCT,
            Types.DISTINCT);
    private static final Method SET_OBJECT = method("setObject", int.class, Object.class);

    /** By parameter number, or by the setter's name where it sets something else. */
    private final Map<Object, Call> calls;

    StatementSettings() {
        this(LinkedHashMap.newLinkedHashMap(8));
    }

    private StatementSettings(Map<Object, Call> calls) {
        this.calls = calls;
    }

    /** A setter's call. */
    record Call(Method method, Object[] arguments) {

        /** @param places where the caller's parameters stand among all of them */
        void applyTo(PreparedStatement statement, IntUnaryOperator places) throws Throwable {
            var placed = arguments;
            if (isParameter()) {
                placed = arguments.clone();
                placed[0] = places.applyAsInt((int) arguments[0]);
            }
            TenantConnection.call(statement, method, placed);
        }

        private boolean isParameter() {
            return method.getParameterCount() >= 2 && arguments[0] instanceof Integer;
        }

        private boolean isUntyped() {
            return switch (method.getName()) {
                case "setNull" -> UNTYPED.contains((int) arguments[1]);
                case "setObject" -> arguments[1] == null || arguments[1] instanceof Date
                        || arguments.length > 2 && UNTYPED.contains(arguments[2])
                                && !(arguments[1] instanceof OffsetDateTime);
                case "setDate", "setTime", "setTimestamp" -> true;
                default -> false;
            };
        }
    }

    Call add(Method setter, Object[] arguments) {
        var call = setter.getName().equals("setTimestamp") && arguments[1] instanceof Timestamp time
                ? new Call(SET_OBJECT, new Object[]{arguments[0], time.toInstant().atOffset(ZoneOffset.UTC)})
                : new Call(setter, arguments);
        calls.put(call.isParameter() ? arguments[0] : setter.getName(), call);
        return call;
    }

    void addAll(StatementSettings others) {
        calls.putAll(others.calls);
    }

    void removeParameters() {
        calls.keySet().removeIf(Integer.class::isInstance);
    }

    StatementSettings copy() {
        return new StatementSettings(new LinkedHashMap<>(calls));
    }

    /** What a setter with one argument was called with. */
    @Nullable
    Object value(String setter) {
        var call = calls.get(setter);
        return call == null ? null : call.arguments[0];
    }

    void applyTo(PreparedStatement statement, IntUnaryOperator places) throws Throwable {
        for (var call : calls.values()) {
            call.applyTo(statement, places);
        }
    }

    /** Whether the rows are to be read page by page. */
    boolean wantCursor() {
        return value("setFetchSize") instanceof Integer size && size > 0;
    }

    /** Whether there is a parameter whose type pgjdbc leaves to the server. */
    boolean haveUntyped() {
        return calls.values().stream().anyMatch(Call::isUntyped);
    }

    private static Method method(String name, Class<?>... parameters) {
        try {
            return PreparedStatement.class.getMethod(name, parameters);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
