package dev.tenantry.shared.web;

import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** What the database refuses, in the words of the catalogue; nothing of the database's own shows. */
@Component
class DatabaseProblems {

    @Nullable
    ProblemException translate(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var problem = switch (cause) {
                case OptimisticLockingFailureException _ ->
                    ProblemException.of(ProblemType.STALE, "another change came first; read the resource again");
                case CannotAcquireLockException _ -> busy();
                case PSQLException refused -> refused(refused);
                case java.sql.SQLTransientConnectionException _ -> busy();
                default -> null;
            };
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable ProblemException refused(SQLException refused) {
        var state = refused.getSQLState() == null ? "" : refused.getSQLState();
        return switch (state) {
            case "23505" -> ProblemException.of(ProblemType.DUPLICATE, ProblemType.DUPLICATE.explanation());
            case "23503" -> ProblemException.of(ProblemType.VALIDATION,
                    "a resource that this refers to does not exist, or is still referred to");
            case "23514", "23502", "22001", "22003" ->
                ProblemException.of(ProblemType.VALIDATION, "a value is outside of what is allowed");
            case "22021", "22P05" ->
                ProblemException.of(ProblemType.MALFORMED, "text must be valid Unicode without the character U+0000");
            case "40001", "40P01", "55P03", "57014" -> busy();
            default -> state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") ? busy() : null;
        };
    }

    private static ProblemException busy() {
        return ProblemException.retryLater(ProblemType.UNAVAILABLE, "the database is busy", Duration.ofSeconds(1));
    }
}
