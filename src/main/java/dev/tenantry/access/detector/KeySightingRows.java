package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.Location;

/** Where API keys were used last, as any instance has seen it: a row of each, in one order, compared with what it was before. */
@Component
class KeySightingRows {

    /** An organization may be gone by now. */
    private static final String SHARE = """
            insert into api_key_sightings as s (organization_id, api_key_id, location, seen_at, told_at)
            select c.organization, c.key, c.location::jsonb, c.seen, c.told
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[]) as c (organization, key, location, seen, told)
            join organizations o on o.id = c.organization order by c.organization, c.key
            on conflict on constraint api_key_sightings_pkey do update set location = excluded.location, seen_at = excluded.seen_at,
                told_at = coalesce(excluded.told_at, s.told_at)
            where excluded.seen_at >= s.seen_at
            returning s.api_key_id, old.location, old.seen_at""";
    /** One of several instances that find the same. */
    private static final String TELL = """
            update api_key_sightings set told_at = ? where organization_id = ? and api_key_id = ? and coalesce(told_at <= ?, true)""";

    private record Earlier(UUID key, Location location, Instant at) {}

    private final RolePool worker;
    private final JsonMapper json;
    private final Clock clock;

    KeySightingRows(@Qualifier("workerPool") RolePool worker, JsonMapper json, Clock clock) {
        this.worker = worker;
        this.json = json;
        this.clock = clock;
    }

    /** @return what nobody gets to as fast from where another instance has seen it, unless that was told within the hour */
    List<KeyTravel> share(List<KeySighting> seen) {
        var byKey = seen.stream().collect(Collectors.toMap(KeySighting::key, Function.identity()));
        return worker.inTransaction(() -> {
            var travels = new ArrayList<KeyTravel>();
            for (var earlier : write(seen)) {
                var travel = travel(earlier, byKey);
                if (travel != null && isFirst(travel.organization(), earlier.key)) {
                    travels.add(travel);
                }
            }
            return travels;
        });
    }

    private List<Earlier> write(List<KeySighting> seen) {
        return worker.jdbc()
                .sql(SHARE)
                .param(texts(seen, KeySighting::organization))
                .param(texts(seen, KeySighting::key))
                .param(texts(seen, sighting -> json.writeValueAsString(sighting.location())))
                .param(texts(seen, KeySighting::at))
                .param(texts(seen, sighting -> sighting.isTold() ? sighting.at() : null))
                .query((row, _) -> row.getString("location") == null
                        ? null
                        : new Earlier(row.getObject("api_key_id", UUID.class),
                                json.readValue(row.getString("location"), Location.class),
                                Rows.instant(row, "seen_at")))
                .list()
                .stream()
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable KeyTravel travel(Earlier earlier, Map<UUID, KeySighting> seen) {
        var now = seen.get(earlier.key);
        if (now == null || now.location() == null) {
            return null;
        }
        var elapsed = Duration.between(earlier.at, now.at());
        return elapsed.compareTo(KeySightings.WINDOW) < 0 && earlier.location.isOutOfReach(now.location(), elapsed)
                ? new KeyTravel(now.organization(), now.subject(), earlier.location, now.location(), elapsed)
                : null;
    }

    private boolean isFirst(UUID organization, UUID key) {
        var now = clock.instant();
        return worker.jdbc()
                .sql(TELL)
                .params(now.atOffset(ZoneOffset.UTC), organization, key,
                        now.minus(KeySightings.WINDOW).atOffset(ZoneOffset.UTC))
                .update() > 0;
    }

    private static @Nullable String[] texts(List<KeySighting> seen,
            Function<KeySighting, ? extends @Nullable Object> value) {
        return seen.stream().map(sighting -> {
            var text = value.apply(sighting);
            return text == null ? null : text.toString();
        }).toArray(String[]::new);
    }
}
