package dev.tenantry.crm.calendar;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Violations;

/**
 * The calendar of the current context's member, for what keeps another calendar the same. What is changed is told, mailed and reminded of as
 * if the member had done it; what an event is about stays as it is.
 */
@Service
@Transactional(readOnly = true)
public class MemberEvents {

    private static final List<String> NAMED = List.of("e.uid = :uid", "e.ownerId = :owner", "e.seriesId is null",
            "e.deletedAt is null");
    private static final List<String> KNOWN = List.of("e.googleEventId = :key", "e.ownerId = :owner",
            "e.seriesId is null", "e.deletedAt is null");

    private final CalendarEventService events;
    private final OccurrenceService occurrences;
    private final EventGuests guests;
    private final EntityManager entities;
    private final Validator validator;

    MemberEvents(CalendarEventService events, OccurrenceService occurrences, EventGuests guests,
            EntityManager entities, Validator validator) {
        this.events = events;
        this.occurrences = occurrences;
        this.guests = guests;
        this.entities = entities;
        this.validator = validator;
    }

    public Optional<MemberEvent> find(Long id) {
        return Optional.ofNullable(entities.find(CalendarEvent.class, id)).map(this::show);
    }

    /** Nobody else changes it before the end of the transaction. */
    @Transactional
    public Optional<MemberEvent> lock(Long id) {
        return Optional.ofNullable(entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE))
                .map(this::show);
    }

    /** The member's own of this UID, not in the trash. */
    @Transactional
    public Optional<MemberEvent> named(String uid) {
        return TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class, NAMED, "order by e.id")
                .set("uid", uid)
                .set("owner", TenantContext.currentUser())
                .locked()
                .list()
                .stream()
                .findFirst()
                .map(this::show);
    }

    /**
     * The member's own that were the same as that event of Google's, not in the trash. Its key alone says nothing: whoever asks the member to
     * something may choose it.
     *
     * @param uid by which all calendars know it
     * @param own which event here it was made of; null where it does not say so
     */
    @Transactional
    public List<MemberEvent> known(String key, String uid, @Nullable Long own) {
        return TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class, KNOWN, "order by e.id")
                .set("key", key)
                .set("owner", TenantContext.currentUser())
                .locked()
                .list()
                .stream()
                .filter(event -> event.getId().equals(own) || List.of(key, uid).contains(event.getUid()))
                .map(this::show)
                .toList();
    }

    /** @param uid by which calendars know it. @throws ProblemException 422 where it cannot be taken */
    @Transactional
    public MemberEvent create(EventContent content, String uid) {
        var request = checked(request(content, null, null));
        var made = found(events.create(request).id());
        made.identify(uid, made.getSequence());
        return filled(made, content);
    }

    /** @throws ProblemException 422 where it cannot be */
    @Transactional
    public MemberEvent change(Long id, EventContent content) {
        var event = found(id);
        events.replace(id, checked(request(content, event, event.getExternalId())), IfMatch.ANY);
        return filled(event, content);
    }

    /** The occurrence that would begin then is otherwise. @throws ProblemException 404 where there is none; 422 */
    @Transactional
    public MemberEvent except(Long seriesId, LocalDateTime original, EventContent content) {
        var series = found(seriesId);
        var request = checked(request(content, series, null).of(TenantContext.currentUser(), series.isPrivate()));
        var id = occurrences.change(seriesId, LocalTimes.write(original), request, IfMatch.ANY).id();
        return filled(found(id), content);
    }

    /** The series does without the occurrence. @return whether it had it */
    @Transactional
    public boolean leaveOut(Long seriesId, LocalDateTime original) {
        var series = entities.find(CalendarEvent.class, seriesId, LockModeType.PESSIMISTIC_WRITE);
        if (series == null || series.isTrashed() || !series.isRecurring()
                || Series.of(series).at(original) == null) {
            return false;
        }
        occurrences.leaveOut(seriesId, LocalTimes.write(original), IfMatch.ANY);
        return true;
    }

    @Transactional
    public void trash(Long id) {
        events.trash(id, IfMatch.ANY);
    }

    @Transactional
    public MemberEvent restore(Long id) {
        events.restore(id);
        return show(found(id));
    }

    /** It is the same as that event of Google's, from now on; null: as none. */
    @Transactional
    public MemberEvent showGoogle(Long id, @Nullable String event) {
        var found = found(id);
        if (!Objects.equals(found.getGoogleEventId(), event)) {
            found.showGoogle(event);
            entities.flush();
        }
        return show(found);
    }

    /** What was made in this transaction is read as it was written, to be changed once more. */
    private MemberEvent filled(CalendarEvent event, EventContent content) {
        entities.flush();
        entities.refresh(event);
        guests.replace(event, content.guests());
        entities.flush();
        return show(event);
    }

    private CalendarEventRequest checked(CalendarEventRequest request) {
        Violations.check(validator.validate(request));
        return request;
    }

    private CalendarEvent found(Long id) {
        return Objects.requireNonNull(entities.find(CalendarEvent.class, id));
    }

    /** @param about whose subjects it has */
    private static CalendarEventRequest request(EventContent content, @Nullable CalendarEvent about,
            @Nullable String externalId) {
        return new CalendarEventRequest(content.title(), content.description(), content.startAt(), content.endAt(),
                content.startDate(), content.endDate(), content.timeZone(), content.place(), content.conferenceUrl(),
                content.isCancelled() ? EventStatus.CANCELLED : EventStatus.CONFIRMED,
                content.isPrivate() ? EventVisibility.PRIVATE : EventVisibility.DEFAULT,
                content.isTransparent() ? EventTransparency.TRANSPARENT : EventTransparency.OPAQUE,
                TenantContext.currentUser(),
                about == null ? null : about.getContactId(), about == null ? null : about.getCompanyId(),
                about == null ? null : about.getOpportunityId(), content.recurrenceRule(), content.recurrenceDates(),
                content.isRecurring() ? content.excludedDates() : List.of(), externalId);
    }

    private MemberEvent show(CalendarEvent event) {
        var original = event.getOriginalStart();
        return new MemberEvent(event.getId(), event.getVersion(), event.getOwnerId(), event.getDeletedAt(),
                event.getSeriesId(), original == null ? null : LocalTimes.read(original).orElseThrow(),
                event.getGoogleEventId(), event.lastEnd(), content(event));
    }

    private EventContent content(CalendarEvent event) {
        return new EventContent(event.getTitle(), event.getDescription(), event.getStatedStart(),
                event.getStatedEnd(), event.getStartDate(), event.getEndDate(), event.getTimeZone(), event.getPlace(),
                event.getConferenceUrl(), event.getStatus() == EventStatus.CANCELLED, event.isPrivate(),
                event.getTransparency() == EventTransparency.TRANSPARENT, event.getRecurrenceRule(),
                event.getRecurrenceDates(), event.getExcludedDates(), guests.of(event));
    }
}
