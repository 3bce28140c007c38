package dev.tenantry.isolation;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What lists can be asked by the API's description, and what they are asked in fact. */
class ListParameterTests extends ApiTest {

    /** Values that nobody can have read who does not refuse them. */
    private static final Map<String, String> WRONG = new LinkedHashMap<>(Map.of("limit", "0", "after", "zzz", "sort",
            "no-such-field", "filter", "no-such-field[eq]:1", "q", "x".repeat(201), "total", "maybe"));
    private static final Map<String, String> RIGHT = Map.of("limit", "1", "sort", "", "filter", "", "q", "x", "total",
            "true");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> lists = List.of();
    private List<Route> routes = List.of();
    private final Map<String, String> parents = new HashMap<>();
    private Requests requests = new Requests(Requests.JSON.createObjectNode());
    private @Nullable Person person;

    @BeforeEach
    void lists() {
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        routes = Route.all(tables);
        lists = routes.stream()
                .filter(route -> route.isOurs() && route.path().matches("/(api/v1|admin)/.*"))
                .filter(route -> route.method().equals("GET")
                        && WRONG.keySet().stream().anyMatch(asked(route)::contains))
                .toList();
        var somebody = people.signUp();
        People.promote(somebody.userId());
        person = people.signIn(somebody.email());
        parents.put("/book", "made-up");
        parents.put("/admin/organizations", somebody.organizationId().toString());
        parents.put("/api/v1/organization/members", somebody.userId().toString());
        var contact = somebody().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        parents.put("/api/v1/notes", somebody().post("/api/v1/notes",
                "{\"body\": \"Hello\", \"contactId\": \"%s\"}".formatted(contact)).expect(201).id());
        parents.put("/api/v1/email-threads", somebody().post("/api/v1/emails",
                "{\"from\": \"zoe@customer.example\", \"text\": \"Hello\"}").expect(201).at("/threadId"));
        var workflows = Workflows.of(somebody());
        parents.put("/api/v1/workflow-runs",
                workflows.start(workflows.manual("[{\"type\":\"stop\",\"config\":{}}]"), "{}"));
    }

    /** One of what the collection is of, made as the description says: what is below something that is not there, is not there. */
    private String parent(String collection) {
        var creation = routes.stream()
                .filter(route -> route.path().equals(collection) && route.method().equals("POST"))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("nothing is made at " + collection + ": put one among the parents"));
        return somebody().post(collection, requests.minimal(creation).toString()).expect(201).id();
    }

    private Api somebody() {
        return Objects.requireNonNull(person).api();
    }

    @Test
    void everythingThatIsDocumentedIsRead() {
        var passedOver = new ArrayList<String>();
        for (var list : lists) {
            WRONG.forEach((name, value) -> {
                if (asked(list).contains(name) && get(list, name, value).status() != 400) {
                    passedOver.add(list + " " + name);
                }
            });
        }

        assertThat(lists).hasSizeGreaterThan(25);
        assertThat(lists.stream().filter(list -> !list.variables().isEmpty())).hasSizeGreaterThan(7);
        assertThat(passedOver).isEmpty();
    }

    /** What is no time of these millennia is said to be none, whoever asks for times. */
    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z", "2026-01-01T00:00:00", "yesterday"})
    void timesAreReadAsInBodies(String absurd) {
        var passedOver = new ArrayList<String>();
        var asked = 0;
        for (var route : routes) {
            for (var parameter : route.handler().getMethodParameters()) {
                var given = parameter.getParameterAnnotation(RequestParam.class);
                if (given == null || !Temporal.class.isAssignableFrom(parameter.getParameterType())) {
                    continue;
                }
                asked++;
                parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                var name = given.name().isEmpty() ? parameter.getParameterName() : given.name();
                var answer = get(route, Objects.requireNonNull(name), absurd + others(route, name));
                if (answer.status() != 400 || !answer.text().contains("\"" + name + "\"")) {
                    passedOver.add(route + " " + name + ": " + answer.text());
                }
            }
        }

        assertThat(asked).isPositive();
        assertThat(passedOver).isEmpty();
    }

    @Test
    void everythingThatIsDocumentedCanBeAsked() {
        var refused = new ArrayList<String>();
        for (var list : lists) {
            RIGHT.forEach((name, value) -> {
                if (asked(list).contains(name) && !List.of(200, 403).contains(get(list, name, value).status())) {
                    refused.add(list + " " + name + " " + get(list, name, value).text());
                }
            });
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void whatIsNotDocumentedIsRefused() {
        var taken = new ArrayList<String>();
        for (var list : lists) {
            RIGHT.forEach((name, value) -> {
                if (!asked(list).contains(name) && !value.isEmpty() && get(list, name, value).status() == 200) {
                    taken.add(list + " " + name);
                }
            });
            if (!asked(list).contains("sort") && get(list, "sort", "createdAt").status() == 200) {
                taken.add(list + " sort");
            }
        }

        assertThat(taken).isEmpty();
    }

    /** A list that can be asked by a body is asked all that it can be by a query: what the body has no property for stands in the query there, too. */
    @Test
    void searchesCanBeAskedWhatTheirListsCan() {
        var lacking = new ArrayList<String>();
        var searches = routes.stream()
                .filter(route -> route.isOurs() && route.method().equals("POST") && route.path().endsWith("/search"))
                .toList();
        for (var search : searches) {
            var path = search.path().substring(0, search.path().length() - "/search".length());
            routes.stream()
                    .filter(route -> route.method().equals("GET") && route.path().equals(path))
                    .flatMap(list -> asked(list).stream())
                    .filter(name -> !WRONG.containsKey(name) && !asked(search).contains(name))
                    .forEach(name -> lacking.add(search + " " + name));
        }

        assertThat(searches).hasSizeGreaterThan(5);
        assertThat(lacking).isEmpty();
    }

    private List<String> asked(Route route) {
        return requests.parameters(route)
                .stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Requests.Parameter::name)
                .collect(Collectors.toList());
    }

    /** What has to be stated besides. */
    private static String others(Route route, String name) {
        var others = new StringBuilder();
        for (var parameter : route.handler().getMethodParameters()) {
            var given = parameter.getParameterAnnotation(RequestParam.class);
            if (given == null || !given.required()) {
                continue;
            }
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            var other = given.name().isEmpty() ? parameter.getParameterName() : given.name();
            if (!name.equals(other)) {
                others.append('&')
                        .append(other)
                        .append('=')
                        .append(Temporal.class.isAssignableFrom(parameter.getParameterType())
                                ? "2026-03-02T09:00:00Z"
                                : UUID.randomUUID());
            }
        }
        return others.toString();
    }

    private Answer get(Route route, String name, String value) {
        var path = route.fill(variable -> parents.computeIfAbsent(route.collection(variable), this::parent));
        return somebody().get(path + (path.contains("?") ? "&" : "?") + name + "=" + value);
    }
}
