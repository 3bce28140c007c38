package dev.tenantry.automation.why;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.why.WhyResponse.Occurrence;
import dev.tenantry.automation.why.WhyResponse.Stage;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** The records that why is asked about. */
@Component
class AskedAbout {

    private static final Pattern RECORD = Pattern.compile("([a-z][a-z-]{0,49})/(\\d{1,18})");

    private final RecordPermissions permissions;
    private final RecordRegistry records;
    private final EngineSettings settings;
    private final Clock clock;
    private final DateExplanation dates;

    AskedAbout(RecordPermissions permissions, RecordRegistry records, EngineSettings settings, Clock clock,
            DateExplanation dates) {
        this.dates = dates;
        this.permissions = permissions;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param type {@code contact} */
    record Key(String type, String id) {}

    /** @throws ProblemException 400 where it is not named as records are */
    static Key key(String record) {
        var parts = RECORD.matcher(record);
        if (!parts.matches()) {
            throw ProblemException.malformed("record", "this is not a record such as contact/17");
        }
        return new Key(parts.group(1), parts.group(2));
    }

    /**
     * A record that is not for the caller is told nothing of, as one that is not there; one in the trash is there.
     *
     * @return when it was made
     * @throws ProblemException 404
     */
    Instant demandToSee(String subject) {
        var parts = RECORD.matcher(subject);
        if (parts.matches() && !permissions.has(parts.group(1))) {
            throw ProblemException.malformed("record", "there are no records of the kind " + parts.group(1));
        }
        if (!parts.matches() || !Caller.current().may(permissions.of(parts.group(1), "read"))) {
            throw unknown("record");
        }
        return records.of(parts.group(1)).createdAt(Long.valueOf(parts.group(2))).orElseThrow(() -> unknown("record"));
    }

    /**
     * The same of what an event tells of, which may be no record.
     *
     * @return at the latest when it was made
     */
    Instant demandToHear(PendingEvent told) {
        if (permissions.has(told.aggregateType())) {
            return demandToSee(told.aggregateType() + "/" + told.aggregateId());
        }
        if (!permissions.readable(Caller.current()).contains(told.aggregateType())) {
            throw unknown("event");
        }
        return told.occurredAt();
    }

    /** Of a workflow that starts by the days of such records, when that is, or why it is not. @param results what came of it so far */
    List<Occurrence> expected(Trigger trigger, String subject, Instant createdAt, boolean isActive,
            boolean showsValues, List<Occurrence> results) {
        var key = key(subject);
        var date = trigger.date();
        return date == null || !date.record().equals(key.type)
                ? List.of()
                : dates.of(new DateExplanation.Asked(trigger, key.type, Long.valueOf(key.id), createdAt, isActive,
                        showsValues), results);
    }

    /** Of a record that no event tells of, and no run is about. */
    Occurrence untold(Instant createdAt) {
        var isKept = createdAt.isAfter(clock.instant().minus(settings.eventRetention()));
        var reason = isKept
                ? "it was imported without events"
                : "no event of it is kept any more, or it was imported without events";
        return new Occurrence(null, null, createdAt, null, Outcome.NO_EVENT,
                List.of(new Stage(StageName.DISPATCH, false, reason)), null, null);
    }

    /** @param what {@code workflow} */
    static ProblemException unknown(String what) {
        return ProblemException.of(ProblemType.NOT_FOUND,
                "there is no such " + what + " here, or none that you may read");
    }
}
