package dev.tenantry.shared.problem;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may be logged: of what kind it is and where it happened. What it says stays out, because the messages of
 * databases, parsers and receivers repeat the values that they refuse, and those are people's.
 */
public final class Redacted extends Exception {

    private static final long serialVersionUID = 1L;

    private Redacted(Throwable failure, @Nullable Redacted cause) {
        super(kind(failure), cause);
        setStackTrace(failure.getStackTrace());
    }

    /** The failure and its causes, to be logged with their stack traces. */
    public static Redacted of(Throwable failure) {
        return of(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The failure and its causes on one line. */
    public static String line(Throwable failure) {
        var line = new StringBuilder();
        for (Throwable cause = of(failure); cause != null; cause = cause.getCause()) {
            line.append(line.isEmpty() ? "" : " < ").append(cause.getMessage());
        }
        return line.toString();
    }

    private static Redacted of(Throwable failure, Set<Throwable> seen) {
        if (failure instanceof Redacted already) {
            return already;
        }
        seen.add(failure);
        var cause = failure.getCause();
        var redacted = new Redacted(failure, cause == null || seen.contains(cause) ? null : of(cause, seen));
        for (var suppressed : failure.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                redacted.addSuppressed(of(suppressed, seen));
            }
        }
        return redacted;
    }

    /** PostgreSQL's states are codes of a fixed list. */
    private static String kind(Throwable failure) {
        var name = failure.getClass().getName();
        return failure instanceof SQLException refused && refused.getSQLState() != null
                ? name + " (SQLSTATE " + refused.getSQLState() + ")"
                : name;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
