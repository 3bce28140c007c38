package dev.tenantry.crm.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Of which records a report is, and as of when.
 *
 * @param from     the first day
 * @param to       the last day
 * @param isOfNow  whether it is as things stand, and not as they stood
 * @param at       the moment of that
 * @param day      the day of that, in the zone
 * @param zone     whose days count
 * @param currency that amounts are told in
 */
public record Question(
        LocalDate from,
        LocalDate to,
        boolean isOfNow,
        Instant at,
        LocalDate day,
        ZoneId zone,
        String currency,
        @Nullable Long pipelineId,
        @Nullable UUID ownerId,
        @Nullable Long teamId) {

    /** As the statements call them. */
    public Map<String, @Nullable Object> parameters() {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("at", Timestamp.from(at));
        parameters.put("day", day);
        parameters.put("zone", zone.getId());
        parameters.put("home", currency);
        parameters.put("pipeline", pipelineId);
        parameters.put("owner", ownerId);
        parameters.put("team", teamId);
        return parameters;
    }

    /** When the first day begins. */
    public Instant begin() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** When the last day is over. */
    public Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
