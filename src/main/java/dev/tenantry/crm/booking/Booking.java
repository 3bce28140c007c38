package dev.tenantry.crm.booking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.limit.Source;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.shared.web.RequestDetails;

/** What a visitor has booked. It is at the time of its event, and cancelled once that does not take place. */
@Entity
@DynamicUpdate
@Table(name = "bookings")
class Booking extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "bookings")
    @SequenceGenerator(name = "bookings", sequenceName = "bookings_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long pageId;
    private Long eventId;
    private Long contactId;
    private UUID[] hostIds;
    private Instant startsAt;
    private Instant endsAt;
    private int bufferBefore;
    private int bufferAfter;
    private String name;
    private String email;
    private String timeZone;
    private @Nullable String madeFrom;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<Answer> answers;
    @Enumerated(EnumType.STRING)
    private BookingStatus status;
    private @Nullable Instant cancelledAt;
    @Enumerated(EnumType.STRING)
    private @Nullable BookingParty cancelledBy;

    @SuppressWarnings("NullAway.Init")
    protected Booking() {}

    @SuppressWarnings("NullAway.Init")
    Booking(BookingPage page, Long eventId, Long contactId, List<UUID> hosts, Visit visit) {
        this.pageId = page.getId();
        this.eventId = eventId;
        this.contactId = contactId;
        host(hosts);
        this.bufferBefore = page.getBufferBefore();
        this.bufferAfter = page.getBufferAfter();
        this.name = visit.name();
        this.email = visit.email();
        this.timeZone = visit.zone().getId();
        this.madeFrom = source();
        this.answers = visit.answers();
        this.status = BookingStatus.CONFIRMED;
        move(visit.slot());
    }

    /** In place of those until now. */
    void host(List<UUID> hosts) {
        hostIds = hosts.toArray(UUID[]::new);
    }

    void move(Span slot) {
        startsAt = slot.from();
        endsAt = slot.to();
    }

    void cancel(BookingParty by, Instant now) {
        if (!status.canTransitionTo(BookingStatus.CANCELLED)) {
            throw new IllegalStateException("the booking is " + status);
        }
        status = BookingStatus.CANCELLED;
        cancelledAt = now;
        cancelledBy = by;
    }

    Span slot() {
        return new Span(startsAt, endsAt);
    }

    /** Whether it says the same in all. */
    boolean isOf(Visit visit) {
        return slot().equals(visit.slot()) && name.equals(visit.name()) && answers.equals(visit.answers())
                && EmailAddress.canonical(email).equals(EmailAddress.canonical(visit.email()));
    }

    /** Whether the current request comes from where the one came from by which it was made. */
    boolean isMadeFromHere() {
        return madeFrom != null && madeFrom.equals(source());
    }

    private static @Nullable String source() {
        var request = RequestDetails.currentOrNull();
        var source = request == null || request.client() == null ? null : Source.currentOrNull();
        return source == null ? null : Digests.fingerprint(source);
    }

    boolean isOn() {
        return status == BookingStatus.CONFIRMED;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    BookedTimeResponse toResponse() {
        return new BookedTimeResponse(getId(), pageId, eventId, contactId, startsAt, endsAt, name, email, timeZone,
                answers, hosts(), status, cancelledAt, cancelledBy, getVersion(), getCreatedAt(), getUpdatedAt());
    }

    List<UUID> hosts() {
        return List.of(hostIds);
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    Long getPageId() {
        return pageId;
    }

    Long getEventId() {
        return eventId;
    }

    Long getContactId() {
        return contactId;
    }

    String getName() {
        return name;
    }

    String getEmail() {
        return email;
    }

    String getTimeZone() {
        return timeZone;
    }
}
