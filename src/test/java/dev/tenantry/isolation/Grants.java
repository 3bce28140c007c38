package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static java.util.stream.Collectors.joining;

/** An organization with all roles that there are, people and keys that could give them, and somebody to receive them. */
final class Grants {

    static final String INVITATIONS = "/api/v1/invitations";
    static final String ROLES = "/api/v1/roles";
    /** What it takes to come as far as the question whether a role may be given. */
    private static final String GIVER = "\"invitations:create\", \"members:update\", \"roles:create\", \"roles:update\", "
            + "\"api-keys:read\", \"api-keys:manage\", \"organization:transfer\", "
            + "\"invitations:read\", \"members:read\", \"organization:read\"";

    /** @param rights what the caller may do: what the roles grant, of that what a key has scopes for */
    record Giver(String name, Api api, Set<String> rights, boolean isOwner, boolean isPerson) {

        @Override
        public String toString() {
            return name;
        }
    }

    final Person host;
    final Person receiver;
    /** What each built-in role grants, as the rows say. */
    final Map<String, Set<String>> roles = new TreeMap<>();
    /** By built-in role, a role of the organization's own that grants the same. */
    final Map<String, String> copies = new LinkedHashMap<>();
    private final Map<String, String> sleeping = new LinkedHashMap<>();
    private final Map<String, String> promises = new LinkedHashMap<>();
    private final String blank;
    private final Api anybody;
    private final People people;
    private int count;

