package dev.tenantry.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class OwnershipTests extends ApiTest {

    @Test
    void goesToAnotherMember() {
        var owner = team();
        var heir = people.signUpInto(owner, "member");

        var answer = transfer(owner, heir.userId()).expect(200);

        assertThat(answer.at("/userId")).isEqualTo(heir.userId().toString());
        assertThat(answer.at("/role")).isEqualTo("owner");
        assertThat(role(heir, owner)).isEqualTo("admin");
        transfer(owner, heir.userId()).expect(403);
        assertThat(heir.api().get("/api/v1/audit-logs").text()).contains("organization.ownership-transferred");
        transfer(heir, owner.userId()).expect(200);
    }

    @Test
    void goesToMembersAloneAndFromOwnersAlone() {
        var owner = team();
        var admin = people.signUpInto(owner, "admin");

        transfer(admin, admin.userId()).expect(403);
        assertThat(transfer(owner, people.signUp().userId()).expect(422).at("/errors/0/field")).isEqualTo("userId");
        transfer(owner, owner.userId()).expect(422);
        var home = people.signUp();
        transfer(home, people.signUpInto(home, "admin").userId()).expect(409);
    }

    @Test
    void goesOnceHoweverManyAsk() {
        var owner = team();
        var heirs = new ArrayList<Person>();
        for (var count = 0; count < 5; count++) {
            heirs.add(people.signUpInto(owner, "member"));
        }
        var turn = new AtomicInteger();

        var answers = Parallel.times(50,
                () -> transfer(owner, heirs.get(turn.getAndIncrement() % heirs.size()).userId()));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 403)).hasSize(49);
        assertThat(owners(owner)).hasSize(1);
    }

    /** Whichever comes first, there is an owner, who is a member. */
    @Test
    void isNeverGivenToWhoIsBeingRemoved() {
        for (var round = 0; round < 5; round++) {
            var owner = team();
            var heir = people.signUpInto(owner, "admin");
            var watcher = people.signUpInto(owner, "admin");
            var turn = new AtomicInteger();

            var answers = Parallel.times(10, () -> turn.getAndIncrement() % 2 == 0
                    ? transfer(owner, heir.userId())
                    : watcher.api().delete("/api/v1/organization/members/" + heir.userId()));

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 204, 403, 404, 422));
            assertThat(owners(watcher)).hasSize(1);
        }
    }

    private Person team() {
        var founder = people.signUp();
        return people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").id()));
    }

    private static List<String> owners(Person watcher) {
        var members = watcher.api().get("/api/v1/organization/members").expect(200).json().at("/results");
        return members.valueStream()
                .filter(member -> member.at("/role").asString().equals("owner"))
                .map(member -> member.at("/userId").asString())
                .toList();
    }

    private static Answer transfer(Person actor, UUID heir) {
        return actor.api().put("/api/v1/organization/owner", "{\"userId\": \"%s\"}".formatted(heir));
    }

    private static String role(Person asking, Person about) {
        return asking.api().get("/api/v1/organization/members/" + about.userId()).expect(200).at("/role");
    }
}
