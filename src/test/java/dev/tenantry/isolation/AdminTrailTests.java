package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever administrators look at of an organization or its members, and do to them, is in that organization's log: of every endpoint that they have. */
class AdminTrailTests extends ApiTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** What has to be there before it goes. */
    private static final List<String> ORDER = List.of("PUT", "POST", "GET", "DELETE");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;
    private final Map<String, String> made = new HashMap<>();
    private List<Route> routes = List.of();
    private Person admin;
    private Person owner;
    private Person member;

    @BeforeEach
    void meet() {
        routes = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && route.path().startsWith("/admin/"))
                .sorted(Comparator.comparing(Route::path).thenComparing(route -> ORDER.indexOf(route.method())))
                .toList();
        owner = people.signUp();
        member = people.signUp();
        People.join(member.userId(), owner.organizationId(), "member");
        admin = people.superAdmin();
    }

    @Test
    void whateverIsSaidOfOneIsInItsLog() {
        var requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        var silent = new ArrayList<String>();
        var done = new TreeSet<String>();
        for (var route : routes) {
            var concerned = concerned(route);
            var answer = concerned.isEmpty() ? null : ask(route, requests);
            if (answer != null && (answer.status() < 300 || route.method().equals("GET"))) {
                done.add(route.toString());
                concerned.stream()
                        .filter(organization -> !isTold(organization, answer))
                        .forEach(organization -> silent.add(route + ": " + answer.status()));
            }
        }

        assertThat(silent).isEmpty();
        assertThat(done).contains("/admin/organizations/{id}/quota-overrides GET",
                "/admin/organizations/{id}/rate-limits POST", "/admin/organizations/{id}/address-rules/bypass GET",
                "/admin/users/{id} GET", "/admin/users/{id}/suspension PUT", "/admin/users/{id}/suspension DELETE",
                "/admin/users/{id}/sessions/{sessionId} DELETE", "/admin/users/{id}/impersonation DELETE");
    }

    /** Whosever rows a list shows: ids of organizations are looked for in what is answered, and the people's that it is about. */
    @Test
    void whoeverIsListedIsTold() {
        owner.api().post("/auth/v1/logout", "").expect(204);
        for (var route : routes) {
            if (route.method().equals("GET") && route.variables().isEmpty()) {
                var answer = admin.api()
                        .with("X-Request-Id", "look-" + UUID.randomUUID())
                        .get(route.path())
                        .expect(200);
                var ids = ID.matcher(answer.text()).results().map(MatchResult::group).collect(Collectors.joining(","));
                assertThat(
                        texts("""
                        select o.id::text from organizations o where (o.id = any('{%1$s}'::uuid[])
                            or %2$s and o.id in (select m.organization_id from organization_members m where m.user_id = any('{%1$s}'::uuid[])))
                        and not exists (select from audit_logs a where a.organization_id = o.id and a.request_id = '%3$s')"""
                                .formatted(ids, route.path().equals("/admin/users"), answer.header("X-Request-Id"))))
                        .as(route.toString())
                        .isEmpty();
            }
        }
    }

    private Set<UUID> concerned(Route route) {
        if (route.path().startsWith("/admin/organizations/{id}")) {
            return Set.of(owner.organizationId());
        }
        if (route.path().equals("/admin/users/{id}/impersonation")) {
            return Set.of(member.organizationId());
        }
        return route.path().startsWith("/admin/users/{id}")
                ? Set.of(owner.organizationId(), member.organizationId())
                : Set.of();
    }

    private Answer ask(Route route, Requests requests) {
        var bodies = requests.bodies(route);
        var path = route.fill(variable -> value(route, variable));
        var answer = admin.api()
                .with("X-Request-Id", "look-" + UUID.randomUUID())
                .with("If-Match", "*")
                .send(route.method(), path, bodies.isEmpty() ? null : body(bodies.getFirst().toString()));
        if (route.method().equals("POST") && answer.status() == 201 && answer.json().has("id")) {
            made.put(route.path(), answer.id());
        }
        return answer;
    }

    /** Whoever is suspended for good has no session that could be ended. */
    private static String body(String example) {
        return example.replaceAll("20\\d\\d-\\d\\d-\\d\\dT", "2099-01-01T");
    }

    private String value(Route route, String variable) {
        if (variable.equals("id")) {
            return (route.path().startsWith("/admin/users") ? member.userId() : owner.organizationId()).toString();
        }
        if (variable.equals("sessionId")) {
            people.signIn(member.email());
            return admin.api().get("/admin/users/" + member.userId() + "/sessions").expect(200).at("/results/0/id");
        }
        if (variable.equals("policyId")) {
            return admin.api().get("/admin/quota-policies").expect(200).at("/results/0/id");
        }
        return made.getOrDefault(route.collection(variable).replaceAll("/\\{[^/]*}$", ""), route.random(variable));
    }

    private static boolean isTold(UUID organization, Answer answer) {
        return !texts("select 1 from audit_logs where organization_id = '%s' and request_id = '%s'"
                .formatted(organization, answer.header("X-Request-Id"))).isEmpty();
    }

    private static List<String> texts(String query) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
