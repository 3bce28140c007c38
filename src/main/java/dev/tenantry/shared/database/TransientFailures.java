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

    /** Whether the database could not be asked at all: there is no connection to it, or it has ended that. */
    public static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused && refused.getSQLState() != null
                    && isOfConnections(refused.getSQLState())) {
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
            default -> isOfConnections(state) || state.startsWith("53");
        };
    }

    private static boolean isOfConnections(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }
}
