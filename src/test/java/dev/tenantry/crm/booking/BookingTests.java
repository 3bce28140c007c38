package dev.tenantry.crm.booking;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages by which visitors book members' times. */
class BookingTests extends ApiTest {

    private static final String PAGES = "/api/v1/booking-pages";
    private static final String BOOKINGS = "/api/v1/bookings";
    private static final String EVENTS = "/api/v1/events";
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @SuppressWarnings("NullAway.Init")
    private Person host;
    private Api as = Api.at(0);
    /** A Monday. */
    private LocalDate day = LocalDate.EPOCH;
    private String visitor = "";

    @BeforeEach
    void begin() {
        host = people.signUp();
        as = host.api();
        day = LocalDate.now(VIENNA).plusDays(7).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        visitor = "visitor-" + UUID.randomUUID() + "@example.com";
    }

    private Answer page(String more) {
        return as
                .post(PAGES,
                        """
                {"name": "Intro call", "timeZone": "Europe/Vienna", "durations": [30, 60],
                 "weeklyHours": [{"day": "monday", "hours": [{"from": "09:00", "until": "12:00"}]}]%s}"""
                                .formatted(more))
                .expect(201);
    }

    private String link(String page) {
        var url = as.post(PAGES + "/" + page + "/link", "").expect(201).at("/url");
        assertThat(as.get(PAGES + "/" + page + "/link").expect(200).at("/url")).isEqualTo(url);
        return url.substring(url.indexOf("/book/"));
    }

    private String opened() {
        return link(page("").id());
    }

    private List<String> free(String link, String more) {
        return StreamSupport.stream(api.get(link + "/slots?from=" + day + "&to=" + day + more)
                .expect(200)
                .json()
                .path("slots")
                .spliterator(), false).map(slot -> slot.path("startAt").asString()).toList();
    }

    private String at(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(VIENNA).toInstant().toString();
    }

    private Answer book(String link, String time) {
        return book(link, time, "");
    }

    private Answer book(String link, String time, String more) {
        return api.post(link + "/bookings", """
                {"startAt": "%s", "name": "Xi Yu", "email": "%s", "timeZone": "Asia/Tokyo"%s}"""
                .formatted(at(time), visitor, more));
    }

    private JsonNode only() {
        var bookings = as.get(BOOKINGS).expect(200).json().path("results");
        assertThat(bookings.size()).isEqualTo(1);
        return bookings.get(0);
    }

    private String visitorsLink() {
        var url = Mailbox.newest(visitor).link();
        return url.substring(0, url.indexOf('?'));
    }

    private Answer submit(String path, String form) {
        return api.with("Accept", "text/html")
                .send("POST", path, BodyPublishers.ofString(form), "application/x-www-form-urlencoded");
    }

    @Test
    void offersWhatIsOpenAndFreeWithoutSayingWhy() {
        var link = opened();
        event("09:00", "09:30", ", \"title\": \"Lunch with Zoe\"");
        event("10:15", "10:20", ", \"title\": \"Dentist\", \"visibility\": \"private\"");

        assertThat(free(link, "")).containsExactly(at("09:30"), at("10:30"), at("11:00"), at("11:30"));
        assertThat(free(link, "&duration=60")).containsExactly(at("10:30"), at("11:00"));
        var shown = api.get(link + "/slots?from=" + day + "&to=" + day + "&zone=Asia/Tokyo").expect(200);
        assertThat(shown.at("/slots/0/localStartAt")).contains("+09:00");
        assertThat(shown.text()).doesNotContain("Dentist", "Zoe", host.email());
        as.post(EVENTS, """
                {"title": "Off", "startDate": "%s", "timeZone": "Europe/Vienna", "ownerId": "%s"}"""
                .formatted(day, host.userId())).expect(201);
        assertThat(free(link, "")).isEmpty();
    }