    Grants(Api anybody, People people) {
        this.anybody = anybody;
        this.people = people;
        var founder = people.signUp();
        host = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Grants", "kind": "marketplace"}""").expect(201).id()));
        readRoles();
        receiver = people.signUpInto(host, "viewer");
        blank = role("Blank", "", true);
        roles.forEach((name, permissions) -> {
            copies.put(name, role("Copy of " + name, quoted(permissions), true));
            sleeping.put(name, role("Sleeping " + name, quoted(permissions), false));
            promises.put(name, invite(host.api(), name).expect(201).id());
        });
    }

    /** Somebody in each role, somebody who may do nothing but give, and somebody who holds besides what managers hold. */
    List<Giver> members() {
        var givers = new ArrayList<Giver>();
        givers.add(new Giver("owner", host.api(), held("owner"), true, true));
        roles.keySet().stream().filter(name -> !name.equals("owner")).forEach(name -> givers.add(member(name)));
        var giver = role("Giver", GIVER, true);
        givers.add(member("viewer", giver));
        givers.add(member("viewer", giver, Objects.requireNonNull(copies.get("manager"))));
        givers.add(member("manager", giver));
        givers.add(member("viewer", giver, Objects.requireNonNull(copies.get("owner"))));
        return givers;
    }

    /** Everything that an owner may do. */
    List<String> rights() {
        return List.copyOf(held("owner"));
    }

    /** An owner's keys: one with nothing but the way, one for each role, one without each of these permissions. */
    List<Giver> keys(List<String> without) {
        var givers = new ArrayList<Giver>();
        givers.add(key("nothing else", Set.of()));
        roles.forEach((name, permissions) -> givers.add(key("what grants " + name, permissions)));
        for (var permission : without) {
            var others = new TreeSet<>(held("owner"));
            others.remove(permission);
            givers.add(key("all but " + permission, others));
        }
        return givers;
    }

    Answer invite(Api api, String role) {
        return api.post(INVITATIONS, "{\"email\": \"%s\", \"role\": \"%s\"}".formatted(address(), role));
    }

    Answer inviteIntoOwn(Api api, String role) {
        return api.post(INVITATIONS, "{\"email\": \"%s\", \"roleId\": \"%s\"}".formatted(address(), copies.get(role)));
    }

    Answer inviteAgain(Api api, String role) {
        forgetWhatWasSent();
        return api.send("POST", INVITATIONS + "/" + promises.get(role) + "/mails", null);
    }

    /** Whoever may send is asked about here, not how often. */
    private static void forgetWhatWasSent() {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("delete from auth.rate_limits");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Answer changeRole(Api api, String role) {
        return undone(api.put(member() + "/role", "{\"role\": \"%s\"}".formatted(role)),
                () -> host.api().put(member() + "/role", "{\"role\": \"viewer\"}").expect(200));
    }

    Answer giveOwn(Api api, String role) {
        var path = member() + "/roles/" + copies.get(role);
        return undone(api.put(path, ""), () -> host.api().delete(path).expect(204));
    }

    Answer makeRole(Api api, String role) {
        return api.post(ROLES, "{\"name\": \"Made %d\", \"permissions\": [%s]}".formatted(count++,
                quoted(held(role))));
    }

    Answer fillRole(Api api, String role) {
        return undone(api.patch(ROLES + "/" + blank, "{\"permissions\": [%s]}".formatted(quoted(held(role)))),
                () -> host.api().patch(ROLES + "/" + blank, "{\"permissions\": []}").expect(200));
    }

    Answer replaceRole(Api api, String role) {
        return undone(
                api.put(ROLES + "/" + blank,
                        "{\"name\": \"Blank\", \"permissions\": [%s]}".formatted(quoted(held(role)))),
                () -> host.api().patch(ROLES + "/" + blank, "{\"permissions\": []}").expect(200));
    }

    Answer wakeRole(Api api, String role) {
        var path = ROLES + "/" + sleeping.get(role);
        return undone(api.patch(path, "{\"isActive\": true}"),
                () -> host.api().patch(path, "{\"isActive\": false}").expect(200));
    }

    Answer makeKey(Api api, String role) {
        return api.post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s]}".formatted(quoted(held(role))));
    }

    Answer handOver(Api api) {
        return api.put("/api/v1/organization/owner", "{\"userId\": \"%s\"}".formatted(receiver.userId()));
    }

    String count(String what) {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            return new Sql(connection).text("select count(*) from " + what + " where organization_id = ?",
                    host.organizationId());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Giver member(String role, String... own) {
        var person = people.signUpInto(host, role);
        var rights = new HashSet<>(roles.get(role));
        for (var id : own) {
            host.api().put("/api/v1/organization/members/" + person.userId() + "/roles/" + id, "").expect(200);
            host.api()
                    .get(ROLES + "/" + id)
                    .expect(200)
                    .json()
                    .path("permissions")
                    .forEach(permission -> rights.add(permission.asString()));
        }
        return new Giver(role + " with " + own.length + " roles besides", person.api(), rights, false, true);
    }

    private Giver key(String name, Set<String> scopes) {
        var all = new TreeSet<>(scopes);
        if (!name.startsWith("all")) {
            all.addAll(List.of("invitations:create", "invitations:read"));
        }
        var key = host.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s]}".formatted(quoted(all)))
                .expect(201);
        return new Giver("key for " + name, anybody.bearer(key.at("/key")), all, true, false);
    }

    private Set<String> held(String role) {
        return Objects.requireNonNull(roles.get(role));
    }

    private String role(String name, String permissions, boolean isActive) {
        return host.api()
                .post(ROLES, """
                {"name": "%s", "permissions": [%s], "isActive": %s}""".formatted(name, permissions, isActive))
                .expect(201)
                .id();
    }

    private static Answer undone(Answer answer, Runnable undo) {
        if (answer.status() < 300) {
            undo.run();
        }
        return answer;
    }

    private String member() {
        return "/api/v1/organization/members/" + receiver.userId();
    }

    private String address() {
        return "guest-" + count++ + "-" + UUID.randomUUID() + "@example.test";
    }

    private static String quoted(Set<String> words) {
        return words.stream().map("\"%s\""::formatted).collect(joining(", "));
    }

    private void readRoles() {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            new Sql(connection).query("""
                    select r.slug, p.name from roles r
                    join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
                    join permissions p on p.id = rp.permission_id
                    where r.organization_id = ? and r.is_system""",
                    row -> Map.entry(row.getString(1), row.getString(2)), host.organizationId())
                    .forEach(grant -> roles.computeIfAbsent(grant.getKey(), _ -> new TreeSet<>())
                            .add(grant.getValue()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
