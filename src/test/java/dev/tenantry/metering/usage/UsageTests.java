package dev.tenantry.metering.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import dev.tenantry.metering.rule.Route;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the API was used for. */
class UsageTests extends ApiTest {

    private static final Route LIST = new Route("GET", "/api/v1/contacts");

    @Autowired
    private UsageRows rows;

    @Autowired
    private UsageWriter writer;

    @Test
    void countsWhatIsAskedAndByWhom() {
        var owner = people.signUp();
        var viewer = people.signUpInto(owner, "viewer");
        owner.api().get("/api/v1/notes").expect(200);
        viewer.api().get("/api/v1/notes").expect(200);
        viewer.api().post("/api/v1/notes", "{}").expect(403);
        writer.work();

        var endpoints = owner.api().get("/api/v1/usage?by=endpoint").expect(200);
        var users = owner.api().get("/api/v1/usage?by=user").expect(200);

        assertThat(endpoints.at("/results/0/of")).isEqualTo("GET /api/v1/notes");
        assertThat(endpoints.at("/results/0/requests")).isEqualTo("2");
        assertThat(endpoints.text()).contains("POST /api/v1/notes");
        assertThat(users.text()).contains(viewer.userId().toString(), "\"failed\":1", "\"removed\":false");
        assertThat(owner.api().get("/api/v1/usage").at("/results/0/failed")).isEqualTo("1");
        assertThat(owner.api().get("/api/v1/usage/months").text())
                .contains("\"resourceType\":\"notes\",\"requestCount\":3");
        assertThat(owner.api().get("/api/v1/usage/export?by=endpoint").expect(200).text())
                .startsWith("of,name,removed,requests,succeeded")
                .contains("\r\nGET /api/v1/notes,,,2,2,0,");
        owner.api().get("/api/v1/usage?from=2026-02-30").expect(400);
        owner.api().get("/api/v1/usage?from=2026-02-02&to=2026-02-01").expect(422);
        owner.api().get("/api/v1/usage?from=2020-01-01&to=2026-02-01").expect(422);
        viewer.api().get("/api/v1/usage").expect(403);
    }

