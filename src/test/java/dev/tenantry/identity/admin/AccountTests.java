package dev.tenantry.identity.admin;

import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static dev.tenantry.identity.admin.Platform.USERS;
import static org.assertj.core.api.Assertions.assertThat;

class AccountTests extends ApiTest {

    private static final String PASSWORD = "correct horse battery staple";

    @Autowired
    private RolePool authPool;
    private Api backend = Api.at(0);

    @BeforeEach
    void carryTheKey() {
        backend = Platform.backend(api);
    }

    @Test
    void makesAnAccountThatCanBeSignedInTo() {
        var email = Platform.address();

        var user = backend.post(USERS, """
                {"email": "%s", "password": "%s", "email_confirm": true, "user_metadata": {"name": "Ada"},
                 "app_metadata": {"plan": "gold"}, "role": "service_role"}""".formatted(email, PASSWORD)).expect(200);

        assertThat(user.at("/email")).isEqualTo(email);
        assertThat(user.at("/email_confirmed_at")).isNotEmpty();
        assertThat(user.at("/role")).isEqualTo("authenticated");
        assertThat(user.at("/user_metadata/name")).isEqualTo("Ada");
        assertThat(user.at("/app_metadata/plan")).isEqualTo("gold");
        assertThat(user.at("/app_metadata/provider")).isEqualTo("email");
        assertThat(user.json().at("/identities")).hasSize(1);
        assertThat(people.signIn(email).api().get("/api/v1/profile").expect(200).at("/email")).isEqualTo(email);
    }

