package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import jakarta.persistence.OptimisticLockException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.TransientFailures;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;

/** What the database refuses, in the words of the catalogue; nothing of the database's own shows. */
@Component
class DatabaseProblems {

    @Nullable
    ProblemException translate(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var problem = switch (cause) {
                case OptimisticLockingFailureException _,OptimisticLockException _ ->
                    ProblemException.of(ProblemType.STALE, "another change came first; read the resource again");
                case Throwable passing when TransientFailures.isOne(passing) -> busy();
                case PSQLException refused -> refused(refused);
                default -> null;
            };
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable ProblemException refused(PSQLException refused) {
        var state = refused.getSQLState() == null ? "" : refused.getSQLState();
        return switch (state) {
            case "23505" -> ProblemException.duplicate(field(refused), ProblemType.DUPLICATE.explanation());
            case "23503" -> reference(refused);
            // What the database's own functions hold, where two requests pass each other.
            case "23000" -> ProblemException.of(ProblemType.CONFLICT);
            case "23514" -> check(refused);
            case "23502", "22001", "22003", "22008" -> outOfRange(refused);
            case "22021", "22P05" ->
                ProblemException.of(ProblemType.MALFORMED, "text must be valid Unicode without the character U+0000");
            case "42501" -> TenantContext.isBound() && TenantContext.current().isForAll() ? notForAll() : null;
            default -> null;
        };
    }

    private static ProblemException notForAll() {
        return ProblemException.of(ProblemType.FORBIDDEN,
                "what works for the whole organization makes nothing that is private to one person");
    }

    /** What refers to itself is told as what does so through others. */
    private static ProblemException check(PSQLException refused) {
        var message = refused.getServerErrorMessage();
        return message != null && String.valueOf(message.getConstraint()).endsWith("_circle")
                ? ProblemException.circular(field(refused))
                : outOfRange(refused);
    }

    private static ProblemException outOfRange(PSQLException refused) {
        return ProblemException.invalid(field(refused), "out-of-range", "this value is outside of what is allowed");
    }

    private static ProblemException reference(PSQLException refused) {
        var message = refused.getServerErrorMessage();
        var isStillReferredTo = message != null && message.getMessage() != null
                && message.getMessage().startsWith("update or delete");
        return isStillReferredTo
                ? ProblemException.of(ProblemType.IN_USE, stillReferring(Objects.requireNonNull(message).getTable()))
                : ProblemException.invalid(field(refused), "unknown-reference", "there is no such resource");
    }

    /** Tables are called after what they hold: {@code workflow_triggers} are workflow triggers. */
    private static String stillReferring(@Nullable String table) {
        return table == null
                ? ProblemType.IN_USE.explanation()
                : table.replace('_', ' ') + " of this organization still refer to it";
    }

    /** By our naming of constraints, {@code contacts_company_id_fkey} speaks of {@code companyId}. */
    private static String field(PSQLException refused) {
        var message = refused.getServerErrorMessage();
        if (message == null) {
            return "";
        }
        if (message.getColumn() != null) {
            return camelCase(message.getColumn());
        }
        var constraint = message.getConstraint();
        var table = message.getTable();
        if (constraint == null || table == null || !constraint.startsWith(table + "_")) {
            return "";
        }
        return camelCase(constraint.substring(table.length() + 1).replaceFirst("_(fkey|key|check|length|circle)$", ""));
    }

    private static String camelCase(String name) {
        return Pattern.compile("_([a-z])").matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static ProblemException busy() {
        return ProblemException.retryLater(ProblemType.UNAVAILABLE, "the database is busy", Duration.ofSeconds(1));
    }
}
