package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.isolation.Grants.Giver;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody gives what they do not have: every role and every key's scopes, by every way, to give every role. */
class GrantTests extends ApiTest {

    private interface Giving {
        Answer give(Grants grants, Api api, String role);
    }

    /**
     * @param needs     what it takes to call at all
     * @param isForKeys whether programs may
     */
    private record Way(String route, String needs, boolean isForKeys, Giving giving) {}

    private static final List<Way> WAYS = List.of(
            new Way("/api/v1/invitations POST", "invitations:create", true, Grants::invite),
            new Way("/api/v1/invitations POST", "invitations:create", true, Grants::inviteIntoOwn),
            new Way("/api/v1/invitations/{id}/mails POST", "invitations:create", true, Grants::inviteAgain),
            new Way("/api/v1/organization/members/{userId}/role PUT", "members:update", false, Grants::changeRole),
            new Way("/api/v1/organization/members/{userId}/roles/{roleId} PUT", "members:update", false,
                    Grants::giveOwn),
            new Way("/api/v1/roles POST", "roles:create", false, Grants::makeRole),
            new Way("/api/v1/roles/{id} PUT", "roles:update", false, Grants::replaceRole),
            new Way("/api/v1/roles/{id} PATCH", "roles:update", false, Grants::fillRole),
            new Way("/api/v1/roles/{id} PATCH", "roles:update", false, Grants::wakeRole),
            new Way("/api/v1/api-keys POST", "api-keys:manage", false, Grants::makeKey));
    /** Routes that sound as if they gave something: tested elsewhere, or why they give nobody anything. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("/api/v1/organization/owner PUT", "below, as what it gives is one role"),
            Map.entry("/api/v1/invitations/acceptance POST", "PromiseTests: the inviter is asked again"),
            Map.entry("/api/v1/invitations/preview POST", "tells"),
            Map.entry("/api/v1/invitations/{id} DELETE", "takes"),
            Map.entry("/api/v1/security-policy PUT", "says what is done about members, and gives them nothing"),
            Map.entry("/api/v1/events/{id}/invitations POST", "asks to an event of the calendar"),
            Map.entry("/api/v1/projects/{id}/members/{userId} PUT", "a project's role grants nothing"),
            Map.entry("/api/v1/projects/{id}/members/{userId} DELETE", "takes"),
            Map.entry("/api/v1/organization/members/{userId} DELETE", "takes"),
            Map.entry("/api/v1/organization/members/{userId}/roles/{roleId} DELETE", "takes"),
            Map.entry("/api/v1/organization/members/{userId}/sessions/{id} DELETE", "takes"),
            Map.entry("/api/v1/roles/{id} DELETE", "takes"),
            Map.entry("/api/v1/api-keys/{id} PUT", "asks as the making of one"),
            Map.entry("/api/v1/api-keys/{id} PATCH", "asks as the making of one"),
            Map.entry("/api/v1/api-keys/{id}/rotations POST", "the same scopes, for its member alone"),
            Map.entry("/api/v1/api-keys/{id}/revocation PUT", "takes"),
            Map.entry("/api/v1/suppressions POST", "its scope is what an address is not written to"),
            Map.entry("/api/v1/suppressions/batch/create POST", "likewise"),
            Map.entry("/api/v1/organizations POST", "a new organization, which nobody had"),
            Map.entry("/api/v1/address-policy PUT", "whether entries are approved grants nobody anything"),
            Map.entry("/api/v1/organization/sign-in-policy PUT", "names roles that are held to more"),
            Map.entry("/api/v1/project-templates POST", "what a member is in a project grants nothing"),
            Map.entry("/api/v1/project-templates/batch/create POST", "likewise"),
            Map.entry("/api/v1/project-templates/batch/update POST", "likewise"),
            Map.entry("/api/v1/project-templates/batch/upsert POST", "likewise"),
            Map.entry("/api/v1/project-templates/{id} PUT", "likewise"),
            Map.entry("/api/v1/project-templates/{id} PATCH", "likewise"),
            Map.entry("/api/v1/project-templates/{id}/projects POST", "likewise"),
            Map.entry("/api/v1/teams/{id}/members/{userId} PUT", "below: what a member is there for grants nothing"),
            Map.entry("/api/v1/teams/{id}/members/{userId} DELETE", "takes"));
    private static final Pattern PATH = Pattern
            .compile("role|owner|invitation|member(?!-absence)|api-key|polic|permission");
    private static final Pattern FIELD = Pattern
            .compile(
                    "(?i)roles?|(new|default|member|membership)_?roles?|role_?ids?|permissions?|scopes?|rights?|grants?");

    private static final int ONE_HOSTS = 30;

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;

    @Test
    void everyWayIsKnown() {
        var requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        var found = Route.all(tables)
                .stream()
                .filter(route -> route.isOurs() && route.path().startsWith("/api/v1/") && !route.reads())
                .filter(route -> PATH.matcher(route.path()).find() || requests.properties(route)
                        .stream()
                        .anyMatch(property -> FIELD.matcher(property.name()).matches()))
                .map(Route::toString)
                .toList();

        var known = new TreeSet<>(OTHERS.keySet());
        WAYS.forEach(way -> known.add(way.route));
        known.remove("/api/v1/organizations POST");
        assertThat(found).as("a way to give a role asks Authority, and is tested here")
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void aMemberGivesWhatTheMemberHas() {
        var grants = new Grants(api, people);
        var mistakes = new ArrayList<String>();
        var givings = 0;
        for (var giver : grants.members()) {
            var isWhole = giver.isOwner() || giver.rights().equals(grants.roles.get("viewer"));
            for (var gift : gifts(giver.name(), isWhole, WAYS, grants)) {
                givings += check(grants, giver, gift.way, gift.role, mistakes);
            }
            if (!giver.isOwner()) {
                expect(grants.handOver(giver.api()), false, giver + " hands the organization over", mistakes);
            }
        }

        assertThat(mistakes).isEmpty();
        assertThat(givings).isGreaterThan(Sample.isWhole() ? 100 : 70);
    }

    @Test
    void aKeyGivesWhatItHasScopesFor() {
        var mistakes = new ArrayList<String>();
        var givings = 0;
        var rights = Sample.partOf("rights that a key is without", new Grants(api, people).rights());
        // One organization does not invite as many as all of them would.
        for (var from = 0; from < rights.size(); from += ONE_HOSTS) {
            givings += giveByKeys(rights.subList(from, Math.min(from + ONE_HOSTS, rights.size())), mistakes);
        }

        assertThat(mistakes).isEmpty();
        assertThat(givings).isGreaterThan(Sample.isWhole() ? 100 : 10);
    }

    private int giveByKeys(List<String> rights, List<String> mistakes) {
        var grants = new Grants(api, people);
        var before = Integer.parseInt(grants.count("invitations"));
        var givings = 0;
        for (var giver : grants.keys(rights)) {
            var isBroad = giver.name().startsWith("key for all");
            var ways = isBroad ? WAYS.subList(0, 1) : WAYS;
            for (var gift : gifts(giver.name(), isBroad, ways, grants)) {
                givings += check(grants, giver, gift.way, gift.role, mistakes);
            }
        }
        assertThat(Integer.parseInt(grants.count("invitations")) - before).as("refusals write nothing")
                .isLessThanOrEqualTo(givings);
        return givings;
    }

    @Test
    void nobodyGivesWithoutTheSecondFactorThatTheyHave() {
        var grants = new Grants(api, people);
        var raised = Authenticator.enrol(api, grants.host).person();
        var lower = people.switchTo(people.signIn(grants.host.email()), grants.host.organizationId());

        for (var way : WAYS) {
            var refused = way.giving.give(grants, lower.api(), "viewer").expect(403);
            assertThat(refused.at("/code")).as(way.route).isEqualTo("step-up-required");
        }
        assertThat(grants.handOver(lower.api()).expect(403).at("/code")).isEqualTo("step-up-required");
        assertThat(grants.invite(raised.api(), "viewer").status()).isEqualTo(201);
    }

    @Test
    void nobodyGivesInSomebodyElsesName() {
        var grants = new Grants(api, people);
        var acting = api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + grants.host.userId() + "/impersonation", """
                        {"reason": "ticket 4711: would like a role", "organizationId": "%s"}"""
                        .formatted(grants.host.organizationId()))
                .expect(201)
                .at("/accessToken"));

        for (var way : WAYS) {
            var refused = way.giving.give(grants, acting, "viewer").expect(403);
            assertThat(refused.at("/code")).as(way.route).isEqualTo("impersonated");
        }
        assertThat(grants.handOver(acting).expect(403).at("/code")).isEqualTo("impersonated");
    }

    @Test
    void whatATeamMemberIsThereForGrantsNothing() {
        var grants = new Grants(api, people);
        var team = grants.host.api().post("/api/v1/teams", "{\"name\": \"Team\"}").expect(201).id();
        grants.receiver.api().get("/api/v1/audit-logs").expect(403);

        grants.host.api()
                .put("/api/v1/teams/" + team + "/members/" + grants.receiver.userId(), """
                {"roleId": "%s"}""".formatted(grants.copies.get("owner")))
                .expect(200);

        grants.receiver.api().get("/api/v1/audit-logs").expect(403);
    }

    /** Which role a giver tries to give by which way. */
    private record Gift(Way way, String role) {}

