package dev.tenantry.operations.administration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

class AdministrationTests extends ApiTest {

    private Person admin;
    private Api asAdmin;

    @BeforeEach
    void promote() {
        admin = people.signUp();
        People.promote(admin.userId());
        asAdmin = admin.api();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/organizations", "/admin/users", "/admin/outbound-notifications"})
    void isForSuperAdminsAlone(String path) {
        var owner = people.signUp();

        api.get(path).expect(401);
        owner.api().get(path).expect(403);
        owner.api().get(path + "/" + owner.userId()).expect(403);
        asAdmin.get(path).expect(200);
    }

    @Test
    void showsOrganizationsOfOthers() {
        var other = people.signUp();

        var organization = asAdmin.get("/admin/organizations/" + other.organizationId()).expect(200);

        assertThat(organization.at("/id")).isEqualTo(other.organizationId().toString());
        assertThat(organization.at("/kind")).isEqualTo("personal");
        assertThat(organization.at("/members")).isEqualTo("1");
        assertThat(organization.header("ETag")).isNotEmpty();
        asAdmin.with("If-None-Match", organization.header("ETag"))
                .get("/admin/organizations/" + other.organizationId())
                .expect(304);
    }

    @Test
    void showsAccountsWithTheirMemberships() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "viewer");

        var user = asAdmin.get("/admin/users/" + guest.userId()).expect(200);

        assertThat(user.at("/email")).isEqualTo(guest.email());
        assertThat(user.at("/isActive")).isEqualTo("true");
        assertThat(user.json().at("/memberships")).hasSize(2);
        assertThat(user.json().at("/memberships").toString()).contains(host.organizationId().toString(),
                "\"role\":\"viewer\"");
        assertThat(user.text()).doesNotContain("password", "$2");
    }

    @Test
    void findsAccountsByTextAndFilter() {
        var person = people.signUp();

        var found = asAdmin.get("/admin/users?total=true&q=" + encoded(person.email())).expect(200);
        var filtered = asAdmin.get("/admin/users?filter=" + encoded("email[eq]:\"" + person.email() + "\""))
                .expect(200);
        var admins = asAdmin
                .get("/admin/users?limit=200&filter=" + encoded("isSuperAdmin[is]:true,id[eq]:" + admin.userId()))
                .expect(200);

        assertThat(found.at("/total")).isEqualTo("1");
        assertThat(found.at("/results/0/id")).isEqualTo(person.userId().toString());
        assertThat(filtered.at("/results/0/id")).isEqualTo(person.userId().toString());
        assertThat(admins.at("/results/0/email")).isEqualTo(admin.email());
    }

    @Test
    void takesWildcardsForWhatTheyAre() {
        assertThat(asAdmin.get("/admin/users?total=true&q=" + encoded("%")).expect(200).at("/total")).isEqualTo("0");
    }

    @Test
    void filtersOrganizationsByKind() {
        var owner = people.signUp();
        owner.api().post("/api/v1/organizations", "{\"name\": \"Admin kinds\", \"kind\": \"team\"}").expect(201);

        var teams = asAdmin.get("/admin/organizations?q=Admin%20kinds&filter=" + encoded("kind[eq]:team")).expect(200);
        var personal = asAdmin.get("/admin/organizations?q=Admin%20kinds&filter=" + encoded("kind[eq]:personal"));

        assertThat(teams.json().at("/results")).hasSize(1);
        assertThat(personal.expect(200).json().at("/results")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-createdAt", "name,-kind", "lastSignInAt", "email"})
    void walksThroughAllPagesSeeingEachRowOnce(String sort) {
        var resource = sort.equals("name,-kind") ? "organizations" : "users";
        for (var count = 0; count < 5; count++) {
            people.signUp();
        }
        var seen = new ArrayList<String>();
        var next = "/admin/" + resource + "?limit=3&total=true&sort=" + sort;
        var total = 0;
        while (!next.isEmpty()) {
            var page = asAdmin.get(next).expect(200);
            page.json().at("/results").forEach(row -> seen.add(row.path("id").asString()));
            total = Integer.parseInt(page.at("/total"));
            next = page.at("/paging/next/link");
        }

        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(6).hasSize(total);
    }

    @ParameterizedTest
    @CsvSource({"sort=encrypted_password,unknown-parameter", "filter=encryptedPassword[eq]:x,unknown-parameter",
        "filter=email[like]:x,unknown-parameter", "limit=0,malformed", "kind=team,unknown-parameter",
        "after=nonsense,invalid-cursor"})
    void refusesWhatAListDoesNotKnow(String query, String code) {
        var answer = asAdmin.get("/admin/users?" + query.replace("[", "%5B").replace("]", "%5D")).expect(400);

        assertThat(answer.at("/code")).isEqualTo(code);
    }

    @Test
    void takesDownEveryLookInTheLogOfWhomItIsAbout() {
        var other = people.signUp();

        asAdmin.with("X-Request-Id", "look-1").get("/admin/organizations/" + other.organizationId()).expect(200);
        asAdmin.with("X-Request-Id", "look-2").get("/admin/users/" + other.userId()).expect(200);

        var log = other.api()
                .get("/api/v1/audit-logs?filter="
                        + encoded("requestId[startsWith]:look-,actionCategory[eq]:data_access"))
                .expect(200);
        assertThat(log.json().at("/results")).hasSize(2);
        assertThat(log.at("/results/0/actionType")).isEqualTo("user.viewed");
        assertThat(log.at("/results/1/actionType")).isEqualTo("organization.viewed");
        assertThat(log.at("/results/0/userId")).isEqualTo(admin.userId().toString());
        assertThat(log.at("/results/0/requestPath")).isEqualTo("/admin/users/" + other.userId());
    }

    @Test
    void takesDownListsAndVainLooksInTheAdminsOwnLog() {
        var nobody = UUID.randomUUID();
        asAdmin.get("/admin/users").expect(200);
        asAdmin.get("/admin/organizations/" + nobody).expect(404);

        var listed = asAdmin.get("/api/v1/audit-logs?filter=" + encoded("actionType[eq]:user.listed")).expect(200);
        var vain = asAdmin.get("/api/v1/audit-logs?filter=" + encoded("resourceId[eq]:\"" + nobody + "\"")).expect(200);

        assertThat(listed.json().at("/results")).hasSize(1);
        assertThat(vain.at("/results/0/success")).isEqualTo("false");
    }

    @Test
    void knowsNoOneByAMalformedId() {
        asAdmin.get("/admin/users/" + UUID.randomUUID()).expect(404);
        asAdmin.get("/admin/users/me").expect(404);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