    @Test
    void makesAnAccountWithATelephoneAndThePasswordHashOfAnotherSystem() {
        var phone = "49" + System.nanoTime() % 10_000_000_000L;
        var email = Platform.address();

        var user = backend.post(USERS, """
                {"email": "%s", "phone": "+%s", "phone_confirm": true,
                 "password_hash": "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"}""".formatted(email,
                phone)).expect(200);

        assertThat(user.at("/phone")).isEqualTo(phone);
        assertThat(user.at("/phone_confirmed_at")).isNotEmpty();
        assertThat(user.at("/email_confirmed_at")).isEmpty();
        assertThat(user.json().at("/app_metadata/providers")).hasSize(2);
        assertThat(user.json().at("/identities")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|400|validation_failed", "{\"email\": \"nobody\"}|400|validation_failed",
        "{\"phone\": \"x\"}|400|validation_failed",
        "{\"email\": \"id@example.test\", \"id\": \"7\"}|400|bad_json",
        "{\"email\": \"weak@example.test\", \"password\": \"short\"}|422|weak_password",
        "{\"email\": \"hash@example.test\", \"password_hash\": \"md5\"}|400|validation_failed",
        "{\"email\": \"ban@example.test\", \"ban_duration\": \"a week\"}|400|validation_failed",
        "{\"email\": \"ban@example.test\", \"ban_duration\": \"99999999999h\"}|400|validation_failed",
        "{\"email\": 1, \"app_metadata\": []}|400|bad_json", "nonsense|400|bad_json"})
    void refusesWhatIsNoAccount(String body, int status, String code) {
        assertThat(backend.post(USERS, body).expect(status).at("/error_code")).isEqualTo(code);
    }

    @Test
    void refusesAnAddressThatSomebodyHas() {
        var other = people.signUp();
        var own = backend.post(USERS, "{\"email\": \"%s\"}".formatted(Platform.address())).expect(200);

        var created = backend.post(USERS, "{\"email\": \"%s\"}".formatted(other.email())).expect(422);
        var changed = backend.put(USERS + "/" + own.id(), "{\"email\": \"%s\"}".formatted(other.email())).expect(422);

        assertThat(created.at("/error_code")).isEqualTo("email_exists");
        assertThat(changed.at("/error_code")).isEqualTo("email_exists");
    }

    /** Accounts that move in from another system are referred to from there. */
    @Test
    void makesAnAccountWithTheIdThatIsGiven() {
        var id = UUID.randomUUID();
        var body = "{\"id\": \"%s\", \"email\": \"%s\"}";

        var user = backend.post(USERS, body.formatted(id, Platform.address())).expect(200);
        var again = backend.post(USERS, body.formatted(id, Platform.address())).expect(400);
        backend.send("DELETE", USERS + "/" + id, "{\"should_soft_delete\": true}").expect(200);
        backend.post(USERS, body.formatted(id, Platform.address())).expect(400);

        assertThat(user.id()).isEqualTo(id.toString());
        assertThat(user.at("/identities/0/id")).isEqualTo(id.toString());
        assertThat(again.at("/error_code")).isEqualTo("validation_failed");
    }

    @Test
    void findsAccountsByAddressNumberAndName() {
        var word = UUID.randomUUID().toString();
        var body = "{\"email\": \"%s\", \"user_metadata\": {\"full_name\": \"%s\"}}";
        var first = backend.post(USERS, body.formatted(word + "@example.test", "Ada")).expect(200).id();
        var second = backend.post(USERS, body.formatted(Platform.address(), "Grace " + word)).expect(200).id();

        var newest = backend.get(USERS + "?per_page=1&filter=" + word.toUpperCase(Locale.ROOT)).expect(200);
        var oldest = backend.get(USERS + "?sort=created_at%20asc&filter=" + word).expect(200);

        assertThat(newest.at("/users/0/id")).isEqualTo(second);
        assertThat(newest.header("X-Total-Count")).isEqualTo("2");
        assertThat(newest.header("Link")).startsWith("</auth/v1/admin/users?page=2&per_page=1&filter=");
        assertThat(oldest.at("/users/0/id")).isEqualTo(first);
        assertThat(oldest.at("/users/1/id")).isEqualTo(second);
        assertThat(backend.get(USERS + "?filter=" + word + "%25").expect(200).json().at("/users")).isEmpty();
        assertThat(backend.get(USERS + "?sort=email").expect(400).at("/error_code")).isEqualTo("validation_failed");
        assertThat(backend.get(USERS + "?filter=%00").expect(400).at("/error_code")).isEqualTo("bad_json");
    }

    @Test
    void listsAccountsInPages() {
        var word = UUID.randomUUID();
        for (var count = 0; count < 3; count++) {
            people.signUp(word + "-" + count + "@example.test");
        }
        var any = backend.get(USERS + "?page=1&per_page=2").expect(200);
        var first = backend.get(USERS + "?page=1&per_page=2&filter=" + word).expect(200);
        var second = backend.get(USERS + "?page=2&per_page=2&filter=" + word).expect(200);
        var all = backend.get(USERS + "?page=&per_page=&filter=" + word).expect(200);
        assertThat(any.json().at("/users")).hasSize(2);
        assertThat(any.header("Link")).isEqualTo(
                "</auth/v1/admin/users?page=2&per_page=2>; rel=\"next\", </auth/v1/admin/users?page=%d&per_page=2>; rel=\"last\""
                        .formatted((Integer.parseInt(any.header("X-Total-Count")) + 1) / 2));
        assertThat(first.json().at("/users").findValuesAsString("email"))
                .contains(word + "-2@example.test", word + "-1@example.test")
                .doesNotContain(word + "-0@example.test");
        assertThat(first.header("X-Total-Count")).isEqualTo("3");
        assertThat(second.json().at("/users")).hasSize(1);
        assertThat(second.at("/users/0/email")).isEqualTo(word + "-0@example.test");
        assertThat(all.json().at("/users")).hasSize(3);
        assertThat(all.header("Link"))
                .isEqualTo("</auth/v1/admin/users?page=1&per_page=50&filter=%s>; rel=\"last\"".formatted(word));
        assertThat(all.at("/aud")).isEqualTo("authenticated");
        assertThat(any.text()).doesNotContain("$2", "encrypted_password");
    }

    @ParameterizedTest
    @CsvSource({"page=0", "page=x", "page=-1", "per_page=0", "per_page=1001", "page=99999999999999999999"})
    void refusesPagesThatThereCannotBe(String query) {
        assertThat(backend.get(USERS + "?" + query).expect(400).at("/error_code")).isEqualTo("validation_failed");
    }

    @Test
    void knowsNobodyByAnotherId() {
        assertThat(backend.get(USERS + "/" + UUID.randomUUID()).expect(404).at("/error_code"))
                .isEqualTo("user_not_found");
        backend.put(USERS + "/" + UUID.randomUUID(), "{}").expect(404);
        backend.delete(USERS + "/" + UUID.randomUUID()).expect(404);
        backend.get(USERS + "/me").expect(404);
    }

    @Test
    void changesWhatIsSaidAndLeavesTheRest() {
        var person = people.signUp();
        var email = Platform.address();

        var user = backend.put(USERS + "/" + person.userId(), """
                {"email": "%s", "user_metadata": {"a": 1}, "app_metadata": {"b": 2}}""".formatted(email)).expect(200);
        var again = backend.put(USERS + "/" + person.userId(), """
                {"user_metadata": {"a": null, "c": 3}, "phone": "+4915%d"}"""
                .formatted(System.nanoTime() % 100_000_000)).expect(200);

        assertThat(user.at("/email")).isEqualTo(email);
        assertThat(user.at("/identities/0/identity_data/email")).isEqualTo(email);
        assertThat(again.at("/user_metadata/c")).isEqualTo("3");
        assertThat(again.at("/user_metadata/a")).isEmpty();
        assertThat(again.at("/app_metadata/b")).isEqualTo("2");
        assertThat(again.json().at("/app_metadata/providers").toString()).isEqualTo("[\"email\",\"phone\"]");
        assertThat(person.api().get("/api/v1/profile").expect(200).at("/email")).isEqualTo(email);
        assertThat(people.signIn(email).userId()).isEqualTo(person.userId());
    }

    @Test
    void endsTheSessionsOfWhomItGivesAnotherPassword() {
        var person = people.signUp();
        person.api().get("/api/v1/profile").expect(200);

        backend.put(USERS + "/" + person.userId(), "{\"password\": \"another fine password\"}").expect(200);

        person.api().get("/api/v1/profile").expect(401);
        api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "another fine password"}""".formatted(person.email())).expect(200);
    }

    @Test
    void bansAtOnceAndLetsInAgain() {
        var person = people.signUp();
        person.api().get("/api/v1/profile").expect(200);

        var banned = backend.put(USERS + "/" + person.userId(), "{\"ban_duration\": \"1h30m\"}").expect(200);

        assertThat(banned.at("/banned_until")).isNotEmpty();
        person.api().get("/api/v1/profile").expect(401);
        assertThat(api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), PASSWORD)).expect(400).at("/error_code"))
                .isEqualTo("user_banned");
        assertThat(backend.put(USERS + "/" + person.userId(), "{\"ban_duration\": \"none\"}")
                .expect(200)
                .at("/banned_until")).isEmpty();
        people.signIn(person.email());
    }

    @Test
    void deletesTheAccountAndWhatNobodyElseBelongsTo() {
        var person = people.signUp();
        person.api().post("/api/v1/contacts", "{\"name\": \"Somebody\"}").expect(201);
        var team = person.api()
                .post("/api/v1/organizations", "{\"name\": \"Just me\", \"kind\": \"team\"}")
                .expect(201)
                .id();

        backend.delete(USERS + "/" + person.userId()).expect(200);

        person.api().get("/api/v1/profile").expect(401);
        backend.get(USERS + "/" + person.userId()).expect(404);
        var admin = Platform.superAdmin(people).api();
        admin.get("/admin/organizations/" + person.organizationId()).expect(404);
        admin.get("/admin/organizations/" + team).expect(404);
        assertThat(people.signUp(person.email()).userId()).isNotEqualTo(person.userId());
    }

    @Test
    void deletesNobodyWhomOthersNeedAsTheirOwner() {
        var founder = people.signUp();
        var owner = people.switchTo(founder, UUID.fromString(founder.api()
                .post("/api/v1/organizations", "{\"name\": \"Ours\", \"kind\": \"team\"}")
                .expect(201)
                .id()));
        var guest = people.signUpInto(owner, "admin");

        for (var body : new String[]{"{}", "{\"should_soft_delete\": true}"}) {
            var refused = backend.send("DELETE", USERS + "/" + owner.userId(), body).expect(409);
            assertThat(refused.at("/error_code")).isEqualTo("conflict");
            assertThat(refused.at("/msg")).contains(owner.organizationId().toString());
        }
        owner.api().get("/api/v1/profile").expect(200);

        People.join(people.signUp().userId(), owner.organizationId(), "owner");
        backend.delete(USERS + "/" + owner.userId()).expect(200);
        guest.api().get("/api/v1/organization").expect(200);
    }

    @Test
    void deletesAMemberOfAnothersOrganization() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        backend.delete(USERS + "/" + guest.userId()).expect(200);

        assertThat(host.api().get("/api/v1/organization/members").expect(200).text())
                .doesNotContain(guest.userId().toString());
    }

    @Test
    void leavesTheRowOfWhomItDeletesSoftly() {
        var person = people.signUp();

        backend.send("DELETE", USERS + "/" + person.userId(), "{\"should_soft_delete\": true}").expect(200);

        person.api().get("/api/v1/profile").expect(401);
        backend.get(USERS + "/" + person.userId()).expect(404);
        var row = authPool.jdbc()
                .sql("""
                        select u.email || ' ' || i.provider_id || ' ' || i.identity_data from auth.users u
                        join auth.identities i on i.user_id = u.id where u.id = ? and u.deleted_at is not null""")
                .param(person.userId())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(person.email(), person.userId().toString());
        assertThat(people.signUp(person.email()).userId()).isNotEqualTo(person.userId());
    }

    @Test
    void showsAndTakesAwaySecondFactors() {
        var person = people.signUp();
        var factor = UUID.randomUUID();
        authPool.jdbc()
                .sql("insert into auth.mfa_factors (id, user_id, factor_type, status, friendly_name) values (?, ?, 'totp', 'verified', 'mine')")
                .params(factor, person.userId())
                .update();
        var factors = USERS + "/" + person.userId() + "/factors";

        assertThat(backend.get(factors).expect(200).at("/0/friendly_name")).isEqualTo("mine");
        assertThat(backend.delete(factors + "/" + UUID.randomUUID()).expect(404).at("/error_code"))
                .isEqualTo("mfa_factor_not_found");
        assertThat(backend.delete(factors + "/" + factor).expect(200).id()).isEqualTo(factor.toString());
        assertThat(backend.get(factors).expect(200).json()).isEmpty();
    }

    @Test
    void keepsTheServiceKeyFromSuperAdmins() {
        var admin = Platform.superAdmin(people);

        backend.put(USERS + "/" + admin.userId(), "{\"password\": \"another fine password\"}").expect(403);
        backend.put(USERS + "/" + admin.userId(), "{\"ban_duration\": \"1h\"}").expect(403);
        backend.delete(USERS + "/" + admin.userId()).expect(403);
        backend.delete(USERS + "/" + admin.userId() + "/factors/" + UUID.randomUUID()).expect(403);
    }

    @Test
    void keepsSuperAdminsFromEndingThemselves() {
        var admin = Platform.superAdmin(people);

        admin.api().delete(USERS + "/" + admin.userId()).expect(409);
        admin.api().put(USERS + "/" + admin.userId(), "{\"ban_duration\": \"1h\"}").expect(409);
    }

    @Test
    void tellsTheLogWhoDidIt() {
        var person = people.signUp();
        var admin = Platform.superAdmin(people);

        backend.get(USERS + "/" + person.userId()).expect(200);
        admin.api().put(USERS + "/" + person.userId(), "{\"app_metadata\": {\"x\": 1}}").expect(200);

        var looks = Platform.log(person.api(), "actionType[eq]:user.viewed");
        var changes = Platform.log(person.api(), "actionType[eq]:user.updated");
        assertThat(looks.at("/results/0/newValues/by")).isEqualTo("service key");
        assertThat(looks.at("/results/0/userId")).isEmpty();
        assertThat(changes.at("/results/0/newValues/by")).isEqualTo("super admin");
        assertThat(changes.at("/results/0/userId")).isEqualTo(admin.userId().toString());
        assertThat(Platform.log(admin.api(), "resourceId[eq]:\"" + person.userId() + "\"").json().at("/results"))
                .hasSize(1);
    }
}