    private static List<Gift> gifts(String giver, boolean isWhole, List<Way> ways, Grants grants) {
        var all = ways.stream()
                .flatMap(way -> grants.roles.keySet().stream().map(role -> new Gift(way, role)))
                .toList();
        return isWhole ? all : Sample.partOf("roles and ways of a giver", giver, all, _ -> false);
    }

    /** @return how many roles were given: one or none */
    private static int check(Grants grants, Giver giver, Way way, String role, List<String> mistakes) {
        var given = new TreeSet<>(grants.roles.get(role));
        if (way.route.contains("/members/") || way.giving == WAYS.get(1).giving) {
            // Which is what the receiver is, or becomes besides.
            given.addAll(grants.roles.get("viewer"));
        }
        var isOwnership = role.equals("owner") && way.route.matches(".*(invitations POST|mails POST|role PUT)")
                && way.giving != WAYS.get(1).giving;
        var mayGive = giver.rights().contains(way.needs) && giver.rights().containsAll(given)
                && (way.isForKeys || giver.isPerson()) && (giver.isOwner() || !isOwnership);
        var answer = way.giving.give(grants, giver.api(), role);
        expect(answer, mayGive, "%s gives %s by %s".formatted(giver, role, way.route), mistakes);
        return mayGive ? 1 : 0;
    }

    private static void expect(Answer answer, boolean mayGive, String what, List<String> mistakes) {
        var wanted = mayGive ? Set.of(200, 201) : Set.of(403, 422);
        if (!wanted.contains(answer.status())) {
            mistakes.add(what + ": " + answer.status() + " " + answer.text());
        }
    }
}