    @Test
    void countsAsBusyWhatTakesPlaceHoweverOftenThatIs() {
        var link = opened();
        for (var minute : List.of("40", "42", "44")) {
            event("09:" + minute, "09:" + (Integer.parseInt(minute) + 1),
                    ", \"title\": \"Check\", \"recurrenceRule\": \"FREQ=HOURLY\"");
        }

        var slots = api.get(link + "/slots?from=" + day + "&to=" + day.plusDays(28)).expect(200).text();

        assertThat(slots).contains("startAt\":\"" + at("10:00"), "startAt\":\"" + at("11:00"))
                .doesNotContain("startAt\":\"" + at("09:30"), "startAt\":\"" + at("10:30"));
    }

    private Answer event(String from, String until, String more) {
        return as
                .post(EVENTS,
                        """
                {"startAt": "%s", "endAt": "%s", "ownerId": "%s"%s}""".formatted(at(from), at(until), host.userId(),
                                more))
                .expect(201);
    }

    @Test
    void keepsBuffersNoticeHorizonAndTheMostOfADay() {
        var page = page(", \"bufferBefore\": 10, \"bufferAfter\": 15, \"mostADay\": 2, \"slotStep\": 15");
        var link = link(page.id());
        event("10:00", "10:30", ", \"title\": \"Talk\"");

        assertThat(free(link, "")).containsExactly(at("09:00"), at("09:15"), at("10:45"), at("11:00"),
                at("11:15"), at("11:30"));
        book(link, "09:00").expect(201);
        book(link, "11:30").expect(201);
        assertThat(free(link, "")).isEmpty();

        as.patch(PAGES + "/" + page.id(), "{\"mostADay\": null}").expect(200);
        assertThat(free(link, "")).containsExactly(at("10:45"));
        as.patch(PAGES + "/" + page.id(), "{\"horizonDays\": 2}").expect(200);
        assertThat(free(link, "")).isEmpty();
        as.patch(PAGES + "/" + page.id(), "{\"horizonDays\": 60, \"minimumNotice\": 129600}").expect(200);
        assertThat(free(link, "")).isEmpty();
        assertThat(book(link, "10:45").expect(409).at("/code")).isEqualTo("slot-taken");
    }

