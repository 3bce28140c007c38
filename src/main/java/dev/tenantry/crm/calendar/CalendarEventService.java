package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class CalendarEventService extends RecordService<CalendarEvent, CalendarEventRequest, CalendarEventResponse> {

    private static final ListDefinition<CalendarEvent> LISTING = ListDefinition.of(CalendarEvent.class)
            .field("id", Long.class)
            .text("title")
            .field("startAt", Instant.class)
            .field("endAt", Instant.class)
            .nullable("startDate", LocalDate.class)
            .field("status", EventStatus.class)
            .field("visibility", EventVisibility.class)
            .field("transparency", EventTransparency.class)
            .computed("recurring", "case when e.recurrenceRule is null then false else true end", Boolean.class, false)
            .nullable("seriesId", Long.class)
            .nullable("ownerId", UUID.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("opportunityId", Long.class)
            .field("uid", String.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            // Not by a function that sees what is private to others: whether it finds something would tell of that.
            .searchedIn("title and place")
            .build();

    private final CalendarEventMapper mapper;
    private final Invitations invitations;
    private final DayZone zones;
    private final EventTraces traces;
    private final EventParts parts;

    CalendarEventService(RecordKernel kernel, CalendarEventMapper mapper, Invitations invitations, DayZone zones,
            EventTraces traces, EventParts parts) {
        super(kernel, LISTING, CalendarEventRequest.class);
        this.mapper = mapper;
        this.invitations = invitations;
        this.zones = zones;
        this.traces = traces;
        this.parts = parts;
    }

    /** Of what is private to a colleague, too, where the caller is asked to it. */
    @Override
    public CalendarEventResponse get(Long id) {
        return parts.attended().find(id).map(this::show).orElseGet(() -> super.get(id));
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId");
    }

    @Override
    protected CalendarEvent make(CalendarEventRequest request) {
        var zone = zones.dayZone();
        EventCheck.check(request, zone);
        parts.occupy(request.ownerId(), List.of());
        return new CalendarEvent(request, zone);
    }

    @Override
    protected void change(CalendarEvent event, CalendarEventRequest stated) {
        var request = event.isException() ? stated.following(event) : stated;
        var zone = zones.dayZone();
        EventCheck.check(request, zone);
        EventCheck.checkHiding(event, request);
        if (event.isException()) {
            EventCheck.checkException(event, request);
        }
        parts.checkKept(event, request, zone);
        parts.occupy(request.ownerId(), parts.members(event));
        var moves = parts.moved(event);
        var before = Schedule.of(event);
        event.change(parts.shifted(event, request, zone), zone);
        parts.follow(event, moves);
        if (Schedule.of(event).isAtOtherTimes(before)) {
            parts.askAnew(event);
        }
    }

    /** Does something to an event that is locked, and tells of it. */
    @Transactional
    void besides(CalendarEvent event, Runnable work) {
        changeBesides(event, work);
    }

    /** Of what is private, and of what belongs to it, nothing stays that others have been told. */
    void hideTraces(CalendarEvent event) {
        if (event.isPrivate()) {
            traces.forget(type(), parts.withExceptions(event));
        }
    }

    @Override
    protected CalendarEventRequest state(CalendarEvent event) {
        return mapper.toRequest(event);
    }

    @Override
    protected CalendarEventResponse show(CalendarEvent event) {
        return mapper.toResponse(event);
    }

    @Override
    protected void created(CalendarEvent event) {
        if (!event.isPrivate()) {
            traces.created(event);
        }
    }

    @Override
    protected void changed(CalendarEvent event, Map<String, FieldChange> changes) {
        if (!event.isPrivate()) {
            traces.changed(event, told(event, changes));
        } else if (changes.containsKey("visibility")) {
            hideTraces(event);
        }
        if (changes.containsKey("ownerId")) {
            event.give();
        }
        parts.tell(event);
        invitations.update(event, changes.containsKey("status"));
        parts.remind(event, changes.keySet());
    }

    @Override
    protected boolean isTold(CalendarEvent event) {
        return !event.isPrivate();
    }

    /** An occurrence that is otherwise does not become as the others again when it goes. */
    @Override
    protected void trashed(CalendarEvent event) {
        if (event.isException()) {
            parts.leaveOut(event);
        }
        parts.tell(event);
        invitations.callOff(event);
    }

    @Override
    @Transactional
    public CalendarEventResponse restore(Long id) {
        super.restore(id);
        var event = locked(id, IfMatch.ANY);
        changeBesides(event, () -> invitations.takeUp(event));
        return show(event);
    }

    /** What it was while it was private is not told. */
    private static Map<String, FieldChange> told(CalendarEvent event, Map<String, FieldChange> changes) {
        return event.isConfidential() ? Map.of() : changes;
    }
}