    @Test
    void namesWhoAskedAndSaysWhoIsGone() {
        var owner = people.signUp();
        var left = people.signUpInto(owner, "admin");
        var key = owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"=of one who leaves\", \"scopes\": [\"notes:read\"]}")
                .expect(201);
        var admin = people.signUp();
        People.promote(admin.userId());
        admin.api()
                .post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                        "{\"resourceType\": \"notes\", \"maxRequests\": 1, \"windowSeconds\": 86400}")
                .expect(201);
        api.bearer(key.at("/key")).get("/api/v1/notes").expect(200);
        api.bearer(key.at("/key")).get("/api/v1/notes").expect(429);
        left.api().get("/api/v1/notes").expect(429);
        writer.work();
        assertThat(of(owner, "user", left.userId().toString()).path("name").asString()).isNotEmpty();
        assertThat(owner.api().get("/api/v1/usage/refusals").expect(200).text())
                .contains("\"apiKeyName\":\"=of one who leaves\"", "\"userName\":");
        assertThat(admin.api().get("/admin/usage").expect(200).json().path("results").valueStream())
                .allSatisfy(usage -> assertThat(usage.has("removed")).isTrue());

        owner.api().delete("/api/v1/organization/members/" + left.userId()).expect(204);
        owner.api().put("/api/v1/api-keys/" + key.id() + "/revocation", "{}").expect(200);

        assertThat(of(owner, "user", left.userId().toString()).path("removed").asBoolean()).isTrue();
        assertThat(of(owner, "user", left.userId().toString()).has("name")).isFalse();
        assertThat(of(owner, "key", key.id()).path("name").asString()).isEqualTo("=of one who leaves");
        assertThat(owner.api().get("/api/v1/usage/export?by=key").expect(200).text())
                .contains(",'=of one who leaves,true,");
        assertThat(owner.api().get("/api/v1/usage/refusals").expect(200).text())
                .contains("=of one who leaves", left.userId().toString())
                .doesNotContain(left.email());
    }

    private static JsonNode of(Person owner, String by, String id) {
        return owner.api()
                .get("/api/v1/usage?by=" + by)
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .filter(row -> row.path("of").asString("").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Of a thousand answers, half of them by each of two instances. */
    @Test
    void addsUpWhatSeveralInstancesHaveCounted() {
        var owner = people.signUp();
        var day = LocalDate.parse("2024-02-29");
        for (var instance = 0; instance < 2; instance++) {
            var counts = new UsageCounts();
            for (var number = 1 + instance; number <= 1000; number += 2) {
                counts.add(number * 1000L);
            }
            rows.add(Map.of(key(owner, 200, day), counts));
        }

        var told = owner.api().get("/api/v1/usage?from=2024-02-29&to=2024-02-29").expect(200);

        assertThat(told.at("/results/0/requests")).isEqualTo("1000");
        assertThat(Double.parseDouble(told.at("/results/0/averageResponseTimeMs"))).isEqualTo(500.5);
        assertThat(Double.parseDouble(told.at("/results/0/p95ResponseTimeMs"))).isCloseTo(950, within(60.0));
        assertThat(Double.parseDouble(told.at("/results/0/p99ResponseTimeMs"))).isCloseTo(990, within(62.0));
    }

    /** However many there are. */
    @Test
    void keepsOneRowOfAllRefusalsOfAMinute() {
        var owner = people.signUp();
        var counts = new UsageCounts();
        for (var number = 0; number < 100_000; number++) {
            counts.add(50);
        }
        for (var second = 0; second < 10; second++) {
            rows.add(Map.of(key(owner, 429, LocalDate.parse("2024-02-29")), counts));
        }

        var refusals = owner.api().get("/api/v1/usage/refusals?total=true").expect(200);

        assertThat(refusals.at("/total")).isEqualTo("1");
        assertThat(refusals.at("/results/0/requests")).isEqualTo("1000000");
        assertThat(refusals.at("/results/0/rateLimited")).isEqualTo("true");
        assertThat(refusals.json().path("results").size()).isOne();
    }

    @Test
    void tellsByWhatAndWhenceRequestsWereRefused() {
        var owner = people.signUp();
        var admin = people.signUp();
        People.promote(admin.userId());
        admin.api()
                .post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                        "{\"resourceType\": \"lost-reasons\", \"maxRequests\": 1, \"windowSeconds\": 86400}")
                .expect(201);
        var key = owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"a\", \"scopes\": [\"lost-reasons:read\"]}")
                .expect(201);
        owner.api().get("/api/v1/lost-reasons").expect(200);
        api.bearer(key.at("/key")).get("/api/v1/lost-reasons").expect(429);
        writer.work();

        var refused = owner.api()
                .get("/api/v1/usage/refusals")
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .filter(row -> row.path("rateLimited").asBoolean())
                .toList();

        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().path("policyName").asString()).isEqualTo("lost-reasons");
        assertThat(refused.getFirst().path("apiKeyId").asString()).isEqualTo(key.id());
        assertThat(refused.getFirst().path("ipAddress").asString()).isEqualTo("127.0.0.1");
    }

    /** Whatever they are spread over, and however often they are written. */
    @Test
    void keepsSoManyRowsOfRefusalsAnHourWhateverWasAsked() {
        var owner = people.signUp();
        for (var time = 0; time < 3; time++) {
            var counted = new HashMap<UsageKey, UsageCounts>();
            for (var route = 0; route < 400; route++) {
                counted.put(new UsageKey(owner.organizationId(), owner.userId(), (UUID) null,
                        new Route("GET", "/api/v1/r" + route % 200), 429,
                        Instant.parse("2024-02-29T23:%02d:00Z".formatted(10 * time + route / 200)),
                        (UsageKey.Refused) null),
                        oneRequest());
            }
            rows.add(counted);
        }

        var refusals = owner.api().get("/api/v1/usage/refusals?total=true&limit=200").expect(200);

        assertThat(refusals.at("/total")).isEqualTo(Integer.toString(UsageRows.MOST_TOLD + 1));
        assertThat(StreamSupport.stream(refusals.json().path("results").spliterator(), false)
                .mapToInt(row -> row.path("requests").asInt())
                .sum()).isEqualTo(1200);
        assertThat(StreamSupport.stream(refusals.json().path("results").spliterator(), false)
                .filter(row -> row.path("endpoint").asString().equals("*"))
                .map(row -> row.path("requestTimestamp").asString())).containsExactly("2024-02-29T23:00:00Z");
    }

    @Test
    void tellsAdministratorsOfAllOrganizations() {
        var owner = people.signUp();
        rows.add(Map.of(key(owner, 200, LocalDate.parse("2023-01-01")), oneRequest()));
        People.promote(owner.userId());

        assertThat(owner.api().get("/admin/usage?from=2023-01-01&to=2023-01-01").expect(200).text())
                .contains(owner.organizationId().toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 7, 8, 15, 16, 1000, 123_456, 599_999_999, Long.MAX_VALUE})
    void hasARangeForEveryTime(long microseconds) {
        assertThat(LatencyRanges.of(microseconds)).isBetween(0, LatencyRanges.NUMBER - 1);
        assertThat(LatencyRanges.of(microseconds / 2 + 1))
                .isLessThanOrEqualTo(LatencyRanges.of(Math.max(microseconds, 1)));
    }

    private static UsageCounts oneRequest() {
        var counts = new UsageCounts();
        counts.add(1000);
        return counts;
    }

    private static UsageKey key(Person person, int status, LocalDate day) {
        return new UsageKey(person.organizationId(), person.userId(), (UUID) null, LIST, status,
                Instant.parse(day + "T23:59:00Z"), (UsageKey.Refused) null);
    }
}
