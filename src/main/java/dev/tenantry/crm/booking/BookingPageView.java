package dev.tenantry.crm.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.booking.BookingDoor.Open;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.HtmlPage;

/** The page that shows what is free: of a month, by the number of times a day, or of a week, by its times. */
@Component
class BookingPageView {

    private static final int DAYS = 7;
    private static final String WEEK = "week";

    private final HtmlPage page = HtmlPage.of("crm/booking/page.html");
    private final BookingDoor door;
    private final Clock clock;

    BookingPageView(BookingDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** @throws ProblemException 400 where the query asks for what there is not */
    ResponseEntity<String> of(Open open, String link, PageQuery query) {
        return page.answer(HttpStatus.OK, values(open, link, query));
    }

    /** With what is wrong. */
    ResponseEntity<String> of(Open open, String link, PageQuery query, ProblemException fault) {
        return page.answer(fault.type().status(), values(open, link, query)
                .put("fault", new VisitorFaults(open.text(), open.page(), query.zone(open.page())).of(fault)));
    }

    private ObjectNode values(Open open, String link, PageQuery query) {
        var offered = open.page();
        var zone = query.zone(offered);
        var length = query.length(offered);
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var day = query.day().orElse(today);
        var place = offered.getPlace();
        var values = open.text()
                .values()
                .put("title", offered.getName())
                .put("organization", open.offer().organization().name())
                .put("description", offered.getDescription())
                .put("place", place == null ? null : open.text().of("where", place))
                .put("zone", zone.getId());
        ZoneChoice.put(values.putArray("zones"), zone);
        durations(values, open, length);
        if (query.isWeek()) {
            week(values, open, link, zone, length, day);
        } else {
            month(values, open, zone, length, day.withDayOfMonth(1));
        }
        return values;
    }

    private static void durations(ObjectNode values, Open open, Duration length) {
        var durations = values.putArray("durations");
        for (var minutes : open.page().getDurations()) {
            var choice = durations.addObject()
                    .put("value", minutes.toString())
                    .put("label", open.text().length(Duration.ofMinutes(minutes)));
            if (minutes == length.toMinutes()) {
                choice.put("isChosen", true);
            }
        }
    }

    private void month(ObjectNode values, Open open, ZoneId zone, Duration length, LocalDate first) {
        var last = first.with(TemporalAdjusters.lastDayOfMonth());
        var free = new SlotDays(door.free(open, length, BookingDoor.days(first, last, zone)), zone, open.text());
        open.text().weekdays().forEach(values.putArray("weekdays")::add);
        values.put("isMonth", true)
                .put("period", open.text().month(first))
                .put("from", first.toString())
                .put("previous", PageQuery.of(zone, length, "month", first.minusMonths(1)))
                .put("next", PageQuery.of(zone, length, "month", first.plusMonths(1)))
                .put("other", PageQuery.of(zone, length, WEEK, first));
        free.month(values.putArray("weeks"), first, day -> PageQuery.of(zone, length, WEEK, day));
    }

    private void week(ObjectNode values, Open open, String link, ZoneId zone, Duration length, LocalDate first) {
        var last = first.plusDays(DAYS - 1L);
        var free = new SlotDays(door.free(open, length, BookingDoor.days(first, last, zone)), zone, open.text());
        values.put("isWeek", true)
                .put("period", open.text().days(first, last))
                .put("from", first.toString())
                .put("previous", PageQuery.of(zone, length, WEEK, first.minusDays(DAYS)))
                .put("next", PageQuery.of(zone, length, WEEK, first.plusDays(DAYS)))
                .put("other", PageQuery.of(zone, length, "month", first));
        free.week(values.putArray("days"), first,
                start -> link + "/form?" + PageQuery.of(zone, length) + "&start=" + start);
    }
}
