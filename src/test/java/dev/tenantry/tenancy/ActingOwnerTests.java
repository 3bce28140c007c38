package dev.tenantry.tenancy;

import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization keeps an owner who can act: every way to be none any more, where the other owner cannot. */
class ActingOwnerTests extends ApiTest {

    private static final String MEMBERS = "/api/v1/organization/members/";
    private static final String SUSPENDED = "is_active = false";

    private record Way(String name, Leaving leaving) {

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Leaving {
        Answer of(ActingOwnerTests test);
    }

    @Autowired
    private RolePool authPool;

    private Person owner;
    private Person other;

    @BeforeEach
    void anOrganizationOfTwoOwners() {
        var founder = people.signUp();
        owner = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").expect(201).id()));
        other = people.signUp();
        People.join(other.userId(), owner.organizationId(), "owner");
        owner.api()
                .put("/api/v1/organization/sign-in-policy", "{\"allowedEmailDomains\": [\"example.test\"]}")
                .expect(200);
    }

    static Stream<Arguments> cases() {
        var ways = Stream.of(new Way("leaves", test -> test.owner.api().delete(MEMBERS + test.owner.userId())),
                new Way("takes another role", test -> test.owner.api()
                        .put(MEMBERS + test.owner.userId() + "/role", "{\"role\": \"member\"}")),
                new Way("hands it to the other", test -> test.owner.api()
                        .put("/api/v1/organization/owner", "{\"userId\": \"%s\"}".formatted(test.other.userId()))),
                new Way("is deleted", test -> test.backend(test.owner, "{}")),
                new Way("is deleted softly", test -> test.backend(test.owner, "{\"should_soft_delete\": true}")));
        var states = new String[]{SUSPENDED, "banned_until = now() + interval '1 hour'", "deleted_at = now()",
            "email_confirmed_at = null"};
        return ways.flatMap(way -> Stream.of(states).map(state -> Arguments.of(way, state)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNotLeftToOneWhoCannot(Way way, String state) {
        change(other, state);

        assertThat(way.leaving.of(this).status()).isIn(409, 422);

        assertThat(owner.api().get(MEMBERS + owner.userId()).expect(200).at("/role")).isEqualTo("owner");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isLeftToOneWhoCan(Way way, String state) {
        assertThat(way.leaving.of(this).status()).as(way + " although nobody is " + state).isIn(200, 204);
    }

    @Test
    void removesAnOwnerWhoCannotAct() {
        change(other, SUSPENDED);

        owner.api().delete(MEMBERS + other.userId()).expect(204);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesWithItsPersonWhereItIsPersonalWhoeverIsAGuest(boolean isSoft) {
        var person = people.signUp();
        var guest = people.signUpInto(person, "admin");

        backend(person, "{\"should_soft_delete\": %b}".formatted(isSoft)).expect(200);

        assertThat(guest.api().get("/api/v1/contacts").status()).isNotEqualTo(200);
        assertThat(people.signIn(guest.email()).api().get("/api/v1/organizations").expect(200).text())
                .doesNotContain(person.organizationId().toString());
    }

    private Answer backend(Person person, String body) {
        var key = "a-service-key-that-is-known-to-tests-alone";
        return api.bearer(key)
                .with("apikey", key)
                .send("DELETE", "/auth/v1/admin/users/" + person.userId(), body);
    }

    private void change(Person person, String assignment) {
        authPool.jdbc().sql("update auth.users set " + assignment + " where id = ?").param(person.userId()).update();
    }
}
