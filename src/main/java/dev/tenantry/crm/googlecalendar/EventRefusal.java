package dev.tenantry.crm.googlecalendar;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Set;

import dev.tenantry.shared.problem.Causes;
import dev.tenantry.shared.problem.ProblemException;

/** Why an event cannot be kept the same, where that is the event's own and keeps no other one from it. */
final class EventRefusal {

    /** Classes of SQLSTATE: data that cannot be, that does not go with other data, or that is too large. */
    private static final Set<String> OF_DATA = Set.of("22", "23", "54");

    private EventRefusal() {}

    /** @throws RuntimeException the failure, where it is not the event's own */
    static String reason(RuntimeException failure) {
        return switch (failure) {
            case ProblemException refusal -> refusal.detail();
            case EventFault fault -> String.valueOf(fault.getMessage());
            case DateTimeException _ -> "it is at a time that cannot be kept";
            default -> {
                if (isOfData(failure)) {
                    yield "it has something that cannot be kept";
                }
                throw failure;
            }
        };
    }

    private static boolean isOfData(RuntimeException failure) {
        return Causes.find(failure, SQLException.class)
                .map(SQLException::getSQLState)
                .filter(state -> state.length() == 5 && OF_DATA.contains(state.substring(0, 2)))
                .isPresent();
    }
}
