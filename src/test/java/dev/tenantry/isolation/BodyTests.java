package dev.tenantry.isolation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** Every member of every endpoint's body, with what nobody may cost us and nothing may take for something else. */
class BodyTests extends ApiTest {

    private static final String PLACE = "the value goes here";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int SMALL = 20_000;

    private record Place(Route route, Requests.Property property) {}

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> routes = List.of();
    private Requests requests = new Requests(Requests.JSON.createObjectNode());
    private final Map<Route, ObjectNode> bodies = new HashMap<>();
    private @Nullable Person person;

    @BeforeEach
    void routes() {
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        routes = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && !requests.bodies(route).isEmpty())
                .filter(route -> String.valueOf(requests.type(route)).contains("json"))
                .toList();
        var somebody = people.signUp();
        People.promote(somebody.userId());
        person = people.signIn(somebody.email());
    }

    @Test
    void refusesFloodsBeforeItLooksIntoThem() {
        var complaints = new ArrayList<String>();
        var sent = 0;
        for (var place : places("members of bodies for floods", routes)) {
            for (var flood : BodyValues.floods(place.property.schema())) {
                sent++;
                complain(complaints, place.route, place.property, flood, false);
            }
        }

        assertThat(sent).isGreaterThan(Sample.part(300));
        assertThat(complaints).isEmpty();
    }

    @Test
    void takesNoValueForAnother() {
        var complaints = new ArrayList<String>();
        var sent = 0;
        // POST and PUT take the same members. A draft may be wrong still, and says why it cannot be published.
        var stating = routes.stream()
                .filter(route -> !route.method().equals("PATCH") && !route.path().contains("/batch/")
                        && !route.path().endsWith("/draft"))
                .toList();
        for (var place : places("members of bodies for wrong values", stating)) {
            for (var wrong : BodyValues.wrong(place.property)) {
                sent++;
                complain(complaints, place.route, place.property, wrong, true);
            }
        }

        assertThat(sent).isGreaterThan(Sample.part(1_000));
        assertThat(complaints).isEmpty();
    }

    /** What an empty object says. */
    @Test
    void takesNoneWhereNothingHasToBeStated() {
        var posting = routes.stream().filter(route -> route.method().equals("POST")).toList();
        var released = new Released(requests);
        var tried = Sample.partOf("routes for bodies that are left out", posting, released::isChanged);

        assertThat(posting).hasSizeGreaterThan(100);
        assertThat(tried).allSatisfy(route -> {
            if (isDemanded(post(route, null)) || isDemanded(post(route, ""))) {
                assertThat(post(route, "{}").status()).as(route.toString()).isIn(400, 422);
            }
        });
        var address = posting.stream()
                .filter(route -> route.path().equals("/api/v1/email-capture-address"))
                .findFirst()
                .orElseThrow();
        assertThat(post(address, null)).matches(answer -> !isDemanded(answer));
        assertThat(requests.asked(address).at("/body/required").asBoolean(false)).isFalse();
    }

    private Answer post(Route route, @Nullable String body) {
        return java.util.Objects.requireNonNull(person).api().send("POST", route.fill(route::random), body);
    }

    private static boolean isDemanded(Answer answer) {
        return answer.status() == 400 && answer.text().contains("a JSON body is required");
    }

    private List<Place> places(String what, List<Route> of) {
        var all = of.stream()
                .flatMap(route -> requests.properties(route).stream().map(property -> new Place(route, property)))
                .toList();
        var released = new Released(requests);
        return Sample.partOf(what, all, place -> released.isChanged(place.route));
    }

    private void complain(List<String> complaints, Route route, Requests.Property property, String value,
            boolean isNamed) {
        var begun = Instant.now();
        var answer = send(route, property, value);
        var shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        var what = "%s, %s: %s: %d ".formatted(route, property.pointer(), shown, answer.status());
        if (Duration.between(begun, Instant.now()).compareTo(SOON) > 0) {
            complaints.add(what + "takes long");
        }
        if (answer.text().length() > SMALL) {
            complaints.add(what + "says " + answer.text().length());
        } else if (!isRefused(route, answer)) {
            complaints.add(what + answer.text());
        } else if (isNamed && answer.status() != 404 && !answer.text().contains(property.name())) {
            complaints.add(what + "does not name the field: " + answer.text());
        }
    }

    /** A patch is read when the resource is there, as what is sent by a link where that leads somewhere; each input of a batch is answered for itself. */
    private static boolean isRefused(Route route, Answer answer) {
        return List.of(400, 413, 422).contains(answer.status())
                || (route.method().equals("PATCH") || route.variables().contains("token")) && answer.status() == 404
                || route.path().contains("/batch/") && answer.status() == 207 && answer.text().contains("refused");
    }

    private Answer send(Route route, Requests.Property property, String value) {
        var body = bodies.computeIfAbsent(route, _ -> requests.bodies(route).getLast()).deepCopy();
        put(body, property.pointer().substring(1).split("/"), 0);
        return java.util.Objects.requireNonNull(person)
                .api()
                .send(route.method(), route.fill(route::random),
                        body.toString().replace('"' + PLACE + '"', value));
    }

    private static void put(ObjectNode object, String[] path, int at) {
        if (at == path.length - 1) {
            object.put(path[at], PLACE);
        } else if (path[at + 1].equals("0")) {
            var array = object.get(path[at]) instanceof ArrayNode there ? there : object.putArray(path[at]);
            var element = array.isEmpty() || !(array.get(0) instanceof ObjectNode first) ? array.addObject() : first;
            put(element, path, at + 2);
        } else {
            put(object.get(path[at]) instanceof ObjectNode there ? there : object.putObject(path[at]), path, at + 1);
        }
    }
}
