package dev.tenantry.support;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Signs people up, over HTTP as everybody does. */
public final class People {

    private static final AtomicLong COUNT = new AtomicLong();
    private static final String PASSWORD = "correct horse battery staple";

    private final Api api;

    private People(Api api) {
        this.api = api;
    }

    public static People at(int port) {
        return new People(Api.at(port));
    }

    /** Somebody new, in the own personal organization. */
    public Person signUp() {
        return signUp("person-" + COUNT.incrementAndGet() + "-" + UUID.randomUUID() + "@example.test");
    }

    public Person signUp(String email) {
        var answer = api.post("/auth/v1/signup", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD)).expect(200);
        return person(email, answer.at("/user/id"), answer.at("/access_token"), answer.at("/refresh_token"));
    }

    public Person signIn(String email) {
        var answer = api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD)).expect(200);
        return person(email, answer.at("/user/id"), answer.at("/access_token"), answer.at("/refresh_token"));
    }

    /** Somebody new who works in the other one's organization, in this role. */
    public Person signUpInto(Person host, String role) {
        var person = signUp();
        join(person.userId(), host.organizationId(), role);
        return switchTo(person, host.organizationId());
    }

    /** The same person, working in another of the own organizations. */
    public Person switchTo(Person person, UUID organization) {
        var answer = person.api().put("/api/v1/session/organization", """
                {"organizationId": "%s"}""".formatted(organization)).expect(200);
        return new Person(api.bearer(answer.at("/accessToken")), person.userId(), organization, person.email(),
                person.password(), answer.at("/accessToken"), answer.at("/refreshToken"));
    }

    /** Makes a member, as accepting an invitation does. */
    public static void join(UUID user, UUID organization, String role) {
        try (var connection = TestDatabase.server().connectAsOwner();
                var privileges = connection.createStatement();
                var statement = connection.prepareStatement("select app.add_member(?, ?, ?)")) {
            privileges.execute("set role tenantry_provisioner");
            statement.setObject(1, organization);
            statement.setObject(2, user);
            statement.setString(3, role);
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Makes a super admin. */
    public static void promote(UUID user) {
        try (var connection = TestDatabase.server().connectAs("tenantry_auth");
                var statement = connection
                        .prepareStatement("update auth.users set is_super_admin = true where id = ?")) {
            statement.setObject(1, user);
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A super admin, by a second factor. */
    public Person superAdmin() {
        var person = signUp();
        promote(person.userId());
        return Authenticator.enrol(api, signIn(person.email())).person();
    }

    private Person person(String email, String userId, String accessToken, String refreshToken) {
        return new Person(api.bearer(accessToken), UUID.fromString(userId), Tokens.organization(accessToken), email,
                PASSWORD, accessToken, refreshToken);
    }
}
