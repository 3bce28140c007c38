package dev.tenantry.crm.booking;

import java.util.EnumSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * What visitors are told where something is refused behind the door: what is about the time, or about how often. Whatever else events and contacts
 * say, of fields that visitors do not know and cannot put right, is for members.
 */
final class VisitorRefusals {

    private static final Logger log = LoggerFactory.getLogger(VisitorRefusals.class);
    private static final Set<ProblemType> FOR_VISITORS = EnumSet.of(ProblemType.NOT_FOUND, ProblemType.SLOT_TAKEN,
            ProblemType.RATE_LIMITED);
    private static final String TIME = "startAt";

    private VisitorRefusals() {}

    /** What cannot be booked, whenever, is answered as where the link leads nowhere. */
    static ProblemException ofBooking(ProblemException fault) {
        return isForVisitors(fault) ? fault : noted(fault, ProblemException.notFound());
    }

    /** What is booked already stays as it is. */
    static ProblemException ofChange(ProblemException fault) {
        return isForVisitors(fault) || isInWords(fault)
                ? fault
                : noted(fault, ProblemException.conflict("this cannot be changed here: ask whom it is with"));
    }

    private static boolean isForVisitors(ProblemException fault) {
        return FOR_VISITORS.contains(fault.type()) || fault.type().status().is5xxServerError();
    }

    /** Of a conflict, or of the time that was asked for. */
    private static boolean isInWords(ProblemException fault) {
        return switch (fault.type()) {
            case CONFLICT -> fault.errors().isEmpty();
            case VALIDATION -> fault.errors().stream().allMatch(error -> error.field().equals(TIME));
            default -> false;
        };
    }

    private static ProblemException noted(ProblemException fault, ProblemException told) {
        log.info("what a visitor asked for was refused as {} of {}", fault.type().code(),
                fault.errors().stream().map(FieldError::field).toList());
        return told;
    }
}
