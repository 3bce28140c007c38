package dev.tenantry.crm.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.tenancy.OwnFormat;

/** Finds pages and bookings. Whoever changes a booking holds its event first. */
@Component
class BookingRows {

    /** Later than that whoever knows what somebody has booked could be anybody, and is not told its link. */
    private static final Duration SENT_AGAIN = Duration.ofMinutes(15);
    private static final String HOSTS = "select unnest(b.host_ids) from bookings b where b.organization_id = app.org_id() and b.id = ?";
    private static final String TAKEN = """
            select h as host, b.page_id, b.starts_at, b.ends_at, b.buffer_before, b.buffer_after
            from bookings b cross join lateral unnest(b.host_ids) as h
            where b.organization_id = app.org_id() and b.status = 'confirmed' and b.starts_at < ? and b.ends_at > ?
              and b.id is distinct from cast(? as bigint) and h = any(cast(? as uuid[]))""";
    private static final String ORGANIZATION = """
            select o.name, s.settings ->> 'language' as language, s.settings ->> 'locale' as locale, s.settings ->> 'dateFormat' as date_format
            from organizations o join organization_settings s on s.organization_id = o.id
            where o.id = app.org_id() and o.deleted_at is null and not o.is_paused""";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Clock clock;

    BookingRows(EntityManager entities, JdbcClient jdbc, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** When a host has been booked. @param blocked with the time around it that its page keeps free */
    record Taken(UUID host, Long page, Span slot, Span blocked) {}

    Optional<BookingPage> page(Long id) {
        return TenantQuery.of(entities, BookingPage.class, "e", BookingPage.class,
                List.of("e.id = :id", "e.deletedAt is null"), "").set("id", id).optional();
    }

    /** In the trash or not. */
    BookingPage anyPage(Long id) {
        return TenantQuery.of(entities, BookingPage.class, "e", BookingPage.class, List.of("e.id = :id"), "")
                .set("id", id)
                .single();
    }

    /** Likewise. */
    String pageName(Long id) {
        return TenantQuery.of(entities, String.class, "e.name", BookingPage.class, List.of("e.id = :id"), "")
                .set("id", id)
                .single();
    }

    /** When a booking is, without loading it: whoever changes it has to find it as it is behind the lock. */
    Optional<Instant> start(Long id) {
        return TenantQuery.of(entities, Instant.class, "e.startsAt", Booking.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional();
    }

    Optional<Booking> find(Long id) {
        return TenantQuery.of(entities, Booking.class, "e", Booking.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional();
    }

    /** The event of a booking, which is not looked at: it is to be as it is behind the lock. */
    Optional<Long> event(Long id) {
        return TenantQuery.of(entities, Long.class, "e.eventId", Booking.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional();
    }

    /** Locked. */
    Optional<Booking> ofEvent(Long event) {
        return TenantQuery.of(entities, Booking.class, "e", Booking.class, List.of("e.eventId = :event"), "")
                .set("event", event)
                .locked()
                .optional();
    }

    Optional<Long> idOfEvent(Long event, String address) {
        return TenantQuery.of(entities, Long.class, "e.id", Booking.class,
                List.of("e.eventId = :event", "e.email = :address"), "")
                .set("event", event)
                .set("address", address)
                .optional();
    }

    /** Whoever sends the same again waits until the end of the transaction. Before any other lock. */
    void holdVisit(BookingPage page, Visit visit) {
        TenantLocks.take(entities, "visits/%s/%s/%s".formatted(page.getId(), visit.slot().from(),
                EmailAddress.canonical(visit.email())));
    }

    /** Likewise, whoever changes the same booking by its link. */
    void holdVisit(Long booking) {
        TenantLocks.take(entities, "visits/" + booking);
    }

    /** What was loaded before is loaded anew behind the locks. */
    void forget() {
        entities.clear();
    }

    /** What has just been booked by the same words. */
    Optional<Booking> same(BookingPage page, Visit visit) {
        return TenantQuery.of(entities, Booking.class, "e", Booking.class,
                List.of("e.pageId = :page", "e.startsAt = :start", "e.createdAt >= :since"), "order by e.id")
                .set("page", page.getId())
                .set("start", visit.slot().from())
                .set("since", clock.instant().minus(SENT_AGAIN))
                .list()
                .stream()
                .filter(booking -> booking.isOn() && booking.isOf(visit))
                .findFirst();
    }

    void add(Booking booking) {
        entities.persist(booking);
        entities.flush();
    }

    void flush() {
        entities.flush();
    }

    /** Whom it was booked with, which is looked at before it is locked; nobody where there is no such booking. */
    List<UUID> hosts(Long id) {
        return jdbc.sql(HOSTS).param(id).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    /** What there is of these in the time, but for the one booking. */
    List<Taken> taken(Collection<UUID> hosts, Instant from, Instant to, @Nullable Long except) {
        return jdbc.sql(TAKEN)
                .param(Rows.timestamp(to))
                .param(Rows.timestamp(from))
                .param(except)
                .param(hosts.toArray(UUID[]::new))
                .query((row, _) -> {
                    var slot = new Span(Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"));
                    return new Taken(row.getObject("host", UUID.class), row.getLong("page_id"), slot,
                            slot.within(Duration.ofMinutes(row.getInt("buffer_before")),
                                    Duration.ofMinutes(row.getInt("buffer_after"))));
                })
                .list();
    }

    /** The current organization; empty where there is none any more, or it is suspended. */
    Optional<BookingOrganization> organization() {
        return jdbc.sql(ORGANIZATION)
                .query((row, _) -> new BookingOrganization(row.getString("name"),
                        new OwnFormat(row.getString("language"), row.getString("locale"), row.getString("date_format"))
                                .to(null)))
                .optional();
    }
}
