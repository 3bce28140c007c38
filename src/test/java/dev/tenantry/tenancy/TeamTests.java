package dev.tenantry.tenancy;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class TeamTests extends ApiTest {

    @Test
    void livesAsOtherRecordsDo() {
        var host = people.signUp();

        var made = create(host, "Außendienst West").expect(201);
        assertThat(made.at("/slug")).isEqualTo("aussendienst-west");
        assertThat(made.at("/ownerId")).isEqualTo(host.userId().toString());
        assertThat(made.json().at("/isActive").asBoolean()).isTrue();
        var patched = host.api().with("If-Match", made.header("ETag")).patch(team(made), """
                {"isActive": false, "settings": {"colour": "red", "goal": 3}}""").expect(200);
        assertThat(patched.json().at("/settings/goal").asInt()).isEqualTo(3);
        host.api().with("If-Match", made.header("ETag")).patch(team(made), "{\"name\": \"x\"}").expect(412);
        assertThat(host.api().get("/api/v1/teams?filter=isActive%5Beq%5D:false&sort=name").json().at("/results").size())
                .isEqualTo(1);
        host.api().delete(team(made)).expect(204);
        host.api().get(team(made)).expect(404);
        host.api().put("/api/v1/teams/trash/" + made.id() + "/restoration", "").expect(200);
        host.api().get(team(made)).expect(200);

        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("team.created", "team.updated",
                "team.deleted", "team.restored");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": ""}                                                        | 422 | name
            {"name": "x", "slug": "Not A Slug"}                                 | 422 | slug
            {"name": "x", "ownerId": "0199a3c4-5f1e-7b2a-9c3d-4e5f60718293"}    | 422 | ownerId
            {"name": "x", "colour": "red"}                                      | 400 | colour
            """)
    void refusesWhatIsNoTeam(String body, int status, String field) {
        var refused = people.signUp().api().post("/api/v1/teams", body).expect(status);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void hasASlugOfItsOwnInItsOrganization() {
        var host = people.signUp();
        create(host, "Sales").expect(201);

        assertThat(create(host, "Sales").expect(201).at("/slug")).isEqualTo("sales-2");
        assertThat(host.api()
                .post("/api/v1/teams", "{\"name\": \"x\", \"slug\": \"sales\"}")
                .expect(409)
                .at("/errors/0/field")).isEqualTo("slug");
        create(people.signUp(), "Sales").expect(201);
    }

    @Test
    void takesMembersInAndLetsThemGo() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");
        var team = team(create(host, "Sales").expect(201));
        var role = host.api().get("/api/v1/roles?filter=slug%5Beq%5D:manager").at("/results/0/id");

        var joined = put(host, team, guest.userId(), "{}").expect(200);
        var changed = host.api().with("If-Match", joined.header("ETag")).put(team + "/members/" + guest.userId(), """
                {"roleId": "%s", "isActive": false}""".formatted(role)).expect(200);
        host.api().with("If-Match", joined.header("ETag")).delete(team + "/members/" + guest.userId()).expect(412);

        assertThat(changed.at("/joinedAt")).isEqualTo(joined.at("/joinedAt"));
        assertThat(guest.api().get(team + "/members?filter=isActive%5Beq%5D:false").at("/results/0/roleId"))
                .isEqualTo(role);
        guest.api().put(team + "/members/" + guest.userId(), "{}").expect(403);
        host.api().delete(team + "/members/" + guest.userId()).expect(204);
        host.api().get(team + "/members/" + guest.userId()).expect(404);
        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("team-member.created",
                "team-member.updated", "team-member.purged");
    }

    @Test
    void takesInMembersOfTheOrganizationOnly() {
        var host = people.signUp();
        var team = team(create(host, "Sales").expect(201));
        var stranger = people.signUp();
        var theirs = team(create(stranger, "Sales").expect(201));

        put(host, team, stranger.userId(), "{}").expect(404);
        put(host, theirs, host.userId(), "{}").expect(404);
        var refused = put(host, team, host.userId(), "{\"roleId\": \"4711\"}").expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("roleId");
    }

    @Test
    void keepsTheRoleThatATeamNeeds() {
        var host = people.signUp();
        var team = team(create(host, "Sales").expect(201));
        var role = host.api().post("/api/v1/roles", "{\"name\": \"Closer\", \"permissions\": []}").expect(201).id();
        put(host, team, host.userId(), "{\"roleId\": \"%s\"}".formatted(role)).expect(200);

        assertThat(host.api().delete("/api/v1/roles/" + role).expect(409).at("/code")).isEqualTo("in-use");
    }

    @Test
    void isLeftByWhoLeavesTheOrganization() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "manager");
        var team = team(create(guest, "Sales").expect(201));
        put(host, team, guest.userId(), "{}").expect(200);

        guest.api().delete("/api/v1/organization/members/" + guest.userId()).expect(204);

        assertThat(host.api().get(team + "/members").json().at("/results").size()).isZero();
        assertThat(host.api().get(team).at("/ownerId")).isEqualTo(host.userId().toString());
        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("\"oldValues\":{\"ownerId\":\""
                + guest.userId() + "\"},\"newValues\":{\"ownerId\":\"" + host.userId() + "\"}");
    }

    @Test
    void hasEachMemberOnceHoweverManyAddThem() {
        var host = people.signUp();
        var team = team(create(host, "Sales").expect(201));

        var answers = Parallel.times(20, () -> put(host, team, host.userId(), "{}"));

        assertThat(answers).allSatisfy(answer -> answer.expect(200));
        assertThat(host.api().get(team + "/members").json().at("/results").size()).isEqualTo(1);
    }

    private static Answer create(Person person, String name) {
        return person.api().post("/api/v1/teams", "{\"name\": \"%s\"}".formatted(name));
    }

    private static Answer put(Person actor, String team, UUID user, String body) {
        return actor.api().put(team + "/members/" + user, body);
    }

    private static String team(Answer team) {
        return "/api/v1/teams/" + team.id();
    }
}
