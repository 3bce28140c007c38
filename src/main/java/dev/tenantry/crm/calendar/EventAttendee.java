package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.ConfidentialEntity;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantEntity;

/** Somebody who is asked to an event: a member, a contact, or whoever has the address. */
@Entity
@DynamicUpdate
@Table(name = "event_attendees")
class EventAttendee extends TenantEntity implements ConfidentialEntity {

    /** Less than any revision. */
    private static final int AWAITED = -1;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "event_attendees")
    @SequenceGenerator(name = "event_attendees", sequenceName = "event_attendees_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long eventId;
    private @Nullable UUID memberId;
    private @Nullable Long contactId;
    private @Nullable String email;
    private @Nullable String name;
    @Enumerated(EnumType.STRING)
    private AttendeeAnswer answer;
    @NotAudited("answer")
    private @Nullable Instant answeredAt;
    @NotAudited("answer")
    private @Nullable Integer answeredTo;
    /** Of a series: what was answered to some of its occurrences. */
    @JdbcTypeCode(SqlTypes.JSON)
    private List<OccurrenceAnswer> occurrenceAnswers = List.of();
    @NotAudited("the mail that was sent")
    private @Nullable Integer invitedTo;
    @NotAudited("the event's visibility")
    private @Nullable UUID privateTo;

    @SuppressWarnings("NullAway.Init")
    protected EventAttendee() {}

    /** @param email of whoever it is, where mails go */
    @SuppressWarnings("NullAway.Init")
    EventAttendee(CalendarEvent event, AttendeesRequest.Attendee stated, @Nullable String email,
            @Nullable String name) {
        eventId = event.getId();
        memberId = stated.memberId();
        contactId = stated.contactId();
        answer = AttendeeAnswer.NEEDS_ACTION;
        privateTo = event.getPrivateTo();
        call(email, name);
    }

    /** A copy for another event, with what was answered to the occurrence that it is. */
    EventAttendee of(CalendarEvent event) {
        var copy = new EventAttendee(event, new AttendeesRequest.Attendee(memberId, contactId, null, null, null), email,
                name);
        var own = at(event.getOriginalStart());
        copy.answer = own.map(OccurrenceAnswer::answer).orElse(answer);
        copy.answeredAt = own.map(OccurrenceAnswer::answeredAt).orElse(answeredAt);
        copy.answeredTo = event.getSequence();
        copy.invitedTo = invitedTo;
        return copy;
    }

    /**
     * A copy for the series that goes on from then, of which nobody has been told; what was answered to its occurrences is no more in this one.
     *
     * @param isMoved whether it is at another time: what was answered does not count
     */
    EventAttendee asOf(CalendarEvent rest, LocalDateTime start, boolean isMoved) {
        var copy = of(rest);
        copy.invitedTo = null;
        if (isMoved) {
            copy.askAnew();
        } else {
            copy.occurrenceAnswers = OccurrenceAnswer.from(occurrenceAnswers, start);
        }
        occurrenceAnswers = OccurrenceAnswer.before(occurrenceAnswers, start);
        return copy;
    }

    void move(Duration by) {
        occurrenceAnswers = OccurrenceAnswer.moved(occurrenceAnswers, by);
    }

    void take(EventAttendee same) {
        invitedTo = same.invitedTo == null || isInvitedTo(same.invitedTo) ? invitedTo : same.invitedTo;
        email = email == null ? same.email : email;
        occurrenceAnswers = OccurrenceAnswer.with(same.occurrenceAnswers, occurrenceAnswers);
    }

    void call(@Nullable String address, @Nullable String called) {
        email = address;
        name = called;
    }

    boolean answer(AttendeeAnswer given, int sequence, Instant now) {
        if (answer == given) {
            return false;
        }
        answer = given;
        answeredAt = given == AttendeeAnswer.NEEDS_ACTION ? null : now;
        answeredTo = sequence;
        return true;
    }

    boolean askAnew() {
        var isAnswered = answer != AttendeeAnswer.NEEDS_ACTION || !occurrenceAnswers.isEmpty();
        answer = AttendeeAnswer.NEEDS_ACTION;
        answeredAt = null;
        occurrenceAnswers = List.of();
        return isAnswered;
    }

    /** By a mail, which may come before an earlier one. @return whether it is another answer */
    boolean reply(AttendeeAnswer given, int sequence, Instant said) {
        if (answer == given && given != AttendeeAnswer.NEEDS_ACTION) {
            answeredAt = said;
            answeredTo = sequence;
        }
        return answer(given, sequence, said);
    }

    boolean answer(OccurrenceAnswer given) {
        var before = answerTo(given.originalStart());
        if (before != given.answer() || at(given.originalStart()).isPresent()) {
            occurrenceAnswers = OccurrenceAnswer.with(occurrenceAnswers, List.of(given));
        }
        return before != given.answer();
    }

    AttendeeAnswer answerTo(String start) {
        return at(start).map(OccurrenceAnswer::answer).orElse(answer);
    }

    Optional<OccurrenceAnswer> at(@Nullable String start) {
        return occurrenceAnswers.stream().filter(one -> one.isTo(start)).findFirst();
    }

    List<LocalDateTime> answeredOtherwise() {
        return OccurrenceAnswer.otherwise(occurrenceAnswers, answer);
    }

    boolean isFull() {
        return occurrenceAnswers.size() >= OccurrenceAnswer.MOST;
    }

    boolean hasAnsweredAfter(Instant time, Instant now) {
        return answeredAt != null && OccurrenceAnswer.isAfter(answeredAt, time, now);
    }

    void show(@Nullable UUID to) {
        privateTo = to;
    }

    @Override
    public boolean isConfidential() {
        return privateTo != null;
    }

    boolean hasAddress(String address) {
        return email != null && EmailAddress.canonical(email).equals(EmailAddress.canonical(address));
    }

    AttendeesResponse.Attendee shown() {
        return new AttendeesResponse.Attendee(memberId, contactId, email, name, answer,
                OccurrenceAnswer.shown(occurrenceAnswers));
    }

    Instant answeredAt() {
        return Objects.requireNonNullElse(answeredAt, Instant.MIN);
    }

    Long getEventId() {
        return eventId;
    }

    @Nullable
    UUID getMemberId() {
        return memberId;
    }

    @Nullable
    Long getContactId() {
        return contactId;
    }

    @Nullable
    String getEmail() {
        return email;
    }

    @Nullable
    String getName() {
        return name;
    }

    AttendeeAnswer getAnswer() {
        return answer;
    }

    void invite(int revision) {
        invitedTo = revision;
    }

    /** To be mailed once that may be: they know of nothing that takes place. */
    void await() {
        invitedTo = AWAITED;
    }

    boolean isInvited() {
        return invitedTo != null;
    }

    boolean isTold() {
        return invitedTo != null && invitedTo != AWAITED;
    }

    boolean isInvitedTo(int revision) {
        return invitedTo != null && invitedTo >= revision;
    }

    int answeredTo() {
        return answeredTo == null ? 0 : answeredTo;
    }
}
