package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The organization can tell what was looked at by whoever acted as one of its members: of every endpoint that reads. */
class ImpersonatedReadTests extends ApiTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** What all kinds of records have alike, tried with one of them. */
    private static final Pattern KERNELS = Pattern.compile("/api/v1/(?!contacts/)[^/]+/(batch|tags|search)");

    private static final String PLANTED = "zq7planted";
    private static final Pattern FOLLOWED = Pattern.compile("application/json|text/event-stream");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;

    @Test
    void whateverIsReadIsAnEntry() {
        var person = people.signUp();
        var acting = acting(person);
        var reading = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && route.method().equals("GET") && route.path().startsWith("/api/v1/")
                        && route.variables().isEmpty() && !route.isFor(EndpointAccess.ForEverybody.class))
                .filter(route -> !route.handler().getMethod().getReturnType().getName().contains("Emitter"))
                .toList();

        var answers = reading.stream()
                .map(route -> acting.with("X-Request-Id", "look-" + UUID.randomUUID()).get(route.fill(route::random)))
                .filter(answer -> answer.status() == 200)
                .toList();

        assertThat(answers).hasSizeGreaterThan(30);
        assertThat(answers).allSatisfy(answer -> assertThat(count("request_id = '" + answer.header("X-Request-Id")
                + "' and action_type = 'request.read' and impersonator_id is not null")).isEqualTo(1));
    }

    /** What the description prints is sent; what nobody may have made for them, the person makes. */
    @Test
    void whateverAWriteShowsIsAnEntry() {
        var person = people.signUp();
        var acting = acting(person);
        var shown = new HashMap<String, String>();
        var made = new HashMap<String, String>();

        for (var write : writes()) {
            var path = VARIABLE.matcher(write.path)
                    .replaceAll(variable -> made.getOrDefault(write.path.substring(0, variable.start() - 1), "4711"));
            if (!path.contains("4711") && write.method.equals("POST")) {
                var own = person.api().send("POST", path, write.body);
                if (own.status() == 201) {
                    made.put(write.path, own.id());
                }
            }
            var request = "write-" + UUID.randomUUID();
            var answer = acting.with("X-Request-Id", request)
                    .send(write.method, path,
                            write.body.replace("contact/17", "contact/" + made.get("/api/v1/contacts")));
            if (answer.status() / 100 == 2 && !answer.text().isEmpty()) {
                shown.put(request, write.method + " " + write.path);
            }
        }

        assertThat(shown.values()).hasSizeGreaterThan(30)
                .contains("POST /api/v1/address-trials", "POST /api/v1/workflows/{id}/dry-runs");
        assertThat(shown).allSatisfy((request, endpoint) -> assertThat(
                count("request_id = '" + request + "' and impersonator_id is not null")).as(endpoint).isPositive());
    }

    @Test
    void saysWhichRowsWereFoundByWhatAndCountsWhatRepeats() {
        var person = people.signUp();
        var contact = person.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        person.api().post("/api/v1/contacts", "{\"name\": \"Bea\"}").expect(201);
        var acting = acting(person);

        acting.get("/api/v1/contacts?filter=name%5Beq%5D:Ada&limit=200").expect(200);
        for (var n = 0; n < 5; n++) {
            acting.get("/api/v1/contacts/" + contact).expect(200);
        }

        var log = person.api().get("/api/v1/audit-logs?filter=actionType%5Beq%5D:request.read").expect(200);
        assertThat(log.json().at("/results")).hasSize(2);
        assertThat(log.at("/results/0/requestPath")).isEqualTo("/api/v1/contacts/" + contact);
        assertThat(log.at("/results/0/resourceId")).isEqualTo("GET /api/v1/contacts/{id}");
        var list = person.api().get("/api/v1/audit-logs/" + log.at("/results/1/id")).expect(200);
        assertThat(list.at("/newValues/rows")).isEqualTo("1");
        assertThat(list.at("/newValues/ids/0")).isEqualTo(contact);
        assertThat(list.at("/newValues/filter")).isEqualTo("name[eq]:\"…\"");
    }

    /** Of every search, whichever way it is told what it narrows by. */
    @Test
    void saysByWhatEverySearchIsNarrowed() {
        var acting = acting(people.signUp());
        var searches = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && route.variables().isEmpty() && route.path().endsWith("/search"))
                .toList();

        assertThat(searches).extracting(Route::toString)
                .contains("/api/v1/contacts/search POST", "/api/v1/workflows/search POST",
                        "/api/v1/workflow-runs/search POST");
        assertThat(searches).allSatisfy(route -> {
            var request = "search-" + UUID.randomUUID();
            var asked = acting.with("X-Request-Id", request);
            var answer = route.method().equals("GET")
                    ? asked.get(route.path() + "?q=Lovelace")
                    : asked.send("POST", route.path(),
                            """
                            {"filterGroups": [{"filters": [{"field": "createdAt", "operator": "gt", "value": "2026-11-01"},
                                {"field": "createdAt", "operator": "lt", "value": "2099-11-01"}]}]}""");
            answer.expect(200);
            assertThat(
                    count("request_id = '" + request + "' and action_type = 'request.read' and new_values ->> 'filter' "
                            + (route.method().equals("GET") ? "= 'q=…'" : "like '%2026-11-01%'")))
                    .as(route.toString())
                    .isEqualTo(1);
        });
        var both = "search-" + UUID.randomUUID();
        acting.with("X-Request-Id", both)
                .get("/api/v1/contacts?q=Lovelace&filter=name%5Beq%5D:Ada&limit=5")
                .expect(200);
        assertThat(count("request_id = '" + both + "' and new_values ->> 'filter' = 'name[eq]:\"…\",q=…'"))
                .isEqualTo(1);
    }

    /** Whatever answers with a file, a picture or a feed and not with JSON, with something personal in each column that may have such. */
    @Test
    void noFileHasWhatIsPersonal() {
        var person = people.signUp();
        var made = new HashMap<String, String>();
        writes().stream().filter(write -> write.method.equals("POST")).forEach(write -> make(person, write, made));
        plant(person);
        var acting = acting(person);
        var shown = new TreeSet<String>();
        var leaks = new TreeSet<String>();

        for (var file : Route.all(tables).stream().filter(ImpersonatedReadTests::isFile).toList()) {
            var path = file
                    .fill(variable -> made.getOrDefault(file.collection(variable), file.random(variable)));
            for (var type : file.produces().isEmpty() ? List.of("*/*") : file.produces()) {
                if (!type.contains("json") && acting.with("Accept", type).get(path).text().contains(PLANTED)) {
                    leaks.add(file + " " + type);
                }
                if (!type.contains("json") && person.api().with("Accept", type).get(path).text().contains(PLANTED)) {
                    shown.add(file.toString());
                }
            }
        }

        assertThat(shown).contains("/api/v1/contacts/export GET", "/api/v1/events/{id}/ics GET",
                "/api/v1/leads/export GET", "/api/v1/reports/activity GET");
        assertThat(leaks).isEmpty();
        assertThat(acting.get("/api/v1/contacts/export").expect(200).text()).contains("[pii]");
    }

    private static boolean isFile(Route route) {
        return route.isOurs() && route.method().equals("GET") && route.path().startsWith("/api/v1/")
                && !route.isFor(EndpointAccess.ForEverybody.class)
                && (route.produces().stream().anyMatch(type -> !FOLLOWED.matcher(type).matches())
                        || Arrays.stream(route.handler().getMethodParameters())
                                .anyMatch(parameter -> parameter.getParameterType() == ServletWebRequest.class));
    }

    private static void make(Person person, Write write, Map<String, String> made) {
        var path = VARIABLE.matcher(write.path)
                .replaceAll(variable -> made.getOrDefault(write.path.substring(0, variable.start() - 1), "4711"));
        var answer = path.contains("4711") ? null : person.api().send("POST", path, write.body);
        if (answer != null && answer.status() == 201) {
            made.put(write.path, answer.id());
        }
    }

    /** What a column does not take stays as it is. */
    private static void plant(Person person) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            for (var next = "/api/v1/data-map?limit=200&level=pii"; !next.isEmpty();) {
                var page = person.api().get(next).expect(200);
                for (var column : page.json().at("/results")) {
                    for (var text : List.of(PLANTED, PLANTED + "@example.test", "https://" + PLANTED + ".example/")) {
                        try {
                            statement.execute("update %s set %s = '%s' where organization_id = '%s'".formatted(
                                    column.path("tableName").asString(), column.path("columnName").asString(), text,
                                    person.organizationId()));
                            break;
                        } catch (SQLException _) {
                            continue;
                        }
                    }
                }
                next = page.at("/paging/next/link");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private record Write(String method, String path, String body) {}

    private List<Write> writes() {
        var writes = new ArrayList<Write>();
        OpenApiValidator.of("http://localhost:" + port())
                .document()
                .path("paths")
                .properties()
                .stream()
                .filter(path -> path.getKey().startsWith("/api/v1/") && !KERNELS.matcher(path.getKey()).find())
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var example = operation.getValue().at("/requestBody/content/application~1json/example");
                    if (!example.isMissingNode() && !operation.getKey().equals("patch")) {
                        writes.add(new Write(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                                example.toString()));
                    }
                }));
        writes.sort(Comparator.comparing(Write::path)
                .thenComparing(Comparator.comparing(Write::method)));
        return writes;
    }

    private Api acting(Person person) {
        return api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + person.userId() + "/impersonation", "{\"reason\": \"ticket 4711: looks\"}")
                .expect(201)
                .at("/accessToken"));
    }

    private static long count(String condition) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from audit_logs where " + condition)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
