package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies sent to every endpoint that takes none. */
class BodilessTests extends ApiTest {

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private List<Route> routes = List.of();
    @SuppressWarnings("NullAway.Init")
    private Released released;
    private @Nullable Person person;

    @BeforeEach
    void routes() {
        var requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        released = new Released(requests);
        routes = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && !route.isErrorPage()
                        && !List.of("GET", "HEAD").contains(route.method()))
                .filter(route -> requests.type(route) == null && !route.takesBody() && !route.readsAnything())
                .toList();
        var somebody = people.signUp();
        People.promote(somebody.userId());
        person = people.signIn(somebody.email());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"overlap\":\"P7D\"}", "[1]", "x", "\"\"", "{}{}", "null", "\u00ff",
        "                                                                  {\"overlap\":\"P7D\"}"})
    void areRefusedBeforeAnythingIsDone(String body) {
        var taken = new ArrayList<String>();
        for (var route : tried(body)) {
            var answer = send(route, body);
            if (!isRefusal(answer) && !List.of(401, 403, 415).contains(answer.status())) {
                taken.add(route + " " + answer.status() + " " + answer.text());
            }
        }

        assertThat(routes).hasSizeGreaterThan(40);
        assertThat(taken).isEmpty();
    }

    /** Many clients send it whenever they send JSON. */
    @Test
    void areNoneWhereTheySayNothing() {
        var refused = new ArrayList<String>();
        for (var route : tried("nothing")) {
            for (var nothing : List.of("{}", " { } \n", "")) {
                if (!route.path().endsWith("/logout") && isRefusal(send(route, nothing))) {
                    refused.add(route + " '" + nothing + "'");
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void leaveASecretAsItIs() {
        var somebody = people.signUp();

        var answer = somebody.api().post("/api/v1/webhook-secret/rotations", "{\"overlap\":\"P7D\"}").expect(400);

        assertThat(answer.at("/detail")).contains("takes no body");
    }

    private List<Route> tried(String body) {
        return Sample.partOf("routes for bodies where none belongs", body, routes, released::isChanged);
    }

    private static boolean isRefusal(Answer answer) {
        return answer.status() == 400 && answer.text().contains("takes no body");
    }

    private Answer send(Route route, String body) {
        return java.util.Objects.requireNonNull(person).api().send(route.method(), route.fill(route::random), body);
    }
}
