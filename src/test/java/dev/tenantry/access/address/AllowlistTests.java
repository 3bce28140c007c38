package dev.tenantry.access.address;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Who comes from where: the suite itself from 127.0.0.1, others by a proxy. */
class AllowlistTests extends ApiTest {

    private static final String RULES = "/api/v1/address-rules";
    private static final String POLICY = "/api/v1/address-policy";
    private static final String GEO = "/api/v1/geo-restrictions";
    private static final String ENFORCED = policy(true, false, "admit");
    private static final String NOTES = "/api/v1/notes";

    private Person owner;
    private Api api;

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        api = owner.api();
    }

    @Test
    void letsInWhatIsOnTheListFromTheNextRequestOn() {
        var key = api.post("/api/v1/api-keys", "{\"name\": \"sync\", \"scopes\": [\"notes:read\"]}")
                .expect(201)
                .at("/key");
        list("127.0.0.1");
        var entry = list("::ffff:203.0.113.0/120").expect(201);
        assertThat(entry.at("/address")).isEqualTo("203.0.113.0/24");
        assertThat(from("192.0.2.1").get(NOTES, owner)).startsWith("HTTP/1.1 200");

        api.put(POLICY, ENFORCED).expect(200);

        api.get(NOTES).expect(200);
        assertThat(from("203.0.113.77").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        assertThat(from("192.0.2.1").get(NOTES, owner)).startsWith("HTTP/1.1 403")
                .contains("/problems/address-refused", "192.0.2.1", "is not on the organization's list");
        assertThat(from("192.0.2.1").get(NOTES, key)).startsWith("HTTP/1.1 403").contains("address-refused");
        assertThat(from("2001:db8::1").get("/api/v1/jobs/1/events", owner)).startsWith("HTTP/1.1 403");
        assertThat(from("192.0.2.1").get("/api/v1/contacts/export?format=csv", owner)).startsWith("HTTP/1.1 403");
        // What is the person's own, and what is public, is not the organization's.
        assertThat(from("192.0.2.1").get("/api/v1/sessions", owner)).startsWith("HTTP/1.1 200");
        assertThat(from("192.0.2.1").get("/api/v1/organizations", owner)).startsWith("HTTP/1.1 200");
        assertThat(from("192.0.2.1").get("/problems/address-refused", owner)).startsWith("HTTP/1.1 200");

        api.delete(RULES + "/" + entry.id()).expect(204);
        assertThat(from("203.0.113.77").get(NOTES, owner)).startsWith("HTTP/1.1 403");
        api.put(POLICY, policy(false, false, "admit")).expect(200);
        assertThat(from("203.0.113.77").get(NOTES, owner)).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesSignInsWithTheRightPasswordInPlainWords() {
        list("127.0.0.1");
        api.put(POLICY, ENFORCED).expect(200);
        var body = "{\"email\":\"" + owner.email() + "\",\"password\":\"" + owner.password() + "\"}";
        var wrong = "{\"email\":\"" + owner.email() + "\",\"password\":\"some other password\"}";

        assertThat(from("192.0.2.1").send("POST", "/auth/v1/token?grant_type=password", "", body))
                .startsWith("HTTP/1.1 403")
                .contains("address_refused", "192.0.2.1", "does not admit");
        assertThat(from("192.0.2.1").send("POST", "/auth/v1/token?grant_type=password", "", wrong))
                .startsWith("HTTP/1.1 400")
                .contains("invalid_credentials");
        people.signIn(owner.email()).api().get(NOTES).expect(200);
        People.join(owner.userId(), people.signUp().organizationId(), "member");
        assertThat(from("192.0.2.1").send("POST", "/auth/v1/token?grant_type=password", "", body))
                .startsWith("HTTP/1.1 200");
        var guest = people.signUp();
        People.join(guest.userId(), owner.organizationId(), "member");
        assertThat(from("192.0.2.1").send("PUT", "/api/v1/session/organization",
                "Authorization: Bearer " + guest.accessToken() + "\r\n",
                "{\"organizationId\":\"" + owner.organizationId() + "\"}")).startsWith("HTTP/1.1 403")
                .contains("address-refused");
    }

    @Test
    void locksNobodyOutUnaware() {
        assertThat(api.put(POLICY, ENFORCED).expect(409).at("/errors/0/code")).isEqualTo("locks-out");
        assertThat(api.get(POLICY).expect(200).at("/whitelistEnforced")).isEqualTo("false");
        var entry = list("127.0.0.0/8").expect(201);
        api.put(POLICY, ENFORCED).expect(200);

        assertThat(api.delete(RULES + "/" + entry.id()).expect(409).at("/detail")).contains("127.0.0.1");
        assertThat(api.put(RULES + "/" + entry.id(), "{\"address\": \"127.0.0.0/8\", \"active\": false}")
                .expect(409)
                .at("/errors/0/code")).isEqualTo("locks-out");
        api.get(NOTES).expect(200);
        var ending = "{\"address\": \"127.0.0.0/8\", \"expiresAt\": \"2097-01-01T00:00:00Z\"}";
        assertThat(api.put(RULES + "/" + entry.id(), ending).expect(409).at("/detail")).contains("until 2097");
        assertThat(api.put(RULES + "/" + entry.id() + "?confirmLockout=true", ending).expect(200).at("/expired"))
                .isEqualTo("false");
        api.put(RULES + "/" + entry.id(), ending.replace("2097", "2098")).expect(200);
        api.put(RULES + "/" + entry.id(), "{\"address\": \"127.0.0.0/8\"}").expect(200);
        api.delete(RULES + "/" + entry.id() + "?confirmLockout=true").expect(204);
        api.get(NOTES).expect(403);

        var admin = people.signUp();
        People.promote(admin.userId());
        var bypass = "/admin/organizations/" + owner.organizationId() + "/address-rules/bypass";
        admin.api().get(bypass).expect(404);
        admin.api().put(bypass, "{\"minutes\": 5, \"reason\": \"locked out, by telephone \uD83D\uDCDE\"}").expect(200);
        api.get(NOTES).expect(200);
        assertThat(api.get(POLICY).expect(200).text()).contains("bypassedUntil");
        assertThat(api.get("/api/v1/audit-logs?limit=5").expect(200).text()).contains("address-bypass.opened",
                "by telephone", "\"severityLevel\":\"critical\"");
        assertThat(Mailbox.newest(owner.email()).body()).contains("has the rules of addresses pause", "by telephone",
                "Until: ");
        assertThat(api.put(POLICY, policy(true, true, "admit"))
                .expect(409)
                .at("/errors/0/code"))
                .isEqualTo("locks-out");
        admin.api().delete(bypass).expect(204);
        assertThat(Mailbox.newest(owner.email()).subject()).contains("hold again");
        api.get(NOTES).expect(403);
        admin.api().put(bypass, "{\"minutes\": 0, \"reason\": \" \"}").expect(422);
    }

    @Test
    void takesTwoPeopleWhereThePolicyWantsThem() {
        var other = people.signUpInto(owner, "admin").api();
        list("127.0.0.1");
        other.put(POLICY, policy(false, true, "admit")).expect(403);
        api.put(POLICY, policy(true, true, "admit")).expect(200);
        var proposed = list("203.0.113.5").expect(201);
        var place = RULES + "/" + proposed.id();
        assertThat(proposed.at("/status")).isEqualTo("proposed");
        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 403");

        decide(api, place).expect(409);
        assertThat(decide(other, place).expect(200).at("/status")).isEqualTo("approved");

        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        decide(other, place).expect(409);
        var shorter = "{\"address\": \"203.0.113.5\", \"expiresAt\": \"2098-01-01T00:00:00Z\"}";
        assertThat(api.put(place, shorter).expect(200).at("/status")).isEqualTo("approved");
        assertThat(api.put(place, shorter).expect(200).at("/version")).isEqualTo("2");
        holdsByItsTermsUntilItsRenewalIsApproved(other, place, shorter);
    }

    private void holdsByItsTermsUntilItsRenewalIsApproved(Api other, String place, String terms) {
        var renewal = "{\"address\": \"203.0.113.5\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}";
        var renewed = api.put(place, renewal).expect(200);
        assertThat(renewed.at("/status")).isEqualTo("approved");
        assertThat(renewed.at("/expiresAt")).startsWith("2098");
        assertThat(renewed.at("/proposal/expiresAt")).startsWith("2099");
        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        assertThat(api.put(place, renewal).expect(200).at("/version")).isEqualTo(renewed.at("/version"));
        assertThat(api.get(RULES + "?filter=awaitingApproval[eq]:true").expect(200).json().path("results")).hasSize(1);
        decide(api, place).expect(409);

        assertThat(api.put(place, terms).expect(200).json().has("proposal")).isFalse();
        decide(other, place).expect(409);
        other.put(place, renewal).expect(200);
        decide(other, place).expect(409);
        var approved = decide(api, place).expect(200);
        assertThat(approved.at("/expiresAt")).startsWith("2099");
        assertThat(approved.json().has("proposal")).isFalse();
        assertThat(approved.at("/approvedBy")).isEqualTo(owner.userId().toString());

        api.put(place, "{\"address\": \"203.0.113.5\", \"active\": false}").expect(200);
        assertThat(api.put(place, renewal).expect(200).at("/active")).isEqualTo("false");
        var forGood = api.put(place, "{\"address\": \"203.0.113.5\"}").expect(200).json().path("proposal");
        assertThat(forGood.path("active").asBoolean()).isTrue();
        assertThat(forGood.has("expiresAt") && forGood.path("expiresAt").isNull()).as(forGood.toString()).isTrue();
        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 403");
        decide(other, place).expect(200);
        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 200");
    }

    @Test
    void tellsWhyAnEntryLetsNobodyIn() throws SQLException {
        list("127.0.0.1");
        list("203.0.113.0/24").expect(201);
        var place = RULES + "/" + list("203.0.113.5").expect(201).id();
        api.put(POLICY, policy(true, true, "admit")).expect(200);
        expire("203.0.113.0", "203.0.113.5");
        api.put(POLICY, policy(true, true, "refuse")).expect(200);
        list("198.51.100.5").expect(201);

        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 403").contains("its entry has expired");
        assertThat(from("198.51.100.5").get(NOTES, owner)).startsWith("HTTP/1.1 403").contains("somebody's approval");
        assertThat(from("198.51.100.6").get(NOTES, owner)).startsWith("HTTP/1.1 403")
                .contains("is not on the organization's list.");
        api.put(place, "{\"address\": \"203.0.113.5\"}").expect(200);
        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 403").contains("somebody's approval");
        api.put(place, "{\"address\": \"203.0.113.5\", \"active\": false}").expect(200);
        assertThat(from("203.0.113.5").get(NOTES, owner)).startsWith("HTTP/1.1 403").contains("has expired");

        Awaitility.await()
                .untilAsserted(() -> assertThat(api.get("/api/v1/address-log?filter=accessGranted[eq]:false")
                        .expect(200)
                        .text()).contains("entry_expired", "entry_proposed", "not_listed"));
    }

    /** As it is when it is read. */
    private static Answer decide(Api by, String place) {
        return by.with("If-Match", by.get(place).expect(200).header("ETag")).put(place + "/approval", "");
    }

    @Test
    void decidesAboutNothingThatNobodyHasRead() throws InterruptedException, ExecutionException {
        var other = people.signUpInto(owner, "admin").api();
        list("127.0.0.1");
        api.put(POLICY, policy(false, true, "admit")).expect(200);
        var place = RULES + "/" + list("203.0.113.6").expect(201).id();
        assertThat(other.put(place + "/approval", "").expect(428).at("/code")).isEqualTo("unread");
        other.with("If-Match", "*").put(place + "/approval", "").expect(428);
        other.put(place + "/rejection", "{\"reason\": \"unseen\"}").expect(428);
        other.put(RULES + "/" + UUID.randomUUID() + "/approval", "").expect(404);

        for (var race = 0; race < 12; race++) {
            var until = "2098-01-%02dT00:00:00Z".formatted(race + 1);
            api.put(place, "{\"address\": \"203.0.113.6\", \"expiresAt\": \"%s\"}".formatted(until)).expect(200);
            var read = other.get(place).expect(200);
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var changed = both.submit(() -> api.put(place,
                        "{\"address\": \"203.0.113.6\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}"));
                var approved = both
                        .submit(() -> other.with("If-Match", read.header("ETag")).put(place + "/approval", ""));
                changed.get().expect(200);
                if (approved.get().status() == 200) {
                    assertThat(approved.get().at("/expiresAt")).startsWith(until.substring(0, 10));
                } else {
                    approved.get().expect(412);
                }
            }
            var now = api.get(place).expect(200);
            assertThat(now.at("/status").equals("approved") && now.at("/expiresAt").startsWith("2099"))
                    .as("what nobody read is approved")
                    .isFalse();
        }
    }

    @Test
    void tellsWhoIsToApproveAndWhyNobodyDoes() {
        var other = people.signUpInto(owner, "admin");
        list("127.0.0.1");
        api.put(POLICY, policy(false, true, "admit")).expect(200);
        var place = RULES + "/" + list("203.0.113.8").expect(201).id();
        var asked = Mailbox.newest(other.email());
        assertThat(asked.subject()).contains("waits for your approval");
        assertThat(asked.body()).contains("203.0.113.8", "awaitingApproval").doesNotContain("Reason");
        assertThat(Mailbox.of(owner.email())).noneMatch(mail -> mail.template().equals("address-notice"));

        other.api().put(place + "/rejection", "{}").expect(422);
        reject(other.api(), place, "whose\\r\\nAddress: is it?").expect(204);
        api.get(place).expect(404);
        var told = Mailbox.newest(owner.email());
        assertThat(told.subject()).contains("was rejected");
        assertThat(told.body()).contains("Reason: whose Address: is it?", "Address: 203.0.113.8")
                .doesNotContain("awaitingApproval");
        assertThat(api.get("/api/v1/audit-logs?limit=5").expect(200).text()).contains("address-rule.rejected",
                "is it?");

        var again = RULES + "/" + list("203.0.113.9").expect(201).id();
        decide(other.api(), again).expect(200);
        api.put(again, "{\"address\": \"203.0.113.9\", \"active\": false}").expect(200);
        api.put(again, "{\"address\": \"203.0.113.9\", \"description\": \"more\"}").expect(200);
        assertThat(Mailbox.newest(other.email()).body()).contains("Description: more");
        reject(other.api(), again, "it stays off").expect(204);
        assertThat(api.get(again).expect(200).at("/active")).isEqualTo("false");
        other.api()
                .with("If-Match", api.get(again).header("ETag"))
                .put(again + "/rejection", "{\"reason\": \"twice\"}")
                .expect(409);
    }

    private static Answer reject(Api by, String place, String reason) {
        return by.with("If-Match", by.get(place).expect(200).header("ETag"))
                .put(place + "/rejection", "{\"reason\": \"%s\"}".formatted(reason));
    }

    private void expire(String... addresses) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "update ip_whitelist set expires_at = now() where organization_id = ? and host(ip_address) = any(?)")) {
            statement.setObject(1, owner.organizationId());
            statement.setArray(2, connection.createArrayOf("text", addresses));
            statement.executeUpdate();
        }
    }

    @Test
    void turnsNothingOffThatARequestLeavesOut() {
        list("127.0.0.1");
        api.put(POLICY, policy(true, true, "refuse")).expect(200);

        for (var partial : List.of("{}", "{\"whitelistEnforced\": true}",
                "{\"whitelistEnforced\": true, \"approvalRequired\": true}",
                "{\"whitelistEnforced\": true, \"approvalRequired\": null, \"unknownLocations\": \"refuse\"}")) {
            api.put(POLICY, partial).expect(422);
        }
        assertThat(api.put(POLICY, "{\"whitelistEnforced\": true, \"unknownLocations\": \"refuse\"}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("approvalRequired");

        var held = api.get(POLICY).expect(200);
        assertThat(held.at("/approvalRequired")).isEqualTo("true");
        assertThat(held.at("/unknownLocations")).isEqualTo("refuse");
    }

    @Test
    void tellsWhatIsWrongWithAnEntry() {
        var entry = list("192.0.2.0/24").expect(201);
        assertThat(list("192.0.2.0/24").expect(409).at("/errors/0/field")).isEqualTo("address");
        list("::ffff:192.0.2.0/120").expect(409);
        for (var wide : List.of("0.0.0.0/0", "::/0", "128.0.0.0/1", "64:ff9b::/96", "2000::/3")) {
            assertThat(list(wide).expect(422).at("/errors/0/message")).contains("keep anybody out");
        }
        assertThat(api.post("/api/v1/address-trials", "{\"addresses\": [\"192.0.2.1\", \"0.0.0.0/0\"]}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("addresses[1]");
        for (var odd : List.of("010.0.0.1", "fe80::1%eth0", "[2001:db8::1]:443", "192.0.2.1:80", "192.0.2.9/24",
                "office")) {
            var told = list(odd).expect(422);
            assertThat(told.at("/errors/0/field")).isEqualTo("address");
            assertThat(told.at("/errors/0/code")).isEqualTo("invalid-address");
        }
        assertThat(api.post(RULES, "{\"address\": \"192.0.2.1\", \"expiresAt\": \"2001-01-01T00:00:00Z\"}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("expiresAt");
        assertThat(api.put(RULES + "/" + entry.id(), "{\"address\": \"192.0.2.1\"}").expect(422).at("/errors/0/code"))
                .isEqualTo("unchangeable");
        assertThat(api.get(RULES + "?filter=status[eq]:approved,active[eq]:true").expect(200).text())
                .contains("192.0.2.0/24");
        assertThat(api.get(RULES + "/" + entry.id()).expect(200).json()).isEqualTo(entry.json());
    }

    @Test
    void isFoundByAddressAndDescription() {
        api.post(RULES, "{\"address\": \"198.51.100.0/25\", \"description\": \"Office in Zürich\"}").expect(201);
        api.post(RULES, "{\"address\": \"2001:db8::7\"}").expect(201);

        for (var filter : List.of("address[eq]:198.51.100.127", "address[eq]:198.51.0.0/16",
                "address[eq]:198.51.100.64/26",
                "address[eq]:\"::ffff:198.51.100.1\"", "address[in]:(192.0.2.1,198.51.100.0)",
                "description[contains]:zurich")) {
            assertThat(found(filter)).as(filter).containsExactly("198.51.100.0/25");
        }
        assertThat(found("address[eq]:2001:db8::/32")).containsExactly("2001:db8::7");
        assertThat(found("address[eq]:198.51.100.128")).isEmpty();
        assertThat(found("address[neq]:198.51.100.5,address[neq]:127.0.0.1")).containsExactly("2001:db8::7");
    }

    private List<String> found(String filter) {
        return api.get(RULES + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .map(entry -> entry.path("address").asString())
                .toList();
    }

    @Test
    void goesByCountriesAndRegions() {
        var geo = api.post(GEO,
                "{\"restrictionType\": \"custom\", \"countryCodes\": [\"JP\"], \"regionCodes\": [\"DE-BY\"]}")
                .expect(201);
        var path = GEO + "/" + geo.id();
        assertThat(from("203.0.113.7").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        assertThat(from("198.51.100.7").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        assertThat(from("203.0.113.200").get(NOTES, owner)).startsWith("HTTP/1.1 403").contains("is in a place");
        // Somewhere in Germany, and nowhere that anybody knows: admitted, unless the policy says otherwise.
        assertThat(from("2001:db8:de::1").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        api.get(NOTES).expect(200);
        assertThat(api.put(POLICY, policy(false, false, "refuse")).expect(409).at("/errors/0/code"))
                .isEqualTo("locks-out");
        list("127.0.0.1");
        assertThat(api.put(POLICY, policy(false, false, "refuse")).expect(200).at("/unknownLocations"))
                .isEqualTo("refuse");
        assertThat(from("2001:db8:de::1").get(NOTES, owner)).startsWith("HTTP/1.1 403")
                .contains("of which no place is known");

        api.put(path, "{\"restrictionType\": \"country\", \"countryCodes\": [\"DE\"], \"allowlist\": false}")
                .expect(200);
        assertThat(from("203.0.113.7").get(NOTES, owner)).startsWith("HTTP/1.1 403");
        assertThat(from("203.0.113.200").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        list("203.0.113.7").expect(201);
        assertThat(from("203.0.113.7").get(NOTES, owner)).startsWith("HTTP/1.1 200");
        assertThat(api.put(path, "{\"restrictionType\": \"country\", \"regionCodes\": [\"DE-BY\"]}").expect(422).text())
                .contains("countryCodes", "regionCodes");
        api.put(path, "{\"restrictionType\": \"region\", \"regionCodes\": [\"XX-1\"]}").expect(422);
        api.put(path, "{\"restrictionType\": \"region\", \"regionCodes\": [null]}").expect(422);
        api.put(path, "{\"restrictionType\": \"country\", \"countryCodes\": [\"Germany\"]}").expect(422);
        api.delete(path).expect(204);
    }

    @Test
    void takesDownFromWhereRequestsCameAndTriesRulesOutOnThem() {
        list("127.0.0.1");
        from("203.0.113.7").get(NOTES, owner);
        from("203.0.113.7").get(NOTES, owner);
        from("198.51.100.7").get(NOTES, owner);
        var trial = "{\"addresses\": [\"127.0.0.1\", \"198.51.100.0/24\"]}";
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.post("/api/v1/address-trials", trial).expect(200).at("/looked"))
                        .isEqualTo("3"));

        var tried = api.post("/api/v1/address-trials", trial).expect(200);
        assertThat(tried.at("/refusedTotal")).isEqualTo("1");
        assertThat(tried.at("/refused/0/ipAddress")).isEqualTo("203.0.113.7");
        assertThat(tried.at("/refused/0/userName"))
                .isEqualTo(api.get("/api/v1/address-log?limit=1&filter=userId[eq]:" + owner.userId())
                        .expect(200)
                        .at("/results/0/userName"))
                .isNotEmpty();
        assertThat(tried.at("/refused/0/location/city")).isEqualTo("Munich");
        assertThat(tried.at("/isComplete")).isEqualTo("true");
        assertThat(tried.at("/refusesCaller")).isEqualTo("false");
        assertThat(api.post("/api/v1/address-trials", "{\"addresses\": [\"::1\", \"1.2.3\"]}")
                .expect(422)
                .at("/errors/0/field"))
                .isEqualTo("addresses[1]");

        triesOutPlaces();

        api.put(POLICY, ENFORCED).expect(200);
        for (var time = 0; time < 5; time++) {
            from("192.0.2.66").get(NOTES, owner);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                        api.get("/api/v1/address-log?filter=accessGranted[eq]:false").expect(200).text())
                        .contains("192.0.2.66", "not_listed"));
        assertThat(api.get("/api/v1/address-log?filter=ipAddress[eq]:192.0.2.64/26").expect(200).text())
                .contains("192.0.2.66")
                .doesNotContain("203.0.113.7");
        Awaitility.await()
                .untilAsserted(() -> assertThat(Integer.parseInt(api.get(RULES).expect(200).at("/results/0/useCount")))
                        .isPositive());
    }

    /** Whose key it is says little of what calls. */
    @Test
    void tellsKeysApartFromTheirMakers() {
        var key = api.post("/api/v1/api-keys", "{\"name\": \"sync\", \"scopes\": [\"notes:read\"]}").expect(201);
        from("203.0.113.7").get(NOTES, owner);
        from("203.0.113.7").get(NOTES, key.at("/key"));
        var byKey = "/api/v1/address-log?filter=apiKeyId[eq]:" + key.id();
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.get(byKey).expect(200).json().path("results")).hasSize(1));
        var shown = api.get(byKey).expect(200);
        assertThat(shown.at("/results/0/ipAddress")).isEqualTo("203.0.113.7");
        assertThat(shown.at("/results/0/userId")).isEqualTo(owner.userId().toString());

        var tried = api.post("/api/v1/address-trials", "{\"addresses\": [\"127.0.0.1\"]}").expect(200);
        assertThat(tried.at("/refusedTotal")).isEqualTo("2");
        assertThat(tried.json().path("refused").valueStream().map(one -> one.path("apiKeyId").asString("")))
                .containsExactlyInAnyOrder("", key.id());

        list("127.0.0.1");
        api.put(POLICY, ENFORCED).expect(200);
        from("203.0.113.7").get(NOTES, key.at("/key"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.get(byKey + ",accessGranted[eq]:false").expect(200).text())
                        .contains("not_listed"));
    }

    /** Instead of those that there are, and of the list where that is stated, too. */
    private void triesOutPlaces() {
        var germany = """
                "geoRestrictions": [{"restrictionType": "country", "countryCodes": ["DE"], "allowlist": %s}]""";
        var admitting = api.post("/api/v1/address-trials", "{" + germany.formatted(true) + "}").expect(200);
        assertThat(admitting.at("/refusedTotal")).isEqualTo("1");
        assertThat(admitting.at("/refused/0/ipAddress")).isEqualTo("198.51.100.7");
        assertThat(admitting.at("/refused/0/denialReason")).isEqualTo("place_denied");
        var denying = api.post("/api/v1/address-trials", "{" + germany.formatted(false) + "}").expect(200);
        assertThat(denying.at("/refused/0/ipAddress")).isEqualTo("203.0.113.7");
        var both = api.post("/api/v1/address-trials",
                "{\"addresses\": [\"203.0.113.7\"], \"whitelistEnforced\": false, " + germany.formatted(false) + "}");
        assertThat(both.expect(200).at("/refusedTotal")).isEqualTo("0");
        assertThat(api.post("/api/v1/address-trials",
                "{\"geoRestrictions\": [{\"restrictionType\": \"country\"}]}").expect(422).at("/errors/0/field"))
                .isEqualTo("geoRestrictions[0].countryCodes");
    }

    private static String policy(boolean isEnforced, boolean isApproved, String unknown) {
        return "{\"whitelistEnforced\": %s, \"approvalRequired\": %s, \"unknownLocations\": \"%s\"}"
                .formatted(isEnforced, isApproved, unknown);
    }

    private Answer list(String address) {
        return api.post(RULES, "{\"address\": \"" + address + "\", \"description\": \"Büro ß İ \uD83C\uDFE2\"}");
    }

    private From from(String address) {
        return new From(port(), address);
    }
}
