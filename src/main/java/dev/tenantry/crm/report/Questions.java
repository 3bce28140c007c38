package dev.tenantry.crm.report;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Localizations;

/** Reads what a report is asked, and says what is meant where it is not said. Needs a transaction. */
@Component
class Questions {

    static final int MOST_MONTHS = 36;
    private static final int LAST_YEAR = 9999;

    private final Localizations localizations;
    private final Clock clock;

    Questions(Localizations localizations, Clock clock) {
        this.localizations = localizations;
        this.clock = clock;
    }

    /** What is asked, as it stands in the request. */
    record Asked(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long pipelineId,
            @Nullable UUID ownerId,
            @Nullable Long teamId,
            @Nullable String asOf,
            @Nullable String zone) {}

    /** @throws ProblemException 400 where a parameter is no such value, or the period is too long or ends before it begins */
    Question read(Asked asked) {
        var organization = localizations.ofOrganization();
        var zone = asked.zone == null ? Zones.named(organization.zone()) : zone(asked.zone);
        var at = asked.asOf == null ? now() : instant(asked.asOf, zone);
        var day = LocalDate.ofInstant(at, zone);
        var from = asked.from == null ? day.withDayOfMonth(1) : likely("from", asked.from);
        var to = asked.to == null ? from.withDayOfMonth(1).plusMonths(3).minusDays(1) : likely("to", asked.to);
        if (to.isBefore(from)) {
            throw ProblemException.malformed("to", "to must not be before from");
        }
        if (from.plusMonths(MOST_MONTHS).isBefore(to)) {
            throw ProblemException.malformed("to", "a report is of " + MOST_MONTHS + " months at most");
        }
        return new Question(from, to, asked.asOf == null, at, day, zone, organization.currency(), asked.pipelineId,
                asked.ownerId,
                asked.teamId);
    }

    private static LocalDate likely(String field, LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
            throw ProblemException.malformed(field, field + " must be in the years 0001 to " + LAST_YEAR);
        }
        return day;
    }

    private static ZoneId zone(String name) {
        return Zones.known(name)
                .orElseThrow(() -> ProblemException.malformed("zone",
                        "zone must be a time zone of the IANA database, such as Europe/Vienna"));
    }

    /** The end of a day, or the moment itself; nothing has been told of what lies ahead. */
    private Instant instant(String text, ZoneId zone) {
        var at = parse(text, zone);
        var now = now();
        return at.isAfter(now) ? now : at;
    }

    private static Instant parse(String text, ZoneId zone) {
        try {
            return text.length() == "2030-12-31".length()
                    ? LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS)
                    : Rfc3339.time(text);
        } catch (DateTimeException _) {
            throw ProblemException.malformed("asOf",
                    "asOf must be a day, 2030-12-31, or a moment, 2030-12-31T12:00:00Z");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
