package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One calendar at Google: what it has, and in which order that was changed. Deleted events stay as tombstones. */
final class GoogleEvents {

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final JsonMapper json = new JsonMapper();
    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final Map<String, Long> changes = new LinkedHashMap<>();
    private long sequence = 1;
    /** By how much this clock is ahead of ours. */
    private Duration ahead = Duration.ZERO;

    synchronized void runAhead(Duration by) {
        ahead = by;
    }

    synchronized long sequence() {
        return sequence;
    }

    synchronized @Nullable ObjectNode find(String key) {
        var found = events.get(key);
        return found == null ? null : found.deepCopy();
    }

    /** Those that are there and take place. */
    synchronized List<ObjectNode> live() {
        return events.values().stream().filter(event -> !isCancelled(event)).map(ObjectNode::deepCopy).toList();
    }

    synchronized List<ObjectNode> since(long change, boolean withDeleted) {
        return events.entrySet()
                .stream()
                .filter(event -> changes.get(event.getKey()) > change)
                .filter(event -> withDeleted || !isCancelled(event.getValue()))
                .sorted((one, other) -> Long.compare(changes.get(one.getKey()), changes.get(other.getKey())))
                .map(event -> event.getValue().deepCopy())
                .toList();
    }

    synchronized ObjectNode add(String key, ObjectNode event) {
        var added = event.deepCopy();
        added.put("id", key);
        added.put("kind", "calendar#event");
        if (!added.has("status")) {
            added.put("status", "confirmed");
        }
        added.put("iCalUID", key + "@google.com");
        if (!added.has("organizer")) {
            added.putObject("organizer").put("email", GoogleServer.CALENDAR).put("self", true);
        }
        return write(key, added);
    }

    /** A person changes it in a browser. */
    synchronized void edit(String key, Consumer<ObjectNode> change) {
        var event = events.get(key).deepCopy();
        change.accept(event);
        write(key, event);
    }

    synchronized void remove(String key) {
        var event = events.get(key);
        var tombstone = event.deepCopy();
        tombstone.put("status", "cancelled");
        write(key, tombstone);
    }

    /** A merge patch (RFC 7396), one level deeper for times. */
    synchronized ObjectNode patch(String key, JsonNode patch) {
        var event = events.get(key).deepCopy();
        merge(event, patch);
        return write(key, event);
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.propertyStream().forEach(property -> {
            var name = property.getKey();
            var value = property.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject() && target.path(name).isObject()) {
                merge((ObjectNode) target.get(name), value);
            } else if (value.isObject()) {
                merge(target.putObject(name), value);
            } else {
                target.set(name, value);
            }
        });
    }

    /** The occurrence of a series that begins then: as the series, or otherwise. Null where there is no series. */
    synchronized @Nullable ObjectNode occurrence(String series, String original) {
        var master = events.get(series);
        if (master == null || isCancelled(master)) {
            return null;
        }
        var isOfDays = master.path("start").has("date");
        var key = series + "_" + (isOfDays
                ? original.replace("-", "")
                : BASIC.format(OffsetDateTime.parse(original).withOffsetSameInstant(ZoneOffset.UTC)));
        var known = events.get(key);
        return known == null ? instance(master, key, original, isOfDays) : known.deepCopy();
    }

    private ObjectNode instance(ObjectNode master, String key, String original, boolean isOfDays) {
        var instance = master.deepCopy();
        instance.remove("recurrence");
        instance.remove("extendedProperties");
        instance.put("id", key);
        instance.put("recurringEventId", master.path("id").asString());
        var name = isOfDays ? "date" : "dateTime";
        var start = instance.putObject("start").put(name, original);
        var end = instance.putObject("end");
        if (isOfDays) {
            end.put(name, LocalDate.parse(original).plusDays(1).toString());
        } else {
            var lasting = Duration.between(OffsetDateTime.parse(master.at("/start/dateTime").asString()),
                    OffsetDateTime.parse(master.at("/end/dateTime").asString()));
            end.put(name, OffsetDateTime.parse(original).plus(lasting).toString());
            start.set("timeZone", master.at("/start/timeZone"));
            end.set("timeZone", master.at("/start/timeZone"));
        }
        instance.putObject("originalStartTime").setAll(start);
        return instance;
    }

    /** One occurrence becomes otherwise than its series. */
    synchronized void except(String series, String original, Consumer<ObjectNode> change) {
        var instance = occurrence(series, original);
        change.accept(instance);
        write(instance.path("id").asString(), instance);
    }

    /** Written for the first time, where it is an occurrence that was as its series. */
    synchronized void keep(ObjectNode occurrence) {
        if (!events.containsKey(occurrence.path("id").asString())) {
            write(occurrence.path("id").asString(), occurrence.deepCopy());
        }
    }

    private ObjectNode write(String key, ObjectNode event) {
        sequence++;
        event.put("etag", "\"" + sequence + "\"");
        event.put("updated", DateTimeFormatter.ISO_INSTANT.format(Instant.now().plus(ahead)));
        events.put(key, event);
        changes.put(key, sequence);
        return event.deepCopy();
    }

    ObjectNode event(String title, String start, String end) {
        var event = json.createObjectNode().put("summary", title);
        var isOfDays = start.length() == 10;
        event.putObject("start").put(isOfDays ? "date" : "dateTime", start);
        event.putObject("end").put(isOfDays ? "date" : "dateTime", end);
        if (!isOfDays) {
            ((ObjectNode) event.get("start")).put("timeZone", "Europe/Vienna");
            ((ObjectNode) event.get("end")).put("timeZone", "Europe/Vienna");
        }
        return event;
    }

    static boolean endsAfter(ObjectNode event, @Nullable String time) {
        var end = event.at("/end/dateTime").asString(event.at("/end/date").asString("9999"));
        return time == null || event.has("recurrence") || end.substring(0, Math.min(10, end.length()))
                .compareTo(
                        time.substring(0, 10)) >= 0;
    }

    static boolean isCancelled(JsonNode event) {
        return event.path("status").asString("").equals("cancelled");
    }
}
