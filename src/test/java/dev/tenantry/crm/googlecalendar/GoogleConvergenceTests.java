package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.googlecalendar.GoogleServer.Asked;
import dev.tenantry.crm.googlecalendar.GoogleServer.Said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever changes on both sides at once, and whatever goes wrong meanwhile: in the end both are the same, and then nothing is written any more. */
class GoogleConvergenceTests extends GoogleCalendarTest {

    private static final int CHANGES = 60;
    private static final List<String> PLACES = List.of("Graben 1", "קפה", "Stra\u00dfe \ud83c\udf89", "I\u0307stanbul",
            "");

    private Random random = new Random();
    private int number;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void endsWithBothTheSameAndQuiet(long seed) {
        random = new Random(seed);
        connect("both");
        google.before = this::fault;
        google.losing = request -> isCalendar(request) && random.nextInt(12) == 0;

        for (var change = 0; change < CHANGES; change++) {
            if (random.nextBoolean()) {
                changeHere();
            } else {
                changeThere();
            }
            if (random.nextInt(6) == 0) {
                as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);
            }
            if (random.nextInt(25) == 0) {
                google.expiredBefore = google.events.sequence();
            }
        }
        google.before = _ -> null;
        google.losing = _ -> false;
        settle();

        assertThat(here()).isEqualTo(there());
        assertThat(here()).isNotEmpty();
        assertThat(as.get(PATH + "/" + calendar + "/faults").json().path("results")).isEmpty();
        var writes = google.writes.get();
        var before = events();
        synchronize();
        synchronize();
        assertThat(google.writes).as("what is written while nothing changes").hasValue(writes);
        assertThat(events()).isEqualTo(before);
    }

    private @Nullable Said fault(Asked request) {
        if (!isCalendar(request)) {
            return null;
        }
        return switch (random.nextInt(16)) {
            case 0 -> Said.error(503, "backendError");
            case 1 -> Said.error(403, "rateLimitExceeded");
            default -> null;
        };
    }

    private static boolean isCalendar(Asked request) {
        return request.path().contains("/events");
    }

    private void settle() {
        for (var round = 0; round < 3; round++) {
            var begun = Instant.now();
            await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500)).until(() -> {
                var shown = as.get(PATH + "/" + calendar);
                if (shown.at("/state").equals("error")) {
                    as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);
                }
                return shown.at("/state").equals("idle") && shown.at("/lastSyncedAt").compareTo(begun.toString()) > 0
                        || post();
            });
        }
    }

    private boolean post() {
        as.post(PATH + "/" + calendar + "/synchronizations", "").expect(202);
        return false;
    }

    private void changeHere() {
        var known = events().stream().filter(one -> !one.path("status").asString().equals("cancelled")).toList();
        if (known.size() < 3 || random.nextInt(4) == 0) {
            createHere();
            return;
        }
        var event = known.get(random.nextInt(known.size()));
        var path = "/api/v1/events/" + event.path("id").asString();
        switch (random.nextInt(6)) {
            case 0 -> as.delete(path);
            case 1 -> as.patch(path, "{\"place\":\"%s\"}".formatted(PLACES.get(random.nextInt(PLACES.size()))));
            case 2 -> as.patch(path, "{\"description\":\"Here %d\"}".formatted(++number));
            case 3 -> occurrenceHere(event);
            default -> as.patch(path, "{\"title\":\"Here %d\"}".formatted(++number));
        }
    }

    private void createHere() {
        var rule = random.nextInt(3) == 0 ? ",\"recurrenceRule\":\"FREQ=DAILY;COUNT=6\"" : "";
        var hour = 8 + random.nextInt(8);
        as.post("/api/v1/events",
                """
                {"title":"Here %d","startAt":"%s","endAt":"%s","timeZone":"Europe/Vienna","ownerId":"%s"%s}"""
                        .formatted(
                                ++number, instant(hour), instant(hour + 1), member.userId(), rule))
                .expect(201);
    }

    private void occurrenceHere(JsonNode event) {
        if (!event.path("recurrenceRule").isString()) {
            return;
        }
        var start = OffsetDateTime.parse(event.path("startAt").asString())
                .atZoneSameInstant(ZoneId.of("Europe/Vienna"))
                .plusDays(1 + random.nextInt(4));
        var path = "/api/v1/events/" + event.path("id").asString() + "/occurrences/"
                + GoogleEvent.write(start.toLocalDateTime());
        if (random.nextBoolean()) {
            as.delete(path);
        } else {
            as.put(path, """
                    {"title":"Once here %d","startAt":"%s","endAt":"%s","timeZone":"Europe/Vienna","ownerId":"%s"}"""
                    .formatted(++number, start.toInstant(), start.plusHours(2).toInstant(), member.userId()));
        }
    }

    private void changeThere() {
        var known = google.events.live();
        if (known.size() < 3 || random.nextInt(4) == 0) {
            var hour = 8 + random.nextInt(8);
            var event = google.events.event("There " + ++number, at(hour), at(hour + 1));
            if (random.nextInt(3) == 0) {
                event.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=6");
            }
            google.events.add("there" + number, event);
            return;
        }
        var event = known.get(random.nextInt(known.size()));
        var key = event.path("id").asString();
        switch (random.nextInt(6)) {
            case 0 -> google.events.remove(key);
            case 1 -> google.events.edit(key,
                    one -> one.put("location", PLACES.get(random.nextInt(PLACES.size()))));
            case 2 -> google.events.edit(key, one -> one.put("description", "There " + ++number));
            case 3 -> occurrenceThere(event);
            default -> google.events.edit(key, one -> one.put("summary", "There " + ++number));
        }
    }

    private void occurrenceThere(ObjectNode event) {
        if (!event.has("recurrence")) {
            return;
        }
        var start = OffsetDateTime.parse(event.at("/start/dateTime").asString()).plusDays(1 + random.nextInt(4));
        var isOff = random.nextBoolean();
        if (event.path("recurrence").toString().contains("T" + "%02d0000".formatted(start.getHour()))
                && event.path("recurrence")
                        .toString()
                        .contains(start.toLocalDate().toString().replace("-", "") + "T")) {
            return;
        }
        google.events.except(event.path("id").asString(), start.toString(),
                one -> one.put(isOff ? "status" : "summary", isOff ? "cancelled" : "Once there " + ++number));
    }

    /** What takes place, by what Google calls it. */
    private Map<String, String> here() {
        var all = events().stream().collect(Collectors.toMap(one -> one.path("id").asString(), one -> one));
        return all.values()
                .stream()
                .filter(one -> isLive(one) && (!one.has("seriesId") || one.path("seriesId").isNull()
                        || all.containsKey(one.path("seriesId").asString())
                                && isLive(all.get(one.path("seriesId").asString()))))
                .collect(Collectors.toMap(one -> one.path("googleEventId").asString(""), one -> said(
                        one.path("title"), one.path("place"), one.path("description"), one.path("startAt"),
                        one.path("endAt")), (one, other) -> one + " and " + other, TreeMap::new));
    }

    private static boolean isLive(JsonNode event) {
        return event.path("status").asString().equals("confirmed");
    }

    private Map<String, String> there() {
        var live = google.events.live();
        var keys = live.stream().map(one -> one.path("id").asString()).collect(Collectors.toSet());
        return live.stream()
                .filter(one -> !one.has("recurringEventId") || keys.contains(one.path("recurringEventId").asString()))
                .collect(Collectors.toMap(one -> one.path("id").asString(), one -> said(one.path("summary"),
                        one.path("location"), one.path("description"), one.at("/start/dateTime"),
                        one.at("/end/dateTime")), (one, other) -> one, TreeMap::new));
    }

    private static String said(JsonNode title, JsonNode place, JsonNode description, JsonNode start, JsonNode end) {
        return Stream.of(title, place, description).map(one -> one.asString("")).collect(Collectors.joining(" | "))
                + " | " + Instant.from(OffsetDateTime.parse(start.asString())) + " "
                + Instant.from(OffsetDateTime.parse(end.asString()));
    }
}
