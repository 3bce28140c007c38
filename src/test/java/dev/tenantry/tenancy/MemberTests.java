package dev.tenantry.tenancy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemberTests extends ApiTest {

    @Test
    void walksThroughAllMembersPageByPage() {
        var host = people.signUp();
        var joined = new ArrayList<>(List.of(host.userId().toString()));
        for (var count = 0; count < 4; count++) {
            joined.add(people.signUpInto(host, "member").userId().toString());
        }

        var seen = new ArrayList<String>();
        var next = "/api/v1/organization/members?limit=2&total=true";
        while (!next.isEmpty()) {
            var page = host.api().get(next).expect(200);
            assertThat(page.at("/total")).isEqualTo("5");
            seen.addAll(page.json().at("/results").findValuesAsString("userId"));
            next = page.at("/paging/next/link");
        }

        assertThat(seen).isEqualTo(joined);
    }

    @ParameterizedTest
    @CsvSource({"sort=name", "filter=role[eq]:owner", "after=nonsense", "after=eC95", "limit=0", "limit=x",
        "unknown=1"})
    void refusesWhatTheListCannotDo(String query) {
        people.signUp()
                .api()
                .get("/api/v1/organization/members?" + query.replace("[", "%5B").replace("]", "%5D"))
                .expect(400);
    }

    @Test
    void findsMembersByPartsOfNamesAndAddresses() {
        var host = people.signUp();
        var guests = new ArrayList<String>();
        for (var count = 0; count < 3; count++) {
            var guest = people.signUpInto(host, "member");
            guest.api().patch("/api/v1/profile", "{\"name\":\"José Łukasz %d\"}".formatted(count)).expect(200);
            guests.add(guest.userId().toString());
        }
        var list = "/api/v1/organization/members?total=true&q=";
        var search = list + "LUKASZ%20jose";

        var first = host.api().get(search + "&limit=2").expect(200);
        var second = host.api().get(first.at("/paging/next/link")).expect(200);

        assertThat(first.at("/total")).isEqualTo("3");
        assertThat(first.json().at("/results").findValuesAsString("userId")).isEqualTo(guests.subList(0, 2));
        assertThat(second.json().at("/results").findValuesAsString("userId")).isEqualTo(guests.subList(2, 3));
        assertThat(host.api().get(list + host.email().toUpperCase(java.util.Locale.ROOT)).expect(200).at("/total"))
                .isEqualTo("1");
        assertThat(host.api().get(list + "nobody").expect(200).at("/total")).isEqualTo("0");
        var after = first.at("/paging/next/after");
        assertThat(host.api().get(list + "jose&after=" + after).expect(400).at("/code")).isEqualTo("invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BÜCHER", "bücher.example", "xn--bcher-kva", "mehmet"})
    void findsMembersByDomainsOfAnyScript(String sought) {
        var local = "mehmet-" + UUID.randomUUID();
        var host = people.signUp(local + "@xn--bcher-kva.example");

        var found = host.api()
                .get("/api/v1/organization/members?total=true&q=" + URLEncoder.encode(sought, StandardCharsets.UTF_8))
                .expect(200);

        assertThat(found.at("/total")).isEqualTo("1");
    }

    @Test
    void showsAMemberAndNobodyElse() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");
        var stranger = people.signUp();

        var shown = guest.api().get(member(host)).expect(200);

        assertThat(shown.at("/role")).isEqualTo("owner");
        assertThat(shown.at("/email")).isEqualTo(host.email());
        assertThat(shown.header("ETag")).startsWith("\"0-");
        var strangers = guest.api().get(member(stranger)).expect(404);
        var nobodys = guest.api().get("/api/v1/organization/members/" + UUID.randomUUID()).expect(404);
        assertThat(strangers.at("/detail")).isEqualTo(nobodys.at("/detail"));
        guest.api().get("/api/v1/organization/members/7").expect(404);
    }

    @Test
    void hidesMembersFromTheClientsOfAMarketplace() {
        var host = people.signUp();
        var market = people.switchTo(host, UUID.fromString(host.api().post("/api/v1/organizations", """
                {"name": "Market", "kind": "marketplace"}""").id()));
        var client = people.signUpInto(market, "client");

        client.api().get("/api/v1/organization/members").expect(403);
    }

    @Test
    void changesARoleWithEffectOnTheNextRequest() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");
        guest.api().patch("/api/v1/organization", "{}").expect(403);

        var promoted = changeRole(host, guest, "admin").expect(200);

        assertThat(promoted.at("/role")).isEqualTo("admin");
        assertThat(promoted.header("ETag")).startsWith("\"1-");
        guest.api().patch("/api/v1/organization", "{}").expect(200);
        changeRole(host, guest, "viewer").expect(200);
        guest.api().patch("/api/v1/organization", "{}").expect(403);
        var logged = host.api().get("/api/v1/audit-logs").expect(200).text();
        assertThat(logged).contains("member.role-changed", guest.userId().toString());
    }

    @Test
    void honoursTheVersionOfAMembership() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        var stale = host.api().with("If-Match", "\"7\"").put(member(guest) + "/role", "{\"role\": \"viewer\"}");

        assertThat(stale.expect(412).header("ETag")).startsWith("\"0-");
        host.api().with("If-Match", "\"7\"").delete(member(guest)).expect(412);
    }

    @ParameterizedTest
    @CsvSource({"admin, member, admin, 200", "admin, member, owner, 403", "admin, owner, member, 403",
        "admin, admin, viewer, 200", "manager, member, viewer, 403", "owner, admin, owner, 422"})
    void letsNobodyReachAboveTheOwnRole(String acting, String role, String wanted, int status) {
        var host = people.signUp();
        var actor = acting.equals("owner") ? host : people.signUpInto(host, acting);
        var target = people.signUpInto(host, role);

        changeRole(actor, target, wanted).expect(status);
    }

    @Test
    void letsNobodyPromoteOneself() {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");

        changeRole(admin, admin, "owner").expect(403);
    }

    @Test
    void refusesRolesThatTheOrganizationDoesNotHave() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        assertThat(changeRole(host, guest, "reader").expect(422).at("/errors/0/field")).isEqualTo("role");
        changeRole(host, guest, "emperor").expect(400);
        changeRole(host, guest, "super_admin").expect(400);
        host.api().put(member(guest) + "/role", "{}").expect(422);
    }

    @Test
    void removesAMemberWhoseSessionGoesHome() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        host.api().delete(member(guest)).expect(204);

        guest.api().get("/api/v1/profile").expect(401);
        host.api().get(member(guest)).expect(404);
        var home = api.post("/auth/v1/token?grant_type=refresh_token", """
                {"refresh_token": "%s"}""".formatted(guest.refreshToken())).expect(200);
        var organization = api.bearer(home.at("/access_token")).get("/api/v1/organization").expect(200);
        assertThat(organization.id()).isNotEqualTo(host.organizationId().toString());
        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("member.removed");
    }

    @Test
    void letsEverybodyLeave() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");

        guest.api().delete(member(host)).expect(403);
        guest.api().delete(member(guest)).expect(204);

        guest.api().get("/api/v1/profile").expect(401);
        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("member.left");
    }

    @Test
    void letsNeitherTheLastOwnerGoNorAnybodyLeaveHome() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "owner");
        people.signUpInto(host, "admin");

        assertThat(guest.api().delete(member(host)).expect(409).at("/detail")).contains("personal");
        changeRole(host, guest, "member").expect(200);
        assertThat(changeRole(host, host, "member").expect(409).at("/detail")).contains("last");
        host.api().delete(member(host)).expect(409);
        assertThat(changeRole(host, guest, "owner").expect(422).at("/errors/0/message")).contains("personal");
    }

    @Test
    void isNeverLeftWithoutAnOwnerHoweverManyGoAtOnce() {
        var founder = people.signUp();
        var team = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").id()));
        var owners = new ArrayList<>(List.of(team));
        for (var count = 0; count < 7; count++) {
            owners.add(people.signUpInto(team, "owner"));
        }
        var watcher = people.signUpInto(team, "admin");
        var turn = new AtomicInteger();

        var answers = Parallel.times(owners.size(), () -> {
            var index = turn.getAndIncrement();
            var owner = owners.get(index);
            return index % 2 == 0 ? owner.api().delete(member(owner)) : changeRole(owner, owner, "viewer");
        });

        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(1);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 204, 409));
        assertThat(watcher.api().get("/api/v1/organization/members").json().at("/results").findValuesAsString("role"))
                .containsOnlyOnce("owner");
    }

    /** The database holds this alone, too. */
    @Test
    void isKeptFromLosingItsLastOwnerByTheDatabase() throws Exception {
        var host = people.signUp();
        try (var application = TestDatabase.server().connectAs("tenantry_app");
                var statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select set_config('app.org_id', '" + host.organizationId() + "', true)");

            assertThatThrownBy(() -> statement.execute("select app.change_member_role('%s', '%s', 'viewer')"
                    .formatted(host.organizationId(), host.userId()))).hasMessageContaining("needs an owner");
        }
    }

    /** There is one way for each, which sees to all that hangs on a membership. */
    @ParameterizedTest
    @ValueSource(strings = {"update organization_members set role = 'viewer'", "delete from organization_members",
        "insert into organization_members (organization_id, user_id, role) values (app.org_id(), app.org_id(), 'owner')"})
    void noStatementOfTheApplicationsChangesMemberships(String statementOfItsOwn) throws Exception {
        var host = people.signUp();
        try (var application = TestDatabase.server().connectAs("tenantry_app");
                var statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select set_config('app.org_id', '" + host.organizationId() + "', true)");

            assertThatThrownBy(() -> statement.execute(statementOfItsOwn)).hasMessageContaining("permission denied");
        }
    }

    private static Answer changeRole(Person actor, Person target, String role) {
        return actor.api().put(member(target) + "/role", """
                {"role": "%s"}""".formatted(role));
    }

    private static String member(Person person) {
        return "/api/v1/organization/members/" + person.userId();
    }
}
