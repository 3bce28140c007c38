package dev.tenantry.crm.booking;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.booking.BookingChanges.Standing;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.shared.web.HtmlPage;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The page that shows a visitor what was booked, with forms by which it is moved and cancelled. */
@Component
class VisitorView {

    private static final int DAYS = 7;

    private final HtmlPage page = HtmlPage.of("crm/booking/visit.html");
    private final Clock clock;

    VisitorView(Clock clock) {
        this.clock = clock;
    }

    /** @param free where it can be moved @param done what has just been done: moved, cancelled; null where nothing was */
    ResponseEntity<String> of(Standing standing, List<Instant> free, PageQuery query, @Nullable String done) {
        var values = values(standing, free, query);
        if (done != null) {
            values.put("done", standing.organization().text().of(done));
        }
        return page.answer(done != null || standing.booking().isOn() ? HttpStatus.OK : HttpStatus.GONE, values);
    }

    ResponseEntity<String> refused(Standing standing, List<Instant> free, PageQuery query, ProblemException fault) {
        return page.answer(fault.type().status(), values(standing, free, query)
                .put("fault", new VisitorFaults(standing.organization().text(), standing.page(), zone(standing, query))
                        .of(fault)));
    }

    /** The week that is shown. @throws ProblemException 400 where the query asks for what there is not */
    Span days(Standing standing, PageQuery query) {
        var zone = zone(standing, query);
        var first = first(zone, query);
        return BookingDoor.days(first, first.plusDays(DAYS - 1L), zone);
    }

    private LocalDate first(ZoneId zone, PageQuery query) {
        return query.day().orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
    }

    /** The visitor's, unless another one is asked for. */
    private static ZoneId zone(Standing standing, PageQuery query) {
        return query.zone().isBlank()
                ? Zones.known(standing.booking().getTimeZone()).orElse(ZoneId.of("UTC"))
                : query.zone(standing.page());
    }

    private ObjectNode values(Standing standing, List<Instant> free, PageQuery query) {
        var booking = standing.booking();
        var zone = zone(standing, query);
        var text = standing.organization().text();
        var place = standing.page().getPlace();
        var when = text.day(booking.slot().from(), zone);
        var values = text.values()
                .put("title", standing.page().getName())
                .put("organization", standing.organization().name())
                .put("place", place == null ? null : text.of("where", place))
                .put("conferenceUrl", standing.page().getConferenceUrl());
        if (!booking.isOn()) {
            return values.put("isCancelled", true).put("cancelled", text.of("was-cancelled", when, zone.getId()));
        }
        values.put("booked", text.of("booked-by", booking.getName(), when, text.time(booking.slot().to(), zone),
                zone.getId()));
        values.put("isOn", true).put("confirmation", standing.page().getConfirmation());
        if (standing.isChangeable()) {
            values.put("isChangeable", true);
        }
        if (standing.isMovable()) {
            times(values.put("isMovable", true), text, free, zone, first(zone, query));
        }
        return values;
    }

    private static void times(ObjectNode values, BookingText text, List<Instant> free, ZoneId zone,
            LocalDate first) {
        values.put("moveTo", text.of("move-to", text.days(first, first.plusDays(DAYS - 1L))))
                .put("previous", link(zone, first.minusDays(DAYS)))
                .put("next", link(zone, first.plusDays(DAYS)))
                .put("from", first.toString());
        ZoneChoice.put(values.putArray("zones"), zone);
        if (!free.isEmpty()) {
            values.put("hasFree", true);
        }
        new SlotDays(free, zone, text).week(values.putArray("days"), first, Instant::toString);
    }

    private static String link(ZoneId zone, LocalDate from) {
        return "?zone=" + URLEncoder.encode(zone.getId(), UTF_8) + "&from=" + from;
    }
}
