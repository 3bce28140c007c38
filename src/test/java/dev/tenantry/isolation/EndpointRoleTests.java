package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.shared.access.EndpointAccess.ForSuperAdmins;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 3, within an organization: every endpoint, for somebody in each of its roles. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointRoleTests {

    /** Between them is what the others may. */
    private static final List<String> WHOLE_ROLES = List.of("owner", "viewer");

    /** How other systems let a client name the tenant. */
    private static final List<String> TENANT_NAMES = List.of("X-Organization-Id", "X-Organization", "X-Org-Id",
            "X-Tenant-Id", "X-Tenant", "Organization-Id", "X-User-Id", "X-Hasura-Org-Id", "organizationId",
            "organization_id", "org_id", "tenantId", "tenant");

    private int port;
    private List<Route> routes;
    private Requests requests;
    private Neighbours neighbours;
    private Released released;
    private RoleMatrix matrix;
    private People people;
    /** By role. */
    private Map<String, Set<String>> permissions;

    @BeforeAll
    void open(@Autowired List<RequestMappingInfoHandlerMapping> tables, @LocalServerPort int localPort)
            throws Exception {
        port = localPort;
        routes = Route.all(tables).stream().filter(Route::isOurs).toList();
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port).document());
        released = new Released(requests);
        neighbours = new Neighbours(port);
        matrix = new RoleMatrix(new PathValues(routes), requests, neighbours.own);
        people = People.at(port);
        permissions = permissions();
    }

    @AfterAll
    void close() throws Exception {
        neighbours.close();
    }

    @Test
    void onlyWhoIsSignedInIsLetIntoWhatIsNotForEverybody() {
        var nobody = listener(Api.at(port));
        routes.forEach(route -> matrix.call(route, nobody));

        assertThat(nobody.calls()).isEqualTo(routes.size());
        assertThat(matrix.mistakes()).isEmpty();
        assertThat(nobody.complaints()).isEmpty();
    }

    @Test
    void aRoleIsLetIntoWhatItsPermissionsAreForAndNothingElse() {
        var calls = 0;
        for (var role : permissions.entrySet()) {
            var caller = listener(people.signUpInto(neighbours.own.person, role.getKey()).api());
            var tried = WHOLE_ROLES.contains(role.getKey())
                    ? routes
                    : Sample.partOf("endpoints for each of the other roles", role.getKey(), routes,
                            released::isChanged);
            tried.forEach(route -> matrix.call(route, caller, role.getKey(), role.getValue(), false));
            assertThat(caller.complaints()).isEmpty();
            calls += caller.calls();
        }

        Figures.print("endpoints by role", "endpoints", routes.size(), "roles", permissions.size(), "calls", calls,
                "admissions", matrix.admissions(), "refusals", matrix.refusals(), "mistakes",
                matrix.mistakes().size());
        assertThat(matrix.mistakes()).isEmpty();
        assertThat(permissions).hasSizeGreaterThan(5).containsKeys("owner", "viewer");
        assertThat(matrix.refusals()).isGreaterThan(200);
        assertThat(matrix.admissions()).isGreaterThan(200);
    }

    /** A viewer who is taken for an owner is refused more than expected, and an owner who is taken for a viewer less. */
    @Test
    void aWrongRoleIsNoticed() {
        var nothing = new RoleMatrix(new PathValues(routes), requests, neighbours.own);
        var everything = new RoleMatrix(new PathValues(routes), requests, neighbours.own);
        var viewer = listener(people.signUpInto(neighbours.own.person, "viewer").api());
        var owner = listener(people.signUpInto(neighbours.own.person, "owner").api());
        var all = permissions.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        routes.forEach(route -> {
            everything.call(route, viewer, "viewer", all, false);
            nothing.call(route, owner, "owner", Set.of(), false);
        });

        assertThat(everything.mistakes()).hasSizeGreaterThan(50);
        assertThat(nothing.mistakes()).hasSizeGreaterThan(100);
    }

    @Test
    void aSuperAdminIsLetIntoWhatIsForSuperAdmins() {
        var person = people.signUp();
        People.promote(person.userId());
        var admin = new Listener(people.signIn(person.email()).api(), requests,
                new LeakDetector(Tenant.somebody(), List.of()));
        var theirs = routes.stream()
                .filter(route -> route.isFor(ForSuperAdmins.class) || route.isFor(ForPlatform.class))
                .toList();
        theirs.forEach(route -> matrix.call(route, admin, "super admin", Set.of(), true));

        assertThat(theirs).isNotEmpty();
        assertThat(matrix.mistakes()).isEmpty();
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void nobodyIsLetInByNamingAnOrganization() {
        var caller = listener(neighbours.own.person.api());
        var differences = new ArrayList<String>();
        for (var route : routes) {
            if (route.method().equals("GET") && route.variables().isEmpty()) {
                differences.addAll(named(route, Sample.fewOf(route + " by name", 2, TENANT_NAMES), caller));
            }
        }

        assertThat(differences).isEmpty();
        assertThat(caller.calls()).isGreaterThan(200);
        assertThat(caller.complaints()).isEmpty();
    }

    private List<String> named(Route route, List<String> names, Listener caller) {
        var other = neighbours.other.tenant.organization().toString();
        var plain = caller.send(route, route.path(), null, List.of());
        var differences = new ArrayList<String>();
        for (var name : names) {
            var byHeader = caller.send(route, route.path(), null, name, other);
            var difference = Likeness.difference(plain, other, byHeader, other);
            // What counts requests may have moved meanwhile: what is asked afterwards has moved as far.
            if (difference != null && differs(byHeader, caller.send(route, route.path(), null, List.of()), other)) {
                differences.add("%s, %s: %s".formatted(route, name, difference));
            }
            caller.send(route, route.path() + "?" + name + "=" + other, null, List.of(other));
        }
        return differences;
    }

    private static boolean differs(Answer one, Answer another, String id) {
        return Likeness.difference(one, id, another, id) != null;
    }

    private Listener listener(Api api) {
        return new Listener(api, requests, neighbours.detector);
    }

    /** What the roles of the organization grant, as its rows say. */
    private Map<String, Set<String>> permissions() {
        var granted = new TreeMap<String, Set<String>>();
        neighbours.sql()
                .query("""
                        select r.slug, p.name from roles r
                        left join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
                        left join permissions p on p.id = rp.permission_id
                        where r.organization_id = ? and r.is_system""",
                        row -> Map.entry(row.getString(1), String.valueOf(row.getString(2))),
                        neighbours.own.tenant.organization())
                .forEach(grant -> granted.computeIfAbsent(grant.getKey(), _ -> new HashSet<>())
                        .add(grant.getValue()));
        return granted;
    }
}
