package dev.tenantry.crm;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.AopTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.support.Addresses;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** That a filter finds, and a cursor passes, whatever a body may say: every list × field that a body has × extremes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldRoundTripTests extends ApiTest {

    /** What a body cannot do without, by the kind of record; others cannot do without a name. */
    private static final Map<String, String> NEEDED = Map.of("task", "{\"title\": \"Plain\"}", "calendar-event",
            "{\"title\": \"Plain\", \"startAt\": \"2026-03-02T09:00:00Z\", \"endAt\": \"2026-03-02T10:00:00Z\"}",
            "milestone", "{\"name\": \"Plain\", \"projectId\": \"%s\"}",
            "note", "{\"body\": \"Plain\", \"companyId\": \"%s\"}",
            "exchange-rate",
            "{\"fromCurrency\": \"EUR\", \"toCurrency\": \"USD\", \"validOn\": \"2030-01-01\", \"rate\": \"1.5\", \"source\": \"Bank\"}",
            "assignment-rule", "{\"name\": \"Plain\", \"type\": \"lead\"}",
            "member-absence", "{\"startsAt\": \"0001-01-01T00:00:00Z\", \"endsAt\": \"9999-12-31T23:59:59Z\"}",
            "forecast-target",
            "{\"month\": \"2030-05-01\", \"amount\": {\"amount\": \"5\", \"currency\": \"USD\"}}");
    private static final List<String> TEXTS = List.of("'", "a\"quoted\" \\ b", "a, b) (c", "NULL", "100%_\\",
            "😀 👩‍👧",
            "é", "e\u0301", "İstanbul", "\ttab\t", "a\u001fb", "ß", "日本語", "हिन्दी", "-1", "true", "1e5", "ﷺ");

    /** A value that is none, or that another record of the kind has. */
    private static final Set<Integer> REFUSED = Set.of(400, 409, 422);

    private record Case(String kind, Field field, RecordComponent component) {
        @Override
        public String toString() {
            return kind + "." + field.name();
        }
    }

    private final JsonMapper json = new JsonMapper();
    private final AtomicInteger names = new AtomicInteger();
    private final List<RecordService<?, ?, ?>> services;
    private final RecordPermissions permissions;

    @Autowired
    FieldRoundTripTests(List<RecordService<?, ?, ?>> services, RecordPermissions permissions) {
        this.permissions = permissions;
        this.services = services.stream().<RecordService<?, ?, ?>>map(AopTestUtils::getTargetObject).toList();
    }

    Stream<Case> cases() {
        var all = services.stream()
                .filter(service -> permissions.has(service.type()))
                .flatMap(service -> Arrays.stream(service.requestType().getRecordComponents())
                        .filter(component -> service.listing().fields().containsKey(component.getName()))
                        .map(component -> new Case(service.type(),
                                Objects.requireNonNull(service.listing().fields().get(component.getName())), component))
                        .filter(one -> !extremes(one).isEmpty()))
                .toList();
        return Sample.partOf("fields that a body and a filter share", all).stream();
    }

    /** Of all kinds, whichever fields are tried in this run. */
    @Test
    void whatABodyCannotDoWithoutIsKnown() {
        assertThat(services).filteredOn(service -> permissions.has(service.type())).allSatisfy(service -> {
            var stated = json.readTree(NEEDED.getOrDefault(service.type(), "{\"name\": \"Plain\"}")).propertyNames();
            assertThat(service.lacking(Set.copyOf(stated)))
                    .as("tell NEEDED what a %s cannot do without", service.type())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatABodyMaySayAFilterFindsAndACursorPasses(Case one) {
        var api = people.signUp().api();
        var path = "/api/v1/" + permissions.of(one.kind, "read").replace(":read", "");
        var ids = new ArrayList<String>();
        var refused = new ArrayList<String>();
        for (var value : extremes(one)) {
            var body = body(api, one, value);
            var created = api.post(path, body.toString());
            // What the body refuses is none of the filter's concern.
            if (REFUSED.contains(created.status())) {
                refused.add(created.text());
            } else {
                ids.add(created.expect(201).id());
                // Nor what the resource does not keep: an open deal has no day on which it was closed.
                if (value.isObject() || (!value.isNull() && !created.at("/" + one.component.getName()).isEmpty())) {
                    checkFilters(api, path, one, value, created.id());
                }
            }
        }

        assertThat(ids).as("accepted values, of which none: %s", refused).isNotEmpty();
        assertThat(walk(api, path + "?limit=1&sort=" + one.field.name())).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(walk(api, path + "?limit=1&sort=-" + one.field.name())).containsExactlyInAnyOrderElementsOf(ids);
    }

    private ObjectNode body(Api api, Case one, JsonNode value) {
        // Of some kinds there is one of a name.
        var text = NEEDED.getOrDefault(one.kind, "{\"name\": \"Plain " + names.incrementAndGet() + "\"}");
        var base = (ObjectNode) json.readTree(text.contains("%s")
                ? text.formatted(api.post("/api/v1/" + (one.kind.equals("milestone") ? "projects" : "companies"),
                        "{\"name\": \"Host\"}").expect(201).id())
                : text);
        return value.isNull() ? base : base.set(one.component.getName(), value);
    }

    private void checkFilters(Api api, String path, Case one, JsonNode value, String id) {
        var sought = value.isObject() ? value.path("amount") : value;
        var condition = json.createObjectNode().put("field", one.field.name()).put("operator", "eq");
        condition.set("value", sought);
        var search = json.createObjectNode().put("limit", 200);
        search.putArray("filterGroups").addObject().putArray("filters").add(condition);
        assertThat(ids(api.post(path + "/search", search.toString()).expect(200).json())).as("found by %s", sought)
                .contains(id);

        var filter = one.field.name() + "[eq]:" + (sought.isString() ? sought.toString() : sought.asString());
        if (filter.length() < 2000) {
            assertThat(ids(api
                    .get(path + "?limit=200&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                    .expect(200)
                    .json())).as("found by %s", filter).contains(id);
        }
    }

    private List<String> walk(Api api, String first) {
        var seen = new ArrayList<String>();
        for (var path = first; !path.isEmpty();) {
            var page = api.get(path).expect(200);
            seen.addAll(ids(page.json()));
            path = page.at("/paging/next/link");
        }
        return seen;
    }

    private static List<String> ids(JsonNode page) {
        return page.at("/results").valueStream().map(row -> row.at("/id").asString()).toList();
    }

    /** Null stands for a body without it. */
    private List<JsonNode> extremes(Case one) {
        var values = new ArrayList<Object>();
        var type = one.component.getType();
        if (one.component.getAccessor().isAnnotationPresent(Email.class)) {
            values.addAll(Addresses.VALID);
        } else if (one.field.type().isEnum()) {
            values.addAll(Arrays.stream(one.field.type().getEnumConstants()).map(Object::toString).toList());
        } else if (type == String.class) {
            values.addAll(TEXTS);
            var size = one.component.getAccessor().getAnnotation(Size.class);
            if (size != null) {
                values.addAll(List.of("x".repeat(size.max()), "é".repeat(size.max()), "ﷺ".repeat(size.max()),
                        "𝅘𝅥𝅮".repeat(size.max() / 6)));
            }
        } else if (type == Integer.class) {
            values.addAll(List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 1, -1, 1000, 2200));
        } else if (type == Instant.class) {
            values.addAll(List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2024-02-29T12:00:00.123456Z",
                    "1582-10-10T00:00:00Z", "1900-01-01T00:00:00.000001Z", "2024-07-01T00:00:00+14:00",
                    "2024-07-01T00:00:00.123456789Z"));
        } else if (type == LocalDate.class) {
            values.addAll(List.of("0001-01-01", "9999-12-31", "2024-02-29", "1582-10-10", "0099-12-31", "1900-01-01"));
        } else if (type == Money.class) {
            for (var amount : List.of("0", "-999999999999999.9999", "999999999999999.9999", "0.0001", "12.50", "1E3",
                    "-0.0", "00012.5")) {
                values.add(json.createObjectNode().put("amount", amount).put("currency", "USD"));
            }
        } else if (type == BigDecimal.class || type == Boolean.class) {
            values.addAll(List.of(type == Boolean.class ? List.of(true, false) : List.of("0", "1.5")));
        }
        var nodes = new ArrayList<JsonNode>(values.stream().<JsonNode>map(json::valueToTree).toList());
        if (!nodes.isEmpty()) {
            nodes.add(json.nullNode());
        }
        return nodes;
    }
}
