package dev.tenantry.shared.database;

import java.sql.SQLTransientConnectionException;

import org.postgresql.util.PSQLException;
import org.springframework.dao.CannotAcquireLockException;

/** Failures that nobody is to blame for and that pass: the database is busy, stops or cannot be reached. */
public final class TransientFailures {

    private TransientFailures() {}

    /** Whether there is one among the failure and its causes. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOne(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the failure itself is one. */
    public static boolean isOne(Throwable failure) {
        return switch (failure) {
            case CannotAcquireLockException _,SQLTransientConnectionException _ -> true;
            case PSQLException refused -> refused.getSQLState() != null && isOne(refused.getSQLState());
            default -> false;
        };
    }

    private static boolean isOne(String state) {
        return switch (state) {
            case "40001", "40P01", "55P03", "57014" -> true;
            default -> state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
        };
    }
}
