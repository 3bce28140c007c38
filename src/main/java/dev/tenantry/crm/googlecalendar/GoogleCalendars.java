package dev.tenantry.crm.googlecalendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.work.Tickets;

/** The current member's calendars at Google. Google itself is asked in none of these transactions. */
@Service
@Transactional(readOnly = true)
class GoogleCalendars implements ListSource {

    private static final int MOST = 20;
    private static final ListDefinition<GoogleCalendar> LISTING = ListDefinition.of(GoogleCalendar.class)
            .field("id", Long.class)
            .field("integrationId", UUID.class)
            .field("calendarId", String.class)
            .field("direction", SyncDirection.class)
            .field("state", SyncState.class)
            .nullable("lastSyncedAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    private static final RowLimit LIMIT = new RowLimit("calendars at Google", MOST,
            "a member has at most " + MOST + " calendars at Google");
    private static final String HURRY = """
            update google_calendars set wakes = wakes + 1, failures = 0, due_at = now()
            where organization_id = app.org_id() and user_id = auth.uid() and id = ?""";

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final GoogleCalendarMapper mapper;
    private final EventLinks links;
    private final JdbcClient jdbc;
    private final Tickets tickets;

    GoogleCalendars(RecordKernel kernel, GoogleCalendarMapper mapper, EventLinks links, JdbcClient jdbc,
            Tickets tickets) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.mapper = mapper;
        this.links = links;
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return GoogleCalendarResponse.class;
    }

    Page<GoogleCalendarResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(mapper::toResponse);
    }

    GoogleCalendarResponse get(Long id) {
        return mapper.toResponse(found(id));
    }

    List<EventFaultResponse> faults(Long id) {
        return links.faults(found(id).getId());
    }

    /** @throws ProblemException 409 where it is connected, or there are too many */
    @Transactional
    GoogleCalendarResponse add(GoogleCalendarRequest request, AccountCalendar calendar) {
        LIMIT.keep(entities, () -> count() + 1);
        var isKnown = entities.createQuery(
                "select count(c) from GoogleCalendar c where c.integrationId = :integration and c.calendarId = :calendar",
                Long.class)
                .setParameter("integration", request.integrationId())
                .setParameter("calendar", calendar.id())
                .getSingleResult() > 0;
        if (isKnown) {
            throw ProblemException.conflict("the calendar is connected already");
        }
        var added = new GoogleCalendar(TenantContext.currentUser(), request, calendar);
        entities.persist(added);
        entities.flush();
        entities.refresh(added);
        tickets.add(CalendarQueue.NAME);
        return mapper.toResponse(added);
    }

    @Transactional
    GoogleCalendarResponse hurry(Long id) {
        var calendar = found(id);
        hurry(calendar);
        return mapper.toResponse(calendar);
    }

    @Transactional
    GoogleCalendarResponse disconnect(Long id, Copies copies, IfMatch expected) {
        var calendar = found(id);
        expected.check(() -> mapper.toResponse(calendar));
        calendar.end(copies);
        entities.flush();
        hurry(calendar);
        return mapper.toResponse(calendar);
    }

    private void hurry(GoogleCalendar calendar) {
        jdbc.sql(HURRY).param(calendar.getId()).update();
        tickets.add(CalendarQueue.NAME);
        entities.refresh(calendar);
    }

    private long count() {
        return entities.createQuery("select count(c) from GoogleCalendar c", Long.class).getSingleResult();
    }

    private GoogleCalendar found(Long id) {
        var calendar = entities.find(GoogleCalendar.class, id);
        if (calendar == null) {
            throw ProblemException.notFound();
        }
        return calendar;
    }
}
