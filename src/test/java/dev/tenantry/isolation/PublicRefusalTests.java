package dev.tenantry.isolation;

import java.lang.reflect.Parameter;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess.ForEverybody;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** What is open to everybody names in its refusals what was sent, and nothing that only members know. */
class PublicRefusalTests extends ApiTest {

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern ROOT = Pattern.compile("[.\\[].*");
    private static final List<String> ODD = List.of("", " ", "x", "\u0000", "\u202Ex\uD83D\uDE9A", "-1",
            "x".repeat(3_000));

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> routes = List.of();
    private Requests requests = new Requests(Requests.JSON.createObjectNode());
    private Map<String, String> open = Map.of();

    @BeforeEach
    void open() {
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        routes = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && !route.isErrorPage() && WRITING.contains(route.method()))
                .filter(route -> route.isFor(ForEverybody.class))
                .toList();
        var as = people.signUp().api();
        var page = as.post("/api/v1/booking-pages",
                "{\"name\": \"Call\", \"timeZone\": \"UTC\", \"questions\": [{\"name\": \"why\", \"label\": \"Why?\"}]}")
                .expect(201)
                .id();
        var form = "/api/v1/forms/"
                + as.post("/api/v1/forms", """
                        {"name": "Contact", "fields": {"type": "object", "required": ["name"],
                         "properties": {"name": {"type": "string", "title": "Name", "maxLength": 20}}}}""")
                        .expect(201)
                        .id();
        open = Map.of("/book/", last(as.post("/api/v1/booking-pages/" + page + "/link", "").expect(201)), "/f/",
                last(as.put(form + "/publication", "").expect(200)));
    }

    private static String last(Answer answer) {
        return answer.at("/url").substring(answer.at("/url").lastIndexOf('/') + 1);
    }

    @Test
    void refusalsNameWhatWasSentAlone() {
        var complaints = new ArrayList<String>();
        var refused = 0;
        for (var route : routes) {
            var names = names(route);
            for (var answer : sent(route)) {
                refused += answer.status() >= 400 && answer.status() < 500 ? 1 : 0;
                fields(answer).stream()
                        .filter(field -> !names.contains(ROOT.matcher(field).replaceFirst("")))
                        .forEach(field -> complaints.add(route + " names " + field + ": " + answer.text()));
            }
        }

        assertThat(routes).hasSizeGreaterThan(10);
        assertThat(refused).isGreaterThan(100);
        assertThat(complaints).isEmpty();
    }

    private static List<String> fields(Answer answer) {
        return answer.header("Content-Type").contains("json")
                ? answer.json().path("errors").valueStream().map(error -> error.path("field").asString()).toList()
                : List.of();
    }

    /** What whoever asks can know: what is documented of the request. */
    private Set<String> names(Route route) {
        var names = new HashSet<>(route.variables());
        requests.parameters(route).forEach(parameter -> names.add(parameter.name()));
        requests.properties(route).forEach(property -> names.add(property.name()));
        names.addAll(fields(route));
        names.addAll(List.of("", "body"));
        return names;
    }

    /** Of a form. */
    private static List<String> fields(Route route) {
        return Arrays.stream(route.handler().getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(Parameter::getName)
                .toList();
    }

    private List<Answer> sent(Route route) {
        var answers = new ArrayList<Answer>();
        var path = route.fill(variable -> open.entrySet()
                .stream()
                .filter(one -> route.path().startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> route.random(variable)));
        var bodies = requests.bodies(route);
        for (var property : requests.properties(route)) {
            if (!bodies.isEmpty() && property.pointer().lastIndexOf('/') == 0) {
                BodyValues.wrong(property).forEach(value -> {
                    var body = bodies.getLast().deepCopy();
                    body.put(property.name(), "here");
                    answers.add(api.send(route.method(), path, body.toString().replace("\"here\"", value)));
                });
            }
        }
        fields(route).forEach(field -> ODD.forEach(value -> answers.add(form(api, route, path, field, value))));
        answers.add(form(api, route, path, "unknown", "x"));
        return answers;
    }

    private static Answer form(Api api, Route route, String path, String name, String value) {
        return api.send(route.method(), path,
                BodyPublishers.ofString(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)),
                "application/x-www-form-urlencoded");
    }
}
