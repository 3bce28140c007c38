package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;

/** From when until when somebody is not there. @param firstDay null where it is not whole days */
record AbsencePeriod(
        Instant start,
        Instant end,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable ZoneId zone) {

    /**
     * Days may be stated with their moments, as they are shown.
     *
     * @param own whose days they are where nothing is said
     * @throws ProblemException 422 where one of them is missing, or the two do not fit
     */
    static AbsencePeriod of(MemberAbsenceRequest request, Supplier<ZoneId> own) {
        if (request.startsOn() == null && request.endsOn() == null && request.startsAt() != null
                && request.endsAt() != null) {
            return new AbsencePeriod(request.startsAt(), request.endsAt(), null, null, null);
        }
        if (request.startsOn() == null || request.endsOn() == null) {
            throw ProblemException.invalid("startsOn", "required",
                    "an absence has startsOn and endsOn, or startsAt and endsAt");
        }
        var zone = Zones.named(request.zone() == null ? own.get() : ZoneId.of(request.zone()));
        var period = new AbsencePeriod(request.startsOn().atStartOfDay(zone).toInstant(),
                request.endsOn().plusDays(1).atStartOfDay(zone).toInstant(), request.startsOn(), request.endsOn(),
                zone);
        if (isOther(request.startsAt(), period.start) || isOther(request.endsAt(), period.end)) {
            throw ProblemException.invalid("startsAt", "contradictory",
                    "the absence lasts from startsOn to endsOn; state these, and null for startsAt and endsAt");
        }
        return period;
    }

    private static boolean isOther(@Nullable Instant stated, Instant computed) {
        return stated != null && !stated.truncatedTo(ChronoUnit.MICROS).equals(computed);
    }
}
