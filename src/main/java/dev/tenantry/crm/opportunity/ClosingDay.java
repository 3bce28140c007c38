package dev.tenantry.crm.opportunity;

import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.problem.ProblemException;

/**
 * When a deal was won or lost.
 *
 * @param status    how it stood before; null where there was no deal
 * @param closedOn  and since when
 * @param startedOn when it began, as that was said before
 */
record ClosingDay(@Nullable StageKind status, @Nullable LocalDate closedOn, @Nullable LocalDate startedOn) {

    static final ClosingDay NONE = new ClosingDay(null, null, null);

    /**
     * The day by which it is closed from now on; null where it is open. A day that is stated as it was is the day of the ending before, and says
     * nothing of another one.
     *
     * @throws ProblemException 422 where nothing has been closed, or not on that day
     */
    @Nullable
    LocalDate next(StageKind kind, OpportunityRequest request, Supplier<LocalDate> today) {
        var stated = request.closedOn();
        var isNews = stated != null && !stated.equals(closedOn);
        if (kind == StageKind.OPEN) {
            if (isNews) {
                throw ProblemException.invalid("closedOn", "not-closed", "the stage is open: nothing has been closed");
            }
            return null;
        }
        var day = isNews ? stated : kind == status ? closedOn : today.get();
        // Somewhere it is tomorrow already.
        if (stated != null && isNews && stated.isAfter(today.get().plusDays(1))) {
            throw ProblemException.invalid("closedOn", "in-future", "nothing has been closed on that day yet");
        }
        var began = request.startedOn();
        var isStated = isNews || !Objects.equals(began, startedOn);
        if (isStated && day != null && began != null && day.isBefore(began)) {
            throw ProblemException.invalid("closedOn", "before-start", "the opportunity started on " + began);
        }
        return day;
    }
}