    @Test
    void aBookingIsAnEventAContactAndAnInvitation() {
        var contact = as
                .post("/api/v1/contacts",
                        """
                {"name": "Xi", "email": "xi-%s", "emails": [{"address": "xi-%s", "primary": true}, {"address": "%s"}]}"""
                                .formatted(visitor, visitor, visitor.toUpperCase(Locale.ROOT)))
                .expect(201)
                .id();
        var link = link(page(", \"reminders\": [60], \"place\": \"Room 1\", \"confirmation\": \"Bring cake\"").id());

        var booked = book(link, "09:30").expect(201);

        assertThat(booked.at("/confirmation")).isEqualTo("Bring cake");
        var booking = only();
        assertThat(booking.path("contactId").asString()).isEqualTo(contact);
        assertThat(booking.path("hostIds").get(0).asString()).isEqualTo(host.userId().toString());
        var event = as.get(EVENTS + "/" + booking.path("eventId").asString()).expect(200);
        assertThat(List.of(event.at("/title"), event.at("/place"), event.at("/startAt"), event.at("/ownerId")))
                .containsExactly("Intro call", "Room 1", at("09:30"), host.userId().toString());
        assertThat(as.get(EVENTS + "/" + event.id() + "/attendees").at("/attendees/0/answer")).isEqualTo("accepted");
        assertThat(as.get(EVENTS + "/" + event.id() + "/reminders").at("/reminders/0/minutesBefore")).isEqualTo("60");
        var mail = Mailbox.newest(visitor);
        assertThat(mail.template()).isEqualTo("booking-invitation");
        assertThat(mail.body()).contains(Instant.parse(at("09:30"))
                .atZone(ZoneId.of("Asia/Tokyo"))
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm '(Asia/Tokyo)'")));
        assertThat(mail.body()).contains(booked.at("/url"));
        assertThat(as.get("/api/v1/contacts/" + contact + "/timeline").text()).contains("booking-page.booked");
        assertThat(as.get("/api/v1/contacts").json().path("results").size()).isEqualTo(1);
        visitor = "other-" + visitor;
        var taken = book(link, "09:30").expect(409);
        assertThat(taken.at("/code")).isEqualTo("slot-taken");
        assertThat(taken.at("/errors/0/message")).isEqualTo(at("10:00"));
    }

    /** Whoever clicks twice, at once or because the answer was lost, has booked once. */
    @Test
    void whatIsSentAgainIsTheBookingThatWasMade() {
        var link = opened();

        var urls = Parallel.times(10, () -> book(link, "09:30").expect(201).at("/url"));

        assertThat(Set.copyOf(urls)).hasSize(1);
        assertThat(book(link, "09:30").expect(201).at("/url")).isEqualTo(urls.getFirst());
        only();
        assertThat(as.get("/api/v1/contacts").json().path("results").size()).isEqualTo(1);
        assertThat(Mailbox.of(visitor)).hasSize(1);
        book(link, "09:30", ", \"duration\": 60").expect(409);
        // Who guesses what somebody has booked is not told its link.
        var body = "{\"startAt\": \"%s\", \"name\": \"Xi Yu\", \"email\": \"%s\", \"timeZone\": \"Asia/Tokyo\"}"
                .formatted(at("09:30"), visitor);
        var elsewhere = RawHttp.send(port(),
                "POST " + URI.create(link).getRawPath()
                        + "/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body,
                "127.0.0.3");
        assertThat(elsewhere).startsWith("HTTP/1.1 201")
                .contains("\"page\"")
                .doesNotContain("Location", "\"url\"", "/bookings/");
        only();
    }

    @Test
    void whoIsNotKnownBecomesAContact() {
        book(opened(), "09:00").expect(201);

        var contact = as.get("/api/v1/contacts/" + only().path("contactId").asString()).expect(200);
        assertThat(List.of(contact.at("/name"), contact.at("/email"), contact.at("/zone")))
                .containsExactly("Xi Yu", visitor, "Asia/Tokyo");
    }

    @Test
    void refusesWhatThePageDoesNotTake() {
        var link = link(page("""
                , "questions": [{"name": "why", "label": "Why?", "required": true},
                 {"name": "size", "label": "How many?", "kind": "choice", "choices": ["One", "More"]},
                 {"name": "terms", "label": "Agreed?", "kind": "confirmation"}]""").id());

        assertThat(book(link, "09:00").expect(422).at("/errors/0/field")).isEqualTo("answers.why");
        assertThat(book(link, "09:00", """
                , "answers": [{"name": "why", "answer": "x"}, {"name": "size", "answer": "Two"}]""").expect(422)
                .at("/errors/0/field")).isEqualTo("answers.size");
        book(link, "09:00", ", \"answers\": [{\"name\": \"who\", \"answer\": \"x\"}]").expect(422);
        book(link, "09:00", ", \"duration\": 45, \"answers\": [{\"name\": \"why\", \"answer\": \"x\"}]").expect(422);
        book(link, "09:00", ", \"website\": \"https://spam.example\"").expect(422);
        book(link, "09:07", ", \"answers\": [{\"name\": \"why\", \"answer\": \"x\"}]").expect(409);
        api.get(link + "/slots?from=" + day + "&to=" + day.plusDays(31)).expect(400);
        api.get(link + "/slots?from=+999999999-12-31&to=+999999999-12-31").expect(400);
        api.get(link + "/slots?from=" + day + "&to=" + day + "&zone=Mars/Base").expect(400);
        assertThat(as.get(BOOKINGS).json().path("results").size()).isZero();
        book(link, "09:00",
                """
                , "duration": 60, "answers": [{"name": "why", "answer": "شكرا 😀"}, {"name": "terms", "answer": "yes"}]""")
                .expect(201);
        assertThat(only().at("/answers/0/answer").asString()).isEqualTo("شكرا 😀");
    }

    @Test
    void thePageDoesWithoutScript() {
        var link = link(page("""
                , "questions": [{"name": "why", "label": "Why <b>?", "required": true}], "description": "R&D\"""")
                .id());
        var html = api.with("Accept", "text/html");

        var month = html.get(link + "?zone=Europe/Vienna&from=" + day).expect(200);
        assertThat(month.text()).contains("R&amp;D", "view=week", ": 6 free").doesNotContain("<script");
        assertThat(month.header("Content-Security-Policy")).contains("default-src 'none'");
        var week = html.get(link + "?view=week&zone=Europe/Vienna&from=" + day).expect(200);
        assertThat(week.text()).contains("/form?zone=", "09:30");
        assertThat(html.get(link + "/form?start=" + at("09:30")).expect(200).text())
                .contains("Why &lt;b&gt;?", "name=\"answer-why\"");
        assertThat(html.get(link + "?zone=Mars").expect(400).text()).contains("time zone");
        var form = "startAt=" + at("09:30") + "&duration=30&timeZone=Asia%2FTokyo&name=Xi&email=" + visitor;
        assertThat(submit(link, form).expect(422).text()).contains("this has to be answered", "value=\"Xi\"");
        assertThat(submit(link, form + "&answer-why=x&website=y").status()).isEqualTo(422);

        var booked = submit(link, form + "&answer-why=x").expect(303);

        var place = booked.header("Location");
        var shown = html.get(place.substring(place.indexOf("/bookings/"))).expect(200);
        assertThat(shown.text()).contains("Asia/Tokyo", "Cancel this booking").doesNotContain("<script");
        assertThat(submit(link, form + "&answer-why=x").expect(303).header("Location")).isEqualTo(place);
        assertThat(submit(link, form + "&answer-why=y").expect(409).text()).contains("cannot be booked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | ltr | Woche zeigen | Montag, | 30 Minuten | muss beantwortet werden | Diese Zeit kann nicht gebucht werden. Als Nächstes frei: Montag, | Gebucht von Xi: | Der Termin ist abgesagt.
            fr | ltr | Afficher la semaine | lundi | 30 minutes | une réponse est nécessaire | Cet horaire ne peut pas être réservé. Prochains horaires libres : lundi | Réservé par Xi : | La réservation a été annulée.
            es | ltr | Mostrar la semana | lunes, | 30 minutos | hay que responder | Esta hora no se puede reservar. Próximas horas libres: lunes, | Reservado por Xi: | La reserva se ha cancelado.
            ar | rtl | عرض الأسبوع | الاثنين، | 30 دقيقة | تجب الإجابة عن هذا | لا يمكن حجز هذا الوقت. الأوقات المتاحة التالية: الاثنين، | حجزه Xi: | أُلغي الحجز.
            """)
    void pagesAreInTheLanguageOfTheOrganization(String language, String direction, String button, String weekday,
            String length, String missing, String taken, String booked, String cancelled) {
        as.patch("/api/v1/organization/settings",
                "{\"language\": \"%s\", \"dateFormat\": \"dd.MM.yyyy\"}".formatted(language)).expect(200);
        var link = link(page(", \"questions\": [{\"name\": \"why\", \"label\": \"Why\", \"required\": true}]").id());
        var html = api.with("Accept", "text/html");
        var root = "<html lang=\"%s\" dir=\"%s\">".formatted(language, direction);
        var form = "startAt=" + at("09:30") + "&duration=30&timeZone=UTC&name=Xi&email=" + visitor;

        assertThat(html.get(link + "?from=" + day).expect(200).text()).contains(root, button, length)
                .doesNotContain("Monday", "Show the");
        assertThat(html.get(link + "?view=week&from=" + day).expect(200).text())
                .contains(weekday, DateTimeFormatter.ofPattern("dd.MM.uuuu").format(day));
        assertThat(submit(link, form).expect(422).text()).contains(root, "Why", missing);
        var place = submit(link, form + "&answer-why=x").expect(303).header("Location");
        assertThat(submit(link, form + "&answer-why=y").expect(409).text()).contains(taken);
        var own = place.substring(place.indexOf("/bookings/"));
        assertThat(html.get(own).expect(200).text()).contains(root, booked);
        assertThat(submit(own, "action=cancel").expect(200).text()).contains(cancelled);
    }

    @Test
    void aVisitorCancelsOnce() {
        var link = opened();
        book(link, "09:30").expect(201);
        var own = visitorsLink();
        var html = api.with("Accept", "text/html");
        html.get(own).expect(200);
        assertThat(only().path("status").asString()).isEqualTo("confirmed");

        assertThat(submit(own, "action=cancel").expect(200).text()).contains("was cancelled");
        submit(own, "action=cancel").expect(200);

        html.get(own).expect(410);
        var booking = only();
        assertThat(booking.path("cancelledBy").asString()).isEqualTo("visitor");
        assertThat(as.get(EVENTS + "/" + booking.path("eventId").asString()).at("/status")).isEqualTo("cancelled");
        assertThat(Mailbox.of(visitor)).extracting(Mailbox.Received::template)
                .containsExactly("event-cancellation", "booking-invitation");
        assertThat(as.get("/api/v1/contacts/" + booking.path("contactId").asString() + "/timeline")
                .text()
                .split("booking-page.cancelled", -1)).hasSize(2);
        assertThat(free(link, "")).contains(at("09:30"));
    }

    @Test
    void aVisitorMovesIt() {
        var link = opened();
        book(link, "09:30").expect(201);
        event("11:00", "11:30", ", \"title\": \"Talk\"");
        var own = visitorsLink();

        assertThat(submit(own, "action=move&startAt=" + at("11:00")).expect(409).text()).contains("cannot be booked");
        assertThat(submit(own, "action=move&startAt=" + at("10:00")).expect(200).text()).contains("It has been moved");
        submit(own, "action=move&startAt=" + at("10:00")).expect(200);
        submit(own, "action=move&startAt=").expect(422);

        var booking = only();
        assertThat(booking.path("startAt").asString()).isEqualTo(at("10:00"));
        assertThat(as.get(EVENTS + "/" + booking.path("eventId").asString()).at("/startAt")).isEqualTo(at("10:00"));
        assertThat(as.get("/api/v1/contacts/" + booking.path("contactId").asString() + "/timeline")
                .text()
                .split("booking-page.rescheduled", -1)).hasSize(2);
        assertThat(Mailbox.of(visitor)).extracting(Mailbox.Received::template)
                .containsExactly("booking-update", "booking-invitation");
        assertThat(free(link, "")).contains(at("09:30")).doesNotContain(at("10:00"));
    }

    @Test
    void whatIsDueSoonIsChangedNoMore() {
        var page = page(", \"changeUntil\": 129600, \"minimumNotice\": 0");
        book(link(page.id()), "09:30").expect(201);
        var own = visitorsLink();

        assertThat(submit(own, "action=cancel").expect(409).text()).contains("too late");
        submit(own, "action=move&startAt=" + at("10:00")).expect(409);
        as.delete(PAGES + "/" + page.id()).expect(204);
        assertThat(api.with("Accept", "text/html").get(own).expect(200).text()).contains("too late");
        assertThat(only().path("status").asString()).isEqualTo("confirmed");
    }

    @Test
    void followsWhatAMemberDoesToTheEvent() {
        var link = opened();
        book(link, "09:30").expect(201);
        var event = EVENTS + "/" + only().path("eventId").asString();
        var own = visitorsLink();

        as.patch(event, "{\"startAt\": \"%s\", \"endAt\": \"%s\"}".formatted(at("10:00"), at("11:00"))).expect(200);
        assertThat(only().path("endAt").asString()).isEqualTo(at("11:00"));
        assertThat(as.patch(event, "{\"visibility\": \"private\"}").expect(422).at("/errors/0/code"))
                .isEqualTo("booked");
        as.delete(event).expect(204);

        assertThat(List.of(only().path("status").asString(), only().path("cancelledBy").asString()))
                .containsExactly("cancelled", "member");
        assertThat(as.get("/api/v1/contacts/" + only().path("contactId").asString() + "/timeline").text())
                .contains("booking-page.rescheduled", "booking-page.cancelled");
        assertThat(free(link, "")).contains(at("09:30"));
        submit(own, "action=move&startAt=" + at("09:00")).expect(409);
    }

    @Test
    void whatLeadsNowhereIsAnsweredAlike() {
        var page = page("").id();
        var first = link(page);
        var second = link(page);
        var expected = api.get("/book/forged/offer").expect(404).json().path("title").asString();

        for (var link : List.of(first, second.substring(0, second.length() - 1), second + "A",
                "/book/" + "A".repeat(300))) {
            assertThat(api.get(link + "/offer").expect(404).json().path("title").asString()).isEqualTo(expected);
            api.get(link + "/slots?from=" + day + "&to=" + day).expect(404);
            book(link, "09:00").expect(404);
            assertThat(api.with("Accept", "text/html").get(link).expect(404).text()).doesNotContain("Intro call");
        }
        api.get(second + "/offer").expect(200);
        as.patch(PAGES + "/" + page, "{\"active\": false}").expect(200);
        api.get(second + "/offer").expect(404);
        as.patch(PAGES + "/" + page, "{\"active\": true}").expect(200);
        as.delete(PAGES + "/" + page).expect(204);
        api.get(second + "/offer").expect(404);
        as.put(PAGES + "/trash/" + page + "/restoration", "").expect(200);
        as.delete(PAGES + "/" + page + "/link").expect(204);
        api.get(second + "/offer").expect(404);
        as.get(PAGES + "/" + page + "/link").expect(404);
        api.with("Accept", "text/html").get("/bookings/forged").expect(404);
    }

    @Test
    void aContactTakesItsBookingsAlong() {
        book(opened(), "09:30").expect(201);
        var booking = only();

        as.delete("/api/v1/contacts/" + booking.path("contactId").asString() + "?permanent=true").expect(204);

        assertThat(as.get(BOOKINGS).json().path("results").size()).isZero();
        assertThat(as.get("/api/v1/audit-logs?limit=200").text()).doesNotContain(visitor);
        as.get(EVENTS + "/" + booking.path("eventId").asString()).expect(200);
        api.with("Accept", "text/html").get(visitorsLink()).expect(404);
    }

    @Test
    void workflowsReactToBookings() {
        assertThat(api.get("/openapi.json").text()).contains("booking.created", "booking.cancelled",
                "booking.rescheduled");
    }

    @Test
    void refusesPagesThatContradictThemselves() {
        assertThat(as
                .post(PAGES,
                        """
                {"name": "P", "weeklyHours": [{"day": "monday", "hours": [{"from": "09:00", "until": "12:00"}, {"from": "11:00", "until": "13:00"}]}]}""")
                .expect(422)
                .at("/errors/0/code")).isEqualTo("overlapping");
        as.post(PAGES, "{\"name\": \"P\", \"durations\": [30, 30]}").expect(422);
        as.post(PAGES, "{\"name\": \"P\", \"durations\": [4]}").expect(422);
        as.post(PAGES, "{\"name\": \"P\", \"timeZone\": \"Mars/Base\"}").expect(422);
        as.post(PAGES, "{\"name\": \"P\", \"hostIds\": [\"%s\"]}".formatted(people.signUp().userId())).expect(422);
        as.post(PAGES,
                "{\"name\": \"P\", \"weeklyHours\": [{\"day\": \"monday\", \"hours\": [{\"from\": \"12:00\", \"until\": \"25:00\"}]}]}")
                .expect(422);
        as.post(PAGES, "{\"name\": \"P\", \"questions\": [{\"name\": \"a\", \"label\": \"A\", \"kind\": \"choice\"}]}")
                .expect(422);
        var page = page("");
        assertThat(as.put(PAGES + "/" + page.id(), "{\"name\": \"Intro call\"}").expect(200).at("/durations/0"))
                .isEqualTo("30");
        assertThat(Instant.parse(page.at("/createdAt"))).isNotNull();
    }
}
