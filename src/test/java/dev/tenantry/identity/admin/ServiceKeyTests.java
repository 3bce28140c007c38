package dev.tenantry.identity.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.access.EndpointAccess.ForEverybody;
import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.support.ApiTest;

import static dev.tenantry.identity.admin.Platform.KEY;
import static dev.tenantry.identity.admin.Platform.USERS;
import static org.assertj.core.api.Assertions.assertThat;

class ServiceKeyTests extends ApiTest {

    @Autowired
    private List<RequestMappingHandlerMapping> tables;

    @Test
    void isTakenFromEitherHeader() {
        api.bearer(KEY).get(USERS).expect(200);
        api.with("apikey", KEY).get(USERS).expect(200);
    }

    @Test
    void isTakenAsAWholeAlone() {
        for (var wrong : List.of(KEY.substring(1), KEY + "x", KEY.toUpperCase(Locale.ROOT), "x")) {
            assertThat(api.bearer(wrong).get(USERS).expect(403).at("/error_code")).isEqualTo("bad_jwt");
            assertThat(api.with("apikey", wrong).get(USERS).expect(401).at("/error_code"))
                    .isEqualTo("no_authorization");
        }
    }

    @Test
    void yieldsToTheTokenOfAPerson() {
        var person = people.signUp();

        var answer = person.api().with("apikey", KEY).get(USERS).expect(403);

        assertThat(answer.at("/error_code")).isEqualTo("not_admin");
    }

    @Test
    void opensNothingButTheAdministrationOfAccounts() {
        var backend = Platform.backend(api);
        var open = new TreeSet<String>();
        var calls = 0;
        for (var route : routes()) {
            calls++;
            var status = backend.send(route.method(), route.path(), route.isRead() ? null : "{").status();
            if (status != 401 && status != 403) {
                open.add(route.method() + " " + route.path());
                assertThat(route.access()).as(route.toString()).isInstanceOf(ForPlatform.class);
                assertThat(route.path()).startsWith("/auth/v1/");
            }
        }

        assertThat(calls).isGreaterThan(100);
        assertThat(open).hasSizeGreaterThan(5);
    }

    @Test
    void isNobody() {
        var backend = Platform.backend(api);

        assertThat(backend.get("/auth/v1/user").status()).isIn(401, 403);
        backend.get("/api/v1/profile").expect(401);
        backend.get("/admin/users").expect(401);
        backend.get("/actuator/metrics").expect(401);
    }

    /** Clients send the key of an anonymous visitor, which is nothing here, with every call. */
    @Test
    void refusesNobodyWhoCarriesAnUnknownKeyWhereNoneIsNeeded() {
        var visitor = api.bearer("an-anonymous-key").with("apikey", "an-anonymous-key");

        visitor.get("/auth/v1/settings").expect(200);
        visitor.get("/auth/v1/health").expect(200);
        visitor.post("/auth/v1/signup", """
                {"email": "%s", "password": "correct horse battery staple"}""".formatted(Platform.address()))
                .expect(200);
    }

    private record Route(String method, String path, EndpointAccess access) {

        boolean isRead() {
            return method.equals("GET");
        }
    }

    /** What is ours and not for everybody, with paths that lead to nothing. */
    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        tables.forEach(table -> table.getHandlerMethods()
                .forEach((mapping, handler) -> EndpointAccess.of(handler)
                        .filter(access -> !(access instanceof ForEverybody))
                        .ifPresent(access -> mapping.getPatternValues()
                                .forEach(path -> mapping.getMethodsCondition()
                                        .getMethods()
                                        .stream()
                                        .map(RequestMethod::name)
                                        .forEach(method -> routes.add(new Route(method,
                                                path.replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000"),
                                                access)))))));
        return routes;
    }
}
