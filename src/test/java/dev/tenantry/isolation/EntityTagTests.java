package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ResolvableType;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.shared.web.Versioned;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.Sample;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is changed wherever: a resource that shows something else than before has another ETag than before, and an
 * {@code If-Match} with the old one is refused.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityTagTests {

    /** What would end the caller's own stay, and what only sends a mail. */
    private static final Pattern LEFT_OUT = Pattern
            .compile(".*/(sessions|sign-in-policy|organization|owner|devices|mails)(/\\{[^/]*)?( .*)?");
    /** These have properties that move by themselves, which an If-Match is not about. */
    private static final Pattern MOVING = Pattern.compile("/api/v1/(workflows|api-keys|imports)/.*");

    private static final String PIPELINE = """
            {"name": "P", "stages": [{"name": "New", "kind": "open", "probability": %d}]}""";

    private List<Route> routes = List.of();
    private List<Route> readers = List.of();
    private Set<String> tagged = Set.of();
    @SuppressWarnings("NullAway.Init")
    private Requests requests;
    @SuppressWarnings("NullAway.Init")
    private Released released;
    @SuppressWarnings("NullAway.Init")
    private PathValues values;
    @SuppressWarnings("NullAway.Init")
    private Resident resident;
    @SuppressWarnings("NullAway.Init")
    private People people;

    @BeforeAll
    void open(@Autowired List<RequestMappingInfoHandlerMapping> tables, @LocalServerPort int port) throws Exception {
        routes = Route.all(tables).stream().filter(Route::isOurs).toList();
        readers = routes.stream()
                .filter(route -> route.method().equals("GET") && shows(route)
                        && route.path().startsWith("/api/v1/"))
                .toList();
        requests = new Requests(OpenApiValidator.of("http://localhost:" + port).document());
        released = new Released(requests);
        values = new PathValues(routes);
        people = People.at(port);
        resident = resident(people.signUp());
        tagged = readers.stream().map(this::path).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static boolean shows(Route route) {
        var shown = ResolvableType.forMethodReturnType(route.handler().getMethod(), route.handler().getBeanType());
        return Versioned.class.isAssignableFrom(shown.toClass());
    }

    private static Resident resident(Person person) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            var sql = new Sql(connection);
            Invariant.defineTerms(sql);
            connection.setAutoCommit(false);
            return new Resident(sql, Table.all(sql), person);
        }
    }

    @Test
    void changesWithAllThatIsShownWhateverIsChanged() {
        var before = snapshot();
        var resources = before.size();
        var changed = new TreeSet<String>();
        var done = 0;
        assertThat(resources).isGreaterThan(18);
        var changes = changes();
        var looks = new HashSet<>(
                Sample.partOf("changes after which everything is looked at", changes, this::isNew));
        looks.add(changes.getLast());
        for (var change : changes) {
            var answer = change.send();
            if (answer.status() < 300) {
                done++;
                compare(change, answer, seen(change.path));
            }
            if (looks.contains(change)) {
                var after = snapshot();
                compare(change.name, before, after, changed);
                before = after;
            }
        }

        Figures.print("entity tags", "resources", resources, "changes", done, "resources changed",
                changed.size());
        assertThat(done).isGreaterThan(25);
        assertThat(changed).hasSizeGreaterThan(12);
    }

    @Test
    void changesWithWhatIsElsewhere() {
        var host = people.signUp();
        var api = host.api();
        var guest = people.signUpInto(host, "member");
        var company = make(api, "/api/v1/companies", "{\"name\": \"Acme\"}");
        var pipeline = make(api, "/api/v1/pipelines", """
                {"name": "%s", "stages": [{"name": "New", "kind": "open", "probability": 1}]}""".formatted(UUID
                .randomUUID()));
        var deal = "/api/v1/opportunities/" + make(api, "/api/v1/opportunities", """
                {"name": "Deal", "pipelineId": %s, "companyId": %s, "ownerId": "%s"}""".formatted(pipeline, company,
                guest.userId()));
        var stage = api.get("/api/v1/pipelines/" + pipeline).at("/stages/0/id");
        var member = "/api/v1/organization/members/" + guest.userId();

        assertMoves(api, deal, () -> api.put("/api/v1/pipelines/" + pipeline, """
                {"name": "%s", "stages": [{"id": %s, "name": "Newer", "kind": "open", "probability": 1}]}""".formatted(
                UUID.randomUUID(), stage)));
        assertMoves(api, deal, () -> api.delete("/api/v1/companies/" + company + "?permanent=true"));
        assertMoves(api, member, () -> guest.api().patch("/api/v1/profile", "{\"name\": \"Another\"}"));
        assertMoves(api, deal, () -> api.delete(member));
    }

    @Test
    void isToldAsItIsFromThenOnWhereOnlyWhatBelongsToItChanges() {
        var api = people.signUp().api();
        var pipeline = "/api/v1/pipelines/" + make(api, "/api/v1/pipelines", PIPELINE.formatted(1));
        var role = "/api/v1/roles/" + make(api, "/api/v1/roles", "{\"name\": \"R\", \"permissions\": []}");

        var arranged = api.put(pipeline, PIPELINE.formatted(2)).expect(200);
        var granted = api.patch(role, "{\"permissions\": [\"contacts:create\"]}").expect(200);

        assertThat(arranged.header("ETag")).isEqualTo(api.get(pipeline).header("ETag"));
        assertThat(granted.header("ETag")).isEqualTo(api.get(role).header("ETag"));
        api.with("If-Match", arranged.header("ETag")).put(pipeline, PIPELINE.formatted(3)).expect(200);
        api.with("If-Match", granted.header("ETag")).patch(role, "{\"permissions\": []}").expect(200);
    }

    private interface Sending {
        Answer send();
    }

    private static void assertMoves(Api api, String path, Sending change) {
        var before = api.get(path).expect(200);

        assertThat(change.send().status()).as(path).isLessThan(300);

        var after = api.with("If-None-Match", before.header("ETag")).get(path).expect(200);
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        api.with("If-Match", before.header("ETag"))
                .delete(path)
                .expect(412);
    }

    private static String make(Api api, String path, String body) {
        return api.post(path, body).expect(201).id();
    }

    private record Change(Route route, String name, String path, Sending sending) {

        Answer send() {
            return sending.send();
        }
    }

    /** The state of a resource, as its reader saw it. */
    private record Seen(String body, String tag) {}

    private Map<String, Seen> snapshot() {
        var seen = new LinkedHashMap<String, Seen>();
        for (var reader : readers) {
            var path = path(reader);
            var now = path == null ? null : seen(path);
            if (now != null) {
                seen.put(path, now);
            }
        }
        return seen;
    }

    /** Null where nothing with a tag is shown there. */
    private @Nullable Seen seen(String path) {
        if (!tagged.contains(path)) {
            return null;
        }
        var answer = resident.person.api().get(path);
        return answer.status() == 200 ? new Seen(answer.text(), answer.header("ETag")) : null;
    }

    private boolean isNew(Change change) {
        return released.isChanged(change.route);
    }

    /** What is told of a change is what there is from then on. */
    private static void compare(Change change, Answer answer, @Nullable Seen after) {
        var told = answer.header("ETag");
        if (after != null && !told.isEmpty() && !MOVING.matcher(change.path).matches()) {
            assertThat(told).as(change.name).isEqualTo(after.tag);
        }
    }

    private void compare(String change, Map<String, Seen> before, Map<String, Seen> after,
            TreeSet<String> changed) {
        before.forEach((path, old) -> {
            var now = after.get(path);
            if (now != null) {
                assertThat(old.body.equals(now.body)).as(change + ": " + path).isEqualTo(old.tag.equals(now.tag));
            }
            if (now != null && !old.body.equals(now.body) && changed.add(path) && takesPatch(path)) {
                resident.person.api().with("If-Match", old.tag).patch(path, "{}").expect(412);
            }
        });
    }

    private boolean takesPatch(String path) {
        return !MOVING.matcher(path).matches() && routes.stream()
                .anyMatch(route -> route.method().equals("PATCH") && path.equals(path(route)));
    }

    /** What changes something comes before what takes it away. */
    private List<Change> changes() {
        var changes = new ArrayList<Change>();
        routes.stream()
                .filter(route -> !route.reads() && route.isFor(ForPermitted.class)
                        && !LEFT_OUT.matcher(route.toString()).matches())
                .sorted(Comparator.comparing(route -> route.method().equals("DELETE")))
                .forEach(route -> bodies(route).forEach(body -> {
                    var path = path(route);
                    if (path != null) {
                        changes.add(new Change(route, route.toString(), path, () -> resident.person.api()
                                .send(route.method(), path, body == null ? null : body.toString())));
                    }
                }));
        return changes;
    }

    private List<@Nullable ObjectNode> bodies(Route route) {
        var type = requests.type(route);
        if (type != null && type.startsWith("multipart")) {
            return List.of();
        }
        var bodies = new ArrayList<@Nullable ObjectNode>();
        if (type == null) {
            bodies.add(null);
        } else {
            bodies.addAll(requests.bodies(route));
        }
        return bodies;
    }

    private @Nullable String path(Route route) {
        for (var variable : route.variables()) {
            if (values.of(resident, route, variable).isEmpty()) {
                return null;
            }
        }
        return values.path(resident, route);
    }
}
