package dev.tenantry.crm.report;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Localizations;

/** Reads what a report is asked, and says what is meant where it is not said. Needs a transaction. */
@Component
public class Questions {

    private static final int MOST_MONTHS = 36;
    private static final int LAST_YEAR = 9999;
    /** Of who is no member any more there may be deals as of then. */
    private static final String THERE = """
            select :pipeline::bigint is null or exists (
                       select from pipelines p where p.organization_id = app.org_id() and p.id = :pipeline) as pipeline,
                   :owner::uuid is null or exists (
                       select from organization_members m where m.organization_id = app.org_id() and m.user_id = :owner)
                       or exists (select from opportunity_history h where h.organization_id = app.org_id() and h.owner_id = :owner) as owner,
                   :team::bigint is null or exists (
                       select from teams t where t.organization_id = app.org_id() and t.id = :team and t.deleted_at is null) as team""";
    /**
     * A plan for any period would be one for a few rows, and reports are of many; what they sort and group is not to go to the
     * disk for it.
     */
    private static final String PLANNING = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true)""";

    private final Localizations localizations;
    private final JdbcClient jdbc;
    private final Clock clock;

    Questions(Localizations localizations, JdbcClient jdbc, Clock clock) {
        this.localizations = localizations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is asked, as it stands in the request. */
    public record Asked(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long pipelineId,
            @Nullable UUID ownerId,
            @Nullable Long teamId,
            @Nullable String asOf,
            @Nullable String zone) {}

    /**
     * Of what lies ahead: without a period this month and the two after it.
     *
     * @throws ProblemException 400 where a parameter is no such value, or the period is too long or ends before it begins; 422
     *         where there is no such pipeline, member or team
     */
    public Question ahead(Asked asked) {
        var zone = zone(asked);
        var at = at(asked, zone);
        var from = asked.from == null ? LocalDate.ofInstant(at, zone).withDayOfMonth(1) : asked.from;
        var to = asked.to == null ? from.withDayOfMonth(1).plusMonths(3).minusDays(1) : asked.to;
        return question(asked, zone, at, from, to);
    }

    /** Of what has been: without a period until today, from the first of the month before last. @throws ProblemException as above */
    public Question back(Asked asked) {
        var zone = zone(asked);
        var at = at(asked, zone);
        var to = asked.to == null ? LocalDate.ofInstant(at, zone) : asked.to;
        var from = asked.from == null ? to.withDayOfMonth(1).minusMonths(2) : asked.from;
        return question(asked, zone, at, from, to);
    }

    private Question question(Asked asked, ZoneId zone, Instant at, LocalDate from, LocalDate to) {
        refuseUnlikely("from", from);
        refuseUnlikely("to", to);
        if (to.isBefore(from)) {
            throw ProblemException.malformed("to", "to must not be before from");
        }
        if (from.plusMonths(MOST_MONTHS).isBefore(to)) {
            throw ProblemException.malformed("to", "a report is of " + MOST_MONTHS + " months at most");
        }
        jdbc.sql(PLANNING).query().singleRow();
        refuseUnknown(asked);
        return new Question(from, to, asked.asOf == null, at, LocalDate.ofInstant(at, zone), zone,
                localizations.ofOrganization().currency(), asked.pipelineId, asked.ownerId, asked.teamId);
    }

    private static void refuseUnlikely(String field, LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
            throw ProblemException.malformed(field, field + " must be in the years 0001 to " + LAST_YEAR);
        }
    }

    /** What is nobody's and what is another organization's are told alike. */
    private void refuseUnknown(Asked asked) {
        if (asked.pipelineId == null && asked.ownerId == null && asked.teamId == null) {
            return;
        }
        var unknown = jdbc.sql(THERE)
                .param("pipeline", asked.pipelineId)
                .param("owner", asked.ownerId)
                .param("team", asked.teamId)
                .query((row, _) -> {
                    var errors = new ArrayList<FieldError>();
                    add(row.getBoolean("pipeline"), "pipelineId", "pipeline", errors);
                    add(row.getBoolean("owner"), "ownerId", "member", errors);
                    add(row.getBoolean("team"), "teamId", "team", errors);
                    return errors;
                })
                .single();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
    }

    private static void add(boolean isThere, String field, String what, List<FieldError> errors) {
        if (!isThere) {
            errors.add(new FieldError(field, "unknown-reference", "there is no such " + what));
        }
    }

    private ZoneId zone(Asked asked) {
        return asked.zone == null
                ? Zones.named(localizations.ofOrganization().zone())
                : Zones.known(asked.zone)
                        .orElseThrow(() -> ProblemException.malformed("zone",
                                "zone must be a time zone of the IANA database, such as Europe/Vienna"));
    }

    /** The end of a day, or the moment itself; nothing has been told of what lies ahead. */
    private Instant at(Asked asked, ZoneId zone) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (asked.asOf == null) {
            return now;
        }
        var at = parse(asked.asOf, zone);
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
}
